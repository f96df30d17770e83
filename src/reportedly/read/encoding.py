"""Bytes to text, as encodings are found in the wild."""

import codecs
import re
from typing import Final

# In 14 stories in German, French, Spanish, Italian, Dutch and Swedish at most 3 % of the bytes
# are outside ASCII; in encodings of Cyrillic, Greek or Arabic most letters are.
FOREIGN_SHARE: Final = 0.10
# One bad byte for twenty good sequences is damage to UTF-8; in another encoding nearly
# every byte outside ASCII is a bad sequence.
DAMAGE: Final = 0.05
FEW_BYTES: Final = 20  # outside ASCII; fewer tell the statistics nothing
_BOMS: Final = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,30})", re.IGNORECASE)
# Only these labels are believed: Python also knows codecs that run text through a program.
_LABELS = re.compile(
    r"(?:utf-?8|iso-?8859-?\d{1,2}|latin-?\d|us-ascii|ascii|(?:windows|cp)-?125\d|windows-874|koi8-[ru]"
    r"|gb2312|gbk|gb18030|big5|shift_jis|euc-jp|euc-kr|iso-2022-jp|macintosh)"
)
_SAME: Final = {  # what browsers take for these labels
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
    "us-ascii": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
    "windows-874": "cp874", "macintosh": "mac-roman",
}  # fmt: skip


def decode(data: bytes) -> tuple[str, str]:
    r"""Return the text of `data` and the encoding it was taken for; never fails.

    Order: byte order mark, UTF-8 where it fits (what fits by chance is rarer than a wrong
    label), the label in the page, damaged UTF-8, then a guess. Bytes that mean nothing
    become U+FFFD.

    >>> decode("naïve".encode("cp1252"))
    ('naïve', 'cp1252, a guess')
    >>> decode(b"\xff\xfeh\x00i\x00")[0]
    'hi'
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name
    if wide := _wide(data):
        return data.decode(wide, "replace"), wide
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data), "utf-8"
    except UnicodeDecodeError:
        pass
    label = _declared(data[:4096])
    if label and label not in ("utf-8", "utf8"):
        return data.decode(label, "replace"), label
    repaired = data.decode("utf-8", "replace")
    bad, high = repaired.count("�"), sum(1 for char in repaired if char > "\x7f")
    if bad <= DAMAGE * high:
        return repaired, "utf-8, damaged"
    guess = _guess(data)
    return data.decode(guess, "replace"), f"{guess}, a guess"


def doubts(text: str, encoding: str) -> list[str]:
    """Return what the user should hear of a text's `encoding` as `decode` names it.

    >>> doubts("naïve", "utf-8"), doubts("naïve", "cp1252, a guess")
    ([], ['it names no encoding that fits, and was read as cp1252; if letters look wrong, save...'])
    """
    remedy = "if letters look wrong, save it as UTF-8"
    if lost := text.count("\ufffd"):
        characters = "1 character" if lost == 1 else f"{lost} characters"
        return [f"{characters} could not be read ({encoding}); {remedy}"]
    if encoding.endswith(", a guess"):
        name = encoding.removesuffix(", a guess")
        return [f"it names no encoding that fits, and was read as {name}; {remedy}"]
    return []


def repair(text: str) -> str:
    r"""Undo UTF-8 that was read as Windows-1252 ("â€œ" for a quotation mark); else `text`.

    >>> repair("â€œYesâ€\x9d, she said"), repair("Tânia e João")
    ('“Yes”, she said', 'Tânia e João')
    """
    if not re.search(r"â[€\x80]|Ã[\x80-\xbf]|Â[\xa0-\xbf]", text):
        return text
    from ftfy import fix_encoding  # repairs only what cannot be meant; quotes stay as they are

    fixed: str = fix_encoding(text)
    return fixed


def _wide(data: bytes) -> str | None:
    """Return UTF-16 without its mark, betrayed by a zero in every other byte."""
    head = data[:2000]
    if len(head) < 8 or b"\0" not in head:
        return None
    half = len(head) / 2
    even, odd = head[::2].count(0) / half, head[1::2].count(0) / half
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.1 else None


def _declared(head: bytes) -> str | None:
    match = _META.search(head) or _XML.search(head)
    label = match[1].decode("ascii", "replace").lower() if match else ""
    return _SAME.get(label, label) if _LABELS.fullmatch(label) else None


def _guess(data: bytes) -> str:
    """Return Windows-1252 for text mostly in ASCII, else what the statistics say."""
    head = data[:20_000]  # the guess takes some 25 ms
    high = sum(byte > 0x7F for byte in head)
    if high < max(FOREIGN_SHARE * len(head), FEW_BYTES):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(head, enable_fallback=False).best()
    return best.encoding if best else "cp1252"
