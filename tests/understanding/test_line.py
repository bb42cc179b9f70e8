import pytest

from sam.understanding.line.cues import CUES, cue_in
from sam.understanding.line.jests import JESTS
from sam.understanding.line.lexicon import LexiconError, read_families
from sam.understanding.reader import Reader
from sam.understanding.text import Turn
from sam.vocabulary.heard import Words
from sam.vocabulary.intent import Danger, Intent, Side
from sam.vocabulary.meaning import Context


@pytest.mark.parametrize(
    ("danger", "line"), [(cue.danger, line) for cue in CUES for line in cue.examples]
)
def test_every_wording_of_an_emergency_is_an_emergency(
    danger: Danger, line: str, reader: Reader, idle: Context
) -> None:
    meaning = reader.read(Words(line), idle)
    assert (meaning.side, meaning.danger) == (Side.EMERGENCY, danger)
    assert not meaning.answerable and not meaning.intents and not meaning.services


def test_every_family_of_cues_has_ten_wordings() -> None:
    assert all(len(cue.examples) >= 10 for cue in CUES)


@pytest.mark.parametrize("line", [line for _, lines in JESTS for line in lines])
def test_a_jest_is_no_emergency(line: str) -> None:
    assert cue_in(Turn.of(line).text) is None


def test_a_real_cue_beside_a_jest_still_counts() -> None:
    assert cue_in("she is my emergency contact and i cannot breathe") is not None


CLINICAL = [
    "can i get botox while i'm pregnant",
    "my name is Ann and I'm pregnant",
    "how much is botox and i take a blood thinner",
    "can i book if i'm pregnant",
    "my eyelid looks droopy since tuesday",
    "is it permanent",
    "does it hurt",
    "how many units do i need for my forehead",
    "how long until it kicks in",
    "can i work out after my appointment",
    "i'd like to move my appointment i have a cold sore",
    "how old do you have to be for lip filler",
    "can you dissolve my filler",
    "i'm on ozempic can i still get it",
    "one eyebrow is higher than the other",
    "what would i look like with fuller cheeks",
]


@pytest.mark.parametrize("line", CLINICAL)
def test_clinical_words_are_never_answered_and_leave_nothing(
    line: str, reader: Reader, idle: Context
) -> None:
    meaning = reader.read(Words(line), idle)
    assert meaning.side is Side.CLINICAL and not meaning.answerable
    assert not (meaning.intents or meaning.services or meaning.name or meaning.times)


BOOKING = [
    "do you do laser hair removal",
    "can I get a lip flip with Botox",
    "yes that works better",
    "how much is kybella",
    "what are your hours on saturday",
    "i'd like to book a hydrafacial for friday at three",
    "i need to reschedule my appointment",
    "can i talk to the manager",
    "do you have anything tomorrow",
    "is there parking",
]


@pytest.mark.parametrize("line", BOOKING)
def test_booking_words_are_answered(line: str, reader: Reader, idle: Context) -> None:
    meaning = reader.read(Words(line), idle)
    assert meaning.side is Side.BOOKING and meaning.answerable


def test_what_nothing_explains_is_not_answered(reader: Reader, idle: Context) -> None:
    line = "how much is botox and my gerbil snorted the purple trombone beneath grandpa's lasagna"
    assert not reader.read(Words(line), idle).answerable


def test_is_it_permanent_after_a_price_is_clinical(reader: Reader, idle: Context) -> None:
    after = Context(now=idle.now, told=(Intent.PRICE,))
    assert reader.read(Words("okay and is it permanent"), after).side is Side.CLINICAL


def test_a_malformed_lexicon_is_refused_with_its_line() -> None:
    with pytest.raises(LexiconError, match="line 1"):
        list(read_families("aspirin, advil"))
