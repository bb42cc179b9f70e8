"""Whole calls in events, as callers make them."""

from datetime import datetime

import pytest
from tests.conversation.walking import CALLER, CLINICAL, EMERGENCY, UNSURE, Walk, said

from sam.conversation.events import Kind
from sam.repertoire.cue import Say
from sam.vocabulary.ask import Ask
from sam.vocabulary.intent import Intent
from sam.vocabulary.meaning import Visitor
from sam.vocabulary.message import ReasonKind, Slot
from sam.vocabulary.outcome import Outcome
from sam.vocabulary.step import StepCode
from sam.vocabulary.window import Window

SATURDAY = Window(datetime(2026, 11, 28), datetime(2026, 11, 29))
SUNDAY = Window(datetime(2026, 11, 29), datetime(2026, 11, 30))


def test_the_first_breath_is_answered_whole_and_only_the_missing_is_asked() -> None:
    walk = Walk.of()
    move = walk.hear(
        Intent.BOOK,
        Intent.PRICE,
        Intent.AVAILABILITY,
        services=("lip-filler",),
        name="Jessica",
        times=(SATURDAY,),
    )
    assert said(move) == [Say.PRICE, Say.AVAILABILITY, Say.OFFER_CALLER_ID]
    assert walk.talk.asked is Ask.CALLBACK_CONFIRM
    walk.hear(Intent.YES)
    assert walk.talk.asked is Ask.NEW_OR_RETURNING
    move = walk.hear(Intent.NO)
    assert said(move)[-1] is Say.CONFIRM_MESSAGE
    assert walk.message is not None, "it is on disk before it is read back"
    move = walk.hear(Intent.YES)
    assert said(move) == [Say.NOTED, Say.ASK_ANYTHING_ELSE]
    walk.hear(Intent.NO, Intent.GOODBYE)
    message = walk.message
    assert walk.outcome is Outcome.MESSAGE
    assert message.name == "Jessica"
    assert message.callback == CALLER
    assert message.reason.kind is ReasonKind.BOOK
    assert message.reason.services == ("lip-filler",)
    assert message.reason.visitor is Visitor.NEW
    assert message.unconfirmed == frozenset()
    assert message.preferred_time == (
        Window(datetime(2026, 11, 28, 9), datetime(2026, 11, 28, 15)),
    ), "fitted to Saturday's opening hours"


def test_a_clinical_turn_erases_services_and_is_never_answered() -> None:
    walk = Walk.of()
    walk.hear(Intent.BOOK, services=("botox",), name="Ann", times=(SATURDAY,))
    move = walk.turn(CLINICAL)
    assert said(move) == [Say.CLINICAL, Say.OFFER_CALLER_ID]
    assert [step.code for step in move.steps] == [StepCode.CROSSED_LINE]
    assert walk.message is not None
    assert walk.message.reason.kind is ReasonKind.CLINICAL_QUESTION
    assert walk.message.reason.services == ()
    assert walk.message.preferred_time == ()
    assert walk.message.unconfirmed == {Slot.NAME, Slot.CALLBACK} or (
        walk.message.unconfirmed == {Slot.CALLBACK}
    )
    move = walk.hear(Intent.YES)
    assert Say.NOTED_CLINICAL in said(move)
    walk.hear(Intent.NO)
    assert walk.outcome is Outcome.CLINICAL_MESSAGE
    assert Slot.CALLBACK not in walk.message.unconfirmed


def test_a_clinical_turn_rings_a_person_where_one_can_be_rung() -> None:
    walk = Walk.of(can_dial=True)
    move = walk.turn(CLINICAL)
    assert Say.HANDOFF_START in said(move)
    assert walk.outcome is Outcome.HANDED_OFF


def test_a_hang_up_after_crossing_leaves_the_number_marked_unconfirmed() -> None:
    walk = Walk.of()
    walk.turn(CLINICAL)
    walk.happen(Kind.HANG_UP)
    assert walk.message is not None
    assert walk.message.callback == CALLER
    assert Slot.CALLBACK in walk.message.unconfirmed


