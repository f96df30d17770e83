"""Each format is what its own reference library reads, whatever others wrote in the articles."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import jsonschema
import networkx
import pyarrow.parquet
import pytest
import stix2
from followthemoney import model
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from prov.model import ProvDocument
from pyld import jsonld

import reportedly
from reportedly.read.article_json import article_of
from reportedly.read.inputs import read_bytes
from reportedly.read.limits import Limits
from reportedly.records import Moment, Span, Trace
from reportedly.show.export.formats import FORMATS
from reportedly.show.output import encoded
from reportedly.tables import TABLES, Things, rows
from tests.show.hostile import hostile_trace
from tests.show.story import trace

PUBLISHED = Path(__file__).with_name("published")
MODEL = jsonschema.Draft7Validator(
    json.loads(PUBLISHED.joinpath("annotation.schema.json").read_text("utf-8"))
    | {"$ref": "#/definitions/Annotation"}
)
SCHEMA_ORG = json.loads(PUBLISHED.joinpath("schemaorg.jsonld").read_text("utf-8"))
ANNOTATION = "http://www.w3.org/ns/oa#"
# Each term of the vocabulary stands there as what something is said of.
VOCABULARY = set(
    re.findall(rf"^<({ANNOTATION}\w+)> ", PUBLISHED.joinpath("oa.nq").read_text("utf-8"), re.M)
)
# What W3C's context says of the terms in use; itself it is on the web, and no test goes there.
CONTEXTS = {
    "http://www.w3.org/ns/anno.jsonld": {
        "@context": {
            "oa": ANNOTATION, "as": "http://www.w3.org/ns/activitystreams#",
            "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dc": "http://purl.org/dc/terms/",
            "id": "@id", "type": "@type",
            "Annotation": "oa:Annotation", "AnnotationPage": "as:OrderedCollectionPage",
            "TextualBody": "oa:TextualBody", "SpecificResource": "oa:SpecificResource",
            "TextQuoteSelector": "oa:TextQuoteSelector",
            "TextPositionSelector": "oa:TextPositionSelector",
            "items": {"@id": "as:items", "@container": "@list"},
            "body": "oa:hasBody", "target": "oa:hasTarget",
            "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": "oa:hasSelector",
            "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
            "identifying": "oa:identifying", "describing": "oa:describing", "tagging": "oa:tagging",
            "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
            "styleClass": "oa:styleClass", "value": "rdf:value", "format": "dc:format",
            "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
            "start": "oa:start", "end": "oa:end",
        }
    },
    "https://schema.org": SCHEMA_ORG,
}  # fmt: skip
HOSTILE = [
    "<script>alert(1)</script>", "]]> &amp; \x00\x0b\ufffe", "=HYPERLINK(1)", "\u202etxt.exe",
    "two\nlines\tand\u2028more", 'a "quoted" \\ word', "𝔘nicode \U0001f4f0",
]  # fmt: skip


TEXT = {"type": "string"}
URI = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:[!#-;=?-\[\]_a-z~]+$"}
INSTANT = {
    "type": "string",
    "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$",
}
WHOLE = {"type": "integer"}


def only(**fields: Any) -> dict[str, Any]:
    """Return the schema of an object that has these fields and no others."""
    return {"type": "object", "additionalProperties": False, "properties": fields}


def several(**fields: Any) -> dict[str, Any]:
    """Return the schema of an array of such objects."""
    return {"type": "array", "items": only(**fields)}


# Of IPTC's schema of ninjs 3.0, which takes no other fields: those that an article can have.
NINJS = only(
    standard=only(name=TEXT, version=TEXT, schema=URI),
    uri=URI,
    type={"enum": ["text"]},
    representationType={"enum": ["full", "partial"]},
    language=TEXT,
    firstCreated=INSTANT,
    versionCreated=INSTANT,
    by=TEXT,
    headlines=several(role=TEXT, contentType=TEXT, value=TEXT),
    descriptions=several(role=TEXT, contentType=TEXT, value=TEXT),
    bodies=several(role=TEXT, contentType=TEXT, charCount=WHOLE, wordCount=WHOLE, value=TEXT),
    infoSources=several(name=TEXT, role=TEXT, uri=URI, literal=TEXT),
    people=several(name=TEXT, rel=TEXT, uri=URI, literal=TEXT),
    organisations=several(name=TEXT, rel=TEXT, uri=URI, literal=TEXT),
) | {"required": ["uri"]}


def loader(url: str, _: object) -> dict[str, Any]:
    """Return a context that pyld asks for; nothing is fetched."""
    return {"contextUrl": None, "documentUrl": url, "document": CONTEXTS[url]}


def expanded(text: str) -> list[dict[str, Any]]:
    """Return JSON-LD as what its context makes of it."""
    return jsonld.expand(json.loads(text), {"documentLoader": loader})


def text_of(name: str, of: Trace) -> str:
    """Return a trace in a format of one file."""
    write = FORMATS[name].text
    assert write is not None
    return encoded(write(of)).decode()


def files_of(name: str, of: Trace) -> dict[str, Any]:
    """Return a trace in a format of several files, by name."""
    write = FORMATS[name].files
    assert write is not None
    return dict(write(of))


def is_prov(of: Trace) -> None:
    """The prov library reads the document, and finds statements, agents and derivations in it."""
    document = ProvDocument.deserialize(content=text_of("prov", of), format="json")
    kinds = {type(record).__name__ for record in document.get_records()}
    assert {"ProvEntity", "ProvAgent", "ProvAttribution", "ProvDerivation"} <= kinds
    assert document.get_provn()


def is_annotations(of: Trace) -> None:
    """Each item is an annotation of the standard's, whose quotation stands where it says."""
    (page,) = expanded(text_of("annotations", of))
    items = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert items
    assert all(item["@type"] == [f"{ANNOTATION}Annotation"] for item in items)
    used = set(re.findall(rf'"({ANNOTATION}\w*)"', json.dumps(items)))
    assert used - VOCABULARY == set()
    texts = {article.text for article in of.articles}
    for item in json.loads(text_of("annotations", of))["items"]:
        MODEL.validate(item)
        for target in item["target"]:
            quote, place = target["selector"]
            found = [t for t in texts if t[place["start"] : place["end"]] == quote["exact"]]
            assert found
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert any(around in text for text in found)


