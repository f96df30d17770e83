"""Make what the corpus lacks: relays, nesting, titles with colons, other quotation marks.

Every change is an edit of a document that keeps all labels true. The words put
in are invented; they are drawn anew in each epoch from a seeded generator.
"""

import random
import re
from dataclasses import dataclass

from training import made
from training.data import Document, Spans

_HEADS = (
    "Northern Harbour Eastern Metro Daily Evening Morning Global Central Capital Coastal Valley"
).split(" ")
_TAILS = (
    "Herald|Times|Post|Tribune|Courier|Standard|Chronicle|Dispatch|Mirror|Gazette|News Agency|Press"
).split("|")
_REAL = (
    "Reuters|the Associated Press|AP|AFP|Agence France-Presse|TASS|RIA Novosti|Sputnik|"
    "Interfax|Xinhua|Al Jazeera|the BBC|CNN|NBC News|The New York Times|the Guardian|"
    "Le Monde|Der Spiegel|Bild|dpa|Anadolu|Kyodo|Yonhap|Haaretz|Al Arabiya|Bloomberg|Axios|"
    "Politico|Fox News|The Cradle|Aydinlik|Hürriyet|RT"
).split("|")
_ANONYMOUS = (
    "a source|sources|a local source|an informed source|two sources|a senior official|"
    "a US official|an official|officials|a senior intelligence official|"
    "a person familiar with the matter|people familiar with the talks|an unnamed official|"
    "a diplomat|a military source|a security source|two people briefed on the plans|"
    "a spokesman|its correspondent"
).split("|")
_UNNAMED = tuple(name for name in _ANONYMOUS if name != "its correspondent")
_DEFINITE = (
    "the source|the official|the newspaper|the outlet|the agency|the paper|it|he|she|they|"
    "the report|the broadcaster|the ministry|the spokesman|the statement|the company"
).split("|")
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_PREFIX = (
    "{o} reported that |{o} reports that |{o} has reported that |{o} said that |{o} says |"
    "{o} said |According to {o}, |As {o} reported, |As reported by {o}, |{o} wrote that |"
    "{o} claimed that |{o} confirmed that |{o} had earlier reported that |"
    "{o} reported on {d} that |It has been reported that |It is claimed that |Reports say |"
    "Unconfirmed reports said that |Media reports suggest that |"
    "There have been reports that |There were numerous reports that "
).split("|")
_SUFFIX = (
    ", {o} reported|, {o} reports|, according to {o}|, {o} said|, {o} reported on {d}|"
    ", as first reported by {o}|, {o} said, citing {a}|, {o} reported, citing {a}|"
    ", according to {a} quoted by {o}|, per {o}|, it was reported|, reports said"
).split("|")
_HEARERS = (  # words before and behind the one to whom it was said
    ("In a statement to ", ", "), ("In an interview with ", ", "), ("Asked by ", ", "),
    ("Speaking to ", " on the phone, "), ("In an e-mail to ", ", "), ("Reached by ", ", "),
    ("In comments to ", ", "), ("Questioned by ", " about it, "),
)  # fmt: skip
# Only verbs of saying are wrapped: "X reported that Y endorsed Z" would label a wish as a claim.
_SAYING = re.compile(
    r"(?i)(?:has |had |have |also |later |then )*(?:said|says|told|added|adds|wrote|writes|noted|"
    r"notes|reported|reports|announced|claimed|claims|argued|argues|explained|stated|states|"
    r"insisted|warned|warns|confirmed|suggested|acknowledged|declared|tweeted|concluded|revealed|"
    r"admitted|alleged|predicted)"
)


@dataclass
class Piece:
    """A label's place in a text under construction: role of attribution `item`."""

    item: int
    role: str
    start: int
    end: int


def outlet(rng: random.Random) -> str:
    """Return an outlet's name, half of them invented."""
    if rng.random() < 0.5:
        return rng.choice(_REAL)
    return f"{rng.choice(('the ', 'The ', ''))}{rng.choice(_HEADS)} {rng.choice(_TAILS)}"


