"""YAML that strangers wrote, read without trust, and ours, written so that it reads back the same.

Read are maps, lists, texts, whole and decimal numbers, true, false and null: what JSON has. Words
such as ``no`` and dates stay texts. Refused are aliases (a few lines of them can stand for
gigabytes), tags, deep nesting, keys that are no texts or stand twice, and anything too long.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, ClassVar

import yaml

from app.domain.errors import BadInput

MAX_YAML_CHARACTERS = 1024 * 1024
MAX_DEPTH = 30

_Loader: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class _JsonLoader(_Loader):  # type: ignore[misc]
    """Knows JSON's values only."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


for _tag, _pattern, _first in (
    ("null", r"(?:~|null|Null|NULL|)$", [*"~nN", ""]),
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)$", [*"tTfF"]),
    ("int", r"[-+]?(?:0|[1-9][0-9]{0,17})$", [*"-+0123456789"]),
    ("float", r"[-+]?[0-9]{1,300}\.[0-9]{0,300}(?:[eE][-+][0-9]{1,4})?$", [*"-+0123456789"]),
):
    _JsonLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


def read_map(text: str) -> dict[str, Any]:
    """The map that *text* is; an empty text is an empty map.

    Raises `BadInput` (``yaml.*``; ``line`` counts from 1 where it is known).
    """
    if len(text) > MAX_YAML_CHARACTERS:
        raise BadInput("yaml.too_long", length=len(text), limit=MAX_YAML_CHARACTERS)
    try:
        _check_events(text)
        value = yaml.load(text, _JsonLoader)  # noqa: S506 - a safe loader with less, not more
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark is not None else 1
        raise BadInput("yaml.unreadable", line=line, problem=error.problem or "") from None
    except (yaml.YAMLError, ValueError) as error:
        raise BadInput("yaml.unreadable", line=1, problem=str(error)[:200]) from None
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadInput("yaml.no_map")
    _check_values(value)
    return value


def _check_events(text: str) -> None:
    """Refuse what could grow or recurse before anything is built from it."""
    depth = 0
    for event in yaml.parse(text, _JsonLoader):
        mark = event.start_mark
        line = mark.line + 1 if mark is not None else 1
        if isinstance(event, yaml.AliasEvent):
            raise BadInput("yaml.alias", line=line)
        if getattr(event, "tag", None) is not None:
            raise BadInput("yaml.tag", line=line)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise BadInput("yaml.too_deep", line=line, limit=MAX_DEPTH)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    _check_keys(yaml.compose(text, _JsonLoader))


def _check_keys(node: yaml.Node | None) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
                raise BadInput("yaml.key_no_text", line=line)
            if key.value in seen:
                raise BadInput("yaml.key_twice", line=line, key=key.value[:80])
            seen.add(key.value)
            _check_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _check_keys(item)


def _check_values(value: Any) -> None:
    if isinstance(value, dict):
        for item in value.values():
            _check_values(item)
    elif isinstance(value, list):
        for item in value:
            _check_values(item)
    elif isinstance(value, float) and not math.isfinite(value):
        raise BadInput("yaml.no_number")


class _Dumper(yaml.SafeDumper):
    """Writes lists indented under their key, and the same object twice in full."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT
        super().increase_indent(flow, False)


_BREAKS = re.compile("[\x85\u2028\u2029\r\ufeff]")


def _represent_text(dumper: _Dumper, text: str) -> yaml.Node:
    """Lines as lines where that keeps them; breaks that YAML would fold are written as escapes."""
    style = None
    if _BREAKS.search(text):
        style = '"'
    elif "\n" in text:
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def write_map(values: Mapping[str, Any]) -> str:
    """The YAML text of a map, keys in their order; `read_map` gives the same map back."""
    return yaml.dump(
        dict(values),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=1_000_000,
    )
