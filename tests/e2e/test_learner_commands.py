"""enroll, enrollment, progress."""

from pathlib import Path

import pytest

from tests.e2e.conftest import AMARA
from tests.support.command_line import CommandLine

ANA, BEN, CHI, DUA = (f"{name}@example.org" for name in ("ana", "ben", "chi", "dua"))


def test_a_learner_is_enrolled(school: CommandLine) -> None:
    answer = school("enroll", ANA, "tea")
    enrollment = school.row("enrollments")
    assert answer == {"id": enrollment["id"], "outcome": "enrolled", "place": None}
    assert (enrollment["status"], enrollment["completion_percentage"]) == ("active", 0)
    assert school.row("progress")["total_lessons"] == 3
    assert school.row("notifications", type="enrollment")["user_id"] == enrollment["student_id"]
    assert ANA in school.text("enroll", BEN, "tea").replace(BEN, ANA)


def test_a_full_course_has_a_waiting_list(school: CommandLine) -> None:
    school("edit", "course", "tea", "max_students=1")
    school("enroll", ANA, "tea")
    assert school("enroll", BEN, "tea") == {"id": None, "outcome": "waiting", "place": 1}
    assert school("enroll", CHI, "tea")["place"] == 2
    assert "place" in school.text("enroll", DUA, "tea")
    assert len(school.rows("enrollments")) == 1
    school("enrollment", ANA, "tea", "drop")
    active = school.row("enrollments", status="active")
    assert active["student_id"] == school.row("users", email=BEN)["id"]
    school("edit", "course", "tea", "max_students=2")
    assert len(school.rows("enrollments", status="active")) == 2
    assert school("check")["ok"]


def test_a_status_changes_with_a_history(school: CommandLine) -> None:
    school("enroll", ANA, "tea")
    for action, status in (
        ("suspend", "suspended"),
        ("reactivate", "active"),
        ("drop", "dropped"),
        ("reactivate", "active"),
        ("complete", "completed"),
    ):
        answer = school("enrollment", ANA, "tea", action, "--reason", f"to {action}")
        assert answer == {"id": school.row("enrollments")["id"], "status": status}
    history = school.rows("enrollment_history")
    assert [(one["action"], one["new_status"]) for one in history] == [
        ("enrolled", "active"),
        ("suspended", "suspended"),
        ("reactivated", "active"),
        ("dropped", "dropped"),
        ("reactivated", "active"),
        ("completed", "completed"),
    ]
    assert history[-1]["reason"] == "to complete"
    school("undo")
    assert school.row("enrollments")["status"] == "active"


def test_a_status_is_told_in_words(school: CommandLine) -> None:
    school("enroll", ANA, "tea")
    assert "suspended" in school.text("enrollment", ANA, "tea", "suspend")


def test_progress_adds_up_to_completion(school: CommandLine) -> None:
    enrollment = school("enroll", ANA, "tea")["id"]
    assert school("progress", ANA, "tea", "Boil", "--minutes", 5) == {
        "id": enrollment,
        "status": "active",
        "completion_percentage": 33.33,
    }
    steep = school("content", "tea")["modules"][1]["lessons"][0]["lesson_id"]
    school("progress", ANA, "tea", steep, "--minutes", 7)
    assert school("progress", ANA, "tea", "Check", "--score", 40)["status"] == "active"
    assert school("progress", ANA, "tea", "Check", "--score", "87.5")["status"] == "completed"
    progress = school.row("progress")
    assert progress["time_spent_minutes"] == 12
    assert list(progress["quiz_scores"].values()) == [87.5]
    assert "33.33 %" in school.text("enroll", BEN, "tea") + school.text(
        "progress", BEN, "tea", "Boil"
    )


def test_progress_is_undone(school: CommandLine) -> None:
    school("enroll", ANA, "tea")
    before = school.row("enrollments"), school.row("progress")
    school("progress", ANA, "tea", "Boil")
    school("undo")
    ours = school.row("enrollments"), school.row("progress")
    for row in (*before, *ours):
        del row["updated_at"]
    assert ours == before


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("enroll", "nobody@example.org", "tea"), "nobody@example.org"),
        (("enroll", ANA, "coffee"), "coffee"),
        (("enroll", AMARA, "tea"), ""),
        (("enroll", BEN, "tea"), ""),
        (("enrollment", ANA, "tea", "drop"), ANA),
        (("enrollment", BEN, "tea", "reactivate"), ""),
        (("progress", ANA, "tea", "Boil"), ANA),
        (("progress", BEN, "tea", "Milk"), "Milk"),
        (("progress", BEN, "tea", "999"), "999"),
        (("progress", BEN, "tea", "Check"), ""),
        (("progress", BEN, "tea", "Check", "--score", "101"), "101"),
        (("progress", BEN, "tea", "Check", "--score", "-1"), "-1"),
        (("progress", BEN, "tea", "Check", "--score", "NaN"), "NaN"),
        (("progress", BEN, "tea", "Check", "--score", "good"), "good"),
        (("progress", BEN, "tea", "Boil", "--minutes", "-5"), "minutes"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    school: CommandLine, words: tuple[str, ...], named: str
) -> None:
    school("enroll", BEN, "tea")
    before = school.rows("enrollments"), school.rows("progress")
    assert named in school.refused(*words)
    assert (school.rows("enrollments"), school.rows("progress")) == before


def test_enrolling_is_the_admins_matter(school: CommandLine) -> None:
    school.refused("--as", AMARA, "enroll", ANA, "tea")
    school("enroll", ANA, "tea")
    school.refused("--as", AMARA, "enrollment", ANA, "tea", "drop")
    school.refused("--as", AMARA, "progress", ANA, "tea", "Boil")
    assert school.row("enrollments")["status"] == "active"


def test_a_mistaken_completion_with_a_certificate_has_a_way_back(
    school: CommandLine, tmp_path: Path
) -> None:
    school("enroll", ANA, "tea")
    school("progress", ANA, "tea", "Boil")
    school("enrollment", ANA, "tea", "complete")
    [one] = school("issue-certificates", "--course", "tea", "--out", tmp_path / "out")
    told = school.refused("enrollment", ANA, "tea", "reactivate")
    assert f"its certificate {one['certificate_number']} is valid. Revoke" in told
    school("certificate", one["certificate_number"], "revoke", "--reason", "a mistake")
    assert school("enrollment", ANA, "tea", "reactivate")["status"] == "active"
    assert school.row("enrollments")["completion_percentage"] == 33.33
    assert school("enrollment", ANA, "tea", "drop")["status"] == "dropped"
    assert school.run("check").out == "No fault was found.\n"
