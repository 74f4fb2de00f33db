"""What a command makes and needs."""

from app.domain import commands as c
from app.domain.commands import COMMAND_TYPES
from app.sync.touches import JOURNAL, RowTouch, rows_field, touches


def test_a_single_command_has_one_entry() -> None:
    command = c.AddLesson(lesson_id=7, module_id=3, title="x")
    assert touches(command) == (RowTouch(("ext.lessons", 7), (("ext.modules", 3),)),)
    assert rows_field(c.AddLesson) is None


def test_a_set_has_an_entry_a_row() -> None:
    rows = tuple(c.EnrollRow(enrollment_id=n, student_id=n + 10, course_id=5) for n in (1, 2))
    assert touches(c.EnrollStudents(rows=rows)) == tuple(
        RowTouch(("enrollments", n), (("users", n + 10), ("courses", 5))) for n in (1, 2)
    )
    assert rows_field(c.EnrollStudents) == "rows"


def test_a_set_of_ids_needs_each() -> None:
    command = c.ChangeEnrollmentStatus(enrollment_ids=(4, 5), action="drop")
    assert touches(command) == (
        RowTouch(None, (("enrollments", 4),)),
        RowTouch(None, (("enrollments", 5),)),
    )


def test_what_is_not_given_is_not_needed() -> None:
    command = c.AttachMaterial(
        material_id=1, course_id=2, file_name="a", file_type="b", file_size_bytes=1, sha256="c"
    )
    assert touches(command)[0].needs == (("courses", 2),)


def test_commands_without_ids_touch_nothing_by_name() -> None:
    assert touches(c.RevokeCertificate(certificate_number="SC-2026-000001", reason="x")) == ()
    assert rows_field(c.RevokeCertificate) is None


def test_a_revert_needs_the_command_it_inverts() -> None:
    assert touches(c.Revert(command_id="x")) == (RowTouch(None, ((JOURNAL, "x"),)),)
    assert rows_field(c.Revert) is None


def test_every_other_command_is_known() -> None:
    by_name = {c.RevokeCertificate, c.ReissueCertificate}
    unknown = {
        kind
        for kind in COMMAND_TYPES.values()
        if kind not in by_name
        and rows_field(kind) is None
        and not any(name.endswith("_id") for name in kind.__dataclass_fields__)
    }
    assert unknown == set()