def replace(document: Document, start: int, end: int, new: str, labels: list[Piece]) -> None:
    """Put `new` in place of [start, end); spans across it grow or shrink with it.

    Labels that lay inside [start, end) are dropped; `labels` (offsets into
    `new`) add spans to attribution `item`, counted from the end of the list as
    it will be: -1 is the first new one, -2 the second.
    """
    shift = len(new) - (end - start)
    for item in document.attributions:
        for role, spans in item.items():
            kept: Spans = []
            for a, b in spans:
                if b <= start:
                    kept.append([a, b])
                elif a >= end:
                    kept.append([a + shift, b + shift])
                elif a <= start and end <= b and (a, b) != (start, end):
                    kept.append([a, b + shift])
            item[role] = kept
    fresh: dict[int, dict[str, Spans]] = {}
    for piece in labels:
        target = (
            document.attributions[piece.item]
            if piece.item >= 0
            else fresh.setdefault(
                piece.item, {"source": [], "cue": [], "content": [], "addressee": []}
            )
        )
        target.setdefault(piece.role, []).append([start + piece.start, start + piece.end])
    document.attributions.extend(fresh[key] for key in sorted(fresh, reverse=True))
    document.text = document.text[:start] + new + document.text[end:]


def build(parts: list[tuple[str, list[tuple[int, str]]]]) -> tuple[str, list[Piece]]:
    """Join parts; each carries the (attribution, role) labels that cover it."""
    text, pieces = "", []
    for words, labels in parts:
        for item, role in labels:
            pieces.append(Piece(item, role, len(text), len(text) + len(words.rstrip())))
        text += words
    return text, pieces


def _simple(document: Document, index: int) -> tuple[int, int, str] | None:
    """Return sentence bounds and order ("sc": source first) where the attribution is plain."""
    item = document.attributions[index]
    if [len(item[r]) for r in ("source", "cue", "content")] != [1, 1, 1]:
        return None
    (s0, s1), (c0, c1), (k0, k1) = item["source"][0], item["cue"][0], item["content"][0]
    if not _SAYING.fullmatch(document.text[c0:c1]):
        return None
    if k1 - k0 < 25 or k1 - k0 > 300 or "\n" in document.text[min(s0, k0) : max(s1, k1)]:
        return None
    text = document.text
    if (
        s1 < c0 < c1 < k0
        and c0 - s1 <= 2
        and k0 - c1 <= 2
        and text[max(0, s0 - 2) : s0] in ("", "\n\n", ". ")
    ):
        stop = k1 + (text[k1 : k1 + 1] in (".", "”", '"'))
        return s0, stop, "sc"
    if (
        k1 <= s0 < s1 < c0
        and s0 - k1 <= 3
        and c0 - s1 <= 2
        and text[max(0, k0 - 2) : k0] in ("", "\n\n", ". ")
    ):
        stop = c1 + (text[c1 : c1 + 1] == ".")
        return k0, stop, "cs"
    return None


def _others_inside(document: Document, index: int, start: int, end: int) -> bool:
    return any(
        start < b and a < end
        for i, item in enumerate(document.attributions)
        if i != index
        for spans in item.values()
        for a, b in spans
    )


