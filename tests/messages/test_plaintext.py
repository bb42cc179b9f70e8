"""Nothing of a caller stands readable in any byte of the data folder, in any usual spelling."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from sam.messages.store import MessageStore
from sam.privacy.audit import AuditEvent, AuditLog
from sam.spa.model import Spa
from sam.vocabulary.message import Message
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step, StepCode

BEGAN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def spellings(text: str) -> Iterator[bytes]:
    """A text as it might have been written down by accident."""
    for plain in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
        yield plain
        yield plain.hex().encode()
        yield plain.hex().upper().encode()
        for offset in range(3):
            # What base64 makes of it inside a longer value, at each of the three alignments.
            # The outer digits are shared with whatever stands beside it.
            whole = base64.b64encode(bytes(offset) + plain).rstrip(b"=")
            yield whole[(0, 2, 3)[offset] : -1 if (offset + len(plain)) % 3 else None]
    yield quote(text).encode()
    yield text.upper().encode()
    yield text.lower().encode()


def every_byte(folder: Path) -> bytes:
    return b"\n".join(
        str(path).encode() + b"\n" + path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    )


def test_the_sweep_finds_every_spelling(tmp_path: Path) -> None:
    for spelling in spellings("Quillfeather"):
        (tmp_path / "leak").write_bytes(b"\x00\x01" + spelling + b"\x02")
        assert any(one in every_byte(tmp_path) for one in spellings("Quillfeather"))
    (tmp_path / "leak").write_bytes(base64.b64encode(b"a longer text with Quillfeather in it"))
    assert any(one in every_byte(tmp_path) for one in spellings("Quillfeather"))
    (tmp_path / "leak").write_bytes(b"nothing here")
    assert not any(one in every_byte(tmp_path) for one in spellings("Quillfeather"))


async def test_no_byte_of_the_data_folder_shows_a_caller(
    store: MessageStore, data: Path, spa: Spa, booking: Message
) -> None:
    audit = AuditLog.open(data / "audit")
    for number in range(20):
        call = f"{number:032x}"
        await store.opened(call, BEGAN + timedelta(days=number % 3), Forwarded.BUSY)
        await store.stepped(call, (Step(StepCode.TOLD_PRICE, spa.services[0].id, BEGAN),))
        await store.keep(call, booking)
        await store.closed(call, BEGAN, Outcome.MESSAGE)
    store.mark_called_back("0" * 32, "account-1", BEGAN)
    await store.crossed("0" * 32)
    await store.forget(f"{1:032x}")
    assert len(store.with_number("+14795550140")) == 19
    audit.note(AuditEvent.MARKED_CALLED_BACK, "account-1")
    store.purge(BEGAN + timedelta(days=spa.retention.days + 1))

    secrets = ("Jessica", "Quillfeather", "+14795550140", "14795550140", "4795550140", "5550140")
    secrets += ("2026-11-28T09:00", "told_price", "returning", spa.services[0].id)
    for folder_is_closed in (False, True):
        if folder_is_closed:
            store.close()
        found = every_byte(data)
        assert b"messages.sqlite" in found and b"account-1" in found
        for secret in secrets:
            for spelling in spellings(secret):
                assert spelling not in found, f"{secret} stands in the data folder"
