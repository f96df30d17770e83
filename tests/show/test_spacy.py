"""The spaCy component: the same attributions as `attribute`, in spaCy's terms."""

import pickle
import warnings
from dataclasses import replace
from importlib.metadata import entry_points

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, DocBin
from spacy.util import ignore_error

from reportedly import Article, attribute
from reportedly.attribute import tagger
from tests.factories import article, attribution, span

ROLES = ("source", "cue", "content", "addressee")
TEXT = (
    "“We heard nothing,” Mayor Ilse Brandt told reporters on Monday.\n"
    "The river rose by two metres. The dam will hold, according to the ministry of water."
)
TEXTS = [
    TEXT,
    "",
    " \n\t ",
    "Officials said the bridge at Sellow was closed.",
    "Rain fell all day.",
]


def pipeline(lang: str = "en", **config: bool) -> Language:
    """Return a blank pipeline with the component."""
    nlp = spacy.blank(lang)
    nlp.add_pipe("reportedly", config=config)
    return nlp


@pytest.fixture(scope="module")
def nlp():
    """An English pipeline with the component as it comes."""
    return pipeline()


@pytest.fixture
def found(monkeypatch):
    """Return a function that makes the model find the given records in every text."""

    def find(*records):
        monkeypatch.setattr(
            tagger,
            "attribute_articles",
            lambda articles, **_: [records for _ in articles],
        )

    return find


def in_characters(doc: Doc) -> list:
    """Return a doc's attributions in characters, for comparing."""
    return [
        ([[(s.start_char, s.end_char) for s in getattr(attr, role)] for role in ROLES],
         attr.form, attr.hedge, attr.parent, attr.confidence)
        for attr in doc._.attributions
    ]  # fmt: skip


def group(doc: Doc) -> list[tuple[str, str]]:
    """Return label and words of each span in the group."""
    return [(s.label_, s.text) for s in doc.spans["reportedly"]]


def test_spacy_finds_it_by_name():
    """The package declares the component, so that nobody has to import it."""
    (entry,) = entry_points(group="spacy_factories", name="reportedly")
    assert entry.value == "reportedly.show.spacy:make"
    assert callable(entry.load())


def test_says_what_attribute_says(nlp):
    """Source, cue, content, addressee and the rest are those of `attribute`."""
    doc = nlp(TEXT)
    theirs = attribute([Article(id="a", text=TEXT)])["a"]
    told = [attr for attr in theirs if not attr.own_voice]
    assert len(told) == 2
    expected = [
        ([[(s.start, s.end) for s in getattr(attr, role)] for role in ROLES],
         attr.form, attr.hedge, attr.confidence)
        for attr in told
    ]  # fmt: skip
    assert [(spans, f, h, c) for spans, f, h, _, c in in_characters(doc)] == expected
    assert not any(attr.own_voice for attr in doc._.attributions)


def test_spans_are_labelled_and_grouped(nlp):
    """Every span has its role as label and stands in the group, in the order of the text."""
    doc = nlp(TEXT)
    assert ("SOURCE", "Mayor Ilse Brandt") in group(doc)
    assert ("CONTENT", "“We heard nothing,”") in group(doc)
    spans = [s for attr in doc._.attributions for role in ROLES for s in getattr(attr, role)]
    assert {(s.label_, s.text) for s in spans} == set(group(doc))
    assert [s.start for s in doc.spans["reportedly"]] == sorted(s.start for s in spans)


def test_displacy_draws_the_group(nlp):
    """The style "span" of displaCy shows the group."""
    html = displacy.render(
        nlp(TEXT), style="span", options={"spans_key": "reportedly"}, jupyter=False
    )
    assert all(label in html for label in ("SOURCE", "CUE", "CONTENT"))


