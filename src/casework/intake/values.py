"""What stands in one cell: text, amounts, organisation numbers, codes. What is unclear is a fault, never a guess."""

from __future__ import annotations

import re
import unicodedata

from stdnum.no import orgnr

from casework.errors import BadInput
from casework.intake.remarks import Remark, remark

LONGEST_CELL = 10_000
LARGEST_KRONER_DIGITS = 12

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))
_CURRENCY = re.compile(r"^(?:kr\b\.?|kr(?=\d)|nok\b|nok(?=\d)) ?| ?(?:kr\.?|nok)$", re.IGNORECASE | re.ASCII)
_NO_ORE = re.compile(r"[,.] ?[-–—]{1,2}$")
_NEGATIVE = re.compile(r"[-−–] ?[\d ]|\([\d ]|[\d ]+[.,\d ]*[-−]$", re.ASCII)
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?e\+?\d+", re.IGNORECASE | re.ASCII)
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2},\d{3}", re.ASCII)
_GROUP = r"[1-9]\d{0,2}"
_AMOUNTS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"(?P<whole>{_GROUP}(?:\.\d{{3}})+)(?:,(?P<part>\d+))?",
        rf"(?P<whole>{_GROUP}(?:,\d{{3}})+)\.(?P<part>\d+)",
        rf"(?P<whole>{_GROUP}(?:,\d{{3}}){{2,}})(?P<part>)",
        rf"(?P<whole>{_GROUP}(?: \d{{3}})+)(?:[.,](?P<part>\d+))?",
        r"(?P<whole>\d+)(?:[.,](?P<part>\d+))?",
    )
)
_CODE = re.compile(r"[A-ZÆØÅ0-9_]{1,20}")
_NOT_CODES = {"OG", "AND", "SAMT"}


def cleaned(cell: str) -> tuple[str, tuple[Remark, ...]]:
    """The text of a cell on one line without stray blanks, composed as NFC, and what to note about that."""
    if len(cell) > LONGEST_CELL:
        raise BadInput(remark("cell_too_long", cell, length=len(cell), limit=LONGEST_CELL))
    visible = unicodedata.normalize("NFC", cell.translate(_INVISIBLE))
    control = next((c for c in visible if unicodedata.category(c) == "Cc" and c not in "\t\n\r"), None)
    if control is not None:
        raise BadInput(remark("control_character", visible, number=f"{ord(control):04X}"))
    text = " ".join(visible.split())
    return text, tuple(remark(code, text) for code in _folded(cell, visible, text))


def _folded(cell: str, visible: str, text: str) -> list[str]:
    codes = ["line_break_folded"] if "\n" in visible.strip() or "\r" in visible.strip() else []
    # One no-break space instead of a blank is how numbers are grouped, and nothing to mention.
    stray = len(text) != len(visible) and not codes
    if stray or len(visible.strip()) != len(visible) or len(cell.translate(_INVISIBLE)) != len(cell):
        codes.append("blanks_trimmed")
    return codes + ["character_lost"] * ("\ufffd" in text)


def amount_in_ore(text: str) -> int:
    """The amount in whole øre, exactly; `kr 1 000 000,50`, `1.000.000,50`, `1000000.50`, `5 000,-` and their like.

    A dot before exactly three digits groups thousands, as Norwegian writes; a single comma there is ambiguous.
    Raises BadInput, also for a negative amount and for fractions of an øre.
    """
    number = " ".join(text.split())
    if _SCIENTIFIC.fullmatch(number):
        raise BadInput(remark("scientific_number", text))
    number = _NO_ORE.sub("", _CURRENCY.sub("", _CURRENCY.sub("", number, count=1), count=1).strip()).strip()
    if _NEGATIVE.match(number):
        raise BadInput(remark("amount_negative", text))
    if _AMBIGUOUS.fullmatch(number):
        raise BadInput(remark("amount_ambiguous", text))
    found = next((match for form in _AMOUNTS if (match := form.fullmatch(number))), None)
    if found is None:
        raise BadInput(remark("not_an_amount", text))
    if len(found["part"] or "") == 3 and not found["whole"].isdecimal():
        raise BadInput(remark("amount_ambiguous", text))
    return _ore(re.sub(r"[ .,]", "", found["whole"]), (found["part"] or "").rstrip("0"), text)


def _ore(kroner: str, part: str, text: str) -> int:
    if len(part) > 2:
        raise BadInput(remark("fraction_of_ore", text))
    if len(kroner.lstrip("0")) > LARGEST_KRONER_DIGITS:
        raise BadInput(remark("amount_too_large", text))
    return int(kroner) * 100 + int(part.ljust(2, "0"))


def org_number(text: str) -> str | None:
    """The nine digits of an organisation number; None where it is empty or all zeros, which means missing.

    Raises BadInput for anything else, and never repeats eleven digits: they may be a person's.
    """
    digits = text.replace(" ", "")
    if not digits.strip("0"):
        return None
    if _SCIENTIFIC.fullmatch(digits):
        raise BadInput(remark("scientific_number", text))
    if re.fullmatch(r"[0-9]{11}|[0-9]{6}[-.][0-9]{5}", digits):
        raise BadInput(remark("personal_number"))
    if not re.fullmatch(r"[0-9]{9}", digits):
        raise BadInput(remark("not_org_number", text))
    if not orgnr.is_valid(digits):
        raise BadInput(remark("wrong_check_digit", text))
    return digits


def codes(text: str) -> tuple[str, ...]:
    """The codes of a cell such as `A,B`, `a b`, `A;B` or `A|B`: upper case, each once, in the order written."""
    found = tuple(dict.fromkeys(code.upper() for code in re.split(r"[\s,;|/]+", text) if code))
    if any(code in _NOT_CODES or not _CODE.fullmatch(code) for code in found):
        raise BadInput(remark("not_codes", text))
    return found