def test_emergency_words_come_first_and_nothing_is_asked() -> None:
    walk = Walk.of(can_dial=True, somebody=False)
    move = walk.turn(EMERGENCY)
    assert said(move) == [Say.EMERGENCY, Say.EMERGENCY_NOBODY]
    assert walk.talk.asked is None
    walk.happen(Kind.HANG_UP)
    assert walk.outcome is Outcome.EMERGENCY
    assert walk.message is not None
    assert walk.message.reason.kind is ReasonKind.EMERGENCY


def test_without_outbound_dialling_no_live_person_is_promised() -> None:
    walk = Walk.of(can_dial=False)
    move = walk.hear(Intent.PERSON)
    assert Say.HANDOFF_START not in said(move)
    assert said(move)[0] is Say.NO_LIVE_PERSON


def test_nobody_home_becomes_an_urgent_message_kept_at_once() -> None:
    walk = Walk.of(
        can_dial=True, somebody=False, now=datetime.fromisoformat("2026-11-24T10:00-06:00")
    )
    move = walk.hear(Intent.PERSON, role="manager")
    assert Say.HANDOFF_START in said(move)
    assert Say.HANDOFF_FAILED in said(move)
    assert walk.message is not None
    assert walk.message.callback == CALLER
    assert Slot.CALLBACK in walk.message.unconfirmed


def test_a_price_alone_is_answered_and_an_offer_made() -> None:
    walk = Walk.of()
    move = walk.hear(Intent.PRICE, services=("botox",))
    assert said(move) == [Say.PRICE, Say.ASK_WANT_MESSAGE]
    assert ("told_price", "botox") in [(str(c), a) for c, a in walk.steps()]
    walk.hear(Intent.NO, Intent.THANKS)
    assert walk.outcome is Outcome.ANSWERED
    assert walk.message is None


def test_a_price_without_a_service_asks_which_and_then_tells_it() -> None:
    walk = Walk.of()
    move = walk.hear(Intent.PRICE)
    assert walk.talk.asked is Ask.SERVICE
    move = walk.hear(services=("dysport",))
    assert Say.PRICE in said(move)


def test_a_corrected_number_replaces_the_first() -> None:
    walk = Walk.of(caller=None)
    walk.hear(Intent.BOOK, services=("botox",), name="Ann", times=(SATURDAY,))
    assert walk.talk.asked is Ask.CALLBACK
    walk.hear(callback="+14795550187")
    assert walk.talk.asked is Ask.CALLBACK_CONFIRM
    walk.hear(Intent.NO, callback="+14795550186")
    walk.hear(Intent.YES)
    walk.hear(visitor=Visitor.NEW)
    assert walk.message is not None
    assert walk.message.callback == "+14795550186"


def test_a_closed_day_is_said_and_another_time_asked() -> None:
    walk = Walk.of()
    walk.hear(Intent.BOOK, services=("botox",), name="Ann")
    walk.hear(Intent.YES)
    assert walk.talk.asked is Ask.PREFERRED_TIME
    move = walk.hear(times=(SUNDAY,))
    assert said(move) == [Say.HOURS_ON, Say.ASK_OTHER_TIME]


def test_the_read_back_can_be_corrected_in_part() -> None:
    walk = Walk.of()
    walk.hear(Intent.BOOK, services=("botox",), name="Ann", times=(SATURDAY,), visitor=Visitor.NEW)
    walk.hear(Intent.YES)
    assert walk.talk.asked is Ask.CONFIRM_MESSAGE
    move = walk.hear(Intent.NO, name="Anne")
    assert said(move)[-1] is Say.CONFIRM_MESSAGE
    walk.hear(Intent.YES)
    assert walk.message is not None
    assert walk.message.name == "Anne"


def test_what_could_not_be_kept_is_said_so() -> None:
    walk = Walk.of(keeps=False)
    walk.hear(Intent.CANCEL, name="Ann")
    walk.hear(Intent.YES)
    move = walk.hear(Intent.YES)
    assert Say.NOT_NOTED in said(move)
    assert Say.NOTED not in said(move)


