"""`sam bench [NAME]`: the benchmarks. Each prints a readable table and can write JSON.

Data that cannot be part of the project comes from folders that are named: `--eval` for utterances
and recordings of people, `--recordings` for scripted calls in voices that are not Sam's
(`python tests/record_scripts.py build/recordings joe kumo slt_hts` makes them).
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from sam.house.terminal import FINDINGS, SPA, USAGE, JsonOption, SpaOption, emit, leave, loaded, say
from sam.spa.file import SpaFile

RECORDINGS = Path("build/recordings")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a benchmark is run with."""

    file: SpaFile
    eval: Path | None
    recordings: Path
    voices: tuple[str, ...]
    calls: int


def _understanding(wanted: Wanted) -> dict[str, Any]:
    from sam.lab.bench_understanding import bench_understanding

    return bench_understanding(wanted.file.spa, _folder(wanted, "clinical.jsonl"))


def _slots(wanted: Wanted) -> dict[str, Any]:
    from sam.lab.bench_slots import bench_slots

    return bench_slots(_folder(wanted, "phone.jsonl"))


async def _speech_of(wanted: Wanted, folder: Path) -> dict[str, Any]:
    from sam.house.menu_words import menu_words
    from sam.lab.bench_speech import bench
    from sam.speech.whisper import WhisperRecogniser

    return await bench(folder, WhisperRecogniser(tuple(menu_words(wanted.file.spa))))


def _speech(wanted: Wanted) -> dict[str, Any]:
    import asyncio

    return asyncio.run(_speech_of(wanted, _folder(wanted, "audio/manifest.jsonl") / "audio"))


def _calls(wanted: Wanted) -> dict[str, Any]:
    from sam.lab.bench_calls import bench

    return bench(wanted.file.path, _recorded(wanted), wanted.voices, at_once=wanted.calls)


def _latency(wanted: Wanted) -> dict[str, Any]:
    from sam.lab.bench_latency import latency

    return latency(wanted.file.path, _recorded(wanted), wanted.voices[0], calls=wanted.calls)


def _kill(wanted: Wanted) -> dict[str, Any]:
    from sam.lab.bench_kill import bench

    return bench(wanted.file.path, _recorded(wanted), wanted.voices[0])


BENCHMARKS: dict[str, Callable[[Wanted], dict[str, Any]]] = {
    "understanding": _understanding,
    "slots": _slots,
    "speech": _speech,
    "calls": _calls,
    "latency": _latency,
    "kill": _kill,
}
"""By name, in the order in which `sam bench` without a name runs them."""


def bench(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help=f"One of {', '.join(BENCHMARKS)}; or all."),
    ] = None,
    spa: SpaOption = SPA,
    eval_folder: Annotated[
        Path | None, typer.Option("--eval", metavar="FOLDER", help="Utterances and recordings.")
    ] = None,
    recordings: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Scripted calls in other voices.")
    ] = RECORDINGS,
    voices: Annotated[
        str | None, typer.Option(metavar="A,B", help="Voices to use; else all that are recorded.")
    ] = None,
    calls: Annotated[int, typer.Option(min=1, max=20, help="Calls at once.")] = 4,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the figures there as JSON.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Run the benchmarks, and say on what machine and under what load they ran."""
    if name is not None and name not in BENCHMARKS:
        leave(f"{name}: write one of {', '.join(BENCHMARKS)}", USAGE)
    wanted = Wanted(loaded(spa), eval_folder, recordings, _voices(voices, recordings), calls)
    figures: dict[str, Any] = {"machine": machine()}
    absent = False
    for each in (name,) if name else BENCHMARKS:
        try:
            figures[each] = BENCHMARKS[each](wanted)
        except AbsentError as error:
            if name is not None:
                leave(str(error), FINDINGS)
            say(f"{each}: left out. {error}")
            absent = True
    if out is not None:
        out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if as_json:
        emit(figures)
    else:
        show_figures(figures)
    raise typer.Exit(FINDINGS if absent else 0)


class AbsentError(Exception):
    """A folder that a benchmark reads is not there. Says which, and how to come by it."""


def machine() -> dict[str, Any]:
    """Return what a figure was measured on: processors, memory, system, load at the start."""
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "load_1_min": round(os.getloadavg()[0], 2),
    }


def show_figures(figures: dict[str, Any], depth: int = 0) -> None:
    """Print nested figures as an indented table."""
    for key, value in figures.items():
        if isinstance(value, dict):
            say("  " * depth + str(key))
            show_figures(value, depth + 1)
        elif isinstance(value, list):
            say("  " * depth + f"{key}:")
            for item in value:
                say("  " * (depth + 1) + f"- {item}")
        else:
            say("  " * depth + f"{key:<32} {value}")


def _folder(wanted: Wanted, needed: str) -> Path:
    if wanted.eval is None:
        raise AbsentError("It reads real utterances: name their folder with --eval FOLDER.")
    if not (wanted.eval / needed).is_file():
        raise AbsentError(f"There is no {wanted.eval / needed}.")
    return wanted.eval


def _recorded(wanted: Wanted) -> Path:
    if not wanted.voices:
        raise AbsentError(
            f"There are no recordings in {wanted.recordings}: make them with "
            f"`.venv/bin/python tests/record_scripts.py {wanted.recordings} joe kumo slt_hts`."
        )
    return wanted.recordings


def _voices(named: str | None, recordings: Path) -> tuple[str, ...]:
    if named:
        return tuple(named.split(","))
    if not recordings.is_dir():
        return ()
    return tuple(sorted(child.name for child in recordings.iterdir() if child.is_dir()))
