"""What ear and desk have in common: they are started, told things, and end."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from sam.house import log
from sam.house.home import Home
from sam.house.status import Failure, Order, Status, unforeseen


class Stop:
    """Whether and how the process should end: finish first, then at once."""

    def __init__(self) -> None:
        self.finish = asyncio.Event()
        self.at_once = asyncio.Event()

    def ask(self) -> None:
        """Note one request; a second one means at once."""
        if self.finish.is_set():
            self.at_once.set()
        self.finish.set()


Main = Callable[[Stop, asyncio.Queue[Order]], Awaitable[None]]
"""A child's own work, given when to stop and what the house orders."""


def arguments() -> tuple[Home, Path]:
    """Read the arguments that the house gives: its folder, and the data folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path("data"))
    given = parser.parse_args()
    return Home(given.home), given.data


def run(status: Status, main: Main) -> None:
    """Run a child's work until it ends.

    Signals and the end of standard input set `Stop`. Of an exception that nobody foresaw the house
    is told everything before the first call can have come, and afterwards its type alone.
    """
    log.start(status.log)
    try:
        asyncio.run(_with_orders(main))
    except BaseException as error:  # whatever it is, the house must know that this process is over
        if not status.is_ready:
            status.failed(Failure.SOFTWARE, unforeseen(error))
        log.log(log.Event.FOREIGN, logger=__name__, level="critical", error=type(error))
        os._exit(Failure.SOFTWARE)
    # Threads of engines may still be busy with a turn that nobody will hear.
    os._exit(0)


async def _with_orders(main: Main) -> None:
    loop = asyncio.get_running_loop()
    log.tame(loop)
    stop, orders = Stop(), asyncio.Queue[Order]()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.ask)
    listening = asyncio.create_task(_listen(stop, orders))
    try:
        await main(stop, orders)
    finally:
        listening.cancel()


async def _listen(stop: Stop, orders: asyncio.Queue[Order]) -> None:
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin)
    while line := await reader.readline():
        orders.put_nowait(Order(line.decode().strip()))
    stop.finish.set()
