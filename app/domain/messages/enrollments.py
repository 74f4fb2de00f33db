"""Sentences about enrollments and progress."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {
    "enrollment.exists": Message(
        "{email} is enrolled in {course} already ({status}).",
        "Change that enrollment's status instead.",
    ),
    "enrollment.course_missing": Message(
        "There is no course {course_id}.", "List the courses and choose one of them."
    ),
    "enrollment.course_archived": Message(
        "Nobody can be enrolled in {course}: it is archived.", "Publish the course first."
    ),
    "enrollment.course_full": Message(
        "{course} is full: all {max_students} seats are taken.",
        "Raise the course's max_students, or wait until a seat is free.",
    ),
    "enrollment.student_missing": Message(
        "There is no student {student_id}.", "List the people and choose one of them."
    ),
    "enrollment.not_a_student": Message(
        "{email} cannot be enrolled: the role is {role}.", "Only students take courses."
    ),
    "enrollment.student_inactive": Message(
        "{email} cannot be enrolled: the account is not active.", "Activate the account first."
    ),
    "enrollment.wrong_state": Message(
        "The enrollment is {status}, so this cannot be done: {action}.",
        "Active ones can be dropped, suspended or completed, suspended ones dropped or "
        "reactivated, dropped and completed ones reactivated.",
    ),
    "enrollment.certified": Message(
        "The enrollment stays completed while its certificate {certificate_number} is valid.",
        "Revoke the certificate first, then reactivate the enrollment.",
    ),
    "progress.in_the_future": Message(
        "The time {at} lies in the future.", "Give the time at which the lesson was done."
    ),
    "enrollment.completed_before_enrolled": Message(
        "The course cannot be completed ({completed_at}) before enrolling ({enrolled_at}).",
        "Correct one of the two dates.",
    ),
    "enrollment.repeated": Message(
        "This student and course stand in an earlier row already.", "Keep one of the rows."
    ),
    "enrollment.payment_out_of_range": Message(
        "{field} cannot be {value}.", "Give an amount from 0 to {most}."
    ),
    "enrollment.source_too_long": Message(
        "{field} is too long.", "Shorten it to at most {longest} characters."
    ),
    "progress.score_needed": Message(
        "Lesson {lesson_id} is a quiz, so it needs a score.", "Give a score from 0 to 100."
    ),
    "progress.score_out_of_range": Message(
        "The score cannot be {score}.", "Give a score from 0 to 100."
    ),
    "progress.minutes_out_of_range": Message(
        "The time spent cannot be {minutes} minutes.", "Give minutes from 0 to {most}."
    ),
    "progress.lesson_elsewhere": Message(
        "Lesson {lesson_id} is not part of this enrollment's course.",
        "List the course's lessons and choose one of them.",
    ),
    "progress.not_open": Message(
        "Nothing can be recorded: the enrollment is {status}.", "Reactivate the enrollment first."
    ),
}
