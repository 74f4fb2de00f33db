"""The one place where a file system's errors become the application's."""

from __future__ import annotations

import errno
from pathlib import Path

from app.domain.errors import EnvironmentFault

_REASONS = {
    errno.ENOSPC: "workspace.disk_full",
    errno.EDQUOT: "workspace.disk_full",
    errno.EFBIG: "workspace.disk_full",
    errno.EROFS: "workspace.read_only",
    errno.EACCES: "workspace.read_only",
    errno.EPERM: "workspace.read_only",
    errno.ENOENT: "machine.refused",
    errno.ENOTDIR: "machine.refused",
    errno.ENAMETOOLONG: "machine.refused",
    errno.ELOOP: "machine.refused",
}


def disk_fault(error: OSError, path: Path) -> EnvironmentFault:
    """What an error of the file system at *path* means."""
    reason = _REASONS.get(error.errno or 0, "workspace.disk_error")
    return EnvironmentFault(reason, path=str(path), cause=error.strerror or str(error))
