from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.repertoire.conftest import HARBOR, TODAY, WILLOW

from sam.repertoire import wording
from sam.repertoire.cue import PERSONAL, Cue, Say
from sam.repertoire.order import ABOUT_A_SERVICE, EMERGENCIES, ORDER, TOPICS
from sam.repertoire.repertoire import Repertoire
from sam.spa.file import SpaFile
from sam.spa.rules_words import AUTOMATED
from sam.spa.sentences import ELSEWHERE, OPEN
from sam.vocabulary.meaning import Visitor
from sam.vocabulary.message import WITHOUT_SERVICES, Message, Reason, ReasonKind
from sam.vocabulary.window import Window

LEFT_OVER = re.compile(r"[\d{}$&_]|  |\.\.|,,|,\.|(?<!\. )\bNone\b")

moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(
    lambda at: at.replace(second=0, microsecond=0)
)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    start = draw(moments)
    if draw(st.booleans()):
        return Window(start, None)
    return Window(start, start + timedelta(minutes=draw(st.integers(1, 40 * 24 * 60))))


@st.composite
def messages(draw: st.DrawFn, spa_file: SpaFile) -> Message:
    kind = draw(st.sampled_from(ReasonKind))
    bare = kind in WITHOUT_SERVICES
    services = st.lists(st.sampled_from([s.id for s in spa_file.spa.services]), max_size=3)
    return Message(
        Reason(
            kind,
            () if bare else tuple(draw(services)),
            draw(st.none() | st.sampled_from(Visitor)),
        ),
        name=draw(st.sampled_from([None, "Jessica", "Mary-Jane O’Neil"])),
        callback=draw(st.sampled_from([None, "+14795550140", "+442071838750"])),
        preferred_time=() if bare else tuple(draw(st.lists(windows(), max_size=6))),
    )


def cue_for(say: Say, spa_file: SpaFile) -> Cue:
    return Cue(
        say,
        service=spa_file.spa.services[0].id,
        thing=spa_file.spa.not_offered[0].name,
        role=spa_file.spa.team[0].id,
        day=date(2026, 11, 28),
        name="Jessica",
        number="+14795550140",
        digits="4795550140",
        message=Message(Reason(ReasonKind.BOOK), "Jessica", "+14795550140"),
    )


@pytest.mark.parametrize("say", Say)
def test_every_cue_is_a_sentence_for_both_spas(say: Say, spa_file: SpaFile) -> None:
    repertoire = Repertoire(spa_file)
    cue = cue_for(say, spa_file)
    for variant in range(repertoire.variants(cue)):
        text = repertoire.sentence(cue, variant, TODAY).text
        assert not LEFT_OVER.search(text), text
        assert text[0].isupper()
        assert text[-1] in ".?!"


def test_every_service_is_told_for_both_spas(spa_file: SpaFile) -> None:
    repertoire = Repertoire(spa_file)
    for service in spa_file.spa.services:
        for say in ABOUT_A_SERVICE:
            text = repertoire.sentence(Cue(say, service=service.id)).text
            assert not LEFT_OVER.search(text), text
            assert repertoire.has(say, service.id) is (text not in wording.UNKNOWN.get(say, ()))


@pytest.mark.parametrize("spa_file", [WILLOW, HARBOR], ids=["willow-bloom", "harbor-skin"])
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_any_message_is_read_back_in_one_sentence(spa_file: SpaFile, data: st.DataObject) -> None:
    message = data.draw(messages(spa_file))
    today = data.draw(st.none() | st.just(TODAY))
    sentence = Repertoire(spa_file).sentence(Cue(Say.CONFIRM_MESSAGE, message=message), 0, today)
    assert not LEFT_OVER.search(sentence.text.replace("_", " ")), sentence.text
    assert re.fullmatch(r"So, I have .+\. Is that right\?", sentence.text)
    assert (message.name or "") in sentence.text
    assert not sentence.cacheable


def test_a_message_is_read_back_with_everything_that_was_given(willow: Repertoire) -> None:
    saturday = Window(datetime(2026, 11, 28, 9), datetime(2026, 11, 28, 12))
    message = Message(
        Reason(ReasonKind.BOOK, ("lip-filler",), Visitor.NEW),
        "Jessica",
        "+14795550140",
        (saturday,),
    )
    assert willow.sentence(Cue(Say.CONFIRM_MESSAGE, message=message), 0, TODAY).text == (
        "So, I have Jessica, at four seven nine, five five five, zero one four zero, about booking"
        " lip filler, for Saturday, November twenty-eighth, in the morning, and this is your first"
        " visit. Is that right?"
    )


def test_a_read_back_leaves_out_what_is_missing(willow: Repertoire) -> None:
    def said(message: Message) -> str:
        return willow.sentence(Cue(Say.CONFIRM_MESSAGE, message=message), 0, TODAY).text

    number = "four seven nine, five five five, zero one four zero"
    clinical = Message(Reason(ReasonKind.CLINICAL_QUESTION), None, "+14795550140")
    assert said(clinical) == (
        f"So, I have you at {number}, for a call back from our clinical team. Is that right?"
    )
    consult = Message(Reason(ReasonKind.CONSULT, ("consultation",)), "Ana")
    assert said(consult) == "So, I have Ana, about a consultation. Is that right?"
    gone = Message(Reason(ReasonKind.PRICE, ("no-longer-on-the-menu",)))
    assert said(gone) == "So, I have you down about our prices. Is that right?"


