"""The table, walked at random: every call ends, and none gets stuck."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conversation.walking import CALLER, CLINICAL, EMERGENCY, NOW, UNSURE, Walk, meant

from sam.conversation.events import Event, Kind
from sam.conversation.table import TABLE, IllegalMoveError, mermaid, step
from sam.conversation.talk import State, Talk
from sam.repertoire.cue import Say
from sam.vocabulary.intent import Intent
from sam.vocabulary.meaning import Visitor
from sam.vocabulary.message import WITHOUT_SERVICES
from sam.vocabulary.window import Window

SERVICES = {"willow-bloom": ("botox", "lip-filler", "laser-hair-removal")}

windows = st.integers(-3, 400).map(
    lambda n: Window(
        datetime(2026, 11, 23) + timedelta(days=n), datetime(2026, 11, 24) + timedelta(days=n)
    )
)

turns = st.one_of(
    st.just(CLINICAL),
    st.just(EMERGENCY),
    st.just(UNSURE),
    st.builds(
        lambda intents, **slots: meant(*intents, **slots),
        st.lists(st.sampled_from(Intent), max_size=4, unique=True),
        services=st.lists(st.sampled_from(SERVICES["willow-bloom"]), max_size=2, unique=True).map(
            tuple
        ),
        name=st.sampled_from([None, None, "Jessica", "Shaun"]),
        name_sure=st.booleans(),
        callback=st.sampled_from([None, None, "+14795550186"]),
        digits=st.sampled_from(["", "", "479", "4795550186"]),
        times=st.lists(windows, max_size=2).map(tuple),
        visitor=st.sampled_from([None, None, *Visitor]),
    ),
)

events = st.one_of(
    turns.map(lambda meaning: Event.turn(meaning, NOW)),
    st.sampled_from([Kind.SILENCE, Kind.ZERO, Kind.HOLD, Kind.RESUME, Kind.TIME_UP]).map(
        lambda kind: Event(kind, NOW)
    ),
    st.sampled_from(["1", "2", "5", "4795550140", "*", "#"]).map(
        lambda keys: Event(Kind.KEYS, NOW, keys=keys)
    ),
)

QUESTIONS = {
    Say.ASK_REASON, Say.ASK_REASON_AGAIN, Say.ASK_SERVICE, Say.ASK_NAME, Say.ASK_NAME_AGAIN,
    Say.ASK_CALLBACK, Say.ASK_CALLBACK_AGAIN, Say.ASK_PREFERRED_TIME, Say.ASK_NEW_OR_RETURNING,
    Say.ASK_PREFERRED_TIME_AGAIN, Say.ASK_OTHER_TIME, Say.CONFIRM_NAME, Say.CONFIRM_CALLBACK,
    Say.OFFER_CALLER_ID, Say.CONFIRM_MESSAGE, Say.HANDOFF_OFFER, Say.ASK_ANYTHING_ELSE,
    Say.ASK_WANT_MESSAGE, Say.ASK_WHAT_TO_CHANGE,
}  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    st.lists(events, max_size=40),
    st.sampled_from([CALLER, None]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_any_call_goes_on_until_it_ends_and_asks_nothing_more_than_twice(
    happenings: list[Event], caller: str | None, can_dial: bool, somebody: bool, keeps: bool
) -> None:
    walk = Walk.of(caller=caller, can_dial=can_dial, somebody=somebody, keeps=keeps)
    replayed = 0
    for event in happenings:
        if walk.ended:
            break
        move = walk.feed(event)
        asked = [cue.say for cue in move.say if cue.say in QUESTIONS]
        assert len(asked) <= 1 or Say.ASK_WHAT_TO_CHANGE in asked, "never two questions at once"
        replayed += any(str(s.code) in ("repeated", "waited", "forgot") for s in move.steps)
        if walk.message is not None and walk.message.reason.kind in WITHOUT_SERVICES:
            assert not walk.message.reason.services
    if not walk.ended:
        for kind in (Kind.SILENCE,) * 8:
            if not walk.ended:
                walk.happen(kind)
    assert walk.ended, f"silence does not end a call in {walk.talk.state}"
    assert walk.outcome is not None
    if not replayed and not any(e.kind in (Kind.RESUME, Kind.SILENCE) for e in happenings):
        counts = Counter(cue.say for m in walk.moves for cue in m.say if cue.say in QUESTIONS)
        assert all(count <= 2 for count in counts.values()), counts


@pytest.mark.parametrize("state", [state for state in State if state is not State.ENDED])
def test_every_state_has_an_answer_to_a_hang_up(state: State) -> None:
    assert Kind.HANG_UP in TABLE[state]


@pytest.mark.parametrize(
    "state",
    [s for s in State if s not in (State.ENDED, State.RINGING, State.NOTING)],
)
def test_every_state_that_waits_has_an_answer_to_all_that_may_come(state: State) -> None:
    needed = {
        Kind.BOOKING, Kind.UNSURE, Kind.CLINICAL, Kind.EMERGENCY, Kind.KEYS, Kind.ZERO,
        Kind.SILENCE, Kind.HOLD, Kind.TIME_UP, Kind.HANG_UP,
    }  # fmt: skip
    assert needed <= set(TABLE[state])


def test_an_illegal_move_names_state_and_event() -> None:
    walk = Walk.of()
    with pytest.raises(IllegalMoveError, match="noted in state ringing"):
        step(Talk(), Event(Kind.NOTED, NOW), walk.setting)


def test_the_picture_shows_every_state() -> None:
    drawn = mermaid()
    assert all(state in drawn for state in State)
