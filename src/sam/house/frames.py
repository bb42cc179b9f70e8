"""What may pass from ear to desk: six operations, each a closed schema.

A frame is one JSON object on one line, at most `MAX_BYTES`. It carries a sequence number by which
its answer is recognised, the operation's number within its call (see `MessageStore`), the operation
and its values. Free text has no place: codes are enumerations, names and numbers are checked by
`Message`, and service ids and step arguments by the store, against the spa file.

A frame that does not fit is refused with the field's name; what was in it is never repeated.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    NaiveDatetime,
    TypeAdapter,
    ValidationError,
)

from sam.vocabulary.meaning import Visitor
from sam.vocabulary.message import Message, Reason, ReasonKind, Slot
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step, StepCode
from sam.vocabulary.window import Window

if TYPE_CHECKING:
    # The ear must not load the store, only know its shape.
    from sam.messages.store import MessageStore

MAX_BYTES = 16_384
MAX_STEPS = 64

HexId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


class FrameError(ValueError):
    """A frame does not fit the schema. `field` says where; the text never says what was there."""

    def __init__(self, field: str) -> None:
        super().__init__(f"{field} does not fit the schema")
        self.field = field


class _Wire(BaseModel):
    # Not strict: enumerations and instants arrive as JSON strings. Nothing else is coerced that
    # could matter, since every other value has a pattern or a closed list.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class _WireStep(_Wire):
    code: StepCode
    arg: Annotated[str, Field(max_length=120)] | None = None
    at: AwareDatetime | None = None


class _WireWindow(_Wire):
    start: NaiveDatetime
    end: NaiveDatetime | None = None


class _WireMessage(_Wire):
    kind: ReasonKind
    services: tuple[str, ...] = ()
    visitor: Visitor | None = None
    name: str | None = None
    callback: str | None = None
    preferred_time: tuple[_WireWindow, ...] = ()
    unconfirmed: frozenset[Slot] = frozenset()


class _Operation(_Wire):
    seq: Annotated[int, Field(ge=1)]
    number: Annotated[int, Field(ge=1)]
    call_id: HexId


class Opened(_Operation):
    """A call began."""

    op: Literal["opened"] = "opened"
    at: AwareDatetime
    forwarded: Forwarded

    async def apply(self, store: MessageStore) -> None:
        """Do it in the store."""
        await store.opened(self.call_id, self.at, self.forwarded, number=self.number)


class Stepped(_Operation):
    """Sam did something."""

    op: Literal["stepped"] = "stepped"
    steps: Annotated[tuple[_WireStep, ...], Field(max_length=MAX_STEPS)]

    async def apply(self, store: MessageStore) -> None:
        """Do it in the store."""
        steps = tuple(Step(step.code, step.arg, step.at) for step in self.steps)
        await store.stepped(self.call_id, steps, number=self.number)


class Keep(_Operation):
    """Keep or replace the call's message."""

    op: Literal["keep"] = "keep"
    message: _WireMessage

    def built(self) -> Message:
        """Return the message; ValueError, naming the field, if it is not one that can be kept."""
        wire = self.message
        return Message(
            reason=Reason(wire.kind, wire.services, wire.visitor),
            name=wire.name,
            callback=wire.callback,
            preferred_time=tuple(Window(w.start, w.end) for w in wire.preferred_time),
            unconfirmed=wire.unconfirmed,
        )

    async def apply(self, store: MessageStore) -> None:
        """Do it in the store."""
        await store.keep(self.call_id, self.built(), number=self.number)


class Crossed(_Operation):
    """The call crossed the line."""

    op: Literal["crossed"] = "crossed"

    async def apply(self, store: MessageStore) -> None:
        """Do it in the store."""
        await store.crossed(self.call_id, number=self.number)


class Forget(_Operation):
    """The caller said "forget that"."""

    op: Literal["forget"] = "forget"

    async def apply(self, store: MessageStore) -> None:
        """Do it in the store."""
        await store.forget(self.call_id, number=self.number)


class Closed(_Operation):
    """A call ended."""

    op: Literal["closed"] = "closed"
    at: AwareDatetime
    outcome: Outcome

    async def apply(self, store: MessageStore) -> None:
        """Do it in the store."""
        await store.closed(self.call_id, self.at, self.outcome, number=self.number)


Operation = Opened | Stepped | Keep | Crossed | Forget | Closed

_OPERATION: TypeAdapter[Operation] = TypeAdapter(Annotated[Operation, Field(discriminator="op")])


class Ack(_Wire):
    """The desk's answer to one operation: on disk, or refused."""

    seq: int
    kept: bool
    field: str | None = None
    """The field that did not fit, where that was why."""


def wire_steps(steps: tuple[Step, ...]) -> tuple[_WireStep, ...]:
    """Turn steps into what passes the wall."""
    return tuple(_WireStep(code=step.code, arg=step.arg, at=step.at) for step in steps)


def wire_message(message: Message) -> _WireMessage:
    """Turn a message into what passes the wall."""
    return _WireMessage(
        kind=message.reason.kind,
        services=message.reason.services,
        visitor=message.reason.visitor,
        name=message.name,
        callback=message.callback,
        preferred_time=tuple(_WireWindow(start=w.start, end=w.end) for w in message.preferred_time),
        unconfirmed=message.unconfirmed,
    )


def frame(op: str, **values: object) -> bytes:
    """Build one operation's line; FrameError if a value does not fit even here."""
    try:
        return _OPERATION.validate_python({"op": op, **values}).model_dump_json().encode() + b"\n"
    except ValidationError as error:
        raise FrameError(_where(error)) from None


def seq_of(line: bytes) -> int:
    """Return the sequence number of a line that may hold anything, 0 where it has none."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return 0
    seq = value.get("seq") if isinstance(value, dict) else None
    return seq if type(seq) is int else 0


def read(line: bytes) -> Operation:
    """Read one frame and check it in full; FrameError if anything in it does not fit."""
    try:
        operation = _OPERATION.validate_json(line)
    except ValidationError as error:
        raise FrameError(_where(error)) from None
    if isinstance(operation, Keep):
        try:
            operation.built()
        except ValueError as error:
            # `Message` names its field and never the content: "Message.name does not look …".
            raise FrameError(_message_field(str(error))) from None
    return operation


_KNOWN = frozenset(
    name
    for model in (_WireStep, _WireWindow, _WireMessage, *Operation.__args__)
    for name in model.model_fields
)


def _where(error: ValidationError) -> str:
    """Name the first field that does not fit, by words of the schema only."""
    place = error.errors(include_input=False, include_context=False)[0]["loc"]
    # The first part is the operation's own tag; an unknown key could be anything a caller said.
    named = [
        str(part) if isinstance(part, int) or part in _KNOWN else "(unknown)" for part in place[1:]
    ]
    return ".".join(named) or "frame"


def _message_field(text: str) -> str:
    for name in ("name", "callback", "preferred_time", "reason"):
        if text.startswith(f"Message.{name} "):
            return f"message.{name}"
    return "message"
