"""Recordings as files: any PCM WAV, as the telephone would carry it."""

from __future__ import annotations

import wave
from math import gcd
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sam.vocabulary.heard import Samples

RATE = 8000

RATES = range(4000, 192001)
"""Sampling rates that we take; beyond them a header is more likely broken than true."""


class RecordingError(Exception):
    """A file is not a recording that can be read. Says why and what would be."""


def read_recording(path: Path) -> Samples:
    """Return a PCM WAV file of any rate, width and number of channels as mono at 8 kHz.

    `RecordingError` if the file is missing, is no PCM WAV, or holds no audio.
    """
    try:
        with wave.open(str(path), "rb") as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            raw = file.readframes(file.getnframes())
    except OSError as error:
        raise RecordingError(f"cannot be read: {error.strerror}") from error
    except (wave.Error, EOFError) as error:
        raise RecordingError(
            f"is not a PCM WAV file ({error or 'it ends too soon'}): "
            "convert it with `sox FILE -e signed -b 16 OUT.wav`"
        ) from error
    if rate not in RATES:
        raise RecordingError(f"says {rate} samples a second: a broken header?")
    audio = _floats(raw, width, channels)
    if not len(audio):
        raise RecordingError("holds no audio")
    return np.clip(np.rint(_at_line_rate(audio, rate) * 32767), -32768, 32767).astype(np.int16)


def _floats(raw: bytes, width: int, channels: int) -> npt.NDArray[np.float64]:
    """Return PCM bytes as mono floats, -1 to 1; 8 bits are unsigned, more are signed."""
    raw = raw[: len(raw) // (width * channels) * (width * channels)]
    if width == 1:
        audio = np.frombuffer(raw, np.uint8).astype(np.float64) / 128 - 1
    elif width == 3:
        triples = np.frombuffer(raw, np.uint8).reshape(-1, 3).astype(np.int32)
        value = triples[:, 0] | triples[:, 1] << 8 | triples[:, 2] << 16
        audio = (value - ((value & 0x800000) << 1)) / float(1 << 23)
    else:
        audio = np.frombuffer(raw, f"<i{width}").astype(np.float64) / float(1 << (8 * width - 1))
    mono: npt.NDArray[np.float64] = audio.reshape(-1, channels).mean(axis=1)
    return mono


def _at_line_rate(audio: npt.NDArray[np.float64], rate: int) -> npt.NDArray[np.float64]:
    if rate == RATE:
        return audio
    # Here and not above: scipy.signal is 76 MB that a running Sam does without.
    from scipy.signal import resample_poly

    shared = gcd(rate, RATE)
    resampled: npt.NDArray[np.float64] = resample_poly(audio, RATE // shared, rate // shared)
    return resampled
