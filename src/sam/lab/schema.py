"""JSON Schemas of everything that the commands print, and all enumerations: `sam lab schema`."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sam.messages.listing import CALL_SCHEMA
from sam.spa.printed import MESSAGE_SCHEMA, STEP_SCHEMA, WINDOW_SCHEMA
from sam.vocabulary.ask import Ask
from sam.vocabulary.intent import Intent, Side
from sam.vocabulary.message import ReasonKind, Slot
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import StepCode

DIALECT = "https://json-schema.org/draft/2020-12/schema"

ENUMERATIONS: dict[str, type[StrEnum]] = {
    "ask": Ask,
    "outcome": Outcome,
    "reason.kind": ReasonKind,
    "intents": Intent,
    "side": Side,
    "step.code": StepCode,
    "unconfirmed": Slot,
    "forwarded": Forwarded,
}


def _text(*, null: bool = False) -> dict[str, Any]:
    return {"type": ["string", "null"] if null else "string"}


def _number(*, null: bool = False) -> dict[str, Any]:
    return {"type": ["number", "null"] if null else "number"}


def _enum(values: type[StrEnum], *, null: bool = False) -> dict[str, Any]:
    listed: list[str | None] = [value.value for value in values]
    return {"enum": [*listed, None] if null else listed}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_CHAT_STEP = _object({key: STEP_SCHEMA["properties"][key] for key in ("code", "arg")})

OUTPUTS: dict[str, dict[str, Any]] = {
    "understand": _object(
        {
            "side": _enum(Side),
            "p_clinical": {"type": "number", "minimum": 0, "maximum": 1},
            "answerable": {"type": "boolean"},
            "intents": _list(_enum(Intent)),
            "services": _list(_text()),
            "name": _text(null=True),
            "callback": _text(null=True),
            "times": _list(WINDOW_SCHEMA),
        }
    ),
    "chat": _object(
        {
            "say": _list(_text()),
            "ask": _enum(Ask, null=True),
            "steps": _list(_CHAT_STEP),
            "outcome": _enum(Outcome, null=True),
            "message": _or_null(MESSAGE_SCHEMA),
        }
    ),
    "messages": CALL_SCHEMA,
    "hear": {
        "anyOf": [
            _object(
                {
                    "file": _text(),
                    "text": _text(),
                    "seconds": _number(),
                    "final_after_ms": _number(null=True),
                }
            ),
            _object({"file": _text(), "error": _text()}),
        ]
    },
    "call": {
        "anyOf": [
            _object(
                {
                    "call": {"type": "integer"},
                    "turn": {"type": "integer"},
                    "file": _text(),
                    "speech_end_ms": _number(null=True),
                    "first_audio_ms": _number(null=True),
                    "latency_ms": _number(null=True),
                    "cut_in": {"type": "boolean"},
                    "class": {"enum": ["closed", "open", "digits", None]},
                }
            ),
            _object(
                {
                    "call": {"type": "integer"},
                    "call_id": _text(null=True),
                    "answer_ms": _number(null=True),
                    "outcome": _text(),
                    "barge_in_ms": _number(null=True),
                    "gaps": {"type": "integer"},
                    "turns": {"type": "integer"},
                    "ended_by": _text(null=True),
                }
            ),
        ]
    },
}
"""What each command prints with `--json`, one object a line."""


def schema() -> dict[str, Any]:
    """Return the schemas by command, and the enumerations by name."""
    return {
        "$schema": DIALECT,
        "enumerations": {name: [v.value for v in values] for name, values in ENUMERATIONS.items()},
        "commands": OUTPUTS,
    }
