"""Callers for the tests: voices that are not Sam's, as a telephone carries them.

    from callers import available, speak
    samples = speak("Do you do lip filler?", "joe")     # int16, 8 kHz

Voices, those that recognition hears nearly as well as people first:

* joe, and kumo, gongitsune, nezumi, tebukuro, alpha: from the project in voices/ (see its
  README), which runs as a process of its own
* slt_hts: Debian's festival (festvox-us-slt-hts, festlex-cmu)
* rms, slt, awb, kal16: Debian's flite; espeak: Debian's espeak-ng. Old voices, heard far worse
  than people are: report them apart.

What is generated is kept under build/callers, so that later runs are quick.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import wave
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.signal import butter, resample_poly, sosfilt

Samples = npt.NDArray[np.int16]

ROOT = Path(__file__).resolve().parents[1]
VOICES = ROOT / "voices"
CACHE = ROOT / "build" / "callers"

RATE = 8000
LEVEL = 0.07
"""RMS of speech, -23 dBFS: a caller who holds the telephone as people do."""

NEURAL = ("joe", "kumo", "gongitsune", "nezumi", "tebukuro", "alpha")
FLITE = ("rms", "slt", "awb", "kal16")
WELL_HEARD = ("joe", "kumo", "gongitsune", "nezumi", "tebukuro", "slt_hts", "rms")
"""Voices for tests that are about Sam and not about a voice."""

_BAND = butter(4, [300, 3400], btype="band", fs=RATE, output="sos")


@cache
def available(voice: str) -> bool:
    """Is the voice installed?"""
    if voice in NEURAL:
        return _interpreter().exists()
    if voice == "slt_hts":
        return (
            shutil.which("text2wave") is not None
            and Path("/usr/share/festival/voices/us/cmu_us_slt_arctic_hts").exists()
        )
    if voice in FLITE:
        return shutil.which("flite") is not None
    return voice == "espeak" and shutil.which("espeak-ng") is not None


def speak(text: str, voice: str, rate: float = 1.0) -> Samples:
    """Return `text` as `voice` says it into a telephone: int16 at 8 kHz.

    RuntimeError if the voice is not installed (`available` tells) or cannot say it.
    """
    return speak_all([text], voice, rate)[0]


def speak_all(texts: list[str], voice: str, rate: float = 1.0) -> list[Samples]:
    """Return what `speak` does for each text, with one start of the voice for all of them."""
    if not available(voice):
        raise RuntimeError(f"the voice {voice} is not installed: see tests/callers.py")
    files = [_kept(text, voice, rate) for text in texts]
    missing = [(text, file) for text, file in zip(texts, files, strict=True) if not file.exists()]
    if missing:
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            wide = [Path(folder) / f"{number}.wav" for number in range(len(missing))]
            _say([text for text, _ in missing], wide, voice, rate)
            for made, (_, file) in zip(wide, missing, strict=True):
                beside = file.with_suffix(f".{os.getpid()}")
                with beside.open("wb") as out:
                    np.save(out, on_the_telephone(*_read(made)))
                beside.replace(file)
    return [np.load(file) for file in files]


def on_the_telephone(samples: Samples, rate: int, level: float = LEVEL) -> Samples:
    """Return audio of any rate as the far end hears it: 300 to 3400 Hz, mu-law, at `level`."""
    shared = np.gcd(rate, RATE)
    audio = resample_poly(samples / 32768.0, RATE // shared, rate // shared)
    audio = sosfilt(_BAND, audio)
    loud = np.abs(audio) > 0.05 * np.abs(audio).max()
    audio = audio * level / max(1e-6, float(np.sqrt(np.mean(audio[loud] ** 2))))
    return _mu_law(np.clip(audio, -1, 1))


def pause(seconds: float) -> Samples:
    """Return the silence of an open line: very soft noise, as the caller's room makes it."""
    noise = np.random.default_rng(11).normal(0.0, 12.0, int(seconds * RATE))
    return np.rint(noise).astype(np.int16)


def _mu_law(audio: npt.NDArray[np.float64]) -> Samples:
    """Return audio after G.711's mu-law in 256 steps and back."""
    mu = 255.0
    pressed = np.sign(audio) * np.log1p(mu * np.abs(audio)) / np.log1p(mu)
    steps = np.round((pressed + 1) / 2 * mu) / mu * 2 - 1
    back = np.sign(steps) * ((1 + mu) ** np.abs(steps) - 1) / mu
    return np.rint(back * 32767).astype(np.int16)


def _kept(text: str, voice: str, rate: float) -> Path:
    key = hashlib.sha256(json.dumps([text, voice, rate, LEVEL]).encode()).hexdigest()[:24]
    return CACHE / f"{voice}-{key}.npy"


def _interpreter() -> Path:
    return VOICES / ".venv" / "bin" / "python"


def _say(texts: list[str], files: list[Path], voice: str, rate: float) -> None:
    if voice in NEURAL:
        lines = "\n".join(
            json.dumps({"text": text, "file": str(file), "voice": voice, "rate": rate})
            for text, file in zip(texts, files, strict=True)
        )
        _run([str(_interpreter()), str(VOICES / "say.py"), "--batch"], lines)
        return
    for text, file in zip(texts, files, strict=True):
        if voice == "espeak":
            speed = str(round(165 * rate))
            _run(["espeak-ng", "-v", "en-us", "-s", speed, "-w", str(file), text])
        elif voice == "slt_hts":
            slower = f"(Parameter.set 'Duration_Stretch {1 / rate})"
            setup = f"(begin (voice_cmu_us_slt_arctic_hts) {slower})"
            _run(["text2wave", "-eval", setup, "-o", str(file)], text)
        else:
            stretch = f"duration_stretch={1 / rate}"
            _run(["flite", "-voice", voice, "--setf", stretch, "-t", text, "-o", str(file)])


def _run(command: list[str], given: str = "") -> None:
    done = subprocess.run(command, input=given, text=True, capture_output=True)
    if done.returncode:
        raise RuntimeError(f"{command[0]} could not speak: {done.stderr.strip()[-300:]}")


def _read(file: Path) -> tuple[Samples, int]:
    with wave.open(str(file)) as wav:
        return np.frombuffer(wav.readframes(wav.getnframes()), np.int16), wav.getframerate()
