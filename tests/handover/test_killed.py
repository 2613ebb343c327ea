"""A hand-over that was cut off anywhere is taken up again: one package, one case, one decision, one letter of each."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.handover.conftest import MakeOffices

ROOT = Path(__file__).parents[2]


def test_a_process_killed_between_any_two_statements_leaves_one_of_each(offices: MakeOffices, tmp_path: Path) -> None:
    """fvl/27-1, fvl/33-4: forwarded, received, decided and told of once, wherever the power went."""
    two = offices()
    urls = [o.database.url.render_as_string(hide_password=False) for o in (two.below.desk.office, two.above)]
    for office in (two.below.desk.office, two.above):
        office.close()
    command = [sys.executable, "-m", "tests.handover.killed", *urls, str(tmp_path)]
    environment = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    run = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0 and run.stderr == "", run.stderr
    children, *once = [int(part) for part in run.stdout.split()]
    assert children > 10
    assert once == [1] * 6
