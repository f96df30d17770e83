"""Make a natural text of a passage's tokens, exact about which characters each token covers.

Corpora of tokens part what a newspaper prints together: "He did n't , '' she
said ." A model that reads news wants "He didn't,” she said." and its spans have
to be led back to the tokens.

Each token stands in the text as it is, with these exceptions:

- quotation marks and brackets of the Penn Treebank stand as what they mean (`WRITTEN`);
- '' and a straight mark are “ where they open and ” where they close, and ' is ’
  where ‘ was opened; `_Marks` says which;
- white space inside a token is one plain space;
- a full stop behind a token that ends with one (*Inc. .*) is the same character.
"""

from collections.abc import Sequence

from reportedly.records import Span

WRITTEN = {
    "``": "“", "''": "”", '"': "”", "`": "‘", "'''": "’”", "```": "“‘",
    "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
}  # fmt: skip
_CLITICS = frozenset("n't 's 're 've 'll 'd 'm n’t ’s ’re ’ve ’ll ’d ’m".split())
_JOINED = frozenset(("can not", "gon na", "wan na", "got ta", "gim me", "lem me"))
_NO_SPACE_BEFORE = frozenset(", . ; : ! ? ) ] } ” ’ ’” » % ' /".split())
_NO_SPACE_AFTER = frozenset("( [ { “ ‘ “‘ « „ $ # £ € US$ C$ A$ / §".split())


def detokenise(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """Return a text, and for each token the characters that it covers.

    >>> text, spans = detokenise("`` No , '' said Inc. .".split())
    >>> text, spans[-1].of(text)
    ('“No,” said Inc.', '.')

    Raises:
        ValueError: a token is empty, or white space alone.
    """
    marks = _Marks(tokens)
    written = [marks.written(i) for i in range(len(tokens))]
    text, spans = "", []
    for i, word in enumerate(written):
        if not word:
            raise ValueError(f"token {i} is empty")
        if word == "." and text.endswith("."):
            spans.append(Span(len(text) - 1, len(text)))
            continue
        if text and _apart(written, i):
            text += " "
        spans.append(Span(len(text), len(text) + len(word)))
        text += word
    return text, spans


class _Marks:
    """Which way each quotation mark turns, going through the tokens in order.

    Tokenisers take an opening straight mark for a closing one in many places. With
    no quotation open, '' opens one if it stands first, or if an even number of
    them is left up to the next ``; else the quotation began before the passage.
    """

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = tokens
        self.double = self.single = False  # is one open?

    def written(self, i: int) -> str:
        """Return the token as it stands in the text."""
        token = self.tokens[i]
        word = WRITTEN.get(token, " ".join(token.split()))
        if token in ("''", '"') and not self.double and (i == 0 or self._left(i) % 2 == 0):
            word = "“"
        elif self.single and word == "'":
            word = "’"
        if "“" in word or "”" in word:
            self.double = "“" in word
        if "‘" in word or word in ("’", "’”"):
            self.single = "‘" in word
        return word

    def _left(self, first: int) -> int:
        """Count the marks that turn either way from a place to the next that surely opens."""
        count = 0
        for token in self.tokens[first:]:
            if token in ("``", "“"):
                break
            count += token in ("''", '"', "'''")
        return count


def _apart(written: Sequence[str], i: int) -> bool:
    """Tell whether a space stands before token `i`, which is not the first."""
    before, word = written[i - 1], written[i]
    if word in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER or word.lower() in _CLITICS:
        return False
    if f"{before} {word}".lower() in _JOINED:
        return False
    return not (word == "-" and _suspended(written, i))


def _suspended(written: Sequence[str], i: int) -> bool:
    """Tell whether a hyphen waits for a later word: "coal - and gas-fired"."""
    after = written[i + 1 : i + 3]
    return len(after) == 2 and after[0].lower() in ("and", "or", "to") and "-" in after[1][1:-1]
