"""What a caller said, as values that refuse to be shown, stored or sent.

Python cannot wipe memory: these values are dropped after a turn, not scrubbed. What they do is
make an accident loud. Printing, formatting, pickling, comparing or logging one raises
`WithheldError` (or shows a fixed placeholder where raising would hide the real error), so a
caller's words cannot slide into a log line, an exception text, a row or a file.
"""

from __future__ import annotations

from typing import Any, NoReturn, final

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.int16]


class WithheldError(TypeError):
    """Raised when code tries to show, format, copy or store a caller's words or audio.

    The text names the kind of value only, never its content.
    """


class _Withheld:
    """Refuses every ordinary road by which a value leaves the process."""

    __slots__ = ()

    def __repr__(self) -> str:
        # A placeholder, not an exception: debuggers, pytest and tracebacks call repr while they
        # report some other error, and must not lose it.
        return f"<{type(self).__name__} withheld>"

    def _refuse(self, *_: object) -> NoReturn:
        raise WithheldError(f"{type(self).__name__} may not be shown, formatted, copied or stored")

    def __str__(self) -> str:
        self._refuse()

    def __format__(self, spec: str) -> str:
        self._refuse()

    def __bytes__(self) -> bytes:
        self._refuse()

    def __eq__(self, other: object) -> bool:
        self._refuse()

    def __hash__(self) -> int:
        self._refuse()

    def __reduce_ex__(self, protocol: Any) -> str | tuple[Any, ...]:
        self._refuse()

    def __copy__(self) -> NoReturn:
        self._refuse()

    def __deepcopy__(self, memo: object) -> NoReturn:
        self._refuse()


@final
class Words(_Withheld):
    """The words of one turn, as recognised or typed. Only `understanding` opens them."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def open(self) -> str:
        """Return the raw text. Call it only where the text is turned into meaning."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text.strip())


@final
class Audio(_Withheld):
    """A stretch of a caller's voice: mono 16-bit samples at `rate` Hz. Only `speech` opens it."""

    __slots__ = ("_samples", "rate")

    def __init__(self, samples: Samples, rate: int) -> None:
        self._samples = samples
        self.rate = rate

    def open(self) -> Samples:
        """Return the samples, shape (n,), int16."""
        return self._samples

    @property
    def ms(self) -> float:
        """Length in milliseconds."""
        return 1000.0 * len(self._samples) / self.rate

    def __bool__(self) -> bool:
        return len(self._samples) > 0
