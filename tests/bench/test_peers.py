"""Peers of the bench of quality and speed: rules on marks and on hand-made dependency trees."""

import spacy
from spacy.tokens import Doc

from bench.dependencies import by_dependencies
from bench.peers import by_marks, lines


def parsed(table: str) -> Doc:
    """Return a doc from lines of "word lemma part dependency head"; "_" before a word joins it."""
    rows = [line.split() for line in table.strip().splitlines()]
    words = [row[0].lstrip("_") for row in rows]
    joined = [row[0].startswith("_") for row in rows[1:]] + [True]
    return Doc(
        spacy.blank("en").vocab,
        words=words,
        spaces=[not join for join in joined],
        lemmas=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        deps=[row[3] for row in rows],
        heads=[int(row[4]) for row in rows],
    )


def told(doc: Doc) -> list[tuple[str, str, str]]:
    """Return source, cue and content of each attribution as words."""
    return [
        tuple(
            " ".join(doc.text[a:b] for a, b in row[role]) for role in ("source", "cue", "content")
        )
        for row in by_dependencies(doc)
    ]


CLAUSE = """
Officials official NOUN nsubj 1
said say VERB ROOT 1
the the DET det 3
bridge bridge NOUN nsubj 4
fell fall VERB ccomp 1
_. . PUNCT punct 1
"""
ACCORDING = """
Rain rain NOUN nsubj 1
fell fall VERB ROOT 1
_, , PUNCT punct 1
according accord VERB prep 1
to to ADP prep 3
Telcora Telcora PROPN pobj 4
_. . PUNCT punct 1
"""
QUOTED = """
“ " PUNCT punct 3
_We we PRON nsubj 3
all all PRON appos 1
heard hear VERB ccomp 6
_, , PUNCT punct 6
_” " PUNCT punct 6
said say VERB ROOT 6
Brandt Brandt PROPN nsubj 6
_. . PUNCT punct 6
“ " PUNCT punct 11
_Nobody nobody PRON nsubj 11
came come VERB ROOT 11
home home ADV advmod 11
_. . PUNCT punct 11
_” " PUNCT punct 11
"""


def test_a_clause_of_a_verb_of_saying_is_its_subject_s():
    """Subject, verb and clause become source, cue and content."""
    assert told(parsed(CLAUSE)) == [("Officials", "said", "the bridge fell")]


def test_according_to_has_the_rest_of_the_sentence():
    """What stands outside the phrase is its content."""
    assert told(parsed(ACCORDING)) == [("Telcora", "according to", "Rain fell")]


def test_a_quotation_without_a_cue_goes_on_with_the_speaker_before():
    """The second quotation of a line is a further part of the first one's content."""
    [(source, cue, content)] = told(parsed(QUOTED))
    assert (source, cue) == ("Brandt", "said")
    assert content == "“We all heard,” “Nobody came home.”"


def test_marks_find_the_speaker_on_either_side_of_the_verb():
    """Both orders of name and verb are read; without either there is no source."""
    text = "“It was very late,” said Ilse Brandt. “It was early then,” she said. “Not one word.”"
    rows = by_marks(text)
    assert [[text[a:b] for a, b in row["source"]] for row in rows] == [["Ilse Brandt"], ["she"], []]
    assert by_marks("The “big idea” failed.") == []


def test_lines_leave_nothing_out_but_breaks():
    """The lines of a doc are its tokens without those that break lines."""
    doc = spacy.blank("en")("One two.\n\nThree.\nFour")
    assert [line.text for line in lines(doc)] == ["One two.", "Three.", "Four"]
