"""The command line: `sam serve`, `check`, `say`, `messages`, and `sam lab …`.

Exit code 0; 1 with findings; 2 for usage, a spa file that is not there included. `sam serve` that
cannot start exits with the `Failure` that says why. Rooms are imported where they are needed, so
that a command that speaks no audio starts without the engines.
"""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated, Any

import typer

from sam.house import commands_bench, commands_lab
from sam.house.status import Failure, unforeseen
from sam.house.terminal import (
    DATA,
    FINDINGS,
    SPA,
    USAGE,
    DataOption,
    JsonOption,
    SpaOption,
    complain,
    emit,
    leave,
    loaded,
    there,
)
from sam.house.terminal import say as print_line

app = typer.Typer(
    help="Sam answers the phone of a med spa, and keeps four fields and nothing else.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(commands_lab.app, name="lab")
app.command()(commands_bench.bench)


@app.command()
def serve(spa: SpaOption = SPA, data: DataOption = DATA) -> None:
    """Answer on every configured line and serve the desk, until stopped."""
    from sam.house.supervise import CannotStartError, Output, run

    try:
        run(there(spa), data, Output(say=print_line, complain=complain, log=complain))
    except CannotStartError as error:
        leave(str(error), error.code)


@app.command()
def check(spa: SpaOption = SPA) -> None:
    """Check the spa file: all complaints at once, with lines."""
    from sam.repertoire.listing import check_command

    found = check_command(there(spa))
    for line in found.lines():
        print_line(line)
    raise typer.Exit(found.exit_code)


@app.command()
def say(spa: SpaOption = SPA, as_json: JsonOption = False) -> None:
    """Print everything that Sam can say, with the line of the spa file each fact comes from."""
    from sam.repertoire.listing import listing, say_command

    file = loaded(spa)
    if as_json:
        for said in listing(file):
            emit(said.as_dict())
    else:
        for line in say_command(spa):
            print_line(line)


@app.command()
def messages(
    spa: SpaOption = SPA,
    data: DataOption = DATA,
    as_json: JsonOption = False,
    since: Annotated[
        str | None, typer.Option(metavar="ISO", help="Only calls that began at this time or later.")
    ] = None,
) -> None:
    """Print the kept messages, and each call's outcome and steps. Noted in the audit."""
    from sam.house.desk import AUDIT_FOLDER
    from sam.messages.database import DATABASE_FILE
    from sam.messages.errors import StoreError
    from sam.messages.listing import message_objects, since_instant
    from sam.messages.store import MessageStore
    from sam.privacy.audit import OPERATOR, AuditEvent, AuditLog

    file = loaded(spa)
    try:
        begin = since_instant(since, file.spa) if since is not None else None
    except StoreError as error:
        leave(str(error), USAGE)
    if not (data / DATABASE_FILE).is_file():
        leave(f"Sam keeps nothing in {data}. Name its data folder with --data or SAM_DATA.", USAGE)
    store = MessageStore.open(data, file.spa)
    try:
        AuditLog.open(data / AUDIT_FOLDER).note(AuditEvent.LISTED_MESSAGES_CLI, OPERATOR)
        for found in message_objects(store, file.spa, begin):
            if as_json:
                emit(found)
            else:
                print_line(_readable(found))
    finally:
        store.close()


def _readable(call: dict[str, Any]) -> str:
    """Return a kept call on one line."""
    kept = call["message"]
    parts = [call["started_at"][:16].replace("T", " "), call["outcome"] or "in progress"]
    if kept is not None:
        reason = kept["reason"]
        parts += [kept["name"] or "no name", kept["callback"] or "no number", reason["kind"]]
        parts += reason["services"]
        parts += [
            window["from"] + (f" to {window['to']}" if window["to"] else "")
            for window in kept["preferred_time"]
        ]
        parts += [f"({slot} unconfirmed)" for slot in kept["unconfirmed"]]
    return "  ".join(parts)


def main() -> None:
    """Run the command line. What goes wrong is one sentence on standard error, never a trace."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # Whatever the locale is: spa files, callers' names and our own sentences are UTF-8.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except BrokenPipeError:
        # Whoever read our output has enough of it; nothing more can be written, at exit neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FINDINGS)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        complain(_sentence(error))
        sys.exit(FINDINGS if _is_ours(error) else Failure.SOFTWARE)


def _is_ours(error: Exception) -> bool:
    """Say whether an error was raised to be read: one of the project's own."""
    return type(error).__module__.startswith("sam.") or isinstance(error, OSError)


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return str(error) if _is_ours(error) else unforeseen(error)


if __name__ == "__main__":
    main()
