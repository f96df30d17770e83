"""Passages made from a document's own statements: relays, transcripts, signed quotations.

A passage is written with marks for what each stretch is: in
`<1s:Reuters> <1c:said> <1k:that {p}>` attribution 1 has a source, a cue and a
content. Marks nest, and a role that stands twice is in pieces. The words are
invented but for the statements, which are the document's.
"""

import random
import re
from dataclasses import dataclass

Labels = dict[str, list[list[int]]]

_ROLE = {"s": "source", "c": "cue", "k": "content", "a": "addressee"}
_MARK = re.compile(r"<(\d)([scka]):|>")

# What one or more hands between a statement and the article look like. The conventions are
# those of bench/data/README.md. {p}: a clause; {P}: the same as a sentence; {o}, {w}: outlets;
# {O}: the same at a sentence's start; {u}, {U}: somebody unnamed; {n}: a person; {d}: a day.
_RELAYS = (
    "<1s:{O}> <1c:{quoted}> <1k:<2s:{u}> as <2c:saying> <2k:that {p}>>.",
    "<1s:{O}> <1c:{quoted}> <1k:<2s:{n}> as <2c:saying> <2k:that {p}>>.",
    "<1s:{O}> <1c:{reported}> <1k:that <2s:{u}> <2c:{said}> <2k:{p}>>.",
    "<1s:{O}> <1c:{reported}> on {d} <1k:that <2s:{n}> had <2c:told> <2a:{w}> <2k:that {p}>>.",
    "<1s:{O}> <1c:{said}> <1k:<2s:{u}> had <2c:{said}> <2k:that {p}>>.",
    "<1c:According to> <1s:{o}>, <1k:<2c:{quoting}> <2s:{u}>, <2k:{p}>>.",
    "<1c:According to> <1s:{o}>, <1k:<2s:{n}> <2c:{said}> <2k:that {p}>>.",
    "<1c:According to> <1s:{o}>, <1k:<2s:{u}> <2c:told> <2a:{w}> <2k:that {p}>>.",
    "<1k:<2k:{P}>>, <1s:{o}> <1c:{reported}>, <1k:<2c:{quoting}> <2s:{u}>>.",
    "<1k:<2k:{P}>>, <1s:{o}> <1c:{said}> on {d}, <1k:<2c:{quoting}> <2s:{n}>>.",
    "<1k:<2k:{P}>>, <1c:according to> <1s:{o}>, <1k:<2c:{quoting}> <2s:{u}>>.",
    "<1k:{P}>, <1c:according to> <1s:{u} quoted by {o}>.",
    "<1k:<2s:{N}>> <1c:was quoted by> <1s:{o}> <1k:as <2c:saying> <2k:that {p}>>.",
    "<1k:<2s:{U}>> <1c:was cited by> <1s:{o}> <1k:as <2c:saying> <2k:{p}>>.",
    "<1k:<2k:{P}>>, <1s:{o}> <1c:{quoted}> <1k:<2s:{n}> as <2c:saying>>.",
    "<1k:<2k:{P}>, <2s:{u}> was> <1c:quoted> <1k:as <2c:saying>> by <1s:{o}>.",
    "<1k:{P}>, <1c:as first reported by> <1s:{o}>.",
    "<1k:{P}>, <1c:as reported by> <1s:{o}>.",
    "<1k:{P}>, <1c:per> <1s:{o}>.",
    "<1k:{P}>, <1c:says> <1s:{o}>.",
    "<1k:The news> <1c:was first reported by> <1s:{o}>.",
    "<1s:{O}> <1c:first reported> <1k:that {p}>.",
    "<1s:{O}> was the first to <1c:report> <1k:that {p}>.",
    "<1c:As> <1s:{o}> <1c:put it>, <1k:{p}>.",
    "<1c:Citing> <1s:{u}>, {o} says <1k:{p}>.",
    "<1c:In> <1s:{o}>’s <1c:telling>, <1k:{p}>.",
    "<1k:{P}>, <1s:{n}> <1c:told> <1a:{o}>.",
    "<1s:{N}> <1c:told> <1a:{o}> on {d} <1k:that {p}>.",
    "<1s:{N}> <1c:{said}> in an interview with <1a:{o}> <1k:that {p}>.",
    "Asked by <1a:{o}>, <1s:{n}> <1c:{said}> <1k:that {p}>.",
    "<1s:{U}> <1c:told> <1a:{o}> <1k:that <2s:{n}> had <2c:{said}> <2k:{p}>>.",
    "“<1k:<2s:He> <2c:told> <2a:me> <2k:that {p}>>,” <1s:{n}> <1c:{said}>.",
    "“<1k:<2s:They> <2c:said> <2k:{p}>>,” <1s:{n}> <1c:told> <1a:{o}>.",
    "<1s:{N}> <1c:{said}> <1k:<2s:{w}> <2c:had reported> <2k:that {p}>>.",
    "<1s:{O}> <1c:{reported}> <1k:that <2c:according to> <2s:{u}> <2k:{p}>>.",
    "<1s:{O}> <1c:wrote> <1k:that <2s:{w}> <2c:{reported}> <2k:that <3s:{u}> <3c:said> <3k:{p}>>>.",
    "<1s:{O}> <1c:{said}> <1k:<2s:{w}> <2c:{quoted}> <2k:<3s:{n}> as <3c:saying> <3k:that {p}>>>.",
    "<1c:It was reported> by <1s:{o}> <1k:that {p}>.",
    "<1c:It is claimed> <1k:that {p}>.",
    "<1c:Reportedly>, <1k:{p}>.",
    "<1k:{P}>, <1c:reportedly>.",
)
_ENDINGS = (
    "<1k:{P}> <1c:–> <1s:{A}>",
    "<1k:{P}> <1c:—> <1s:{A}>",
    "<1k:{P}> <1c:-> <1s:{A}>",
    "<1k:{P}.> <1c:–> <1s:{A}>",
    "<1k:{P}.> <1c:—> <1s:{A}>",
)
_SIGNED = (
    "<1k:“{P}.”> <1c:{dash}> <1s:{N}>",
    "<1k:“{P}.”> <1c:{dash}> <1s:{N}, {town}>",
    "<1k:“{P}”> <1c:{dash}> <1s:{N}>",
    '<1k:"{P}."> <1c:{dash}> <1s:{N}>',
)
_FILL = {
    "quoted": ("quoted", "cited", "quotes", "cites", "has quoted", "had quoted"),
    "quoting": ("quoting", "citing"),
    "said": ("said", "says", "claimed", "confirmed", "stated", "insisted", "added"),
    "reported": ("reported", "reports", "has reported", "wrote", "said", "claimed"),
    "dash": ("–", "—", "―", "-"),
}
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_GIVEN = (
    "Ana Boris Carla Dmitri Elif Farid Greta Hugo Ines Jamal Katya Liam Mei Nadia Omar Petra Quinn"
    " Rosa Sergei Tomas Ulla Viktor Wanda Yusuf Zoe John Mary David Susan Abdul"
).split()
_FAMILY = (
    "Arden Brandt Costa Demir Evans Fischer Grigoriev Haddad Ito Jansen Kowalski Lindqvist Moreau"
    " Novak Okafor Petrov Quiroga Rahman Silva Tanaka Usman Varga Weiss Yilmaz Zhang Baker"
).split()
_POSTS = ("Mayor", "Professor", "Senator", "Dr.", "Gen.", "Minister")
_TOWNS = "Orrest Kelby Marwick Tollen Sandport Braith Lowmoor Eastry".split()
_TURNS = ("{name}:", "{name} –", "Q.", "Q:")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|had|have|will|would|could|should|must|may|might|did|does|do|can)\b"
)
_UNFIT = re.compile(r"""[\n<>“”"{}]|''|\b(?:said|says|told)\b""")
_START = re.compile(r"(?:the|a|an|he|she|it|they|we|there|his|her|its|their|this|these|no|many) ")


