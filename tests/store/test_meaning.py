"""Search by meaning among statements of which some have no vector."""

from reportedly.store.collection import Collection
from tests.factories import article, attribution
from tests.store.made import vector

WORDS = "the old dam cracks"


def stored(folder, *given: bytes) -> Collection:
    """Return a new collection of articles that say the same, each with its own vector."""
    found = Collection.create(folder)
    for number, each in enumerate(given):
        art = article(f"The mayor said {WORDS}.", f"a{number}")
        found.add(art, [attribution(art, "The mayor", "said", WORDS, vector=each)])
    return found


def test_statements_without_vectors_are_no_trouble(tmp_path):
    """A collection whose statements have no vectors is searched by meaning, in vain."""
    with stored(tmp_path / "c", b"", b"") as found:
        assert found.search("kettle", vector=vector(WORDS)) == []
        assert found.search("", vector=vector(WORDS)) == []


def test_what_has_a_vector_is_found_beside_what_has_none(tmp_path):
    """Vectors that are missing or of another length count as unlike; the others are found."""
    with stored(tmp_path / "c", b"", vector(WORDS), b"short") as found:
        assert [hit.article for hit in found.search("kettle", vector=vector(WORDS))] == ["a1"]
