from __future__ import annotations

import numpy as np
import pytest

from sam.lab.noises import noise
from sam.speech.activity import WINDOW, SileroActivity
from sam.speech.hibari import HibariVoice
from sam.vocabulary.heard import Samples


def probabilities(activity: SileroActivity, samples: Samples) -> list[float]:
    windows = samples[: len(samples) // WINDOW * WINDOW].reshape(-1, WINDOW)
    return [activity.probability(window) for window in windows]


def test_speech_is_told_from_silence_and_noise(voice: HibariVoice) -> None:
    speech = probabilities(SileroActivity(), voice.render("Do you have anything on Saturday?"))
    assert np.mean(np.array(speech) > 0.5) > 0.8
    for name in ("silence", "white", "pink", "hum"):
        assert max(probabilities(SileroActivity(), noise(name, 2.0))) < 0.5, name


def test_calls_do_not_hear_each_other(voice: HibariVoice) -> None:
    samples = voice.render("Do you have anything on Saturday?")
    alone = probabilities(SileroActivity(), samples)
    here, there = SileroActivity(), SileroActivity()
    both = []
    for window in samples[: len(samples) // WINDOW * WINDOW].reshape(-1, WINDOW):
        both.append(here.probability(window))
        there.probability(noise("white", 0.032)[:WINDOW])
    assert both == pytest.approx(alone, abs=1e-6)


def test_a_window_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="256 samples at a time, not 160"):
        SileroActivity().probability(np.zeros(160, np.int16))
