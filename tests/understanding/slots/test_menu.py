from pathlib import Path

import pytest

from sam.spa.load import load_spa
from sam.spa.model import Spa
from sam.spa.services import NotOffered, Service
from sam.understanding.slots.menu import Menu

EXAMPLES = Path(__file__).parents[3] / "examples"
WILLOW = load_spa(EXAMPLES / "willow-bloom.yaml")
HARBOR = load_spa(EXAMPLES / "harbor-skin.yaml")


def keys(spa: Spa, text: str, what: str = "service") -> list[str]:
    return [n.key for n in Menu(spa).find(text) if n.what == what]


def with_menu(*names: str) -> Spa:
    """A spa whose menu is these names and nothing that the owner added to help."""
    services = tuple(
        Service.model_validate({"id": name.lower().replace(" ", "-"), "name": name})
        for name in names
    )
    return WILLOW.model_copy(update={"services": services, "not_offered": ()})


@pytest.mark.parametrize("spa", [WILLOW, HARBOR], ids=["willow", "harbor"])
def test_every_phrase_that_the_owner_wrote_is_found(spa: Spa) -> None:
    menu = Menu(spa)
    missed = [
        (service.id, phrase)
        for service in spa.services
        for phrase in (service.name, *service.also, *service.sounds_like)
        if [n.key for n in menu.find(f"how much is {phrase} please")] != [service.id]
    ]
    assert missed == []


@pytest.mark.parametrize("spa", [WILLOW, HARBOR], ids=["willow", "harbor"])
def test_everything_that_is_not_offered_is_named_verbatim(spa: Spa) -> None:
    for thing in spa.not_offered:
        assert isinstance(thing, NotOffered)
        for phrase in (thing.name, *thing.also, *thing.sounds_like):
            assert keys(spa, f"do you do {phrase}", "not_offered") == [thing.name], phrase


def test_several_services_come_in_the_order_said() -> None:
    said = "do you do lip filler, what does a HydraFacial run, and can I add botox"
    assert keys(WILLOW, said) == ["lip-filler", "hydrafacial", "botox"]


def test_the_longest_name_wins() -> None:
    assert keys(WILLOW, "rf microneedling") == ["rf-microneedling"]
    assert keys(WILLOW, "PRP hair restoration") == ["prp-hair-restoration"]
    assert keys(WILLOW, "tattoo removal") == []
    assert keys(HARBOR, "laser tattoo removal") == ["tattoo-removal"]


BRANDS = (
    "Botox", "Dysport", "Xeomin", "Jeuveau", "Daxxify", "Juvederm", "Restylane", "Kysse",
    "Sculptra", "Radiesse", "Kybella", "Morpheus8", "SkinPen", "HydraFacial", "DiamondGlow",
    "Emsculpt", "CoolSculpting", "Moxi", "Halo", "Sofwave", "PRP", "Letybo",
)  # fmt: skip


@pytest.mark.parametrize(
    ("heard", "brand"),
    [
        ("bow tox", "botox"),
        ("talks", "botox"),
        ("this port", "dysport"),
        ("zio men", "xeomin"),
        ("juvo", "jeuveau"),
        ("taxi fi", "daxxify"),
        ("juva derm", "juvederm"),
        ("rest a lane", "restylane"),
        ("kiss", "kysse"),
        ("sculpture", "sculptra"),
        ("radius", "radiesse"),
        ("kai bella", "kybella"),
        ("morpheus eight", "morpheus8"),
        ("hydro facial", "hydrafacial"),
        ("m sculpt", "emsculpt"),
        ("cool sculpting", "coolsculpting"),
        ("skin pen", "skinpen"),
        ("diamond glow", "diamondglow"),
        ("juvaderm", "juvederm"),
        ("restalane", "restylane"),
        ("restilane", "restylane"),
        ("zeomin", "xeomin"),
        ("dysports", "dysport"),
        ("disporte", "dysport"),
        ("kybela", "kybella"),
        ("sculptera", "sculptra"),
        ("hydrofashial", "hydrafacial"),
        ("coolscupting", "coolsculpting"),
        ("soft wave", "sofwave"),
        ("pee are pee", "prp"),
    ],
)
def test_a_brand_as_the_recogniser_hears_it_is_found_on_a_menu_without_help(
    heard: str, brand: str
) -> None:
    assert keys(with_menu(*BRANDS), f"do you do {heard}") == [brand]


@pytest.mark.parametrize(
    "said",
    [
        "she talks too fast",
        "I want to talk to somebody about the talk we had",
        "we talk about it every day",
        "I'll kiss him goodbye",
        "is there a radius around the office",
        "how are you today",
        "what are your hours on Saturday",
        "I need to change my appointment to eleven",
        "can I bring my friend",
        "will I be able to park there",
        "that is a desperate situation",
        "he left a message for me",
        "can you cool it down in there",
        "I'm at the airport this week",
        "let it be",
        "my name is Vilma",
        "hello",
        "do you have gift cards",
        "I had a rest in the lane",
    ],
)
@pytest.mark.parametrize(
    "spa", [WILLOW, HARBOR, with_menu(*BRANDS)], ids=["willow", "harbor", "all"]
)
def test_ordinary_talk_names_no_treatment(said: str, spa: Spa) -> None:
    assert [n for n in Menu(spa).find(said) if n.what != "role"] == []


def test_a_kind_of_treatment_alone_is_the_one_service_of_that_kind_or_none() -> None:
    assert keys(WILLOW, "do you do peels") == ["chemical-peel"]
    assert keys(WILLOW, "do you do fillers") == []
    assert keys(HARBOR, "how much is the laser") == []


def test_a_brand_that_is_not_on_the_menu_is_not_taken_for_its_kind() -> None:
    assert keys(WILLOW, "do you have the moxie laser") == []


def test_what_is_denied_gives_way_to_what_is_meant() -> None:
    assert keys(WILLOW, "not the lip filler, the lip flip") == ["lip-flip"]


def test_a_role_is_found_by_title_and_by_other_words() -> None:
    assert keys(WILLOW, "can I speak to the nurse injector", "role") == ["nurse-injector"]
    assert keys(WILLOW, "is the owner in", "role") == ["manager"]
    assert keys(HARBOR, "put me through to the billing office", "role") == ["office"]
