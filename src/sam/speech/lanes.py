"""A few threads that an engine works on, shared by every call, with a limit to the waiting."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from sam.speech.engines import BusyError

P = ParamSpec("P")
T = TypeVar("T")


class Lanes:
    """Runs an engine's blocking work on `threads` threads; at most `queue` pieces wait.

    A caller who has to wait for minutes is worse off than one who is asked to say it again, so
    work beyond the limit is refused at once with `BusyError`.
    """

    def __init__(self, what: str, threads: int, queue: int) -> None:
        if threads < 1 or queue < 0:
            raise ValueError(f"{what} needs at least one thread and a queue of 0 or more")
        self._what = what
        self._limit = threads + queue
        self._pending = 0
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=f"sam-{what}")

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `work` returns; `BusyError` if too many pieces are waiting already.

        Cancelling the caller takes the piece out of the queue; one that has begun runs to its
        end and its result is dropped.
        """
        with self._lock:
            if self._pending >= self._limit:
                raise BusyError(f"{self._what}: {self._pending} pieces of work are waiting already")
            self._pending += 1
        piece = self._pool.submit(work, *args, **kwargs)
        piece.add_done_callback(self._done)
        return await asyncio.wrap_future(piece)

    def _done(self, _: Future[T]) -> None:
        with self._lock:
            self._pending -= 1

    @property
    def pending(self) -> int:
        """Pieces of work that are running or waiting."""
        return self._pending

    def close(self) -> None:
        """Refuse what waits and let the threads end."""
        self._pool.shutdown(wait=False, cancel_futures=True)
