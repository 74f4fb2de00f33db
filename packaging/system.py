"""What the tests need from the operating system: found, installed on Debian as root, or named."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    """A Debian package and the sign that it is there: a library, a program or a font."""

    package: str
    library: str = ""
    program: str = ""
    font: str = ""


NEEDS = (
    Need("libegl1", library="libEGL.so.1"),
    Need("libgl1", library="libGL.so.1"),
    Need("libdbus-1-3", library="libdbus-1.so.3"),
    Need("libxkbcommon-x11-0", library="libxkbcommon-x11.so.0"),
    Need("libxcb-cursor0", library="libxcb-cursor.so.0"),
    Need("libxcb-icccm4", library="libxcb-icccm.so.4"),
    Need("libxcb-image0", library="libxcb-image.so.0"),
    Need("libxcb-keysyms1", library="libxcb-keysyms.so.1"),
    Need("libxcb-render-util0", library="libxcb-render-util.so.0"),
    Need("libxcb-shape0", library="libxcb-shape.so.0"),
    Need("libxcb-xinerama0", library="libxcb-xinerama.so.0"),
    Need("xvfb", program="Xvfb"),
    Need("openbox", program="openbox"),
    Need("libxtst6", library="libXtst.so.6"),
    Need("poppler-utils", program="pdftotext"),
    Need("zbar-tools", program="zbarimg"),
    Need("fonts-dejavu-core", font="DejaVuSans.ttf"),
)
FONTS = Path("/usr/share/fonts")


def provide() -> str:
    """Install what is missing if possible; a sentence about what stays missing, or ''."""
    missing = find_missing()
    if missing and _can_install():
        _install(missing)
        missing = find_missing()
    if not missing:
        return ""
    return (
        f"Some tests will fail: install the system packages {' '.join(missing)} (Debian's names)."
    )


def find_missing() -> list[str]:
    """The packages whose sign is not on this machine."""
    if not Path("/proc").exists():  # Qt brings its own everywhere but on Linux
        return []
    libraries = _libraries()
    return [need.package for need in NEEDS if not _is_there(need, libraries)]


def _is_there(need: Need, libraries: str) -> bool:
    if need.library:
        return need.library in libraries
    if need.program:
        return shutil.which(need.program) is not None
    return any(FONTS.rglob(need.font))


def _libraries() -> str:
    """What the dynamic linker knows."""
    linker = shutil.which("ldconfig") or "/sbin/ldconfig"
    listing = subprocess.run([linker, "-p"], check=False, capture_output=True, text=True)
    return listing.stdout


def _can_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install(packages: list[str]) -> None:
    """Ask apt; if it fails, what stays missing is reported by the caller."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wait = ["-o", "DPkg::Lock::Timeout=120"]
    for command in (
        ["apt-get", *wait, "-qq", "update"],
        ["apt-get", *wait, "-qq", "-y", "--no-install-recommends", "install", *packages],
    ):
        outcome = subprocess.run(
            command,
            check=False,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if outcome.returncode != 0:
            print(outcome.stderr.strip())
