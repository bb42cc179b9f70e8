"""`sam lab call`: places real SIP calls that play recordings, and measures how Sam answers.

Times are milliseconds from each call's own INVITE, at the wire of the caller's machine:

==================  ===========================================================================
`answer_ms`         200 OK received
`speech_end_ms`     departure of the packet with the end of the recording's speech (the silence
                    after it, by energy, does not count); for keys, the last key's release
`first_audio_ms`    arrival of Sam's first packet with sound after the turn's speech began
`latency_ms`        from the one to the other; negative where Sam cut in
`cut_in`            Sam began to speak before the turn's speech had ended
`barge_in_ms`       where the caller began while Sam was speaking: until Sam's last sound, the
                    worst of the call; null where that never happened
`gaps`              holes of over 40 ms cut into the middle of Sam's speech
==================  ===========================================================================

The caller is a process of its own, apart from Sam's ear; it can use the same machine.
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
import sys
import wave
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any

from sam.lab.caller import Caller, Manners, OnAudio
from sam.lab.caller_turns import Classify, Turn, TurnError, read_turns
from sam.spa.line import Line as LineConfig
from sam.telephony.line import RATE, Leg, LineError
from sam.telephony.sip import SipLine
from sam.vocabulary.heard import Samples

STAGGER_SECONDS = 0.3
LOOKUP_SECONDS = 3.0

OutcomeOf = Callable[[str], str | None]
"""Returns the outcome that Sam kept of a call, by its call id; None while there is none."""


async def place_calls(
    to: str,
    turns: Sequence[Turn],
    calls: int = 1,
    *,
    manners: Manners | None = None,
    stagger: float = STAGGER_SECONDS,
    show: str | None = None,
    outcome_of: OutcomeOf | None = None,
    on_audio: OnAudio | None = None,
) -> AsyncIterator[dict[str, Any]]:
    """Place `calls` calls to the SIP URI `to`, `stagger` seconds apart; yield what was measured.

    One object a turn (it has "turn"), one a call (it has "turns"), as they come. `show` is the
    number the calls come from. `on_audio` is given Sam's audio, which is never written here.
    LineError if no line can be opened on this machine.
    """
    config = LineConfig(host=_own_address(to), port=0, max_calls=min(100, max(1, calls)))
    line = SipLine(config, user=show or "lab", measuring=True)
    await line.start(_refuse)
    found: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()

    async def one(number: int) -> None:
        try:
            await asyncio.sleep(stagger * (number - 1))
            caller = Caller(number, turns, manners or Manners(), on_audio)
            async for record in caller.run(line, to):
                if "turns" in record and outcome_of is not None:
                    await _look_up(record, outcome_of)
                found.put_nowait(record)
        finally:
            found.put_nowait(None)

    tasks = [asyncio.create_task(one(number)) for number in range(1, calls + 1)]
    try:
        running = calls
        while running:
            record = await found.get()
            if record is None:
                running -= 1
            else:
                yield record
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await line.stop()


def run_call_command(
    to: str,
    arguments: Sequence[str],
    calls: int = 1,
    *,
    as_json: bool = False,
    manners: Manners | None = None,
    stagger: float = STAGGER_SECONDS,
    show: str | None = None,
    record: Path | None = None,
    classify: Classify | None = None,
    outcome_of: OutcomeOf | None = None,
) -> int:
    """Run the command and print what it found; return 0, 1 if a call failed, 2 for usage.

    `record` is a folder for what Sam said, one WAV file a call: Sam's own voice, on test calls.
    """
    if not re.match(r"sips?:\S+$", to):
        print(f"--to {to} is not a SIP URI; sip:127.0.0.1:5060 is one", file=sys.stderr)
        return 2
    try:
        turns = read_turns(arguments, classify)
    except TurnError as error:
        print(error, file=sys.stderr)
        return 2
    said: dict[int, list[Samples]] = {}

    def keep(number: int, samples: Samples) -> None:
        said.setdefault(number, []).append(samples)

    async def run() -> list[dict[str, Any]]:
        records = []
        async for found in place_calls(
            to,
            turns,
            calls,
            manners=manners,
            stagger=stagger,
            show=show,
            outcome_of=outcome_of,
            on_audio=keep if record is not None else None,
        ):
            if as_json:
                print(json.dumps(found), flush=True)
            records.append(found)
        return records

    try:
        records = asyncio.run(run())
    except LineError as error:
        print(error, file=sys.stderr)
        return 1
    if record is not None:
        write_recordings(record, said)
    if not as_json:
        print(summary(records))
    reached = [r for r in records if "turns" in r and r["answer_ms"] is not None]
    return 0 if len(reached) == calls else 1


def write_recordings(folder: Path, said: dict[int, list[Samples]]) -> None:
    """Write what Sam said on each call to `folder`/call-N.wav, 8 kHz mono."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, frames in said.items():
        with wave.open(str(folder / f"call-{number}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(b"".join(frame.tobytes() for frame in frames))


def summary(records: Sequence[dict[str, Any]]) -> str:
    """Return a table of the turns by class and of the calls, for people."""
    turns = [r for r in records if "turn" in r]
    calls = [r for r in records if "turns" in r]
    lines = ["class      turns   p50 ms   p95 ms   cut in   no reply"]
    kinds = sorted({_cell(t["class"]) for t in turns})
    for kind in (*kinds, "all"):
        chosen = [t for t in turns if kind in ("all", _cell(t["class"]))]
        times = [t["latency_ms"] for t in chosen if t["latency_ms"] is not None and not t["cut_in"]]
        cut = sum(t["cut_in"] for t in chosen)
        silent = sum(t["first_audio_ms"] is None for t in chosen)
        share = f"{100 * cut / len(chosen):.0f} %" if chosen else "-"
        middle, high = _spread(times)
        lines.append(f"{kind:<10} {len(chosen):>5} {middle:>8} {high:>8} {share:>8} {silent:>10}")
    lines.append("")
    lines.append("call   answer ms   barge-in ms   gaps   turns   ended by   outcome")
    for call in calls:
        lines.append(
            f"{call['call']:>4}   {_cell(call['answer_ms']):>9}   {_cell(call['barge_in_ms']):>11}"
            f"   {call['gaps']:>4}   {call['turns']:>5}   {_cell(call['ended_by']):<8}"
            f"   {call['outcome']}"
        )
    return "\n".join(lines)


def _spread(times: Sequence[float]) -> tuple[str, str]:
    """The median and the 95th percentile, as text."""
    if not times:
        return "-", "-"
    if len(times) == 1:
        return f"{times[0]:.0f}", f"{times[0]:.0f}"
    cuts = quantiles(times, n=20, method="inclusive")
    return f"{cuts[9]:.0f}", f"{cuts[18]:.0f}"


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if isinstance(value, float) else str(value)


async def _look_up(record: dict[str, Any], outcome_of: OutcomeOf) -> None:
    """Replace "completed" by the outcome that Sam kept; it is on disk a moment after the end."""
    loop = asyncio.get_running_loop()
    until = loop.time() + LOOKUP_SECONDS
    while record["call_id"] is not None and record["outcome"] == "completed":
        kept = await asyncio.to_thread(outcome_of, record["call_id"])
        if kept is not None:
            record["outcome"] = kept
        elif loop.time() > until:
            record["outcome"] = "not kept"
        else:
            await asyncio.sleep(0.2)


async def _refuse(leg: Leg) -> None:
    """The caller is not there to be called."""
    await leg.refuse()


def _own_address(to: str) -> str:
    """This machine's address on the way to a SIP URI. Nothing is sent to find it."""
    host = re.sub(r"^sips?:(?:[^@]*@)?", "", to)
    match = re.match(r"\[([^\]]+)\]|([^:;?>]+)", host)
    name = (match[1] or match[2]) if match else ""
    try:
        family, _, _, _, address = socket.getaddrinfo(name, 5060, type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect(address)
            return str(probe.getsockname()[0])
    except OSError as error:
        raise LineError(f"--to: there is no way to {name} ({error.strerror})") from None
