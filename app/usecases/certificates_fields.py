"""What certificates say: printed fields from the records as they are today."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from app.domain.dataclass import dataclass
from app.domain.entities import Course, CourseSettings, Enrollment, Key, Progress, User
from app.domain.grading import grade, mean_score
from app.ports.certificates import PrintedFields
from app.ports.storage import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The records that printed fields are taken from, by id; progress by enrollment."""

    people: Mapping[Key, User]
    courses: Mapping[Key, Course]
    settings: Mapping[Key, CourseSettings]
    progress: Mapping[int, Progress]

    def settings_of(self, course_id: int) -> CourseSettings:
        """The course's settings, the defaults where none were stored."""
        return self.settings.get(course_id) or CourseSettings(course_id=course_id)


def read_sources(rows: Rows, enrollments: Collection[Enrollment]) -> Sources:
    """What is printed on the certificates of *enrollments*, in four reads for all."""
    courses = rows.get_many(Course, {row.course_id for row in enrollments})
    people = {row.student_id for row in enrollments}
    people |= {course.instructor_id for course in courses.values()}
    return Sources(
        people=rows.get_many(User, people),
        courses=courses,
        settings=rows.get_many(CourseSettings, list(courses)),
        progress={
            row.enrollment_id: row
            for row in rows.find(Progress, enrollment_id=[row.id for row in enrollments])
        },
    )


def printed_fields(
    sources: Sources,
    enrollment: Enrollment,
    *,
    number: str,
    code: str,
    issue_date: date,
    institution: str,
) -> PrintedFields:
    """What *enrollment*'s certificate says.

    Where the course names no signatory, its instructor signs.
    """
    course = sources.courses[enrollment.course_id]
    settings = sources.settings_of(course.id)
    progress = sources.progress.get(enrollment.id)
    score = mean_score(progress.quiz_scores) if progress else None
    completed_at = enrollment.completed_at
    return PrintedFields(
        certificate_number=number,
        verification_code=code,
        holder=sources.people[enrollment.student_id].full_name,
        course=course.title,
        grade=grade(score, settings.grade_bands),
        score_percentage=score,
        issue_date=issue_date,
        completed_on=None if completed_at is None else completed_at.date(),
        signatory=settings.signatory or sources.people[course.instructor_id].full_name,
        signatory_title=settings.signatory_title,
        institution=institution,
    )