@pytest.mark.parametrize(
    ("windows_", "said"),
    [
        (((9, 12),), "Tuesday, December first, in the morning"),
        (((12, 18),), "Tuesday, December first, in the afternoon"),
        (((9, 18),), "Tuesday, December first"),
        (((0, 24),), "Tuesday, December first"),
        (((15, None),), "Tuesday, December first, at three"),
        (((7, None),), "Tuesday, December first, at seven"),
        (((20, None),), "Tuesday, December first, at eight p.m."),
        (((15, 18),), "Tuesday, December first, after three"),
        (((9, 11),), "Tuesday, December first, in the morning"),
        (((9, 10),), "Tuesday, December first, before ten"),
        (((13, 15),), "Tuesday, December first, between one and three"),
        (((9, 12), (15, 18)), "Tuesday, December first, in the morning or after three"),
    ],
)
def test_a_wished_time_is_said_as_people_say_it(
    willow: Repertoire, windows_: tuple[tuple[int, int | None], ...], said: str
) -> None:
    day = datetime(2026, 12, 1)
    message = Message(
        Reason(ReasonKind.CALLBACK),
        preferred_time=tuple(
            Window(day + timedelta(hours=a), None if b is None else day + timedelta(hours=b))
            for a, b in windows_
        ),
    )
    text = willow.sentence(Cue(Say.CONFIRM_MESSAGE, message=message), 0, TODAY).text
    # "At eight p.m." ends its own sentence.
    assert text == f"So, I have you down for a call back, for {said.rstrip('.')}. Is that right?"


def test_days_with_the_same_time_are_said_together(willow: Repertoire) -> None:
    def mornings(*days: int) -> str:
        message = Message(
            Reason(ReasonKind.BOOK),
            preferred_time=tuple(
                Window(datetime(2026, 11, day, 9), datetime(2026, 11, day, 12)) for day in days
            ),
        )
        text = willow.sentence(Cue(Say.CONFIRM_MESSAGE, message=message), 0, TODAY).text
        return text.partition(", for ")[2].removesuffix(". Is that right?")

    assert mornings(24, 28) == (
        "tomorrow, Tuesday, or Saturday, November twenty-eighth, in the morning"
    )
    assert mornings(24, 25, 26) == (
        "Tuesday, November twenty-fourth, through Thursday, November twenty-sixth, in the morning"
    )


def test_the_greeting_names_the_spa_and_says_at_once_that_it_is_automated(
    spa_file: SpaFile,
) -> None:
    repertoire = Repertoire(spa_file)
    for variant in range(repertoire.variants(Cue(Say.GREETING))):
        first = re.split(r"(?<=[.?!]) ", repertoire.sentence(Cue(Say.GREETING), variant).text)[0]
        assert spa_file.spa.spa.aloud in first
        assert AUTOMATED.search(first)


def test_the_emergency_words_are_the_files_and_never_vary(spa_file: SpaFile) -> None:
    emergency = spa_file.spa.emergency
    for say, key in EMERGENCIES.items():
        written: str = getattr(emergency, key)
        for seed in range(3):
            text = Repertoire(spa_file, seed).sentence(Cue(say), seed + 1).text
            read = written.replace("911", "nine one one").replace("988", "nine eight eight")
            assert text == read


def test_variants_take_turns_and_a_seed_fixes_them(willow: Repertoire) -> None:
    cue = Cue(Say.ASK_NAME)
    texts = [willow.sentence(cue, variant).text for variant in range(4)]
    assert len(set(texts)) == 3
    assert texts[3] == texts[0]
    assert Repertoire(WILLOW, seed=1).sentence(cue, 0).text == texts[1]


@pytest.mark.parametrize(
    ("service", "said"),
    [
        ("botox", "For Botox, it's twelve dollars a unit."),
        ("chemical-peel", "For a chemical peel, prices start at one hundred fifty dollars."),
        ("consultation", "There's no charge for a consultation."),
        (
            "microneedling",
            "For microneedling, it's three hundred twenty-five dollars a session, or a package"
            " of three for eight hundred fifty dollars.",
        ),
        (
            "medical-weight-loss",
            "For medical weight loss, it's seventy-five dollars. That's for the consultation. The"
            " rest is told at the visit.",
        ),
    ],
)
def test_a_price_is_told_as_it_is_listed(willow: Repertoire, service: str, said: str) -> None:
    assert willow.sentence(Cue(Say.PRICE, service=service)).text == said


def test_a_fact_that_the_file_does_not_have_is_left_to_the_team(harbor: Repertoire) -> None:
    assert not harbor.has(Say.FINANCING)
    assert harbor.sentence(Cue(Say.FINANCING)) == harbor.sentence(Cue(Say.TEAM_WILL_TELL))
    assert not harbor.has(Say.PRICE, "vein-treatment")
    assert "the team can tell you" in harbor.sentence(Cue(Say.PRICE, service="vein-treatment")).text


