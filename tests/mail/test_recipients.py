"""Whoever a rung names is told: the grantee, who represents it, the caseworker, the supervisor and the head."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework import Office
from tests.mail.duties import DEFINITIONS, OLA, at, duty_office, owing
from tests.mail.post_office import Letterbox, settings_for, text_of

EVERYBODY = ("grantee", "representative", "caseworker", "supervisor", "head")
ADDRESSES = {
    "grantee": "post@ovelaget.example",
    "representative": "advokat@imdi.example",
    "caseworker": "kari@imdi.example",
    "supervisor": "sverre@imdi.example",
    "head": "hilde@imdi.example",
}


def office_with_rung(folder: Path, recipients: tuple[str, ...], port: int) -> Office:
    """An office whose only rung of the status report that is tried goes to those; 9 days after the day."""
    named = ", ".join(f'"{role}"' for role in recipients)
    rung = f'\n[[ladder]]\nduty = "status_report"\noffset = 9\nletter = "reminder_overdue"\nrecipients = [{named}]\n'
    file = folder / "scheme.toml"
    file.write_text((DEFINITIONS / "scheme.toml").read_text("utf-8") + rung, "utf-8")
    office = duty_office(scheme=file, mail=settings_for(port))
    for role, address in ADDRESSES.items():
        if role != "grantee":
            office.mail.set_person(address.partition("@")[0], name=role.title(), email=address)
    office.set_superior("kari", "sverre")
    office.set_superior("sverre", "hilde")
    return office


@pytest.mark.parametrize("recipients", [*((role,) for role in EVERYBODY), ("grantee", "representative"), EVERYBODY])
def test_a_rung_reaches_whom_it_names_once(
    tmp_path: Path, port: int, letterbox: Letterbox, recipients: tuple[str, ...]
) -> None:
    """Whoever represents the grantee is told with it (fvl/12-3), never twice; the office has words of its own."""
    office = office_with_rung(tmp_path, recipients, port)
    office.assign(owing(office, represented_by="advokat"), "kari", "caseworker", by=OLA)
    at(office, "2026-08-24").tick()
    for _ in range(3):
        office.mail.send()
    expected = {*recipients, *(("representative",) if "grantee" in recipients else ())}
    assert sorted(letterbox.addressees) == sorted(ADDRESSES[role] for role in expected)
    for address, message in zip(letterbox.addressees, letterbox.taken, strict=True):
        outside = address in (ADDRESSES["grantee"], ADDRESSES["representative"])
        assert ("Send det som mangler" in text_of(message)) == outside
    office.close()


def test_where_nobody_represents_the_grantee_nobody_must_look(tmp_path: Path, port: int, letterbox: Letterbox) -> None:
    """That is no fault; a case without a head or supervisor is."""
    office = office_with_rung(tmp_path, ("representative",), port)
    owing(office)
    at(office, "2026-08-24").tick()
    office.mail.send()
    assert letterbox.taken == [] and office.mail.to_look_at()[0] == []
    office.close()
