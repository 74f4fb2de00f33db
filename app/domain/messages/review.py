"""Sentences about what is found in a course before it is published."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {
    "review.taken_back": Message(
        "{slug} was published and taken back: {why}.", "Mend that, then publish again."
    ),
    "review.nothing_shown": Message(
        "Every module is hidden, so learners would see nothing.", "Show at least one module."
    ),
    "review.no_text": Message("It is empty.", "Write its text, or delete the lesson."),
    "review.no_video": Message(
        "It has neither a video address nor a text.", "Give the address, or write a text."
    ),
    "review.unfinished_questions": Message(
        "Unfinished questions: {count} of {all}. Until they can stand, none of them is saved.",
        "Finish or delete them.",
    ),
    "review.picture_missing": Message(
        "The picture {target} is not there.", "Insert it again, or take it out of the text."
    ),
    "review.file_missing": Message(
        "The file {target} is not there.", "Attach it again, or take the link out of the text."
    ),
    "review.lesson_missing": Message(
        "The lesson {target} is not there.", "Link another, or take the link out of the text."
    ),
    "review.dead_link": Message(
        "The link {target} leads nowhere in this course.", "Attach the file, or take the link out."
    ),
    "review.no_words": Message(
        "Pictures without a description: {count}.",
        "Some learners cannot see them. Describe each between its square brackets.",
    ),
    "review.no_duration": Message(
        "Lessons without a duration: {count}.",
        "The course's length leaves them out. Give each its minutes in the lesson's settings.",
    ),
    "review.empty_module": Message("It has no lessons.", "Add one, or delete the module."),
    "review.hidden_module": Message(
        "It is hidden from learners.",
        "Its lessons are not counted. Show it from the outline, if they should be.",
    ),
    "review.no_description": Message(
        "The course has no description.", "Write one in the course overview."
    ),
    "review.no_pass_mark": Message(
        "The pass mark is 0, so every quiz is passed.", "Set it in the course overview."
    ),
    "review.no_signatory": Message(
        "Nobody is named to sign certificates.", "Give a name in the course overview."
    ),
}
