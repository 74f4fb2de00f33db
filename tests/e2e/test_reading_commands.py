"""rows, content, metrics."""

import json
import re
from pathlib import Path

import pytest

from tests.e2e.conftest import AMARA
from tests.support.command_line import CommandLine
from tests.support.project import ROOT

DIAGRAM_ONLY = {
    "refresh_tokens": {"id", "user_id", "token", "expires_at", "is_revoked", "created_at"},
    "enrollment_history": {
        "id",
        "enrollment_id",
        "action",
        "previous_status",
        "new_status",
        "reason",
        "performed_by",
        "created_at",
    },
    "announcements": {
        "id",
        "course_id",
        "instructor_id",
        "title",
        "content",
        "priority",
        "is_pinned",
        "published_at",
        "expires_at",
        "created_at",
    },
}


def _documented_columns() -> dict[str, list[str]]:
    """Each table of the data model with its columns, as docs/erd.md lists them."""
    text = (ROOT / "docs" / "erd.md").read_text(encoding="utf-8")
    parts = re.split(r"^#### \*\*(\w+)\*\*$", text, flags=re.MULTILINE)[1:]
    return {
        name.lower(): re.findall(r"^\| ([a-z_]+) +\|", body.split("\n---")[0], flags=re.MULTILINE)
        for name, body in zip(parts[::2], parts[1::2], strict=True)
        if not name.startswith("COURSE_")
    }


@pytest.fixture
def busy(school: CommandLine, tmp_path: Path) -> CommandLine:
    """A school in which something has happened in most tables."""
    school("enroll", "ana@example.org", "tea")
    school("enroll", "ben@example.org", "tea")
    for lesson, *score in (("Boil",), ("Steep",), ("Check", "--score", 80)):
        school("progress", "ana@example.org", "tea", lesson, *score)
    school("issue-certificates", "--course", "tea", "--out", tmp_path / "out")
    return school


FILLED = (
    "users",
    "courses",
    "enrollments",
    "progress",
    "certificates",
    "notifications",
    "instructor_profiles",
    "events",
)


def test_rows_have_the_data_models_names(busy: CommandLine) -> None:
    documented = _documented_columns()
    assert set(FILLED) <= set(documented)
    for table, columns in documented.items():
        for row in busy.rows(table):
            assert list(row) == columns, table
    assert all(busy.rows(table) for table in FILLED)


@pytest.mark.parametrize("table", DIAGRAM_ONLY)
def test_rows_of_the_diagrams_tables(busy: CommandLine, table: str) -> None:
    for row in busy.rows(table):
        assert set(row) == DIAGRAM_ONLY[table]


def test_modules_and_lessons_are_listed_with_what_orders_them(school: CommandLine) -> None:
    course = school.row("courses", slug="tea")["id"]
    modules = sorted(school.rows("modules", course_id=course), key=lambda one: one["rank"])
    lessons = sorted(school.rows("lessons", course_id=course), key=lambda one: one["rank"])
    content = school("content", "tea")["modules"]
    assert [(one["id"], one["title"]) for one in modules] == [
        (one["module_id"], one["title"]) for one in content
    ]
    assert {
        module["module_id"]: [one["lesson_id"] for one in module["lessons"]] for module in content
    } == {
        module["id"]: [one["id"] for one in lessons if one["module_id"] == module["id"]]
        for module in modules
    }


def test_rows_come_in_the_order_of_their_ids(busy: CommandLine) -> None:
    ids = [row["id"] for row in busy.rows("users")]
    assert len(ids) == 8
    assert ids == sorted(ids)


def test_rows_can_be_chosen(busy: CommandLine) -> None:
    assert {row["email"] for row in busy.rows("users", role="instructor")} == {
        AMARA,
        "lukas@example.org",
    }
    both = busy("rows", "users", "--where", "role=student", "--where", "username=ana")
    assert [row["email"] for row in both] == ["ana@example.org"]
    assert busy.rows("users", email="nobody@example.org") == []
    assert len(busy("rows", "users", "--limit", 3)) == 3
    assert busy("rows", "users", "--limit", 0) == []


def test_an_empty_value_means_null(busy: CommandLine) -> None:
    assert [row["username"] for row in busy.rows("users", first_name="", role="student")] == ["chi"]


@pytest.mark.parametrize(
    ("column", "value", "usernames"),
    [
        ("is_deleted", "true", 0),
        ("is_active", "true", 8),
        ("username", "ana", 1),
        ("id", "1", 1),
        ("created_at", "2001-01-01", 0),
    ],
)
def test_where_reads_every_type(busy: CommandLine, column: str, value: str, usernames: int) -> None:
    assert len(busy.rows("users", **{column: value})) == usernames


def test_where_reads_amounts(school: CommandLine) -> None:
    assert [row["slug"] for row in school.rows("courses", price="12.5")] == ["tea"]
    assert school.rows("courses", price="12.51") == []


