from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from sam.spa.schema import schema_text, spa_schema

DOCS = Path(__file__).parents[2] / "docs"


def keys(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for definition in (schema, *schema["$defs"].values()):
        yield from definition.get("properties", {}).items()
    yield from schema["properties"]["sentences"]["properties"].items()


def test_the_committed_schema_is_the_models() -> None:
    committed = (DOCS / "spa.schema.json").read_text()
    assert committed == schema_text(), (
        "write sam.spa.schema.schema_text() to docs/spa.schema.json and commit it"
    )


def test_both_examples_fit_the_schema_and_name_it(example: Path) -> None:
    text = example.read_text()
    assert text.startswith("# yaml-language-server: $schema=../docs/spa.schema.json\n")
    values = json.loads(json.dumps(YAML(typ="safe").load(text), default=str))
    Draft202012Validator.check_schema(spa_schema())
    assert [error.message for error in Draft202012Validator(spa_schema()).iter_errors(values)] == []


def test_the_schema_refuses_an_unknown_key_and_an_unknown_sentence(example: Path) -> None:
    values = json.loads(json.dumps(YAML(typ="safe").load(example.read_text()), default=str))
    values["spa"]["fone"] = "+14795550100"
    values["sentences"] = {"ask_nam": "Name?"}
    found = {e.json_path for e in Draft202012Validator(spa_schema()).iter_errors(values)}
    assert found == {"$.spa", "$.sentences"}


def test_an_editor_shows_what_every_key_means() -> None:
    for name, schema in keys(spa_schema()):
        described = schema.get("description") or "$ref" in schema
        assert described, f"{name} has no docstring under it in the model"


def test_every_key_of_the_spa_file_is_in_its_how_to() -> None:
    page = (DOCS / "spa-file.md").read_text()
    documented = set(re.findall(r"`([a-z_0-9]+)`", page))
    missing = sorted({name for name, _ in keys(spa_schema())} - documented)
    assert missing == [], "describe these keys in docs/spa-file.md"


def test_the_how_to_names_no_sentence_that_is_gone() -> None:
    page = (DOCS / "spa-file.md").read_text()
    table = page.split("| id | when Sam says it | must hold |")[1].split("\n\n")[0]
    named = re.findall(r"^\| `([a-z_]+)` \|", table, re.MULTILINE)
    assert sorted(named) == sorted(spa_schema()["properties"]["sentences"]["properties"])
