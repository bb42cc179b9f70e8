"""Rules of what is said: the greeting, the owner's sentences, the emergency words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rapidfuzz import fuzz, process

from sam.spa.base import placeholders
from sam.spa.complaint import Finding
from sam.spa.model import Answers, Spa
from sam.spa.promises import promise_in
from sam.spa.sentences import ALWAYS, ELSEWHERE, OPEN

AUTOMATED = re.compile(
    r"(?<!\bnot )(?<!\bnot a )(?<!\bnot an )(?<!\bno )(?<!n't an )(?<!n't a )(?<!\bnever )"
    r"\b(?:automated|A\.?I\.?|artificial intelligence|computer|robot|virtual"
    r" (?:assistant|receptionist|agent)|digital (?:assistant|receptionist)|"
    r"software|voice ?bot)(?=$|\W)",
    re.IGNORECASE,
)
"""Words that tell a caller that no person is speaking."""

_911 = re.compile(r"\b(?:911|9-1-1|nine[ -]one[ -]one)\b", re.IGNORECASE)
_988 = re.compile(r"\b(?:988|9-8-8|nine[ -]eight[ -]eight)\b", re.IGNORECASE)


def findings(spa: Spa, today: date) -> Iterator[Finding]:
    """Yield what is wrong with the words that Sam would speak."""
    for path, sentence in _owner_sentences(spa):
        promise = promise_in(sentence)
        if promise:
            kind, words = promise
            yield Finding(
                path,
                f"“{words}” speaks of {kind}, which Sam leaves to the clinical team",
                "say it without that, or leave it to the team",
            )
        if "\n" in sentence or re.search(r"https?://|[<>\\|_]", _filled(sentence)):
            yield Finding(path, "this cannot be spoken", "write it as plain words on one line")
    for path, sentence in _fixed_texts(spa):
        known = ALWAYS if path.startswith("answers.") else frozenset()
        yield from _placeholders(path, sentence, known, spa)
    for said, wordings in spa.sentences.items():
        yield from _sentence(said, wordings, spa)
    yield from _emergency(spa, today)


def _filled(sentence: str) -> str:
    return re.sub(r"\{[a-z_]+\}", "", sentence)


def _wording_paths(said: str, wordings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    # A single wording may be written without a list; its line is then the key's.
    for index, wording in enumerate(wordings):
        yield f"sentences.{said}.{index}", wording


def _fixed_texts(spa: Spa) -> Iterator[tuple[str, str]]:
    """Yield texts of the owner that are spoken as written, without placeholders."""
    for topic in Answers.model_fields:
        sentence: str | None = getattr(spa.answers, topic)
        if sentence:
            yield f"answers.{topic}", sentence
    for index, service in enumerate(spa.services):
        if service.price and service.price.note:
            yield f"services.{index}.price.note", service.price.note
    for key in ("words", "self_harm_words", "nobody_reached"):
        yield f"emergency.{key}", getattr(spa.emergency, key)


def _owner_sentences(spa: Spa) -> Iterator[tuple[str, str]]:
    """Yield the texts that must not promise anything clinical: all but the emergency words."""
    for path, text in _fixed_texts(spa):
        if not path.startswith("emergency."):
            yield path, text
    for said, wordings in spa.sentences.items():
        yield from _wording_paths(said, wordings)


def _placeholders(path: str, sentence: str, known: frozenset[str], spa: Spa) -> Iterator[Finding]:
    names = placeholders(sentence)
    for name in names:
        if name not in known:
            choice = " or ".join(f"{{{each}}}" for each in sorted(known))
            yield Finding(
                path,
                f"nothing is filled in for {{{name}}} here",
                f"write {choice}, or plain words" if known else "write the words themselves",
            )
    if "website" in names and "website" in known and spa.spa.website is None:
        yield Finding(path, "the spa has no website to name", "add website under spa")
    if re.search(r"[{}]", _filled(sentence)):
        yield Finding(path, "a brace stands alone", "write a placeholder as {spa}, or no brace")


def _sentence(said: str, wordings: tuple[str, ...], spa: Spa) -> Iterator[Finding]:
    path = f"sentences.{said}"
    if said in ELSEWHERE:
        yield Finding(path, f"{said} is not worded here", ELSEWHERE[said])
        return
    blank = OPEN.get(said)
    if blank is None:
        near = process.extractOne(said.lower(), list(OPEN), scorer=fuzz.ratio, score_cutoff=60)
        hint = "`sam say` prints the ids of all sentences"
        yield Finding(
            path, "there is no such sentence", f"did you mean {near[0]}?" if near else hint
        )
        return
    for where, wording in _wording_paths(said, wordings):
        yield from _placeholders(where, wording, blank.known, spa)
        for name in sorted(blank.must - set(placeholders(wording))):
            yield Finding(where, f"{{{name}}} is missing", f"put {{{name}}} where it is to be said")
        if said == "greeting" and not AUTOMATED.search(_first_sentence(wording)):
            yield Finding(
                where,
                "the greeting does not say at once that no person is speaking",
                "say in its first sentence that this is, for example, the automated assistant",
            )


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]


def _emergency(spa: Spa, today: date) -> Iterator[Finding]:
    emergency = spa.emergency
    for key, pattern, number in (
        ("words", _911, "911"),
        ("self_harm_words", _988, "988"),
        ("self_harm_words", _911, "911"),
        ("nobody_reached", _911, "911"),
    ):
        if not pattern.search(getattr(emergency, key)):
            yield Finding(
                f"emergency.{key}",
                f"these words do not name {number}",
                f"tell the caller to call {number}",
            )
    if emergency.approved_by.on > today:
        yield Finding(
            "emergency.approved_by.on",
            f"{emergency.approved_by.on} is still to come",
            "write the day on which the words were approved",
            warning=True,  # or this machine's clock is wrong, which must not stop the phone
        )
