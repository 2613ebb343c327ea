"""Reading a workflow file that must be right."""

from __future__ import annotations

from casework.definitions.findings import faults, in_order
from casework.definitions.toml_source import Origin, read_source
from casework.definitions.workflow_check import of_itself
from casework.definitions.workflow_reading import reading
from casework.errors import BadDefinition
from casework.model.workflow import Workflow


def read_workflow(origin: Origin, file: str | None = None) -> Workflow:
    """The workflow of a file, or of a text with line breaks. `file` is the name that findings give it.

    Raises BadDefinition with every fault that shows without knowing rules, letters and laws; NotFound for no file.
    """
    read, findings = reading(read_source(origin, file))
    wrong = faults([*findings, *(of_itself(read, strict=False) if read else ())])
    if wrong or read is None:
        raise BadDefinition(in_order(wrong))
    return read.workflow
