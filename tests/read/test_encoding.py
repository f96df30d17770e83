import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.read.encoding import decode, repair

QUOTED = "“It rained,” said the café's owner – twice. " * 5
RUSSIAN = "Министр сказал, что дождь пойдёт в понедельник и продлится весь день. " * 5


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings_of_the_wild(encoding):
    """Text in any of the common encodings comes out as it was written."""
    assert decode(QUOTED.encode(encoding))[0] == QUOTED


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_letters_of_another_script(encoding):
    """Without a label, an encoding for another script is told by its statistics."""
    assert decode(RUSSIAN.encode(encoding))[0] == RUSSIAN


def test_label_is_believed_only_where_the_bytes_fit():
    """A page labelled Latin-1 that is UTF-8 is read as UTF-8; a true label is used."""
    page = '<meta charset="{}"><p>Îşık said</p>'
    assert "Îşık" in decode(page.format("iso-8859-1").encode("utf-8"))[0]
    assert "Îşık" in decode(page.format("windows-1254").encode("cp1254"))[0]
    assert decode(b'<meta charset="unicode_escape">\\u0041 \xff')[0].startswith("<meta")


def test_cut_and_damaged_utf8_stays_utf8():
    """A sequence cut at the end, or one bad byte, does not make it another encoding."""
    assert decode(QUOTED.encode()[:-1] + "é".encode()[:1])[0].startswith("“It rained,”")
    assert decode(QUOTED.encode() + b"\xff" + QUOTED.encode())[0].startswith("“It rained,”")


@given(st.binary(max_size=300))
def test_any_bytes_decode(data):
    """No bytes are refused."""
    assert isinstance(decode(data)[0], str)


@given(st.text(max_size=200))
def test_utf8_comes_back(text):
    """What was written in UTF-8 comes back, but for a byte order mark."""
    if "\0" not in text and not text.startswith("\ufeff"):
        assert decode(text.encode("utf-8", "ignore"))[0] == text.encode("utf-8", "ignore").decode()


def test_repair_leaves_good_text_alone():
    """Double-encoded quotation marks are undone; accents and curly quotes stay."""
    assert repair("â€œItâ€™s rain,â€\x9d she said") == "“It’s rain,” she said"
    assert repair("“Tânia’s” Ã la carte") == "“Tânia’s” Ã la carte"
