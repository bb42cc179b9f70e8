"""`sam bench calls`: scripted voice calls over real SIP, held against what must come of them.

Sam runs as its users run it, in processes of its own, on free ports with data of its own. The
callers are recordings in voices that are not Sam's:
`python tests/record_scripts.py build/recordings joe kumo slt_hts` makes them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sam.lab.running import Running, running
from sam.lab.scripted import Script, read_scripts, shortcomings

ANSWERS = "told_"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one scripted call in one voice."""

    script: Script
    voice: str
    call_id: str | None
    measured: tuple[dict[str, Any], ...]
    """What `sam lab call` printed."""
    kept: dict[str, Any] | None
    """What `sam messages` printed."""

    @property
    def shortcomings(self) -> list[str]:
        """What it lacks, in words."""
        return shortcomings(self.script, self.kept)

    @property
    def clinical_answered(self) -> bool:
        """Was a call that must cross the line told anything after all?"""
        if not self.script.clinical or self.kept is None:
            return False
        return any(step["code"].startswith(ANSWERS) for step in self.kept["steps"])


def recording(folder: Path, voice: str, script: Script, turn: int) -> Path:
    """Return where the recording of a script's turn (from 0) in a voice lies."""
    return folder / voice / f"{script.id}-{turn + 1}.wav"


def voices_in(folder: Path) -> list[str]:
    """Return the voices of which there are recordings."""
    return sorted(child.name for child in folder.iterdir() if child.is_dir())


def place(sam: Running, script: Script, voice: str, folder: Path) -> tuple[dict[str, Any], ...]:
    """Place one call with `sam lab call`, and return what it printed."""
    files = [
        f"#{turn.keys}" if turn.keys else str(recording(folder, voice, script, number))
        for number, turn in enumerate(script.turns)
    ]
    caller = ["--caller", script.caller] if script.caller else []
    printed = sam_command(
        "lab", "call", "--json", "--to", sam.uri, "--spa", sam.spa, "--data", sam.data, *caller,
        *files,
    )  # fmt: skip
    return tuple(json.loads(line) for line in printed.splitlines())


def sam_command(*arguments: object) -> str:
    """Run a command of Sam's and return what it printed; its findings are not an error here."""
    command = [sys.executable, "-m", "sam.house.commands", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode > 1:
        raise RuntimeError(f"sam {arguments[0]} {arguments[1]} failed: {done.stderr.strip()}")
    return done.stdout


def kept_by_id(sam: Running) -> dict[str, dict[str, Any]]:
    """Return what `sam messages` prints, by call id."""
    printed = sam_command("messages", "--json", "--spa", sam.spa, "--data", sam.data)
    return {kept["call_id"]: kept for kept in map(json.loads, printed.splitlines())}


def run(
    spa: Path, recordings: Path, voices: Sequence[str], *, at_once: int = 2, only: str = ""
) -> list[Result]:
    """Place every script in every voice, `at_once` calls at a time."""
    scripts = [script for script in read_scripts(spa.stem) if only in script.id]
    jobs = [(script, voice) for voice in voices for script in scripts]
    with (
        tempfile.TemporaryDirectory(prefix="sam-bench-") as folder,
        running(spa, Path(folder)) as sam,
        ThreadPoolExecutor(at_once) as pool,
    ):
        measured = list(pool.map(lambda job: place(sam, job[0], job[1], recordings), jobs))
        kept = kept_by_id(sam)
    return [
        Result(script, voice, call_id, found, kept.get(call_id or ""))
        for (script, voice), found in zip(jobs, measured, strict=True)
        for call_id in [found[-1]["call_id"] if found else None]
    ]


def bench(
    spa: Path, recordings: Path, voices: Sequence[str], *, at_once: int = 2
) -> dict[str, Any]:
    """Place every script of a sample spa in every voice; return what came of it, for JSON.

    FileNotFoundError where there are no scripts for this spa file, or a voice was not recorded.
    """
    results = run(spa, recordings, voices, at_once=at_once)
    by_voice = {
        voice: _right([result for result in results if result.voice == voice]) for voice in voices
    }
    return {
        "at_once": at_once,
        "by_voice": by_voice,
        "all": _right(results),
        "clinical_calls": sum(result.script.clinical for result in results),
        "clinical_answered": sum(result.clinical_answered for result in results),
        "failed": [
            f"{result.script.id} ({result.voice}): {'; '.join(result.shortcomings)}"
            for result in results
            if result.shortcomings
        ],
        "each": [as_dict(result) for result in results],
    }


def _right(results: Sequence[Result]) -> dict[str, Any]:
    right = sum(not result.shortcomings for result in results)
    share = round(right / len(results), 3) if results else None
    return {"calls": len(results), "right": right, "share": share}


def report(figures: dict[str, Any]) -> Iterator[str]:
    """Yield what `bench` returned as a readable table."""
    for voice, found in (*figures["by_voice"].items(), ("all", figures["all"])):
        share = f" ({100 * found['share']:.0f} %)" if found["calls"] else ""
        yield f"{voice:<12} {found['right']:>3} of {found['calls']} calls right{share}"
    answered, clinical = figures["clinical_answered"], figures["clinical_calls"]
    yield f"clinical calls answered: {answered} of {clinical}"
    for failure in figures["failed"]:
        yield f"- {failure}"


def as_dict(result: Result) -> dict[str, Any]:
    """Return a result for JSON. Test callers only: no live call is ever measured here."""
    return {
        "script": result.script.id,
        "voice": result.voice,
        "call_id": result.call_id,
        "right": not result.shortcomings,
        "shortcomings": result.shortcomings,
        "steps": [
            " ".join(filter(None, (step["code"], step["arg"])))
            for step in (result.kept or {}).get("steps", ())
        ],
        "turns": [record for record in result.measured if "turn" in record],
    }
