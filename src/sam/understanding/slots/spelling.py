"""Names spelled letter by letter, as said and as speech recognition writes it.

"S-H-A-W-N", "s h a w n", "s as in Sam, h, a", "double t", "Sierra Hotel Alpha", and damaged:
"CH E E L SE A", where single letters were run together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sam.understanding.slots import census

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[^\w\s]", re.UNICODE)

_NATO = {
    "alpha": "a", "alfa": "a", "bravo": "b", "charlie": "c", "delta": "d", "echo": "e",
    "foxtrot": "f", "golf": "g", "hotel": "h", "india": "i", "indigo": "i", "juliet": "j",
    "juliett": "j", "kilo": "k", "lima": "l", "mike": "m", "november": "n", "oscar": "o",
    "papa": "p", "quebec": "q", "romeo": "r", "sierra": "s", "tango": "t", "uniform": "u",
    "victor": "v", "whiskey": "w", "whisky": "w", "xray": "x", "yankee": "y", "zulu": "z",
}  # fmt: skip
_SOUNDS = {
    "ay": "a", "eh": "a", "be": "b", "bee": "b", "see": "c", "sea": "c", "cee": "c", "dee": "d",
    "ee": "e", "he": "e", "ef": "f", "eff": "f", "gee": "g", "aitch": "h", "each": "h", "eye": "i",
    "aye": "i", "jay": "j", "kay": "k", "okay": "k", "el": "l", "ell": "l", "em": "m", "en": "n",
    "and": "n", "oh": "o", "pee": "p", "pea": "p", "cue": "q", "queue": "q", "are": "r", "our": "r",
    "ar": "r", "ess": "s", "es": "s", "tea": "t", "tee": "t", "you": "u", "yu": "u", "vee": "v",
    "ex": "x", "why": "y", "wye": "y", "zee": "z", "zed": "z",
}  # fmt: skip
"""Letters' names as words; read so only between letters."""
_FILLERS = frozenset(
    re.findall(
        r"\S+",
        """
    um uh er then that's thats is it's its so capital letter like
    """,
    )
)
_MARKS = frozenset("-.,–—;…")
_FOR = frozenset(("as", "for", "like", "in"))
_PLAIN = frozenset(
    re.findall(
        r"\S+",
        """
    the my me was yes yeah yep yup no not ok can has had did do does his her hers him she they
    them we to of at on or if with for from by so but this name please thank thanks sure i'm
    """,
    )
)
MIN_LETTERS = 3
MOSTLY = 0.6
"""Damaged spelling counts only where it is most of what was said."""


@dataclass(frozen=True, slots=True, repr=False)
class Spelled:
    """A name that was spelled."""

    letters: str
    """Lower-case letters; a space between words, hyphen and apostrophe where said."""
    start: int
    end: int
    clean: bool
    """False where letters had been run together into words, so that some may be wrong."""


@dataclass(frozen=True, slots=True)
class _Piece:
    letters: str
    start: int
    end: int
    kind: str
    """letter, nato, double, sound, chunk, boundary or filler."""


def spelled(text: str, asked: bool) -> Spelled | None:
    """Return the longest spelled name of a turn; `asked`: a name is what was asked for.

    Where a name is asked for, damaged spelling is read too; elsewhere only clean letters are.
    """
    found: list[Spelled] = []
    for pieces in _runs(text, asked):
        read = _read(pieces, asked)
        if read is None:
            continue
        if len(read.letters) < MIN_LETTERS and text[read.end :].strip(" .,"):
            continue  # "J. R. Smith" begins with initials
        if not read.clean and len(text[read.start : read.end].split()) < MOSTLY * len(text.split()):
            continue
        found.append(read)
    if not found:
        return None
    clean = [s for s in found if s.clean and len(s.letters) >= MIN_LETTERS]
    if len({s.letters for s in clean}) > 1:
        # "Kristin, K-R-I-S-T-I-N, Larsen, L-A-R-S-E-N".
        letters = " ".join(dict.fromkeys(s.letters for s in clean))
        return Spelled(letters, clean[0].start, clean[-1].end, True)
    return max(reversed(found), key=lambda s: len(s.letters))


