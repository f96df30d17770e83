"""Stories that are odd as a whole, through the command line as it is installed.

docs/explanation/odd-stories.md says what is done with each.
"""

import json
import time

import pytest
from typer.testing import CliRunner

from bench.odd_stories import copies, long_among_short
from reportedly import pipeline
from reportedly.records import Article, Attribution, Span
from reportedly.show.cli import app
from reportedly.show.export_json import article_lines

FIRST = (
    "KELSBY, September 17 (Telcora) - The bridge at Kelsby will stay shut until spring, the"
    " transport ministry said on Tuesday. About 250 workers have been sent to mend its piers, the"
    " ministry said."
)
SECOND = (
    "The bridge at Kelsby will stay shut until spring, Telcora reported, citing the transport"
    " ministry. About 250 workers have been sent to mend its piers."
)


def telcora(**fields):
    """Return the agency's article."""
    return {"id": "a", "outlet": "Telcora", "date": "2024-09-17", "text": FIRST, **fields}


def post(**fields):
    """Return the article of a paper that has it from there."""
    return {"id": "b", "outlet": "Kelsby Post", "date": "2024-09-18", "text": SECOND, **fields}


@pytest.fixture
def traced(tmp_path):
    """Return a function that traces articles by the command line: what is said, and the JSON."""

    def trace(*articles, everything=True):
        given, out = tmp_path / "story.jsonl", tmp_path / "trace.json"
        given.write_text("".join(json.dumps(article) + "\n" for article in articles), "utf-8")
        words = ["trace", str(given), "--json", str(out), *(["--all"] if everything else [])]
        done = CliRunner().invoke(app, words)
        assert "Traceback" not in done.output
        assert done.exception is None or isinstance(done.exception, SystemExit)
        return done, json.loads(out.read_text("utf-8"))

    return trace


def bridge(found):
    """Return the claim of the bridge."""
    return next(claim for claim in found["claims"] if "stay shut until spring" in claim["text"])


def test_two_articles_with_one_id(traced):
    """Both are kept; the second is called #2, and evidence points at the right one."""
    done, found = traced(telcora(id="x"), post(id="x"))
    assert done.exit_code == 0
    assert [article["id"] for article in found["articles"]] == ["x", "x#2"]
    claim = bridge(found)
    assert {a["article"] for a in claim["appearances"]} == {"x", "x#2"}
    ups = [u for a in claim["appearances"] if a["article"] == "x#2" for u in a["upstream"]]
    assert {u["article"] for u in ups if u["name"] == "Telcora"} == {"x"}
    assert claim["independent_origins"]["known"] == 1


def test_dates_in_the_future(traced):
    """A coming date is taken as it stands and never against the clock; 2924 is no date."""
    done, found = traced(telcora(date="2088-09-17"), post(), telcora(id="c", date="2924-01-01"))
    assert done.exit_code == 0
    dates = {article["id"]: article["published"] for article in found["articles"]}
    assert dates == {"a": "2088-09-17", "b": "2024-09-18", "c": None}
    claim = bridge(found)
    assert claim["independent_origins"]["known"] == 1
    ups = [u for a in claim["appearances"] if a["article"] == "b" for u in a["upstream"]]
    assert "Telcora" in {u["name"] for u in ups}, "what is stated goes before dates"


def test_missing_dates(traced):
    """Without dates the chain rests on what the articles state; the first is called undated."""
    echo = telcora(id="c", outlet="Lowland Echo", date=None)
    done, found = traced(telcora(date=None), post(date=None), echo)
    assert done.exit_code == 0
    assert bridge(found)["independent_origins"]["known"] == 1
    assert bridge(found)["first_appearance"]["date"] is None
    assert "undated" in done.stdout


def test_an_article_that_cites_itself(traced):
    """An outlet's own name and a link to the page itself are no step upstream."""
    address = "https://telcora.example/bridge"
    text = "The bridge at Kelsby will stay shut until spring, Telcora reported on Tuesday."
    link = {"url": address, "span": [0, 20]}
    done, found = traced(telcora(text=text, url=address, links=[link]), post())
    assert done.exit_code == 0
    for claim in found["claims"]:
        own = [a for a in claim["appearances"] if a["article"] == "a"]
        assert not [u for a in own for u in a["upstream"] if u["article"] == "a"]
        assert not [u for a in own for u in a["upstream"] if u["name"] == "Telcora"]
        assert "circular-reporting" not in {f["kind"] for f in claim["findings"]}
    silent = next(c for c in found["claims"] if any(a["article"] == "a" for a in c["appearances"]))
    assert "a" in silent["independent_origins"]["silent"]


