"""Review and publish: what changed, what was found, who will see it."""

from ui.views.course.review.view import ReviewView

__all__ = ["ReviewView"]
