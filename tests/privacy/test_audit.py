from __future__ import annotations

import dataclasses
import hashlib
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sam.privacy.audit import (
    AUDIT_FILE,
    HEAD_FILE,
    MAX_COUNT,
    OPERATOR,
    SAM,
    AuditEntry,
    AuditError,
    AuditEvent,
    AuditLog,
    verify_files,
)
from sam.privacy.chain import FIRST, Finding, Flaw

AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
ACCOUNT = "f3a9c2d4e5b60718"


@pytest.fixture
def log(tmp_path: Path) -> AuditLog:
    return AuditLog.open(tmp_path / "audit", clock=lambda: AT)


def fill(log: AuditLog, entries: int = 6) -> None:
    events = list(AuditEvent)
    for number in range(entries):
        log.note(events[number % len(events)], ACCOUNT, count=number)


def flaws(log: AuditLog) -> list[tuple[Flaw, int]]:
    return [(finding.flaw, finding.line) for finding in log.verify().findings]


def test_what_is_noted_reads_back_in_order(log: AuditLog) -> None:
    noted = [
        log.note(AuditEvent.STARTED, SAM, fingerprint="ab" * 32),
        log.note(AuditEvent.SIGNED_IN, ACCOUNT),
        log.note(AuditEvent.PURGED, SAM, count=12),
        log.note(AuditEvent.LISTED_MESSAGES_CLI, OPERATOR, count=0),
    ]
    assert list(log.entries()) == noted
    assert noted[0] == AuditEntry(AuditEvent.STARTED, SAM, AT, None, "ab" * 32)
    assert log.verify().sound
    assert log.head().entries == 4 and log.head() == log.verify().head


def test_an_audit_without_entries_is_sound(log: AuditLog) -> None:
    verdict = log.verify()
    assert verdict.sound and verdict.head == FIRST
    assert log.verify(FIRST).sound


def test_the_chain_can_be_checked_with_a_hash_tool_alone(log: AuditLog) -> None:
    fill(log)
    *lines, end = (log.folder / AUDIT_FILE).read_bytes().split(b"\n")
    assert end == b""
    before = "0" * 64
    for number, line in enumerate(lines, start=1):
        assert json.loads(line)["n"] == number
        assert json.loads(line)["before"] == before
        before = hashlib.sha256(line).hexdigest()
    head = json.loads((log.folder / HEAD_FILE).read_bytes())
    assert head == {
        "entries": 6,
        "size": (log.folder / AUDIT_FILE).stat().st_size,
        "hash": before,
    }


def test_files_are_for_the_owner_alone(log: AuditLog) -> None:
    fill(log)
    assert log.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in log.folder.iterdir()} == {0o600}


def test_an_entry_has_closed_fields_only() -> None:
    fields = {field.name: field.type for field in dataclasses.fields(AuditEntry)}
    assert fields == {
        "event": "AuditEvent",
        "actor": "str",
        "at": "datetime",
        "count": "int | None",
        "fingerprint": "str | None",
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"actor": "Mary Smith"},
        {"actor": "Jessica"},
        {"actor": "+14795550140"},
        {"actor": "14795550140"},
        {"actor": "479555014012345"},
        {"actor": ""},
        {"actor": "a" * 65},
        {"count": 14795550140},
        {"count": MAX_COUNT + 1},
        {"count": -1},
        {"fingerprint": "14795550140"},
        {"fingerprint": "told about her skin"},
        {"at": datetime(2026, 11, 24)},
    ],
    ids=str,
)
def test_a_value_that_could_be_a_callers_is_refused_without_being_quoted(
    wrong: dict[str, object],
) -> None:
    good: dict[str, object] = {"event": AuditEvent.SIGNED_IN, "actor": ACCOUNT, "at": AT}
    with pytest.raises(ValueError, match="AuditEntry") as refusal:
        AuditEntry(**(good | wrong))  # type: ignore[arg-type]  # wrong on purpose
    for value in wrong.values():
        assert str(value) not in str(refusal.value) or not value or value == MAX_COUNT


def test_a_refused_value_leaves_no_line(log: AuditLog) -> None:
    with pytest.raises(ValueError, match="actor"):
        log.note(AuditEvent.SIGNED_IN, "Mary Smith")
    assert list(log.entries()) == []
    assert log.verify().head == FIRST