def test_twice_not_understood_brings_a_person() -> None:
    walk = Walk.of()
    move = walk.turn(UNSURE)
    assert Say.NOT_UNDERSTOOD in said(move)
    move = walk.turn(UNSURE)
    assert said(move)[0] is Say.NO_LIVE_PERSON
    assert walk.talk.wanted


def test_silence_is_prompted_twice_then_goodbye() -> None:
    walk = Walk.of()
    heard = [said(walk.happen(Kind.SILENCE))[0] for _ in range(3)]
    assert heard == [Say.STILL_THERE, Say.STILL_THERE_SHORT, Say.SILENCE_GOODBYE]
    assert walk.outcome is Outcome.ABANDONED


def test_the_end_of_a_number_can_be_corrected_alone() -> None:
    walk = Walk.of()
    walk.hear(Intent.CANCEL, name="Laura Evans", callback="+14795550186")
    assert walk.talk.asked is Ask.CALLBACK_CONFIRM
    move = walk.hear(Intent.NO, digits="0187")
    assert walk.talk.draft.callback == "+14795550187"
    assert said(move)[-1] is Say.CONFIRM_CALLBACK, "a corrected number is read back again"
    walk.hear(Intent.YES)
    walk.hear(Intent.YES)
    assert walk.message is not None
    assert walk.message.callback == "+14795550187"


def test_the_rest_of_a_number_that_does_not_come_is_not_asked_for_for_ever() -> None:
    walk = Walk.of(caller=None)
    walk.hear(Intent.CANCEL, name="Laura Evans")
    assert said(walk.hear(digits="0187"))[-1] is Say.ASK_CALLBACK_REST
    assert said(walk.hear(Intent.YES))[-1] is Say.ASK_CALLBACK_AGAIN
    walk.hear(Intent.YES)
    assert walk.talk.asked is not Ask.CALLBACK


def test_zero_reaches_a_person_and_digits_make_a_number() -> None:
    walk = Walk.of(caller=None)
    walk.hear(Intent.RUNNING_LATE, name="Ann")
    assert walk.talk.asked is Ask.CALLBACK
    walk.happen(Kind.KEYS, "4795550140")
    assert walk.talk.asked is Ask.CALLBACK_CONFIRM
    walk.happen(Kind.KEYS, "1")
    assert walk.talk.asked is Ask.CONFIRM_MESSAGE
    assert walk.message is not None
    assert walk.message.callback == CALLER


def test_forget_that_deletes_what_was_kept() -> None:
    walk = Walk.of()
    walk.hear(Intent.CANCEL, name="Ann")
    walk.hear(Intent.YES)
    assert walk.message is not None
    walk.hear(Intent.FORGET_THAT)
    assert walk.message is None
    walk.happen(Kind.HANG_UP)
    assert walk.message is None


@pytest.mark.parametrize("intent", [Intent.VENDOR, Intent.WRONG_NUMBER, Intent.ABUSE])
def test_callers_who_want_nothing_of_the_spa_are_let_go_and_nothing_is_kept(intent: Intent) -> None:
    walk = Walk.of()
    walk.hear(intent)
    assert walk.outcome is Outcome.DECLINED
    assert walk.message is None


def test_the_spas_own_number_is_never_offered() -> None:
    walk = Walk.of(caller="+14795550100")
    move = walk.hear(Intent.CANCEL, name="Ann")
    assert said(move)[-1] is Say.ASK_CALLBACK


def test_a_question_about_the_hours_of_a_day_changes_no_wish() -> None:
    walk = Walk.of()
    walk.hear(Intent.BOOK, services=("botox",), name="Ann", times=(SATURDAY,), visitor=Visitor.NEW)
    walk.hear(Intent.YES)
    assert walk.talk.asked is Ask.CONFIRM_MESSAGE
    friday = Window(datetime(2026, 11, 27), datetime(2026, 11, 28))
    move = walk.hear(Intent.HOURS, times=(friday,))
    assert said(move)[0] is Say.HOURS_ON
    assert walk.talk.draft.windows[0].start.day == 28