def _wrap(document: Document, index: int, rng: random.Random) -> None:
    """Rewrite one plain attribution as a relay: told somebody, cited by somebody, nested."""
    bounds = _simple(document, index)
    if bounds is None or _others_inside(document, index, *bounds[:2]):
        return
    start, stop, order = bounds
    text, item = document.text, document.attributions[index]
    source = text[slice(*item["source"][0])]
    cue = text[slice(*item["cue"][0])]
    content = text[slice(*item["content"][0])]
    if rng.random() < 0.4:
        source = rng.choice(_ANONYMOUS if rng.random() < 0.6 else _DEFINITE)
    name, day = outlet(rng), rng.choice(_DAYS)
    lowered = (
        source[:1].lower() + source[1:]
        if source.split()[0] in ("The", "A", "An", "He", "She", "They")
        else source
    )
    inner = [(-2, "source"), (-1, "content")]
    bare = content.strip(' ,."“”').removeprefix("that ")
    kind = rng.choice(
        (
            *("told", "told", "cited", "cited", "prefix", "prefix", "suffix", "double", "plain"),
            *("hearer", "hearer", "transcript"),
        )
    )
    if kind == "cited":  # "quoted him as saying"
        lowered = {"he": "him", "she": "her", "they": "them", "He": "him", "She": "her"}.get(
            lowered, lowered
        )
    lead = name[0].upper() + name[1:]
    tail = f" on {day}" if rng.random() < 0.4 else ""
    comma = "," if rng.random() < 0.5 else ""
    that = rng.choice(("that ", "", "that "))
    body = content if content[:1] in '"“' else f"{that}{bare}"
    if kind == "plain":
        parts = [
            (source[0].upper() + source[1:] + " ", [(-1, "source")]),
            (cue, [(-1, "cue")]),
            (" ", []),
        ]
        parts += [(content, [(-1, "content")]), (".", [])]
    elif kind == "hearer":
        before, behind = rng.choice(_HEARERS)
        parts = [(before, []), (name, [(-1, "addressee")]), (behind, [])]
        parts += [(lowered, [(-1, "source")]), (" ", []), (cue, [(-1, "cue")]), (" ", [])]
        parts += [(body, [(-1, "content")]), (".", [])]
    elif kind == "transcript":
        speaker = source if rng.random() < 0.5 else source.upper()
        parts = [(speaker if len(speaker) == len(source) else source, [(-1, "source")])]
        parts += [(":", [(-1, "cue")]), (" ", [])]
        parts += [(bare[0].upper() + bare[1:], [(-1, "content")]), (".", [])]
    elif kind == "told" and order == "sc":
        parts = [
            (source[0].upper() + source[1:] + " ", [(-1, "source")]),
            ("told", [(-1, "cue")]),
            (" ", []),
        ]
        parts += [
            (name, [(-1, "addressee")]),
            (f"{tail}{comma} " if body[:1] in '"“' else f"{tail} ", []),
        ]
        parts += [(body, [(-1, "content")]), (".", [])]
    elif kind == "told":
        parts = [(content, [(-1, "content")]), (", " if content[-1] not in ',”"' else " ", [])]
        parts += [(lowered, [(-1, "source")]), (" ", []), ("told", [(-1, "cue")]), (" ", [])]
        parts += [(name, [(-1, "addressee")]), (f"{tail}.", [])]
    elif kind == "cited":
        verb = rng.choice(("cited", "quoted", "quotes", "cites", "has quoted"))
        said = rng.choice(("saying", "saying", "as saying", "claiming", "stating"))
        joiner = "as " if said in ("saying", "claiming", "stating") else ""
        said = said.removeprefix("as ") if joiner else "saying"
        parts = [(lead + " ", [(-1, "source")]), (verb, [(-1, "cue")]), (" ", [])]
        parts += [
            (lowered, [(-2, "source"), (-1, "content")]),
            (" as ", [(-1, "content")]),
            (said, [(-2, "cue"), (-1, "content")]),
        ]
        parts += [(" ", []), (body, [(-2, "content"), (-1, "content")]), (".", [])]
    elif kind in ("prefix", "double"):
        template = rng.choice(_PREFIX).format(o=name, d=day)
        template = template[0].upper() + template[1:]
        parts = _outer(template, name)
        link = " " if kind == "prefix" else f" told {outlet(rng)} "
        parts += [
            (lowered, inner),
            (" ", []),
            ("told" if kind == "double" else cue, [(-2, "cue"), (-1, "content")]),
            (" ", []),
        ]
        if kind == "double":
            parts += [
                (link.removeprefix(" told ").strip(), [(-2, "addressee"), (-1, "content")]),
                (" ", []),
            ]
        parts += [(body, [(-2, "content"), (-1, "content")]), (".", [])]
    else:
        named = rng.choice(_ANONYMOUS)
        template = rng.choice(_SUFFIX).format(o=name, d=day, a=named)
        parts = [
            (source[0].upper() + source[1:], inner),
            (" ", []),
            (cue, [(-2, "cue"), (-1, "content")]),
            (" ", []),
        ]
        parts += [(body, [(-2, "content"), (-1, "content")])]
        parts += [*_outer(template, name), (".", [])]
    new, labels = build(parts)
    labels = _joined(labels)
    del document.attributions[index]
    replace(document, start, stop, new, labels)


