"""Set up the checkout if need be, then run `smartcourse` with the arguments given here."""

import os
import subprocess
import sys

import environment


def main() -> int:
    try:
        environment.ensure()
    except environment.SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    command = [str(environment.program("smartcourse")), *sys.argv[1:]]
    if os.name == "nt":  # there, exec would return to the shell before the program has ended
        return subprocess.run(command, check=False).returncode
    return os.execv(command[0], command)  # noqa: S606 - the arguments go on as they came


if __name__ == "__main__":
    raise SystemExit(main())
