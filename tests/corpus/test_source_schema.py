"""The schema for editors says what the catalogue says, of files as an editor reads them."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tumen.corpus.settings import SHIPPED_CORPUS

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "source.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


class EditorLoader(yaml.CSafeLoader):
    """YAML 1.2, as editors read it: numbers and truth values are typed, a date is a string."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
        for letter, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


def entry() -> dict[str, Any]:
    path = SHIPPED_CORPUS / "sources" / "38n-axis-2017.yaml"
    content: dict[str, Any] = yaml.load(path.read_text("utf-8"), EditorLoader)
    return content


def test_every_shipped_file_is_valid_in_an_editor() -> None:
    faults = [
        f"{path.name}: {fault.json_path}: {fault.message:.200}"
        for path in sorted((SHIPPED_CORPUS / "sources").glob("*.yaml"))
        for fault in VALIDATOR.iter_errors(yaml.load(path.read_text("utf-8"), EditorLoader))
    ]
    assert not faults


@pytest.mark.parametrize(
    ("field", "value"),
    [("published", "June 2017"), ("kind", "rumour"), ("url", "ftp://example.org"), ("statements", []),
     ("colour", "red"), ("id", "Not Kebab"), ("languages", [])],
)  # fmt: skip
def test_an_editor_marks_what_the_catalogue_refuses(field: str, value: object) -> None:
    assert not VALIDATOR.is_valid({**entry(), field: value})


@pytest.mark.parametrize(("field", "value"), [("voice", "rumour"), ("holder", ["mars"]), ("n", 0), ("topics", [])])
def test_an_editor_marks_a_fault_in_a_statement(field: str, value: object) -> None:
    content = entry()
    content["statements"][0][field] = value
    assert not VALIDATOR.is_valid(content)


@pytest.mark.parametrize("date", ["2017-06-08", "2017-06", 2017])
def test_a_date_may_be_a_bare_year(date: object) -> None:
    assert VALIDATOR.is_valid({**entry(), "published": date})
