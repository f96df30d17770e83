"""From tokens to a text that a newspaper could have printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.detokenise import WRITTEN, detokenise

TOKENS = st.lists(
    st.one_of(
        st.sampled_from(
            "`` '' ` ' ''' \" , . ... ; : ! ? ( ) -LRB- -RRB- [ ] - -- $ % / & n't 's 'Pray Inc."
            " U.S. said Ash can not gon na and gas-fired “ ” ’ 12".split()
        ),
        st.text(min_size=1, max_size=4).filter(str.strip),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        ("He did n't , she said .", "He didn't, she said."),
        ("`` It rained , '' Ash 's aide said .", "“It rained,” Ash's aide said."),
        ("`` He said ` no , ' '' she said .", "“He said ‘no,’” she said."),
        ("`` He said ` no ''' .", "“He said ‘no’”."),
        ("the miners ' pay", "the miners' pay"),
        ("coal - and gas-fired plants", "coal- and gas-fired plants"),
        ("HARBOUR - A storm , and more", "HARBOUR - A storm, and more"),
        ("the port - and the town - slept", "the port - and the town - slept"),
        ("( up 5 % to $ 3 )", "(up 5% to $3)"),
        ("Ash -LRB- 40 -RRB- ; and [ sic ]", "Ash (40); and [sic]"),
        ("He can not , and wo n't .", "He cannot, and won't."),
        ("Ash Inc. .", "Ash Inc."),
        ("either / or", "either/or"),
        ("'Pray , sit", "'Pray, sit"),
        ("'' It rained , '' he said .", "“It rained,” he said."),
        ("He said , '' It rained . '' Then", "He said, “It rained.” Then"),
        ("It rained , '' he said .", "It rained,” he said."),
        ("It rained , '' he said . `` And snowed . ''", "It rained,” he said. “And snowed.”"),
        ('He said " no " .', "He said “no”."),
        ("", ""),
    ],
)
def test_detokenise(tokens: str, expected: str) -> None:
    """Spaces and marks are where a newspaper has them."""
    assert detokenise(tokens.split())[0] == expected


@given(TOKENS)
def test_each_token_knows_its_characters(tokens: list[str]) -> None:
    """A token's characters are the token, or what the module's docstring says it becomes."""
    text, spans = detokenise(tokens)
    assert len(spans) == len(tokens)
    for token, span in zip(tokens, spans, strict=True):
        found = span.of(text)
        assert found in (token, WRITTEN.get(token), " ".join(token.split())) or (token, found) in (
            ("''", "“"),
            ('"', "“"),
            ("'", "’"),
        )


@given(TOKENS)
def test_tokens_tile_the_text(tokens: list[str]) -> None:
    """Nothing but single spaces stands between tokens; only a doubled stop shares a character."""
    text, spans = detokenise(tokens)
    end = 0
    for token, span in zip(tokens, spans, strict=True):
        if span.start < end:
            assert (token, span.end) == (".", end)
        assert text[end : span.start] in ("", " ")
        end = span.end
    assert end == len(text)


def test_an_empty_token_is_refused() -> None:
    """A token of white space has no characters to stand for."""
    with pytest.raises(ValueError, match="token 1 is empty"):
        detokenise(["Ash", " "])
