from __future__ import annotations

import asyncio
from collections.abc import Iterable

import numpy as np
import pytest

from sam.lab.noises import noise
from sam.speech.activity import SileroActivity
from sam.speech.engines import BusyError
from sam.speech.hibari import HibariVoice
from sam.speech.listener import LONGEST_TURN_SECONDS, Listener
from sam.speech.turn import (
    DIGITS,
    OPEN_QUESTION,
    Patience,
    SpeechEvent,
    SpeechStarted,
    SpeechStopped,
    Turn,
)
from sam.vocabulary.heard import Audio, Samples, Words
from sam.vocabulary.meaning import Completeness

CLOSED, OPEN, UNFINISHED = Completeness.CLOSED, Completeness.OPEN, Completeness.UNFINISHED

FRAME = 160


class LoudnessActivity:
    """Voice activity for audio that is speech where it is not silent."""

    def probability(self, samples: Samples) -> float:
        return 0.95 if np.abs(samples).max() > 300 else 0.02


class LengthRecogniser:
    """Hears one word for every second of audio, and notes the lengths it was given."""

    def __init__(self, error: Exception | None = None, noise: bool = False) -> None:
        self.seconds: list[float] = []
        self.error = error
        self.noise = noise

    async def recognise(self, audio: Audio) -> Words:
        self.seconds.append(audio.ms / 1000)
        if self.error:
            raise self.error
        return Words("" if self.noise else "word " * round(audio.ms / 1000))


def sound(seconds: float, loudness: int = 3000) -> Samples:
    t = np.arange(int(seconds * 8000))
    return (loudness * np.sin(t * 0.3)).astype(np.int16)


def hush(seconds: float) -> Samples:
    return np.zeros(int(seconds * 8000), np.int16)


async def feed(listener: Listener, *parts: Samples, start: float = 0.0) -> list[SpeechEvent]:
    """Let the listener hear the parts in a row, and return what it told."""
    whole = np.concatenate(parts)
    for place in range(0, len(whole), FRAME):
        frame = whole[place : place + FRAME]
        listener.hear(Audio(frame, 8000), start + (place + len(frame)) / 8000)
        await listener.settled()
    return drained(listener)


def drained(listener: Listener) -> list[SpeechEvent]:
    return [listener.events.get_nowait() for _ in range(listener.events.qsize())]


def turns(events: Iterable[SpeechEvent]) -> list[Turn]:
    return [event for event in events if isinstance(event, Turn)]


def listening(
    judged: Completeness = OPEN,
    recogniser: LengthRecogniser | None = None,
    patience: Patience = OPEN_QUESTION,
) -> Listener:
    return Listener(
        LoudnessActivity(), recogniser or LengthRecogniser(), lambda words: judged, patience
    )


@pytest.mark.parametrize(("judged", "wait"), [(CLOSED, 0.4), (OPEN, 0.75), (UNFINISHED, 1.6)])
async def test_meaning_decides_how_long_a_silence_ends_a_turn(
    judged: Completeness, wait: float
) -> None:
    (turn,) = turns(await feed(listening(judged), hush(0.5), sound(1.0), hush(2.5)))
    assert turn.speech_started_at == pytest.approx(0.5, abs=0.05)
    assert turn.speech_ended_at == pytest.approx(1.5, abs=0.05)
    assert wait <= turn.decided_at - turn.speech_ended_at < wait + 0.06
    assert sum(turn.stages.values()) == pytest.approx(
        1000 * (turn.decided_at - turn.speech_ended_at), abs=1
    )


async def test_a_pause_inside_a_number_stays_inside_one_turn() -> None:
    recogniser = LengthRecogniser()
    listener = listening(UNFINISHED, recogniser, DIGITS)
    events = await feed(
        listener, sound(1.0), hush(0.7), sound(1.0), hush(0.7), sound(1.0), hush(2.5)
    )
    (turn,) = turns(events)
    assert turn.speech_ended_at == pytest.approx(4.4, abs=0.05)
    assert recogniser.seconds[-1] > 4.3  # the whole turn was recognised again
    assert sum(isinstance(event, SpeechStarted) for event in events) == 3
    assert sum(isinstance(event, SpeechStopped) for event in events) == 3


