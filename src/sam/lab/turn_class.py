"""Which class of turn a recording is, for measuring replies: closed, open or digits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sam.lab.recording import RATE, read_recording
from sam.speech.whisper import WhisperRecogniser
from sam.vocabulary.heard import Audio

SHORT_WORDS = 5
"""A closed turn answers in at most so many words: "yes", "Saturday morning", "no, I'm new"."""

SOME_DIGITS = 4
"""From so many digits on a turn is of the class of digits."""


def class_of(text: str) -> str:
    """Return the class of a turn by its words: what is being given, and how much of it."""
    words = [word.strip(".,!?") for word in text.lower().replace("-", " ").split()]
    digits = sum(_digits_in(word) for word in words)
    if digits >= SOME_DIGITS:
        return "digits"
    asks = text.rstrip().endswith("?")
    return "closed" if len(words) <= SHORT_WORDS and not asks else "open"


def classifier(menu_words: tuple[str, ...]) -> Callable[[Path], str]:
    """Return what tells a recording's class by recognising it; the engine loads at first use.

    `EngineError` if the recogniser's model is missing.
    """
    engine: list[WhisperRecogniser] = []

    def classify(path: Path) -> str:
        if not engine:
            engine.append(WhisperRecogniser(menu_words))
        words = engine[0].transcribe(Audio(read_recording(path), RATE))
        return class_of(words.open())

    return classify


_ONES = ("zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DIGIT_WORDS = frozenset((*_ONES, "double", "triple"))


def _digits_in(word: str) -> int:
    if word in _DIGIT_WORDS:
        return 1
    return len(word) if word.isdigit() else 0
