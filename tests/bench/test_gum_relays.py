"""Discourse units read from made CoNLL-U, and agreement with their attribution relations."""

from bench.gum_relays import document, score, tokens, without_credits
from reportedly.records import Attribution, Span


def token(id: str, form: str, misc: str = "_") -> str:
    """Return one line of CoNLL-U."""
    return "\t".join([id, form, *"_" * 7, misc])


LINES = [
    "# newpar",
    token("1", "Ferries", "Discourse=ROOT:1:0"),
    token("2", "sank", "SpaceAfter=No"),
    token("3", "."),
    "",
    "# newpar",
    "# newpar_block = p (1 s)",
    token("1", "The", "Discourse=joint:2->1:0"),
    token("2", "dam"),
    token("3", ",", "SpaceAfter=No"),
    token("4", "Ash", "Discourse=attribution-positive:3->4:0:_"),
    token("5", "said"),
    token("5.1", "so"),
    token("6", ","),
    token("7-8", "didn’t", "SpaceAfter=No"),
    token("7", "did", "Discourse=same-unit_m:4->2:0;joint:4->1:1"),
    token("8", "n’t"),
    token("9", "."),
]
TEXT = "Ferries sank.\n\nThe dam ,Ash said , didn’t."


def test_text_and_units() -> None:
    """The text is the tokens' forms with their spaces; an interrupted unit has two spans."""
    doc = document("made", LINES)
    assert doc.text == TEXT
    assert [span.of(TEXT) for span in doc.units[2]] == ["The dam ,", "didn’t."]
    assert doc.units[3][0].of(TEXT) == "Ash said ,"
    assert doc.relations == [(3, 2)]  # the content is named by its second part


def test_tokens_of_one_form() -> None:
    """A token that stands for two words comes once, with the labels of its words."""
    found = [token.form for token in tokens(LINES)]
    assert found[-2:] == ["didn’t", "."]
    assert "so" not in found


def test_agreement() -> None:
    """A cue in the unit and a content that meets the content's unit agree; one apart does not."""
    doc = document("made", LINES)
    at = TEXT.index("Ash")
    source, cue = Span(at, at + 3), Span(at + 4, at + 8)
    right = Attribution(
        article="made", source=(source,), cue=(cue,), content=(Span(15, 22), Span(34, 40))
    )
    apart = Attribution(article="made", source=(source,), cue=(cue,), content=(Span(0, 12),))
    own = Attribution(article="made", source=(), cue=(), content=(Span(0, 12),))
    gold, plain = score([(doc, [own, apart, right])])
    assert (gold.right, gold.found, gold.gold) == (1, 2, 1)
    assert (plain.right, plain.found) == (1, 2)
    gold, _ = score([(doc, [own, apart])])
    assert gold.right == 0


def test_credits() -> None:
    """The credit of a picture is a relation in the corpus and can be left out."""
    lines = [
        token("1", "Image", "Discourse=preparation:1->2:0|SpaceAfter=No"),
        token("2", ":"),
        token("3", "Elm", "Discourse=attribution-positive:2->3:0"),
        token("4", "Ships", "Discourse=ROOT:3:0"),
    ]
    doc = document("made", lines)
    assert len(doc.relations) == 1
    assert without_credits(doc).relations == []
