"""How long a lesson is: its words, not the marks of Markdown."""

from __future__ import annotations

import pytest

from tests.ui.courses.conftest import LESSON, OpenCourse
from ui.views.course.length import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("# Two words", 2),
        ("- [ ] to do\n- [x] done\n* [X] well - done", 5),
        ("1. first\n  2) second", 2),
        ("In 2026 there were 3", 5),
        ("> [!tip] Mind this\n> and that", 4),
        ("::: challenge\n\nTry it.\n\n:::", 2),
        ("```python\nprint(1)\n```", 1),
        ("| a | b |\n|---|:-:|\n| c | d |", 4),
        ("![](picture-1.png) ![The plan](plan.png)", 2),
        ("A [link to it](https://example.org/a) here", 5),
        ("Don't stop — ever ***", 3),
        ("___", 0),
        ("\u6570\u636e caf\u00e9", 2),
    ],
)
def test_only_words_are_counted(text: str, words: int) -> None:
    assert count_words(text) == words


def test_the_editor_tells_them(open_course: OpenCourse) -> None:
    page = open_course(lesson_id=LESSON)
    page.editor.editor.begin("# Two words\n\n- [ ] to do")
    page.editor._tell_length()
    assert page.editor.length.text() == "4 words, about 1 min"