def test_one_span_for_two_attributions_is_drawn_once(found):
    """A source of two contents stands in both attributions, and once in the group."""
    art = article("Ash said it rained and that it snowed.")
    found(
        attribution(art, "Ash", "said", "it rained"),
        attribution(art, "Ash", "said", "that it snowed"),
    )
    doc = pipeline()(art.text)
    assert [attr.source[0].text for attr in doc._.attributions] == ["Ash", "Ash"]
    assert [label for label, _ in group(doc)] == ["SOURCE", "CUE", "CONTENT", "CONTENT"]


def test_parents_count_among_what_is_kept(found):
    """Without the statements in own voice, `parent` counts the others."""
    art = article("It rained. Telcora said Ash told it that all was well.")
    records = (
        attribution(art, content="It rained."),
        attribution(art, "Telcora", "said", "Ash told it that all was well"),
        attribution(art, "Ash", "told", "that all was well", addressee="it", parent=1),
    )
    found(*records)
    assert [attr.parent for attr in pipeline()(art.text)._.attributions] == [None, 0]
    doc = pipeline(own_voice=True)(art.text)
    assert [attr.parent for attr in doc._.attributions] == [None, None, 1]
    assert [attr.own_voice for attr in doc._.attributions] == [True, False, False]
    assert ("CONTENT", "It rained.") not in group(doc)


@pytest.mark.parametrize("text", ["", " ", "\n\n \t", "…", "“”"])
def test_texts_without_words(nlp, text):
    """A text without words has no attributions, and an empty group."""
    doc = nlp(text)
    assert doc._.attributions == []
    assert group(doc) == []


def test_a_doc_that_never_ran_has_none(nlp):
    """A doc of the tokenizer alone has no attributions, and no warning comes."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert nlp.make_doc(TEXT)._.attributions == []


def test_pipe_keeps_order_and_is_one_call(nlp):
    """A batch comes out in its order, with what `attribute` says of these texts together."""
    docs = list(nlp.pipe(TEXTS))
    assert [doc.text for doc in docs] == TEXTS
    theirs = attribute([Article(id=str(i), text=text) for i, text in enumerate(TEXTS)])
    for i, doc in enumerate(docs):
        told = [attr for attr in theirs[str(i)] if not attr.own_voice]
        assert [attr.confidence for attr in doc._.attributions] == [a.confidence for a in told]


def test_batches_say_what_single_calls_say(nlp):
    """A text's company makes no difference, to the last digit."""
    docs = nlp.pipe(TEXTS)
    assert [in_characters(doc) for doc in docs] == [in_characters(nlp(text)) for text in TEXTS]


def test_several_processes(nlp):
    """Workers find what one process finds, though the parent has loaded the model before."""
    nlp(TEXT)
    alone = [in_characters(doc) for doc in nlp.pipe(TEXTS, batch_size=2)]
    docs = list(nlp.pipe(TEXTS, batch_size=2, n_process=2))
    assert [doc.text for doc in docs] == TEXTS
    for mine, theirs in zip(docs, alone, strict=True):
        assert in_characters(mine) == theirs


def test_settings_are_saved_with_the_pipeline(tmp_path):
    """On disk and as bytes a pipeline keeps its settings."""
    nlp = pipeline(recall=True, own_voice=True)
    nlp.to_disk(tmp_path / "saved")
    same = type(nlp).from_config(nlp.config)
    loaded = [
        spacy.load(tmp_path / "saved"),
        same.from_bytes(nlp.to_bytes()),
        pickle.loads(pickle.dumps(nlp)),  # noqa: S301 - our own bytes
    ]
    for other in loaded:
        component = other.get_pipe("reportedly")
        assert (component.recall, component.own_voice) == (True, True)
        assert in_characters(other(TEXT)) == in_characters(nlp(TEXT))


def test_recall_keeps_as_many_or_more(nlp):
    """The setting reaches the model."""
    text = "The plan of the ministry, hopes for rain, a claim of victory: so it went on, some felt."
    more = pipeline(recall=True)(text)._.attributions
    theirs = attribute([Article(id="a", text=text)], recall=True)["a"]
    assert len(more) == sum(not attr.own_voice for attr in theirs)
    assert len(more) >= len(nlp(text)._.attributions)


