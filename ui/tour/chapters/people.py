"""People: one is added, changed, and everyone is found again."""

from __future__ import annotations

from app.domain.entities import User
from ui.tour.tour import Tour

EMAIL = "lena.fischer@example.org"
ROWS = "Rows, first column"


def walk(tour: Tour) -> None:
    """A learner more."""
    with tour.step("Look at the people"):
        tour.go("People")
        tour.find(ROWS)
        tour.picture("people")
    with tour.step("Add a person"):
        tour.click("Add person")
        tour.wait_for("First name")
        for field, text in (("First name", "Lena"), ("Last name", "Fischer"), ("E-mail", EMAIL)):
            tour.type(field, text)
        tour.picture("add-person")
        tour.click("Add person")
        tour.wait(lambda: tour.ask(lambda rows: rows.find(User, email=EMAIL)), "the person")
        person = tour.ask(lambda rows: rows.find(User, email=EMAIL)[0])
        tour.check(person.role == "student", f"the role is {person.role}")
        tour.kept["person"] = person.id
    with tour.step("Refuse a second person with the same address"):
        tour.click("Add person")
        tour.type("First name", "Lena")
        tour.type("E-mail", EMAIL)
        tour.click("Add person")
        tour.wait(lambda: tour.find("E-mail").accessibleDescription(), "the refusal at the field")
        tour.keys("Escape")
        tour.check(tour.ask(lambda rows: rows.count(User, email=EMAIL)) == 1, "one stays one")
    with tour.step("Find a person and look at them"):
        tour.type("Search names and addresses", "lena.fischer")
        view = tour.view(ROWS)
        tour.double_click(view, tour.row(view, "Lena Fischer"))
        tour.wait(lambda: tour.window.page and tour.window.page.objectName() == "person", "them")
        tour.picture("person")
