"""Turns as recognition on the telephone writes them."""

import pytest

from sam.understanding.reader import Reader
from sam.vocabulary.ask import Ask
from sam.vocabulary.heard import Words
from sam.vocabulary.intent import Danger, Intent, Side
from sam.vocabulary.meaning import Context, Meaning, Visitor


def _read(line: str, asked: Ask | None, reader: Reader, idle: Context) -> Meaning:
    return reader.read(Words(line), Context(now=idle.now, asked=asked))


YES_NO = [
    Ask.ANYTHING_ELSE, Ask.NAME_CONFIRM, Ask.CONFIRM_MESSAGE, Ask.HANDOFF, Ask.NEW_OR_RETURNING,
]  # fmt: skip

NOES = [
    "Know that's it.", "Know that's all thanks.", "know thank you", "Know.", "No. 5 5 5 5 5 5",
    "No thanks. 5 5", "No thank you. 5 5", "No, that's everything.", "No, that's it. Thanks.",
    "No. 555.", "No, 55.",
]  # fmt: skip


@pytest.mark.parametrize("asked", YES_NO)
@pytest.mark.parametrize("line", NOES)
def test_a_no_is_a_no_however_it_is_written_and_whatever_digits_follow(
    line: str, asked: Ask, each_reader: Reader, idle: Context
) -> None:
    meaning = _read(line, asked, each_reader, idle)
    assert meaning.answerable and set(meaning.intents) <= {Intent.NO, Intent.THANKS}
    assert Intent.NO in meaning.intents and not meaning.digits and not meaning.times


@pytest.mark.parametrize("asked", YES_NO)
@pytest.mark.parametrize("line", ["Yes, sir.", "yes ma'am", "Yes. 5 5", "Yep."])
def test_a_yes_is_a_yes(line: str, asked: Ask, each_reader: Reader, idle: Context) -> None:
    meaning = _read(line, asked, each_reader, idle)
    assert meaning.answerable and meaning.intents == (Intent.YES,) and not meaning.digits


def test_to_know_in_the_middle_stays_to_know(each_reader: Reader, idle: Context) -> None:
    meaning = _read("I'd like to know what your hours are", None, each_reader, idle)
    assert meaning.intents == (Intent.HOURS,)


def test_a_first_visit_is_no_correction_and_no_wish_for_a_time(
    each_reader: Reader, idle: Context
) -> None:
    meaning = _read("No, it's my first time.", Ask.NEW_OR_RETURNING, each_reader, idle)
    assert set(meaning.intents) == {Intent.NO, Intent.NEW_CLIENT}
    assert meaning.visitor is Visitor.NEW and not meaning.times


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Jessica.", "Jessica"),
        ("It's Ann Baker.", "Ann Baker"),
        ("My name is David.", "David"),
        ("This is Robert Hill.", "Robert Hill"),
        ("It's under Maria Lopez.", "Maria Lopez"),
        ("Yeah, it's, um, Karen Fisher.", "Karen Fisher"),
        ("Emily Carter.", "Emily Carter"),
    ],
)
def test_a_name_is_taken_bare_or_with_a_cue(
    line: str, name: str, each_reader: Reader, idle: Context
) -> None:
    meaning = _read(line, Ask.NAME, each_reader, idle)
    assert (meaning.name, meaning.name_sure, meaning.answerable) == (name, True, True)


@pytest.mark.parametrize("line", ["Endaker", "It's Endaker.", "My name is Endaker."])
def test_one_word_that_nobody_is_called_is_never_a_sure_name(
    line: str, each_reader: Reader, idle: Context
) -> None:
    meaning = _read(line, Ask.NAME, each_reader, idle)
    assert meaning.name is None or not meaning.name_sure


def test_a_name_lost_in_recognition_gives_none(each_reader: Reader, idle: Context) -> None:
    assert _read("It's on Baker", Ask.NAME, each_reader, idle).name is None


@pytest.mark.parametrize(
    "line",
    [
        "4 7 9, 5 5 5 0 1 8 6.",
        "479-555-0186.",
        "It's 479, 555, 0186.",
        "Four seven nine, five five five, zero one eight six.",
        "4795550186",
        "Sure, it's (479) 555-0186.",
    ],
)
def test_a_number_is_whole_in_every_writing(line: str, each_reader: Reader, idle: Context) -> None:
    meaning = _read(line, Ask.CALLBACK, each_reader, idle)
    assert meaning.callback == "+14795550186" and meaning.answerable


