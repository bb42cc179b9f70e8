"""Whatever happens between two acknowledgements, exactly what was acknowledged is there after."""

from __future__ import annotations

import asyncio
import multiprocessing
import random
import shutil
import signal
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from ruamel.yaml import YAML

from sam.messages.fields import crossed
from sam.messages.store import MessageStore
from sam.spa.model import Spa
from sam.vocabulary.message import Message, Reason, ReasonKind, Slot
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step, StepCode
from sam.vocabulary.window import Window

EXAMPLE = Path(__file__).parents[2] / "examples" / "willow-bloom.yaml"
SPA = Spa.model_validate(YAML(typ="safe").load(EXAMPLE.read_text()))
BEGAN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)

calls = st.integers(0, 2).map(lambda number: f"{number:032x}")
services = st.lists(st.sampled_from([s.id for s in SPA.services]), max_size=3).map(tuple)
steps = st.lists(
    st.builds(
        Step,
        st.sampled_from([StepCode.TOLD_PRICE, StepCode.TOLD_OFFERED]),
        st.none() | st.sampled_from([s.id for s in SPA.services]),
        st.none() | st.integers(0, 300).map(lambda s: BEGAN + timedelta(seconds=s)),
    ),
    max_size=3,
).map(tuple)
messages = st.builds(
    Message,
    st.builds(Reason, st.sampled_from([ReasonKind.BOOK, ReasonKind.PRICE]), services),
    name=st.sampled_from([None, "Ana", "Mary-Jane O’Neil"]),
    callback=st.sampled_from([None, "+14795550140", "+14795550141"]),
    preferred_time=st.sampled_from([(), (Window(datetime(2026, 11, 28, 9), None),)]),
    unconfirmed=st.frozensets(st.sampled_from(Slot)),
)


@dataclass
class Expected:
    """What must be read back of one call."""

    steps: tuple[Step, ...] = ()
    message: Message | None = None
    outcome: Outcome | None = None
    called_back_by: str | None = None
    number: int = 0
    last: tuple[str, tuple[Any, ...]] | None = field(default=None)


class Survival(RuleBasedStateMachine):
    """Any sequence of a keeper's calls, resends, kills and restarts."""

    template: Path

    @initialize()
    def begin(self) -> None:
        self.folders = [Path(tempfile.mkdtemp(prefix="sam-survival-"))]
        shutil.copytree(self.template, self.folders[0], dirs_exist_ok=True)
        self.store = self._open()
        self.expected: dict[str, Expected] = {}

    def _open(self) -> MessageStore:
        return MessageStore.open(self.folders[-1], SPA, clock=lambda: BEGAN)

    def _do(self, call: str, operation: str, *arguments: Any) -> Expected:
        known = self.expected.setdefault(call, Expected())
        known.number += 1
        known.last = (operation, arguments)
        self._send(call, known)
        return known

    def _send(self, call: str, known: Expected) -> None:
        assert known.last is not None
        operation, arguments = known.last
        asyncio.run(getattr(self.store, operation)(call, *arguments, number=known.number))

    @rule(call=calls)
    def opened(self, call: str) -> None:
        self._do(call, "opened", BEGAN, Forwarded.BUSY)

    @rule(call=calls, added=steps)
    def stepped(self, call: str, added: tuple[Step, ...]) -> None:
        self._do(call, "stepped", added).steps += added

    @rule(call=calls, message=messages)
    def keep(self, call: str, message: Message) -> None:
        known = self._do(call, "keep", message)
        known.message = message

    @rule(call=calls)
    def crossed(self, call: str) -> None:
        known = self._do(call, "crossed")
        known.steps = ()
        known.message = crossed(known.message) if known.message else None

    @rule(call=calls)
    def forget(self, call: str) -> None:
        known = self._do(call, "forget")
        known.steps, known.message, known.called_back_by = (), None, None

    @rule(call=calls, outcome=st.sampled_from(Outcome))
    def closed(self, call: str, outcome: Outcome) -> None:
        self._do(call, "closed", BEGAN, outcome).outcome = outcome

    @rule(call=calls)
    def resend_after_a_lost_acknowledgement(self, call: str) -> None:
        known = self.expected.get(call)
        if known is not None:
            self._send(call, known)

    @rule(call=calls)
    def call_back(self, call: str) -> None:
        known = self.expected.get(call)
        if known is not None and known.message is not None:
            self.store.mark_called_back(call, "account-1", BEGAN)
            known.called_back_by = "account-1"

    @rule()
    def close_stale(self) -> None:
        self.store.close_stale(BEGAN + timedelta(seconds=1))
        for known in self.expected.values():
            known.outcome = known.outcome or Outcome.ABANDONED

    @rule()
    def kill_and_restart(self) -> None:
        """Go on with the files as they are at this moment, as a restart after a kill does."""
        killed = self.store
        self.folders.append(Path(tempfile.mkdtemp(prefix="sam-survival-")))
        # The shared-memory index does not outlive its processes.
        leave = shutil.ignore_patterns("*-shm")
        shutil.copytree(self.folders[-2], self.folders[-1], dirs_exist_ok=True, ignore=leave)
        self.store = self._open()
        killed.close()

    @invariant()
    def exactly_what_was_acknowledged_is_there(self) -> None:
        kept = {one.call_id: one for one in self.store.calls()}
        assert kept.keys() == self.expected.keys()
        for call, known in self.expected.items():
            message = kept[call].message
            assert kept[call].steps == known.steps
            assert kept[call].outcome == known.outcome
            assert (message.message if message else None) == known.message
            assert (message.called_back_by if message else None) == known.called_back_by
        for number in ("+14795550140", "+14795550141"):
            assert {one.call_id for one in self.store.with_number(number)} == {
                call
                for call, known in self.expected.items()
                if known.message is not None and known.message.callback == number
            }

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            for folder in self.folders:
                shutil.rmtree(folder)


