"""The JSON Schemas as files, for editors: `#:schema ./workflow.schema.json` at the top of a workflow file names one."""

from __future__ import annotations

import json
from pathlib import Path

from casework.definitions.scheme_schema import scheme_json_schema
from casework.definitions.workflow_schema import workflow_json_schema


def schema_files() -> dict[str, str]:
    """The text of each schema file by its name."""
    schemas = {"workflow.schema.json": workflow_json_schema(), "scheme.schema.json": scheme_json_schema()}
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in schemas.items()}


def write_schemas(folder: Path) -> None:
    """Write the schema files into the folder of the workflows."""
    for name, text in schema_files().items():
        (folder / name).write_text(text, "utf-8")
