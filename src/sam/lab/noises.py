"""Sounds in which nothing is said: what recognition must not find words in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from sam.vocabulary.heard import Samples

RATE = 8000

Wave = npt.NDArray[np.floating[Any]]


def silence(count: int, seed: int) -> Wave:
    """Digital silence."""
    return np.zeros(count)


def white(count: int, seed: int) -> Wave:
    """Hiss at -20 dBFS."""
    hiss: Wave = np.random.default_rng(seed).normal(0.0, 0.1, count)
    return hiss


def faint(count: int, seed: int) -> Wave:
    """Hiss at -40 dBFS: an ordinary line."""
    return 0.1 * white(count, seed)


def pink(count: int, seed: int) -> Wave:
    """Noise that falls by 3 dB an octave at -20 dBFS: a street, a fan, a car."""
    random = np.random.default_rng(seed)
    bins = np.fft.rfftfreq(count, 1 / RATE)
    spectrum = random.normal(size=len(bins)) + 1j * random.normal(size=len(bins))
    audio: Wave = np.fft.irfft(spectrum / np.sqrt(np.maximum(bins, 50.0)), count)
    return audio * (0.1 / float(np.sqrt(np.mean(audio**2))))


def hum(count: int, seed: int) -> Wave:
    """Mains: 60 Hz and its third harmonic."""
    t = np.arange(count) / RATE
    return 0.1 * np.sin(2 * np.pi * 60 * t) + 0.05 * np.sin(2 * np.pi * 180 * t)


def ringing(count: int, seed: int) -> Wave:
    """The ring-back tone: 440 and 480 Hz, two seconds on, four off."""
    t = np.arange(count) / RATE
    return 0.15 * (np.sin(2 * np.pi * 440 * t) + np.sin(2 * np.pi * 480 * t)) * (t % 6.0 < 2.0)


def clicks(count: int, seed: int) -> Wave:
    """Crackle: eight short clicks a second."""
    return np.where(np.random.default_rng(seed).random(count) < 8 / RATE, 0.5, 0.0)


def knocks(count: int, seed: int) -> Wave:
    """A door, a dropped receiver: two bursts a second of noise that dies away in 50 ms."""
    t = np.arange(count) / RATE
    return 3.0 * white(count, seed) * np.exp(-(t % 0.5) / 0.05)


def music(count: int, seed: int) -> Wave:
    """Something like music on hold: plucked chords, four a second."""
    random = np.random.default_rng(seed)
    t = np.arange(RATE // 4) / RATE
    notes = np.array([262.0, 294.0, 330.0, 349.0, 392.0, 440.0, 494.0, 523.0])

    def chord() -> Wave:
        tones = [
            np.sin(2 * np.pi * note * harmonic * t) / harmonic
            for note in random.choice(notes, 3, replace=False)
            for harmonic in (1, 2, 3)
        ]
        plucked: Wave = np.sum(tones, axis=0) * np.exp(-t / 0.2) * 0.08
        return plucked

    return np.concatenate([chord() for _ in range(count // len(t) + 1)])[:count]


NOISES: dict[str, Callable[[int, int], Wave]] = {
    make.__name__: make
    for make in (silence, white, faint, pink, hum, ringing, clicks, knocks, music)
}
"""Each by its name: samples and a seed in, audio of -1 to 1 at 8 kHz out."""


def noise(name: str, seconds: float, seed: int = 0) -> Samples:
    """Return one of `NOISES` as samples of the telephone."""
    audio = NOISES[name](int(seconds * RATE), seed)
    return np.rint(np.clip(audio, -1, 1) * 32767).astype(np.int16)
