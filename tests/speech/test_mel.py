from __future__ import annotations

import numpy as np
import pytest

from sam.speech import mel


def test_a_picture_has_a_column_for_every_ten_milliseconds() -> None:
    assert mel.log_mel(np.zeros(16000, np.float32)).shape == (1, 80, 100)


@pytest.mark.parametrize(("hertz", "band"), [(440, 11), (1000, 26), (3000, 54)])
def test_a_tone_is_brightest_in_its_own_mel_band(hertz: float, band: int) -> None:
    # Bands of Slaney's scale: 15 for each kHz up to 1 kHz, then 27 for each factor of 6.4,
    # spread over 82 edges up to 8 kHz.
    t = np.arange(16000) / 16000
    picture = mel.log_mel((0.3 * np.sin(2 * np.pi * hertz * t)).astype(np.float32))
    assert abs(int(picture[0, :, 50].argmax()) - band) <= 1


def test_nothing_is_darker_than_eighty_decibels_below_the_brightest() -> None:
    audio = np.zeros(16000, np.float32)
    audio[:4000] = np.sin(np.arange(4000)).astype(np.float32)
    picture = mel.log_mel(audio)
    assert picture.max() - picture.min() == pytest.approx(2.0, abs=0.01)
