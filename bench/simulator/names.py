"""Invented names of people, places and papers, and how a translation desk spells them."""

from random import Random

_OPEN = (
    "Tarn Ostr Vel Kor Mer Hal Bran Dus Lov Zar Pol Grin Sel Mor Vad Rask Tir Ulm Jas Nor Bel Kest"
    " Dray Fen Gol Hest Ist Lum Orm Pras Quen Rud Stav Thar Varn Wes Yar Zel Ard Corv"
).split()
_MIDDLE = "a e i o en ar ov il un es or ad in el".split()
_CLOSE = (
    "holt sk mar by ova ica burg sund vik ney grad ten den low iv ya stad field mouth dal ra"
).split()
_GIVEN = {
    "he": "Perrin Ewan Casimir Abel Tomas Varek Orest Ilian Joren Matthis Radu Sandor Edvin Lucan"
    " Bartol Emeric Pavle Kasper Ruben Stellan Anatol Dorin Miklas Yoran".split(),
    "she": "Hanne Junia Oriel Marta Selma Irena Tilda Noemi Vesna Aurelia Brita Dunya Elke Ilse"
    " Katya Ludmila Petra Ronja Sanna Zora Milena Agata Thea Linnea".split(),
}
_FAMILY_OPEN = (
    "Os As Tor Bo Ra Stan Sun Kor Vel Mar Dob Hal Pet Gru Lin Bal Ver Kos Sten Dur Nov Hol Zim Pav"
).split()
_FAMILY_CLOSE = (
    "wick tley rance sker nard dahl ev ic berg mann sen ova ler kin rod vic stad ner ek man"
).split()
# Letters that two transcriptions write in two ways; the first two that occur are changed.
_SPELLINGS = (
    ("iv", "iev"), ("sk", "sc"), ("ya", "ia"), ("ov", "aw"), ("th", "t"), ("ey", "ei"),
    ("ck", "kk"), ("v", "w"), ("k", "c"), ("y", "i"), ("ar", "er"), ("o", "u"), ("e", "a"),
)  # fmt: skip


def place(rng: Random) -> str:
    """Return a town's name."""
    middle = rng.choice(_MIDDLE) if rng.random() < 0.5 else ""
    return rng.choice(_OPEN) + middle + rng.choice(_CLOSE)


def country(rng: Random) -> str:
    """Return a country's name."""
    return rng.choice(_OPEN) + rng.choice(_MIDDLE) + rng.choice(("mark", "land", "ia", "var"))


def person(rng: Random) -> tuple[str, str, str]:
    """Return a person's given name, family name and pronoun."""
    pronoun = rng.choice(("he", "she"))
    family = rng.choice(_FAMILY_OPEN) + rng.choice(_FAMILY_CLOSE)
    return rng.choice(_GIVEN[pronoun]), family, pronoun


def respelled(name: str) -> str:
    """Return the name as another transcription has it; its first letter stays.

    >>> respelled("Ostriv"), respelled("Velskya")
    ('Ostriev', 'Velscia')
    """
    head, rest, changed = name[:1], name[1:], 0
    for old, new in _SPELLINGS:
        if old in rest and changed < (2 if len(old) > 1 else 1):
            rest, changed = rest.replace(old, new, 1), changed + 1
    return head + rest
