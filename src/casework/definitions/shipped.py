"""Where the two shipped folders lie: inside the installed package, else at the top of the checkout."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from casework.errors import NotFound

_INSTALLED = ("", "_shipped")
_CHECKOUT = Path(__file__).resolve().parents[3]


@cache
def shipped_folder(name: str) -> Path:
    """The folder `workflows` or `notifications` that casework ships. Raises NotFound where neither place has it."""
    package = Path(str(files("casework")))
    places = [*(package / inside / name for inside in _INSTALLED), _CHECKOUT / name]
    for place in places:
        if place.is_dir():
            return place
    raise NotFound("shipped folder", name)
