"""Whether a caller says that they have been to the spa before."""

from __future__ import annotations

import re

from sam.vocabulary.meaning import Visitor

_NEW = re.compile(
    r"\b(?:(?:my |the |our |is |be )?(?:very )?first[ -](?:time|visit"
    r"|appointment)(?! (?:available|you|i can))"
    r"|new (?:client|patient|customer|guest|person)\b(?! (?:special|discount|deal|offer|price"
    r"|rate|form|fee|deposit|policy|consult))|new (?:here|to (?:you|this|the spa|your))"
    r"|(?:i'?m|i am|im"
    r"|i’m|we'?re|we are) (?:brand )?new\b"
    r"|brand new\b|never (?:been|come|visited|had (?:an appointment|a visit)|seen you|used you"
    r"|booked)"
    r"|(?:haven'?t|have not|hasn'?t) (?:ever )?(?:been|come) (?:there|in|here|before|to)"
    r"|not (?:been|come) (?:there|in|here) before|no,? (?:i )?(?:never have|have never|haven'?t)\b"
    r"|newbie|first[ -]timer)",
    re.IGNORECASE,
)
_RETURNING = re.compile(
    r"\b(?:returning|(?:existing|current|regular|established|longtime|long[ -]time|old"
    r"|loyal) (?:client|patient|customer|guest)"
    r"|(?:i'?m|i am|im|i’m|been) a regular|i'?m a (?:client|patient)\b|(?:have|'ve"
    r"|’ve) been (?:coming|going|a (?:client|patient|customer|member)|in (?:before|once|twice"
    r"|a (?:few|couple))|(?:there|here) (?:before|once|twice|many|a (?:few|couple)|several))"
    r"|been (?:coming|going) (?:there|here|in|to you)|been (?:there|here|in) before|(?:come"
    r"|came|been coming) (?:there|here|in|to you) (?:before|all the time|regularly|every|for)"
    r"|i come (?:here|there|in|to you)\b|(?:i|we) (?:was|were) (?:just )?(?:in|there"
    r"|here) (?:last|a (?:few|couple)|about|two|three|four|five|six|\d|before|yesterday"
    r"|earlier|on|for|just|recently|this)"
    r"|(?:saw|seen|see) (?:you|her|him|them|\w+) (?:last|before|a (?:few|couple)|every)"
    r"|my (?:usual|regular|girl|injector|last (?:visit|appointment|time))"
    r"|again\b.{0,30}\blike last time|last time i (?:was|came)|a member (?:there|here|already)"
    r"|already (?:a (?:client|patient|member)|been)|been with you)",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|n'?t|n’t|never)\s+(?:a |really |exactly |my )?$", re.IGNORECASE)


def read_visitor(text: str) -> tuple[Visitor, tuple[int, int]] | None:
    """Return new or returning, and where it was said; None where it was not, or both were."""
    found = []
    for visitor, other, pattern in (
        (Visitor.NEW, Visitor.RETURNING, _NEW),
        (Visitor.RETURNING, Visitor.NEW, _RETURNING),
    ):
        m = pattern.search(text)
        if m is not None:
            denied = bool(_DENIED.search(text[: m.start()]))
            found.append((other if denied else visitor, m.span()))
    if not found or len({visitor for visitor, _ in found}) > 1:
        # "I've never been there before" holds "been there before": the longer denial stands.
        new = _NEW.search(text)
        if new is not None and re.search(r"\b(?:never|not)\b|n['’]t", new.group(), re.IGNORECASE):
            return Visitor.NEW, new.span()
        return None
    return found[0]