def test_attributions_go_with_the_doc(nlp):
    """Bytes, a DocBin, a pickle and a copy hold what the doc holds."""
    doc = nlp(TEXT)
    vocab = spacy.blank("en").vocab
    (unpacked,) = DocBin().from_bytes(DocBin(docs=[doc]).to_bytes()).get_docs(vocab)
    others = [
        Doc(vocab).from_bytes(doc.to_bytes()),
        unpacked,
        pickle.loads(pickle.dumps(doc)),  # noqa: S301 - our own bytes
        doc.copy(),
    ]
    for other in others:
        assert in_characters(other) == in_characters(doc) != []
        assert group(other) == group(doc)


def test_joined_docs_say_that_something_is_missing(nlp):
    """`Doc.from_docs` drops what belongs together: that is said, not passed over."""
    joined = Doc.from_docs([nlp(TEXT), nlp(TEXT)])
    with pytest.warns(UserWarning, match="run the component on this doc"):
        assert joined._.attributions == []
    assert len(nlp.get_pipe("reportedly")(joined)._.attributions) > 0


def test_another_language_is_left_without_attributions():
    """A German pipeline warns once and leaves its docs without attributions."""
    with pytest.warns(UserWarning, match='the pipeline\'s language is "de"'):
        nlp = pipeline("de")
    docs = list(nlp.pipe([TEXT, "„Nichts“, sagte Ilse Brandt."]))
    assert [(doc._.attributions, group(doc)) for doc in docs] == [([], []), ([], [])]


def test_a_pipeline_for_several_languages_is_attributed(nlp):
    """A pipeline that says nothing of the language is taken at its texts."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        several = pipeline("xx")
    assert len(several(TEXT)._.attributions) == len(nlp(TEXT)._.attributions)


def test_spans_are_whole_tokens(found):
    """An edge inside a token takes the whole token."""
    art = article("Ash said it rained.")
    found(attribution(art, "As", "aid", "it rain"))
    (attr,) = pipeline()(art.text)._.attributions
    assert [str(s) for s in (*attr.source, *attr.cue, *attr.content)] == [
        "Ash",
        "said",
        "it rained",
    ]


def test_parts_that_share_a_token_become_one(found):
    """Two parts of a content whose edges lie in one token are one span; others stay two."""
    art = article("Ash said rain-soaked fields froze twice.")
    nlp = pipeline()
    nlp.tokenizer = Tokenizer(nlp.vocab)  # cuts at white space only
    parts = tuple(span(art.text, part) for part in ("rain", "soaked fields", "twice"))
    found(replace(attribution(art, "Ash", "said", "rain"), content=parts))
    (attr,) = nlp(art.text)._.attributions
    assert [str(s) for s in attr.content] == ["rain-soaked fields", "twice."]


def test_a_failing_batch_goes_to_the_error_handler(monkeypatch):
    """What fails is raised, or left to the handler that the pipeline has."""

    def fail(articles, **_):
        raise RuntimeError(articles[0].text)

    monkeypatch.setattr(tagger, "attribute_articles", fail)
    nlp = pipeline()
    with pytest.raises(RuntimeError, match="one"):
        list(nlp.pipe(["one"]))
    nlp.set_error_handler(ignore_error)
    assert list(nlp.pipe(["one", "two"])) == []


def test_another_package_with_that_name_is_not_overwritten():
    """If `doc._.attributions` is somebody else's already, adding the component fails."""
    ours = Doc.get_extension("attributions") if Doc.has_extension("attributions") else None
    Doc.set_extension("attributions", default=None, force=True)
    try:
        with pytest.raises(ValueError, match="attributions"):
            pipeline()
    finally:
        Doc.remove_extension("attributions")
        if ours:
            Doc.set_extension("attributions", getter=ours[2])