def is_claim_review(of: Trace) -> None:
    """Every term is schema.org's, and no verdict, author or date of a review stands there."""
    text = text_of("claimreview", of)
    graph = expanded(text)
    assert len(graph) == len(of.claims)
    used = set(re.findall(r'"http://schema.org/(\w*)"', json.dumps(graph)))
    assert used - SCHEMA_ORG["@context"].keys() == set()
    for review in graph:
        assert review["@type"] == ["http://schema.org/ClaimReview"]
        keys = {key.removeprefix("http://schema.org/") for key in review}
        assert keys == {"@type", "@id", "claimReviewed", "itemReviewed"}


def is_stix(of: Trace) -> None:
    """The stix2 library takes the bundle as it stands, and every reference leads to something."""
    bundle = stix2.parse(text_of("stix", of), allow_custom=False)
    known = {one.id for one in bundle.objects}
    assert {one.type for one in bundle.objects} <= {"identity", "note", "relationship", "report"}
    for one in bundle.objects:
        refs = [*one.get("object_refs", ()), one.get("source_ref"), one.get("target_ref")]
        assert known >= {ref for ref in refs if ref}


def is_ftm(of: Trace) -> None:
    """FollowTheMoney's model knows each schema and property; what is referred to is there."""
    rows = [json.loads(line) for line in text_of("ftm", of).splitlines()]
    ids = {row["id"] for row in rows}
    for row in rows:
        proxy = model.get_proxy(row, cleaned=False)
        proxy.schema.validate(row)
        for name in row["properties"]:
            assert name in proxy.schema.properties, name
            if proxy.schema.properties[name].type.name == "entity":
                assert ids >= set(row["properties"][name])


def is_ninjs(of: Trace) -> None:
    """Each line has IPTC's fields alone, and its article is read as it was."""
    lines = text_of("ninjs", of).split("\n")[:-1]
    for line, article in zip(lines, of.articles, strict=True):
        item = json.loads(line)
        jsonschema.validate(item, NINJS)
        assert re.match(r"[a-z]+:", item["uri"])
        read = article_of(item, "story.ninjs", "x", Limits())
        assert read.text == article.text
        assert read.id == item["uri"]
        assert read.outlet == (item["infoSources"][0]["name"].strip() or None)


def is_graphml(of: Trace) -> None:
    """The networkx library reads the graph; every edge has its claim and relation."""
    graph = networkx.parse_graphml(text_of("graphml", of))
    assert graph.is_directed()
    assert {r["relation"] for *_, r in graph.edges(data=True)} <= {"attributed", "copied", "linked"}
    assert all("claim" in told for *_, told in graph.edges(data=True))


def is_csv(of: Trace) -> None:
    """Each table is there with its columns, and no cell begins a formula."""
    for table in TABLES:
        rows = list(csv.reader(io.StringIO(files_of("csv", of)[f"{table.name}.csv"])))
        assert rows[0] == [c for c in table.columns if (table.name, c) != ("articles", "text")]
        assert all(len(row) == len(rows[0]) for row in rows)
        assert not any(cell[:1] in ("=", "+", "-", "@") for row in rows[1:] for cell in row)


