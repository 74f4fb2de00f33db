"""Where one can go: every screen with its name, icon and group in the rail."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from app.domain.dataclass import dataclass
from ui.views.page import Desk, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One screen: class ``XPage`` of ``ui.views.x.page``, imported when it is first shown.

    `under` names the rail's entry that is current while the screen, reached from others, is shown.
    `works` marks a work screen, which needs the room: the rail is compact there sooner.
    """

    id: str
    title: str
    icon: str
    group: str = ""
    shortcut: str = ""
    under: str = ""
    works: bool = False

    def build(self, desk: Desk) -> Page:
        """Make the screen."""
        module = import_module(f"ui.views.{self.id}.page")
        factory: Callable[[Desk], Page] = getattr(module, f"{self.id.capitalize()}Page")
        return factory(desk)


TEACH, PEOPLE, CERTIFICATES, INSIGHT = "Teach", "People", "Certificates", "Insight"

PLACES: tuple[Place, ...] = (
    Place(id="home", title="Home", icon="house", shortcut="Ctrl+1"),
    Place(id="courses", title="Courses", icon="book-open", group=TEACH, shortcut="Ctrl+2"),
    Place(id="announcements", title="Announcements", icon="megaphone", group=TEACH),
    Place(id="people", title="People", icon="users", group=PEOPLE, shortcut="Ctrl+3"),
    Place(
        id="enrollments",
        title="Enrollments",
        icon="clipboard-list",
        group=PEOPLE,
        shortcut="Ctrl+4",
    ),
    Place(id="progress", title="Progress", icon="align-left", group=PEOPLE, shortcut="Ctrl+5"),
    Place(
        id="certificates",
        title="Certificates",
        icon="award",
        group=CERTIFICATES,
        shortcut="Ctrl+6",
    ),
    Place(id="verify", title="Verify", icon="scan-qr-code", group=CERTIFICATES, shortcut="Ctrl+7"),
    Place(id="analytics", title="Analytics", icon="chart-column", group=INSIGHT, shortcut="Ctrl+8"),
    Place(id="notifications", title="Notifications", icon="bell", group=INSIGHT),
    Place(id="activity", title="Activity", icon="activity", group=INSIGHT, shortcut="Ctrl+9"),
    Place(id="course", title="Course", icon="book-open", under="courses", works=True),
    Place(id="person", title="Person", icon="user", under="people"),
    Place(id="imports", title="Import", icon="upload", under="enrollments"),
    Place(id="recovery", title="Unsaved drafts", icon="history", under="home"),
    Place(id="check", title="Workspace check", icon="shield-check", under="home"),
)
"""Every screen; the rail shows, in this order, those that stand under no other."""
