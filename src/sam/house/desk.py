"""The desk's process: the store, the keys and the pages, and the keeper's end of the socket."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import socket
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sam.desk.app import create_app
from sam.desk.server import DeskError, address, exposure, first_link, listen, serve_on
from sam.house import child
from sam.house.door import KeeperServer
from sam.house.home import Home
from sam.house.landlock import Allowed
from sam.house.log import Event, Room, log
from sam.house.status import Failure, Order, Status, alive_seconds, memory_mb
from sam.house.wall import raise_first
from sam.messages.errors import KeyStoreError, StoreError
from sam.messages.store import MessageStore
from sam.privacy.audit import SAM, AuditError, AuditEvent, AuditLog
from sam.spa.model import Spa

AUDIT_FOLDER = "audit"

PURGE_SECONDS = 24 * 3600.0


def main() -> None:
    """Start the desk; the house runs this as `python -m sam.house.desk`."""
    status = Status()
    with status.starting():
        home, data = child.arguments()
        spa = home.spa_file().spa
        try:
            data.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            status.failed(Failure.DISK, _unusable(data, error))
        wall = raise_first(
            Allowed(write_below=(data, home.scratch("desk")), bind_tcp=frozenset({spa.desk.port})),
            home.scratch("desk"),
        )

    async def work(stop: child.Stop, orders: asyncio.Queue[Order]) -> None:
        desk = _open(status, home, data, spa)
        await desk.server.start()
        desk.audit.note(AuditEvent.STARTED, SAM)
        app = create_app(
            lambda: desk.spa, desk.store, desk.audit, data, clock=_now, failed=_page_failed
        )
        background = [
            asyncio.create_task(serve_on(app, desk.port)),
            asyncio.create_task(_purge_daily(desk)),
            asyncio.create_task(_obey(desk, status, orders)),
        ]
        log(Event.STARTED, room=Room.DESK, seconds=alive_seconds(), memory_mb=memory_mb())
        status.ready(wall, desk.port.getsockname()[1], desk.say)
        await stop.finish.wait()
        await _leave(desk, stop, background)

    child.run(status, work)


@dataclass
class _Desk:
    """The desk's parts."""

    home: Home
    spa: Spa
    """The spa file that is serving now."""
    store: MessageStore
    audit: AuditLog
    server: KeeperServer
    port: socket.socket
    say: list[str] = field(default_factory=list)
    """For whoever started Sam."""


def _open(status: Status, home: Home, data: Path, spa: Spa) -> _Desk:
    """Open everything; whatever cannot be opened ends the process with a sentence that says why."""
    try:
        # The port first: a second Sam on the same data must not touch the store.
        port = listen(spa.desk.host, spa.desk.port)
        store = MessageStore.open(data, spa)
        audit = AuditLog.open(data / AUDIT_FOLDER)
        number = port.getsockname()[1]
        link = first_link(data, spa.desk.host, number, clock=_now)
    except DeskError as error:
        status.failed(Failure.ADDRESS, str(error))
    except KeyStoreError as error:
        status.failed(Failure.KEY, str(error))
    except (StoreError, AuditError) as error:
        status.failed(Failure.DISK, str(error))
    except OSError as error:
        status.failed(Failure.DISK, _unusable(data, error))
    desk = _Desk(home, spa, store, audit, KeeperServer(store, home.socket), port)
    desk.say.append(f"The desk: {address(spa.desk.host, number)}")
    if link is not None:
        desk.say.append(f"Sign in for the first time (works once, for 24 hours): {link}")
    if (warning := exposure(spa.desk.host)) is not None:
        desk.say.append(f"Warning: {warning}")
    return desk


async def _obey(desk: _Desk, status: Status, orders: asyncio.Queue[Order]) -> None:
    while True:
        order = await orders.get()
        if order is Order.ADOPT:
            desk.spa = desk.home.spa_file().spa
            desk.store.adopt(desk.spa)
            fingerprint = hashlib.sha256(desk.spa.model_dump_json().encode()).hexdigest()
            desk.audit.note(AuditEvent.SPA_FILE_CHANGED, SAM, fingerprint=fingerprint)
            status.adopted()
        elif order is Order.EAR_GONE:
            await asyncio.to_thread(desk.store.close_stale, _now())


async def _purge_daily(desk: _Desk) -> None:
    """Erase what is older than the owner's days, now and every day."""
    while True:
        try:
            receipt = await asyncio.to_thread(desk.store.purge)
            if receipt.days:
                desk.audit.note(AuditEvent.PURGED, SAM, count=receipt.calls)
                log(Event.PURGED, count=receipt.calls)
        except (StoreError, AuditError, OSError) as error:
            # Tomorrow again. The desk goes on, since keeping messages matters more.
            log(Event.FOREIGN, logger=__name__, level="error", error=type(error))
        await asyncio.sleep(PURGE_SECONDS)


async def _leave(desk: _Desk, stop: child.Stop, background: list[asyncio.Task[None]]) -> None:
    # The ear leaves first: what its last calls leave must still find the desk.
    leaving = {asyncio.create_task(desk.server.left()), asyncio.create_task(stop.at_once.wait())}
    longest = 60.0 * (desk.spa.line.max_minutes + 1)
    await asyncio.wait(leaving, timeout=longest, return_when=asyncio.FIRST_COMPLETED)
    for task in background:
        task.cancel()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(3):
            await asyncio.gather(*background, return_exceptions=True)
    await desk.server.stop()
    desk.store.close()
    with contextlib.suppress(AuditError):
        desk.audit.note(AuditEvent.STOPPED, SAM)


def _page_failed(error_id: str, _route: str, error: BaseException) -> None:
    log(Event.PAGE_FAILED, page=error_id, error=type(error))


def _now() -> datetime:
    return datetime.now(UTC)


def _unusable(data: Path, error: OSError) -> str:
    return (
        f"The data folder {data} cannot be used: {error.strerror}. Check that the disk has room "
        "and that the folder belongs to the user that Sam runs as, or name another with --data."
    )


if __name__ == "__main__":
    main()