def test_quotations_without_words(traced):
    """Dots, dashes and signs in quotation marks make no claim, and nothing fails."""
    text = 'The minister said: "..." The mayor said: "!!!" "—", an official said. He said "".'
    done, found = traced(telcora(text=text), post(text=text), telcora(id="c", text="… — !!"))
    assert done.exit_code in (0, 2)
    assert all(any(c.isalnum() for c in claim["text"]) for claim in found["claims"])


def test_a_claim_without_words_is_none():
    """Whatever says it, what holds no letter or figure is no claim."""
    text = "She said: “…” He said that it rained."
    art = Article(id="a", text=text, language="en")
    said = [
        Attribution(article="a", source=(Span(0, 3),), cue=(Span(4, 8),), content=(Span(10, 13),)),
        Attribution(article="a", source=(Span(14, 16),), cue=(Span(17, 21),),
                    content=(Span(27, 36),)),
    ]  # fmt: skip
    found = pipeline.trace_attributions([art], {"a": said})
    assert [claim.claim.text for claim in found.claims] == ["it rained"]


def test_stories_in_mixed_languages(traced):
    """Articles in other languages are named and left out; one with a foreign paragraph is read."""
    german = "Die Brücke in Kelsby bleibt gesperrt, sagte das Verkehrsministerium am Dienstag. " * 3
    russian = "Мост в Келсби останется закрытым до весны, сообщило министерство во вторник. " * 3
    both = SECOND + "\n\nDie Brücke bleibt gesperrt, sagte der Minister am Montag."
    done, found = traced(
        telcora(), post(), post(id="g", text=german), post(id="r", text=russian),
        post(id="m", outlet="The Two Banks", text=both),
    )  # fmt: skip
    assert done.exit_code == 2
    assert done.stderr.count("left out: ") == 2
    assert 'its language is "de"' in done.stderr
    assert 'its language is "ru"' in done.stderr
    assert [article["id"] for article in found["articles"]] == ["a", "b", "m"]
    assert bridge(found)["independent_origins"]["known"] == 1


def test_many_copies_of_one_text(traced):
    """Two hundred copies are one origin, each copied from one of the first, none from nowhere."""
    done, found = traced(*rows(copies(200)), everything=False)
    assert done.exit_code == 0
    claim = bridge(found)
    assert len({a["article"] for a in claim["appearances"]}) == 200
    count = claim["independent_origins"]
    assert (count["known"], count["high"], count["unknown"]) == (1, 1, 0)
    ups = [u for a in claim["appearances"] for u in a["upstream"] if u["relation"] == "copied"]
    assert {a["article"] for a in claim["appearances"] if not a["upstream"]} == set()
    assert {u["article"] for u in ups} <= {f"a{i}" for i in range(8)}


def test_time_grows_with_the_copies_and_not_with_their_pairs():
    """Three times as many copies take about three times as long, all stages together."""
    pipeline.attribute(copies(1))  # the model is loaded
    seconds = []
    for many in (160, 480):
        articles = copies(many)
        start = time.process_time()
        assert len(pipeline.trace(articles).articles) == many
        seconds.append(time.process_time() - start)
    assert seconds[1] < 4.5 * seconds[0]  # with their pairs: nine times


def test_a_very_long_article_among_short_ones(traced):
    """The claim of ten short articles is found in a long one, and its chain is theirs."""
    articles = long_among_short(4000)
    assert len(articles[-1].text.split()) >= 4000
    done, found = traced(*rows(articles), everything=False)
    assert done.exit_code == 0
    assert len(found["articles"]) == 11
    claim = next(c for c in found["claims"] if "about 250 workers" in c["text"].casefold())
    assert {a["article"] for a in claim["appearances"]} == {f"a{i}" for i in range(10)} | {"long"}
    assert claim["independent_origins"]["known"] == 1


def rows(articles):
    """Return articles as Article JSON."""
    return [json.loads(line) for line in article_lines(articles)]
