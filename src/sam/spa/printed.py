"""How a message and a step are printed as JSON, by every command that prints one.

Services stand under their names on the menu, verbatim, since that is what people and drivers
know; an id that has left the menu since is printed as it is. The schemas are published by
`sam lab schema`, and a test holds the functions against them.
"""

from __future__ import annotations

from typing import Any

from sam.spa.model import Spa
from sam.vocabulary.meaning import Visitor
from sam.vocabulary.message import E164, Message, ReasonKind, Slot
from sam.vocabulary.step import Step, StepCode

_LOCAL = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$"


def message_as_dict(message: Message, spa: Spa) -> dict[str, Any]:
    """Return the message in the shape of `MESSAGE_SCHEMA`. Holds what is kept of a caller."""
    return {
        "name": message.name,
        "callback": message.callback,
        "reason": {
            "kind": message.reason.kind.value,
            "services": [_menu_name(service, spa) for service in message.reason.services],
            "visitor": message.reason.visitor.value if message.reason.visitor else None,
        },
        "preferred_time": [window.as_dict() for window in message.preferred_time],
        "unconfirmed": sorted(slot.value for slot in message.unconfirmed),
    }


def step_as_dict(step: Step, spa: Spa) -> dict[str, Any]:
    """Return the step in the shape of `STEP_SCHEMA`; what Sam told of is named as on the menu."""
    # Only what was told can be a service: `took_reason consult` is a code, whatever the menu has.
    names = step.arg is not None and step.code.value.startswith("told_")
    return {
        "code": step.code.value,
        "arg": _menu_name(step.arg, spa) if names and step.arg else step.arg,
        "at": step.at.isoformat() if step.at else None,
    }


def _menu_name(service_id: str, spa: Spa) -> str:
    try:
        return spa.service(service_id).name
    except KeyError:
        return service_id


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


WINDOW_SCHEMA: dict[str, Any] = _object(
    {
        "from": {"type": "string", "pattern": _LOCAL},
        "to": {"type": ["string", "null"], "pattern": _LOCAL},
    }
)
"""JSON Schema of a preferred time: spa-local, to the minute."""

MESSAGE_SCHEMA: dict[str, Any] = _object(
    {
        "name": {"type": ["string", "null"]},
        "callback": {"type": ["string", "null"], "pattern": f"^{E164.pattern}$"},
        "reason": _object(
            {
                "kind": {"enum": [kind.value for kind in ReasonKind]},
                "services": {"type": "array", "items": {"type": "string"}},
                "visitor": {"enum": [*(visitor.value for visitor in Visitor), None]},
            }
        ),
        "preferred_time": {"type": "array", "items": WINDOW_SCHEMA},
        "unconfirmed": {"type": "array", "items": {"enum": sorted(slot.value for slot in Slot)}},
    }
)
"""JSON Schema of a message as printed."""

STEP_SCHEMA: dict[str, Any] = _object(
    {
        "code": {"enum": [code.value for code in StepCode]},
        "arg": {"type": ["string", "null"]},
        "at": {"type": ["string", "null"], "format": "date-time"},
    }
)
"""JSON Schema of a step as printed; `at` is UTC, null where the call had no clock."""
