"""What whisper sees: the log-mel picture of a stretch of audio."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

RATE = 16000
"""Samples a second that whisper was trained on."""

BANDS = 80
"""Mel bands of whisper's tiny to medium models."""

HOP = 160
"""Samples from one column of the picture to the next: 10 ms."""

_FFT = 400
_MIN_LOG_HZ = 1000.0
_HZ_PER_MEL = 200.0 / 3
_LOG_STEP = np.log(6.4) / 27.0


def _mel_to_hz(mel: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Slaney's mel scale (Auditory Toolbox, 1998): linear below 1 kHz, logarithmic above."""
    knee = _MIN_LOG_HZ / _HZ_PER_MEL
    return np.where(mel < knee, _HZ_PER_MEL * mel, _MIN_LOG_HZ * np.exp(_LOG_STEP * (mel - knee)))


@cache
def _filters() -> Floats:
    """Return the triangular filters, shape (201, `BANDS`), each of the same area."""
    top = _MIN_LOG_HZ / _HZ_PER_MEL + np.log(RATE / 2 / _MIN_LOG_HZ) / _LOG_STEP
    edges = _mel_to_hz(np.linspace(0.0, top, BANDS + 2))
    bins = np.fft.rfftfreq(_FFT, 1.0 / RATE)
    width = np.diff(edges)
    ramps = edges[:, None] - bins[None, :]
    rising = -ramps[:-2] / width[:-1, None]
    falling = ramps[2:] / width[1:, None]
    area = 2.0 / (edges[2:] - edges[:-2])
    return (np.maximum(0.0, np.minimum(rising, falling)) * area[:, None]).T.astype(np.float32)


@cache
def _window() -> Floats:
    return np.hanning(_FFT + 1)[:-1].astype(np.float32)


def log_mel(audio: Floats) -> Floats:
    """Return the picture of `audio` (16 kHz, -1 to 1, at least 400 samples).

    Shape (1, `BANDS`, len(audio) // `HOP`). The steps and constants are those of OpenAI's
    whisper/audio.py, which the model was trained with: power of a Hann-windowed 25 ms transform,
    mel bands, log10, at most 80 dB below the loudest, then (x + 4) / 4.
    """
    padded = np.pad(audio, _FFT // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, _FFT)[::HOP][: len(audio) // HOP]
    spectrum = np.fft.rfft(frames * _window(), axis=1)
    power = (spectrum.real**2 + spectrum.imag**2).astype(np.float32)
    logs = np.log10(np.maximum(power @ _filters(), 1e-10))
    logs = (np.maximum(logs, logs.max() - 8.0) + 4.0) / 4.0
    return np.ascontiguousarray(logs.T[None], dtype=np.float32)
