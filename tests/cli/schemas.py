"""Holding what is printed against the JSON Schemas in the package, which say more here than to others.

A schema lets fields through that it does not name, as a later version may print some; here none may be there that is
not named, so that no field is printed without being described.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

FOLDER = files("newsreader") / "data" / "schemas"


@cache
def names() -> tuple[str, ...]:
    """The schemas that documents are held against."""
    found = (file.name.removesuffix(".json") for file in FOLDER.iterdir() if file.name.endswith(".json"))
    return tuple(sorted(name for name in found if name != "common"))


def load(name: str) -> dict[str, Any]:
    """Give a schema as it is in the package."""
    schema: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return schema


def complaints(name: str, document: Any) -> list[str]:
    """Say what of a document is not as its schema has it, unknown fields among it."""
    registry: Registry[Any] = Registry().with_resources(
        (each["$id"], Resource.from_contents(each)) for each in (_closed(load(each)) for each in ("common", name))
    )
    validator = Draft202012Validator(
        _closed(load(name)), registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    return [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(document)]


def _closed(schema: Any) -> Any:
    """Let no object have fields that are not named, but those whose blocks differ by their kind."""
    if isinstance(schema, list):
        return [_closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    is_object = isinstance(schema.get("properties"), dict) and "object" in schema.get("type", ())
    if is_object and set(schema["properties"]) != {"kind", "text"}:
        closed["additionalProperties"] = False
    return closed
