"""Commands on learners: enroll, enrollment, progress."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from decimal import Decimal, InvalidOperation

from app.cli.form import CommandForm
from app.cli.session import Session, only_row
from app.domain.commands import (
    ChangeEnrollmentStatus,
    EnrollRow,
    EnrollStudents,
    ProgressRow,
    RecordProgress,
)
from app.domain.entities import Enrollment
from app.domain.errors import Invalid
from app.queries.lookup import course_by_slug, enrollment_of, lesson_of, user_by_email


def _learner_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL")
    parser.add_argument("slug", metavar="SLUG")


def _enroll(session: Session, args: Namespace) -> int:
    with session.context.store.reading() as rows:
        person, course = user_by_email(rows, args.email), course_by_slug(rows, args.slug)
    row = EnrollRow(
        enrollment_id=session.new_id(Enrollment), student_id=person.id, course_id=course.id
    )
    answer = only_row(session.execute(EnrollStudents(rows=(row,))))
    waiting = answer.data.get("outcome") == "waiting"
    session.out.result(
        {
            "id": None if waiting else answer.key,
            "outcome": answer.data["outcome"],
            "place": answer.data.get("place"),
        },
        f"{args.email} waits for a seat, at place {answer.data.get('place')}."
        if waiting
        else f"{args.email} is enrolled in {args.slug}.",
    )
    return 0


def _enrollment_arguments(parser: ArgumentParser) -> None:
    _learner_arguments(parser)
    parser.add_argument("action", choices=("drop", "suspend", "reactivate", "complete"))
    parser.add_argument("--reason", metavar="TEXT", help="why, for the record")


def _enrollment(session: Session, args: Namespace) -> int:
    with session.context.store.reading() as rows:
        enrollment = enrollment_of(rows, args.email, args.slug)
    command = ChangeEnrollmentStatus(
        enrollment_ids=(enrollment.id,), action=args.action, reason=args.reason
    )
    only_row(session.execute(command))
    with session.context.store.reading() as rows:
        status = rows.get(Enrollment, enrollment.id).status
    session.out.result(
        {"id": enrollment.id, "status": status}, f"{args.email} in {args.slug} is now {status}."
    )
    return 0


def _progress_arguments(parser: ArgumentParser) -> None:
    _learner_arguments(parser)
    parser.add_argument("lesson", metavar="LESSON", help="its id or its title")
    parser.add_argument("--score", metavar="N", help="a quiz's score, 0 to 100")
    parser.add_argument("--minutes", type=int, default=0, metavar="N", help="time spent")


def _score(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        score = Decimal(text)
    except InvalidOperation:
        raise Invalid("value.wrong_type", field="--score", value=text, wanted="number") from None
    if not score.is_finite():
        raise Invalid("value.wrong_type", field="--score", value=text, wanted="number")
    return score


def _progress(session: Session, args: Namespace) -> int:
    with session.context.store.reading() as rows:
        enrollment = enrollment_of(rows, args.email, args.slug)
        lesson = lesson_of(rows, course_by_slug(rows, args.slug), args.lesson)
    row = ProgressRow(
        enrollment_id=enrollment.id,
        lesson_id=lesson.id,
        score=_score(args.score),
        minutes=args.minutes,
    )
    only_row(session.execute(RecordProgress(rows=(row,))))
    with session.context.store.reading() as rows:
        held = rows.get(Enrollment, enrollment.id)
    percentage = float(held.completion_percentage)
    session.out.result(
        {"id": held.id, "status": held.status, "completion_percentage": percentage},
        f"{args.email} has done {percentage:g} % of {args.slug}.",
    )
    return 0


FORMS = (
    CommandForm(
        words=("enroll",),
        help="enroll a person in a course",
        arguments=_learner_arguments,
        run=_enroll,
    ),
    CommandForm(
        words=("enrollment",),
        help="drop, suspend, reactivate or complete an enrollment",
        arguments=_enrollment_arguments,
        run=_enrollment,
    ),
    CommandForm(
        words=("progress",),
        help="record a lesson as done",
        arguments=_progress_arguments,
        run=_progress,
    ),
)
