"""What a measuring caller does, turn by turn: recordings, keys, pauses, hanging up."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from sam.lab.recording import RecordingError, read_recording
from sam.telephony.line import RATE
from sam.vocabulary.heard import Samples

Classify = Callable[[Path], str]
"""Says of a recording whether its turn is "closed", "open" or "digits"."""

CLASSES = frozenset({"closed", "open", "digits"})


class TurnError(Exception):
    """An argument is not a recording, keys or a pseudo-turn. Says which and what would be."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording to play, ready for the telephone."""

    name: str
    """The argument as given."""
    samples: Samples = field(repr=False)
    """8 kHz, mono."""
    starts_ms: float
    """Where speech starts in it."""
    ends_ms: float
    """Where speech ends in it: what follows is silence by energy."""
    kind: str | None
    """The turn's class, where it is known."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of the keypad to press."""

    name: str
    keys: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Say nothing for so many seconds once Sam has finished."""

    seconds: float


@dataclass(frozen=True, slots=True)
class HangUp:
    """Hang up at once, whatever Sam is doing."""


Turn = Recording | Keys | Wait | HangUp


def read_turns(arguments: Sequence[str], classify: Classify | None = None) -> tuple[Turn, ...]:
    """Return the turns that command-line arguments name.

    A path is a WAV file; `#5` or `#4795550140` is keys; `@wait:2.5` is silence; `@hangup` hangs
    up. TurnError, naming the argument, for anything else.
    """
    return tuple(_read(argument, classify) for argument in arguments)


def load(path: Path) -> Samples:
    """Return a WAV file (PCM of 8, 16, 24 or 32 bits, any rate, any channels) at 8 kHz mono.

    TurnError says what is wrong with the file and what would serve.
    """
    if not path.exists():
        raise TurnError(f"there is no file {path}")
    try:
        return read_recording(path)
    except RecordingError as error:
        raise TurnError(f"{path} {error}") from None


def speech_bounds(samples: Samples) -> tuple[float, float]:
    """Return where speech starts and ends, in ms: the outermost 10 ms blocks that are loud.

    Loud is within 30 dB of the loudest block and over -55 dBFS, so that the hiss before and
    after does not count. A recording with no sound at all is taken whole.
    """
    block = RATE // 100
    count = len(samples) // block
    if count == 0:
        return 0.0, 1000.0 * len(samples) / RATE
    power = np.sqrt(
        np.mean(samples[: count * block].reshape(count, block).astype(np.float64) ** 2, axis=1)
    )
    loud = np.flatnonzero(power > max(float(power.max()) * 10 ** (-30 / 20), 58.0))
    if not len(loud):
        return 0.0, 10.0 * count
    return 10.0 * float(loud[0]), 10.0 * float(loud[-1] + 1)


def _read(argument: str, classify: Classify | None) -> Turn:
    if re.fullmatch(r"#[0-9*#]+", argument):
        return Keys(argument, argument[1:])
    if argument == "@hangup":
        return HangUp()
    waited = re.fullmatch(r"@wait:(\d+(?:\.\d+)?)", argument)
    if waited:
        return Wait(float(waited[1]))
    if argument.startswith("@"):
        raise TurnError(f"{argument} is not a turn; @wait:SECONDS and @hangup are")
    path = Path(argument)
    samples = load(path)
    starts, ends = speech_bounds(samples)
    return Recording(argument, samples, starts, ends, _kind(path, classify))


def _kind(path: Path, classify: Classify | None) -> str | None:
    """A file's class: from the JSON beside it (a.wav.json or a.json), else from `classify`."""
    for beside in (path.with_name(path.name + ".json"), path.with_suffix(".json")):
        if not beside.is_file():
            continue
        try:
            named = json.loads(beside.read_text(encoding="utf-8")).get("class")
        except (ValueError, AttributeError):
            raise TurnError(f'{beside} must hold an object such as {{"class": "open"}}') from None
        if named in CLASSES:
            return str(named)
    return classify(path) if classify is not None else None