async def test_a_caller_who_pauses_costs_fewer_and_fewer_guesses() -> None:
    recogniser = LengthRecogniser()
    listener = listening(UNFINISHED, recogniser)
    spurts = [part for _ in range(12) for part in (sound(0.4), hush(0.42))]
    (turn,) = turns(await feed(listener, *spurts, hush(2.5)))
    assert len(turn.words.open().split()) >= 9
    assert len(recogniser.seconds) <= 4


async def test_the_soft_first_sounds_before_the_onset_are_kept() -> None:
    recogniser = LengthRecogniser()
    await feed(listening(CLOSED, recogniser), hush(1.0), sound(1.0), hush(1.0))
    assert 1.45 < recogniser.seconds[0] < 1.65  # 0.3 s before, 0.2 s behind


async def test_noise_ends_at_once_with_no_words() -> None:
    listener = listening(UNFINISHED, LengthRecogniser(noise=True))
    (turn,) = turns(await feed(listener, hush(0.5), sound(0.3), hush(1.0)))
    assert turn.noise
    assert not turn.words
    assert turn.decided_at - turn.speech_ended_at < 0.46


@pytest.mark.parametrize("error", [BusyError("full"), RuntimeError("broken")])
async def test_a_turn_that_could_not_be_recognised_still_ends(error: Exception) -> None:
    (turn,) = turns(await feed(listening(OPEN, LengthRecogniser(error)), sound(1.0), hush(1.5)))
    assert not turn.words
    assert not turn.noise
    assert turn.failure == type(error).__name__


async def test_a_judge_that_fails_does_not_leave_the_caller_waiting() -> None:
    def broken(words: Words) -> Completeness:
        raise ValueError("broken")

    listener = Listener(LoudnessActivity(), LengthRecogniser(), broken)
    (turn,) = turns(await feed(listener, sound(1.0), hush(1.5)))
    assert turn.words
    assert turn.failure == "ValueError"


async def test_a_slow_recognition_does_not_end_a_turn_that_has_gone_on_meanwhile() -> None:
    class Slow(LengthRecogniser):
        async def recognise(self, audio: Audio) -> Words:
            await asyncio.sleep(0.5)
            return await super().recognise(audio)

    listener = listening(CLOSED, Slow())
    (turn,) = turns(await feed(listener, sound(1.0), hush(0.4), sound(1.0), hush(1.5)))
    assert turn.speech_started_at < 0.1
    assert turn.speech_ended_at == pytest.approx(2.4, abs=0.05)


async def test_a_caller_who_never_stops_is_delivered_in_stretches() -> None:
    listener = listening()
    events = turns(await feed(listener, sound(2.2 * LONGEST_TURN_SECONDS), hush(1.5)))
    assert [turn.cut for turn in events] == [True, True, False]
    words = sum(len(turn.words.open().split()) for turn in events)
    assert words == pytest.approx(2.2 * LONGEST_TURN_SECONDS, abs=2)


async def test_speech_over_sam_is_noticed_within_a_fifth_of_a_second() -> None:
    listener = listening()
    listener.sam_speaks = True
    (started, *_) = await feed(listener, hush(1.0), sound(1.0))
    assert isinstance(started, SpeechStarted)
    assert started.at == pytest.approx(1.0, abs=0.05)
    assert started.noticed_at - 1.0 < 0.2


async def test_the_echo_of_sam_is_not_a_caller_but_is_heard_once_sam_is_silent() -> None:
    listener = listening()
    listener.sam_speaks = True
    echo = sound(1.0, loudness=460)  # -40 dBFS
    assert await feed(listener, echo) == []
    listener.sam_speaks = False
    assert await feed(listener, echo, start=1.0) != []


