"""One caller's speech, from frames of audio to turns.

    hear(frame) → voice activity → onset → … speech … → silence
                                                          │ 0.2 s: recognise what there is
                                                          │        judge the words
                                                          ▼
                      speech again: forget that guess,   silence ≥ patience(judgement): Turn
                      go on with the same turn

Recognition begins while it is still open whether the caller has finished, so that its time is
hidden in a silence that has to be waited out anyway. People pause inside numbers and names: if
speech resumes, the guess is dropped and the next one hears the whole turn from its beginning.

The listener has no thread, no model and no clock of its own: time is that of the frames, which
is also what lets recordings be heard faster than they were spoken (`sam lab hear`).
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable

import numpy as np

from sam.speech.engines import Recogniser, VoiceActivity
from sam.speech.onset import QUIET_SHARE, STILL_SPEECH, Onset, loudness
from sam.speech.turn import (
    OPEN_QUESTION,
    Patience,
    SpeechEvent,
    SpeechStarted,
    SpeechStopped,
    Turn,
)
from sam.vocabulary.heard import Audio, Samples, Words
from sam.vocabulary.meaning import Completeness

RATE = 8000
WINDOW = 256
"""Samples that voice activity takes at a time: 32 ms."""

WINDOW_SECONDS = WINDOW / RATE

FRAME_SECONDS = 0.02
"""From one frame of the line to the next."""

PRE_ROLL_SECONDS = 0.3
"""Audio kept from before the onset: soft first sounds ("h", "f") come before voice activity."""

KEPT_SILENCE_SECONDS = 0.2
"""Silence behind the last word that recognition gets to hear."""

LONGEST_TURN_SECONDS = 20.0
"""A caller who does not stop is recognised and delivered in stretches of this length."""

PAUSE_LESSON_SECONDS = 0.09
"""How much later recognition begins after each guess of a turn that was wrong: a caller who
pauses will pause again, and every guess costs the other callers a quarter of a second."""

MOST_LESSONS = 3

_PRE_ROLL = round(PRE_ROLL_SECONDS / WINDOW_SECONDS)
_KEPT_SILENCE = round(KEPT_SILENCE_SECONDS / WINDOW_SECONDS)


class _Guess:
    """Recognition of a turn that may be over, under way or done."""

    def __init__(self, audio: Audio, began_at: float, ended_at: float) -> None:
        self.audio: Audio | None = audio
        self.began_at = began_at
        self.ended_at = ended_at
        self.words = Words("")
        self.noise = False
        self.failure: str | None = None
        self.completeness = Completeness.OPEN
        self.stt = 0.0
        self.judge = 0.0
        self.ready_at: float | None = None
        self.task: asyncio.Task[None] | None = None


class Listener:
    """Turns one call's frames into `SpeechEvent`s on `events`.

    `patience` may be set at any time and holds from the next decision on. `sam_speaks` is set by
    the call while Sam's own voice is on the line, so that its echo does not count as speech.
    """

    def __init__(
        self,
        activity: VoiceActivity,
        recogniser: Recogniser,
        judge: Callable[[Words], Completeness],
        patience: Patience = OPEN_QUESTION,
    ) -> None:
        self.events: asyncio.Queue[SpeechEvent] = asyncio.Queue()
        self.patience = patience
        self._activity = activity
        self._recogniser = recogniser
        self._judge = judge
        self._onset = Onset()
        self._loose: Samples = np.zeros(0, dtype=np.int16)
        self._before: deque[Samples] = deque(maxlen=_PRE_ROLL + self._onset.longest)
        self._turn: list[Samples] = []
        self._started_at: float | None = None
        self._voiced_at = 0.0
        self._loudest = 0.0
        self._heard_at = 0.0
        self._silent = False
        self._wrong_guesses = 0
        self._guess: _Guess | None = None
        self._cut: _Guess | None = None

    @property
    def sam_speaks(self) -> bool:
        """Is Sam's own voice on the line? Then it takes more to count as speech."""
        return self._onset.guarded

    @sam_speaks.setter
    def sam_speaks(self, speaks: bool) -> None:
        self._onset.guarded = speaks

    @property
    def in_speech(self) -> bool:
        """Is a turn under way?"""
        return self._started_at is not None

    def hear(self, frame: Audio, at: float) -> None:
        """Take the next frame, any length at 8 kHz; `at` is when its last sample arrived.

        Cheap enough for every 20 ms; call it inside the running event loop.
        """
        samples = frame.open()
        self._loose = np.concatenate([self._loose, samples]) if len(self._loose) else samples
        while len(self._loose) >= WINDOW:
            window, self._loose = self._loose[:WINDOW], self._loose[WINDOW:]
            self._window(window, at - len(self._loose) / RATE)
        self._heard_at = at
        self._decide(at)

    async def settled(self) -> None:
        """Return when no recognition is under way: for recordings heard faster than life."""
        tasks = [g.task for g in (self._guess, self._cut) if g is not None and g.task is not None]
        if tasks:
            await asyncio.gather(*tasks, return_exceptions=True)

    def reset(self) -> None:
        """Drop the turn under way and its audio: the call was put on hold, or is over."""
        for guess in (self._guess, self._cut):
            if guess is not None and guess.task is not None:
                guess.task.cancel()
        self._cut = None
        self._end_turn()
        self._before.clear()
        self._loose = self._loose[:0]

    def _window(self, window: Samples, at: float) -> None:
        """Take one window of voice activity that ended at `at`."""
        probability = self._activity.probability(window)
        if self._started_at is None:
            self._before.append(window)
            if self._onset.heard(probability, window):
                self._begin_turn(at)
            return
        self._turn.append(window)
        if self._silent:
            if self._onset.heard(probability, window):
                self._resume(at)
        elif self._still_speech(probability, window):
            self._voiced_at = at
        elif at - self._voiced_at >= self.patience.start:
            self._silent = True
            self._onset.reset()
            self.events.put_nowait(SpeechStopped(self._voiced_at))
        if len(self._turn) * WINDOW_SECONDS >= LONGEST_TURN_SECONDS:
            self._cut_turn(at)

    def _still_speech(self, probability: float, window: Samples) -> bool:
        """Say whether a window belongs to the speech that has begun.

        Voice activity alone lags: its probability stays up for 0.1 to 0.4 s after the last sound.
        """
        level = loudness(window)
        self._loudest = max(self._loudest, level)
        return probability >= STILL_SPEECH and level >= QUIET_SHARE * self._loudest

    def _begin_turn(self, at: float) -> None:
        onset = self._onset.windows
        self._loudest = 0.0
        self._turn = list(self._before)[-(_PRE_ROLL + onset) :]
        self._before.clear()
        self._started_at = at - onset * WINDOW_SECONDS
        self._voiced_at = at
        self._silent = False
        self._wrong_guesses = 0
        self.events.put_nowait(SpeechStarted(self._started_at, at))

    def _resume(self, at: float) -> None:
        """Go on with the turn after a pause: what was guessed about it does not hold."""
        self._silent = False
        self._voiced_at = at
        if self._guess is not None:
            if self._guess.task is not None:
                self._guess.task.cancel()
            self._guess = None
            self._wrong_guesses += 1
        self.events.put_nowait(SpeechStarted(at - self._onset.windows * WINDOW_SECONDS, at))

    def _cut_turn(self, at: float) -> None:
        """Recognise the longest turn as it is, and begin the next one in mid-speech."""
        if self._cut is not None or self._started_at is None:
            return
        if self._guess is not None and self._guess.task is not None:
            self._guess.task.cancel()
        self._guess = None
        cut = _Guess(Audio(np.concatenate(self._turn), RATE), at, at)
        started_at, self._started_at = self._started_at, at
        self._turn = []
        self._cut = cut
        cut.task = asyncio.create_task(self._deliver_cut(cut, started_at))

    async def _deliver_cut(self, cut: _Guess, started_at: float) -> None:
        await self._recognise(cut)
        self._cut = None
        self._deliver(cut, started_at, cut.ready_at or cut.began_at, cut_short=True)

    def _decide(self, now: float) -> None:
        """Begin a guess or end the turn, if the silence so far allows it."""
        if self._started_at is None or not self._silent or self._onset.stirring:
            return
        silence = now - self._voiced_at
        if self._guess is None:
            lesson = PAUSE_LESSON_SECONDS * min(self._wrong_guesses, MOST_LESSONS)
            if silence >= self.patience.start + lesson:
                self._begin_guess(now)
            return
        guess = self._guess
        if guess.ready_at is None or now < guess.ready_at:
            return
        wait = self.patience.closed if guess.noise else self.patience.of(guess.completeness)
        if silence >= wait:
            self._deliver(guess, self._started_at, now)
            self._end_turn()

    def _begin_guess(self, now: float) -> None:
        silent = round((now - self._voiced_at) / WINDOW_SECONDS)
        spare = max(0, silent - _KEPT_SILENCE)
        audio = np.concatenate(self._turn[: len(self._turn) - spare])
        self._guess = guess = _Guess(Audio(audio, RATE), now, self._voiced_at)
        guess.task = asyncio.create_task(self._work(guess))

    async def _work(self, guess: _Guess) -> None:
        await self._recognise(guess)
        if guess is self._guess and guess.ready_at is not None:
            # Not beyond what was heard: the caller may have gone on meanwhile.
            self._decide(min(guess.ready_at, self._heard_at + FRAME_SECONDS))

    async def _recognise(self, guess: _Guess) -> None:
        """Fill in the words of `guess` and what the judge makes of them, and drop its audio."""
        audio, guess.audio = guess.audio, None
        assert audio is not None
        began = time.perf_counter()
        # Whatever fails, the turn must end and be answered; only the kind of failure is told,
        # since an error's text may hold what was being worked on.
        try:
            guess.words = await self._recogniser.recognise(audio)
            guess.noise = not guess.words
        except Exception as error:
            guess.failure = type(error).__name__
        recognised = time.perf_counter()
        try:
            if guess.words:
                guess.completeness = self._judge(guess.words)
        except Exception as error:
            guess.failure = type(error).__name__
        guess.stt = recognised - began
        guess.judge = time.perf_counter() - recognised
        guess.ready_at = guess.began_at + guess.stt + guess.judge

    def _deliver(
        self, guess: _Guess, started_at: float, decided_at: float, cut_short: bool = False
    ) -> None:
        ready_at = guess.ready_at or guess.began_at
        self.events.put_nowait(
            Turn(
                words=guess.words,
                speech_started_at=started_at,
                speech_ended_at=guess.ended_at,
                decided_at=decided_at,
                stages={
                    "vad": 1000 * (guess.began_at - guess.ended_at),
                    "stt": 1000 * guess.stt,
                    "judge": 1000 * guess.judge,
                    "patience": 1000 * max(0.0, decided_at - ready_at),
                },
                noise=guess.noise,
                failure=guess.failure,
                cut=cut_short,
            )
        )

    def _end_turn(self) -> None:
        self._turn = []
        self._guess = None
        self._started_at = None
        self._silent = False
        self._onset.reset()
