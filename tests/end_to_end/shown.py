"""What documentation shows, run: fenced blocks of Markdown, and commands compared to the lines shown beneath them."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: its language, its text, and the line of the file on which it begins."""

    language: str
    text: str
    line: int

    @property
    def first_line(self) -> str:
        """The first line, which may name the file that the block is from."""
        return self.text.partition("\n")[0]


def blocks(file: Path, language: str | None = None) -> list[Block]:
    """The fenced blocks of a file, or those of one language."""
    text = file.read_text("utf-8")
    found = [Block(m[1], m[2], text.count("\n", 0, m.start()) + 1) for m in _FENCE.finditer(text)]
    return [block for block in found if language in (None, block.language)]


@dataclass
class Shell:
    """A folder in which the commands of a document run one after another."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, block: Block) -> Iterator[str]:
        """Run a block of commands; what is shown and was not written is told."""
        for command, shown in _commands(block.text):
            if command.startswith("export "):
                name, _, value = command.removeprefix("export ").partition("=")
                self.environment[name] = value
                continue
            yield from self._compared(command, shown)

    def _compared(self, command: str, shown: list[str]) -> Iterator[str]:
        program, *arguments = shlex.split(command)
        assert program == "casework", f"only casework is run: {command}"
        ended = self.casework(*arguments)
        if ended.returncode:
            yield f"$ {command}\nends with {ended.returncode}: {ended.stdout}{ended.stderr}"
        written = [_plain(line) for line in ended.stdout.splitlines()]
        for line in shown:
            if not any(_fits(line, each) for each in written):
                yield f"$ {command}\ndoes not write: {line}\nbut: {ended.stdout}"

    def casework(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command line, in the folder."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("CASEWORK")}
        environment = {**clean, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", **self.environment}
        command = [sys.executable, "-m", "casework", *arguments]
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)


def _commands(text: str) -> Iterator[tuple[str, list[str]]]:
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command.strip(), [line for line in shown.splitlines() if line.strip() and line.strip() != "…"]


def _plain(line: str) -> str:
    return " ".join(line.split())


def _fits(shown: str, written: str) -> bool:
    """Whether the line is the one shown; `…` stands for anything."""
    pattern = ".*".join(re.escape(_plain(part)) for part in shown.split("…"))
    return re.fullmatch(pattern.replace(r"\ ", " "), written) is not None or _plain(shown) == written


def printed(code: str, name: str, folder: Path) -> str:
    """What a piece of Python prints, run in the folder."""
    out = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out):
        exec(compile(code, name, "exec"), {"__name__": "shown"})
    return out.getvalue()


def same_text(shown: str, written: str) -> list[str]:
    """The lines shown that were not written."""
    lines = [_plain(line) for line in written.splitlines()]
    wanted = [line for line in shown.splitlines() if line.strip() and line.strip() != "…"]
    return [line for line in wanted if not any(_fits(line, each) for each in lines)]