async def test_a_click_while_sam_speaks_does_not_stop_sam() -> None:
    listener = listening()
    listener.sam_speaks = True
    assert await feed(listener, hush(0.3), sound(0.06), hush(0.5), sound(0.06), hush(0.5)) == []


async def test_a_turn_dropped_on_hold_leaves_nothing_behind() -> None:
    listener = listening()
    await feed(listener, sound(1.0), hush(0.3))
    listener.reset()
    assert not listener.in_speech
    assert turns(await feed(listener, hush(2.0), start=1.3)) == []


async def test_a_turn_shows_no_words_when_it_is_printed() -> None:
    (turn,) = turns(await feed(listening(CLOSED), sound(2.0), hush(1.0)))
    assert "word" not in repr(turn).replace("words=<Words withheld>", "")


def test_patience_that_would_never_end_is_refused() -> None:
    with pytest.raises(ValueError, match="start <= closed <= open <= unfinished"):
        Patience(closed=0.1, start=0.2)


async def test_recognition_takes_its_time_without_holding_up_the_line() -> None:
    class Slow(LengthRecogniser):
        async def recognise(self, audio: Audio) -> Words:
            await asyncio.sleep(0.15)
            return await super().recognise(audio)

    listener = listening(CLOSED, Slow())
    whole = np.concatenate([sound(0.5), hush(1.0)])
    loop = asyncio.get_running_loop()
    began = loop.time()
    for place in range(0, len(whole), FRAME):
        due = began + (place + FRAME) / 8000
        await asyncio.sleep(max(0.0, due - loop.time()))
        listener.hear(Audio(whole[place : place + FRAME], 8000), due)
    (turn,) = turns(drained(listener))
    assert turn.stages["stt"] >= 150
    assert turn.stages["patience"] < 60  # it answered as soon as it knew
    assert turn.stages["vad"] < 260


async def test_a_real_voice_is_one_turn_and_noise_is_none(voice: HibariVoice) -> None:
    recogniser = LengthRecogniser()
    listener = Listener(SileroActivity(), recogniser, lambda words: CLOSED)
    speech = voice.render("My number is four seven nine, five five five, zero one four two.")
    assert len(turns(await feed(listener, hush(0.5), speech, hush(1.0)))) == 1
    other = Listener(SileroActivity(), recogniser, lambda words: CLOSED)
    assert turns(await feed(other, noise("pink", 3.0), hush(1.0))) == []


async def test_sams_own_voice_as_echo_is_not_heard_but_a_caller_over_it_is(
    voice: HibariVoice,
) -> None:
    sam = voice.render("Thanks for calling Willow and Bloom, I'm an automated assistant.")
    echo = (sam * 0.1).astype(np.int16)  # 20 dB weaker
    listener = Listener(SileroActivity(), LengthRecogniser(), lambda words: CLOSED)
    listener.sam_speaks = True
    assert await feed(listener, echo) == []
    caller = voice.render("Wait, do you have anything on Saturday?")
    mixed = echo.copy()
    at = 8000
    mixed[at : at + len(caller)] += caller[: len(mixed) - at]
    start = len(echo) / 8000
    (started, *_) = await feed(listener, mixed, start=start)
    assert isinstance(started, SpeechStarted)
    assert started.noticed_at - (start + 1.0) < 0.3


async def test_the_end_of_speech_is_where_the_sound_ends_and_not_where_the_model_calms_down(
    voice: HibariVoice,
) -> None:
    """Voice activity alone lags by 0.1 to 0.4 s, which every reply would have to wait for."""
    speech = voice.render("Yes, that's right.")
    loud = np.flatnonzero(np.abs(speech.astype(np.int32)) > 600)[-1] / 8000
    (turn,) = turns(
        await feed(
            Listener(SileroActivity(), LengthRecogniser(), lambda words: CLOSED),
            hush(0.5),
            speech,
            hush(1.5),
        )
    )
    assert turn.speech_ended_at == pytest.approx(0.5 + loud, abs=0.08)
