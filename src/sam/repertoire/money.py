"""Prices as they are spoken."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sam.repertoire.lists import listed, with_article
from sam.repertoire.numbers import cardinal
from sam.spa.services import Package, Price


def dollars(amount: Decimal) -> str:
    """Return 129.50 as "one hundred twenty-nine dollars and fifty cents"."""
    whole, cents = divmod(int(amount * 100), 100)
    parts = []
    if whole or not cents:
        parts.append(f"{cardinal(whole)} dollar{'' if whole == 1 else 's'}")
    if cents:
        parts.append(f"{cardinal(cents)} cent{'' if cents == 1 else 's'}")
    return " and ".join(parts)


def one_visit(price: Price) -> str:
    """Return the price without its packages: "twelve dollars a unit"; empty where it is free."""
    amount = price.amount if price.amount is not None else price.from_
    if amount is None:
        return ""
    return dollars(amount) + (f" {with_article(price.per)}" if price.per else "")


def packages(offers: Sequence[Package]) -> str:
    """Return "a package of three for eight hundred fifty dollars", or "packages of six" unpriced.

    "A package of" keeps the number of visits from being heard as a number of dollars.
    """
    priced = [
        f"a package of {cardinal(p.count)} for {dollars(p.amount)}" for p in offers if p.amount
    ]
    unpriced = [cardinal(p.count) for p in offers if not p.amount]
    parts = [listed(priced, "or")] if priced else []
    if unpriced:
        parts.append(f"packages of {listed(unpriced, 'or')}")
    return ", or ".join(parts)
