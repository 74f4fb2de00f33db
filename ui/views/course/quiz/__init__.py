"""Building a quiz, and trying it with the scorer that scores learners."""

from ui.views.course.quiz.builder import QuizBuilder

__all__ = ["QuizBuilder"]
