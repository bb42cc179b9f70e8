from __future__ import annotations

import asyncio

import numpy as np
import pytest

from sam.lab.bench_speech import digits_of, errors, words_of
from sam.lab.noises import NOISES, noise
from sam.speech.engines import BusyError
from sam.speech.hibari import HibariVoice
from sam.speech.whisper import (
    MANNER,
    PROMPT_TOKENS,
    Hypothesis,
    WhisperRecogniser,
    most_tokens,
    was_said,
)
from sam.vocabulary.heard import Audio

SENTENCES = (
    "How much is lip filler, and do you have anything on Saturday?",
    "I want to cancel my HydraFacial on Friday.",
    "Do you take CareCredit for Kybella?",
    "Is bruising normal after Botox?",
    "My name is Michael and I'd like a consultation.",
)


def test_sentences_of_the_trade_are_heard_with_the_names_of_the_menu(
    voice: HibariVoice, recogniser: WhisperRecogniser
) -> None:
    wrong = total = 0
    for sentence in SENTENCES:
        heard = recogniser.transcribe(Audio(voice.render(sentence), 8000)).open()
        wrong += errors(words_of(sentence), words_of(heard))
        total += len(words_of(sentence))
    assert wrong / total < 0.1


def test_a_telephone_number_is_heard_digit_by_digit(
    voice: HibariVoice, recogniser: WhisperRecogniser
) -> None:
    said = "It's four seven nine, five five five, zero one eight six."
    heard = recogniser.transcribe(Audio(voice.render(said), 8000)).open()
    assert digits_of(heard) == list("4795550186")


@pytest.mark.parametrize("name", NOISES)
def test_no_words_are_found_in_a_noise(name: str, recogniser: WhisperRecogniser) -> None:
    for seed, seconds in enumerate((0.5, 3.0)):
        assert not recogniser.transcribe(Audio(noise(name, seconds, seed), 8000))


def test_speech_in_noise_is_still_speech(voice: HibariVoice, recogniser: WhisperRecogniser) -> None:
    clean = voice.render(SENTENCES[1]).astype(np.int32)
    noisy = clean + noise("pink", len(clean) / 8000 + 0.1)[: len(clean)] // 6
    heard = recogniser.transcribe(Audio(noisy.clip(-32768, 32767).astype(np.int16), 8000))
    assert "friday" in heard.open().lower()


def test_no_audio_and_half_a_minute_of_it_are_both_taken(recogniser: WhisperRecogniser) -> None:
    assert not recogniser.transcribe(Audio(np.zeros(0, np.int16), 8000))
    assert not recogniser.transcribe(Audio(np.zeros(45 * 8000, np.int16), 8000))


def test_a_loop_is_no_speech_however_sure_the_model_is() -> None:
    loop = Hypothesis("888, " * 30, confidence=-0.1, no_speech=0.05)
    plain = Hypothesis("Tuesday at nine works for me.", confidence=-0.9, no_speech=0.3)
    assert not was_said(loop)
    assert was_said(plain)
    assert not was_said(Hypothesis(" . ", confidence=-0.1, no_speech=0.0))


def test_a_guess_does_not_show_its_text() -> None:
    assert "secret" not in repr(Hypothesis("secret", confidence=-0.1, no_speech=0.0))


def test_a_menu_of_any_length_leaves_room_for_the_transcript(recogniser: WhisperRecogniser) -> None:
    prompt = recogniser._prompt_for([f"Treatment number {n}" for n in range(500)])
    assert len(prompt) <= PROMPT_TOKENS + 3
    assert recogniser._tokens.decode(prompt).endswith(MANNER)
    assert len(prompt) + most_tokens(29) <= 448


async def test_calls_beyond_the_queue_are_refused_at_once_and_the_others_answered(
    voice: HibariVoice,
) -> None:
    small = WhisperRecogniser(threads=1, queue=1)
    audio = voice.render("Tuesday works.")
    results = await asyncio.gather(
        *(small.recognise(Audio(audio, 8000)) for _ in range(4)), return_exceptions=True
    )
    small.close()
    assert sum(isinstance(result, BusyError) for result in results) == 2
    assert all("uesday" in result.open() for result in results[:2])  # type: ignore[union-attr]
