import numpy as np
import pytest

from reportedly.attribute.maker import model_digest
from reportedly.attribute.meaning import vector_of
from reportedly.attribute.tagger import attribute_articles
from tests.factories import article


def cosine(left, right):
    a, b = (np.frombuffer(v, np.int8).astype(float) for v in (left, right))
    return a @ b / np.linalg.norm(a) / np.linalg.norm(b)


def test_a_question_lies_near_what_it_means():
    """Nearer to a content that says the same than to one that says something else."""
    text = "The dam has forty cracks, the river board said. The mayor said schools open on Monday."
    found = [a for a in attribute_articles([article(text)])[0] if not a.own_voice]
    assert len(found) == 2
    asked = vector_of("cracks in the dam")
    assert cosine(asked, found[0].vector) > 0.45 > cosine(asked, found[1].vector)


@pytest.mark.parametrize("text", ["", " \n", "…", "\0", "\ud800", "word " * 5000])
def test_any_question_has_a_vector_or_none(text):
    """Nothing that is typed makes it fail; what is too long is cut."""
    assert len(vector_of(text)) in (0, 384)


def test_the_model_is_told_by_its_files():
    """The same digest each time, short enough to stand beside every article."""
    assert model_digest() == model_digest()
    assert len(model_digest()) == 16
