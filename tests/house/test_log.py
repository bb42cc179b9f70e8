"""The log: whatever is passed in, a planted phrase never comes out."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sam.house import log as log_module
from sam.house.log import FIELDS, Event, Room, fitted, log, start, tame
from sam.vocabulary.outcome import Outcome

PHRASE = "zanzibar quetzal itches"


@pytest.fixture
def lines() -> Iterator[list[str]]:
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning
    root, level = logging.root.handlers[:], logging.root.level
    last_resort, raising = logging.lastResort, logging.raiseExceptions
    written: list[str] = []
    start(written.append)
    yield written
    sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning = hooks
    logging.root.handlers[:], logging.lastResort = root, last_resort
    logging.raiseExceptions = raising
    logging.root.setLevel(level)
    log_module._write = lambda line: None


def only(lines: list[str]) -> dict[str, object]:
    (line,) = lines
    assert PHRASE not in line
    value = json.loads(line)
    del value["at"]
    return value


def test_an_event_is_one_object_with_its_closed_fields(lines: list[str]) -> None:
    log(Event.CALL_ENDED, call="ab" * 16, seconds=61.23456, outcome=Outcome.MESSAGE, room=Room.EAR)
    assert only(lines) == {
        "event": "call_ended",
        "call": "ab" * 16,
        "seconds": 61.235,
        "outcome": "message",
        "room": "ear",
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"call": PHRASE},
        {"outcome": PHRASE},
        {"room": PHRASE},
        {"seconds": PHRASE},
        {"count": 14795550140},
        {"count": True},
        {"error": PHRASE},
        {"error": ValueError(PHRASE)},
        {"error": type(PHRASE, (), {})},
        {"logger": PHRASE},
        {"said": PHRASE},
        {PHRASE: 1},
        {"exc_info": (ValueError, ValueError(PHRASE), None)},
        {"stack_info": PHRASE},
    ],
)
def test_a_value_that_could_be_a_word_or_a_number_is_withheld(
    lines: list[str], fields: dict[str, object]
) -> None:
    log(Event.STARTED, **fields)
    assert only(lines) == {"event": "started", "withheld": 1}


def test_an_event_that_is_not_on_the_list_loses_its_name(lines: list[str]) -> None:
    log(PHRASE)
    assert only(lines) == {"event": "foreign"}


def test_a_library_that_logs_a_sentence_leaves_its_name_and_level(lines: list[str]) -> None:
    logging.getLogger("sqlalchemy.engine").error("%s", PHRASE, extra={"a": PHRASE})
    line = only(lines)
    assert line["event"] == "foreign" and line["level"] == "error"


def test_a_library_that_logs_an_exception_leaves_its_type(lines: list[str]) -> None:
    try:
        raise KeyError(PHRASE)
    except KeyError:
        logging.getLogger("asyncio").exception(PHRASE, stack_info=True)
    assert only(lines) == {
        "event": "foreign",
        "logger": "asyncio",
        "level": "error",
        "error": "KeyError",
    }


def test_a_logger_that_was_named_by_a_caller_loses_its_name(lines: list[str]) -> None:
    logging.getLogger(PHRASE).error("x")
    assert "logger" not in only(lines)


def test_a_log_call_whose_arguments_do_not_fit_still_says_nothing(
    lines: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("asyncio").error("%d", PHRASE)
    only(lines)
    assert PHRASE not in "".join(capfd.readouterr())


def test_the_sip_library_s_report_of_each_peer_is_dropped(lines: list[str]) -> None:
    peer = logging.getLogger("baresip.call")
    peer.setLevel(logging.DEBUG)
    peer.info("hangup by sip:%s", PHRASE)
    assert lines == []


def test_debug_level_on_a_logger_brings_nothing_more(lines: list[str]) -> None:
    chatty = logging.getLogger("asyncio.chatty")
    chatty.setLevel(logging.DEBUG)
    chatty.debug(PHRASE)
    assert PHRASE not in "".join(lines)


def test_a_library_s_own_handler_is_taken_from_it(capfd: pytest.CaptureFixture[str]) -> None:
    early = logging.getLogger("early.bird")
    early.addHandler(logging.StreamHandler(sys.stdout))
    early.propagate = False
    kept = logging.root.handlers[:]
    start(lambda line: None)
    early.error(PHRASE)
    logging.root.handlers[:] = kept
    assert PHRASE not in "".join(capfd.readouterr())


@pytest.mark.filterwarnings("default")
def test_a_warning_is_its_category(lines: list[str]) -> None:
    log_module._foreign("warnings", "warning", UserWarning)
    lines.clear()
    warnings.showwarning(UserWarning(PHRASE), UserWarning, PHRASE, 1)
    assert only(lines) == {
        "event": "foreign",
        "logger": "warnings",
        "level": "warning",
        "error": "UserWarning",
    }


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_dies_leaves_its_exception_s_type(
    lines: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    threading.excepthook(
        threading.ExceptHookArgs((ValueError, ValueError(PHRASE), None, threading.current_thread()))
    )
    assert only(lines)["error"] == "ValueError"
    assert PHRASE not in "".join(capfd.readouterr())


def test_an_unhandled_exception_leaves_its_type(
    lines: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    sys.excepthook(ValueError, ValueError(PHRASE), None)
    assert only(lines)["error"] == "ValueError"
    assert PHRASE not in "".join(capfd.readouterr())


def test_a_task_whose_exception_nobody_fetched_leaves_its_type(
    lines: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    async def fail() -> None:
        raise ValueError(PHRASE)

    async def main() -> None:
        tame(asyncio.get_running_loop())
        task = asyncio.create_task(fail(), name=PHRASE)
        await asyncio.sleep(0)
        del task
        await asyncio.sleep(0)

    asyncio.run(main())
    assert only(lines)["error"] == "ValueError"
    assert PHRASE not in "".join(capfd.readouterr())


class Sly(str):
    """A value that shows itself in every way there is."""

    def __str__(self) -> str:
        return PHRASE

    __repr__ = __str__


class SlyNumber(int):
    def __repr__(self) -> str:
        return PHRASE

    __str__ = __repr__


anything = st.recursive(
    st.sampled_from(
        [
            PHRASE,
            Sly("ear"),
            SlyNumber(4),
            ValueError(PHRASE),
            type(PHRASE, (ValueError,), {"__module__": PHRASE}),
            PHRASE.encode(),
            lambda: PHRASE,
        ]
    )
    | st.text().map(lambda text: text + PHRASE),
    lambda inner: st.lists(inner) | st.dictionaries(st.just(PHRASE), inner),
    max_leaves=3,
)


@given(
    event=st.sampled_from(list(Event)) | anything,
    fields=st.dictionaries(st.sampled_from([*FIELDS, PHRASE, "exc_info", "event"]), anything),
)
def test_a_planted_phrase_never_comes_out(event: object, fields: dict[str, object]) -> None:
    assert PHRASE not in json.dumps(fitted({**fields, "event": event}))


@given(st.text(min_size=1), anything, st.sampled_from([logging.INFO, logging.ERROR]))
def test_a_planted_phrase_never_comes_out_of_the_standard_library_s_logging(
    name: str, value: object, level: int
) -> None:
    written: list[str] = []
    before, log_module._write = log_module._write, written.append
    try:
        record = logging.LogRecord(
            name + PHRASE,
            level,
            PHRASE,
            1,
            PHRASE,
            (value,),
            (ValueError, ValueError(PHRASE), None),
        )
        log_module._Reduce().emit(record)
    finally:
        log_module._write = before
    assert PHRASE not in "".join(written)
