"""Calls from ring to hang-up, with made-up recognition and everything else real."""

from __future__ import annotations

import asyncio
from collections import deque

import pytest
from tests.call.ear import FILE, Call, in_virtual_time, tone
from tests.telephony.fakes import FakeLeg

from sam.call.handoff import Search, address, reachable
from sam.repertoire.cue import Cue, Say
from sam.repertoire.repertoire import Repertoire
from sam.spa.handoff import Target
from sam.vocabulary.message import ReasonKind, Slot
from sam.vocabulary.outcome import Outcome

FIRST_BREATH = (
    "Hi, I'm Jessica, I'm interested in lip filler, what does a syringe run,"
    " and do you have anything Saturday?"
)


def test_a_first_breath_becomes_a_message_that_was_read_back() -> None:
    call = Call()

    async def caller() -> None:
        await call.says(FIRST_BREATH)
        await call.says("yes that's fine")
        await call.says("no, it's my first time")
        await call.says("yes")
        await call.says("no that's all thanks")
        await asyncio.sleep(10)

    in_virtual_time(call, caller())
    message = call.desk.kept
    assert message is not None
    assert (message.name, message.callback) == ("Jessica", "+14795550140")
    assert message.reason.kind is ReasonKind.BOOK
    assert message.reason.services == ("lip-filler",)
    assert message.unconfirmed == frozenset()
    assert call.desk.outcome is Outcome.MESSAGE
    assert call.leg.hung_up_by == "sam"
    assert "six hundred fifty dollars a syringe" in call.said
    assert call.codes[0] == "greeted"
    assert all(step.at is not None for step in call.desk.steps)


def test_the_time_of_every_reply_is_accounted_for() -> None:
    call = Call()

    async def caller() -> None:
        await call.says("how much is botox")
        await call.silent()

    in_virtual_time(call, caller())
    (timing,) = call.timings
    assert timing.detected + timing.recognised + timing.judged + timing.waited > 0
    assert timing.voiced >= 0


def test_sam_goes_silent_when_the_caller_speaks_and_takes_what_is_said() -> None:
    call = Call()

    async def caller() -> None:
        await call.leg.answering()
        await asyncio.sleep(1.0)
        assert call.leg.queued_ms > 0, "the greeting is being said"
        await call.says("how much is botox please", over_sam=True)
        await call.silent()

    in_virtual_time(call, caller())
    assert call.leg.flushes >= 1
    assert "told_price" in call.codes


def test_a_murmur_does_not_stop_the_phrase_for_good() -> None:
    call = Call()

    async def caller() -> None:
        await call.leg.answering()
        await asyncio.sleep(1.0)
        await call.says("okay", over_sam=True, lasts=0.4)
        await call.silent()

    in_virtual_time(call, caller())
    assert call.leg.flushes >= 1
    assert len(call.leg.played) > len(call.prompts.asked), "the rest of the greeting came again"
    assert call.codes == ["greeted"]


def test_a_yes_before_the_last_words_of_a_question_answers_it() -> None:
    call = Call()

    async def caller() -> None:
        await call.says("I need to cancel my appointment, this is Ann")
        while call.leg.queued_ms > 1500 or len(call.prompts.asked) < 3:
            await asyncio.sleep(0.05)
        await call.says("yes", over_sam=True, lasts=0.4)
        await call.silent()

    in_virtual_time(call, caller())
    assert "took_callback" in call.codes


def test_noise_is_not_a_turn() -> None:
    call = Call()

    async def caller() -> None:
        await call.says("", lasts=0.5)
        await call.silent()

    in_virtual_time(call, caller())
    assert call.codes == ["greeted"]


