"""Calls that tests place as a caller would, and what was heard and kept of them."""

from __future__ import annotations

import json
import os
import re
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rapidfuzz.fuzz import partial_ratio

import callers
from record_scripts import record
from sam.house.menu_words import menu_words
from sam.lab.bench_calls import kept_by_id, recording, sam_command
from sam.lab.running import Running
from sam.lab.scripted import Script, read_scripts
from sam.spa.load import load_spa
from sam.speech.whisper import WhisperRecogniser
from sam.vocabulary.heard import Audio, Samples

ROOT = Path(__file__).resolve().parents[2]
EVAL = Path(os.environ.get("SAM_EVAL", ROOT.parent / "shared" / "eval"))
VOICES = ("joe", "slt_hts", "kumo", "rms")

RATE = 8000
BREATH_SECONDS = 0.35
"""Sam's sentences are told apart by pauses of at least so long."""


def script(name: str) -> Script:
    """Return a script of any sample spa, or of the benchmarks, by its id."""
    for kind in ("willow-bloom", "harbor-skin", "kill"):
        for one in read_scripts(kind):
            if one.id == name:
                return one
    raise LookupError(name)


def voice(preferred: str) -> str:
    """Return the preferred voice, or another that is installed."""
    for name in (preferred, *VOICES):
        if callers.available(name):
            return name
    pytest.skip("no caller's voice is installed: see tests/callers.py")


@dataclass(frozen=True)
class Placed:
    """A call that is over."""

    sam: Running
    records: tuple[dict[str, Any], ...]
    """What `sam lab call` printed."""
    said: tuple[Path, ...]
    """What Sam said, a recording a call."""

    @property
    def turns(self) -> list[dict[str, Any]]:
        return [found for found in self.records if "turn" in found]

    @property
    def calls(self) -> list[dict[str, Any]]:
        return [found for found in self.records if "turns" in found]

    def kept(self) -> list[dict[str, Any]]:
        """Return what `sam messages --json` prints of these calls."""
        known = kept_by_id(self.sam)
        return [known[call["call_id"]] for call in self.calls]

    def heard(self, number: int = 0) -> str:
        """Return what Sam said, as recognised, in small letters."""
        return transcript(self.said[number])


class Telephone:
    """Calls one Sam, with recordings made in a folder."""

    def __init__(self, sam: Running, folder: Path) -> None:
        self.sam, self.folder = sam, folder

    def place(self, files: Sequence[object], *options: object, name: str) -> Placed:
        """Place a call (or several) with `sam lab call`."""
        said = self.folder / "said" / name
        printed = sam_command(
            *("lab", "call", "--json", "--to", self.sam.uri, "--record", said),
            *("--spa", self.sam.spa, "--data", self.sam.data, *options, *files),
        )
        recordings = tuple(sorted(said.glob("*.wav"), key=lambda path: (len(path.name), path)))
        return Placed(self.sam, tuple(map(json.loads, printed.splitlines())), recordings)

    def follow(self, name: str, speaker: str, *options: object) -> Placed:
        """Place a scripted call."""
        spoken, speaker = script(name), voice(speaker)
        caller = ("--caller", spoken.caller) if spoken.caller else ()
        files = turn_files(self.folder, spoken, speaker)
        return self.place(files, *caller, *options, name=f"{name}-{speaker}")

    def say(self, text: str, speaker: str) -> Path:
        """Return a recording of a text."""
        samples = callers.speak(text, voice(speaker))
        name = re.sub(r"\W+", "-", text.lower())[:40]
        return wav(self.folder / f"{name}-{speaker}.wav", samples)


def turn_files(folder: Path, spoken: Script, speaker: str) -> list[object]:
    """Return a script's turns as arguments of `sam lab call`."""
    record(folder, [speaker], [spoken])
    return [
        f"#{turn.keys}" if turn.keys else recording(folder, speaker, spoken, number)
        for number, turn in enumerate(spoken.turns)
    ]


def wav(path: Path, samples: Samples) -> Path:
    """Write 8 kHz samples to a WAV file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.astype(np.int16).tobytes())
    return path


def person(path: str) -> Samples:
    """Return a recording of a real person as the telephone carries it; skip where there is none."""
    file = EVAL / "audio" / path
    if not file.is_file():
        pytest.skip(f"no recordings of people: {file} is not there (SAM_EVAL names their folder)")
    with wave.open(str(file)) as recorded:
        samples = np.frombuffer(recorded.readframes(recorded.getnframes()), np.int16)
        return callers.on_the_telephone(samples, recorded.getframerate())


# Hearing what Sam says


@cache
def _recogniser() -> WhisperRecogniser:
    words = [
        word
        for spa in sorted((ROOT / "examples").glob("*.yaml"))
        for word in menu_words(load_spa(spa))
    ]
    return WhisperRecogniser(words, threads=1)


def transcript(file: Path) -> str:
    """Return the words in a recording of Sam, in small letters."""
    with wave.open(str(file)) as recorded:
        samples = np.frombuffer(recorded.readframes(recorded.getnframes()), np.int16)
    words = [_recogniser().transcribe(Audio(part, RATE)).open() for part in sentences(samples)]
    return " ".join(words).lower()


def sentences(samples: Samples) -> Iterator[Samples]:
    """Yield the stretches of sound between pauses, each with a little of the pause."""
    block, margin = RATE // 100, RATE // 10
    power = np.sqrt(
        np.mean(samples[: len(samples) // block * block].reshape(-1, block).astype(float) ** 2, 1)
    )
    loud = np.flatnonzero(power > 150)
    if not len(loud):
        return
    breaks = np.flatnonzero(np.diff(loud) > 100 * BREATH_SECONDS)
    starts = [loud[0], *loud[breaks + 1]]
    ends = [*loud[breaks], loud[-1]]
    for start, end in zip(starts, ends, strict=True):
        yield samples[max(0, start * block - margin) : (end + 1) * block + margin]


def says(heard: str, *wordings: str) -> bool:
    """Does one of these wordings occur in what was heard, nearly?"""
    return any(partial_ratio(wording.lower(), heard) >= 85 for wording in wordings)