def _runs(text: str, asked: bool) -> list[list[_Piece]]:
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    low = [t[0].lower().replace("’", "'") for t in tokens]
    runs: list[list[_Piece]] = [[]]
    i = 0
    while i < len(tokens):
        word, start, end = low[i], tokens[i][1], tokens[i][2]
        ahead = low[i + 1 : i + 4]
        step = 1
        piece: _Piece | None = None
        if word == "double" and ahead and (ahead[0] in ("u", "you")):
            piece, step = _Piece("w", start, tokens[i + 1][2], "letter"), 2
        elif word in ("double", "2") and ahead and (len(ahead[0]) == 1 or ahead[0] in _SOUNDS):
            letter = ahead[0] if len(ahead[0]) == 1 else _SOUNDS[ahead[0]]
            if letter.isalpha():
                piece, step = _Piece(letter * 2, start, tokens[i + 1][2], "double"), 2
        elif word in ("a", "an") and i and low[i - 1] == "with":
            step = 2  # "with a J" says how a name is written, not how it begins
        elif (len(word) == 1 and word.isalpha()) or (
            word in _SOUNDS and len(ahead) > 1 and ahead[0] in ("as", "for") and _as_in(low, i)
        ):
            letter = word if len(word) == 1 else _SOUNDS[word]
            step = 1 + _as_in(low, i)
            piece = _Piece(letter, start, tokens[i + step - 1][2], "letter")
        elif word in _NATO or (word == "x" and ahead[:1] == ["ray"]):
            piece = _Piece(_NATO.get(word, "x"), start, end, "nato")
        elif word in ("space", "apostrophe", "hyphen", "dash") and runs[-1]:
            mark = {"space": " ", "apostrophe": "'"}.get(word, "-")
            piece = _Piece(mark, start, end, "boundary")
        elif word in _SOUNDS and not (tokens[i][0].isupper() and len(word) > 1):
            piece = _Piece(_SOUNDS[word], start, end, "sound")
        elif asked and word in ("is", "its", "like") and i and len(low[i - 1]) == 1:
            piece = _Piece(word, start, end, "chunk")
        elif word in _MARKS or word in _FILLERS:
            piece = _Piece("", start, end, "filler")
        elif _chunk(
            tokens[i][0], asked, any(len(w) == 1 for w in (*low[max(0, i - 1) : i], *ahead[:1]))
        ):
            piece = _Piece(word, start, end, "chunk")
        if piece is None:
            runs.append([])
        else:
            runs[-1].append(piece)
        i += step
    return [run for run in runs if run]


def _chunk(word: str, asked: bool, beside_letter: bool) -> bool:
    """Say whether a word may be letters that the recogniser ran together."""
    if not word.isalpha() or word.lower() in _PLAIN:
        return False
    if word.isupper() and len(word) <= 5:
        return True
    if asked and beside_letter and len(word) <= 5 and not census.common(word):
        return len(word) <= 3 or max(census.given(word), census.surname(word)) < census.USUAL
    return len(word) <= 3 and (asked or not census.common(word))


def _as_in(words: list[str], i: int) -> int:
    """Return how many words behind letter `i` say what it stands for: "as in Sam", "for Sam"."""
    rest = words[i + 1 : i + 5]
    offset = 1 if rest[:1] == [","] else 0
    if rest[offset : offset + 2] in (["as", "in"], ["as", "for"]):
        return offset + 3 if len(rest) >= offset + 3 else 0
    word = rest[offset + 1 : offset + 2]
    letter = words[i] if len(words[i]) == 1 else _SOUNDS.get(words[i], "?")
    if rest[offset : offset + 1] and rest[offset] in ("for", "like", "in") and word:
        return offset + 2 if word[0].startswith(letter) and len(word[0]) > 2 else 0
    # "D delta", "s Sam": only words of the spelling alphabet, others may be what comes next.
    return 1 if offset == 0 and rest and _NATO.get(rest[0]) == letter else 0


