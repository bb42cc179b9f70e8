"""A YAML file as plain values, with the line and column of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sam.spa.complaint import Finding

MAX_BYTES = 1_000_000
"""A spa file of a thousand services is a fifth of this; more is some other file."""

Place = tuple[int, int]
"""Line and column, both from 1."""


class _Plain(SafeConstructor):
    """Reads a date as its text: the model checks it, and a bad one is then named with its line."""


_Plain.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


@dataclass(frozen=True, slots=True)
class Source:
    """What was read: plain values where the YAML is sound, and what is wrong with it."""

    values: dict[str, Any] | None
    places: dict[str, Place] = field(default_factory=dict)
    """Dotted path to where its key (or list item) stands."""
    findings: tuple[Finding, ...] = ()

    def place(self, path: str) -> Place:
        """Return where a path stands, or its nearest parent that is written in the file."""
        while path and path not in self.places:
            path = path.rpartition(".")[0]
        return self.places.get(path, (1, 1))


def read(path: Path) -> Source:
    """Read a file. Never raises for what the file is or holds: findings say it."""
    try:
        if path.is_dir():
            return _unread("this is a folder", "name the spa file in it, for example spa.yaml")
        if not path.is_file():
            return _unread("there is no such file", "copy an example from examples/ and edit it")
        content = path.read_bytes()
    except OSError as error:
        return _unread(f"it cannot be read ({error.strerror})", "let Sam's user read the file")
    if len(content) > MAX_BYTES:
        return _unread(
            f"it has {len(content):,} bytes", "name the spa file; this looks like another"
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _unread("the file is not UTF-8", "save it as UTF-8 in the editor", (line, 1))
    return parse(text)


def parse(text: str) -> Source:
    """Read YAML from text; as `read`."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Plain
    yaml.allow_duplicate_keys = True  # found below, all of them, each with its line
    try:
        node = yaml.compose(text)
        values = yaml.constructor.construct_document(node) if node else None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return _unread(f"the YAML breaks off here: {_reason(error)}", _remedy(error), place)
    except YAMLError as error:
        return _unread(f"it is not YAML: {error}".splitlines()[0], "save it as plain text")
    except RecursionError:
        return _unread("it is nested too deeply", "follow the layout of the examples")
    except ValueError as error:
        return _unread(f"a value cannot be read ({error})", "put quotes around that value")
    if values is None:
        return _unread("the file is empty", "copy an example from examples/ and edit it")
    if not isinstance(values, dict):
        return _unread("the file is not a list of keys", "begin with a line such as spa:")
    places: dict[str, Place] = {}
    findings = tuple(_walk(node, "", places, set()))
    return Source({str(key): value for key, value in values.items()}, places, findings)


def _unread(what: str, instead: str, place: Place = (1, 1)) -> Source:
    return Source(None, {"": place}, (Finding("", what, instead),))


def _reason(error: MarkedYAMLError) -> str:
    return " ".join((error.problem or error.context or "it cannot be read").split())


def _remedy(error: MarkedYAMLError) -> str:
    problem = error.problem or ""
    if "\\t" in problem:
        return "indent with spaces, not with tabs"
    if "mapping values are not allowed" in problem:
        return "put quotes around a text that holds a colon, or check the indentation"
    if "undefined alias" in problem or "cannot start any token" in problem:
        return "put quotes around a text that begins with a sign such as * & @ % or `"
    if "another document" in problem:
        return "remove the line --- that begins a second document"
    return (
        "check quotes and indentation on this line and the one before it; a text that begins"
        " with { or [ needs quotes"
    )


def _walk(node: Node, path: str, places: dict[str, Place], seen: set[int]) -> Iterator[Finding]:
    if id(node) in seen:
        # An alias: its places were noted where it was first written, and it may be its own parent.
        return
    seen.add(id(node))
    if isinstance(node, MappingNode):
        for key, value in node.value:
            name = str(key.value) if isinstance(key, ScalarNode) else "?"
            inner = f"{path}.{name}" if path else name
            if inner in places:
                yield Finding(
                    inner,
                    f"this key stands twice, on line {places[inner][0]} and"
                    f" on line {key.start_mark.line + 1}",
                    "keep one of them",
                )
                continue
            places[inner] = (key.start_mark.line + 1, key.start_mark.column + 1)
            yield from _walk(value, inner, places, seen)
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.value):
            inner = f"{path}.{index}"
            places[inner] = (item.start_mark.line + 1, item.start_mark.column + 1)
            yield from _walk(item, inner, places, seen)
