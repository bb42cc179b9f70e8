from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from tests.telephony.conftest import EarProcess
from tests.telephony.ear import sound

from sam.spa.line import Line as LineConfig
from sam.telephony.line import Digit, Frame, Held, HungUp, Leg, LegEvent, LineError
from sam.telephony.sip import NotAnsweredError, SipLine
from sam.telephony.sip_leg import SipLeg
from sam.vocabulary.heard import Samples

pytestmark = pytest.mark.sip


class Listener:
    """Collects what arrives on a leg, in the background, from first to last."""

    def __init__(self, leg: SipLeg) -> None:
        self.events: list[LegEvent] = []
        self.loud_at: list[float] = []
        self._frames: list[Samples] = []
        self._task = asyncio.create_task(self._listen(leg))

    async def _listen(self, leg: SipLeg) -> None:
        async for event in leg.events():
            if isinstance(event, Frame):
                samples = event.audio.open()
                self._frames.append(samples)
                if np.abs(samples).max() > 500:
                    self.loud_at.append(event.at)
            else:
                self.events.append(event)

    async def end(self) -> Samples:
        await asyncio.wait_for(self._task, 10)
        return np.concatenate(self._frames) if self._frames else np.zeros(0, np.int16)


def likeness(heard: Samples, sent: Samples) -> float:
    """Largest normalised correlation of half a second from the middle of `sent` in `heard`."""
    middle = sent[len(sent) // 2 :][:4000].astype(float)
    scores = np.correlate(heard.astype(float), middle, mode="valid")
    best = int(np.argmax(scores))
    window = heard[best : best + len(middle)].astype(float)
    return float(scores[best] / (np.linalg.norm(middle) * np.linalg.norm(window) + 1e-9))


async def next_of(ear: EarProcess, *kinds: str) -> dict[str, object]:
    return await asyncio.to_thread(ear.wait, *kinds)


async def test_a_call_is_answered_within_a_second_and_both_sides_compute_the_same_id(
    ear: EarProcess, line: SipLine
) -> None:
    began = time.monotonic()
    leg = await line.dial(ear.uri("tone"), show="+14795550140")
    assert time.monotonic() - began < 1.0
    ring = await next_of(ear, "ring")
    assert ring["call_id"] == leg.ring.call_id
    assert len(leg.ring.call_id) == 32
    assert ring["caller"] == "+14795550140"
    assert ring["dialled"] == "tone"
    await leg.hang_up()


async def test_a_tcp_call_is_answered_on_the_same_port(ear: EarProcess, line: SipLine) -> None:
    leg = await line.dial(ear.uri("tone") + ";transport=tcp")
    heard = Listener(leg)
    await asyncio.sleep(1.4)
    await leg.hang_up()
    assert likeness(await heard.end(), sound(1)) > 0.9


async def test_what_sam_plays_arrives_whole_and_in_order(ear: EarProcess, line: SipLine) -> None:
    leg = await line.dial(ear.uri("tone~1.2"))
    heard = Listener(leg)
    await asyncio.sleep(1.6)
    await leg.hang_up()
    audio = await heard.end()
    assert likeness(audio, sound(1.2)) > 0.9
    loud = np.flatnonzero(np.abs(audio.astype(int)) > 500)
    assert abs((loud[-1] - loud[0]) / 8000 - 1.2) < 0.05


async def test_what_the_caller_says_is_heard(ear: EarProcess, line: SipLine) -> None:
    leg = await line.dial(ear.uri("echo"))
    heard = Listener(leg)
    leg.play(sound(1.0, seed=4))
    await asyncio.sleep(1.5)
    await leg.hang_up()
    assert likeness(await heard.end(), sound(1.0, seed=4)) > 0.9


async def test_a_flush_is_silence_within_sixty_ms_and_leaves_nothing_queued(
    ear: EarProcess, line: SipLine
) -> None:
    took = []
    for _ in range(3):
        leg = await line.dial(ear.uri("flush"))
        heard = Listener(leg)
        await asyncio.sleep(0.3)
        leg.play(sound(0.2))
        flushed = await next_of(ear, "flushed")
        assert float(str(flushed["left"])) > 19_000
        assert flushed["queued"] == 0.0
        await asyncio.sleep(0.3)
        await leg.hang_up()
        await heard.end()
        took.append(1000 * (heard.loud_at[-1] - float(str(flushed["at"]))))
    assert sorted(took)[1] < 60, took


async def test_what_is_played_right_after_a_flush_is_heard(ear: EarProcess, line: SipLine) -> None:
    leg = await line.dial(ear.uri("echo"))
    heard = Listener(leg)
    leg.play(sound(5, seed=1))
    await asyncio.sleep(0.4)
    leg.flush()
    leg.play(sound(0.8, seed=6))
    assert leg.queued_ms > 700
    await asyncio.sleep(1.4)
    assert leg.queued_ms == 0
    await leg.hang_up()
    audio = await heard.end()
    assert likeness(audio, sound(0.8, seed=6)) > 0.9
    # The interrupted sound stopped: from the last half second nothing of it came.
    assert np.abs(audio[-1600:]).max() < 100


async def test_the_position_in_an_interrupted_sentence_is_known(
    ear: EarProcess, line: SipLine
) -> None:
    leg = await line.dial(ear.uri("echo"))
    Listener(leg)
    began = time.monotonic()
    leg.play(sound(3))
    await asyncio.sleep(1.0)
    spoken = 3000 - leg.queued_ms
    assert abs(spoken - 1000 * (time.monotonic() - began)) < 80
    await leg.hang_up()


async def test_keys_are_heard_once_each_and_in_order(ear: EarProcess, line: SipLine) -> None:
    leg = await line.dial(ear.uri("tone"))
    await leg.send_digits("40#")
    assert [(await next_of(ear, "digit"))["key"] for _ in range(3)] == ["4", "0", "#"]
    await leg.hang_up()


async def test_a_caller_who_puts_sam_on_hold_and_comes_back_is_noticed(
    ear: EarProcess, line: SipLine
) -> None:
    leg = await line.dial(ear.uri("echo~"))
    other = await line.dial(ear.uri("tone~0.2"))
    await other.hold(True)
    assert (await next_of(ear, "held"))["on"] is True
    # Longer than the time without audio after which a call counts as lost.
    await asyncio.sleep(2.3)
    assert not other.over
    await other.hold(False)
    assert (await next_of(ear, "held"))["on"] is False
    await leg.hang_up()
    await other.hang_up()


async def test_a_caller_who_hangs_up_ends_the_leg(ear: EarProcess, line: SipLine) -> None:
    leg = await line.dial(ear.uri("tone"))
    leg.play(sound(0.5))
    await asyncio.sleep(0.3)
    await leg.hang_up()
    ended = await asyncio.to_thread(ear.wait, "hung_up", of=leg.ring.call_id)
    assert int(str(ended["loud"])) > 5
    await leg.hang_up()  # harmless


async def test_sam_hanging_up_ends_the_callers_leg(ear: EarProcess, line: SipLine) -> None:
    leg = await line.dial(ear.uri("hangup~0.3"))
    heard = Listener(leg)
    await heard.end()
    assert heard.events == [HungUp()]
    assert leg.over


async def test_a_caller_who_is_refused_hears_busy(ear: EarProcess, line: SipLine) -> None:
    with pytest.raises(NotAnsweredError, match="486 Busy Here") as refused:
        await line.dial(ear.uri("refuse"))
    assert refused.value.status == 486


async def test_a_caller_who_gives_up_before_the_answer_leaves_no_leg_behind(
    ear: EarProcess, line: SipLine
) -> None:
    with pytest.raises(NotAnsweredError, match=r"within 0\.3 s"):
        await line.dial(ear.uri("slow~0.8"), seconds=0.3)
    assert "gone before" in str((await next_of(ear, "error"))["text"])


async def test_ten_calls_at_once_are_all_heard_and_the_eleventh_is_busy(
    ear: EarProcess, line: SipLine
) -> None:
    legs = await asyncio.gather(*(line.dial(ear.uri("tone~1")) for _ in range(10)))
    heard = [Listener(leg) for leg in legs]
    with pytest.raises(NotAnsweredError) as refused:
        await line.dial(ear.uri("tone"))
    assert refused.value.status == 486
    await asyncio.sleep(1.5)
    for leg in legs:
        await leg.hang_up()
    for listener in heard:
        assert likeness(await listener.end(), sound(1)) > 0.9
    again = await line.dial(ear.uri("tone"))
    await again.hang_up()


async def test_draining_refuses_new_calls_and_waits_for_those_in_progress(
    start_ear: Callable[..., EarProcess], line: SipLine
) -> None:
    ear = start_ear()
    leg = await line.dial(ear.uri("echo"))
    ear.tell("drain")
    await asyncio.sleep(0.2)
    with pytest.raises(NotAnsweredError) as refused:
        await line.dial(ear.uri("tone"))
    assert refused.value.status == 486
    heard = Listener(leg)
    leg.play(sound(0.5, seed=2))
    await asyncio.sleep(0.9)
    assert not any(said["event"] == "drained" for said in ear.said)
    await leg.hang_up()
    await next_of(ear, "drained")
    assert likeness(await heard.end(), sound(0.5, seed=2)[:3000]) > 0.9


async def test_a_second_leg_is_bridged_and_shows_the_spas_number(
    ear: EarProcess, start_ear: Callable[..., EarProcess], line: SipLine
) -> None:
    desk = start_ear()
    leg = await line.dial(ear.uri(f"bridge~echo~{desk.port}"), show="+14795550140")
    heard = Listener(leg)
    await next_of(ear, "bridged")
    rung = await next_of(desk, "ring")
    assert rung["caller"] == "+14795550100"
    leg.play(sound(0.8, seed=3))
    await asyncio.sleep(1.4)
    await leg.hang_up()
    assert likeness(await heard.end(), sound(0.8, seed=3)) > 0.85


async def test_a_second_leg_that_is_busy_is_said_so(
    ear: EarProcess, start_ear: Callable[..., EarProcess], line: SipLine
) -> None:
    desk = start_ear()
    leg = await line.dial(ear.uri(f"bridge~refuse~{desk.port}"))
    assert "486 Busy Here" in str((await next_of(ear, "error"))["text"])
    await leg.until_over()


async def test_a_far_end_that_refuses_a_transfer_leaves_the_call_as_it_was(
    ear: EarProcess, line: SipLine
) -> None:
    # The test's own line, like Sam's, lets nobody send it elsewhere: it answers 603.
    leg = await line.dial(ear.uri("transfer~9"))
    refused = await next_of(ear, "error")
    assert "transfer was refused: 603" in str(refused["text"])
    assert (await next_of(ear, "after"))["over"] is False
    await leg.until_over()


async def test_an_answer_that_comes_before_the_library_knows_its_call_is_not_lost(
    ear: EarProcess, line: SipLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert line._runtime is not None
    command = line._runtime.cmd

    async def late(*args: Any, **options: Any) -> Any:
        done = await command(*args, **options)
        await asyncio.sleep(0.4)
        return done

    monkeypatch.setattr(line._runtime, "cmd", late)
    leg = await line.dial(ear.uri("tone"), seconds=5)
    with pytest.raises(NotAnsweredError, match="486"):
        await line.dial(ear.uri("refuse"), seconds=5)
    await leg.hang_up()


async def test_a_number_cannot_be_dialled_without_a_trunk(line: SipLine) -> None:
    with pytest.raises(LineError, match=r"line\.trunk"):
        await line.dial("+14795550101")


async def test_an_answerer_that_fails_ends_its_call_and_no_other(line: SipLine) -> None:
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
    # One stack a process: the line calls itself.
    failed = asyncio.Event()

    async def answer(leg: Leg) -> None:
        await leg.answer()
        failed.set()
        raise LookupError

    line._answerer = answer
    leg = await line.dial(f"sip:sam@127.0.0.1:{line.port}")
    await asyncio.wait_for(leg.until_over(), 5)
    assert failed.is_set()


def test_the_leg_says_nothing_of_the_caller_when_it_is_shown() -> None:
    assert "479" not in repr(Digit("4")).replace("4", "", 1)
    assert repr(Held(on=True)) == "Held(on=True)"
    assert LineConfig().max_calls == 10
