"""Speech to text: whisper tiny.en on CTranslate2, one model for every call of the process.

Whisper was trained on windows of 30 s. Encoding 30 s for a two-second answer is most of its
cost, but with a shorter window the decoder, finding no silence at the end, runs on and repeats
itself. So the short stretch alone is encoded, and behind it the decoder is shown what the
encoder makes of silence: computed once, when the model is loaded. On real telephone numbers in
telephone band that was as accurate as the full window at about a third of its cost.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import ctranslate2
import numpy as np
import tokenizers

from sam.speech import band, mel
from sam.speech.engines import EngineError
from sam.speech.lanes import Lanes
from sam.speech.mel import Floats
from sam.speech.model import WHISPER, WHISPER_TOKENS
from sam.vocabulary.heard import Audio, Samples, Words

MANNER = "It's Shawn, S H A W N. 4 7 9, 5 5 5, 0 1 4 0."
"""Ends the prompt: shows whisper how we want digits and spelled names written."""

PROMPT_TOKENS = 200
"""Most of the prompt; whisper takes 223, and each costs the decoder a little."""

MOST_TOKENS = 240
"""Longest transcript; with the prompt it stays inside whisper's 448."""

BEAM = 5
"""Hypotheses followed at once: a tenth dearer than one, and half the wrong letters of names."""

LEAST_SECONDS = 5.0
PAD_SECONDS = 1.0
"""What is encoded: the stretch and a second more, at least five."""

MOST_SECONDS = 29.0
WINDOW_SECONDS = 30

NO_SPEECH = 0.5
"""From here on whisper thinks that nobody speaks. Silence, hum, hiss, clicks, knocks, chords and
ringing measured .55 to .87; real numbers and names, with noise as loud as the voice added, at
most .40."""

MOST_REPETITION = 2.4
"""Text that compresses further than this is a loop (whisper's own bound)."""

_COLUMNS_PER_STEP = 2
"""Mel columns for each step of the encoder's output."""

_STEP = mel.HOP * _COLUMNS_PER_STEP


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What the decoder made of a stretch, before deciding whether anything was said."""

    text: str = field(repr=False)
    confidence: float
    """Mean log probability of its tokens: 0 is certain."""
    no_speech: float
    """Probability, by whisper's own account, that nobody speaks."""

    @property
    def repetition(self) -> float:
        """How far the text can be compressed; ordinary speech stays under 2.4."""
        raw = self.text.encode()
        return len(raw) / len(zlib.compress(raw)) if raw else 0.0


class WhisperRecogniser:
    """A `Recogniser`. `menu_words` are the names to listen for, the most important first.

    `EngineError` if a model file is missing or is not the one that was measured.
    """

    def __init__(self, menu_words: Sequence[str] = (), *, threads: int = 2, queue: int = 8) -> None:
        folder = WHISPER.find().parent
        self._tokens = tokenizers.Tokenizer.from_file(str(WHISPER_TOKENS.find()))
        try:
            self._model = ctranslate2.models.Whisper(
                str(folder),
                device="cpu",
                compute_type="int8",
                inter_threads=threads,
                intra_threads=1,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(
                f"whisper in {folder} cannot be loaded ({error}): run "
                f"`uv sync --reinstall-package {WHISPER.distribution}`"
            ) from error
        self._end = self._token("<|endoftext|>")
        self._prompt = self._prompt_for(menu_words)
        self._silence = self._encode(np.zeros(WINDOW_SECONDS * mel.RATE, dtype=np.float32))
        self._lanes = Lanes("recognition", threads, queue)

    async def recognise(self, audio: Audio) -> Words:
        """Return the words in a stretch of speech (8 kHz); `BusyError` when the queue is full."""
        return await self._lanes.run(self.transcribe, audio)

    def transcribe(self, audio: Audio) -> Words:
        """Return the words as `recognise` does, on the calling thread."""
        guess = self.hypothesis(audio.open())
        return Words(guess.text if was_said(guess) else "")

    def hypothesis(self, samples: Samples) -> Hypothesis:
        """Return the decoder's best guess at 8 kHz `samples`, whatever it is worth."""
        audio = band.up(samples)[: int(MOST_SECONDS * mel.RATE)]
        seconds = len(audio) / mel.RATE
        whole = max(LEAST_SECONDS, seconds + PAD_SECONDS)
        steps = min(int(whole * mel.RATE) // _STEP, self._silence.shape[1])
        window = np.zeros(steps * _STEP, dtype=np.float32)
        window[: len(audio)] = audio[: len(window)]
        seen = np.concatenate([self._encode(window), self._silence[:, steps:]], axis=1)
        result = self._model.generate(
            ctranslate2.StorageView.from_array(seen),
            [self._prompt],
            beam_size=BEAM,
            max_length=len(self._prompt) + most_tokens(seconds),
            return_scores=True,
            return_no_speech_prob=True,
        )[0]
        ids = [token for token in result.sequences_ids[0] if token < self._end]
        return Hypothesis(
            text=self._tokens.decode(ids).strip(),
            confidence=float(result.scores[0]),
            no_speech=float(result.no_speech_prob),
        )

    def close(self) -> None:
        """Let the threads end."""
        self._lanes.close()

    def _encode(self, audio: Floats) -> Floats:
        features = ctranslate2.StorageView.from_array(mel.log_mel(audio))
        encoded: Floats = np.array(self._model.encode(features, to_cpu=True))
        return encoded

    def _token(self, name: str) -> int:
        token = self._tokens.token_to_id(name)
        if token is None:
            raise EngineError(f"{WHISPER_TOKENS.path} has no {name}: it is not whisper's")
        return int(token)

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokens.encode(text, add_special_tokens=False).ids
        return ids

    def _prompt_for(self, menu_words: Sequence[str]) -> list[int]:
        """Return the tokens before the transcript: as many names as fit, then `MANNER`."""
        manner = self._ids(f". {MANNER}")
        names: list[int] = []
        for word in dict.fromkeys(word.strip() for word in menu_words):
            more = self._ids(f"{',' if names else ''} {word}")
            if len(names) + len(more) + len(manner) > PROMPT_TOKENS:
                break
            names += more
        before = names + manner if names else self._ids(f" {MANNER}")
        return [
            self._token("<|startofprev|>"),
            *before,
            self._token("<|startoftranscript|>"),
            self._token("<|notimestamps|>"),
        ]


def most_tokens(seconds: float) -> int:
    """Return how many tokens a stretch can hold: nobody says more than ten a second."""
    return min(MOST_TOKENS, 8 + int(seconds * 10))


def was_said(guess: Hypothesis) -> bool:
    """Say whether a guess is likely to be words, and not noise or silence read as words."""
    return (
        guess.no_speech < NO_SPEECH
        and guess.repetition <= MOST_REPETITION
        and re.search(r"\w", guess.text) is not None
    )
