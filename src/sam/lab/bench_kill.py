"""`sam bench kill`: ends the ear at random moments of calls, and looks at what is left.

The same short call is placed again and again; each time the ear's process is killed with SIGKILL
at a random moment of it, and called again at once. What must hold: a message whose read-back the
caller heard to its end is there afterwards, and the next call is answered.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sam.lab.bench_calls import kept_by_id, recording
from sam.lab.caller import Caller, Manners
from sam.lab.caller_hearing import Hearing
from sam.lab.caller_turns import Turn, read_turns
from sam.lab.running import Running, running
from sam.lab.scripted import Script, read_scripts, shortcomings
from sam.spa.line import Line as LineConfig
from sam.telephony.line import Leg, LineError
from sam.telephony.sip import SipLine
from sam.vocabulary.heard import Samples

READ_BACK_AFTER = 2
"""The script's turn that is followed by the read-back; see scripts/kill.yaml."""

END_MS = 500.0
"""A sentence of Sam's has been heard out when it has been quiet for so long."""

WHOLE_TRIES = 3
"""A machine that is just starting several Sams may hear the first call badly."""

REDIAL_SECONDS = 0.1
ANSWER_SECONDS = 60.0


class KillBenchError(Exception):
    """The script does not lead to its read-back, or nobody answers. Says what was found."""


@dataclass(frozen=True, slots=True)
class Kill:
    """What came of killing the ear once. Times are seconds."""

    after: float
    """From the answer to the kill."""
    read_back: bool
    """Had the caller heard the whole message read back?"""
    kept: bool
    """Was there a message with the right number afterwards?"""
    answered_after: float
    """From the kill to the answer to the next call."""

    @property
    def lost(self) -> bool:
        """Is a message gone that the caller heard read back?"""
        return self.read_back and not self.kept


def bench(
    spa: Path, recordings: Path, voice: str, *, kills: int = 20, seed: int | None = None
) -> dict[str, Any]:
    """Kill the ear `kills` times; return the figures for JSON. Times are seconds.

    FileNotFoundError if the script was not recorded in this voice, `KillBenchError` if Sam does
    not follow it.
    """
    moments = random.Random(seed)  # noqa: S311 - picks moments, guards nothing
    with (
        tempfile.TemporaryDirectory(prefix="sam-bench-") as folder,
        running(spa, Path(folder)) as sam,
    ):
        found = asyncio.run(_kill_often(sam, recordings, voice, kills, moments))
    times = sorted(kill.answered_after for kill in found)
    return {
        "kills": len(found),
        "read_back": sum(kill.read_back for kill in found),
        "read_back_and_lost": sum(kill.lost for kill in found),
        "kept": sum(kill.kept for kill in found),
        "next_call_answered_s": {"p50": times[len(times) // 2], "longest": times[-1]},
        "each": [{**asdict(kill), "lost": kill.lost} for kill in found],
    }


def ear_of(sam: Running) -> int:
    """Return the process id of a running Sam's ear; `KillBenchError` if there is none."""
    pid = sam.process.pid
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        if b"sam.house.ear" in Path(f"/proc/{child}/cmdline").read_bytes():
            return int(child)
    raise KillBenchError("the ear is not running")


async def _kill_often(
    sam: Running, recordings: Path, voice: str, kills: int, moments: random.Random
) -> list[Kill]:
    (script,) = read_scripts("kill")
    turns = read_turns(
        [str(recording(recordings, voice, script, n)) for n in range(len(script.turns))]
    )
    config = LineConfig(host="127.0.0.1", port=0)
    line = SipLine(config, user=script.caller or "lab", measuring=True)
    await line.start(_refuse)
    try:
        length = await _whole(line, sam, script, turns)
        return [
            await _kill(line, sam, script, turns, moments.uniform(0.0, length))
            for _ in range(kills)
        ]
    finally:
        await line.stop()


async def _whole(line: SipLine, sam: Running, script: Script, turns: tuple[Turn, ...]) -> float:
    """Place the call once to its end; return its length in seconds."""
    lacking: list[str] = []
    for _ in range(WHOLE_TRIES):
        call = _Call(line, sam, turns)
        await call.task
        kept = (await asyncio.to_thread(kept_by_id, sam)).get(call.id or "")
        lacking = shortcomings(script, kept)
        if not lacking and call.read_back is not None:
            return call.heard_last - call.answered.result()
    raise KillBenchError(f"the call that is to be killed goes wrong: {'; '.join(lacking)}")


async def _kill(
    line: SipLine, sam: Running, script: Script, turns: tuple[Turn, ...], moment: float
) -> Kill:
    before = await asyncio.to_thread(kept_by_id, sam)
    call = _Call(line, sam, turns)
    answered = await asyncio.wait_for(call.answered, ANSWER_SECONDS)
    await asyncio.sleep(answered + moment - time.monotonic())
    os.kill(ear_of(sam), signal.SIGKILL)
    killed = time.monotonic()
    read_back = call.read_back is not None
    call.task.cancel()
    with suppress(asyncio.CancelledError):
        await call.task
    answered_after = await _call_again(line, sam) - killed
    after = await asyncio.to_thread(kept_by_id, sam)
    messages = [kept["message"] or {} for call_id, kept in after.items() if call_id not in before]
    return Kill(
        after=round(killed - answered, 2),
        read_back=read_back,
        kept=any(message.get("callback") == script.caller for message in messages),
        answered_after=round(answered_after, 2),
    )


class _Call:
    """One call in progress, and how far the caller has heard. Times are monotonic seconds."""

    def __init__(self, line: SipLine, sam: Running, turns: tuple[Turn, ...]) -> None:
        self.answered: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self.read_back: float | None = None
        """When the read-back had been heard to its end."""
        self.id: str | None = None
        self._hearing = Hearing()
        self._read_back_begins: float | None = None
        self.task = asyncio.create_task(self._run(line, sam, turns))

    @property
    def heard_last(self) -> float:
        """When Sam was last heard."""
        return (self._hearing.last_sound or 0.0) / 1000

    async def _run(self, line: SipLine, sam: Running, turns: tuple[Turn, ...]) -> None:
        caller = Caller(1, turns, Manners(), self._hear)
        async for record in caller.run(line, sam.uri):
            if record.get("turn") == READ_BACK_AFTER:
                # Comes with the first sound of what Sam says to that turn.
                self._read_back_begins = 1000 * time.monotonic()
            self.id = record.get("call_id", self.id)

    def _hear(self, _: int, samples: Samples) -> None:
        now = 1000 * time.monotonic()
        if not self.answered.done():
            self.answered.set_result(now / 1000)
        self._hearing.feed(samples, now)
        last, begins = self._hearing.last_sound, self._read_back_begins
        if self.read_back is not None or begins is None or last is None:
            return
        if begins < last <= now - END_MS:
            self.read_back = last / 1000


async def _call_again(line: SipLine, sam: Running) -> float:
    """Call until somebody answers, as a caller who redials; return when that was."""
    until = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < until:
        try:
            leg = await line.dial(sam.uri, seconds=ANSWER_SECONDS)
        except LineError:
            await asyncio.sleep(REDIAL_SECONDS)
            continue
        answered = time.monotonic()
        await leg.hang_up()
        return answered
    raise KillBenchError(f"nobody answered for {ANSWER_SECONDS:.0f} s after the kill")


async def _refuse(leg: Leg) -> None:
    """Nobody calls the caller."""
    await leg.refuse()
