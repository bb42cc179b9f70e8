"""Voices that are not Sam's, heard by Sam, where they are installed: see voices/README.md."""

from __future__ import annotations

import numpy as np
import pytest

from callers import available, on_the_telephone, speak_all
from sam.lab.bench_speech import errors, words_of
from sam.lab.hear import hear_samples
from sam.speech.whisper import WhisperRecogniser

SENTENCES = [
    "Hi, I'm interested in lip filler. Do you have anything on Saturday?",
    "I need to reschedule my appointment for tomorrow.",
    "What are your hours on Saturday?",
    "Yes, that's right.",
]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["joe", "kumo", "slt_hts", "rms"])
async def test_a_caller_with_another_voice_is_understood(
    name: str, recogniser: WhisperRecogniser
) -> None:
    if not available(name):
        pytest.skip(f"the voice {name} is not installed: see voices/README.md")
    wrong = total = 0
    for text, samples in zip(SENTENCES, speak_all(SENTENCES, name), strict=True):
        heard = await hear_samples(samples, recogniser)
        said = " ".join(turn.turn.words.open() for turn in heard)
        wrong += errors(words_of(text), words_of(said))
        total += len(words_of(text))
    assert wrong / total < 0.15


def test_the_telephone_carries_nothing_below_or_above_its_band() -> None:
    hiss = (np.random.default_rng(1).normal(0, 3000, 48000)).astype(np.int16)
    heard = on_the_telephone(hiss, 16000)
    spectrum = np.abs(np.fft.rfft(heard.astype(float)))
    hertz = np.fft.rfftfreq(len(heard), 1 / 8000)
    inside = spectrum[(hertz > 500) & (hertz < 3000)].mean()
    assert spectrum[hertz < 120].mean() < 0.1 * inside
    assert spectrum[hertz > 3850].mean() < 0.3 * inside