Tamper = Callable[[list[bytes]], list[bytes]]


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (lambda ls: [*ls[:2], ls[2].replace(b'"count":2', b'"count":3'), *ls[3:]],
         (Flaw.CHAIN_BROKEN, 4)),
        (lambda ls: [*ls[:2], *ls[3:]], (Flaw.OUT_OF_ORDER, 3)),
        (lambda ls: ls[1:], (Flaw.OUT_OF_ORDER, 1)),
        (lambda ls: [ls[0], ls[2], ls[1], *ls[3:]], (Flaw.OUT_OF_ORDER, 2)),
        (lambda ls: [*ls[:3], ls[2], *ls[3:]], (Flaw.OUT_OF_ORDER, 4)),
        (lambda ls: ls[:-1], (Flaw.TRUNCATED, 6)),
        (lambda ls: [], (Flaw.TRUNCATED, 1)),
        (lambda ls: [*ls[:-1], ls[-1].replace(b'"count":5', b'"count":6')],
         (Flaw.END_CHANGED, 6)),
        (lambda ls: [*ls[:3], b"{}", *ls[4:]], (Flaw.NOT_AN_ENTRY, 4)),
        (lambda ls: [*ls[:3], b"", *ls[4:]], (Flaw.NOT_AN_ENTRY, 4)),
        (lambda ls: [*ls[:3], ls[3].replace(b'"count"', b'"note":"x","count"'), *ls[4:]],
         (Flaw.NOT_AN_ENTRY, 4)),
        (lambda ls: [*ls, ls[-1]], (Flaw.NOT_IN_HEAD, 7)),
    ],
    ids=["changed", "removed", "first removed", "swapped", "doubled", "cut off", "emptied",
         "last changed", "no entry", "blank", "another field", "added"],
)  # fmt: skip
def test_every_kind_of_change_is_found(
    log: AuditLog, tamper: Tamper, found: tuple[Flaw, int]
) -> None:
    fill(log)
    path = log.folder / AUDIT_FILE
    lines = tamper(path.read_bytes().splitlines())
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    assert found in flaws(log)
    assert not verify_files(path, log.folder / HEAD_FILE).sound


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    log = AuditLog.open(tmp_path_factory.mktemp("sound"), clock=lambda: AT)
    fill(log, 5)
    return log.folder


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_edit_of_the_lines_goes_unnoticed(sound: Path, data: st.DataObject) -> None:
    """Any choice of lines in any order, with any byte of one changed, differs or is found."""
    content = (sound / AUDIT_FILE).read_bytes()
    lines = content.splitlines(keepends=True)
    picked = data.draw(st.lists(st.integers(0, len(lines) - 1), max_size=7))
    edited = bytearray(b"".join(lines[index] for index in picked))
    if edited and data.draw(st.booleans()):
        edited[data.draw(st.integers(0, len(edited) - 1))] ^= data.draw(st.integers(1, 255))
    edited = edited[: data.draw(st.integers(0, len(edited)))]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / AUDIT_FILE
        file.write_bytes(edited)
        assert verify_files(file, sound / HEAD_FILE).sound == (bytes(edited) == content)


def test_a_rewritten_history_is_found_by_a_head_kept_elsewhere(
    log: AuditLog, tmp_path: Path
) -> None:
    fill(log)
    kept = log.head()
    shutil.rmtree(log.folder)
    other = AuditLog.open(log.folder, clock=lambda: AT)
    fill(other, 5)
    other.note(AuditEvent.SIGNED_OUT, ACCOUNT)
    assert other.verify().sound
    assert Finding(Flaw.END_CHANGED, 6) in other.verify(kept).findings


def test_an_older_head_kept_elsewhere_still_fits_a_longer_audit(log: AuditLog) -> None:
    fill(log, 3)
    kept = log.head()
    fill(log, 3)
    assert [finding.flaw for finding in log.verify(kept).findings] == [Flaw.NOT_IN_HEAD]