def _read(pieces: list[_Piece], asked: bool) -> Spelled | None:
    whole, pieces = pieces, _trimmed(pieces)
    first = whole.index(pieces[0]) if pieces else 0
    if asked and first and whole[first - 1].kind == "sound":
        # "See a r o l": a first letter heard as a word, if the name is one with it.
        wider = "".join(p.letters for p in whole[first - 1 :])
        if census.given(parted(wider).split(" ")[0]) >= census.RARE:
            pieces = whole[first - 1 :]
    strict = [p for p in pieces if p.kind in ("letter", "double")]
    nato = [p for p in pieces if p.kind == "nato"]
    loose = [p for p in pieces if p.kind in ("sound", "chunk")]
    if len(nato) >= 2 and len(nato) >= len(strict) + len(loose):
        kept = [p for p in pieces if p.kind in ("nato", "letter", "boundary")]
        return _spelled(kept, clean=True)
    letters = [p for p in strict if p.letters not in ("a", "i")]
    if not letters or len(strict) < 2 or (len(strict) < MIN_LETTERS and not asked):
        return None
    if loose and len(strict) < 0.6 * len(loose):
        return None
    kept = [p for p in pieces if p.kind != "filler"]
    if not asked and any(p.kind == "chunk" for p in kept):
        return None
    found = _spelled(kept, clean=not loose)
    return found if len(found.letters) >= (2 if asked else MIN_LETTERS) else None


def _trimmed(pieces: list[_Piece]) -> list[_Piece]:
    """Drop what stands at the edges and is no letter for sure: "and it's s h a w n"."""
    low, high = 0, len(pieces)
    sure = ("letter", "double", "nato", "chunk")
    while low < high and (
        pieces[low].kind not in sure
        or (pieces[low].letters in ("a", "i")
            and _kind_after(pieces, low) not in ("letter", "double", "chunk"))
    ):  # fmt: skip
        low += 1
    while high > low and pieces[high - 1].kind in ("filler", "boundary"):
        high -= 1
    return pieces[low:high]


def _kind_after(pieces: list[_Piece], at: int) -> str:
    return next((p.kind for p in pieces[at + 1 :] if p.kind != "filler"), "letter")


def _spelled(pieces: list[_Piece], clean: bool) -> Spelled:
    letters = "".join(p.letters for p in pieces).strip(" '-")
    return Spelled(re.sub(r"\s+", " ", letters), pieces[0].start, pieces[-1].end, clean)


def parted(letters: str) -> str:
    """Return letters with a space where a given name ends and a surname begins, if both are known.

    "donnawilson" → "donna wilson"; a name that is known as a whole stays one.
    """
    if " " in letters or len(letters) < 6:
        return letters
    if census.given(letters) >= census.RARE or census.surname(letters) >= census.RARE:
        return letters
    best, at = 0, 0
    for i in range(3, len(letters) - 2):
        first, last = census.given(letters[:i]), census.surname(letters[i:])
        if first >= census.KNOWN and last >= census.KNOWN and first + last + min(i, 6) > best:
            best, at = first + last + min(i, 6), i
    return f"{letters[:at]} {letters[at:]}" if at else letters


def repaired(letters: str) -> str:
    """Return damaged letters as the names that they most likely were, where there are such names.

    A recogniser that runs letters together also doubles them: "annesmiith" → "anne smith".
    """
    if " " in letters:
        first, *rest = letters.split(" ")
        last = "".join(rest)
        return f"{census.like_given(first) or first} {census.like_surname(last) or last}"
    if whole := census.like_given(letters):
        return whole
    best, name = census.KNOWN, letters
    for i in range(2, len(letters) - 2):
        given, surname = census.like_given(letters[:i]), census.like_surname(letters[i:])
        if given and surname:
            # An exact part counts for more than a frequent one.
            score = census.given(given) + census.surname(surname)
            score += 3 * ((given == letters[:i]) + (surname == letters[i:]))
            if score > best:
                best, name = score, f"{given} {surname}"
    return name
