"""The conversation: one table of states and events. Everything about what follows what is here.

Theory. A call is a `Talk` value; something happens (`Event`); the row for the talk's state and
the event's kind names the function that makes the next `Move`, and the states that the move may
lead to. A pair without a row is an illegal move, and so is a state that its row does not name:
`IllegalMoveError` says which. Nothing here reads a clock or does I/O, so the same events always
make the same call. The picture in the documentation is drawn from `TABLE` by `mermaid`.

The line is checked before the table is asked: a turn arrives as BOOKING, UNSURE, CLINICAL or
EMERGENCY, and in every state that hears turns all four have rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from sam.conversation import closing, people, turns
from sam.conversation.events import Event, Kind
from sam.conversation.talk import Move, Setting, State, Talk

Action: TypeAlias = Callable[[Talk, Event, Setting], Move]


class IllegalMoveError(RuntimeError):
    """An event came in a state that has no row for it, or a move led where its row does not."""

    def __init__(self, state: State, kind: Kind, to: State | None = None) -> None:
        where = f" to {to}" if to else ""
        super().__init__(f"the table has no move{where} for {kind} in state {state}")


@dataclass(frozen=True, slots=True)
class Row:
    """What happens, and which states it may lead to."""

    action: Action
    to: frozenset[State]


def _row(action: Action, *to: State) -> Row:
    return Row(action, frozenset(to))


_S, _K = State, Kind
_HEARD = (_S.TALKING, _S.CONFIRMING, _S.NOTING, _S.OFFERING, _S.REACHING, _S.WAITING, _S.ENDED)
_CLINICAL = (_S.TALKING, _S.NOTING, _S.REACHING)

_LISTENING = {
    _K.BOOKING: _row(turns.booking, *_HEARD),
    _K.UNSURE: _row(turns.unsure, *_HEARD),
    _K.CLINICAL: _row(people.clinical, *_CLINICAL),
    _K.EMERGENCY: _row(people.emergency, _S.EMERGENCY),
    _K.KEYS: _row(turns.keys, *_HEARD),
    _K.ZERO: _row(people.person_by_key, *_HEARD),
    _K.HOLD: _row(turns.held, _S.WAITING),
    _K.TIME_UP: _row(closing.time_up, _S.ENDED),
    _K.HANG_UP: _row(closing.hang_up, _S.ENDED),
}
"""Rows of every state in which Sam listens for an answer."""

TABLE: dict[State, dict[Kind, Row]] = {
    _S.RINGING: {
        _K.RING: _row(turns.greet, _S.TALKING),
        _K.HANG_UP: _row(closing.hang_up, _S.ENDED),
    },
    _S.TALKING: {
        **_LISTENING,
        _K.SILENCE: _row(closing.silence, _S.TALKING, _S.ENDED),
        _K.RESUME: _row(turns.nothing, _S.TALKING),
    },
    _S.CONFIRMING: {
        **_LISTENING,
        _K.SILENCE: _row(closing.silence, _S.CONFIRMING, _S.ENDED),
        _K.RESUME: _row(turns.nothing, _S.CONFIRMING),
    },
    _S.OFFERING: {
        **_LISTENING,
        _K.SILENCE: _row(closing.silence, _S.OFFERING, _S.ENDED),
        _K.RESUME: _row(turns.nothing, _S.OFFERING),
    },
    _S.WAITING: {
        **_LISTENING,
        # Words not meant for Sam, or music, do not end the wait.
        _K.UNSURE: _row(turns.nothing, _S.WAITING),
        _K.SILENCE: _row(turns.resume, _S.TALKING, _S.CONFIRMING, _S.OFFERING),
        _K.RESUME: _row(turns.resume, _S.TALKING, _S.CONFIRMING, _S.OFFERING),
    },
    _S.NOTING: {
        _K.NOTED: _row(closing.noted, _S.TALKING),
        _K.NOT_NOTED: _row(closing.not_noted, _S.OFFERING, _S.ENDED),
        _K.HANG_UP: _row(closing.hang_up, _S.ENDED),
    },
    _S.REACHING: {
        _K.REACHED: _row(people.reached, _S.ENDED),
        _K.NOT_REACHED: _row(people.not_reached, _S.TALKING, _S.CONFIRMING, _S.NOTING),
        _K.BOOKING: _row(people.keep_company, _S.REACHING),
        _K.UNSURE: _row(people.keep_company, _S.REACHING),
        _K.CLINICAL: _row(people.keep_company, _S.REACHING),
        _K.EMERGENCY: _row(people.emergency, _S.EMERGENCY),
        _K.KEYS: _row(turns.nothing, _S.REACHING),
        _K.ZERO: _row(turns.nothing, _S.REACHING),
        _K.HOLD: _row(turns.nothing, _S.REACHING),
        _K.RESUME: _row(turns.nothing, _S.REACHING),
        _K.SILENCE: _row(people.keep_company, _S.REACHING),
        # A hand-off in progress is not cut by the clock.
        _K.TIME_UP: _row(turns.nothing, _S.REACHING),
        _K.HANG_UP: _row(closing.hang_up, _S.ENDED),
    },
    _S.EMERGENCY: {
        _K.REACHED: _row(people.reached, _S.ENDED),
        _K.NOT_REACHED: _row(people.nobody_in_emergency, _S.EMERGENCY),
        **dict.fromkeys(
            (_K.BOOKING, _K.UNSURE, _K.CLINICAL, _K.EMERGENCY),
            _row(people.emergency, _S.EMERGENCY),
        ),
        **dict.fromkeys(
            # An emergency is never cut.
            (_K.KEYS, _K.ZERO, _K.HOLD, _K.RESUME, _K.TIME_UP),
            _row(turns.nothing, _S.EMERGENCY),
        ),
        _K.SILENCE: _row(people.emergency_silence, _S.EMERGENCY, _S.ENDED),
        _K.HANG_UP: _row(closing.hang_up, _S.ENDED),
    },
    _S.ENDED: {},
}


def step(talk: Talk, event: Event, setting: Setting) -> Move:
    """Return the next move; `IllegalMoveError` names state and event where there is none."""
    row = TABLE[talk.state].get(event.kind)
    if row is None:
        raise IllegalMoveError(talk.state, event.kind)
    move = row.action(talk, event, setting)
    if move.talk.state not in row.to:
        raise IllegalMoveError(talk.state, event.kind, move.talk.state)
    return move


def mermaid() -> str:
    """Draw the table as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.RINGING}"]
    for state, rows in TABLE.items():
        arrows: dict[State, list[str]] = {}
        for kind, row in rows.items():
            for to in row.to - {state}:
                arrows.setdefault(to, []).append(kind)
        lines += [f"    {state} --> {to}: {', '.join(arrows[to])}" for to in State if to in arrows]
    lines.append(f"    {State.ENDED} --> [*]")
    return "\n".join(lines)
