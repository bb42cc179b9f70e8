"""Changing the sampling rate between the telephone's 8 kHz and what the engines use."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from sam.vocabulary.heard import Samples

Floats = npt.NDArray[np.float32]

FULL_SCALE = 32768.0

EMPTY: Floats = np.zeros(0, dtype=np.float32)
"""No audio."""


@cache
def _low_pass(factor: int) -> Floats:
    """Return a linear-phase low-pass at 0.92 of the lower rate's Nyquist, gain 1.

    A windowed sinc (Kaiser, beta 8: over 80 dB of stop band), written here because importing
    scipy.signal costs every process 76 MB for this one filter.
    """
    reach = 32 * factor
    cutoff = 0.92 / factor
    taps = np.sinc(cutoff * np.arange(-reach, reach + 1)) * np.kaiser(2 * reach + 1, 8.0)
    low_pass: Floats = (taps / taps.sum()).astype(np.float32)
    return low_pass


def up(samples: Samples, factor: int = 2) -> Floats:
    """Return `samples` at `factor` times their rate, -1 to 1, same duration and phase."""
    spread = np.zeros(len(samples) * factor, dtype=np.float32)
    spread[::factor] = samples * (factor / FULL_SCALE)
    return _filtered(spread, factor)


def down(audio: Floats, factor: int = 3) -> Floats:
    """Return `audio` at a `factor`-th of its rate, nothing above the new Nyquist folded back."""
    return _filtered(audio, factor)[::factor].copy()


def to_int16(audio: Floats) -> Samples:
    """Return -1 to 1 floats as 16-bit samples, held at full scale."""
    samples: Samples = np.clip(np.rint(audio * FULL_SCALE), -32768, 32767).astype(np.int16)
    return samples


def _filtered(audio: Floats, factor: int) -> Floats:
    if not len(audio):
        return audio
    taps = _low_pass(factor)
    reach = len(taps) // 2
    return np.convolve(audio, taps)[reach : reach + len(audio)].astype(np.float32)
