"""Reading a scheme file that must be right."""

from __future__ import annotations

from casework.definitions.findings import faults, in_order
from casework.definitions.scheme_check import of_itself
from casework.definitions.scheme_reading import reading
from casework.definitions.toml_source import Origin, read_source
from casework.errors import BadDefinition
from casework.model.scheme import Condition, Duty, OpenQuestion, Scheme


def read_scheme(origin: Origin, file: str | None = None) -> Scheme:
    """The scheme of a file, or of a text with line breaks. `file` is the name that findings give it.

    Raises BadDefinition with every fault that shows without knowing rules, letters and workflows; NotFound for no
    file. What a scheme still lacks before it may be used (`scheme_check.lacks`) is not asked here.
    """
    read, findings = reading(read_source(origin, file))
    wrong = faults([*findings, *(of_itself(read) if read else ())])
    if wrong or read is None:
        raise BadDefinition(in_order(wrong))
    return read.scheme


def citations(scheme: Scheme) -> frozenset[str]:
    """The provision keys of everything in the scheme that has a code: `resource_environments/2025#A36`."""
    rules: list[Condition | Duty | OpenQuestion] = [*scheme.conditions, *scheme.duties, *scheme.open_questions]
    elements = [*scheme.inconsistencies, *(member for group in scheme.elements.values() for member in group)]
    codes = (*scheme.codes, *(rule.code for rule in rules), *(element.code for element in elements))
    return frozenset(scheme.citation(code) for code in codes if code)
