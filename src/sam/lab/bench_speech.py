"""The speech benchmark: what is heard right, how soon, at what cost, and what is made up.

Everything goes through the live listener (`sam.lab.hear`), so an error of voice activity or of
the end of a turn counts like one of recognition. Recordings of people come from the evaluation
folder and are put into telephone band; what cannot be recorded is made (`sam.lab.noises`).
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.signal import butter, sosfilt

from sam.lab.hear import Judge, hear_samples
from sam.lab.noises import NOISES, noise
from sam.lab.recording import RATE, read_recording
from sam.speech.engines import Recogniser, Voice
from sam.speech.turn import DIGITS, OPEN_QUESTION, SPELLING, Patience
from sam.vocabulary.heard import Audio, Samples, Words
from sam.vocabulary.meaning import Completeness

LEVEL = 0.06
"""RMS that recordings are brought to, -24 dBFS."""

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DIGIT = {word: str(value) for value, word in enumerate(_ONES)} | {"oh": "0", "o": "0"}


@dataclass(frozen=True, slots=True)
class Clip:
    """A recording with what was said in it."""

    text: str
    samples: Samples = field(repr=False)


@dataclass(slots=True)
class Score:
    """What one set of clips came to."""

    clips: int = 0
    right: int = 0
    """Clips without any error."""
    errors: int = 0
    """Wrong, missing or invented units."""
    units: int = 0
    """Units said: words, digits or letters."""
    cut_ins: int = 0
    """Clips in which a turn was called over although words came after it."""
    cpu_ms: float = 0.0
    """Processor time a clip, with voice activity and every guess."""
    final_after_ms: list[float] = field(default_factory=list, repr=False)

    def as_dict(self) -> dict[str, Any]:
        """Return figures that can be read beside each other."""
        row = asdict(self)
        waits = sorted(row.pop("final_after_ms"))
        row["cpu_ms"] = round(self.cpu_ms)
        row["error_rate"] = round(self.errors / max(1, self.units), 4)
        for name, share in (("p50", 0.5), ("p95", 0.95)):
            place = min(len(waits) - 1, int(share * len(waits)))
            row[f"final_after_ms_{name}"] = round(waits[place]) if waits else None
        return row


def words_of(text: str) -> list[str]:
    """Return a transcript's words for comparing: small letters, no punctuation, digits said."""
    text = re.sub(r"\$(\d+)", r"\1 dollars", text.lower().replace("&", " and "))
    text = re.sub(r"(?<=\d)(?=\d)", " ", re.sub(r"(?<=\d)[,-](?=\d)", "", text))
    text = re.sub(r"\d", lambda digit: f" {_ONES[int(digit.group())]} ", text)
    return re.findall(r"[a-z']+", text)


def digits_of(text: str) -> list[str]:
    """Return the digits of a spoken or written number."""
    said = [_DIGIT.get(word, "") for word in words_of(re.sub(r"\(.*?\)", " ", text))]
    return [digit for digit in said if digit]


def letters_of(text: str) -> list[str]:
    """Return the letters of something spelled."""
    return re.findall(r"[a-z]", text.lower())


def errors(said: list[str], heard: list[str]) -> int:
    """Return the fewest insertions, deletions and replacements between two lists."""
    row = list(range(len(heard) + 1))
    for i, wanted in enumerate(said, 1):
        corner, row[0] = row[0], i
        for j, got in enumerate(heard, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (wanted != got))
    return row[-1]


def number_judge(words: Words) -> Completeness:
    """Judge a turn as one would who asked for a telephone number of ten digits."""
    count = len(digits_of(words.open()))
    if not count:
        return Completeness.OPEN
    return Completeness.CLOSED if count >= 10 else Completeness.UNFINISHED


