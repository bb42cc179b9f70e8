"""The socket between ear and desk: what passes, what is refused, and what a lost line costs."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sam.house.door import KeeperClient, KeeperServer
from sam.house.frames import FrameError, frame, read
from sam.messages.store import MessageStore
from sam.spa.model import Spa
from sam.vocabulary.keeper import NotKeptError
from sam.vocabulary.meaning import Visitor
from sam.vocabulary.message import Message, Reason, ReasonKind, Slot
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step, StepCode
from sam.vocabulary.window import Window

CALL = "c" * 32
AT = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
PHRASE = "my face went numb after tox"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keeper.sock"


@contextlib.asynccontextmanager
async def door(store, path: Path, ack_seconds: float = 2.0) -> AsyncIterator:
    server = KeeperServer(store, path)
    await server.start()
    client = KeeperClient(path, ack_seconds)
    try:
        yield client
    finally:
        await client.stop()
        await server.stop()


async def test_every_operation_arrives_as_it_was_sent(ledger, path: Path) -> None:
    message = Message(
        Reason(ReasonKind.BOOK, ("botox",), Visitor.NEW),
        name="Jessica",
        callback="+14795550140",
        preferred_time=(Window(datetime(2026, 11, 21, 9), datetime(2026, 11, 21, 15)),),
        unconfirmed=frozenset({Slot.NAME}),
    )
    steps = (Step(StepCode.GREETED, None, AT), Step(StepCode.TOLD_PRICE, "botox", AT))
    async with door(ledger, path) as keeper:
        await keeper.opened(CALL, AT, Forwarded.BUSY)
        await keeper.stepped(CALL, steps)
        await keeper.keep(CALL, message)
        await keeper.crossed(CALL)
        await keeper.forget(CALL)
        await keeper.closed(CALL, AT, Outcome.MESSAGE)
    assert ledger.entries == [
        ("opened", CALL, AT, Forwarded.BUSY),
        ("stepped", CALL, steps),
        ("keep", CALL, message),
        ("crossed", CALL),
        ("forget", CALL),
        ("closed", CALL, AT, Outcome.MESSAGE),
    ]


async def test_without_a_desk_the_ear_hears_so_within_two_seconds(path: Path) -> None:
    keeper = KeeperClient(path)
    began = asyncio.get_running_loop().time()
    with pytest.raises(NotKeptError, match="keep: the desk did not answer within 2 s"):
        await keeper.keep(CALL, Message(Reason(ReasonKind.BOOK)))
    assert 1.9 < asyncio.get_running_loop().time() - began < 2.3


async def test_a_full_disk_is_a_refusal_and_not_a_silence(ledger, path: Path) -> None:
    ledger.full_disk = True
    async with door(ledger, path) as keeper:
        with pytest.raises(NotKeptError, match="keep: the desk refused, it could not be written"):
            await keeper.keep(CALL, Message(Reason(ReasonKind.BOOK)))
        ledger.full_disk = False
        await keeper.keep(CALL, Message(Reason(ReasonKind.BOOK)))


async def test_a_slow_disk_is_reported_in_time(ledger, path: Path) -> None:
    ledger.seconds = 0.5
    async with door(ledger, path, ack_seconds=0.1) as keeper:
        with pytest.raises(NotKeptError, match="did not answer"):
            await keeper.crossed(CALL)


async def test_the_ear_finds_the_desk_again_after_its_restart(ledger, path: Path) -> None:
    keeper = KeeperClient(path)
    for _ in range(3):
        server = KeeperServer(ledger, path)
        await server.start()
        await keeper.crossed(CALL)
        await server.stop()
    assert len(ledger.entries) == 3
    await keeper.stop()


async def test_an_operation_waits_for_a_desk_that_is_just_starting(ledger, path: Path) -> None:
    keeper = KeeperClient(path)
    under_way = asyncio.create_task(keeper.crossed(CALL))
    await asyncio.sleep(0.2)
    server = KeeperServer(ledger, path)
    await server.start()
    await under_way
    assert ledger.entries == [("crossed", CALL)]
    await keeper.stop()
    await server.stop()


async def test_an_operation_is_sent_again_under_its_number_when_the_connection_is_lost(
    ledger, path: Path
) -> None:
    ledger.seconds = 0.2
    async with door(ledger, path) as keeper:
        under_way = asyncio.create_task(keeper.stepped(CALL, (Step(StepCode.GREETED),)))
        await asyncio.sleep(0.1)
        keeper._link.close()  # the connection drops while the desk is writing
        await under_way
        await keeper.crossed(CALL)
    # The store knows both sendings by their number: `test_a_resend_reaches_the_real_store_once`.
    assert ledger.numbers == [1, 1, 2]


async def test_operations_of_a_call_never_overtake_each_other(ledger, path: Path) -> None:
    ledger.seconds = 0.01
    async with door(ledger, path) as keeper:
        services = [f"{number}" for number in range(10)]
        await asyncio.gather(
            *(keeper.keep(CALL, Message(Reason(ReasonKind.BOOK, (one,)))) for one in services)
        )
    assert [entry[2].reason.services[0] for entry in ledger.entries] == services
    assert ledger.numbers == list(range(1, 11))


async def test_many_calls_at_once_each_get_their_own_answer(ledger, path: Path) -> None:
    async with door(ledger, path) as keeper:
        calls = [f"{number:032x}" for number in range(50)]
        async with asyncio.TaskGroup() as group:
            for call in calls:
                group.create_task(keeper.crossed(call))
    assert sorted(entry[1] for entry in ledger.entries) == calls


@pytest.mark.parametrize(
    "change",
    [
        {"op": "transcript"},
        {"op": PHRASE},
        {PHRASE: 1},
        {"number": PHRASE},
        {"call_id": PHRASE},
        {"at": PHRASE},
        {"at": "2026-11-20T15:30:00"},
        {"forwarded": PHRASE},
        {"seq": PHRASE},
    ],
)
def test_whatever_does_not_fit_is_refused_by_its_field_and_never_repeated(
    change: dict[str, object],
) -> None:
    good = json.loads(
        frame("opened", seq=1, number=1, call_id=CALL, at=AT, forwarded=Forwarded.BUSY)
    )
    read(json.dumps(good).encode())
    with pytest.raises(FrameError) as refused:
        read(json.dumps(good | change).encode())
    assert PHRASE not in str(refused.value)
    field = next(iter(change))
    if field in good and field != "op":
        assert refused.value.field == field


@pytest.mark.parametrize(
    ("message", "field"),
    [
        ({"kind": "book", "name": "my face went numb after tox"}, "message.name"),
        ({"kind": "book", "callback": "479 555"}, "message.callback"),
        ({"kind": "clinical_question", "services": ["botox"]}, "message"),
        ({"kind": PHRASE}, "message.kind"),
        ({"kind": "book", "note": PHRASE}, "message.(unknown)"),
    ],
)
async def test_the_desk_refuses_a_message_that_an_ear_should_not_have_sent(
    ledger, path: Path, message: dict[str, object], field: str
) -> None:
    async with door(ledger, path):
        reader, writer = await asyncio.open_unix_connection(str(path))
        sent = {"op": "keep", "seq": 7, "number": 1, "call_id": CALL, "message": message}
        writer.write(json.dumps(sent).encode() + b"\n")
        answer = await reader.readline()
        writer.close()
    assert json.loads(answer) == {"seq": 7, "kept": False, "field": field}
    assert ledger.entries == []


async def test_a_step_or_reason_that_is_not_on_the_menu_is_refused(
    tmp_path: Path, path: Path, spa: Spa
) -> None:
    store = MessageStore.open(tmp_path / "data", spa)
    async with door(store, path) as keeper:
        await keeper.opened(CALL, AT, Forwarded.BUSY)
        with pytest.raises(NotKeptError) as refused:
            await keeper.stepped(CALL, (Step(StepCode.TOLD_PRICE, PHRASE),))
        with pytest.raises(NotKeptError):
            await keeper.keep(CALL, Message(Reason(ReasonKind.BOOK, ("face-numb",))))
        await keeper.stepped(CALL, (Step(StepCode.TOLD_PRICE, spa.services[0].id, AT),))
    (kept,) = store.calls(limit=10)
    store.close()
    assert PHRASE not in str(refused.value)
    assert [step.arg for step in kept.steps] == [spa.services[0].id]
    assert kept.message is None


async def test_a_resend_reaches_the_real_store_once(tmp_path: Path, path: Path, spa: Spa) -> None:
    store = MessageStore.open(tmp_path / "data", spa)
    async with door(store, path):
        reader, writer = await asyncio.open_unix_connection(str(path))
        once = frame("stepped", seq=1, number=1, call_id=CALL, steps=({"code": "greeted"},))
        for _ in range(3):
            writer.write(once)
            assert json.loads(await reader.readline()) == {"seq": 1, "kept": True}
        writer.close()
    (kept,) = store.calls(limit=10)
    store.close()
    assert len(kept.steps) == 1


async def test_a_line_without_an_end_closes_the_connection(ledger, path: Path) -> None:
    async with door(ledger, path):
        reader, writer = await asyncio.open_unix_connection(str(path))
        writer.write(b"x" * 200_000)
        with contextlib.suppress(ConnectionError):
            assert await reader.read() == b""
        writer.close()


def test_the_socket_belongs_to_its_user_alone(ledger, path: Path) -> None:
    async def mode() -> int:
        async with door(ledger, path):
            return path.stat().st_mode & 0o777

    assert asyncio.run(mode()) == 0o600


async def test_a_process_of_another_user_is_not_served(
    ledger, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with door(ledger, path, ack_seconds=0.3) as keeper:
        # The same process, seen by a door that runs as somebody else.
        monkeypatch.setattr("sam.house.door.os.geteuid", lambda: 12345)
        with pytest.raises(NotKeptError):
            await keeper.crossed(CALL)
        reader, writer = await asyncio.open_unix_connection(str(path))
        assert await reader.read() == b""
        writer.close()
    assert ledger.entries == []


@given(st.binary(max_size=400) | st.text().map(lambda text: json.dumps(text).encode()))
def test_no_bytes_at_all_make_the_reader_do_anything_but_refuse(line: bytes) -> None:
    with pytest.raises(FrameError):
        read(line)


@given(
    st.dictionaries(
        st.sampled_from(["op", "number", "seq", "call_id", "message", "steps", "at", "outcome"]),
        st.recursive(
            st.none() | st.integers() | st.text(alphabet="zxj", min_size=4),
            lambda inner: st.lists(inner) | st.dictionaries(st.text("zxj", min_size=4), inner),
            max_leaves=5,
        ),
    )
)
def test_no_refusal_repeats_what_was_in_the_frame(value: dict[str, object]) -> None:
    with pytest.raises(FrameError) as refused:
        read(json.dumps({"op": "keep", **value}).encode())
    assert not set("zxj") & set(str(refused.value))
