from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from sam.spa.model import Spa
from sam.spa.printed import MESSAGE_SCHEMA, STEP_SCHEMA, message_as_dict, step_as_dict
from sam.vocabulary.meaning import Visitor
from sam.vocabulary.message import WITHOUT_SERVICES, Message, Reason, ReasonKind, Slot
from sam.vocabulary.step import Step, StepCode
from sam.vocabulary.window import Window

EXAMPLES = Path(__file__).parents[2] / "examples"
SPAS = [
    Spa.model_validate(YAML(typ="safe").load((EXAMPLES / name).read_text()))
    for name in ("willow-bloom.yaml", "harbor-skin.yaml")
]

minutes = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(
    lambda at: at.replace(second=0, microsecond=0)
)


@st.composite
def messages(draw: st.DrawFn, spa: Spa) -> Message:
    kind = draw(st.sampled_from(ReasonKind))
    bare = kind in WITHOUT_SERVICES
    services = st.lists(st.sampled_from([s.id for s in spa.services]), max_size=0 if bare else 8)
    windows = st.lists(st.builds(Window, minutes, st.none() | minutes), max_size=0 if bare else 6)
    return Message(
        Reason(kind, tuple(draw(services)), draw(st.none() | st.sampled_from(Visitor))),
        name=draw(st.sampled_from([None, "Ana", "Mary-Jane O’Neil"])),
        callback=draw(st.sampled_from([None, "+14795550140"])),
        preferred_time=tuple(draw(windows)),
        unconfirmed=draw(st.frozensets(st.sampled_from(Slot))),
    )


@given(st.data())
def test_every_message_is_printed_in_the_published_shape(data: st.DataObject) -> None:
    spa = data.draw(st.sampled_from(SPAS))
    message = data.draw(messages(spa))
    shown = message_as_dict(message, spa)
    Draft202012Validator(MESSAGE_SCHEMA).validate(shown)
    names = {service.name for service in spa.services}
    assert set(shown["reason"]["services"]) <= names
    assert len(shown["reason"]["services"]) == len(message.reason.services)


@pytest.mark.parametrize("spa", SPAS, ids=lambda spa: spa.spa.id)
@pytest.mark.parametrize("code", StepCode)
def test_every_step_is_printed_in_the_published_shape(spa: Spa, code: StepCode) -> None:
    service = spa.services[0]
    shown = step_as_dict(Step(code, service.id, datetime(2026, 1, 1, tzinfo=UTC)), spa)
    Draft202012Validator(STEP_SCHEMA).validate(shown)
    assert shown["arg"] == (service.name if code.startswith("told_") else service.id)
    Draft202012Validator(STEP_SCHEMA).validate(step_as_dict(Step(code), spa))


def test_a_service_that_left_the_menu_is_printed_by_its_id() -> None:
    message = Message(Reason(ReasonKind.BOOK, ("long-gone",)))
    assert message_as_dict(message, SPAS[0])["reason"]["services"] == ["long-gone"]
    step = Step(StepCode.TOLD_PRICE, "long-gone")
    assert step_as_dict(step, SPAS[0]) == {"code": "told_price", "arg": "long-gone", "at": None}
