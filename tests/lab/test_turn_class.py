"""The class of a turn, for measuring replies."""

import pytest

from sam.lab.turn_class import class_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Yes.", "closed"),
        ("Saturday morning.", "closed"),
        ("No, I'm new.", "closed"),
        ("Hi, how much is Botox?", "open"),
        ("I'd like to come in for that sometime on Saturday.", "open"),
        ("4 7 9, 5 5 5 0 1 8 6.", "digits"),
        ("It's 479-555-0186.", "digits"),
        ("Four seven nine, five five five, oh one eight six.", "digits"),
    ],
)
def test_a_turn_is_classed_by_what_it_gives(text: str, kind: str) -> None:
    assert class_of(text) == kind
