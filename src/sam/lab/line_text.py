"""The training text of the line: hand-written turns, and templates expanded by a seeded generator.

The files are in `training/line`. Templates of both sides share their word lists, so the same
service words stand on both sides of the line and can pull nothing over it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sam.understanding.intents.finder import ROWS
from sam.understanding.line.cues import CUES

MENU_LISTS = frozenset({"svc", "svcn", "inj"})
"""Lists of services; half of the time the reader's own placeholder stands for them."""

_SLOT = re.compile(r"\{(\w+)\}")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")

_HEARD = {
    "numb": "num", "heal": "heel", "peel": "peal", "vein": "vain", "breath": "breathe",
    "bruise": "brews", "bruising": "brewsing", "swelling": "swelling up", "units": "you nits",
    "filler": "filter", "lip": "lit", "brow": "brown", "itch": "each", "itchy": "each e",
    "sore": "soar", "pain": "pane", "nausea": "nausia", "allergic": "a lurgic", "dose": "does",
    "book": "look", "appointment": "apartment", "botox": "bow tox", "price": "prize",
    "reschedule": "re schedule", "cancel": "council", "deposit": "the posit", "hours": "ours",
    "park": "bark", "four": "for", "two": "to", "nursing": "nurse ing", "eyelid": "eye lid",
    "medicine": "medicin", "dissolve": "resolve", "laser": "lazer", "wax": "whacks",
}  # fmt: skip
"""What recognition makes of some words, for a little of the text on both sides."""

_FILLERS = ("um", "uh", "like", "you know", "so", "okay", "well", "i mean", "just", "actually")

_AFTER = (
    "thanks", "let me know", "please", "if you could let me know", "that's why i was calling",
    "thank you so much", "just curious", "sorry to bother you", "call me back", "i appreciate it",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """One training turn."""

    text: str
    clinical: bool
    group: str
    """The template or line that it came from: a hold-out keeps whole groups together."""
    written: bool
    """True where a person wrote the whole line."""


class TemplateError(ValueError):
    """A template names a list that `lists.txt` does not have. Says which, and in which file."""


def read_lines(path: Path) -> list[str]:
    """Return the lines of a data file without comments and blanks."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def read_lists(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the word lists: name to alternatives."""
    pairs = (line.partition(":") for line in read_lines(path))
    return {
        name.strip(): tuple(a.strip() for a in rest.split("|") if a.strip())
        for name, _, rest in pairs
    }


def expand(template: str, lists: dict[str, tuple[str, ...]], rng: random.Random) -> str:
    """Return one reading of a template: `[a|b]` chooses, `{list}` draws from a list."""
    while match := _CHOICE.search(template):
        choice = rng.choice(match[1].split("|"))
        template = template[: match.start()] + choice + template[match.end() :]

    def draw(match: re.Match[str]) -> str:
        name = match[1]
        if name not in lists:
            raise TemplateError(f"lists.txt has no list {name!r}; a template draws from it")
        if name in MENU_LISTS and rng.random() < 0.5:
            return "service"
        return rng.choice(lists[name])

    return " ".join(_SLOT.sub(draw, template).split())


def spoken(text: str, rng: random.Random) -> str:
    """Return the text as recognition may write it: fillers, repeats, lost and misheard words."""
    out: list[str] = []
    for word in text.split():
        chance = rng.random()
        if chance < 0.012:
            continue
        if chance < 0.03:
            out.append(rng.choice(_FILLERS))
        out.append(_HEARD[word] if word in _HEARD and rng.random() < 0.12 else word)
        if 0.03 <= chance < 0.04:
            out.append(word)
    return " ".join(out)


def examples(folder: Path, seed: int, per_template: int = 28) -> Iterator[Example]:
    """Yield the training text of a data folder, the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311  # text, not secrets
    lists = read_lists(folder / "lists.txt")
    # What the tables promise is training text too: examples of cues and of intents.
    promised = {
        True: [line for cue in CUES for line in cue.examples],
        False: [line for row in ROWS for line in row.examples],
    }
    sides = {
        clinical: (
            read_lines(folder / f"{name}.txt"),
            read_lines(folder / f"{name}_lines.txt") + promised[clinical],
        )
        for clinical, name in ((True, "clinical"), (False, "booking"))
    }
    for clinical, (templates, lines) in sides.items():
        for template in templates:
            texts = {expand(template, lists, rng) for _ in range(per_template)}
            for text in sorted(texts):
                yield Example(_dressed(text, lists, rng), clinical, template, written=False)
        for line in lines:
            yield Example(line, clinical, line, written=True)
            for _ in range(3):
                yield Example(_dressed(line, lists, rng), clinical, line, written=False)
    yield from _both_sides(sides, lists, rng)


def _dressed(text: str, lists: dict[str, tuple[str, ...]], rng: random.Random) -> str:
    """Put a greeting or a story before a turn and manners behind it, on either side alike."""
    chance = rng.random()
    if chance < 0.12:
        text = f"{rng.choice(lists['greet'])} {text}"
    elif chance < 0.20:
        text = f"{expand(rng.choice(lists['story']), lists, rng)} {text}"
    elif chance < 0.25:
        text = f"this is {rng.choice(lists['name'])} {text}"
    if rng.random() < 0.1:
        text = f"{text} {rng.choice(_AFTER)}"
    return spoken(text, rng)


def _both_sides(
    sides: dict[bool, tuple[list[str], list[str]]],
    lists: dict[str, tuple[str, ...]],
    rng: random.Random,
) -> Iterator[Example]:
    """Pair turns: booking with booking stays booking, booking with clinical is clinical."""

    def one(clinical: bool) -> str:
        templates, lines = sides[clinical]
        if rng.random() < 0.5:
            return expand(rng.choice(templates), lists, rng)
        return rng.choice(lines)

    for index in range(1200):
        clinical = index % 2 == 0
        first, second = one(False), one(clinical)
        if clinical and rng.random() < 0.5:
            first, second = second, first
        joint = rng.choice((" and ", " ", " oh and ", " also ", " but ", " so "))
        text = spoken(f"{first}{joint}{second}", rng)
        yield Example(text, clinical, f"pair {index}", written=False)
