"""The JSON Schema of the spa file, for editors that complete keys and show what they mean."""

from __future__ import annotations

import json
from typing import Any

from sam.spa.model import Spa
from sam.spa.sentences import OPEN

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def spa_schema() -> dict[str, Any]:
    """Return the schema as plain values; `docs/spa.schema.json` is this, and a test holds it so."""
    schema = Spa.model_json_schema(by_alias=True)
    schema["$defs"]["Wordings"] = schema["properties"]["sentences"].pop("additionalProperties")
    schema["properties"]["sentences"] |= {
        "properties": {
            said: {"$ref": "#/$defs/Wordings", "description": _about(said)} for said in OPEN
        },
        "additionalProperties": False,
    }
    # A bare text is the name of a thing that is not offered.
    thing = schema["$defs"]["NotOffered"]
    schema["properties"]["not_offered"]["items"] = {
        "anyOf": [{"type": "string"}, {"$ref": "#/$defs/NotOffered"}]
    }
    thing["description"] = "Something that callers ask for and the spa does not do."
    return {"$schema": DIALECT, **schema}


def _about(said: str) -> str:
    blank = OPEN[said]
    must = " ".join(f"{{{name}}}" for name in sorted(blank.must))
    return f"{blank.about} Must hold {must}." if must else blank.about


def schema_text() -> str:
    """Return the schema as the committed file holds it."""
    return json.dumps(spa_schema(), indent=2, ensure_ascii=False) + "\n"
