from __future__ import annotations

import asyncio

import numpy as np

from sam.speech.engines import BusyError
from sam.speech.prompts import PromptCache
from sam.vocabulary.heard import Samples


class CountingVoice:
    """Says every sentence as its length in samples, and notes what it was asked."""

    def __init__(self, refusals: int = 0) -> None:
        self.asked: list[str] = []
        self.refusals = refusals

    async def speak(self, text: str) -> Samples:
        if self.refusals:
            self.refusals -= 1
            raise BusyError("full")
        self.asked.append(text)
        await asyncio.sleep(0.005)
        return np.zeros(len(text), np.int16)


async def test_a_fixed_sentence_is_spoken_once_for_all_calls() -> None:
    voice = CountingVoice()
    cache = PromptCache(voice)
    await cache.prepare(["We open at nine.", "Botox is $12 a unit."])
    first = await cache.speak("We open at nine.", cacheable=True)
    second = await cache.speak("We open at nine.", cacheable=True)
    assert voice.asked == ["We open at nine.", "Botox is $12 a unit."]
    assert first is second
    assert not first.flags.writeable


async def test_a_personal_sentence_is_never_kept() -> None:
    voice = CountingVoice()
    cache = PromptCache(voice)
    for _ in range(2):
        await cache.speak("Is that Jessica?", cacheable=False)
    assert voice.asked == ["Is that Jessica?"] * 2
    assert len(cache) == 0
    assert "Jessica" not in repr(vars(cache))


async def test_two_calls_that_need_the_same_new_sentence_share_one_rendering() -> None:
    voice = CountingVoice()
    cache = PromptCache(voice)
    await asyncio.gather(*(cache.speak("One moment.", cacheable=True) for _ in range(5)))
    assert voice.asked == ["One moment."]


async def test_a_live_sentence_goes_before_those_being_prepared() -> None:
    voice = CountingVoice()
    cache = PromptCache(voice)
    preparing = asyncio.create_task(cache.prepare([f"Sentence {n}." for n in range(20)]))
    await asyncio.sleep(0.02)
    await asyncio.gather(*(cache.speak(f"Live {n}.", cacheable=False) for n in range(3)))
    live = [n for n, text in enumerate(voice.asked) if text.startswith("Live")]
    assert live[-1] - live[0] == 2  # nothing was prepared in between
    await preparing
    assert len(cache) == 20


async def test_preparing_waits_for_a_full_voice_and_leaves_no_sentence_out() -> None:
    cache = PromptCache(CountingVoice(refusals=2))
    await cache.prepare(["One.", "Two."])
    assert len(cache) == 2


async def test_sentences_of_an_old_spa_file_are_forgotten() -> None:
    cache = PromptCache(CountingVoice())
    await cache.prepare(["Old.", "Both."])
    cache.keep_only(["Both.", "New."])
    assert len(cache) == 1


async def test_a_long_reply_begins_while_its_second_sentence_is_still_being_made() -> None:
    voice = CountingVoice()
    cache = PromptCache(voice)
    lengths = [
        len(audio) async for audio in cache.speak_each([("First.", True), ("For Jessica.", False)])
    ]
    assert lengths == [6, 12]
    assert len(cache) == 1


async def test_a_caller_who_hangs_up_does_not_spoil_the_sentence_for_another() -> None:
    cache = PromptCache(CountingVoice())
    leaving = asyncio.create_task(cache.speak("We open at nine.", cacheable=True))
    staying = asyncio.create_task(cache.speak("We open at nine.", cacheable=True))
    await asyncio.sleep(0)
    leaving.cancel()
    assert len(await staying) == len("We open at nine.")
