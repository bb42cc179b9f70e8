"""What pydantic found, in an owner's words: what is wrong and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from sam.spa.complaint import Finding

DOCS = "see docs/spa-file.md"

_NEAR = 60
"""Similarity, 0 to 100, from which another key is suggested for an unknown one."""


def findings(error: ValidationError, model: type[BaseModel]) -> Iterator[Finding]:
    """Yield one finding for each thing that pydantic found in values of `model`."""
    for details in error.errors(include_url=False):
        # A list whose items were all refused is not empty in the owner's eyes.
        if not (details["type"] == "too_short" and details["input"]):
            yield _finding(details, model)


def _finding(details: ErrorDetails, model: type[BaseModel]) -> Finding:
    path = ".".join(str(part) for part in details["loc"])
    kind, given = details["type"], details.get("input")
    context = details.get("ctx", {})
    if kind == "missing":
        key = str(details["loc"][-1])
        group = _model_at(details["loc"], model)
        needs = (
            [name for name, field in _keys(group).items() if field.is_required()] if group else []
        )
        instead = f"with {', '.join(needs)} under it" if needs else _example(details, model)
        return Finding(path, "this key is missing", f"add {key}: {instead}")
    if kind in ("extra_forbidden", "invalid_key"):
        return Finding(path, "there is no such key", _nearest(details, model))
    if kind == "value_error":
        what, _, instead = str(context["error"]).partition("; ")
        return Finding(path, what, instead or DOCS)
    return Finding(path, *_plain(kind, given, context, _example(details, model)))


def _plain(kind: str, given: Any, context: dict[str, Any], example: str) -> tuple[str, str]:
    shown = _shown(given)
    such = f", for example {example}" if example != "…" else ""
    if given is None:
        return "there is nothing after this key", f"write its value{such}, or remove the key"
    match kind:
        case "string_type":
            return f"{shown} is not text", f"put quotes around it{such}"
        case "string_too_short":
            return (
                f"{shown} is too short",
                f"write at least {context['min_length']} characters{such}",
            )
        case "string_too_long":
            return (
                f"this text has {len(given)} characters",
                f"write at most {context['max_length']}: it is spoken in one breath",
            )
        case "string_pattern_mismatch" if "sips" in context["pattern"]:
            return f"{shown} is not a SIP address", "write it as sip:desk@10.0.0.5"
        case "string_pattern_mismatch":
            return f"{shown} is not an id", "use lower-case letters, digits and hyphens: lip-filler"
        case "bool_parsing" | "bool_type":
            return f"{shown} is neither true nor false", "write true or false"
        case "enum":
            return f"{shown} is not one of the choices", f"write {context['expected']}"
        case "int_parsing" | "int_type" | "int_from_float":
            return f"{shown} is not a whole number", f"write it in digits{such}"
        case "decimal_parsing" | "decimal_type":
            return (
                f"{shown} is not an amount",
                "write dollars as a number without a sign: 12 or 129.50",
            )
        case "decimal_max_places" | "decimal_max_digits" | "decimal_whole_digits":
            return f"{shown} is not an amount of dollars", "write at most two decimals: 129.50"
        case "greater_than_equal":
            return f"{shown} is too small", f"write at least {context['ge']}"
        case "less_than_equal":
            return f"{shown} is too large", f"write at most {context['le']}"
        case "too_short":
            return "the list is empty", f"write at least {context['min_length']} entry"
        case "too_long":
            return f"the list has {context['actual_length']} entries", (
                f"write at most {context['max_length']}"
            )
        case "tuple_type":
            return f"{shown} is not a list", "write a list: [one, two], or one - entry a line"
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"{shown} is not a group of keys", f"write keys under it, indented{such}; {DOCS}"
        case _ if kind.startswith("date"):
            return f"{shown} is not a date", "write year, month and day: 2026-12-25"
        case _:
            return f"{shown} does not fit here", DOCS


def _shown(given: Any) -> str:
    if isinstance(given, dict):
        return "a group of keys"
    if isinstance(given, list | tuple):
        return "a list"
    if isinstance(given, bool):
        return str(given).lower()
    text = repr(given) if isinstance(given, str) else str(given)
    return text if len(text) <= 60 else text[:57] + "…" + text[0] * isinstance(given, str)


def _nearest(details: ErrorDetails, model: type[BaseModel]) -> str:
    *parents, key = details["loc"]
    parent = _model_at(tuple(parents), model)
    if parent is None:
        return f"remove it, or {DOCS}"
    known = sorted(_keys(parent))
    found = process.extractOne(str(key).lower(), known, scorer=fuzz.ratio, score_cutoff=_NEAR)
    if found:
        return f"did you mean {found[0]}?"
    return f"write one of: {', '.join(known)}"


def _keys(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _example(details: ErrorDetails, model: type[BaseModel]) -> str:
    loc = details["loc"]
    parent = _model_at(tuple(loc[:-1]), model)
    field = _keys(parent).get(str(loc[-1])) if parent else None
    if field and field.examples:
        return str(field.examples[0])
    return "…"


def _model_at(loc: tuple[int | str, ...], model: type[BaseModel]) -> type[BaseModel] | None:
    """Return the model whose keys stand at `loc`; None where there is none."""
    here: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, int):
            continue  # an item of a list has the model of the list
        field = _keys(here).get(part) if here else None
        here = _inner_model(field.annotation) if field else None
    return here


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, Union, UnionType):
        return next(filter(None, map(_inner_model, get_args(annotation))), None)
    return None