@dataclass(frozen=True)
class Names:
    """Where the outlets and the unnamed of a passage come from."""

    outlets: tuple[str, ...]
    unnamed: tuple[str, ...]


def marked(text: str) -> tuple[str, list[Labels]]:
    """Return the plain words of a marked passage and its attributions, by their number.

    >>> marked("<1s:Ann> <1c:said> <1k:so>.")[1][0]["content"]
    [[9, 11]]
    """
    plain, last = "", 0
    found: dict[int, Labels] = {}
    opened: list[tuple[int, str, int]] = []
    for match in _MARK.finditer(text):
        plain += text[last : match.start()]
        last = match.end()
        if match.group(1):
            opened.append((int(match.group(1)), _ROLE[match.group(2)], len(plain)))
            continue
        number, role, start = opened.pop()
        labels = found.setdefault(number, {role: [] for role in _ROLE.values()})
        labels[role].append([start, len(plain)])
    return plain + text[last:], [found[number] for number in sorted(found)]


def statements(text: str, attributions: list[Labels]) -> list[str]:
    """Return contents of one line that can stand as clauses, without *that*."""
    found = []
    for item in attributions:
        if len(item["content"]) != 1:
            continue
        start, end = item["content"][0]
        clause = text[start:end].strip(" ,.“”\"'")
        whole = clause.startswith("that ") or _START.match(clause)
        if not whole or not _VERB.search(clause[:80]) or _UNFIT.search(clause):
            continue
        if 30 <= len(clause) <= 220:
            found.append(clause.removeprefix("that "))
    return found