def _outer(template: str, name: str) -> list[tuple[str, list[tuple[int, str]]]]:
    """Label the source and the cue in the words around a wrapped sentence."""
    blank = "#" * len(name)
    cue = re.search(
        r"(?:was |been |been numerous |is )?(?:report(?:ed|s)?|said|says?|[Aa]ccording to|"
        r"wrote|claimed|confirmed|suggest|per)\b",
        template.replace(name, blank).replace(name.capitalize(), blank),
    )
    marks: list[tuple[int, int, str]] = []
    at = template.lower().find(name.lower())
    if at >= 0:
        marks.append((at, at + len(name), "source"))
    elif source := re.match(
        r"(?:Unconfirmed |Media )?[Rr]eports(?= (?:say|said|suggest))|, (reports)(?= said)",
        template,
    ):
        group = 1 if source.group(1) else 0
        marks.append((source.start(group), source.end(group), "source"))
    if cue and not any(a < cue.end() and cue.start() < b for a, b, _ in marks):
        marks.append((cue.start(), cue.end(), "cue"))
    elif found := re.search(r"\b(said|say|suggest)\b", template):
        marks.append((found.start(), found.end(), "cue"))
    parts, last = [], 0
    for a, b, role in sorted(marks):
        parts += [(template[last:a], []), (template[a:b], [(-1, role)])]
        last = b
    rest = template[last:]
    if rest.strip() == "that":
        parts += [(" ", []), ("that ", [(-1, "content")])]
    else:
        parts.append((rest, []))
    return parts


def _joined(labels: list[Piece]) -> list[Piece]:
    """Join neighbouring content pieces of one attribution into one span."""
    out: list[Piece] = []
    for piece in labels:
        twin = next(
            (
                p
                for p in reversed(out)
                if (p.item, p.role) == (piece.item, piece.role) and piece.start - p.end <= 1
            ),
            None,
        )
        if twin is not None and piece.role == "content":
            twin.end = piece.end
        else:
            out.append(piece)
    return out


