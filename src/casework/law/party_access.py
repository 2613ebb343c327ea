"""What a party may be refused to see: the closed lists of the two Acts (fvl/18a to fvl/19, fvl2025/47 to 50)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exemption:
    """One ground for keeping something from a party, by its `provision`.

    Of an `internal` document the facts are open all the same (fvl/18c). Some grounds do not hold for what is essential
    to the party (fvl/19-2), and some not against its representative (fvl/19-1-d).
    """

    provision: str
    internal: bool = False
    unless_essential: bool = False
    open_to_representative: bool = False


def _by_provision(*exemptions: Exemption) -> Mapping[str, Exemption]:
    return {each.provision: each for each in exemptions}


ACT_1967 = _by_provision(
    Exemption("fvl/18a", internal=True),
    Exemption("fvl/18b", internal=True),
    Exemption("fvl/19-1-a"),
    Exemption("fvl/19-1-b"),
    Exemption("fvl/19-1-c"),
    Exemption("fvl/19-1-d", open_to_representative=True),
    Exemption("fvl/19-2-a", unless_essential=True),
    Exemption("fvl/19-2-b", unless_essential=True),
)

ACT_2025 = _by_provision(
    Exemption("fvl2025/47", internal=True),
    Exemption("fvl2025/48", internal=True),
    Exemption("fvl2025/50-1-a", unless_essential=True),
    Exemption("fvl2025/50-1-b"),
    Exemption("fvl2025/50-1-c"),
    Exemption("fvl2025/50-1-d", open_to_representative=True),
    Exemption("fvl2025/50-1-e"),
    Exemption("fvl2025/50-1-f"),
    Exemption("fvl2025/50-1-g"),
)