def test_a_clinical_turn_leaves_a_number_and_nothing_else() -> None:
    call = Call()

    async def caller() -> None:
        await call.says("I'd like to book botox on Saturday, I'm Karen")
        await call.says("I'm pregnant, is that safe for the baby")
        call.leg.go()

    in_virtual_time(call, caller())
    message = call.desk.kept
    assert message is not None
    assert message.reason.kind is ReasonKind.CLINICAL_QUESTION
    assert message.reason.services == () == message.preferred_time
    assert Slot.CALLBACK in message.unconfirmed
    assert call.codes == ["crossed_line"]
    assert call.desk.outcome is Outcome.CLINICAL_MESSAGE


def test_what_the_desk_does_not_acknowledge_is_never_called_noted() -> None:
    call = Call(down=True)

    async def caller() -> None:
        await call.says("I need to cancel my appointment, this is Ann")
        await call.says("yes")
        await call.says("yes")
        await call.silent()

    in_virtual_time(call, caller())
    assert call.desk.kept is None
    assert "noted that" not in call.said
    assert "passed that to the team" not in call.said


def test_keys_make_a_number_and_zero_brings_a_person() -> None:
    call = Call(caller=None)

    async def caller() -> None:
        await call.says("I'm running late, this is David Cole")
        await call.silent()
        call.leg.press("4795550187")
        await asyncio.sleep(1)
        await call.silent()
        call.leg.press("1")
        await asyncio.sleep(1)
        await call.silent()
        call.leg.press("0")
        await asyncio.sleep(1)

    in_virtual_time(call, caller())
    assert call.desk.kept is not None
    assert call.desk.kept.callback == "+14795550187"
    assert "can't put you through" in call.said or "take a message" in call.said


def test_silence_ends_a_call_after_two_prompts() -> None:
    call = Call()

    async def caller() -> None:
        await asyncio.sleep(60)

    in_virtual_time(call, caller())
    assert call.leg.hung_up_by == "sam"
    assert call.desk.outcome is Outcome.ABANDONED
    assert call.desk.kept is None


def test_a_hang_up_in_mid_word_is_noted_as_abandoned() -> None:
    call = Call()

    async def caller() -> None:
        await call.leg.answering()
        speaking = asyncio.create_task(call.leg.say(tone(3.0)))
        await asyncio.sleep(0.4)
        call.leg.go()
        await speaking

    in_virtual_time(call, caller())
    assert call.desk.outcome is Outcome.ABANDONED
    assert call.desk.kept is None


class Rung:
    """A target that presses a key after a second, or never."""

    def __init__(self, key: str | None) -> None:
        self.leg = FakeLeg(None, call_id="1" * 32)
        self.key = key

    async def act(self) -> None:
        await self.leg.answering()
        await asyncio.sleep(1.0)
        if self.key:
            self.leg.press(self.key)


@pytest.mark.parametrize(("keys", "found"), [((None, "1"), 1), (("2", "1"), 1), ((None,), None)])
def test_only_a_person_who_presses_one_gets_the_call(
    keys: tuple[str | None, ...], found: int | None
) -> None:
    call = Call()
    rung = [Rung(key) for key in keys]
    targets = tuple(Target(id=f"t{n}", uri=f"sip:t{n}@127.0.0.1") for n, _ in enumerate(rung))
    for target, who in zip(targets, rung, strict=True):
        call.line.targets[str(target.uri)] = deque([who.leg])
    announcement = Repertoire(FILE).sentence(Cue(Say.TARGET_ANNOUNCE))
    search = Search(targets, announcement, call.prompts, call.line, FILE.spa)
    result = []

    async def caller() -> None:
        acting = [asyncio.create_task(r.act()) for r in rung]
        result.append(await search.person())
        for task in acting:
            task.cancel()

    in_virtual_time(call, caller())
    (person,) = result
    assert (person.leg if person else None) is (rung[found].leg if found is not None else None)
    assert all(show == FILE.spa.spa.phone for _, show in call.line.dialled)
    assert "one" in announcement.text


def test_a_number_needs_a_trunk_to_be_dialled() -> None:
    assert reachable(FILE.spa) == frozenset()
    assert address(Target(id="a", uri="sip:a@10.0.0.5"), FILE.spa.line) == "sip:a@10.0.0.5"
