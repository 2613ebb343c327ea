"""The command line: `casework`, or `python -m casework`."""

from __future__ import annotations

from typing import NoReturn

from casework.faces.cli.failures import log_to_stderr
from casework.faces.cli.root import root


def main() -> NoReturn:
    """Run the command line and leave with its exit code: 0 done, 1 refused, 2 wrong usage, 3 technical failure."""
    log_to_stderr()
    root.main(prog_name="casework")
