"""A turn's words as plain tokens: what every pattern of this room is written against.

Speech recognition gives no dependable punctuation or case, repeats words, keeps fillers and drops
apostrophes, so patterns never see any of these. `Turn.of` lower-cases, spells contractions out
("what's", "whats" → "what is"), drops fillers and stuttered words, and remembers for every token
where it stood in the text, so that the parts of a turn that nothing explains can be counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sam.understanding.slots.slots import Span, SpanKind

MAX_TOKENS = 300
"""Tokens read of one turn, half from each end. A longer turn is never answered by software."""

_TOKEN = re.compile(r"\$?\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|#")

_FILLERS = frozenset("um umm uh uhh er err erm ah eh hm hmm huh mm".split())

_REWRITES: dict[str, str] = {
    "i'm": "i am", "im": "i am", "i'd": "i would", "i've": "i have",
    "ive": "i have", "i'll": "i will", "you're": "you are", "youre": "you are",
    "you've": "you have", "you'd": "you would", "you'll": "you will", "youll": "you will",
    "we're": "we are", "we'd": "we would", "we've": "we have", "we'll": "we will",
    "they're": "they are", "theyre": "they are", "they'd": "they would", "they've": "they have",
    "they'll": "they will", "he's": "he is", "she's": "she is", "shes": "she is",
    "it's": "it is", "that's": "that is", "thats": "that is", "there's": "there is",
    "theres": "there is", "here's": "here is", "what's": "what is", "whats": "what is",
    "where's": "where is", "wheres": "where is", "who's": "who is", "whos": "who is",
    "how's": "how is", "hows": "how is", "when's": "when is", "whens": "when is",
    "let's": "let us", "lets": "let us", "what're": "what are", "how'd": "how did",
    "what'd": "what did", "that'd": "that would", "it'd": "it would", "that'll": "that will",
    "thatll": "that will", "it'll": "it will", "itll": "it will", "there'll": "there will",
    "can't": "cannot", "cant": "cannot", "won't": "will not", "don't": "do not",
    "dont": "do not", "doesn't": "does not", "doesnt": "does not", "didn't": "did not",
    "didnt": "did not", "isn't": "is not", "isnt": "is not", "aren't": "are not",
    "arent": "are not", "wasn't": "was not", "wasnt": "was not", "weren't": "were not",
    "haven't": "have not", "havent": "have not", "hasn't": "has not", "hasnt": "has not",
    "hadn't": "had not", "wouldn't": "would not", "wouldnt": "would not",
    "couldn't": "could not", "couldnt": "could not", "shouldn't": "should not",
    "shouldnt": "should not", "ain't": "is not", "aint": "is not", "gonna": "going to",
    "wanna": "want to", "gotta": "have to", "gimme": "give me", "lemme": "let me",
    "kinda": "kind of", "sorta": "sort of", "dunno": "do not know", "whatcha": "what are you",
    "whatchu": "what do you", "cuz": "because", "cause": "because", "'cause": "because",
    "y'all": "you all", "yall": "you all", "y'all's": "your", "ya'll": "you all", "ya": "you",
    "ur": "your", "u": "you", "yep": "yes", "yup": "yes", "yeah": "yes", "yea": "yes",
    "yah": "yes", "uhhuh": "yes", "mhm": "yes", "mmhmm": "yes", "nope": "no", "nah": "no",
    "naw": "no", "appt": "appointment", "appointement": "appointment", "apt": "appointment",
    "tmrw": "tomorrow", "pls": "please", "thx": "thanks", "ok": "okay", "k": "okay",
    "alright": "all right", "till": "until", "'til": "until", "doc": "doctor",
    "hiya": "hi", "helo": "hello", "hullo": "hello", "specials": "special",
    "ma'am": "maam", "o'clock": "oclock",
}  # fmt: skip
"""One token to several. Ambiguous without its apostrophe ("were", "well", "its", "hell"): left."""


@dataclass(frozen=True, slots=True)
class Token:
    """One normalised word and where its source stood in the raw text."""

    word: str
    start: int
    end: int


_PLACEHOLDERS = {
    SpanKind.SERVICE: "SERVICE",
    SpanKind.NOT_OFFERED: "OTHER",
    SpanKind.ROLE: "ROLE",
    SpanKind.NAME: "NAME",
    SpanKind.SPELLING: "NAME",
    SpanKind.NUMBER: "NUMBER",
    SpanKind.TIME: "TIME",
    SpanKind.VISITOR: "VISITOR",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """The words of one turn, normalised."""

    tokens: tuple[Token, ...] = field(repr=False)
    cut: bool
    """True where the turn was longer than `MAX_TOKENS` and its middle was not read."""

    @classmethod
    def of(cls, text: str) -> Turn:
        """Normalise raw text."""
        raw = [(m[0].lower().replace("’", "'"), m.start(), m.end()) for m in _TOKEN.finditer(text)]
        cut = len(raw) > MAX_TOKENS
        if cut:
            raw = raw[: MAX_TOKENS // 2] + raw[-(MAX_TOKENS // 2) :]
        return cls(tuple(_unstutter(_rewrite(raw))), cut)

    @property
    def text(self) -> str:
        """The normalised words with single spaces between them."""
        return " ".join(token.word for token in self.tokens)

    def slotted(self, spans: Iterable[Span]) -> Turn:
        """Return the turn with each recognised slot as one token in capitals: SERVICE, TIME …."""
        ordered = sorted(spans, key=lambda s: (s.start, -s.end))
        out: list[Token] = []
        index = 0
        for span in ordered:
            while index < len(self.tokens) and self.tokens[index].end <= span.start:
                out.append(self.tokens[index])
                index += 1
            begin = index
            while index < len(self.tokens) and self.tokens[index].start < span.end:
                index += 1
            if index > begin:
                inside = self.tokens[begin:index]
                out.append(Token(_PLACEHOLDERS[span.kind], inside[0].start, inside[-1].end))
        out.extend(self.tokens[index:])
        return Turn(tuple(out), self.cut)


def _rewrite(raw: list[tuple[str, int, int]]) -> Iterable[Token]:
    position = 0
    while position < len(raw):
        word, start, end = raw[position]
        following = raw[position + 1][0] if position + 1 < len(raw) else ""
        previous = raw[position - 1][0] if position else ""
        if word in ("uh", "mm", "um", "m", "mhm") and following in ("huh", "hmm", "hm"):
            yield Token("yes", start, raw[position + 1][2])
            position += 2
            continue
        if (word, following) in (("uh", "uh"), ("nuh", "uh"), ("unh", "unh")):
            yield Token("no", start, raw[position + 1][2])
            position += 2
            continue
        position += 1
        if word in _FILLERS and not (word == "er" and previous in ("the", "an", "to", "in")):
            continue  # "the er" is a place
        if word == "know" and all(before in _FILLERS for before, _, _ in raw[: position - 1]):
            word = "no"  # a recogniser's spelling: nobody begins a turn with "know"
        if word == "its" and following in _AFTER_IT_IS:
            word = "it's"
        rewritten = _REWRITES.get(word)
        if rewritten is None and word.endswith("'s"):
            rewritten = word[:-2] + "s"
        for part in (rewritten or word.replace("'", "")).split():
            yield Token(part, start, end)


_AFTER_IT_IS = frozenset(
    "not too okay fine for a the an under my about been kind sort just".split()
)

_DIGIT_WORDS = frozenset(
    "zero oh o one two three four five six seven eight nine ten double triple hundred".split()
)


def _unstutter(tokens: Iterable[Token]) -> list[Token]:
    """Drop a word or a pair of words that was said twice running. Digits and letters stay."""
    out: list[Token] = []
    for token in tokens:
        if out and out[-1].word == token.word and _may_repeat(token.word):
            continue
        out.append(token)
    index = 0
    while index + 3 < len(out):
        a, b, c, d = (t.word for t in out[index : index + 4])
        if (a, b) == (c, d) and (_may_repeat(a) and _may_repeat(b)):
            del out[index + 2 : index + 4]
        else:
            index += 1
    return out


def _may_repeat(word: str) -> bool:
    digit = word.isdigit() or word in _DIGIT_WORDS
    return word in ("i", "a") or (len(word) > 1 and not digit)
