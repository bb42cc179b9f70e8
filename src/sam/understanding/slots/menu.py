"""Words of the menu and the team in what a caller said, also misheard.

1. Exact: the owner's names, `also` and `sounds_like`, without case, plural, spaces or hyphens
   ("micro needling"), longest first; a phrase that two services claim is nobody's.
2. What recognisers make of the trade's brand names (`MISHEARD`), for a brand that the owner lists.
3. Sound: double metaphone decides, spelling confirms; common words need more likeness.
4. A bare kind of treatment ("a peel") where only one service is of that kind.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from metaphone import doublemetaphone
from rapidfuzz import fuzz

from sam.spa.model import Spa
from sam.understanding.slots import census
from sam.understanding.slots.misheard import ENGLISH, MISHEARD

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+", re.UNICODE)
_NUMBERS = {"zero": "0", "two": "2", "six": "6", "eight": "8", "ten": "10", "twelve": "12"}

GENERIC = frozenset(
    re.findall(
        r"\S+",
        """
    filler laser peel facial syringe needling microneedling injectable injection drip shot vial
    toxin tox neurotoxin iv infusion photofacial rf prp tattoo vein acne consult consultation
    membership
    """,
    )
)  # fmt: skip
"""Kinds of treatment that callers name alone."""

_CUE = re.compile(
    r"\b(?:do|does|doing|offer|get|getting|got|have|had|want|need|for|of|some|my|more|baby|book"
    r"|schedule|about|price|cost|(?:how much|what) (?:is|are|does|do)|try|tried|like|love|move)"
    r"\s+(?:a |the |some |my |your )?$"
)
"""Words before which a word of everyday life ("talks", "kiss") may be a treatment misheard."""
_NOT = re.compile(r"\bnot (?:the |a |an |for )?$")
_SHORT = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Za-z])(?=\d)")

WINDOW = 6
MIN_SOUND = 5
"""Letters that a phrase needs to be recognised by its sound."""
MIN_KEY = 3
"""Consonants of its double metaphone key."""
ALIKE = 68
"""Least likeness in spelling, of 100, where the sound is the same."""
ALIKE_COMMON = 80
"""The same, where all are everyday words."""
NEAR = 88
"""Least likeness in spelling where the sound is not the same."""


@dataclass(frozen=True, slots=True)
class Named:
    """One thing of the spa file that was named, and where."""

    what: str
    """"service", "not_offered" or "role"."""
    key: str
    """Id of the service or role; the name of what is not offered, verbatim."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


def _stem(word: str) -> str:
    if word in ("elevens", "talks"):
        return word  # lines between the brows, not the hour; Botox misheard, not a talk
    word = _NUMBERS.get(word, word)
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _tokens(text: str) -> list[_Token]:
    out = []
    for m in _TOKEN.finditer(text):
        word = m.group().lower().replace("'", "").replace("’", "")
        out.append(_Token(_stem(word), m.start(), m.end()))
    return out


def _joined(phrase: str) -> str:
    words = [t.text for t in _tokens(phrase)]
    if len(words) > 1 and words[0] in ("a", "an", "the"):
        words = words[1:]
    return "".join(words)


@cache
def _sounds(word: str) -> tuple[str, str]:
    primary, secondary = doublemetaphone(word)
    return primary, secondary