def test_any_sequence_of_calls_and_kills_leaves_what_was_acknowledged(migrated: Path) -> None:
    class Here(Survival):
        template = migrated

    Here.TestCase.settings = settings(
        max_examples=12,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    Here.TestCase("runTest").runTest()


KILLS = 20


async def write_for_ever(data: Path, begin: int, acknowledged: Connection) -> None:
    """Keep one message after the other, forget every third, and say what is acknowledged."""
    store = MessageStore.open(data, SPA)
    for number in range(begin, begin + 100_000):
        call = f"{number:032x}"
        await store.opened(call, datetime.now(UTC), Forwarded.BUSY)
        await store.stepped(call, (Step(StepCode.GREETED), Step(StepCode.NOTED)))
        message = Message(Reason(ReasonKind.BOOK), callback=f"+1479{number:07d}")
        await store.keep(call, message)
        acknowledged.send(number)
        if number % 3 == 0:
            await store.forget(call)
            acknowledged.send(-number)


def _writer(data: Path, begin: int, acknowledged: Connection) -> None:
    asyncio.run(write_for_ever(data, begin, acknowledged))


def test_every_acknowledged_message_survives_kill_minus_nine(data: Path) -> None:
    kept: set[int] = set()
    forgotten: set[int] = set()
    rng = random.Random(11)
    # Forked, since a new interpreter spends a second on imports before it writes anything.
    fork = multiprocessing.get_context("fork")
    for kill in range(KILLS):
        ours, theirs = fork.Pipe(duplex=False)
        writer = fork.Process(target=_writer, args=(data, 1 + kill * 100_000, theirs))
        writer.start()
        theirs.close()
        numbers = [ours.recv()]
        time.sleep(rng.uniform(0, 0.1))
        writer.kill()
        with suppress(EOFError, OSError):
            while True:
                numbers.append(ours.recv())
        writer.join()
        assert writer.exitcode == -signal.SIGKILL
        kept |= {number for number in numbers if number > 0}
        forgotten |= {-number for number in numbers if number < 0}

    assert len(kept) > KILLS and forgotten
    store = MessageStore.open(data, SPA)
    found = {int(one.call_id, 16): one for one in store.calls(limit=100_000)}
    store.close()
    for number in kept:
        message = found[number].message
        if number in forgotten:
            assert message is None and found[number].steps == ()
        elif number % 3:
            assert message is not None
            assert message.message.callback == f"+1479{number:07d}"
            assert len(found[number].steps) == 2
    # Beyond the acknowledged there is at most the one that each kill interrupted.
    assert len(found.keys() - kept) <= KILLS


def test_the_state_machine_can_fail(migrated: Path) -> None:
    """A store that loses an acknowledged message is found out."""

    class Losing(Survival):
        template = migrated

        @rule(call=calls, message=messages)
        def keep(self, call: str, message: Message) -> None:
            known = self._do(call, "keep", message)
            known.message = replace(message, name="Zoe")

    Losing.TestCase.settings = settings(
        max_examples=20,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    try:
        Losing.TestCase("runTest").runTest()
    except AssertionError:
        return
    raise AssertionError("the state machine did not notice")
