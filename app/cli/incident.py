"""What nobody foresaw: written down for those who mend it, told in one sentence."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from app.domain.errors import EnvironmentFault, SmartCourseError


def foreseen(error: Exception) -> SmartCourseError:
    """*error* as one that has a sentence; what nobody foresaw is recorded as an incident."""
    if isinstance(error, SmartCourseError):
        return error
    if isinstance(error, OSError):
        cause = error.strerror or str(error)
        return EnvironmentFault("machine.refused", path=error.filename or "A file", cause=cause)
    return incident(error)


def incident(error: Exception, folder: Path | None = None) -> EnvironmentFault:
    """Record *error* with its traceback in *folder* (the user's logs); what to tell.

    Where not even that can be written, the error's own words go into the sentence.
    """
    name = uuid4().hex[:8]
    path = (folder or _logs()) / f"incident-{name}.log"
    words = "".join(traceback.format_exception(error))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{datetime.now(UTC).isoformat()}\n{words}", encoding="utf-8")
    except OSError:
        return EnvironmentFault("machine.unforeseen", incident=name, path=str(error) or name)
    return EnvironmentFault("machine.unforeseen", incident=name, path=str(path))


def _logs() -> Path:
    from platformdirs import user_log_path

    return user_log_path("smartcourse")
