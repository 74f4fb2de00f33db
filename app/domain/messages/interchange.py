"""Sentences about folders and files that come in and go out."""

from app.domain.messages.message import Message

MESSAGES: dict[str, Message] = {
    "import.no_folder": Message(
        "{path} is not a folder.", "Name the folder that holds the course."
    ),
    "import.not_a_course": Message(
        "{path} holds no course: it has no course.yaml, no config.yaml with episodes and no "
        "Markdown at its top or in a folder right below.",
        "Name the folder in which the course's files lie.",
    ),
    "import.no_title": Message("The course has no title.", "Add a line such as title: Algebra."),
    "import.bad_file": Message(
        "The course cannot be taken in because of its {path}.",
        "{why} Then import the folder again.",
    ),
    "import.no_instructor": Message(
        "Nobody is named who teaches this course.",
        "Choose an instructor or admin who does.",
        typed="Name an instructor or admin with --instructor EMAIL.",
    ),
    "import.too_many_files": Message(
        "{path} has more than {limit} files.", "Split the course, or import a smaller folder."
    ),
    "yaml.too_long": Message("The YAML has {length} characters; {limit} are read.", "Shorten it."),
    "yaml.unreadable": Message(
        "The YAML cannot be read from its line {line} on: {problem}.", "Correct that line."
    ),
    "yaml.no_map": Message(
        "The YAML is no list of keys and values.", "Write lines such as key: value."
    ),
    "yaml.alias": Message(
        "Line {line} of the YAML refers back to another part (*alias).", "Write the value out."
    ),
    "yaml.tag": Message("Line {line} of the YAML names a type (!tag).", "Write a plain value."),
    "yaml.too_deep": Message(
        "Line {line} of the YAML is nested more than {limit} deep.", "Make it flatter."
    ),
    "yaml.key_no_text": Message("A key on line {line} of the YAML is no text.", "Quote it."),
    "yaml.key_twice": Message(
        "Line {line} of the YAML gives {key} for the second time.", "Keep one of the two."
    ),
    "yaml.no_number": Message("A number in the YAML is too large.", "Write a smaller one."),
    "front_matter.unclosed": Message(
        "The front matter does not end.", "Close it with a line of three hyphens."
    ),
    "front_matter.bad_value": Message("{key} cannot stand as it is.", "Write {wanted}."),
    "lesson_file.too_long": Message(
        "The text has {size} bytes; {limit} fit.", "Split the lesson in two."
    ),
    "lesson_file.not_utf8": Message(
        "The file is not UTF-8 text (byte {byte}).", "Save it as UTF-8."
    ),
    "lesson_file.nul": Message(
        "The text has a NUL character (at {character}).", "Take the character out."
    ),
    "lesson_file.unreadable": Message(
        "The file cannot be read: {problem}.", "Check who may read it."
    ),
    "export.not_empty": Message(
        "{path} is not an empty folder.", "Name a folder that is new or empty."
    ),
    "export.not_written": Message(
        "{path} cannot be written: {problem}.", "Check the folder and the free space."
    ),
    "table.unreadable": Message(
        "{path} cannot be read: {problem}.", "Check its name and who may read it."
    ),
    "table.not_known": Message(
        "{path} is no table of people, enrollments or progress: its first row names {columns}.",
        "People need {users}; enrollments {enrollments}; progress {progress}.",
    ),
    "table.empty": Message("{path} is empty.", "Its first row has to name the columns: {columns}."),
    "table.not_utf8": Message("{path} is not UTF-8 text.", "Save it as CSV in UTF-8."),
    "table.not_a_file": Message(
        "{path} is a pipe or a device, no file.", "Save the rows as a file and name that."
    ),
    "table.no_header": Message(
        "The first row of {path} is no CSV: {problem}.",
        "Name the columns there, with commas, semicolons or tabs between.",
    ),
    "table.header_too_long": Message(
        "The first row of {path} is longer than {limit} characters.",
        "Name only the columns there.",
    ),
    "table.too_many_columns": Message(
        "The first row of {path} names {count} columns; at most {limit} are read.",
        "Take out the columns that SmartCourse does not know.",
    ),
    "table.no_good_row": Message(
        "{path} has no row that can go in.", "Correct the file and import it again."
    ),
    "table.too_large": Message(
        "{path} has {size} bytes; {limit} are read at once.", "Split it into several files."
    ),
    "table.too_many_rows": Message(
        "{path} has more than {limit} rows.", "Split it into several files."
    ),
    "table.missing_columns": Message(
        "{path} lacks columns: {missing}.",
        "Its first row has to name {columns}, with commas, semicolons or tabs between.",
    ),
    "table.column_twice": Message(
        "{path} names the column {column} twice.", "Keep one of the two."
    ),
    "row.cells": Message(
        "The row has {cells} cells, the header {columns}.", "Give each column one cell."
    ),
    "row.unreadable": Message("The row is no CSV: {problem}.", "Check its quotes."),
    "row.too_long": Message("The row is longer than {limit} characters.", "Shorten its cells."),
    "row.not_utf8": Message("The row is not UTF-8 text.", "Type its letters again, in UTF-8."),
    "row.nul": Message("The row has a NUL character.", "Take the character out."),
    "row.lost": Message(
        "The row still has the mark \ufffd where something was missing or could not be read.",
        "Put the right text in its place.",
    ),
    "row.cell_missing": Message("{column} is empty.", "Give it a value."),
    "row.cell_wrong": Message("{column} cannot be {value}.", "Write {wanted}."),
    "row.repeated": Message(
        "Row {first} is about the same {what} already.", "Keep one of the two rows."
    ),
    "row.unknown_person": Message("Nobody here has the e-mail {email}.", "Add the person first."),
    "row.unknown_course": Message("There is no course {course}.", "Write the course's short name."),
    "row.unknown_lesson": Message(
        "The course {course} has no lesson {lesson}.", "Give a lesson's id or its exact title."
    ),
    "row.ambiguous_lesson": Message(
        "The course {course} has several lessons called {lesson}.", "Give the lesson's id."
    ),
    "row.not_enrolled": Message(
        "{email} is not enrolled in {course}.", "Import the enrollment first."
    ),
    "row.quiz_without_score": Message(
        "{lesson} is a quiz, and the row has no score.", "Give a score from 0 to 100."
    ),
    "row.role_differs": Message(
        "{email} has the role {role} here.", "An import changes no roles: change it by itself."
    ),
    "row.person_deleted": Message("{email} was deleted.", "Take the row out."),
}
