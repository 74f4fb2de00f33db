"""issue-certificates, certificate, verify."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import AMARA, LUKAS
from tests.support.command_line import CommandLine

ANA, CHI, DUA = (f"{name}@example.org" for name in ("ana", "chi", "dua"))


@pytest.fixture
def graduates(school: CommandLine) -> CommandLine:
    """The school with three learners who have completed the course."""
    for email, score in ((ANA, 100), (CHI, 75), (DUA, 55)):
        school("enroll", email, "tea")
        school("progress", email, "tea", "Boil")
        school("progress", email, "tea", "Steep")
        school("progress", email, "tea", "Check", "--score", score)
    return school


@pytest.fixture
def issued(graduates: CommandLine, tmp_path: Path) -> list[dict[str, Any]]:
    """Their certificates, as issue-certificates answers."""
    answer: list[dict[str, Any]] = graduates(
        "issue-certificates", "--course", "tea", "--out", tmp_path / "pdf"
    )
    return answer


def test_everyone_who_completed_gets_a_pdf(
    graduates: CommandLine, issued: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert sorted(one["email"] for one in issued) == [ANA, CHI, DUA]
    for one in issued:
        assert set(one) == {
            "certificate_number",
            "verification_code",
            "email",
            "file",
            "sha256",
            "new",
        }
        assert one["new"] is True
        assert re.fullmatch(r"SC-\d{4}-\d{6}", one["certificate_number"])
        file = Path(one["file"])
        assert file == tmp_path / "pdf" / f"{one['certificate_number']}.pdf"
        assert hashlib.sha256(file.read_bytes()).hexdigest() == one["sha256"]
        assert file.read_bytes().startswith(b"%PDF-")
    assert len(list((tmp_path / "pdf").iterdir())) == 3
    grades = {row["score_percentage"]: row["grade"] for row in graduates.rows("certificates")}
    assert grades == {100: "A", 75: "B", 55: "C"}
    batch = graduates.row("workflow_executions", workflow_type="CertificateBatch")
    assert (batch["status"], batch["user_id"]) == ("completed", 1)
    assert len(batch["result"]["issued"]) == 3


def test_files_of_certificates_that_were_revoked_since_stay_and_are_told(
    graduates: CommandLine, issued: list[dict[str, Any]], tmp_path: Path
) -> None:
    out, numbers = tmp_path / "pdf", [one["certificate_number"] for one in issued]
    graduates("certificate", numbers[0], "revoke", "--reason", "by mistake")
    new = graduates("certificate", numbers[1], "reissue", "--reason", "new surname")
    ran = graduates.run("issue-certificates", "--course", "tea", "--out", out, "--json")
    assert ran.code == 0
    assert {one["certificate_number"] for one in ran.json} == {
        numbers[2],
        new["certificate_number"],
    }
    assert f"certificates that were revoked since: {numbers[0]}, {numbers[1]}. Do not" in ran.err
    assert len(list(out.iterdir())) == 4
    for one in numbers[:2]:
        (out / f"{one}.pdf").unlink()
    assert graduates.run("issue-certificates", "--course", "tea", "--out", out).err == ""


def test_issuing_again_gives_the_same_files(
    graduates: CommandLine, issued: list[dict[str, Any]], tmp_path: Path
) -> None:
    again = graduates("issue-certificates", "--course", "tea", "--out", tmp_path / "again")
    assert [one["new"] for one in again] == [False] * 3
    for first, second in zip(issued, again, strict=True):
        assert first["sha256"] == second["sha256"]
        assert Path(first["file"]).read_bytes() == Path(second["file"]).read_bytes()
    text = graduates.text("issue-certificates", "--course", "tea", "--out", tmp_path / "again")
    assert ANA in text


def test_nobody_completed_is_no_failure(school: CommandLine, tmp_path: Path) -> None:
    assert school("issue-certificates", "--course", "tea", "--out", tmp_path / "pdf") == []


def test_a_name_that_cannot_be_printed_holds_nobody_else_up(
    graduates: CommandLine, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    people.write_text(
        f"email,username,first_name,last_name,role\n{CHI},chi,,𓀀𓁐,student\n",
        encoding="utf-8",
    )
    graduates("import", "users", people)
    ran = graduates.run(
        "issue-certificates", "--course", "tea", "--out", tmp_path / "pdf", "--json"
    )
    assert ran.code == 1
    assert sorted(one["email"] for one in ran.json) == [ANA, DUA]
    assert len(list((tmp_path / "pdf").iterdir())) == 2
    [sentence] = ran.err.splitlines()
    assert CHI in sentence
    assert "𓀀" in sentence


def test_issuing_cannot_be_undone(graduates: CommandLine, issued: list[dict[str, Any]]) -> None:
    graduates.refused("undo")
    assert len(graduates.rows("certificates")) == 3


def test_each_way_of_verifying_finds_a_genuine_one(
    graduates: CommandLine, issued: list[dict[str, Any]]
) -> None:
    one = issued[0]
    for what in (one["file"], one["verification_code"], one["certificate_number"]):
        verdict = graduates("verify", what)
        assert set(verdict) == {"verdict", "certificate_number", "fields", "revoked_reason"}
        assert (verdict["verdict"], verdict["revoked_reason"]) == ("genuine", None)
        assert verdict["certificate_number"] == one["certificate_number"]
        assert "Tea" in str(verdict["fields"])
    assert graduates.text("verify", one["file"]).startswith("genuine\n")


def test_the_qr_codes_text_is_verified_from_standard_input(
    graduates: CommandLine, issued: list[dict[str, Any]]
) -> None:
    text = _qr_text(Path(issued[1]["file"]))
    assert text.isascii()
    assert len(text) <= 600
    assert graduates("verify", "-", stdin=text + "\n")["verdict"] == "genuine"
    number = issued[1]["certificate_number"]
    other = issued[2]["certificate_number"]
    forged = graduates.run("verify", "-", "--json", stdin=text.replace(number, other))
    assert forged.code == 1
    assert forged.json["verdict"] in {"edited", "unknown"}


def _qr_text(file: Path) -> str:
    import pypdfium2  # only what looks at a page needs them
    import zxingcpp

    document = pypdfium2.PdfDocument(file)
    try:
        picture = document[0].render(scale=300 / 72).to_pil()
    finally:
        document.close()
    [code] = zxingcpp.read_barcodes(picture)
    return str(code.text)


def test_an_edited_or_foreign_one_is_not_genuine(
    graduates: CommandLine, issued: list[dict[str, Any]], tmp_path: Path
) -> None:
    data = Path(issued[0]["file"]).read_bytes()
    edited = tmp_path / "edited.pdf"
    edited.write_bytes(data + b"\n% touched\n")
    foreign = tmp_path / "foreign.pdf"
    foreign.write_bytes(b"%PDF-1.4\nnothing of ours\n")
    for what, verdict in (
        (edited, "edited"),
        (foreign, "unknown"),
        ("SC-2001-000001", "unknown"),
        ("NOSUCHCODE", "unknown"),
    ):
        ran = graduates.run("verify", what, "--json")
        assert ran.code == 1
        assert ran.json["verdict"] == verdict, what
    assert graduates.run("verify", "x" * 600, "--json").json["verdict"] == "unknown"
    ran = graduates.run("verify", "-", "--json", stdin="not a code at all")
    assert (ran.code, ran.json["verdict"]) == (1, "unknown")


def test_another_schools_certificate_is_unknown(
    school: CommandLine, issued: list[dict[str, Any]], tmp_path: Path
) -> None:
    other = CommandLine(tmp_path / "other")
    other("init", "--admin", "office@other.example")
    assert other.run("verify", issued[0]["file"], "--json").json["verdict"] == "unknown"
    text = _qr_text(Path(issued[0]["file"]))
    assert other.run("verify", "-", "--json", stdin=text).json["verdict"] == "unknown"


def test_a_revoked_one_says_why(graduates: CommandLine, issued: list[dict[str, Any]]) -> None:
    number = issued[0]["certificate_number"]
    assert graduates("certificate", number, "revoke", "--reason", "a mistake") == {
        "certificate_number": number
    }
    for what in (number, issued[0]["verification_code"], issued[0]["file"]):
        ran = graduates.run("verify", what, "--json")
        assert ran.code == 1
        assert (ran.json["verdict"], ran.json["revoked_reason"]) == ("revoked", "a mistake")
    lines = graduates.run("verify", number).out.splitlines()
    assert lines[:2] == ["revoked", "  revoked_reason: a mistake"]
    assert not any("None" in line for line in lines)
    graduates.refused("certificate", number, "revoke", "--reason", "again")
    graduates.refused("undo")
    row = graduates.row("certificates", certificate_number=number)
    assert (row["is_revoked"], row["revoked_reason"]) == (True, "a mistake")


def test_a_reissued_one_takes_the_others_place(
    graduates: CommandLine, issued: list[dict[str, Any]], tmp_path: Path
) -> None:
    one = next(certificate for certificate in issued if certificate["email"] == ANA)
    people = tmp_path / "people.csv"
    people.write_text(
        "email,username,first_name,last_name,role\nana@example.org,ana,Ana,Newname,student\n",
        encoding="utf-8",
    )
    graduates("import", "users", people)
    answer = graduates("certificate", one["certificate_number"], "reissue", "--reason", "surname")
    assert set(answer) == {"certificate_number", "verification_code", "replaces", "sha256"}
    assert answer["replaces"] == one["certificate_number"]
    fresh = graduates("verify", answer["certificate_number"])
    assert "Newname" in str(fresh["fields"])
    old = graduates.run("verify", one["file"], "--json").json
    assert old["verdict"] == "revoked"
    assert "Newname" not in str(old["fields"])
    listed = graduates("issue-certificates", "--course", "tea", "--out", tmp_path / "two")
    assert answer["certificate_number"] in {row["certificate_number"] for row in listed}
    assert len({row["email"] for row in listed if row["new"]}) == 0


def test_certificates_are_the_courses_own_matter(graduates: CommandLine, tmp_path: Path) -> None:
    words = ("issue-certificates", "--course", "tea", "--out", tmp_path / "pdf")
    assert graduates.run("--as", LUKAS, *words).code == 1
    assert graduates.rows("certificates") == []
    [first, *_] = graduates("--as", AMARA, *words)
    graduates.refused(
        "--as", LUKAS, "certificate", first["certificate_number"], "revoke", "--reason", "x"
    )
    assert graduates("verify", first["certificate_number"])["verdict"] == "genuine"


def test_what_is_not_there_is_named(school: CommandLine, tmp_path: Path) -> None:
    assert "coffee" in school.refused(
        "issue-certificates", "--course", "coffee", "--out", tmp_path / "pdf"
    )
    for action in ("revoke", "reissue"):
        assert "SC-2001-000001" in school.refused(
            "certificate", "SC-2001-000001", action, "--reason", "x"
        )


def test_a_file_to_verify_that_is_not_there_is_no_verdict(
    school: CommandLine, tmp_path: Path
) -> None:
    for name in (tmp_path / "gone.pdf", "gone.PDF", tmp_path, tmp_path / "gone", "scan.png"):
        assert f"{name} cannot be read" in school.refused("verify", name)


def test_a_file_that_is_no_pdf_is_no_verdict(
    graduates: CommandLine, issued: list[dict[str, Any]], tmp_path: Path
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text(f"seen: {issued[0]['certificate_number']}", encoding="utf-8")
    assert "notes.txt is no PDF" in graduates.refused("verify", notes)


def test_what_is_not_genuine_says_why(
    graduates: CommandLine, issued: list[dict[str, Any]], tmp_path: Path
) -> None:
    assert "Check it for a slip" in graduates.run("verify", "SC-2026-00001").out
    edited = tmp_path / "edited.pdf"
    edited.write_bytes(Path(issued[0]["file"]).read_bytes() + b"\n")
    assert "What was issued:" in graduates.run("verify", edited).out


def test_a_place_that_cannot_be_written_is_named_before_anything_is_issued(
    graduates: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    target = tmp_path / "file" / "pdf"
    assert str(tmp_path / "file") in graduates.refused(
        "issue-certificates", "--course", "tea", "--out", target
    )
    assert graduates.rows("certificates") == []