def _headline(document: Document, rng: random.Random) -> None:
    """Put a headline on top whose source stands behind a colon or dash."""
    contents = [
        document.text[a:b].strip(' ,."“”')
        for item in document.attributions
        if len(item["content"]) == 1
        and any(_SAYING.fullmatch(document.text[c:d]) for c, d in item["cue"])
        for a, b in item["content"]
        if 30 <= b - a <= 110 and "\n" not in document.text[a:b]
    ]
    if not contents:
        return
    body = rng.choice(contents).removeprefix("that ")
    body = body[0].upper() + body[1:]
    if rng.random() < 0.3:
        body = " ".join(word[:1].upper() + word[1:] for word in body.split(" "))
    who = rng.choice(
        (
            outlet(rng),
            "Report",
            "report",
            "Sources",
            "Officials",
            "Study",
            "Source",
            "Police",
            "Minister",
        )
    )
    who = who.removeprefix("the ")
    kind = rng.choice(("after", "after", "after", "before", "dash", "says"))
    if kind == "after":
        parts = [
            (body, [(-1, "content")]),
            (":", [(-1, "cue")]),
            (" ", []),
            (who, [(-1, "source")]),
        ]
    elif kind == "before":
        parts = [
            (who, [(-1, "source")]),
            (":", [(-1, "cue")]),
            (" ", []),
            (body, [(-1, "content")]),
        ]
    elif kind == "dash":
        dash = rng.choice("–—-")
        parts = [
            (body, [(-1, "content")]),
            (" ", []),
            (dash, [(-1, "cue")]),
            (" ", []),
            (who, [(-1, "source")]),
        ]
    else:
        parts = [
            (body, [(-1, "content")]),
            (", ", []),
            (who, [(-1, "source")]),
            (" ", []),
            ("says", [(-1, "cue")]),
        ]
    text, labels = build([*parts, ("\n\n", [])])
    loud = text.upper()
    replace(
        document, 0, 0, loud if rng.random() < 0.15 and len(loud) == len(text) else text, labels
    )


def _layout(document: Document, rng: random.Random) -> None:
    """Set the lines otherwise: a loud first line, single line ends, bullets, no quotation marks."""
    kind = rng.choice(("loud", "single", "bullets", "unquoted"))
    text = document.text
    first = text.find("\n")
    if kind == "loud" and first > 0 and len(text[:first].upper()) == first:
        document.text = text[:first].upper() + text[first:]
    elif kind == "single":
        for match in reversed([*re.finditer("\n\n", text)]):
            replace(document, match.start(), match.end(), "\n", [])
    elif kind == "bullets":
        starts = [match.end() for match in re.finditer("\n\n", text)]
        low = rng.randrange(len(starts)) if starts else 0
        for at in reversed(starts[low : low + rng.randint(2, 5)]):
            replace(document, at, at, rng.choice(("• ", "- ", "* ")), [])
    elif kind == "unquoted":
        for match in reversed([*re.finditer('[“”"]', text)]):
            replace(document, match.start(), match.end(), "", [])


_STYLES = (
    {"“": '"', "”": '"'},
    {"“": "‘", "”": "’"},
    {"“": "«", "”": "»"},
    {"’": "'", "‘": "'", "“": '"', "”": '"'},
    {"’": "'", "“": "'", "”": "'"},
    {"“": "„", "”": "“"},
)


def _passages(document: Document, rng: random.Random) -> None:
    """Put a few made passages between paragraphs, or at the ends."""
    clauses = made.statements(document.text, document.attributions)
    if len(clauses) < 2:
        return
    names = made.Names((*_REAL, *(outlet(rng) for _ in range(6))), _UNNAMED)
    for _ in range(rng.randint(1, 5)):
        gap = rng.choice([0, *(m.end() for m in re.finditer("\n\n", document.text))])
        text, found = made.marked(made.passage(clauses, names, rng) + "\n\n")
        labels = [
            Piece(-1 - index, role, start, end)
            for index, item in enumerate(found)
            for role, spans in item.items()
            for start, end in spans
        ]
        replace(document, gap, gap, text, labels)


def augment(document: Document, rng: random.Random) -> Document:
    """Return a changed copy: some sentences wrapped, made passages, a headline, other marks."""
    out = Document(
        document.text,
        [
            {role: [list(s) for s in spans] for role, spans in item.items()}
            for item in document.attributions
        ],
        document.nested_known,
    )
    if rng.random() < 0.45:
        for index in sorted(range(len(out.attributions)), reverse=True):
            if rng.random() < 0.4:
                _wrap(out, index, rng)
    if rng.random() < 0.45:
        _passages(out, rng)
    if rng.random() < 0.25:
        _headline(out, rng)
    if rng.random() < 0.2:
        _layout(out, rng)
    if rng.random() < 0.2:
        out.text = out.text.translate(str.maketrans(rng.choice(_STYLES)))
    return out