def test_a_missing_head_is_found_and_not_made_anew(log: AuditLog) -> None:
    fill(log)
    (log.folder / HEAD_FILE).unlink()
    assert (Flaw.HEAD_MISSING, 6) in flaws(log)
    with pytest.raises(AuditError, match="sam audit verify"):
        log.note(AuditEvent.SIGNED_IN, ACCOUNT)
    assert not (log.folder / HEAD_FILE).exists()


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"entries": "x"}'])
def test_a_damaged_head_is_named(log: AuditLog, content: bytes) -> None:
    fill(log)
    (log.folder / HEAD_FILE).write_bytes(content)
    with pytest.raises(AuditError, match=r"head\.json is damaged"):
        log.verify()
    with pytest.raises(AuditError, match=r"head\.json is damaged"):
        log.note(AuditEvent.SIGNED_IN, ACCOUNT)


@pytest.mark.parametrize("cut", ["half a line", "whole lines"])
def test_an_audit_that_was_cut_is_not_continued(log: AuditLog, cut: str) -> None:
    fill(log)
    path = log.folder / AUDIT_FILE
    content = path.read_bytes()
    short = content[:-10] if cut == "half a line" else content[: content.rindex(b"\n", 0, -1) + 1]
    path.write_bytes(short)
    with pytest.raises(AuditError, match="does not fit"):
        log.note(AuditEvent.SIGNED_IN, ACCOUNT)
    assert path.read_bytes() == short
    with pytest.raises(AuditError):
        AuditLog.open(log.folder)


@pytest.mark.parametrize("entries", [0, 3])
def test_an_append_killed_before_the_head_is_finished_at_the_next_start(
    log: AuditLog, entries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(log, entries)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(AuditLog, "_put_head", killed)
        with pytest.raises(KeyboardInterrupt):
            log.note(AuditEvent.PURGED, SAM)
    assert not log.verify().sound
    again = AuditLog.open(log.folder, clock=lambda: AT)
    assert again.verify().sound
    again.note(AuditEvent.STARTED, SAM)
    assert [entry.event for entry in again.entries()][-2:] == [
        AuditEvent.PURGED,
        AuditEvent.STARTED,
    ]
    assert again.verify().sound


def test_half_a_line_from_a_power_cut_is_taken_away(log: AuditLog) -> None:
    fill(log, 3)
    path = log.folder / AUDIT_FILE
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"n":4,"before":"')
    assert (Flaw.HALF_LINE, 4) in flaws(log)
    AuditLog.open(log.folder)
    assert path.read_bytes() == whole
    assert log.verify().sound


def test_a_line_added_by_hand_is_not_taken_for_an_interrupted_append(log: AuditLog) -> None:
    fill(log, 3)
    path = log.folder / AUDIT_FILE
    path.write_bytes(path.read_bytes() + b'{"n":4,"before":"' + b"0" * 64 + b'"}\n')
    with pytest.raises(AuditError, match="does not fit"):
        AuditLog.open(log.folder)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("room", [0, 20])
def test_a_full_disk_notes_nothing_and_says_so(log: AuditLog, room: int) -> None:
    fill(log, 3)
    before = (log.folder / AUDIT_FILE).read_bytes()
    with largest_file(len(before) + room), pytest.raises(AuditError, match="room"):
        log.note(AuditEvent.SIGNED_IN, ACCOUNT)
    assert (log.folder / AUDIT_FILE).read_bytes() == before
    log.note(AuditEvent.SIGNED_IN, ACCOUNT)
    assert log.verify().sound and log.head().entries == 4


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "audit").write_text("a file where a folder should be")
    with pytest.raises(AuditError, match="audit"):
        AuditLog.open(tmp_path / "audit")


def test_threads_and_processes_append_to_one_chain(log: AuditLog) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from sam.privacy.audit import AuditEvent, AuditLog\n"
        "log = AuditLog.open(Path(sys.argv[1]))\n"
        "for _ in range(20): log.note(AuditEvent.VIEWED_CALLS, 'operator')\n"
    )
    command = [sys.executable, "-c", script, str(log.folder)]
    others = [subprocess.Popen(command) for _ in range(2)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: log.note(AuditEvent.SIGNED_IN, ACCOUNT), range(40)))
    assert [other.wait() for other in others] == [0, 0]
    assert log.verify().sound
    assert log.head().entries == 80


def test_an_entry_that_is_not_one_cannot_be_listed(log: AuditLog) -> None:
    fill(log, 2)
    path = log.folder / AUDIT_FILE
    path.write_bytes(path.read_bytes().replace(b'"count":1', b'"count":"one"'))
    with pytest.raises(AuditError, match="line 2"):
        list(log.entries())
