"""The caller's name: said, spelled, corrected, or given bare where it was asked for.

What comes before a name ("my name is", "it's under", "this is") and what was asked decide where a
name may stand; the census lists rank what stands there and never reject it. A friend's name ("my
sister Ann") is taken only where nothing else answers the question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from sam.understanding.slots import census
from sam.understanding.slots.cues import (
    BEHIND,
    FRIEND,
    LAST,
    MONTHS,
    NEVER,
    NOT,
    OPENERS,
    OTHERS,
    PARTICLES,
    STRONG,
    THEIRS,
    TITLES,
    WEAK,
    WITH_LETTER,
)
from sam.understanding.slots.spelling import parted, repaired, spelled
from sam.understanding.slots.written import put_right, with_letter, written
from sam.vocabulary.ask import Ask
from sam.vocabulary.meaning import Context
from sam.vocabulary.message import MAX_NAME_WORDS, is_name

_WORD = re.compile(r"[^\W\d_]+(?:['’\-.][^\W\d_]+)*|\d+|[^\w\s]", re.UNICODE)

_ASKED = (Ask.NAME, Ask.NAME_CONFIRM)
_DOCTOR = re.compile(r"(?:dr|doctor)\b", re.IGNORECASE)
_RATHER = re.compile(
    r"\b(?:no|sorry|actually|i mean|wait)\b\W*(?:it['’]?s |it is |i['’]?m )?(?=\w)", re.IGNORECASE
)
_IS = frozenset(("fine", "good", "ok", "okay", "the", "great", "here"))
MAX_BARE = 5
MAX_CORRECTION = 30
_CORRECTED = re.compile(r"\b(?:no|not|sorry|actually|i mean|wait|rather)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, repr=False)
class Name:
    """What a turn gave of a name."""

    name: str | None = None
    sure: bool = True
    spelling: bool = False
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.lower().replace("’", "'")

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def letters(self) -> bool:
        return self.text[:1].isalpha()


@dataclass(frozen=True, slots=True)
class _Found:
    words: tuple[_Word, ...]
    rank: int
    """How surely a name stands here: 4 my name is, 3 I'm, 2 a bare answer, 1 somebody else's."""
    last: bool = False
    """A surname said as such."""

    @property
    def text(self) -> str:
        return written([w.text for w in self.words])

    @property
    def known(self) -> bool:
        return all(_level(w.text) >= census.RARE for w in self.words if w.low not in PARTICLES)


class NameReader:
    """Reads names; `taken` are stretches of the text that other slots were read from."""

    def __init__(self, not_names: frozenset[str] = frozenset()) -> None:
        """`not_names`: lower-case words of the menu and the team, which are no names here."""
        census.load()
        self._not_names = not_names

    def read(self, text: str, context: Context, taken: tuple[tuple[int, int], ...] = ()) -> Name:
        """Return the caller's name, if the turn gives one."""
        asked = context.asked in _ASKED
        words = [_Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
        letters = spelled(text, asked)
        if letters is not None and any(_cross((letters.start, letters.end), t) for t in taken):
            letters = None
        skip = [*taken, *([(letters.start, letters.end)] if letters else [])]
        found = self._found(text, words, asked, skip)
        if letters is not None:
            return _from_letters(letters.letters, letters.clean, (letters.start, letters.end),
                                 text, _best(found, text), context)  # fmt: skip
        best = _best(found, text)
        if best is None:
            return Name()
        name, sure = best.text, best.known or best.rank == 4
        if best.last and context.name and " " not in context.name and len(best.words) == 1:
            name = f"{context.name} {name}"
        elif best.last and (first := _best([f for f in found if not f.last], text)):
            name = written([*(w.text for w in first.words[:1]), *(w.text for w in best.words)])
        if m := WITH_LETTER.match(text[best.words[-1].end :]):
            name, sure = with_letter(name, m[1].lower())
        if " " not in name and asked and context.name:
            name = put_right(context.name, name)
        if not is_name(name):
            return Name()
        # One word that no list holds is as likely two that were heard as one ("it's Ann Baker").
        alone = len(best.words) == 1
        sure = sure and all(
            _level(w.text) >= census.RARE or (w.capital and not alone and not text.islower())
            for w in best.words
        )
        return Name(name, sure, False, ((best.words[0].start, best.words[-1].end),))

    def _found(
        self, text: str, words: list[_Word], asked: bool, skip: list[tuple[int, int]]
    ) -> list[_Found]:
        found: list[_Found] = []

        def take(at: int, rank: int, trusting: bool, last: bool = False) -> None:
            got = self._name_at(words, at, trusting, skip, last)
            if got and found and _DOCTOR.match(text[at : got[0].start]):
                got = None  # "… but it was actually Dr. Johnson": somebody on the team
            if got and rank < 4 and not (asked or got[0].capital):
                # "I'm flexible": unasked, an unknown word in lower case is no name.
                got = got if _level(got[0].text) >= census.KNOWN else None
            if got and rank < 4 and not asked and len(got) == 1 and _level(got[0].text) < 0:
                got = None  # "I'm American"
            if got:
                if OTHERS.search(text[: got[0].start]) and rank < 4:
                    rank = 1
                if not NOT.search(text[: got[0].start]):
                    found.append(_Found(got, rank, last))

        for m in LAST.finditer(text):
            take(m.end(), 4, True, last=True)
        for m in STRONG.finditer(text):
            if not re.search(r"(?:last|family) $", text[: m.start()], re.IGNORECASE):
                own = not OTHERS.search(text[: m.end()].rstrip() + " ") or asked
                theirs = THEIRS.search(text[: m.start()])
                take(m.end(), 1 if theirs else 4 if own else 1, True)
        for m in WEAK.finditer(text):
            cue = m["cue"].lower()
            surely = cue.startswith(("i", "this")) and not cue.startswith("it")
            if cue == "for" and _DOCTOR.match(text, m.end()):
                continue  # somebody on the team
            low = cue in ("for", "me", "call me", "i go by")
            take(m.end(), 2 if low else 3, surely or (asked and cue not in ("for", "me")))
        found += self._before_cue(text, words, skip)
        if asked:
            for m in _RATHER.finditer(text):
                take(m.end(), 2, False)
            bare = self._bare(text, words, skip)
            if bare:
                found.append(bare)
            if not found:
                for m in FRIEND.finditer(text):
                    take(m.end(), 1, False)
        return found

    def _before_cue(
        self, text: str, words: list[_Word], skip: list[tuple[int, int]]
    ) -> list[_Found]:
        """Return names that stand before their cue: "Jessica here", "Alexis is my name"."""
        out = []
        for i, word in enumerate(words):
            if not word.letters or not BEHIND.match(text[word.end :]):
                continue
            start = i - 1 if i and words[i - 1].letters and _level(words[i - 1].text) >= 0 else i
            got = self._name_at(words, words[start].start, False, skip, False)
            if got and got[-1].end == word.end:
                behind = text[word.end :].lstrip(" ,").lower()
                out.append(_Found(got, 4 if behind.startswith("is my") else 3))
        return out

    def _bare(self, text: str, words: list[_Word], skip: list[tuple[int, int]]) -> _Found | None:
        """Return the name that a turn begins with, after "yeah", "um" and the like."""
        at = 0
        while at < len(words) and (
            not words[at].letters
            or words[at].low in OPENERS
            or (words[at].low in ("i'm", "im") and words[at + 1 : at + 2]
                and words[at + 1].low == "sorry")
        ):  # fmt: skip
            at += 1
        if at < len(words) and words[at].low == "not":
            # "Not Jessica, Jennifer".
            commas = [k for k in range(at, len(words)) if words[k].text in (",", ".")]
            at = commas[0] + 1 if commas else len(words)
        if at == len(words):
            return None
        rest = [w for w in words[at:] if w.letters]
        short = len(rest) <= MAX_BARE
        got = self._name_at(words, words[at].start, short, skip, False)
        if not got:
            return None
        known = _level(got[0].text) >= census.KNOWN
        if not (short or known) or (not known and not short):
            return None
        following = words[at + len(got) :]
        # A verb behind an unknown word means that this is a sentence, not a name.
        if not known and following and following[0].letters and not got[0].capital:
            return None
        return _Found(got, 2)

    def _name_at(
        self,
        words: list[_Word],
        position: int,
        trusting: bool,
        skip: list[tuple[int, int]],
        last: bool,
    ) -> tuple[_Word, ...] | None:
        """Return the name that starts at a place in the text, None if none does.

        `trusting`: an unknown word may be a name here.
        """
        i = next((k for k, w in enumerate(words) if w.start >= position), len(words))
        while i < len(words) and (
            words[i].low.rstrip(".") in TITLES or words[i].low in ("um", "uh")
        ):
            i += 1
            if i < len(words) and words[i].text == ".":
                i += 1
        got: list[_Word] = []
        while i < len(words) and len(got) < MAX_NAME_WORDS:
            word = words[i]
            again = i + 1 < len(words) and bool(got) and words[i + 1].low == got[0].low
            if again and word.text in (",", "."):
                # "Brian, Brian White": said again with more.
                got, i = [], i + 1
                continue
            if (
                word.text == "," and len(got) == 1 and len(words) > i + 2
                and words[i + 2].low == got[0].low and census.given(words[i + 1].low) >= 0
            ):  # fmt: skip
                # "Smith, Jane Smith".
                got, i = [], i + 1
                continue
            if not word.letters or any(_cross((word.start, word.end), t) for t in skip):
                break
            after = words[i + 1] if i + 1 < len(words) else None
            if word.low.endswith("'s") and after is not None and after.letters:
                # "Jen's fine" is Jen; "Ashley's mom" is not Ashley.
                if after.low not in _IS or got:
                    return None
                got.append(_Word(word.text[:-2], word.start, word.end - 2))
                break
            if not self._fits(word, got, after, trusting, last):
                break
            got.append(word)
            i += 1
        while got and got[-1].low in PARTICLES and _level(got[-1].text) < census.USUAL:
            got.pop()
        return tuple(got) or None

    def _fits(
        self, word: _Word, got: list[_Word], after: _Word | None, trusting: bool, last: bool
    ) -> bool:
        low = word.low
        if low in self._not_names and _level(low) < census.FREQUENT:
            return False
        if low in PARTICLES and after is not None and after.letters and after.low not in NEVER:
            return bool(got) or last or word.capital or trusting
        first, family = census.given(low), census.surname(low)
        if not got:
            if low in ("will", "may") and trusting and after is not None and after.letters:
                return census.surname(after.low) >= census.USUAL and after.low not in NEVER
            alone = after is None or not after.letters
            if low in NEVER or (low in MONTHS and not (trusting and (word.capital or alone))):
                return False
            level = max(first, family if last else family - 4)
            if not census.common(low):
                if level < census.RARE and re.search(r"(?:ing|ed|n't|tion|ly)$", low):
                    return False
                return level >= census.KNOWN or trusting
            if level >= census.FREQUENT:
                return True
            # "Hope", "Faith", "Rich": a common word is a name if it is written or said as one.
            ends = after is None or not after.letters or after.low in NEVER
            return level >= census.KNOWN and (
                (trusting and (word.capital or ends))
                or (level >= census.USUAL and (word.capital or alone))
            )
        if low in NEVER or (len(low) == 1 and low == "i"):
            return False
        if len(got) >= 2 and not word.capital and census.common(low):
            return False
        level = max(first, family)
        if not census.common(low):
            ends = after is None or not after.letters or after.low in NEVER
            return level >= census.RARE or word.capital or ends
        ends = after is None or not after.letters or after.low in NEVER
        return level >= census.RARE and (word.capital or (family >= census.USUAL and ends))


def _level(word: str) -> int:
    return max(census.given(word), census.surname(word))


def _cross(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _best(found: list[_Found], text: str) -> _Found | None:
    """Return the name meant: the surest kind, the fullest, and of corrections the last."""
    if not found:
        return None
    top = max(f.rank for f in found)
    candidates = sorted((f for f in found if f.rank >= min(top, 2)), key=lambda f: f.words[0].start)
    for earlier, later in zip(reversed(candidates[:-1]), reversed(candidates[1:]), strict=True):
        between = text[earlier.words[-1].end : later.words[0].start]
        if len(between) < MAX_CORRECTION and _CORRECTED.search(between) and later.known:
            return later
    last = next((f for f in candidates if f.last), None)
    if last is not None:
        return last
    best = max(candidates, key=lambda f: (f.rank, f.known))
    # "I'm Ben, Ben Stiller": the fuller form of the same name.
    fuller = [
        f for f in candidates
        if f.words[0].low == best.words[0].low and len(f.words) > len(best.words) and f.known
    ]  # fmt: skip
    return fuller[0] if fuller else best


def _from_letters(
    letters: str,
    clean: bool,
    span: tuple[int, int],
    text: str,
    said: _Found | None,
    context: Context,
) -> Name:
    """Return the name that spelled letters make, with what was said of it beside them."""
    rest = re.sub(r"[^\w]", "", text[: span[0]] + text[span[1] :])
    letters = letters if clean else repaired(letters)
    whole = written(parted(letters).split(" "))
    name, spans = whole, [span]
    asked_last = re.search(r"\b(?:last name|surname|family name)\b", text[: span[0]], re.IGNORECASE)
    said_words = [w.text for w in said.words] if said else []
    noted = context.name.split(" ") if context.name else []
    base = noted if noted and len(said_words) < 2 else said_words or noted
    if said_words and fuzz.ratio(" ".join(base), said_words[0]) < 30:
        base = said_words
    if said:
        spans.insert(0, (said.words[0].start, said.words[-1].end))
    if base and " " not in letters:
        likeness = [fuzz.ratio(census.plain(w), census.plain(letters)) for w in base]
        best = max(range(len(base)), key=likeness.__getitem__)
        if likeness[best] >= 50 and len(base) > 1:
            name = written([*base[:best], letters, *base[best + 1 :]])
        elif likeness[best] < 50 and (
            asked_last or (said and len(base) == 1 and span[0] > said.words[0].start)
        ):
            name = written([*base[:1], letters])
    if not is_name(name):
        return Name(None, False, True, tuple(spans))
    # A letter heard as another (f for s) makes a name that nobody has: Sam should ask.
    sure = clean and all(_level(word) >= census.RARE for word in letters.split(" "))
    return Name(name, sure, not rest, tuple(spans))
