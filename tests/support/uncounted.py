"""Where running on shows coverage nothing new, and being measured costs more than the work."""

from __future__ import annotations

import sys


class Uncounted:
    """A block of this thread that is not measured.

    `no_cover` of pytest-cov is none in the processes of pytest-xdist: what measures programs that
    tests start measures there meanwhile.
    """

    def __enter__(self) -> None:
        self._tracer = sys.gettrace()
        sys.settrace(None)

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._tracer)
