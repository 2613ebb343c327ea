"""How long a time limit is: a number of days, working days, weeks, months or years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from casework.errors import BadInput, Text

#: The units a length can have, one and many of them.
UNITS = MappingProxyType(
    {
        "days": (Text("dag", "dag", "day"), Text("dager", "dagar", "days")),
        "working days": (Text("virkedag", "vyrkedag", "working day"), Text("virkedager", "vyrkedagar", "working days")),
        "weeks": (Text("uke", "veke", "week"), Text("uker", "veker", "weeks")),
        "months": (Text("måned", "månad", "month"), Text("måneder", "månader", "months")),
        "years": (Text("år", "år", "year"), Text("år", "år", "years")),
    }
)

_FEMININE = ("weeks",)
_ONE = (Text("én", "éin", "one"), Text("én", "éi", "one"), Text("ett", "eitt", "one"))
_NUMBERS = Text(
    "to tre fire fem seks sju åtte ni ti elleve tolv",
    "to tre fire fem seks sju åtte ni ti elleve tolv",
    "two three four five six seven eight nine ten eleven twelve",
)
_WRITTEN = re.compile(r"([1-9][0-9]{0,3}) (working days?|days?|weeks?|months?|years?)")


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time, as a provision or a scheme setting states it. Raises BadInput where it cannot be one."""

    count: int
    unit: str

    def __post_init__(self) -> None:
        if self.unit not in UNITS or not 1 <= self.count <= 9999:
            raise BadInput(f"{self.count} {self.unit} is no length of time; units are {', '.join(UNITS)}")

    @classmethod
    def parse(cls, written: str) -> Length:
        """The length in a text such as "3 weeks" or "10 working days". Raises BadInput for anything else."""
        found = _WRITTEN.fullmatch(written)
        if found is None:
            raise BadInput(f"{written!r} is no length of time; write it as '3 weeks', '14 days' or '10 working days'")
        unit = found[2] if found[2].endswith("s") else f"{found[2]}s"
        return cls(int(found[1]), unit)

    def in_language(self, language: str) -> str:
        """In words, up to twelve: "tre uker"."""
        one, many = UNITS[self.unit]
        return f"{self._number(language)} {(one if self.count == 1 else many).in_language(language)}"

    def _number(self, language: str) -> str:
        if self.count == 1:
            return _ONE[2 if self.unit == "years" else int(self.unit in _FEMININE)].in_language(language)
        words = _NUMBERS.in_language(language).split()
        return words[self.count - 2] if self.count - 2 < len(words) else str(self.count)

    def __str__(self) -> str:
        return f"{self.count} {self.unit if self.count > 1 else self.unit.removesuffix('s')}"
