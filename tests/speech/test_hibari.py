from __future__ import annotations

import urllib.request

import numpy as np
import pytest

from sam.speech.hibari import HibariVoice
from sam.speech.pronunciation import PHONEMES, spoken

GREETING = "Thanks for calling Willow and Bloom. I'm Sam, an automated assistant."


def test_the_same_sentence_is_the_same_audio(voice: HibariVoice) -> None:
    assert np.array_equal(voice.render(GREETING), voice.render(GREETING))


@pytest.mark.parametrize("sentence", [GREETING, "Yes.", "Botox is $12 a unit."])
def test_sam_speaks_at_telephone_level_without_clipping(sentence: str, voice: HibariVoice) -> None:
    audio = voice.render(sentence) / 32768.0
    frames = audio[: len(audio) // 160 * 160].reshape(-1, 160)
    rms = np.sqrt(np.mean(frames**2, axis=1))
    level = 20 * np.log10(np.sqrt(np.mean(rms[rms > 0.1 * rms.max()] ** 2)))
    assert -22 < level < -18
    assert np.abs(audio).max() <= 0.951


def test_little_silence_surrounds_a_sentence(voice: HibariVoice) -> None:
    audio = np.abs(voice.render(GREETING) / 32768.0)
    loud = np.flatnonzero(audio > 0.02)
    assert loud[0] < 0.09 * 8000
    assert len(audio) - loud[-1] < 0.12 * 8000
    assert audio[0] == audio[-1] == 0.0


def test_nothing_to_say_is_no_audio(voice: HibariVoice) -> None:
    assert len(voice.render("  ")) == 0


async def test_the_voice_never_fetches(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the voice tried to fetch something")

    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    fresh = HibariVoice()
    assert len(await fresh.speak("Ready when you are.")) > 4000
    fresh.close()


def test_every_phoneme_of_the_table_is_one_that_the_voice_has(voice: HibariVoice) -> None:
    known = set(voice._engine.vocab)
    for word, phonemes in PHONEMES.items():
        assert set(phonemes) <= known | {" "}, word


def test_nine_one_one_is_said_digit_by_digit() -> None:
    assert spoken("Hang up and call 911.") == "Hang up and call [911](/nˈIn wˈʌn wˈʌn/)."


@pytest.mark.parametrize(
    "text", ["It is $911.", "At 1,911 dollars.", "[Xeomin](/zˈɛOmɪn/)", "nadir"]
)
def test_what_only_looks_like_a_name_of_the_table_is_left(text: str) -> None:
    assert spoken(text) == text


def test_a_name_is_found_whatever_its_case() -> None:
    assert spoken("XEOMIN, xeomin") == "[XEOMIN](/zˈiOmɪn/), [xeomin](/zˈiOmɪn/)"


async def test_no_pause_inside_a_reply_is_long_enough_to_be_taken_for_its_end() -> None:
    """Callers answer in the pause before "How can I help you?" if it is longer."""
    voice = HibariVoice()
    samples = await voice.speak("Thanks for calling. This is Sam. How can I help you?")
    frames = np.abs(samples.astype(np.int32))[: len(samples) // 80 * 80].reshape(-1, 80).max(axis=1)
    quiet = "".join("q" if frame < 200 else "s" for frame in frames)
    assert max(map(len, quiet.split("s"))) <= 40