def passage(clauses: list[str], names: Names, rng: random.Random) -> str:
    """Return one marked passage around statements drawn from `clauses`, lines in it as they are."""
    kind = rng.random()
    if kind < 0.62:
        return _filled(rng.choice(_RELAYS), rng.choice(clauses), names, rng)
    if kind < 0.74:
        return _filled(rng.choice(_ENDINGS), rng.choice(clauses), names, rng)
    if kind < 0.86:
        form = rng.choice(_SIGNED)
        count = rng.randint(1, 4)
        return "\n\n".join(_filled(form, c, names, rng) for c in _some(clauses, count, rng))
    return _transcript(_some(clauses, rng.randint(2, 6), rng), rng)


def _some(clauses: list[str], count: int, rng: random.Random) -> list[str]:
    return rng.sample(clauses, min(count, len(clauses)))


def _person(rng: random.Random) -> str:
    name = f"{rng.choice(_GIVEN)} {rng.choice(_FAMILY)}"
    return f"{rng.choice(_POSTS)} {name}" if rng.random() < 0.2 else name


def _sentence(clause: str) -> str:
    return clause[0].upper() + clause[1:]


def _filled(form: str, clause: str, names: Names, rng: random.Random) -> str:
    outlet, unnamed, person = rng.choice(names.outlets), rng.choice(names.unnamed), _person(rng)
    words = {key: rng.choice(choices) for key, choices in _FILL.items()} | {
        "p": clause, "P": _sentence(clause), "o": outlet, "O": _sentence(outlet),
        "A": outlet.removeprefix("the "), "w": rng.choice(names.outlets), "u": unnamed,
        "U": _sentence(unnamed), "n": person, "N": person, "d": rng.choice(_DAYS),
        "town": rng.choice(_TOWNS),
    }  # fmt: skip
    return re.sub(r"\{(\w+)\}", lambda m: words[m.group(1)], form)


def _transcript(clauses: list[str], rng: random.Random) -> str:
    """Turns of two speakers, as interviews and court records print them."""
    kind = rng.choice(_TURNS)
    if kind == "Q.":
        speakers, cue = ("Q", "A"), "."
    elif kind == "Q:":
        speakers, cue = ("Q", "A"), ":"
    else:
        left, right = rng.sample(_FAMILY, 2)
        speakers, cue = (left, right), ":" if kind == "{name}:" else " –"
        if rng.random() < 0.6:
            speakers = (left.upper(), right.upper())
        elif rng.random() < 0.4:
            speakers = (f"{rng.choice(_GIVEN)} {left}", f"{rng.choice(_GIVEN)} {right}")
    gap = rng.choice(("\n\n", "\n\n", "\n"))
    turns = []
    for index, clause in enumerate(clauses):
        end = "?" if index % 2 == 0 and rng.random() < 0.5 else "."
        mark = f"<1s:{speakers[index % 2]}>" + (
            f" <1c:{cue.strip()}>" if cue[0] == " " else f"<1c:{cue}>"
        )
        said = _sentence(clause)
        turns.append(f"{mark} <1k:{said}?>" if end == "?" else f"{mark} <1k:{said}>.")
    return gap.join(turns)
