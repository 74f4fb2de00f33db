"""The heart says where other threads are."""

import tempfile
import threading

from tests.support.heart import place, seen
from tests.support.project import ROOT


def test_every_thread_is_seen_where_it_is() -> None:
    waits, ends = threading.Event(), threading.Event()

    def sleeper() -> None:
        waits.set()
        ends.wait()

    thread = threading.Thread(target=sleeper)
    thread.start()
    waits.wait()
    try:
        with tempfile.TemporaryFile("w+", encoding="utf-8") as page:
            seen(page)
            found = seen(page)
    finally:
        ends.set()
        thread.join()
    assert set(found) >= {thread.ident, threading.get_ident()}
    own = found[threading.get_ident()]
    assert own[0][2] == "seen"
    functions = [function for _, _, function in found[thread.ident or 0]]
    assert functions.index("wait") < functions.index("sleeper")


def test_a_place_is_the_innermost_frame_and_what_of_ours_led_there() -> None:
    frames = [
        ("/usr/lib/threading.py", "1", "wait"),
        (f"{ROOT}/ui/one.py", "2", "called"),
        ("/usr/lib/functools.py", "3", "wrapped"),
        (f"{ROOT}/app/two.py", "4", "<module>"),
    ]
    assert place(frames) == (
        "/usr/lib/threading.py:1 wait < ui/one.py:2 called < app/two.py:4 <module>"
    )
    assert place([]) == ""
