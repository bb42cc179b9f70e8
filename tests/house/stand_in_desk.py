"""A desk without store and pages, for tests of the house: it acknowledges everything."""

from __future__ import annotations

import asyncio

from sam.house import child
from sam.house.door import KeeperServer
from sam.house.status import Order, Status
from sam.house.wall import Wall


class Nothing:
    async def _note(self, *_: object, number: int) -> None:
        return

    opened = stepped = keep = crossed = forget = closed = _note


def main() -> None:
    status = Status()
    home, _ = child.arguments()

    async def work(stop: child.Stop, orders: asyncio.Queue[Order]) -> None:
        server = KeeperServer(Nothing(), home.socket)
        await server.start()
        status.ready(Wall(), 0)
        await stop.finish.wait()
        await server.left()

    child.run(status, work)


main()
