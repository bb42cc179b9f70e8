from __future__ import annotations

import pytest

from sam.spa.promises import promise_in


@pytest.mark.parametrize(
    "sentence",
    [
        "It's perfectly safe.",
        "Laser is safe for all skin.",
        "You can have it done, it's safe while nursing.",
        "Don't worry, it won't hurt.",
        "It doesn’t really hurt.",
        "Kybella is permanent.",
        "We guarantee smooth skin.",
        "Results last three months.",
        "Botox usually lasts about four months.",
        "You'll look ten years younger.",
        "You're a good candidate for filler.",
        "It's right for you.",
        "Most people need twenty units.",
        "You would typically use 2 syringes.",
        "We start with 2.5 mg a week.",
        "Please stop taking aspirin a week before.",
        "Avoid alcohol the day before.",
        "There's no downtime.",
        "Some bruising is normal.",
        "Is pregnancy a problem? No.",
        "It is FDA approved and painless.",
        "There are no side effects.",
        "Light peels are risk-free.",
    ],
)
def test_a_clinical_promise_is_found(sentence: str) -> None:
    assert promise_in(sentence) is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "Parking is free, right behind the building.",
        "We take all major cards and HSA cards, and we don't bill insurance.",
        "A gift card never expires.",
        "Botox is $12 a unit, and 20 units are $240.",
        "Three syringes for eighteen hundred dollars.",
        "Our membership is $99 a month and takes 10% off every visit.",
        "We hold a visit for ten minutes.",
        "Your card details are kept safely by our card company.",
        "Every first injectable visit begins with a free consultation.",
        "The medical director is in on Tuesdays.",
        "We don't take walk-ins.",
        "It takes 45 minutes.",
        "Kids can wait in the lobby, which is a safe place.",
    ],
)
def test_an_ordinary_policy_is_left_alone(sentence: str) -> None:
    assert promise_in(sentence) is None
