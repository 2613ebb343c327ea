"""How a rule is written, and the book that workflow and scheme files look it up in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any

from casework.errors import NotFound, Reason, Text, reason
from casework.rules.situation import Situation

#: True: met. False: not met, told with the rule's own text. Reasons: not met, told one by one; those without a
#: provision of their own get that of the rule, or of the scheme that asks it.
Answer = bool | tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One question with its provision. `code` is the code of the refusal, `fact` the fact that it judges, if one."""

    name: str
    law: str
    code: str
    text: Text
    ask: Callable[[Situation], Answer]
    fact: str | None = None

    def refusals(self, situation: Situation, law: str | None = None) -> tuple[Reason, ...]:
        """Why the rule is not met; empty where it is. `law` is the scheme rule that asks it, where one does."""
        answer = self.ask(situation)
        if isinstance(answer, tuple):
            return tuple(r if r.law else replace(r, law=law or self.law) for r in answer)
        text = self.text.format(**_told(situation.parameters)) if situation.parameters else self.text
        return () if answer else (reason(self.code, law or self.law, text, self.fact),)

    def holds(self, situation: Situation) -> bool:
        """Whether the rule is met."""
        return not self.refusals(situation)


def _told(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters as a sentence has them: the members of a list, side by side."""
    return {name: ", ".join(map(str, v)) if isinstance(v, list) else v for name, v in parameters.items()}


def rule(
    law: str, *, nb: str, nn: str, en: str, code: str | None = None, fact: str | None = None
) -> Callable[[Callable[[Situation], Answer]], Rule]:
    """Make a function a rule of its own name. The texts say what is missing; they may use the rule's parameters."""

    def make(function: Callable[[Situation], Answer]) -> Rule:
        return Rule(function.__name__, law, code or function.__name__, Text(nb, nn, en), function, fact)

    return make


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Every rule by name. Rules of a host are added to the shipped ones; of two with one name the first found wins."""

    rules: Mapping[str, Rule] = field(default_factory=dict)

    @classmethod
    def of(cls, *modules: ModuleType) -> RuleBook:
        """The rules that the modules define."""
        found: dict[str, Rule] = {}
        for module in modules:
            for value in vars(module).values():
                if isinstance(value, Rule):
                    found.setdefault(value.name, value)
        return cls(found)

    def named(self, name: str) -> Rule:
        """The rule of that name. Raises NotFound."""
        if name not in self.rules:
            raise NotFound("rule", name)
        return self.rules[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rules)

    def __contains__(self, name: object) -> bool:
        return name in self.rules

    def __len__(self) -> int:
        return len(self.rules)
