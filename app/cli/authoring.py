"""Commands that make courses: add, edit, move, delete, publish, unpublish, archive."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from app.cli.form import CommandForm
from app.cli.session import Session
from app.cli.values import changes
from app.domain.commands import (
    FIRST,
    AddLesson,
    AddModule,
    ArchiveCourse,
    BodyChange,
    Command,
    DeleteCourse,
    DeleteLesson,
    DeleteModule,
    EditCourse,
    EditCourseSettings,
    EditLesson,
    EditModule,
    MoveLesson,
    MoveModule,
    PublishCourse,
    UnpublishCourse,
)
from app.domain.entities import CourseSettings, Lesson, Module
from app.domain.errors import BadInput, Invalid
from app.domain.outcomes import Outcome
from app.queries.lookup import course_by_slug, lessons_in_order, modules_in_order
from app.usecases.content_modules import MODULE_CHECKS
from app.usecases.content_values import LESSON_CHECKS
from app.usecases.courses_values import COURSE_CHECKS, SETTINGS_CHECKS


def _number(parser: ArgumentParser, name: str, metavar: str) -> None:
    parser.add_argument(name, type=int, metavar=metavar)


def read_text(name: str) -> str:
    """A file's text, or standard input's for ``-``; raises `BadInput`."""
    try:
        if name == "-":
            return _encodable(sys.stdin.read())
        with Path(name).open(encoding="utf-8", newline="") as stream:
            return stream.read()
    except UnicodeError:
        shown = "Standard input" if name == "-" else name
        raise BadInput("file.not_utf8", path=shown) from None
    except OSError as error:
        raise BadInput("file.unreadable", path=name, cause=error.strerror or "") from None


def _encodable(text: str) -> str:
    """*text*, which raises `UnicodeError` where its bytes were not UTF-8."""
    text.encode()
    return text


def _after(ids: Sequence[int], position: int | None, moved: int | None = None) -> int | None:
    """The id that the 1-based *position* comes after, among *ids* without *moved*.

    Raises `Invalid` (``position.outside``).
    """
    others = [one for one in ids if one != moved]
    if position is None or position == len(others) + 1:
        return None
    if not 1 <= position <= len(others):
        raise Invalid("position.outside", field="N", value=position, last=len(others) + 1)
    return FIRST if position == 1 else others[position - 2]


def _run(session: Session, command: Command, text: str) -> int:
    outcome = session.execute(command)
    session.out.result(_summary(outcome), text)
    return 0


def _summary(outcome: Outcome) -> dict[str, object]:
    return {"outcome": outcome.kind, **outcome.data}


# add


def _add_module_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("slug", metavar="SLUG")
    parser.add_argument("title", metavar="TITLE")
    parser.add_argument("--at", type=int, metavar="N", help="its place (last)")


def _add_module(session: Session, args: Namespace) -> int:
    with session.context.store.reading() as rows:
        course = course_by_slug(rows, args.slug)
        after = _after([one.id for one in modules_in_order(rows, course.id)], args.at)
    module_id = session.new_id(Module)
    session.execute(
        AddModule(module_id=module_id, course_id=course.id, title=args.title, after_id=after)
    )
    session.out.result({"id": module_id}, f"Module {module_id} was added to {args.slug}.")
    return 0


def _add_lesson_arguments(parser: ArgumentParser) -> None:
    _number(parser, "module_id", "MODULE_ID")
    parser.add_argument("title", metavar="TITLE")
    parser.add_argument(
        "--type", choices=("video", "text", "quiz", "assignment"), default="text", help="text"
    )
    parser.add_argument("--body", metavar="FILE", help="its Markdown (- is standard input)")
    parser.add_argument("--at", type=int, metavar="N", help="its place (last)")


def _add_lesson(session: Session, args: Namespace) -> int:
    with session.context.store.reading() as rows:
        module = rows.get(Module, args.module_id)
        after = _after([one.id for one in lessons_in_order(rows, module.id)], args.at)
    lesson_id = session.new_id(Lesson)
    session.execute(
        AddLesson(
            lesson_id=lesson_id,
            module_id=module.id,
            title=args.title,
            type=args.type,
            body=read_text(args.body) if args.body else "",
            after_id=after,
        )
    )
    session.out.result({"id": lesson_id}, f"Lesson {lesson_id} was added to {module.title}.")
    return 0


# edit


def _assignments(parser: ArgumentParser, metavar: str, *, required: bool = True) -> None:
    parser.add_argument("values", nargs="+" if required else "*", metavar=f"{metavar}=VALUE")


def _edit_course_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("slug", metavar="SLUG")
    _assignments(parser, "COLUMN")


def _edit_course(session: Session, args: Namespace) -> int:
    with session.context.store.reading() as rows:
        course = course_by_slug(rows, args.slug)
    command = EditCourse(course_id=course.id, changes=changes(course, args.values, COURSE_CHECKS))
    return _run(session, command, f"{args.slug} was changed.")


def _edit_settings(session: Session, args: Namespace) -> int:
    with session.context.store.reading() as rows:
        held = rows.get(CourseSettings, course_by_slug(rows, args.slug).id)
    command = EditCourseSettings(
        course_id=held.course_id, changes=changes(held, args.values, SETTINGS_CHECKS)
    )
    return _run(session, command, f"The settings of {args.slug} were changed.")


def _edit_module_arguments(parser: ArgumentParser) -> None:
    _number(parser, "id", "ID")
    _assignments(parser, "FIELD")


def _edit_module(session: Session, args: Namespace) -> int:
    with session.context.store.reading() as rows:
        module = rows.get(Module, args.id)
    command = EditModule(module_id=args.id, changes=changes(module, args.values, MODULE_CHECKS))
    return _run(session, command, f"Module {args.id} was changed.")


def _edit_lesson_arguments(parser: ArgumentParser) -> None:
    _number(parser, "id", "ID")
    _assignments(parser, "FIELD", required=False)
    parser.add_argument("--body", metavar="FILE", help="its Markdown (- is standard input)")


def _edit_lesson(session: Session, args: Namespace) -> int:
    with session.context.store.reading() as rows:
        lesson = rows.get(Lesson, args.id)
    if not args.values and not args.body:
        raise Invalid("edit.nothing", field="FIELD")
    command = EditLesson(
        lesson_id=args.id,
        changes=changes(lesson, args.values, LESSON_CHECKS),
        body=BodyChange(base_sha256=lesson.body_sha256, text=read_text(args.body))
        if args.body
        else None,
    )
    return _run(session, command, f"Lesson {args.id} was changed.")


# move and delete


def _move_module_arguments(parser: ArgumentParser) -> None:
    _number(parser, "id", "ID")
    _number(parser, "position", "N")


def _move_module(session: Session, args: Namespace) -> int:
    with session.context.store.reading() as rows:
        module = rows.get(Module, args.id)
        ids = [one.id for one in modules_in_order(rows, module.course_id)]
    command = MoveModule(module_id=args.id, after_id=_after(ids, args.position, args.id))
    return _run(session, command, f"Module {args.id} is now number {args.position}.")


def _move_lesson_arguments(parser: ArgumentParser) -> None:
    _number(parser, "id", "ID")
    _number(parser, "module_id", "MODULE_ID")
    _number(parser, "position", "N")


def _move_lesson(session: Session, args: Namespace) -> int:
    with session.context.store.reading() as rows:
        ids = [one.id for one in lessons_in_order(rows, rows.get(Module, args.module_id).id)]
    command = MoveLesson(
        lesson_id=args.id,
        module_id=args.module_id,
        after_id=_after(ids, args.position, args.id),
    )
    return _run(session, command, f"Lesson {args.id} is now number {args.position}.")


def _id_arguments(parser: ArgumentParser) -> None:
    _number(parser, "id", "ID")


def _delete_module(session: Session, args: Namespace) -> int:
    return _run(session, DeleteModule(module_id=args.id), f"Module {args.id} was deleted.")


def _delete_lesson(session: Session, args: Namespace) -> int:
    return _run(session, DeleteLesson(lesson_id=args.id), f"Lesson {args.id} was deleted.")


# whole courses


def _slug_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("slug", metavar="SLUG")


def _reason_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("slug", metavar="SLUG")
    parser.add_argument("--reason", metavar="TEXT", help="why, for the record")


def _delete_course(session: Session, args: Namespace) -> int:
    with session.context.store.reading() as rows:
        course = course_by_slug(rows, args.slug)
    return _run(session, DeleteCourse(course_id=course.id), f"{args.slug} was deleted.")


StatusCommand = type[PublishCourse] | type[UnpublishCourse] | type[ArchiveCourse]


def _status(kind: StatusCommand, done: str) -> Callable[[Session, Namespace], int]:
    def run(session: Session, args: Namespace) -> int:
        with session.context.store.reading() as rows:
            course = course_by_slug(rows, args.slug)
        command = kind(course_id=course.id, reason=args.reason)
        return _run(session, command, f"{args.slug} is {done}.")

    return run


def _form(
    words: str,
    about: str,
    arguments: Callable[[ArgumentParser], None],
    run: Callable[[Session, Namespace], int],
) -> CommandForm:
    return CommandForm(words=tuple(words.split()), help=about, arguments=arguments, run=run)


FORMS = (
    _form("add module", "add a module to a course", _add_module_arguments, _add_module),
    _form("add lesson", "add a lesson to a module", _add_lesson_arguments, _add_lesson),
    _form("edit course", "change a course's columns", _edit_course_arguments, _edit_course),
    _form("edit settings", "change a course's settings", _edit_course_arguments, _edit_settings),
    _form("edit module", "change a module", _edit_module_arguments, _edit_module),
    _form("edit lesson", "change a lesson", _edit_lesson_arguments, _edit_lesson),
    _form("move module", "give a module another place", _move_module_arguments, _move_module),
    _form("move lesson", "give a lesson another place", _move_lesson_arguments, _move_lesson),
    _form("delete module", "delete a module and its lessons", _id_arguments, _delete_module),
    _form("delete lesson", "delete a lesson", _id_arguments, _delete_lesson),
    _form("delete course", "delete a course", _slug_arguments, _delete_course),
    _form("publish", "publish a course", _reason_arguments, _status(PublishCourse, "published")),
    _form(
        "unpublish",
        "make a course a draft again",
        _reason_arguments,
        _status(UnpublishCourse, "a draft again"),
    ),
    _form("archive", "archive a course", _reason_arguments, _status(ArchiveCourse, "archived")),
)
