"""A small ear in a process of its own: answers a `SipLine` as the dialled name asks.

Started with the line's settings as JSON; prints one JSON object for everything that happens, and
reads `drain` and `stop` from standard input. `sip:tone@…` plays a sound, `sip:echo@…` sends back
what it hears, and so on: see `BEHAVIOURS`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from sam.spa.line import Line as LineConfig
from sam.telephony.line import RATE, Digit, Frame, Held, HungUp, LineError
from sam.telephony.sip import SipLine
from sam.telephony.sip_leg import SipLeg


def say(event: str, **more: Any) -> None:
    print(json.dumps({"event": event, **more}), flush=True)


def sound(seconds: float, seed: int = 1, loud: int = 6000) -> np.ndarray[Any, np.dtype[np.int16]]:
    """A sweep that correlates with itself alone: `seed` chooses its pace."""
    t = np.arange(int(seconds * RATE)) / RATE
    wave = np.sin(2 * np.pi * (300 + 120 * seed) * t + 40 * np.sin(2 * np.pi * (1.3 + seed) * t))
    return (loud * wave).astype(np.int16)


async def report(leg: SipLeg) -> None:
    frames, loud = 0, 0
    async for event in leg.events():
        match event:
            case Frame(audio=audio):
                frames += 1
                loud += bool(np.abs(audio.open()).max() > 500)
            case Digit(key=key):
                say("digit", key=key)
            case Held(on=on):
                say("held", on=on)
            case HungUp():
                say(
                    "hung_up",
                    call_id=leg.ring.call_id,
                    frames=frames,
                    loud=loud,
                    why=leg.ended_because,
                )


class Ear:
    def __init__(self, settings: dict[str, Any]) -> None:
        options = settings.pop("options", {})
        self.line = SipLine(
            LineConfig(**settings), on_trunk=lambda error: say("trunk", error=str(error)), **options
        )

    async def answer(self, leg: SipLeg) -> None:
        ring = leg.ring
        say(
            "ring",
            call_id=ring.call_id,
            caller=ring.caller,
            dialled=ring.dialled,
            forwarded=ring.forwarded,
        )
        name, _, argument = (ring.dialled or "").partition("~")
        try:
            await getattr(self, f"do_{name}", self.do_tone)(leg, argument)
        except LineError as error:
            say("error", text=str(error))

    async def do_tone(self, leg: SipLeg, seconds: str) -> None:
        await leg.answer()
        leg.play(sound(float(seconds or 1)))
        await report(leg)

    async def do_echo(self, leg: SipLeg, _: str) -> None:
        await leg.answer()
        async for event in leg.events():
            if isinstance(event, Frame):
                leg.play(event.audio.open())

    async def do_flush(self, leg: SipLeg, after: str) -> None:
        await leg.answer()
        leg.play(sound(20))
        asked = None
        async for event in leg.events():
            if (
                isinstance(event, Frame)
                and asked is None
                and np.abs(event.audio.open()).max() > 500
            ):
                left = leg.queued_ms
                leg.flush()
                asked = time.monotonic()
                say("flushed", at=asked, left=left, queued=leg.queued_ms)

    async def do_reply(self, leg: SipLeg, after: str) -> None:
        """Say half a second, `after` seconds of quiet after each time the caller has spoken."""
        await leg.answer()
        last: float | None = None
        async for event in leg.events():
            if isinstance(event, Frame):
                if np.abs(event.audio.open()).max() > 500:
                    last = event.at
                elif last is not None and event.at - last >= float(after):
                    last = None
                    leg.play(sound(0.5))
            elif isinstance(event, Digit):
                leg.play(sound(0.5))

    async def do_yield(self, leg: SipLeg, seconds: str) -> None:
        """Speak until the caller does."""
        await leg.answer()
        leg.play(sound(float(seconds)))
        async for event in leg.events():
            if isinstance(event, Frame) and np.abs(event.audio.open()).max() > 500:
                leg.flush()

    async def do_hangup(self, leg: SipLeg, after: str) -> None:
        await leg.answer()
        leg.play(sound(0.3))
        await asyncio.sleep(float(after or 0.4))
        await leg.hang_up()
        await report(leg)

    async def do_refuse(self, leg: SipLeg, _: str) -> None:
        await leg.refuse()
        await report(leg)

    async def do_slow(self, leg: SipLeg, seconds: str) -> None:
        await asyncio.sleep(float(seconds or 1))
        try:
            await leg.answer()
        finally:
            await report(leg)

    async def do_transfer(self, leg: SipLeg, where: str) -> None:
        await leg.answer()
        leg.play(sound(30, loud=500))
        await asyncio.sleep(0.3)
        try:
            await leg.transfer(f"sip:moved@127.0.0.1:{where}")
            say("transferred")
        except LineError as error:
            say("error", text=str(error))
            await asyncio.sleep(0.2)
            say("after", over=leg.over)
            await leg.hang_up()
        await report(leg)

    async def do_bridge(self, leg: SipLeg, where: str) -> None:
        await leg.answer()
        name, port = where.split("~")
        try:
            other = await self.line.dial(
                f"sip:{name}@127.0.0.1:{port}", show="+14795550100", seconds=2
            )
        except LineError as error:
            say("error", text=str(error))
            return
        say("bridged")

        async def carry(one: SipLeg, two: SipLeg) -> None:
            async for event in one.events():
                if isinstance(event, Frame):
                    two.play(event.audio.open())
            await two.hang_up()

        await asyncio.gather(carry(leg, other), carry(other, leg))


async def main() -> None:
    settings = json.loads(sys.argv[1])
    try:
        ear = Ear(settings)
        await ear.line.start(ear.answer)
    except LineError as error:
        say("error", text=str(error))
        sys.exit(1)
    say("up", port=ear.line.port, pid=os.getpid())
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        match line.strip():
            case "drain":
                await ear.line.drain()
                say("drained")
            case "cpu":
                threads = len(list(Path("/proc/self/task").iterdir()))
                say("cpu", seconds=time.process_time(), threads=threads)
            case "stop":
                break
    await ear.line.stop()
    say("stopped")


if __name__ == "__main__":
    asyncio.run(main())
