"""Sentences about modules, lessons, quizzes and materials."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {
    "lesson.too_long": Message(
        "The text has {size} bytes; {limit} fit.", "Split the lesson in two."
    ),
    "lesson.bad_resource": Message(
        "Resource {position} is not complete.",
        "Give each resource a name and a url, and optionally a type.",
    ),
    "lesson.resource_scheme": Message(
        "Resource {position} leads to {url}, which may be more than a page.",
        "Give an address that begins with http, https or mailto, or a file of the course.",
    ),
    "content.other_course": Message(
        "{table} {key} belongs to another course.", "Choose one of the same course."
    ),
    "material.bad_place": Message(
        "Lesson {lesson_id} is not in module {module_id}.", "Name the lesson's own module, or none."
    ),
    "quiz.no_questions": Message("The quiz has no questions.", "Add at least one."),
    "quiz.too_many_questions": Message(
        "The quiz has more than {limit} questions.", "Split it in two."
    ),
    "quiz.bad_question": Message(
        "Question {question} is not readable.", "Write it as the documentation of quizzes shows."
    ),
    "quiz.bad_type": Message(
        "Question {question} cannot be of type {value}.", "Choose one of {choices}."
    ),
    "quiz.no_text": Message("Question {question} has no text.", "Write what is asked."),
    "quiz.bad_points": Message(
        "The points of question {question} cannot stand.", "Give more than 0 and at most {limit}."
    ),
    "quiz.too_few_options": Message(
        "Question {question} has fewer than two options.", "Give at least two to choose from."
    ),
    "quiz.bad_option": Message(
        "An option of question {question} is not complete.",
        "Give each option a text, and say whether it is correct.",
    ),
    "quiz.no_right_option": Message(
        "Question {question} does not have the right number of correct options.",
        "Mark exactly one for a single choice, at least one for a multiple choice.",
    ),
    "quiz.same_id": Message(
        "Two parts of question {question} or of its quiz have the same id.",
        "Give each question and option an id of its own, or none.",
    ),
    "quiz.bad_answer": Message(
        "The right answer of question {question} is missing or of the wrong kind.",
        "Give true or false, texts, or a number, as its type needs.",
    ),
}
