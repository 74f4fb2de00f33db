"""What the workflows do, one after the other, without running anything."""

from app.domain.entities import Json
from services.workflows.definitions import DEFINITIONS, Call, Run


def drive(run: Run, *results: Json) -> tuple[list[Call], Json]:
    """The calls of a run that is sent these results, and what it returns."""
    calls = [next(run)]
    for result in results:
        try:
            calls.append(run.send(result))
        except StopIteration as end:
            return calls, end.value
    raise AssertionError(f"the run still waits for {calls[-1]}")


def test_publishing_checks_the_files_and_refreshes_totals() -> None:
    definition = DEFINITIONS["CoursePublishing"]
    run = definition.run({"course_id": 4})
    calls, result = drive(run, {"files": 2}, {"refreshed": 9})
    assert calls == [
        Call("check_course_files", {"course_id": 4}),
        Call("refresh_totals", {"course_id": 4}),
    ]
    assert result == {"files": 2, "refreshed": 9}
    assert definition.compensation is not None
    back = definition.compensation({"course_id": 4}, "A file is missing.")
    assert back == Call("unpublish_course", {"course_id": 4, "reason": "A file is missing."})


def test_one_certificate_is_one_call() -> None:
    result = {"issued": [{"enrollment_id": 7}], "skipped": []}
    calls, value = drive(DEFINITIONS["CertificateIssue"].run({"enrollment_id": 7}), result)
    assert calls == [Call("issue_certificates", {"enrollment_ids": [7]})]
    assert value == result


def test_a_batch_goes_in_chunks_of_50_and_gathers_what_came_of_them() -> None:
    ids = list(range(1, 121))
    results = [{"issued": [size], "skipped": [-size]} for size in (1, 2, 3)]
    run = DEFINITIONS["CertificateBatch"].run({"course_id": 1, "enrollment_ids": ids})
    calls, value = drive(run, *results)
    assert [call.input["enrollment_ids"] for call in calls] == [ids[:50], ids[50:100], ids[100:]]
    assert value == {"issued": [1, 2, 3], "skipped": [-1, -2, -3]}
