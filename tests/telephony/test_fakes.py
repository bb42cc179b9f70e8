from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.telephony.ear import sound
from tests.telephony.fakes import FakeLeg, FakeLine, VirtualLoop

from sam.telephony.line import Digit, Frame, Held, HungUp, Leg, Line, LineError

if TYPE_CHECKING:
    _leg: Leg = FakeLeg()
    _line: Line = FakeLine()


def test_a_minute_of_call_takes_no_minute_of_test() -> None:
    async def call() -> tuple[float, int]:
        line, leg = FakeLine(), FakeLeg()
        heard = 0

        async def answer(arrived: Leg) -> None:
            nonlocal heard
            await arrived.answer()
            async for event in arrived.events():
                heard += isinstance(event, Frame) and bool(np.any(event.audio.open()))

        await line.start(answer)
        task = line.arrive(leg)
        await leg.say(sound(60))
        leg.go()
        await task
        return asyncio.get_running_loop().time(), heard

    began = time.monotonic()
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        virtual, heard = runner.run(call())
    assert 59 < virtual < 62
    assert heard >= 2990
    assert time.monotonic() - began < 10


def test_the_clock_stands_while_a_thread_works() -> None:
    async def work() -> float:
        loop = asyncio.get_running_loop()
        before = loop.time()
        await asyncio.gather(asyncio.to_thread(time.sleep, 0.05))
        return loop.time() - before

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        assert runner.run(work()) < 0.05


def test_what_is_flushed_is_never_sent_and_what_is_queued_is_known() -> None:
    async def call() -> None:
        leg = FakeLeg()
        await leg.answer()
        leg.play(sound(1))
        await asyncio.sleep(0.41)
        assert leg.queued_ms == pytest.approx(600, abs=21)
        leg.flush()
        assert leg.queued_ms == 0
        await asyncio.sleep(0.5)
        loud = np.flatnonzero(leg.sent)
        assert loud[-1] < 0.45 * 8000
        await leg.hang_up()

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(call())


async def test_everything_that_a_caller_does_arrives_and_ends_in_one_hang_up() -> None:
    leg = FakeLeg()
    leg.press("5#")
    leg.hold(True)
    leg.go()
    leg.go()
    seen = [event async for event in leg.events()]
    assert seen == [Digit("5"), Digit("#"), Held(True), HungUp()]
    with pytest.raises(LineError, match="gone"):
        await leg.answer()


async def test_a_target_that_nobody_answers_is_an_error_and_one_that_is_there_a_leg() -> None:
    desk = FakeLeg()
    line = FakeLine({"+14795550101": [desk]})
    assert await line.dial("+14795550101", show="+14795550100") is desk
    assert line.dialled == [("+14795550101", "+14795550100")]
    with pytest.raises(LineError, match="did not answer"):
        await line.dial("+14795550102", seconds=0.01)
    await desk.hang_up()
