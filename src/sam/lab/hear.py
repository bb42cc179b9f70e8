"""`sam lab hear`: recordings through voice activity, end of turn and speech-to-text.

A recording goes through the same listener as a live call, frame by frame, as fast as the machine
can; the time of a frame is its place in the recording, and recognition takes as much of that time
as it took. So `final_after_ms` is what a caller would have waited on an idle machine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from sam.lab.recording import RecordingError, read_recording
from sam.speech.activity import SileroActivity
from sam.speech.engines import Recogniser
from sam.speech.listener import RATE, Listener
from sam.speech.turn import OPEN_QUESTION, Patience, Turn
from sam.vocabulary.heard import Audio, Samples, Words
from sam.vocabulary.meaning import Completeness

Judge = Callable[[Words], Completeness]

FRAME = 160
"""Samples of a frame on the line: 20 ms."""

MOST_SILENCE = 3000
"""Frames of silence, a minute, that may follow a recording until its last turn is over."""

_BLOCK = 80
_QUIET = 0.05


@dataclass(frozen=True, slots=True)
class HeardTurn:
    """One turn of a recording."""

    turn: Turn = field(repr=False)
    sound_ended_at: float
    """Seconds into the recording at which the last sound of the turn ended, by its loudness.

    Voice activity notices the end a little later; callers wait from here.
    """

    @property
    def final_after_ms(self) -> float:
        """Milliseconds from the end of the last sound to the decision that the turn is over."""
        return 1000 * (self.turn.decided_at - self.sound_ended_at)


def open_judge(words: Words) -> Completeness:
    """Call everything open: the ordinary patience, where nothing understands the words."""
    return Completeness.OPEN


async def hear_samples(
    samples: Samples,
    recogniser: Recogniser,
    judge: Judge = open_judge,
    patience: Patience = OPEN_QUESTION,
) -> list[HeardTurn]:
    """Return the turns with words in a recording (8 kHz), in order."""
    listener = Listener(SileroActivity(), recogniser, judge, patience)
    silence = np.zeros(FRAME, dtype=np.int16)
    whole = np.concatenate([samples, np.zeros(-len(samples) % FRAME, dtype=np.int16)])
    frames = list(whole.reshape(-1, FRAME))
    heard = 0
    while heard < len(frames) or (listener.in_speech and heard < len(frames) + MOST_SILENCE):
        frame = frames[heard] if heard < len(frames) else silence
        heard += 1
        listener.hear(Audio(frame, RATE), heard * FRAME / RATE)
        await listener.settled()
    turns = []
    while not listener.events.empty():
        event = listener.events.get_nowait()
        if isinstance(event, Turn) and event.words:
            turns.append(HeardTurn(event, _sound_end(samples, event)))
    return turns


async def hear_file(
    path: Path, recogniser: Recogniser, judge: Judge = open_judge
) -> dict[str, Any]:
    """Return what the command prints for one file; an `error` in place of words if unreadable."""
    try:
        samples = read_recording(path)
    except RecordingError as error:
        return {"file": str(path), "error": str(error)}
    turns = await hear_samples(samples, recogniser, judge)
    return {
        "file": str(path),
        "text": " ".join(heard.turn.words.open() for heard in turns),
        "seconds": round(len(samples) / RATE, 3),
        "final_after_ms": round(turns[-1].final_after_ms) if turns else None,
    }


async def hear_files(
    paths: Iterable[Path], recogniser: Recogniser, judge: Judge = open_judge
) -> int:
    """Print one JSON object a line for each file; return the exit code, 1 if one was unreadable."""
    code = 0
    for path in paths:
        heard = await hear_file(path, recogniser, judge)
        print(json.dumps(heard, ensure_ascii=False), flush=True)
        code = max(code, int("error" in heard))
    return code


def _sound_end(samples: Samples, turn: Turn) -> float:
    """Return when the turn's last sound ended: the last 10 ms above a twentieth of its RMS."""
    first, last = int(turn.speech_started_at * RATE), int(turn.speech_ended_at * RATE)
    spoken = samples[max(0, first) : last].astype(np.float64)
    whole = spoken[: len(spoken) // _BLOCK * _BLOCK].reshape(-1, _BLOCK)
    if not len(whole):
        return turn.speech_ended_at
    rms = np.sqrt(np.mean(whole**2, axis=1))
    loud = np.flatnonzero(rms > _QUIET * np.sqrt(np.mean(spoken**2)))
    return max(0, first) / RATE + (int(loud[-1]) + 1) * _BLOCK / RATE
