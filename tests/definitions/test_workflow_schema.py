"""The JSON Schemas of workflow and scheme files."""

from __future__ import annotations

import tomllib
from typing import Any

import jsonschema

from casework.definitions.schemas import schema_files
from casework.definitions.scheme_schema import SCHEME_SCHEMA, scheme_json_schema
from casework.definitions.scheme_template import new_scheme
from casework.definitions.shipped import shipped_folder
from casework.definitions.workflow_schema import WORKFLOW_SCHEMA, workflow_json_schema


def errors(schema: dict[str, Any], data: dict[str, Any]) -> list[str]:
    """What a validator of others says of the data."""
    jsonschema.Draft202012Validator.check_schema(schema)
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(data)]


def test_the_workflow_schema_agrees_with_the_reader(appeal_text: str) -> None:
    """An editor that knows the schema accepts what the reader accepts, and refuses unknown keys and bad ids."""
    schema = workflow_json_schema()
    data = tomllib.loads(appeal_text)
    data["in_force"] = str(data["in_force"])
    data["facts"]["received_on"]["min"] = "2022-01-01"
    assert schema["$id"] == WORKFLOW_SCHEMA
    assert schema["$schema"].endswith("2020-12/schema")
    assert errors(schema, data) == []
    assert errors(schema, {**data, "titel": 1})
    assert errors(schema, {**data, "name": "Æ"})


def test_the_scheme_schema_agrees_with_the_reader() -> None:
    """The same for scheme files."""
    schema = scheme_json_schema()
    data = tomllib.loads(new_scheme("grants", 2025))
    data["scheme"]["in_force"] = "2025-01-01"
    assert schema["$id"] == SCHEME_SCHEMA
    assert errors(schema, data) == []
    assert errors(schema, {**data, "duty": [{"code": "A"}]})


def test_the_shipped_schema_files_are_the_generated_ones() -> None:
    """`#:schema ./workflow.schema.json` in a shipped file leads to what the reader knows today."""
    folder = shipped_folder("workflows")
    for name, text in schema_files().items():
        assert (folder / name).read_text("utf-8") == text, f"write_schemas() makes {name} anew"
