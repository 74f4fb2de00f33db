"""The peer of a start: Anki, with a folder of its own in which a profile lies already.

A first start shows other windows, and looking for a newer version would wait for a server.
"""

import subprocess
from pathlib import Path

from tests.bench.pairs import Absent
from tests.bench.peers import program

VARIABLE = "SMARTCOURSE_ANKI"
TITLE = "User 1 - Anki"
APART = {"QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox"}
"""Its web view starts for the superuser too, as in a container."""
_PROFILE = """
import sys
from pathlib import Path
import anki.lang
from aqt.profiles import ProfileManager
anki.lang.set_lang("en_US")
profiles = ProfileManager(Path(sys.argv[1]))
profiles.setupMeta()
profiles.setLang("en_US")
profiles.create("User 1")
profiles.openProfile("User 1")
profiles.meta["firstRun"] = False
profiles.set_update_check(False)
profiles.save()
"""


def command(environment: dict[str, str]) -> list[str]:
    """What starts it in this environment; raises `Absent`."""
    anki = program(VARIABLE, "anki")
    folder = Path(environment["HOME"]) / "anki"
    folder.mkdir()
    python = Path(anki).with_name("python")
    # Its own Python knows its modules; ours must not be found there.
    own = {name: it for name, it in environment.items() if name != "PYTHONPATH"}
    try:
        subprocess.run(
            [python, "-c", _PROFILE, folder],
            check=True,
            capture_output=True,
            text=True,
            env={**own, "QT_QPA_PLATFORM": "offscreen"},
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise Absent(f"{anki} has no Python beside it that makes a profile: {error}") from error
    return [anki, "-b", str(folder), "-p", "User 1"]