def recordings(folder: Path, kind: str, source: str) -> Iterator[Clip]:
    """Yield the recordings of one kind and source from an evaluation folder, in telephone band."""
    for line in (folder / "audio" / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if kind in row["kind"] and row["source"] == source:
            yield Clip(row["text"], on_the_line(read_recording(folder / "audio" / row["path"])))


def digit_strings(folder: Path, count: int = 40) -> Iterator[Clip]:
    """Yield numbers of ten digits put together from one speaker's single digits."""
    random = np.random.default_rng(5)
    by_speaker: dict[str, list[dict[str, Any]]] = {}
    for line in (folder / "audio" / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["source"] == "fsdd":
            by_speaker.setdefault(row["speaker"], []).append(row)
    speakers = sorted(by_speaker)
    for number in range(count):
        rows = random.choice(np.array(by_speaker[speakers[number % len(speakers)]]), 10)
        gaps = [0.12, 0.12, 0.5, 0.12, 0.12, 0.5, 0.12, 0.12, 0.12, 0.1]
        parts = [
            np.concatenate(
                [
                    read_recording(folder / "audio" / row["path"]),
                    np.zeros(int(gap * RATE), np.int16),
                ]
            )
            for row, gap in zip(rows, gaps, strict=True)
        ]
        yield Clip(" ".join(row["text"] for row in rows), on_the_line(np.concatenate(parts)))


def on_the_line(samples: Samples) -> Samples:
    """Return samples at 8 kHz as a telephone carries them: 300 to 3400 Hz, mu-law, at `LEVEL`."""
    band = butter(4, [300, 3400], btype="band", fs=RATE, output="sos")
    audio = sosfilt(band, samples / 32768.0)
    audio = np.clip(audio * LEVEL / max(1e-6, float(np.sqrt(np.mean(audio**2)))), -1, 1)
    mu = 255.0  # ITU-T G.711, as its continuous law in 256 steps
    pressed = np.sign(audio) * np.log1p(mu * np.abs(audio)) / np.log1p(mu)
    steps = np.round((pressed + 1) / 2 * mu) / mu * 2 - 1
    back = np.sign(steps) * ((1 + mu) ** np.abs(steps) - 1) / mu
    carried: Samples = np.rint(back * 32767).astype(np.int16)
    return carried


async def score(
    clips: Iterable[Clip],
    recogniser: Recogniser,
    units: Callable[[str], list[str]],
    judge: Judge,
    patience: Patience = OPEN_QUESTION,
) -> Score:
    """Hear every clip and compare."""
    total = Score()
    began = time.process_time()
    for clip in clips:
        heard = await hear_samples(clip.samples, recogniser, judge, patience)
        wrong = errors(units(clip.text), units(" ".join(h.turn.words.open() for h in heard)))
        total.clips += 1
        total.right += wrong == 0
        total.errors += wrong
        total.units += len(units(clip.text))
        total.cut_ins += len(heard) > 1
        if heard:
            total.final_after_ms.append(heard[-1].final_after_ms)
    total.cpu_ms = 1000 * (time.process_time() - began) / max(1, total.clips)
    return total


async def invented(recogniser: Recogniser, seconds: Iterable[float] = (1, 4, 12)) -> dict[str, int]:
    """Return, for each noise, in how many stretches of it the listener found words.

    Each is heard through the listener, and is also given to recognition directly, as if voice
    activity had been fooled.
    """
    found = {}
    for name in NOISES:
        found[name] = 0
        for seed, length in enumerate(seconds):
            samples = noise(name, length, seed)
            heard = await hear_samples(samples, recogniser)
            direct = await recogniser.recognise(Audio(samples, RATE))
            found[name] += bool(heard) or bool(direct)
    return found


async def spoken_ms(voice: Voice, sentences: Iterable[str]) -> list[tuple[float, float]]:
    """Return, for each sentence, processor milliseconds and seconds of audio."""
    rows = []
    for sentence in sentences:
        began = time.process_time()
        samples = await voice.speak(sentence)
        rows.append((1000 * (time.process_time() - began), len(samples) / RATE))
    return rows


async def bench(folder: Path, recogniser: Recogniser) -> dict[str, Any]:
    """Return every figure that the recordings in the evaluation folder give, by source."""
    numbers, spelled = "phone number", "spelled"
    an4 = await score(
        recordings(folder, numbers, "an4"), recogniser, digits_of, number_judge, DIGITS
    )
    moshi = await score(
        recordings(folder, numbers, "moshi-finetune"), recogniser, digits_of, number_judge, DIGITS
    )
    joined = await score(digit_strings(folder), recogniser, digits_of, number_judge, DIGITS)
    names = await score(
        recordings(folder, spelled, "an4"),
        recogniser,
        letters_of,
        lambda words: Completeness.UNFINISHED,
        SPELLING,
    )
    return {
        "numbers_an4": an4.as_dict(),
        "numbers_moshi": moshi.as_dict(),
        "digits_fsdd_joined": joined.as_dict(),
        "spelled_an4": names.as_dict(),
        "invented": await invented(recogniser),
    }
