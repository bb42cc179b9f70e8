"""Rules of the menu and of the team: ids, words that callers say, packages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sam.spa.complaint import Finding
from sam.spa.model import Spa
from sam.spa.services import NotOffered, Price, Service


def findings(spa: Spa) -> Iterator[Finding]:
    """Yield what is wrong with the team, the menu and the things not offered."""
    yield from _ids_once("team", [role.id for role in spa.team], "role")
    yield from _ids_once("services", [service.id for service in spa.services], "service")
    yield from _words_once(spa)
    roles = {role.id for role in spa.team}
    consultations = [i for i, s in enumerate(spa.services) if s.is_consultation]
    for index in consultations[1:]:
        yield Finding(
            f"services.{index}.is_consultation",
            f"{spa.services[consultations[0]].name} is the consultation already",
            "leave is_consultation on one service only",
        )
    for index, service in enumerate(spa.services):
        for place, who in enumerate(service.who):
            if who not in roles:
                yield Finding(
                    f"services.{index}.who.{place}",
                    f"there is no role {who!r} under team",
                    _one_of(roles) if roles else "add the role under team",
                )
        if service.price:
            yield from _price(f"services.{index}.price", service.price)


def _one_of(ids: set[str]) -> str:
    return f"write one of: {', '.join(sorted(ids))}"


def _ids_once(path: str, ids: list[str], noun: str) -> Iterator[Finding]:
    for index, id_ in enumerate(ids):
        if id_ in ids[:index]:
            yield Finding(
                f"{path}.{index}.id",
                f"another {noun} has the id {id_!r} already",
                "give each its own id; messages that are kept refer to it",
            )


def _price(path: str, price: Price) -> Iterator[Finding]:
    for key, amount in (("amount", price.amount), ("from", price.from_)):
        if amount == 0:
            yield Finding(f"{path}.{key}", "the price is 0", "write free: true instead")
    counts = [package.count for package in price.packages]
    for index, package in enumerate(price.packages):
        here = f"{path}.packages.{index}"
        if package.count in counts[:index]:
            yield Finding(f"{here}.count", f"a package of {package.count} stands twice", "keep one")
        if package.amount == 0:
            yield Finding(f"{here}.amount", "the price is 0", "remove the amount, or write it")
        if price.amount and package.amount and package.amount > price.amount * package.count:
            yield Finding(
                f"{here}.amount",
                f"{package.count} together cost more than {package.count} one by one",
                "check both prices",
                warning=True,
            )


def _plain(words: str) -> str:
    return re.sub(r"[^\w]+", " ", words.casefold()).strip()


def _words_of(path: str, thing: Service | NotOffered) -> Iterator[tuple[str, str]]:
    yield f"{path}.name", thing.name
    for key, words in (("also", thing.also), ("sounds_like", thing.sounds_like)):
        for index, said in enumerate(words):
            yield f"{path}.{key}.{index}", said


def _words_once(spa: Spa) -> Iterator[Finding]:
    """One phrase leads to one thing: where two claim it, Sam would have to guess."""
    owner: dict[str, tuple[str, str]] = {}
    things: list[tuple[str, Service | NotOffered]] = [
        *((f"services.{i}", service) for i, service in enumerate(spa.services)),
        *((f"not_offered.{i}", thing) for i, thing in enumerate(spa.not_offered)),
    ]
    for path, thing in things:
        for where, said in _words_of(path, thing):
            plain = _plain(said)
            if not plain:
                yield Finding(where, f"{said!r} holds no word", "write what callers say")
                continue
            other_path, other_name = owner.setdefault(plain, (path, thing.name))
            if other_path != path:
                yield Finding(
                    where,
                    f"{said!r} already stands for {other_name}",
                    f"leave it with one of {other_name} and {thing.name}",
                )
    roles: dict[str, str] = {}
    for index, role in enumerate(spa.team):
        for where, said in [
            (f"team.{index}.title", role.title),
            *((f"team.{index}.also.{i}", also) for i, also in enumerate(role.also)),
        ]:
            first = roles.setdefault(_plain(said), role.title)
            if first != role.title:
                yield Finding(
                    where,
                    f"{said!r} already stands for the {first}",
                    f"leave it with one of {first} and {role.title}",
                )
