from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sam.speech import band


def tone(hertz: float, rate: int, seconds: float = 0.5) -> band.Floats:
    t = np.arange(int(rate * seconds)) / rate
    return (0.5 * np.sin(2 * np.pi * hertz * t)).astype(np.float32)


def loudness(audio: band.Floats) -> float:
    inner = audio[len(audio) // 4 : -len(audio) // 4]
    return float(np.sqrt(np.mean(inner**2)))


def test_what_the_telephone_carries_passes_unchanged() -> None:
    down = band.down(tone(1000, 24000))
    assert loudness(down) == pytest.approx(loudness(tone(1000, 8000)), rel=0.01)


@pytest.mark.parametrize("hertz", [4400, 5200, 7000, 11000])
def test_what_the_telephone_cannot_carry_is_not_folded_into_it(hertz: float) -> None:
    assert loudness(band.down(tone(hertz, 24000))) < 0.001


def test_raising_the_rate_adds_no_image() -> None:
    samples = band.to_int16(tone(1000, 8000))
    up = band.up(samples)
    spectrum = np.abs(np.fft.rfft(up[2000:6000]))
    hertz = np.fft.rfftfreq(4000, 1 / 16000)
    assert spectrum[hertz > 4300].max() < 0.001 * spectrum.max()
    assert loudness(up) == pytest.approx(loudness(tone(1000, 8000)), rel=0.01)


@given(st.integers(0, 3000))
def test_lengths_follow_the_rates(length: int) -> None:
    assert len(band.up(np.zeros(length, np.int16))) == 2 * length
    assert len(band.down(np.zeros(length, np.float32))) == -(-length // 3)


def test_what_is_too_loud_is_held_at_full_scale() -> None:
    assert band.to_int16(np.array([2.0, -2.0], np.float32)).tolist() == [32767, -32768]