def test_values_have_their_canonical_form(busy: CommandLine) -> None:
    course = busy.row("courses")
    assert course["price"] == 12.5
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", course["created_at"])
    assert course["is_deleted"] is False
    assert course["max_students"] is None
    progress = busy.row("progress", time_spent_minutes=0, completed_modules="[1, 2]")
    assert progress["quiz_scores"] == {str(progress["completed_quizzes"][0]): 80}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", busy.row("certificates")["issue_date"])


def test_secrets_are_masked(busy: CommandLine) -> None:
    assert {row["hashed_password"] for row in busy.rows("users")} == {"***"}
    assert {row["payout_info"] for row in busy.rows("instructor_profiles")} <= {"***"}
    assert "$2b$" not in busy.text("rows", "users")


def test_a_material_is_the_data_models_document(school: CommandLine) -> None:
    material = school.row("course_materials")
    assert set(material) == {
        "_id",
        "course_id",
        "module_id",
        "lesson_id",
        "file_name",
        "file_type",
        "file_size_bytes",
        "file_url",
        "storage_provider",
        "is_downloadable",
        "metadata",
        "created_at",
        "uploaded_by",
    }
    assert re.fullmatch(r"[0-9a-f]{24}", material["_id"])
    assert (material["file_name"], material["file_type"]) == ("kettle.svg", "image/svg+xml")
    assert re.fullmatch(r"[0-9a-f]{64}", material["metadata"]["sha256"])


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("rows", "secrets"), "secrets"),
        (("rows", "ext_audit"), "ext_audit"),
        (("rows", "users", "--where", "shoe_size=42"), "shoe_size"),
        (("rows", "users", "--where", "role"), "role"),
        (("rows", "users", "--where", "id=first"), "first"),
        (("rows", "users", "--where", "is_active=perhaps"), "perhaps"),
        (("rows", "users", "--where", "created_at=yesterday"), "yesterday"),
        (("rows", "users", "--limit", "-1"), "-1"),
        (("rows", "users", "--where", "id=" + "9" * 30), "id"),
        (("rows", "progress", "--where", "quiz_scores=" + "[" * 100_000), "quiz_scores"),
        (("content", "coffee"), "coffee"),
        (("metrics", "--at", "soon"), "soon"),
    ],
)
def test_what_is_not_there_is_named(
    school: CommandLine, words: tuple[str, ...], named: str
) -> None:
    assert named in school.refused(*words)


def test_rows_as_text_show_name_and_value(school: CommandLine) -> None:
    text = school.text("rows", "users", "--where", "username=dua")
    assert "email: dua@example.org" in text
    assert "last_name: حداد" in text


def test_content_is_the_data_models_document(school: CommandLine) -> None:
    document = school("content", "tea")
    assert list(document) == [
        "_id",
        "course_id",
        "modules",
        "metadata",
        "created_at",
        "updated_at",
    ]
    water, leaves = document["modules"]
    assert (water["title"], water["order"], leaves["order"]) == ("Water", 1, 2)
    steep, check = leaves["lessons"]
    assert steep["content"].strip() == "Wait *three* minutes."
    assert (check["type"], check["order"]) == ("quiz", 2)
    assert check["quiz"]["questions"][0]["answer"] is True
    assert document["metadata"] == {
        "total_modules": 2,
        "total_lessons": 3,
        "total_duration_hours": 0.2,
        "tags": ["drinks", "beginners"],
    }
    assert json.loads(school.text("content", "tea")) == document


def test_metrics_are_exactly_the_twelve(busy: CommandLine) -> None:
    metrics = busy("metrics")
    section = (ROOT / "docs" / "erd.md").read_text(encoding="utf-8").split("## 7.")[1]
    names = re.findall(r"^\| `(\w+)`", section.split("## 8.")[0], flags=re.MULTILINE)
    assert list(metrics) == names
    assert len(names) == 12
    expected = {
        "total_students": 5,
        "total_instructors": 2,
        "total_courses_published": 1,
        "new_enrollments_daily": 2,
        "new_enrollments_weekly": 2,
        "new_enrollments_monthly": 2,
        "course_completion_rate": 50,
        "avg_courses_per_student": 1,
        "failed_workflows": 0,
        "failed_events": 0,
    }
    assert {name: metrics[name] for name in expected} == expected
    assert metrics["popular_courses"] == [{"course_id": 1, "title": "Tea", "enrollments": 2}]


def test_metrics_count_in_the_period_asked_for(busy: CommandLine) -> None:
    long_ago = busy("metrics", "--at", "2014-10-20T00:00:00")
    assert long_ago["new_enrollments_monthly"] == 0
    assert long_ago["total_students"] == 5
    assert "popular_courses" in busy.text("metrics")
