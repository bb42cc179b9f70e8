"""A message and a step as JSON values, one for each sealed field, and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sam.messages.tables import SEALED_FIELDS
from sam.vocabulary.meaning import Visitor
from sam.vocabulary.message import WITHOUT_SERVICES, Message, Reason, ReasonKind, Slot
from sam.vocabulary.step import Step, StepCode
from sam.vocabulary.window import Window


def fields_of(message: Message) -> dict[str, Any]:
    """Return the JSON value of each sealed field of a message."""
    reason = message.reason
    values = (
        message.name,
        message.callback,
        {"kind": reason.kind, "services": reason.services, "visitor": reason.visitor},
        [window.as_dict() for window in message.preferred_time],
        sorted(message.unconfirmed),
    )
    return dict(zip(SEALED_FIELDS, values, strict=True))


def message_of(fields: dict[str, Any]) -> Message:
    """Build the message back from `fields_of`; ValueError or KeyError if the form is wrong."""
    reason = fields["reason"]
    visitor = reason["visitor"]
    return Message(
        reason=Reason(
            ReasonKind(reason["kind"]),
            tuple(reason["services"]),
            Visitor(visitor) if visitor is not None else None,
        ),
        name=fields["name"],
        callback=fields["callback"],
        preferred_time=tuple(map(Window.from_dict, fields["preferred_time"])),
        unconfirmed=frozenset(map(Slot, fields["unconfirmed"])),
    )


def value_of(step: Step) -> dict[str, Any]:
    """Return the JSON value of a step."""
    return {"code": step.code, "arg": step.arg, "at": step.at.isoformat() if step.at else None}


def step_of(value: dict[str, Any]) -> Step:
    """Build a step back from `value_of`; ValueError or KeyError if the form is wrong."""
    at = value["at"]
    return Step(StepCode(value["code"]), value["arg"], datetime.fromisoformat(at) if at else None)


def crossed(message: Message) -> Message:
    """Return what may stay of a message once its call has crossed the line.

    The number, the name if given, and "clinical question: call back". Services, times and whether
    the caller is new are dropped; a message that already is of such a kind keeps its kind.
    """
    kind = message.reason.kind
    return Message(
        reason=Reason(kind if kind in WITHOUT_SERVICES else ReasonKind.CLINICAL_QUESTION),
        name=message.name,
        callback=message.callback,
        unconfirmed=message.unconfirmed & {Slot.NAME, Slot.CALLBACK},
    )
