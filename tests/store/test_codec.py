import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.judgement import Hand, Place
from reportedly.records import Article, Attribution, ClaimTrace, Copy, Resolution, Source, Span
from reportedly.store import codec
from reportedly.store.codec import Misshapen

# With null bytes and halves of surrogate pairs.
ANY = st.text(st.characters(exclude_categories=()), max_size=8)


@cache
def values(kind):
    """Return a strategy for all values of a declared type."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if kind is Span:
        return st.builds(lambda a, b: Span(a, a + b), st.integers(0, 10**7), st.integers(1, 10**7))
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.builds(kind, **{f.name: values(hints[f.name]) for f in dataclasses.fields(kind)})
    if origin is typing.Literal:
        return st.sampled_from(args)
    if origin in (typing.Union, types.UnionType):
        return st.none() | values(next(a for a in args if a is not type(None)))
    if origin is tuple and args[-1] is Ellipsis:
        return st.lists(values(args[0]), max_size=1).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, args))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return st.dictionaries(values(args[0]), values(args[1]), max_size=1)
    plain = {
        str: ANY, int: st.integers(), float: st.floats(allow_nan=False),
        bool: st.booleans(), bytes: st.binary(max_size=400),
    }  # fmt: skip
    return plain[kind]


@pytest.mark.parametrize(
    "kind", [Article, Attribution, Source, Copy, Resolution, ClaimTrace, Hand, Place]
)
@settings(max_examples=25)
@given(data=st.data())
def test_every_record_comes_back_as_it_was(kind, data):
    """Each record, whatever stands in its fields, is the same after JSON; null bytes and all."""
    record = data.draw(values(kind))
    text = codec.dumps(kind, record)
    assert text.isascii()
    assert json.loads(text) is not None
    assert codec.loads(kind, text) == record


@settings(max_examples=25)
@given(st.lists(values(Attribution), max_size=5))
def test_attributions_come_back_with_their_vectors(found):
    """Attributions of an article are packed together: vectors of any length stay with theirs."""
    given_ = tuple(dataclasses.replace(attr, article="x\0\ud800") for attr in found)
    rows, vectors = codec.pack(given_)
    again = codec.unpack("x\0\ud800", rows, vectors)
    assert again == given_
    assert [attr.vector for attr in again] == [attr.vector for attr in given_]
    assert codec.unpack("x\0\ud800", rows, None) == given_


@pytest.mark.parametrize(
    "text",
    [
        "", "no JSON", "[" * 100_000, "null", "[]", '{"id": 3, "text": ""}', '{"id": "a"}',
        '{"id": "a", "text": "b", "headline": [4, 2]}',
        '{"id": "a", "text": "b", "headline": [1]}',
        '{"id": "a", "text": "b", "links": [{"span": [0, 1]}]}',
        '{"id": "a", "text": "b", "published": {"value": "2026", "precision": "eon"}}',
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused(text):
    """Something else where a record should be is one kind of error, and never half a record."""
    with pytest.raises(Misshapen):
        codec.loads(Article, text)


def test_missing_vectors_are_noticed():
    """Vectors that were cut short are an error, not shorter vectors."""
    attr = Attribution(article="a", source=(), cue=(), content=(Span(0, 1),), vector=b"12345")
    rows, vectors = codec.pack([attr])
    with pytest.raises(Misshapen):
        codec.unpack("a", rows, vectors[:-1])


def test_a_default_that_says_something_is_written():
    """Only what is empty is left out: another default tomorrow must not change what is stored."""
    row = json.loads(
        codec.dumps(Attribution, Attribution(article="a", source=(), cue=(), content=()))
    )
    assert row["hedge"] == "reported"
    assert "parent" not in row
