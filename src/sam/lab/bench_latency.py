"""`sam bench latency`: how soon Sam replies, at the caller's wire, and where the time goes.

A fixed call of ten turns (four closed, four open, two of digits, with people's pauses inside) is
placed several times at once. Times are those of `sam lab call`; the stages are those that the ear
logs of every reply (see `sam.call.tools.TurnTiming`).
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any

from sam.lab.bench_calls import recording, sam_command
from sam.lab.running import Running, running
from sam.lab.scripted import Script, read_scripts, shortcomings

WARM_SECONDS = 20.0
"""Until the cache of sentences is full, as it is but for the first moments after a start."""

STAGES = ("detected", "recognised", "judged", "waited", "decided", "voiced")
"""In the order in which a reply goes through them. What they leave of the whole is the wire: the
line's own buffering and the packets' way."""


def latency(spa: Path, recordings: Path, voice: str, *, calls: int = 4) -> dict[str, Any]:
    """Place `calls` calls at once; return the figures for JSON. Times are milliseconds.

    FileNotFoundError if the script was not recorded in this voice.
    """
    (script,) = read_scripts("latency")
    files = [recording(recordings, voice, script, n) for n in range(len(script.turns))]
    with (
        tempfile.TemporaryDirectory(prefix="sam-bench-") as folder,
        running(spa, Path(folder)) as sam,
    ):
        time.sleep(WARM_SECONDS)
        printed = sam_command(
            "lab", "call", "--json", "--to", sam.uri, "--spa", sam.spa, "--data", sam.data,
            "--calls", calls, *files,
        )  # fmt: skip
        records = [json.loads(line) for line in printed.splitlines()]
        wrong = _wrong(sam, script)
        stages = _stages(sam.said())
    turns = [record for record in records if "turn" in record]
    kinds = sorted({turn["class"] or "unknown" for turn in turns})
    answers = [r["answer_ms"] for r in records if "turns" in r and r["answer_ms"] is not None]
    return {
        "calls": calls,
        "voice": voice,
        "answer_ms": _spread(answers),
        "by_class": {
            kind: _of([turn for turn in turns if (turn["class"] or "unknown") == kind])
            for kind in kinds
        },
        "all": _of(turns),
        "stages": stages,
        "gaps": sum(record["gaps"] for record in records if "turns" in record),
        "off_script": wrong,
    }


def _wrong(sam: Running, script: Script) -> list[str]:
    """Return what the calls lacked of what the script leads to: off it, turns answer nothing."""
    printed = sam_command("messages", "--json", "--spa", sam.spa, "--data", sam.data)
    return [
        "; ".join(lacking)
        for kept in map(json.loads, printed.splitlines())
        if (lacking := shortcomings(script, kept))
    ]


def _of(turns: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the spread of the latencies of turns that Sam neither cut off nor left alone."""
    heard = [t["latency_ms"] for t in turns if t["latency_ms"] is not None and not t["cut_in"]]
    cut_in = sum(turn["cut_in"] for turn in turns)
    return {
        "turns": len(turns),
        **_spread(heard),
        "cut_in": cut_in,
        "cut_in_share": round(cut_in / len(turns), 3) if turns else None,
        "no_reply": sum(turn["first_audio_ms"] is None for turn in turns),
    }


def _spread(times: Sequence[float]) -> dict[str, int | None]:
    if not times:
        return {"p50": None, "p95": None}
    if len(times) == 1:
        return {"p50": round(times[0]), "p95": round(times[0])}
    cuts = quantiles(times, n=20, method="inclusive")
    return {"p50": round(cuts[9]), "p95": round(cuts[18])}


def _stages(said: str) -> dict[str, dict[str, Any]]:
    """Return each stage's times and its share of all of them, from the ear's log."""
    replies = [
        line
        for line in (json.loads(text) for text in said.splitlines() if text.startswith("{"))
        if line.get("event") == "replied"
    ]
    whole = sum(reply.get(stage, 0.0) for reply in replies for stage in STAGES)
    return {
        stage: {
            **_spread([reply[stage] for reply in replies if stage in reply]),
            "share": round(sum(r.get(stage, 0.0) for r in replies) / whole, 3) if whole else None,
        }
        for stage in STAGES
    }


def report(figures: dict[str, Any]) -> list[str]:
    """Return what `latency` returned as lines of a readable table."""
    lines = ["class      turns   p50 ms   p95 ms   cut in   no reply"]
    for kind, found in (*figures["by_class"].items(), ("all", figures["all"])):
        lines.append(
            f"{kind:<10} {found['turns']:>5} {_cell(found['p50']):>8} {_cell(found['p95']):>8} "
            f"{found['cut_in']:>8} {found['no_reply']:>10}"
        )
    lines += ["", "stage        p50 ms   p95 ms    share"]
    for stage, found in figures["stages"].items():
        share = "-" if found["share"] is None else f"{100 * found['share']:.0f} %"
        lines.append(f"{stage:<12} {_cell(found['p50']):>6} {_cell(found['p95']):>8} {share:>8}")
    answer = figures["answer_ms"]
    lines += ["", f"answered after {_cell(answer['p50'])} ms (p95 {_cell(answer['p95'])})"]
    return [*lines, *(f"- off the script: {wrong}" for wrong in figures["off_script"])]


def _cell(value: int | None) -> str:
    return "-" if value is None else str(value)
