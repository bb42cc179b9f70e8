from sam.understanding.slots import Span, SpanKind
from sam.understanding.text import MAX_TOKENS, Turn


def test_fillers_repeats_and_contractions_are_ironed_out() -> None:
    assert Turn.of("Um, what's what's your, uh, cancellation policy?").text == (
        "what is your cancellation policy"
    )
    assert Turn.of("can you can you squeeze me in").text == "can you squeeze me in"


def test_an_apostrophe_may_be_missing() -> None:
    assert Turn.of("whats it cost i dont know").text == Turn.of("what's it cost I don't know").text


def test_the_digits_of_a_number_are_no_stutter() -> None:
    assert Turn.of("five five five two two").text == "five five five two two"


def test_mm_hmm_means_yes() -> None:
    assert Turn.of("mm-hmm").text == "yes"
    assert Turn.of("uh-uh").text == "no"


def test_the_er_is_no_filler() -> None:
    assert Turn.of("should i go to the er").text.endswith("the er")


def test_a_slot_becomes_one_word_that_keeps_its_place() -> None:
    text = "how much is a lip flip please"
    turn = Turn.of(text).slotted([Span(14, 22, SpanKind.SERVICE)])
    assert turn.text == "how much is a SERVICE please"
    token = turn.tokens[4]
    assert text[token.start : token.end] == "lip flip"


def test_an_endless_turn_is_cut_in_the_middle() -> None:
    turn = Turn.of("first " + "and then another thing " * 400 + "last")
    assert turn.cut and len(turn.tokens) <= MAX_TOKENS
    assert turn.tokens[0].word == "first" and turn.tokens[-1].word == "last"
