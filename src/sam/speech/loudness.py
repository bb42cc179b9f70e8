"""How loud Sam speaks on the telephone, and how little silence lies around and inside a reply."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from sam.speech.band import Floats

LEVEL = 0.1
"""RMS of the voiced parts: -20 dBFS, the usual level of speech on a telephone trunk."""

PEAK = 0.95
"""Highest sample: beyond it a sentence is made quieter rather than clipped."""

EDGE_MS = 40
"""Silence kept at both ends of a sentence."""

PAUSE_MS = 320
"""Longest silence inside a reply. The voice leaves 0.8 s between sentences, in which callers take
Sam to have finished and begin to speak."""

_RATE = 8000
_FRAME = 80
"""10 ms."""

_QUIET = 0.02
"""A frame below this share (-34 dB) of the loudest one is silence."""


def _frames(audio: Floats) -> Floats:
    """Return the RMS of each 10 ms of `audio`."""
    whole = audio[: len(audio) // _FRAME * _FRAME].reshape(-1, _FRAME)
    rms: Floats = np.sqrt(np.mean(whole**2, axis=1))
    return rms


def trimmed(audio: Floats) -> Floats:
    """Return `audio` (8 kHz) with `EDGE_MS` of silence or less at both ends, faded in and out."""
    rms = _frames(audio)
    if not len(rms) or rms.max() == 0.0:
        return audio[:0]
    loud = np.flatnonzero(rms > _QUIET * rms.max())
    edge = EDGE_MS * _RATE // 1000
    kept = audio[max(0, loud[0] * _FRAME - edge) : (loud[-1] + 1) * _FRAME + edge].copy()
    fade = min(_FRAME // 2, len(kept) // 2)
    ramp = np.linspace(0.0, 1.0, fade, dtype=np.float32)
    kept[:fade] *= ramp
    kept[len(kept) - fade :] *= ramp[::-1]
    return kept


def paced(audio: Floats) -> Floats:
    """Return `audio` (8 kHz) with every inner silence cut down to `PAUSE_MS`, from its middle."""
    rms = _frames(audio)
    if not len(rms) or rms.max() == 0.0:
        return audio
    loud = np.flatnonzero(rms > _QUIET * rms.max())
    longest = PAUSE_MS // 10
    pieces: list[Floats] = []
    begin = 0
    for before, after in pairwise(loud):
        if after - before - 1 > longest:
            cut = int(before + 1 + longest // 2) * _FRAME
            pieces.append(audio[begin:cut])
            begin = int(after - (longest - longest // 2)) * _FRAME
    return np.concatenate([*pieces, audio[begin:]])


def levelled(audio: Floats) -> Floats:
    """Return `audio` (8 kHz) with its voiced parts at `LEVEL`, no sample beyond `PEAK`."""
    rms = _frames(audio)
    if not len(rms) or rms.max() == 0.0:
        return audio
    voiced = rms[rms > 0.1 * rms.max()]
    gain = LEVEL / float(np.sqrt(np.mean(voiced**2)))
    return audio * min(gain, PEAK / float(np.abs(audio).max()))
