"""Each event of a scenario: what is done through the public API. A word that is not here fails the scenario.

An event gives "late" where what came in was accepted and flagged late; it raises Refused where it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import isfunction
from types import ModuleType

from tests.scenarios import events_beside, events_of_appeal, events_of_money, events_of_rights

Event = Callable[..., str | None]

#: Events that are about money demanded back, also where nothing else in the scenario says so.
OF_RECLAIM = ("send_payment_demand", "send_notification")


def _events(*modules: ModuleType) -> Iterator[tuple[str, Event]]:
    for module in modules:
        own = ((name, each) for name, each in vars(module).items() if isfunction(each) and not name.startswith("_"))
        yield from ((name, each) for name, each in own if each.__module__ == module.__name__)


EVENTS: dict[str, Event] = dict(_events(events_of_appeal, events_beside, events_of_rights, events_of_money))
