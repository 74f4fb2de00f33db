"""What stands in the way of publishing a course, and what its author may want to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from app.domain.dataclass import dataclass
from app.domain.entities import Course, CourseSettings, Json, Lesson, Module
from app.domain.entities.content import MAX_BODY_BYTES
from app.domain.errors import Invalid, Rejected, SmartCourseError
from app.domain.lesson_links import referred, resource_for, target_path
from app.domain.link_targets import link_targets, pictures, without_code
from app.domain.quiz import validate_quiz
from app.queries.published import Content

HasFile = Callable[[str], bool]
"""Whether the bytes with a sha256 are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found: `error` says what and what to do, the ids where (None: the course)."""

    error: SmartCourseError
    blocking: bool
    lesson_id: int | None = None
    module_id: int | None = None
    title: str = ""


def findings(
    course: Course,
    settings: CourseSettings,
    content: Content,
    texts: Mapping[str, str],
    has_file: HasFile,
) -> tuple[Finding, ...]:
    """What was found, blocking first, each part in the order of the outline.

    *texts* has every lesson's text by its hash. What learners do not see never blocks.
    """
    reader = _Reader(course, settings, content, texts, has_file)
    found = [*reader.course(), *reader.modules()]
    return tuple(sorted(found, key=lambda one: not one.blocking))


class _Reader:
    def __init__(
        self,
        course: Course,
        settings: CourseSettings,
        content: Content,
        texts: Mapping[str, str],
        has_file: HasFile,
    ) -> None:
        self._course, self._settings, self._content = course, settings, content
        self._texts, self._has_file = texts, has_file
        self._ids = {one.file_name: one.id for one in content.materials.values()}

    def course(self) -> Iterator[Finding]:
        """What concerns the course as a whole."""
        course, content = self._course, self._content
        shown = [one for one in content.modules.values() if one.is_published]
        if not content.lessons:
            yield Finding(error=Rejected("course.no_lessons", slug=course.slug), blocking=True)
        elif not shown:
            yield Finding(error=Rejected("review.nothing_shown"), blocking=True)
        yield from self._files()
        if not (course.description or course.long_description):
            yield Finding(error=Rejected("review.no_description"), blocking=False)
        quizzes = any(one.type == "quiz" for one in content.lessons.values())
        if quizzes and self._settings.pass_mark == 0:
            yield Finding(error=Rejected("review.no_pass_mark"), blocking=False)
        if self._settings.auto_certificate and not self._settings.signatory:
            yield Finding(error=Rejected("review.no_signatory"), blocking=False)
        short = sum(one.duration_minutes == 0 for one in content.lessons.values())
        if short:
            yield Finding(error=Rejected("review.no_duration", count=short), blocking=False)

    def _files(self) -> Iterator[Finding]:
        materials = self._content.materials.values()
        arriving = sum(one.state == "uploading" for one in materials)
        if arriving:
            error = Rejected("course.files_missing", slug=self._course.slug, count=arriving)
            yield Finding(error=error, blocking=True)
        missing = [
            one.file_name
            for one in materials
            if one.state == "available" and not self._has_file(one.sha256)
        ]
        if missing:
            error = Rejected("course.bytes_missing", files=", ".join(missing))
            yield Finding(error=error, blocking=True)

    def modules(self) -> Iterator[Finding]:
        """What concerns modules and their lessons."""
        for module, lessons in self._content.ordered():
            for reason, is_so in (
                ("review.hidden_module", not module.is_published),
                ("review.empty_module", not lessons),
            ):
                if is_so:
                    yield Finding(
                        error=Rejected(reason),
                        blocking=False,
                        module_id=module.id,
                        title=module.title,
                    )
            for lesson in lessons:
                yield from self._lesson(module, lesson)

    def _lesson(self, module: Module, lesson: Lesson) -> Iterator[Finding]:
        text = self._texts.get(lesson.body_sha256, "")
        for error, blocking in (*_bare(lesson, text), *self._links(lesson, text)):
            yield Finding(
                error=error,
                blocking=blocking and module.is_published,
                lesson_id=lesson.id,
                module_id=module.id,
                title=lesson.title,
            )

    def _links(self, lesson: Lesson, text: str) -> Iterator[tuple[SmartCourseError, bool]]:
        shown = pictures(text)
        for target in dict.fromkeys(one.target for one in shown):
            if self._leads(lesson, target) is not True:
                yield Rejected("review.picture_missing", target=target), True
        bare = sum(not one.words for one in shown)
        if bare:
            yield Rejected("review.no_words", count=bare), False
        seen = {one.target for one in shown}
        for target in link_targets(without_code(text)):
            leads = True if target in seen else self._leads(lesson, target)
            if leads is None:
                yield Rejected("review.dead_link", target=target), False
            elif not leads:
                lesson_gone = target.startswith("lesson:")
                reason = "review.lesson_missing" if lesson_gone else "review.file_missing"
                yield Rejected(reason, target=target), True

    def _leads(self, lesson: Lesson, target: str) -> bool | None:
        """Whether a target is there; None for a path that nothing in the course stands for."""
        found = referred(target)
        if found is None and target.startswith("material:"):
            return target.partition(":")[2] in self._ids
        if found is None:
            resource: Json | None = resource_for(target, lesson.resources)
            if resource is None:
                return None if target_path(target) is not None else True
            found = referred(str(resource["url"]))
        if found is None:
            return True
        kind, number = found
        return number in (self._content.materials if kind == "material" else self._content.lessons)


def _bare(lesson: Lesson, text: str) -> Iterator[tuple[SmartCourseError, bool]]:
    """What a lesson lacks by itself."""
    if len(text.encode()) > MAX_BODY_BYTES:
        size = len(text.encode())
        yield Invalid("lesson.too_long", field="body", size=size, limit=MAX_BODY_BYTES), True
    if lesson.type == "quiz":
        try:
            validate_quiz(lesson.quiz or {})
        except Invalid as error:
            yield error, True
    elif lesson.type == "video":
        if not (lesson.video or {}).get("url") and not text.strip():
            yield Rejected("review.no_video"), True
    elif not text.strip():
        yield Rejected("review.no_text"), True