class Menu:
    """Finds the menu's services, what is not offered, and the team's roles in a text."""

    def __init__(self, spa: Spa) -> None:
        claims: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._everyday: set[str] = set()
        self._listed: set[str] = set()
        kinds: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for service in spa.services:
            target = ("service", service.id)
            said = (service.name, *([service.spoken] if service.spoken else []), *service.also)
            self._claim(claims, target, said, service.sounds_like)
            for phrase in (service.name, *service.also):
                for token in _tokens(_SHORT.sub(" ", phrase)):
                    if token.text in GENERIC:
                        kinds[token.text].add(target)
        for thing in spa.not_offered:
            self._claim(claims, ("not_offered", thing.name), (thing.name, *thing.also),
                        thing.sounds_like)  # fmt: skip
        for role in spa.team:
            self._claim(claims, ("role", role.id), (role.title, *role.also), ())
        self._exact = {
            phrase: owners.pop() for phrase, owners in claims.items() if len(owners) == 1
        }
        self._kinds = {k for k, owners in kinds.items() if len(owners) == 1 and k not in claims}
        self._exact |= {kind: kinds[kind].pop() for kind in self._kinds}
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        self._by_shape: dict[tuple[str, int], list[str]] = defaultdict(list)
        for phrase in sorted(self._listed & self._exact.keys()):
            if len(phrase) >= MIN_SOUND and phrase.isalpha() and phrase not in GENERIC:
                self._by_shape[phrase[0], len(phrase)].append(phrase)
                for key in {k for k in _sounds(phrase) if len(k) >= MIN_KEY}:
                    self._by_sound[key].append(phrase)
        self.words = frozenset(
            token.text
            for service in spa.services
            for phrase in (service.name, *service.also)
            for token in _tokens(phrase)
        )
        """Every word of the menu."""

    def _claim(
        self,
        claims: dict[str, set[tuple[str, str]]],
        target: tuple[str, str],
        said: tuple[str, ...],
        heard: tuple[str, ...],
    ) -> None:
        for phrase in said:
            joined = _joined(phrase)
            claims[joined].add(target)
            if target[0] != "role":
                self._listed.add(joined)
            for brand, misheard in MISHEARD.items():
                if joined == brand or joined == f"{brand}treatment":
                    heard = (*heard, *misheard)
        for phrase in heard:
            joined = _joined(phrase)
            claims[joined].add(target)
            if " " not in phrase.strip() and (census.common(phrase) or phrase in ENGLISH):
                self._everyday.add(joined)

    def find(self, text: str) -> list[Named]:
        """Return what is named in a text, in order, none overlapping."""
        tokens = _tokens(text)
        low = text.lower()
        matches: list[tuple[int, int, tuple[str, str], int]] = []
        for i in range(len(tokens)):
            joined = ""
            for j in range(i, min(len(tokens), i + WINDOW)):
                joined += tokens[j].text
                if j > i and re.search(r"[.?!]", text[tokens[j - 1].end : tokens[j].start]):
                    break
                owner = self._exact.get(joined)
                if owner is not None and joined in self._kinds and i:
                    # "Moxie laser", where Moxi is not on the menu, is not the laser that is.
                    before = tokens[i - 1].text
                    if len(before) > 2 and not census.common(before):
                        continue
                if owner is not None and not self._everyday_word(joined, low, tokens[i].start):
                    matches.append((i, j + 1, owner, 2))
                elif owner is None and len(joined) >= MIN_SOUND and j - i < 3:
                    alike = self._by_likeness(joined, tokens[i : j + 1], low)
                    if alike is not None:
                        matches.append((i, j + 1, alike, 1))
        # Exact before alike, then the longest in letters.
        matches.sort(key=lambda m: (-m[3], -(tokens[m[1] - 1].end - tokens[m[0]].start), m[0]))
        used: set[int] = set()
        found: list[Named] = []
        for i, j, (what, key), _ in matches:
            if used.isdisjoint(range(i, j)):
                used.update(range(i, j))
                found.append(Named(what, key, tokens[i].start, tokens[j - 1].end))
        found.sort(key=lambda n: n.start)
        meant = [n for n in found if not _NOT.search(low[: n.start])]
        return meant if any(n.what == "service" for n in meant) else found

    def _everyday_word(self, joined: str, low: str, start: int) -> bool:
        """Say whether a word is rather its everyday self: no treatment is asked for there."""
        if joined not in self._everyday or _CUE.search(low[:start]):
            return False
        return len(low.split()) > 2

    def _by_likeness(self, joined: str, tokens: list[_Token], low: str) -> tuple[str, str] | None:
        """Return whose phrase a stretch sounds like, None if nobody's for sure."""
        if not joined.isalpha() or tokens[0].text in ("i", "a", "the", "to", "and", "you"):
            return None
        everyday = all(census.common(t.text) for t in tokens)
        if len(tokens) == 1 and (everyday or census.given(joined) >= census.KNOWN):
            return None
        best, score = None, 0.0
        keys = {k for k in _sounds(joined) if len(k) >= MIN_KEY}
        for phrase in {p for key in keys for p in self._by_sound.get(key, ())}:
            alike = fuzz.ratio(joined, phrase)
            needed = ALIKE_COMMON if everyday else ALIKE
            if alike >= needed and alike > score:
                best, score = phrase, alike
        if best is None and len(joined) >= 7 and not everyday:
            near = (p for n in range(-2, 3)
                    for p in self._by_shape.get((joined[0], len(joined) + n), ()))  # fmt: skip
            for phrase in near:
                alike = fuzz.ratio(joined, phrase)
                if alike >= NEAR and alike > score:
                    best, score = phrase, alike
        if best is None or self._everyday_word(best, low, tokens[0].start):
            return None
        return self._exact[best]
