import pytest

from reportedly.errors import Malformed, NoArticle, Protected, TooLarge
from reportedly.read.limits import Limits
from reportedly.read.pdf import read_pdf
from tests.read.pdfs import pdf

FIRST = [
    (72, 770, 16, "The Lantern, 3 May 2024"),
    (72, 700, 20, "River to be turned before"),
    (72, 676, 20, "the snow comes"),
    (72, 640, 11, "The minister said on Monday that the river would be turned and that the gov-"),
    (72, 626, 11, "ernment had asked the people of the valley, who knew nothing of it until now."),
    (
        72,
        600,
        11,
        "“We heard it on the radio,” a farmer said. She shut the gate behind her dog and",
    ),
    (72, 586, 11, "went home."),
    (
        72,
        572,
        11,
        "Nobody else was asked, the farmer said, and that was on a Sunday in the old year",
    ),
    (72, 30, 9, "lantern.example - page 1"),
]
SECOND = [
    (72, 770, 9, "The Lantern, 3 May 2024"),
    (72, 700, 11, "when the snow lay deep."),
    (72, 30, 9, "lantern.example - page 2"),
]

DEFAULT = Limits()


def read(data: bytes, limits: Limits = DEFAULT):
    return read_pdf(data, "river.pdf", limits)


def test_paragraphs_from_lines():
    """Lines become paragraphs, broken words are joined, running heads and feet are left out."""
    article = read(pdf([FIRST, SECOND]))
    title, first, second, third = article.text.split("\n\n")
    assert title == article.title == "River to be turned before the snow comes"
    assert article.headline.of(article.text) == title
    assert first.endswith("until now.")
    assert "the government had asked" in first
    assert second.endswith("went home.")
    assert third.endswith("in the old year when the snow lay deep.")
    assert "page" not in article.text


def test_outlet_and_date_stand_above():
    """The masthead gives outlet and date."""
    article = read(pdf([FIRST, SECOND]))
    assert (article.outlet, article.published.value) == ("The Lantern", "2024-05-03")


def test_title_from_metadata():
    """A PDF whose text opens with a sentence has the title that it states."""
    lines = [(72, 700, 11, "It rained."), (72, 660, 11, "Nobody knew, the farmer said.")]
    assert read(pdf([lines], "Rain over the valley")).text.startswith("Rain over the valley\n\nIt")


def test_password():
    """A locked PDF says that it is locked, and what to do."""
    with pytest.raises(Protected, match=r"river\.pdf.*password.*without one"):
        read(pdf([FIRST], locked=True))


def test_broken_empty_and_endless():
    """A broken file, a scan without text and too many pages are three errors."""
    with pytest.raises(Malformed):
        read(b"%PDF-1.4\n" + bytes(100))
    with pytest.raises(NoArticle, match="OCR"):
        read(pdf([[]]))
    with pytest.raises(TooLarge, match="2 pages"):
        read(pdf([FIRST, SECOND]), Limits(pages=1))
