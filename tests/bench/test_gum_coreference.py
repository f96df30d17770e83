"""Words, mentions and sources read from made CoNLL-U."""

from bench.gum_coreference import attributions, kind, labelled, load
from reportedly import Article


def row(id: str, form: str, upos: str, on: tuple[int, str], misc: str = "_") -> str:
    """Return one line of CoNLL-U; `on` is the head and the relation to it."""
    return "\t".join([id, form, form, upos, "_", "_", str(on[0]), on[1], "_", misc])


SAYS = "Discourse=attribution-positive"
LINES = [
    "# newpar",
    row("1", "Mayor", "PROPN", (2, "appos"), f"{SAYS}:1->2:0|Entity=(1-person-x"),
    row("2", "Ada", "PROPN", (4, "nsubj")),
    row("3", "Roe", "PROPN", (2, "flat"), "Entity=1)"),
    row("4", "said", "VERB", (0, "root")),
    row("5", "it", "PRON", (6, "nsubj"), "Discourse=ROOT:2:0|Entity=(2-abstract-x)"),
    row("6", "rained", "VERB", (4, "ccomp"), "SpaceAfter=No"),
    row("7", ".", "PUNCT", (4, "punct")),
    "",
    row("1", "She", "PRON", (2, "nsubj"), f"{SAYS}:3->4:0|Entity=(1-person-y)"),
    row("2", "says", "VERB", (0, "root")),
    row("3", "so", "ADV", (2, "advmod"), "Discourse=joint:4->2:0|SpaceAfter=No"),
]  # fmt: skip


def test_words_and_mentions() -> None:
    """Words have places in the text, mentions words; the head hangs on nothing inside."""
    text = load("made", LINES)
    assert text.text == "Mayor Ada Roe said it rained. She says so"
    assert [text.span(m).of(text.text) for m in text.mentions] == ["Mayor Ada Roe", "it", "She"]
    first = text.mentions[0]
    assert text.words[first.head].form == "Ada"
    name = text.name(first)
    assert name is not None
    assert name.of(text.text) == "Mayor Ada Roe"
    assert text.name(text.mentions[2]) is None


def test_sources() -> None:
    """The source of an attribution is the subject of its unit; its entity has its fullest name."""
    text = load("made", LINES)
    article = Article(id="made", text=text.text, language="en")
    pairs = list(attributions(text, article))
    assert [attr.source[0].of(text.text) for _, attr in pairs] == ["Mayor Ada Roe", "She"]
    assert [attr.cue[0].of(text.text) for _, attr in pairs] == ["said", "says"]
    labels = labelled(text, [mention for mention, _ in pairs])
    assert [m.kind for m in labels.mentions] == ["name", "pronoun"]
    assert {m.entity for m in labels.mentions} == {"1"}
    assert kind(text, text.mentions[1], None) == "pronoun"