def test_the_hours_of_a_day_know_holidays_and_tomorrow(willow: Repertoire) -> None:
    def on(day: date, today: date | None = TODAY) -> str:
        return willow.sentence(Cue(Say.HOURS_ON, day=day), 0, today).text

    assert on(TODAY) == "We're closed today."
    assert on(date(2026, 11, 24)) == "We're open tomorrow from nine to six."
    assert on(date(2026, 11, 24), None) == (
        "We're open on Tuesday, November twenty-fourth, from nine to six."
    )
    assert on(date(2026, 11, 26)) == (
        "We're closed on Thanksgiving, Thursday, November twenty-sixth."
    )
    assert on(date(2026, 12, 24)) == (
        "We're open on Christmas Eve, Thursday, December twenty-fourth, from nine to one."
    )


def test_a_break_in_the_day_is_said(harbor: Repertoire) -> None:
    assert harbor.sentence(Cue(Say.HOURS_ON, day=TODAY), 1, TODAY).text == (
        "Today we're open from eight thirty to twelve thirty and from one thirty to seven."
    )


def test_what_is_synthesised_ahead_holds_nothing_of_a_caller_or_a_day(spa_file: SpaFile) -> None:
    fixed = list(Repertoire(spa_file).fixed())
    assert fixed[0].text.startswith(spa_file.spa.sentences.get("greeting", ("Thanks",))[0][:6])
    assert all(sentence.cacheable for sentence in fixed)
    assert len({sentence.text for sentence in fixed}) == len(fixed)
    assert not any(LEFT_OVER.search(sentence.text) for sentence in fixed)
    personal = Repertoire(spa_file)
    for say in (*PERSONAL, Say.HOURS_ON):
        assert personal.sentence(cue_for(say, spa_file)).text not in {s.text for s in fixed}


def test_everything_that_is_not_of_a_caller_or_a_day_is_synthesised_ahead(
    spa_file: SpaFile,
) -> None:
    repertoire = Repertoire(spa_file)
    ahead = {sentence.text for sentence in repertoire.fixed()}
    for say in Say:
        cue = cue_for(say, spa_file)
        for variant in range(repertoire.variants(cue)):
            sentence = repertoire.sentence(cue, variant)
            assert sentence.cacheable is (sentence.text in ahead), sentence.text


def test_facts_name_the_line_that_they_stand_on(willow: Repertoire) -> None:
    written = (WILLOW.path).read_text().splitlines()
    sources = willow.sentence(Cue(Say.PRICE, service="kybella")).sources
    lines = [written[int(source.rpartition(":")[2]) - 1].strip() for source in sources]
    assert lines == ["name: Kybella", "price: {amount: 600, per: vial}"]
    assert willow.sentence(Cue(Say.ASK_NAME)).sources == ()


def test_an_owners_wording_replaces_sams_and_names_its_line(harbor: Repertoire) -> None:
    first, second = (harbor.sentence(Cue(Say.ASK_NAME), variant) for variant in (0, 1))
    assert (first.text, second.text) == (
        "What name should I put down?",
        "And who am I speaking with?",
    )
    written = HARBOR.path.read_text().splitlines()
    assert "ask_name:" in written[int(first.sources[0].rpartition(":")[2]) - 1]


def test_a_sentence_of_a_caller_never_shows_itself(willow: Repertoire) -> None:
    cue = Cue(Say.CONFIRM_NAME, name="Jessica")
    assert "Jessica" in willow.sentence(cue).text
    assert "Jessica" not in repr(willow.sentence(cue)) + repr(cue)


def test_a_cue_without_its_field_says_which_is_missing(willow: Repertoire) -> None:
    with pytest.raises(ValueError, match="to say confirm_name needs its name"):
        willow.sentence(Cue(Say.CONFIRM_NAME))
    with pytest.raises(KeyError, match="no service 'facelift' on the menu"):
        willow.sentence(Cue(Say.PRICE, service="facelift"))


def test_every_sentence_is_worded_here_or_by_the_owner_and_stands_in_the_order_once() -> None:
    assert sorted(ORDER) == sorted(Say)
    own = set(wording.WORDINGS)
    assert own | set(TOPICS) | set(EMERGENCIES) == set(Say)
    assert own.isdisjoint(TOPICS) and own.isdisjoint(EMERGENCIES)


def test_the_spa_file_knows_every_sentence_and_its_placeholders() -> None:
    assert set(OPEN) | set(ELSEWHERE) == set(Say)
    assert set(OPEN).isdisjoint(ELSEWHERE)
    for said, blank in OPEN.items():
        for template in wording.WORDINGS[Say(said)]:
            names = set(re.findall(r"\{([a-z_]+)\}", template))
            assert blank.must <= names <= blank.known, template


def test_most_sentences_have_several_wordings() -> None:
    several = [say for say, wordings in wording.WORDINGS.items() if len(wordings) > 1]
    assert len(several) > 0.75 * len(wording.WORDINGS)
