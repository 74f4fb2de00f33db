"""A course as its learners go through it; nothing is recorded."""

from ui.views.course.learner.view import LearnerView

__all__ = ["LearnerView"]
