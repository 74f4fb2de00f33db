"""Trying a quiz: answered like a learner, scored by the learners' scorer, recorded nowhere."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from app.domain.entities import Progress
from app.domain.quiz import score
from tests.support.window import settle
from ui.shell.application import Desktop
from ui.views.course.quiz import QuizBuilder
from ui.views.course.quiz.try_it import QuestionCard, TryIt

QUIZ = {
    "questions": [
        {
            "type": "multiple",
            "text": "Which return a copy?",
            "points": 2,
            "explanation": "A slice is a view.",
            "options": [
                {"text": "data.copy()", "correct": True, "feedback": "Yes."},
                {"text": "data[0:3]", "feedback": "No."},
                {"text": "numpy.array(data)", "correct": True},
            ],
        },
        {"type": "true_false", "text": "Lists mix types", "answer": True},
        {"type": "short", "text": "The library?", "answers": ["numpy"]},
        {"type": "numeric", "text": "The mean?", "answer": 6, "tolerance": 0.5},
        {"type": "single", "text": "", "options": []},
    ]
}


def press(card: QuestionCard, words: str) -> None:
    marks = card.findChildren(QAbstractButton)
    next(one for one in marks if one.accessibleName() == words).click()


def write(card: QuestionCard, text: str) -> None:
    QTest.keyClicks(card.findChildren(QLineEdit)[0], text)


def test_it_scores_as_learners_are_scored(desktop: Desktop, builder: QuizBuilder) -> None:
    builder.toggle_trial()
    trial = builder.trial
    trial.show_quiz(QUIZ)
    assert trial.left_out.text() == "1 unfinished question is left out."
    press(trial.cards[0], "data.copy()")
    press(trial.cards[1], "False")
    write(trial.cards[2], " NumPy ")
    write(trial.cards[3], "6.4")
    QTest.mouseClick(trial.decide, Qt.MouseButton.LeftButton)
    ready = {"questions": QUIZ["questions"][:4]}
    percent = score(ready, {"1": ["a"], "2": False, "3": "NumPy", "4": "6.4"})
    assert percent == Decimal("60.00")
    assert trial.result.text() == "3 of 5 points, 60 %"
    assert trial.cards[0].told() == "Partly right. 1 of 2 points. Yes. A slice is a view."
    assert trial.cards[1].told() == "Wrong. 0 of 1 points."
    QTest.mouseClick(trial.anew, Qt.MouseButton.LeftButton)
    assert [card.answer() for card in trial.cards] == [None] * 4
    assert trial.cards[0].told() == ""


def test_nothing_is_recorded(desktop: Desktop, builder: QuizBuilder) -> None:
    def recorded() -> list[Progress]:
        with desktop.operations.context.store.reading() as rows:
            return rows.find(Progress)

    before = recorded()
    builder.toggle_trial()
    builder.trial.check()
    settle(desktop)
    assert recorded() == before


def test_what_is_being_written_is_tried(builder: QuizBuilder) -> None:
    builder.toggle_trial()
    assert len(builder.trial.cards) == 3
    builder.act("duplicate")
    builder._soon.timeout.emit()
    assert len(builder.trial.cards) == 4


def test_it_opens_and_closes_by_keyboard(desktop: Desktop, builder: QuizBuilder) -> None:
    builder.list.setFocus()
    QTest.keyClick(desktop.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert builder.trial.isVisible()
    assert desktop.window.focusWidget() is builder.trial.first()
    QTest.keyClick(builder.trial.first(), Qt.Key.Key_Escape)
    assert not builder.trial.isVisible()
    assert desktop.window.focusWidget() is builder.list


def test_words_beside_a_mark_press_it(builder: QuizBuilder) -> None:
    trial = builder.trial
    assert isinstance(trial, TryIt)
    builder.toggle_trial()
    card = trial.cards[0]
    words = next(one for one in card.children() if one.isWidgetType())
    assert words is not None
    mark = card.findChildren(QAbstractButton)[1]
    beside = mark.parentWidget().layout().itemAt(1).widget()
    QTest.mouseClick(beside, Qt.MouseButton.LeftButton)
    assert mark.isChecked()