def test_another_number_beside_a_no_replaces_the_one_read_back(
    each_reader: Reader, idle: Context
) -> None:
    line = "No, it's 4 7 9 5 5 5 0 1 8 7"
    meaning = _read(line, Ask.CALLBACK_CONFIRM, each_reader, idle)
    assert Intent.NO in meaning.intents and meaning.callback == "+14795550187"


@pytest.mark.parametrize("asked", [Ask.NAME, Ask.NAME_CONFIRM])
@pytest.mark.parametrize(
    "line",
    ["I'm pregnant", "I'm sore.", "I'm diabetic", "It's burning", "I'm sick", "I'm swollen",
     "I'm fourteen", "I'm seventeen.", "I'm allergic", "I'm nursing", "I'm on Eliquis"],
)  # fmt: skip
def test_what_a_body_feels_is_no_name_where_a_name_is_asked_for(
    line: str, asked: Ask, each_reader: Reader, idle: Context
) -> None:
    meaning = _read(line, asked, each_reader, idle)
    assert not meaning.answerable and meaning.name is None


def test_a_whole_name_draws_nothing_over_the_line(each_reader: Reader, idle: Context) -> None:
    meaning = _read("It should be under Jessica Payne.", None, each_reader, idle)
    assert meaning.answerable and meaning.name == "Jessica Payne"


@pytest.mark.parametrize("asked", [None, *Ask])
@pytest.mark.parametrize(
    "line",
    [
        "Can I get Botox if I'm pregnant?",
        "My name is Karen, and I'm on blood thinners, is that okay?",
        "how much is Botox and I take a blood thinner",
    ],
)
def test_a_clinical_turn_is_clinical_whatever_was_asked(
    line: str, asked: Ask | None, each_reader: Reader, idle: Context
) -> None:
    meaning = _read(line, asked, each_reader, idle)
    assert meaning.side is Side.CLINICAL and not meaning.answerable and meaning.name is None


@pytest.mark.parametrize("asked", [None, *Ask])
def test_an_emergency_is_one_whatever_was_asked(
    asked: Ask | None, each_reader: Reader, idle: Context
) -> None:
    line = "I had filler yesterday, my lip is turning white and the pain is getting worse."
    meaning = _read(line, asked, each_reader, idle)
    assert (meaning.side, meaning.danger) == (Side.EMERGENCY, Danger.MEDICAL)


SPANISH = [
    "Hola, quiero hacer una cita para el viernes",
    "Buenas tardes, ¿cuánto cuesta el láser?",
    "¿Hablan español?",
    "¿Dónde están ubicados?",
    "¿A qué hora cierran?",
    "Necesito cancelar mi cita",
    "Disculpe, no entiendo inglés",
    "Hola, ¿tienen algo para el sábado?",
]


@pytest.mark.parametrize("line", SPANISH)
def test_a_turn_in_spanish_asks_for_spanish(line: str, each_reader: Reader, idle: Context) -> None:
    meaning = _read(line, None, each_reader, idle)
    assert meaning.intents == (Intent.SPANISH,) and meaning.answerable


SPANISH_CLINICAL = [
    "Estoy embarazada, ¿puedo ponerme Botox?",
    "Tengo fiebre y se me hinchó el labio",
    "Hola, tomo anticoagulantes, ¿puedo hacer una cita?",
    "quiero una cita pero estoy amamantando",
    "Soy alérgica a la lidocaína",
    "Hola, tengo diabetes, ¿puedo hacerme el láser?",
    "tengo la cara hinchada",
    "se me cayó el párpado",
    "quiero una cita para mi mamá que tiene cáncer",
    "hola, quiero una cita, me operaron la semana pasada",
    "quisiera saber si es normal",
    "No puedo respirar",
    "me quiero morir",
]


@pytest.mark.parametrize("line", SPANISH_CLINICAL)
def test_clinical_words_in_spanish_are_never_answered(
    line: str, each_reader: Reader, idle: Context
) -> None:
    assert not _read(line, None, each_reader, idle).answerable
