import pytest

from sam.understanding.reader import Reader
from sam.vocabulary.ask import Ask
from sam.vocabulary.heard import Words
from sam.vocabulary.meaning import Completeness, Context

CLOSED, OPEN, UNFINISHED = Completeness.CLOSED, Completeness.OPEN, Completeness.UNFINISHED


def _of(line: str, asked: Ask | None, reader: Reader, idle: Context) -> Completeness:
    context = Context(now=idle.now, asked=asked)
    judged = reader.completeness(Words(line), context)
    assert reader.read(Words(line), context).completeness is judged
    return judged


WISHES = [
    "Hi, I need to reschedule my appointment",
    "I'd like to cancel my appointment.",
    "I'd like to book a facial",
    "I'm running late for my appointment.",
    "Hi, I'm Jessica",
    "I'd like to come in sometime on Saturday morning.",
    "yes",
    "hi",
    "Hello.",
]


@pytest.mark.parametrize("asked", [None, Ask.REASON])
@pytest.mark.parametrize("line", WISHES)
def test_callers_go_on_after_telling_a_wish(
    line: str, asked: Ask | None, each_reader: Reader, idle: Context
) -> None:
    assert _of(line, asked, each_reader, idle) is OPEN


QUESTIONS = [
    "how much is a chemical peel",
    "Hi, how much is microneedling?",
    "What time do you close on Saturday?",
    "And where are you located?",
    "I was wondering what you charge for tattoo removal",
    "do you have anything saturday",
    "what are your hours, thanks",
    "Can I speak to the manager, please?",
    "Could you tell me what time you close on Friday?",
    "And where exactly are you located, and is there parking?",
    "can you say that again",
]


@pytest.mark.parametrize("asked", [None, Ask.REASON, Ask.ANYTHING_ELSE, Ask.NAME])
@pytest.mark.parametrize("line", QUESTIONS)
def test_a_finished_question_is_whole_whatever_was_asked(
    line: str, asked: Ask | None, each_reader: Reader, idle: Context
) -> None:
    assert _of(line, asked, each_reader, idle) is CLOSED


ANSWERS = [
    ("no", Ask.ANYTHING_ELSE, CLOSED),
    ("No, that's it. Thanks.", Ask.ANYTHING_ELSE, CLOSED),
    ("No, thank you. Bye.", Ask.ANYTHING_ELSE, CLOSED),
    ("No, that's everything.", Ask.ANYTHING_ELSE, CLOSED),
    ("Know that's it.", Ask.ANYTHING_ELSE, CLOSED),
    ("No. 5 5 5 5 5 5", Ask.ANYTHING_ELSE, CLOSED),
    ("No thanks. 5 5", Ask.HANDOFF, CLOSED),
    ("No, I also have a question", Ask.ANYTHING_ELSE, OPEN),
    ("yes and I also", Ask.ANYTHING_ELSE, UNFINISHED),
    ("Yes, that's right.", Ask.CONFIRM_MESSAGE, CLOSED),
    ("Yes, that's fine.", Ask.CALLBACK_CONFIRM, CLOSED),
    ("No, it's my first time.", Ask.NEW_OR_RETURNING, CLOSED),
    ("No, I'm new.", Ask.NEW_OR_RETURNING, CLOSED),
    ("Jessica", Ask.NAME, OPEN),
    ("My name is Jessica.", Ask.NAME, CLOSED),
    ("Jessica Miller", Ask.NAME, CLOSED),
    ("It's Ann Baker.", Ask.NAME, CLOSED),
    ("Next Friday afternoon.", Ask.PREFERRED_TIME, CLOSED),
    ("Friday", Ask.PREFERRED_TIME, OPEN),
    ("Four seven nine, five five five, zero one eight six.", Ask.CALLBACK, CLOSED),
    ("4 7 9, 5 5 5 0 1 8 6.", Ask.CALLBACK, CLOSED),
    ("No, it's four seven nine", Ask.CALLBACK_CONFIRM, UNFINISHED),
]


@pytest.mark.parametrize(("line", "asked", "expected"), ANSWERS)
def test_a_short_answer_to_what_was_asked_is_whole(
    line: str, asked: Ask, expected: Completeness, each_reader: Reader, idle: Context
) -> None:
    assert _of(line, asked, each_reader, idle) is expected


@pytest.mark.parametrize("line", ["how much", "what time"])
def test_the_first_words_of_a_question_are_no_question(
    line: str, each_reader: Reader, idle: Context
) -> None:
    assert _of(line, None, each_reader, idle) is not CLOSED


@pytest.mark.parametrize(
    "line", ["and where are you located and is there", "Hi, I was wondering", "do you have any"]
)
def test_a_question_cut_in_the_middle_is_unfinished(
    line: str, each_reader: Reader, idle: Context
) -> None:
    assert _of(line, None, each_reader, idle) is UNFINISHED
