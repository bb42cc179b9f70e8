"""Records the scripted calls in voices that are not Sam's, for `sam bench calls`.

    python tests/record_scripts.py build/recordings joe kumo slt_hts

Each turn becomes a WAV file of 8 kHz, as a telephone carries it. `<0.6>` in a turn is a pause of
so many seconds, with the soft noise of an open line.
"""

from __future__ import annotations

import json
import re
import sys
import wave
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).parent))

import callers
from sam.lab.bench_calls import recording
from sam.lab.scripted import Script, read_scripts

TAIL_SECONDS = 0.2

KINDS = ("willow-bloom", "harbor-skin", "latency", "kill")

_PAUSE = re.compile(r"<(\d+(?:\.\d+)?)>")


def record(folder: Path, voices: Sequence[str], scripts: Sequence[Script]) -> None:
    """Write the recordings of all scripts in all voices."""
    for voice in voices:
        spoken = [
            (recording(folder, voice, script, number), turn.say)
            for script in scripts
            for number, turn in enumerate(script.turns)
            if turn.say is not None
        ]
        said = sorted(
            {part for _, text in spoken for part in _parts(text) if isinstance(part, str)}
        )
        audio = dict(zip(said, callers.speak_all(said, voice), strict=True))
        for path, text in spoken:
            path.parent.mkdir(parents=True, exist_ok=True)
            pieces = [
                audio[part] if isinstance(part, str) else callers.pause(part)
                for part in _parts(text)
            ]
            _write(path, np.concatenate([*pieces, callers.pause(TAIL_SECONDS)]))
        for script in scripts:
            for number, turn in enumerate(script.turns):
                if turn.kind is not None:
                    beside = recording(folder, voice, script, number).with_suffix(".json")
                    beside.write_text(json.dumps({"class": turn.kind}))


def _parts(text: str) -> Iterator[str | float]:
    for number, part in enumerate(_PAUSE.split(text)):
        if number % 2:
            yield float(part)
        elif part.strip():
            yield part.strip()


def _write(path: Path, samples: npt.NDArray[np.int16]) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(callers.RATE)
        file.writeframes(samples.tobytes())


if __name__ == "__main__":
    target, *names = sys.argv[1:]
    every = [script for kind in KINDS for script in read_scripts(kind)]
    record(Path(target), names, every)
