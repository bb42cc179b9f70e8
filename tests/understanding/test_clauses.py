from pathlib import Path

import pytest

from sam.understanding.clauses import MAX_CLAUSES, clauses
from sam.understanding.reader import Reader
from sam.understanding.text import Turn
from sam.vocabulary.ask import Ask
from sam.vocabulary.heard import Words
from sam.vocabulary.intent import Side
from sam.vocabulary.meaning import Context


def _split(text: str, *whole: str) -> list[str]:
    spans = [(text.index(part), text.index(part) + len(part)) for part in whole]
    return [part.text for part in clauses(text, Turn.of(text), spans)]


def test_a_turn_is_cut_where_a_clause_begins_with_or_without_punctuation() -> None:
    assert _split("Hi, I'm Ann, how much is a facial?") == [
        "hi",
        "i am ann",
        "how much is a facial",
    ]
    assert _split("where are you located and is there parking") == [
        "where are you located",
        "and is there parking",
    ]
    assert _split("i want a peel do you have anything friday") == [
        "i want a peel",
        "do you have anything friday",
    ]


def test_one_thing_said_is_one_clause() -> None:
    assert _split("can you tell me how much it is") == ["can you tell me how much it is"]
    assert _split("botox and filler please") == ["botox and filler please"]


def test_a_slot_or_a_known_phrase_is_never_cut() -> None:
    text = "call me at 479, 555, 0186, please"
    assert _split(text, "479, 555, 0186") == ["call me at 479 555 0186", "please"]


def test_what_has_many_clauses_keeps_its_rest_together() -> None:
    assert len(_split("well, " * 30)) <= MAX_CLAUSES


FOLDER = Path(__file__).parent


def _lines(name: str) -> list[str]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("asked", [None, Ask.NAME, Ask.PREFERRED_TIME, Ask.ANYTHING_ELSE])
def test_no_clinical_turn_told_indirectly_is_answered(
    asked: Ask | None, each_reader: Reader, idle: Context
) -> None:
    context = Context(now=idle.now, asked=asked)
    lines = _lines("indirect.txt")
    answered = [line for line in lines if each_reader.read(Words(line), context).answerable]
    assert len(lines) > 100 and not answered


def test_nearly_every_booking_turn_of_several_clauses_is_answered(
    each_reader: Reader, idle: Context
) -> None:
    lines = _lines("breath.txt")
    refused = [line for line in lines if not each_reader.read(Words(line), idle).answerable]
    assert len(refused) <= len(lines) // 20, refused


TOGETHER = [
    "Hi, I'm Jessica, I'm interested in lip filler, what does a syringe run, and do you have"
    " anything Saturday?",
    "hi im jessica im interested in lip filler what does a syringe run and do you have anything"
    " saturday",
    "what does a syringe of lip filler run",
    "Hi, how much is Botox?",
    "Hi, how much is Botox",
    "hi how much is botox",
    "Hello, I've never been there before, do you have anything Friday, and where are you located?",
    "Hi, I saw your place on Instagram, and I was wondering what you charge for microneedling, and"
    " if there's a package",
    "So I have an appointment Wednesday at two but something came up at work so I need to cancel"
    " it",
    "I'd like to reschedule, it's under Maria Lopez, and next Friday afternoon would be great",
    "Hi, I'd like to buy a gift card for my sister, how does that work, and can I do it over the"
    " phone?",
    "Yes, my name is Tom Reed and my number is 479 555 0133, and I'd like to come in on Friday",
    "Do you do laser hair removal, how much is it, and how long does it take?",
]


@pytest.mark.parametrize("line", TOGETHER)
def test_several_harmless_clauses_in_one_breath_are_answered(
    line: str, each_reader: Reader, idle: Context
) -> None:
    meaning = each_reader.read(Words(line), idle)
    assert meaning.side is Side.BOOKING and meaning.answerable


HIDDEN = [
    "how much is Botox and I take a blood thinner",
    "Do you have anything Saturday, and would it be enough for my forehead",
    "What time do you open, my face is on fire",
    "I'd like to schedule for next week but I just got back from getting my knee done",
    "I've got one in the oven, do you have anything next week",
    "How much is lip filler and will people be able to tell",
    "I want to come in but my heart guy has me on something",
    "What's the price of a facial and how many rounds would I be looking at",
    "My name is Dana and my sugar's been all over the place",
    "Friday works, but I'll be coming off a long flight, is that all right",
]


@pytest.mark.parametrize("line", HIDDEN)
def test_a_clinical_clause_hides_behind_no_harmless_one(
    line: str, each_reader: Reader, idle: Context
) -> None:
    assert not each_reader.read(Words(line), idle).answerable


def test_a_clause_that_is_clinical_by_itself_takes_the_turn_over_the_line(
    each_reader: Reader, idle: Context
) -> None:
    meaning = each_reader.read(Words("What time do you open, my face is on fire"), idle)
    assert meaning.side is Side.CLINICAL and not meaning.intents
