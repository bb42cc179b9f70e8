"""Words that no sentence of an owner may hold, since Sam would then speak as a clinician.

Sam answers place, hours, menu, listed price and policy. Safety, pain, outcome, suitability, dose
and aftercare belong to the clinical team, so a sentence that touches one is refused when the file
is read: it would otherwise be said to every caller, with nobody there to judge.
"""

from __future__ import annotations

import re

_COUNT = r"(?:\d+|one|two|three|four|five|six|eight|ten|fifteen|twenty|thirty|forty|fifty)"
_WHOSE = r"(?:is|are|it's|they're|perfectly|completely|totally|very|absolutely)"

_KINDS: tuple[tuple[str, str], ...] = (
    (
        "safety",
        rf"\b{_WHOSE} safe\b(?!ly)|\bsafe (?:for|to|during|while|with|if)\b"
        r"|\b(?:risk|worry)[- ]free\b|\bno (?:known )?risks?\b|\bside effects?\b"
        r"|\bharmless\b|\bfda\b",
    ),
    (
        "pain or recovery",
        r"\b(?:won't|will not|doesn't|does not|don't|never|not) (?:\w+ )?"
        r"(?:hurt|bruise|swell|scar|burn|sting)\b"
        r"|\bpain(?:less|lessly|[- ]free)\b|\bno pain\b|\bdown ?time\b|\bbruis\w+|\bswelling\b"
        r"|\bswollen\b|\bnumb(?:ing|ness)?\b|\brecovery\b",
    ),
    (
        "an outcome",
        r"\bpermanent(?:ly)?\b|\bguarante\w+\b|\bresults?\b|\bcur(?:e|es|ed|ing)\b|\bheals?\b"
        r"|\byounger\b|\bget rid of\b|\beras(?:e|es|ing)\b|\bforever\b"
        r"|\byou(?:'ll| will) (?:look|love)\b"
        r"|\b(?:botox|tox|filler|it|they|effects?) (?:\w+ )?lasts? (?:up to|about|for|around)\b"
        r"|\bworks (?:for|on) (?:every|any|all)\w*",
    ),
    (
        "who is suitable",
        r"\bcandidates?\b"
        r"|\b(?:right|suitable|recommended|good|best|perfect|ideal) for (?:you|your)\b"
        r"|\bpregnan\w+|\bbreast-?feed\w*|\bnursing (?:mother|mom|women)\w*|\ballerg\w+"
        r"|\bmedical (?:condition|history)\w*|\bdiabet\w+",
    ),
    (
        "a dose",
        rf"\b{_COUNT}(?: (?:to|or|-) {_COUNT})?[ -]?(?:mg|milligrams?|ml|milliliters?|ccs?)\b"
        r"|\b(?:needs?|uses?|takes?|average|typically|usually|most \w+)\b[^.?!]{0,30}"
        rf"\b{_COUNT} (?:units?|syringes?|vials?)\b|\bdos(?:e|es|age|ing)\b",
    ),
    (
        "medicines or aftercare",
        r"\bblood thinn\w+|\baspirin\b|\bibuprofen\b|\badvil\b|\btylenol\b|\barnica\b"
        r"|\bantibiotics?\b|\bmedications?\b|\bmedicines?\b|\bstop taking\b|\bafter-?care\b"
        r"|\bavoid (?:alcohol|sun|the sun|exercise|drinking|makeup|touching|heat|sleeping)\b"
        r"|\bice (?:it|the area)\b",
    ),
)

_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)


def promise_in(sentence: str) -> tuple[str, str] | None:
    """Return (kind, the words) of the first clinical promise in a sentence; None if there is none.

    A pattern list cannot find every promise: it is a net under the owner, and the medical
    director's reading of `sam say` stays the check.
    """
    plain = sentence.replace("’", "'")
    for kind, pattern in _PATTERNS:
        found = pattern.search(plain)
        if found:
            return kind, found[0]
    return None