def is_parquet(of: Trace) -> None:
    """Arrow reads each table with its types, its rows as they were written."""
    files = files_of("parquet", of)
    found = {
        name: pyarrow.parquet.read_table(pyarrow.BufferReader(data)) for name, data in files.items()
    }
    assert found["articles.parquet"]["text"].to_pylist() == [a.text for a in of.articles]
    assert found["claims.parquet"]["known_origins"].to_pylist() == [
        claim.independence.known for claim in of.claims
    ]


def is_brat(of: Trace) -> None:
    """Each mark says the words at its place, and events name marks that are there."""
    files = files_of("brat", of)
    texts = [files[name] for name in files if name.endswith(".txt")]
    assert texts == [article.text for article in of.articles]
    for name in (name for name in files if name.endswith(".ann")):
        text, marks, events = files[name[:-4] + ".txt"], {}, {}
        for line in files[name].split("\n")[:-1]:
            id, told, *rest = line.split("\t")
            if id[0] == "T":
                label, places = told.split(" ", 1)
                pieces = [tuple(map(int, place.split())) for place in places.split(";")]
                words = " ".join(text[start:end] for start, end in pieces)
                assert rest == [words.replace("\t", " ")]
                marks[id] = label
            elif id[0] == "E":
                trigger, *roles = (part.split(":")[1] for part in told.split())
                assert {trigger, *roles} <= marks.keys()
                events[id] = told
            elif id[0] == "A":
                assert told.split()[1] in events
            elif id[0] == "R":
                assert {part.split(":")[1] for part in told.split()[1:]} <= events.keys()


CHECKS: dict[str, Callable[[Trace], None]] = {
    "prov": is_prov, "annotations": is_annotations, "claimreview": is_claim_review,
    "stix": is_stix, "ftm": is_ftm, "ninjs": is_ninjs, "graphml": is_graphml, "csv": is_csv,
    "parquet": is_parquet, "brat": is_brat,
}  # fmt: skip


def test_each_format_has_its_check():
    """A format that no library checks would be written by eye."""
    assert CHECKS.keys() | {"json"} == FORMATS.keys()


@pytest.mark.parametrize("name", CHECKS)
def test_the_story(name):
    """The story goes out in each format, and its reference library takes it."""
    CHECKS[name](trace())


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("name", CHECKS)
def test_hostile_words(name, words):
    """Whatever an article holds, the file is one of its format."""
    CHECKS[name](hostile_trace(words))


DATES = (
    None, Moment("2024", "year"), Moment("2024-09", "month"), Moment("2024-W37", "week"),
    Moment("2024-09-17", "day"), Moment("2024-09-17T09:40", "minute"),
    Moment("0001-01-01T00:00+14:00", "minute"), Moment("0800-01-01T00:00Z", "minute"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "date"), [*product(CHECKS, DATES)])
def test_dates_and_gaps(name, date):
    """Articles without title, outlet, address, language or whole date go out all the same."""
    gaps = dict.fromkeys(("title", "outlet", "url", "byline", "language"))
    of = trace()
    CHECKS[name](
        replace(of, articles=tuple(replace(a, published=date, **gaps) for a in of.articles))
    )


@pytest.mark.parametrize("name", CHECKS)
def test_long_fields(name):
    """Names, titles, texts and addresses beyond what a format allows are cut or left out."""
    of = trace()
    long = {"title": "t" * 5000, "byline": "b" * 5000, "url": f"https://x.example/{'u' * 9000}"}
    first, *rest = of.articles
    first = replace(first, text=first.text + " It rained." * 9000, **long)
    sources = {
        id: replace(one, name=one.name + "n" * 5000) for id, one in of.resolution.sources.items()
    }
    resolution = replace(of.resolution, sources=sources)
    CHECKS[name](replace(of, articles=(first, *rest), resolution=resolution))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words=st.text(min_size=1, max_size=20).filter(str.strip))
@example(words="\ud800")
def test_any_words(words):
    """Every format takes any words at all, is what it says it is, and writes the same twice."""
    of = hostile_trace(words)
    if words != "\ud800":  # half a character, which no file in UTF-8 holds: it reads as another
        for check in CHECKS.values():
            check(of)
    for one in FORMATS.values():
        first = encoded(one.text(of)) if one.text else dict(one.files(of))
        again = encoded(one.text(of)) if one.text else dict(one.files(of))
        assert first == again


