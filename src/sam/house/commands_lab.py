"""`sam lab …`: on files and typed text, never on live calls. Only these commands print words."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from sam.house.terminal import (
    DATA,
    FINDINGS,
    SPA,
    USAGE,
    DataOption,
    JsonOption,
    NowOption,
    SpaOption,
    emit,
    instant,
    leave,
    lines,
    loaded,
    say,
    show,
)

app = typer.Typer(
    help="Work on files and typed text, never on live calls. Only these commands print words.",
    no_args_is_help=True,
)


@app.command()
def schema() -> None:
    """Print JSON Schemas of everything that commands print, and all enumerations."""
    from sam.lab.schema import schema

    emit(schema())


@app.command()
def understand(
    spa: SpaOption = SPA,
    as_json: JsonOption = False,
    now: NowOption = None,
    asked: Annotated[
        str | None, typer.Option(metavar="ASK", help="What Sam has just asked for.")
    ] = None,
) -> None:
    """Understand utterances, one a line of standard input."""
    from sam.lab.understand import understand_lines
    from sam.vocabulary.ask import Ask

    file = loaded(spa)
    if asked not in (None, "null", *Ask):
        leave(f"--asked {asked}: write one of {', '.join(Ask)}, null", USAGE)
    ask = Ask(asked) if asked not in (None, "null") else None
    at = instant(now, file.spa) if now is not None else None
    for found in understand_lines(file.spa, lines(), at, ask):
        _print(found, as_json)


@app.command()
def chat(
    spa: SpaOption = SPA,
    as_json: JsonOption = False,
    now: NowOption = None,
    caller: Annotated[
        str | None, typer.Option(metavar="E164", help="The number that the call comes from.")
    ] = None,
    nobody_home: Annotated[
        bool, typer.Option("--nobody-home", help="Hand-off targets do not answer.")
    ] = False,
    seed: Annotated[int, typer.Option(help="Fixes the wording.")] = 0,
) -> None:
    """Have a whole call in text: a turn a line, empty for silence, #5 for a key, <hangup>."""
    from sam.lab.chat import chat_objects
    from sam.vocabulary.message import E164

    file = loaded(spa)
    if caller is not None and not E164.fullmatch(caller):
        leave(f"--caller {caller}: write the number as +14795550140", USAGE)
    at = instant(now, file.spa)
    for found in chat_objects(file, lines(), at, caller, nobody_home=nobody_home, seed=seed):
        if as_json:
            emit(found)
        else:
            say(_spoken(found))


def _spoken(turn: dict[str, Any]) -> str:
    """Return a turn of a chat as it would be heard, with how the call ended behind it."""
    return " ".join(turn["say"]) + (f"\n[{turn['outcome']}]" if turn["outcome"] else "")


@app.command()
def hear(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="WAV recordings.")],
    spa: SpaOption = SPA,
    as_json: JsonOption = False,
) -> None:
    """Put recordings through voice activity, end of turn and speech-to-text."""
    from sam.house.menu_words import menu_words
    from sam.lab.hear import hear_file
    from sam.speech.whisper import WhisperRecogniser
    from sam.understanding.reader import Reader
    from sam.vocabulary.meaning import Context

    file = loaded(spa)
    recogniser = WhisperRecogniser(tuple(menu_words(file.spa)))
    reader, context = Reader(file.spa), Context(now=instant(None, file.spa))

    async def work() -> int:
        code = 0
        for path in files:
            found = await hear_file(path, recogniser, lambda w: reader.completeness(w, context))
            _print(found, as_json)
            code = FINDINGS if "error" in found else code
        return code

    raise typer.Exit(asyncio.run(work()))


@app.command()
def call(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="A recording a turn.")],
    to: Annotated[str, typer.Option("--to", metavar="URI", help="Such as sip:127.0.0.1:5060.")],
    calls: Annotated[int, typer.Option(min=1, max=100, help="How many at once.")] = 1,
    caller: Annotated[
        str | None, typer.Option(metavar="E164", help="The number that the calls come from.")
    ] = None,
    record: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write what Sam said there.")
    ] = None,
    spa: SpaOption = SPA,
    data: DataOption = DATA,
    as_json: JsonOption = False,
) -> None:
    """Place real SIP calls that play recordings, and measure how they are answered.

    With the data folder of the Sam that is called, each call's outcome is told too.
    """
    from sam.house.menu_words import menu_words
    from sam.lab.call import run_call_command
    from sam.lab.turn_class import classifier

    if not re.fullmatch(r"sips?:\S+", to):
        leave(f"--to {to}: write a SIP address, such as sip:127.0.0.1:5060", USAGE)
    menu = tuple(menu_words(loaded(spa).spa)) if spa.is_file() else ()
    with _kept(spa, data) as outcome_of:
        code = run_call_command(
            to,
            files,
            calls,
            as_json=as_json,
            show=caller,
            record=record,
            classify=classifier(menu),
            outcome_of=outcome_of,
        )
    raise typer.Exit(code)


@contextmanager
def _kept(spa: Path, data: Path) -> Iterator[Callable[[str], str | None] | None]:
    """Give a look-up of what Sam kept of a call, by its id; None where there is nothing to look in.

    Measuring a Sam on another machine needs neither its spa file nor its data.
    """
    from sam.messages.database import DATABASE_FILE
    from sam.messages.errors import UnknownCallError
    from sam.messages.store import MessageStore

    if not ((data / DATABASE_FILE).is_file() and spa.is_file()):
        yield None
        return
    store = MessageStore.open(data, loaded(spa).spa)

    def outcome_of(call_id: str) -> str | None:
        try:
            return store.call(call_id).outcome
        except UnknownCallError:
            return None

    try:
        yield outcome_of
    finally:
        store.close()


def _print(value: dict[str, Any], as_json: bool) -> None:
    if as_json:
        emit(value)
    else:
        show(value)
