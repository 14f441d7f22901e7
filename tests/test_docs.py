"""The documents say what the code does: generated pages compared, the published schema held against the types."""

import json
import re
import runpy
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tumen.assistant.dialogue import SHOWN_QUOTES, SHOWN_SUPPORT, Kind, Reason
from tumen.corpus.passages import Voice

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SCHEMA = json.loads((DOCS / "answer.schema.json").read_text(encoding="utf-8"))
PAGES = runpy.run_path(str(DOCS / "generate.py"))["pages"]()


@pytest.mark.parametrize("name", PAGES)
def test_generated_page_is_what_the_code_says(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name], "run `make docs`"


def test_generated_pages_name_no_path_of_this_machine() -> None:
    assert not [name for name, text in PAGES.items() if str(ROOT) in text or str(Path.home()) in text]


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("place", "values"),
    [
        (("reading", "kind"), Kind),
        (("sentence", "verdict"), SHOWN_SUPPORT),
        (("citation", "verdict"), SHOWN_QUOTES),
        (("citation", "voice"), Voice),
        (("refusal", "reason"), Reason),
    ],
)
def test_schema_knows_every_word_of_the_vocabulary(place: tuple[str, str], values: Iterable[StrEnum]) -> None:
    part, field = place
    assert SCHEMA["$defs"][part]["properties"][field]["enum"] == [each.value for each in values]


def test_schema_requires_every_field_it_names() -> None:
    def objects(node: Any) -> Any:
        if isinstance(node, dict):
            if node.get("additionalProperties") is False:
                yield node
            for child in node.values():
                yield from objects(child)

    for each in objects(SCHEMA):
        assert set(each["required"]) == set(each["properties"])


def test_links_between_documents_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *DOCS.rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        if page.exists()
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not target.startswith(("http:", "https:", "mailto:")) and not (page.parent / target).exists()
    ]
    assert not broken