def test_brat_gives_the_attributions_back():
    """Read from brat's files, each attribution has the places, marks and parent that it had."""
    of = trace()
    files = files_of("brat", of)
    texts = {text: name for name, text in files.items() if name.endswith(".txt")}
    for article in of.articles:
        marks, found, order = {}, {}, []
        for line in files[texts[article.text][:-4] + ".ann"].splitlines():
            id, told, *_ = line.split("\t")
            label, *rest = told.split(" ")
            if id[0] == "T":
                places = " ".join(rest).split(";")
                marks[id] = tuple(Span(*map(int, place.split())) for place in places)
            elif id[0] == "E":
                parts = {role: marks[mark] for role, mark in (one.split(":") for one in rest)}
                trigger = marks[label.removeprefix("Says:")]
                found[id] = {"cue": trigger, **parts}
                order.append(id)
            elif id[0] == "A":
                found[rest[0]][label] = rest[1]
            elif id[0] == "R":
                inner, outer = (one.split(":")[1] for one in rest)
                found[inner]["parent"] = order.index(outer)
        said = [one for one in Things(of).said if one.article == article.id]
        assert len(found) == len(said)
        numbers = [one.index for one in said]
        for one, got in zip(said, found.values(), strict=True):
            attr = one.attribution
            assert got["cue"] == (attr.cue or attr.content)
            assert got.get("Content", ()) == attr.content
            assert got.get("Source", ()) == attr.source
            assert got.get("Addressee", ()) == attr.addressee
            assert (got["Form"], got["Hedge"], got["Stance"]) == (attr.form, attr.hedge, one.stance)
            assert ("parent" in got) == (attr.parent in numbers)
            if "parent" in got:
                assert numbers[got["parent"]] == attr.parent


def test_ninjs_comes_back():
    """Read from ninjs, articles are as they were, and their trace says the same."""
    story = Path(__file__).parents[3] / "examples"
    of = reportedly.trace(reportedly.read(story / "story"), outlets=story / "outlets.toml")
    read = read_bytes(text_of("ninjs", of).encode(), "story.jsonl")
    for article, again in zip(of.articles, read, strict=True):
        assert [(link.span, link.url) for link in again.links] == [
            (link.span, link.url) for link in article.links if link.url.startswith("http")
        ]
        for name in ("text", "title", "byline", "outlet", "language"):
            assert getattr(again, name) == getattr(article, name), name
        for one, other in (
            (article.published, again.published),
            (article.modified or article.published, again.modified or again.published),
        ):
            assert (one.value, one.precision) == (other.value, other.precision)
    assert said_of(reportedly.trace(read, outlets=story / "outlets.toml")) == said_of(of)


def said_of(of: Trace) -> list[tuple]:
    """Return what a trace says of its claims, whatever the articles' ids."""
    return sorted(
        (
            one.claim.text, len(one.claim.appearances), len(one.derivations),
            one.independence.known, one.independence.unknown,
            one.independence.low, one.independence.high,
            sorted(finding.kind for finding in one.findings),
        )
        for one in of.claims
    )  # fmt: skip


def test_tables_come_back():
    """Parquet holds the very rows of the trace; CSV the same, but for line breaks, as words."""
    of = trace()
    for table in TABLES:
        given = list(rows(table.name, Things(of)))
        data = files_of("parquet", of)[f"{table.name}.parquet"]
        assert pyarrow.parquet.read_table(pyarrow.BufferReader(data)).to_pylist() == given
        read = csv.DictReader(io.StringIO(files_of("csv", of)[f"{table.name}.csv"]))
        for row, written in zip(read, given, strict=True):
            for column, cell in row.items():
                value = written[column]
                if isinstance(value, bool):
                    assert cell == str(value).lower()
                elif isinstance(value, int | float):
                    assert float(cell) == value
                else:
                    assert cell.split() == (value or "").split()


def test_tables_join():
    """Ids lead from one table to the next: appearances to attributions, derivations to sources."""
    files = files_of("csv", trace())
    rows = {name: list(csv.DictReader(io.StringIO(text))) for name, text in files.items()}
    said = {(row["article"], row["number"]) for row in rows["attributions.csv"]}
    assert {(row["article"], row["number"]) for row in rows["appearances.csv"]} <= said
    known = {row["id"] for row in rows["sources.csv"]}
    assert {row["source_id"] for row in rows["derivations.csv"]} <= known
    assert {row["claim"] for row in rows["findings.csv"]} <= {r["id"] for r in rows["claims.csv"]}


def test_the_graph_has_the_storys_edges():
    """Each derivation between two hands is an edge, from the one that has it to the other."""
    graph = networkx.parse_graphml(text_of("graphml", trace()))
    names = networkx.get_node_attributes(graph, "name")
    ends = {(names[a], names[b]) for a, b in graph.edges()}
    assert ("Vesper Wire", "an engineer who asked not to be named") in ends
    things = Things(trace())
    written = sorted((t["claim"], t["article"], names[b], t.get("published", ""), t["relation"])
                     for _, b, t in graph.edges(data=True))  # fmt: skip
    assert written == sorted(
        (claim.claim.id, article, things.source(edge.source).name, date.value, edge.relation)
        for claim in trace().claims
        for edge in claim.derivations
        for article in edge.downstream[:1]
        if (date := things.articles[article].published)
        and (edge.through or things.outlet(article)) != edge.source
    )
