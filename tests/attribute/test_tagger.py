from dataclasses import replace

import pytest

import reportedly
from reportedly.attribute.found import believed
from reportedly.attribute.network import shipped
from reportedly.attribute.tagger import confidence, find


@pytest.fixture(scope="module")
def articles():
    return reportedly.read("examples/story")[:5]


def test_an_article_is_read_alike_in_any_company(articles):
    """What is found in an article does not hang on what else is read, nor on the order."""
    together = reportedly.attribute(articles)
    backwards = reportedly.attribute(articles[::-1])
    for article in articles:
        alone = reportedly.attribute([article])[article.id]
        assert alone == together[article.id] == backwards[article.id]
        assert [a.vector for a in alone] == [a.vector for a in together[article.id]]


def test_recall_adds(articles):
    """With `recall` there are more attributions, none below the lower threshold."""
    plain, more = reportedly.attribute(articles), reportedly.attribute(articles, recall=True)

    def told(found):
        return sum(not a.own_voice for items in found.values() for a in items)

    assert told(more) > told(plain)
    least = shipped().settings["recall_threshold"]
    assert all(a.confidence >= least for items in more.values() for a in items if not a.own_voice)


def test_a_sure_cue_beats_a_doubtful_one_of_the_same_statement(articles):
    """Of two attributions with one content and one source, the more probable is kept."""
    net = shipped()
    (found, *_), _ = find(articles[:1], net)
    best = max(found, key=lambda item: item.confidence)
    kept = believed([replace(best, confidence=0.99), best], articles[0].text, net.settings)
    assert [item.confidence for item in kept] == [0.99]


def test_confidence_grows_with_each_piece_of_evidence():
    """Surer cues, surer paths and better judgements never make an attribution less probable."""
    settings = shipped().settings
    base = confidence((0.0, -3.0, 0.0), settings)
    assert 0 < base < 1
    assert confidence((2.0, -3.0, 0.0), settings) > base
    assert confidence((0.0, -1.0, 0.0), settings) > base
    assert confidence((0.0, -3.0, 2.0), settings) > base
