"""Records to JSON and back, by the types that they declare.

A record becomes an object without the fields that are empty by default and in
fact, a span the pair [start, end]. Everything is plain ASCII JSON: null bytes and halves of
surrogate pairs, which SQLite's text cannot hold, are kept as escapes. What is
read is checked against the declared types, since a collection may come by mail.
"""

import dataclasses
import json
import types
import typing
from base64 import b64decode, b64encode
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache
from typing import Any, Final, Literal, TypeVar, Union, cast

from reportedly.records import Attribution, Span

Encoder = Callable[[Any], Any]
Decoder = Callable[[Any], Any]
T = TypeVar("T")
_SAID: Final = object()  # no value equals it


class Misshapen(ValueError):
    """What is stored is not the record that it should be."""


def dumps(kind: object, value: object) -> str:
    """Return a value of a declared type (a record, a tuple of them, …) as JSON.

    >>> from reportedly.records import Link, Span
    >>> dumps(tuple[Link, ...], (Link(Span(0, 4), "https://a.example/"),))
    '[{"span":[0,4],"url":"https://a.example/"}]'
    """
    return _text(encoder(kind)(value))


def loads(kind: type[T], text: str) -> T:
    """Return the value of a declared type that `dumps` wrote.

    Raises:
        Misshapen: the text holds something else.
    """
    return cast(T, _decoded(decoder(cast(Hashable, kind)), _parsed(text)))


def pack(attributions: Sequence[Attribution]) -> tuple[str, bytes]:
    """Return attributions as JSON, and their vectors, all as long as the longest, end to end."""
    encode, rows = encoder(Attribution), []
    width = max((len(attr.vector) for attr in attributions), default=0)
    for attr in attributions:
        row = encode(attr)
        del row["article"]  # the same for all of them, and known to who asks
        if row.pop("vector", None):
            row["vector"] = len(attr.vector)
        rows.append(row)
    return _text(rows), b"".join(attr.vector.ljust(width, b"\0") for attr in attributions)


def unpack(article: str, text: str, vectors: bytes | None) -> tuple[Attribution, ...]:
    """Return the attributions of one article that `pack` wrote; None leaves the vectors out.

    Raises:
        Misshapen: they are something else, or the vectors are not all there.
    """
    decode, out = decoder(Attribution), []
    rows = _is(_parsed(text), list)
    width, rest = divmod(len(vectors or b""), len(rows) or 1)
    for number, row in enumerate(rows):
        length = _is(_is(row, dict).pop("vector", 0), int)
        if vectors is not None:
            if rest or not 0 <= length <= width:
                raise Misshapen("vectors are missing")
            row["vector"] = vectors[number * width : number * width + length]
        out.append(_decoded(decode, row | {"article": article}))
    return tuple(out)


def unpack_one(article: str, text: str, index: int) -> Attribution:
    """Return one of the attributions that `pack` wrote, without its vector.

    Raises:
        Misshapen: it is something else, or not there.
    """
    rows = _is(_parsed(text), list)
    if not 0 <= index < len(rows):
        raise Misshapen(f"attribution {index} is missing")
    row = _is(rows[index], dict) | {"article": article}
    row.pop("vector", None)
    return cast(Attribution, _decoded(decoder(Attribution), row))


def string(text: str, name: str) -> str:
    """Return a string of a record without reading the rest of it; "" if it has none."""
    return str(_is(_is(_parsed(text), dict).get(name, ""), str))


@cache
def encoder(kind: object) -> Encoder:
    """Return what turns a value of that type into lists, dicts, strings and numbers."""
    if dataclasses.is_dataclass(kind):
        return _record_encoder(cast("type[Any]", kind))
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if kind is bytes:
        return lambda value: b64encode(value).decode("ascii")
    if origin in (Union, types.UnionType):
        inner = encoder(next(arg for arg in args if arg is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple and args[-1] is Ellipsis:
        each = encoder(args[0])
        return lambda value: [each(item) for item in value]
    if origin is tuple:
        parts = [encoder(arg) for arg in args]
        return lambda value: [part(item) for part, item in zip(parts, value, strict=True)]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, item = encoder(args[0]), encoder(args[1])
        return lambda value: [[key(k), item(v)] for k, v in value.items()]
    return lambda value: value  # str, int, float, bool, Literal


@cache
def decoder(kind: object) -> Decoder:
    """Return what turns `encoder`'s answer back; it raises `Misshapen` for anything else."""
    if dataclasses.is_dataclass(kind):
        return _record_decoder(cast("type[Any]", kind))
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if kind is bytes:
        return lambda data: data if isinstance(data, bytes) else b64decode(_is(data, str))
    if origin is Literal:
        return lambda data: _among(data, args)
    if origin in (Union, types.UnionType):
        inner = decoder(next(arg for arg in args if arg is not type(None)))
        return lambda data: None if data is None else inner(data)
    if origin is tuple and args[-1] is Ellipsis:
        each = decoder(args[0])
        return lambda data: tuple([each(item) for item in _is(data, list)])
    if origin is tuple:
        parts = [decoder(arg) for arg in args]
        return lambda data: tuple(
            [part(item) for part, item in zip(parts, _is(data, list), strict=True)]
        )
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, item = decoder(args[0]), decoder(args[1])
        return lambda data: {key(k): item(v) for k, v in _is(data, list)}
    if kind is float:
        return lambda data: data if isinstance(data, float) else float(_is(data, int))
    return lambda data: _is(data, cast("type[Any]", kind))


def _record_encoder(kind: type[Any]) -> Encoder:
    if kind is Span:
        return lambda span: [span.start, span.end]
    hints = typing.get_type_hints(kind)
    plan = [(f.name, encoder(hints[f.name]), _default(f)) for f in dataclasses.fields(kind)]

    def encode(record: Any) -> dict[str, Any]:
        out = {}
        for name, part, default in plan:
            value = getattr(record, name)
            if value != default or default is _SAID:
                out[name] = part(value)
        return out

    return encode


def _record_decoder(kind: type[Any]) -> Decoder:
    if kind is Span:
        return lambda data: Span(_is(data[0], int), _is(data[1], int))
    hints = typing.get_type_hints(kind)
    plan = {f.name: decoder(hints[f.name]) for f in dataclasses.fields(kind)}

    def decode(data: Any) -> Any:
        given = _is(data, dict).items()
        return kind(**{name: plan[name](value) for name, value in given if name in plan})

    return decode


def _default(field: "dataclasses.Field[Any]") -> object:
    """Return a field's default if it is empty; others may yet change, and are always written."""
    if field.default_factory is not dataclasses.MISSING:
        return {} if field.default_factory is dict else _SAID
    return field.default if field.default in (None, (), "", b"") else _SAID


def _is(data: Any, kind: type[Any]) -> Any:
    if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise Misshapen(f"{type(data).__name__} where {kind.__name__} is needed")
    return data


def _among(data: Any, allowed: tuple[object, ...]) -> Any:
    if data not in allowed:
        raise Misshapen(f"{str(data)[:40]!r} is none of {allowed}")
    return data


def _decoded(decode: Decoder, data: Any) -> Any:
    try:
        return decode(data)
    except (ValueError, TypeError, LookupError) as error:
        raise Misshapen(str(error)) from error


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, TypeError, RecursionError) as error:
        raise Misshapen(f"no JSON: {error}") from error


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))
