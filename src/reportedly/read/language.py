"""Which language a text is in (adapter of py3langid)."""

import re
from functools import cache
from tempfile import gettempdir
from typing import Any, Final

from reportedly.errors import ModelError

# English function words that are no common word of another language in Latin letters. Of
# PolNeAR's training articles 99 % have a share of 15 % or more (median 23 %); of 28 texts in
# other languages none had over 6 %, Scots aside, which reads as English here.
ENGLISH: Final = frozenset(
    "the of and to that with were been are it its from which this said he his they their she would "
    "who but not an or than when about".split()
)
ENGLISH_SHARE: Final = 0.13
NO_ENGLISH: Final = 0.06  # below it a text is not English, whatever the page says
FEW_WORDS: Final = 8  # below this the page's own statement is surer than statistics
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 6000  # characters; the model takes some 5 ms for these


def language_of(text: str, declared: str | None = None) -> tuple[str | None, str]:
    """Return the language of `text` (ISO 639-1, or None) and why.

    Args:
        text: the article.
        declared: what the page or the caller says, e.g. "en-GB".

    Raises:
        ModelError: the model that tells languages cannot be unpacked.

    >>> language_of("The minister said that the river would be turned by the spring.", "de")
    ('en', 'by its words; the page says de')
    >>> language_of("Yes", "en_US"), language_of("Yes")
    (('en', 'declared'), (None, 'too short to tell'))
    """
    said = re.split(r"[-_,;\s]", declared.strip().lower())[0] if declared else ""
    said = said if re.fullmatch(r"[a-z]{2,3}", said) else ""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < FEW_WORDS:
        return (said, "declared") if said else (None, "too short to tell")
    share = sum(word in ENGLISH for word in words) / len(words)
    if share >= ENGLISH_SHARE:
        found = "en"  # the model takes 0.6 s to load, which most runs need not pay
    else:
        found, sure = _classify(text[:_SAMPLE])
        possible = said != "en" or share >= NO_ENGLISH
        if said and said != found and sure < 0.9 and possible:
            return said, f"declared; by its words perhaps {found}"
    return found, "by its words" + (f"; the page says {said}" if said and said != found else "")


def _classify(text: str) -> tuple[str, float]:
    language, probability = _identifier().classify(text)
    return str(language), float(probability)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:  # it is unpacked into a temporary file
        why = error.strerror or str(error)
        raise ModelError(
            f"the model of languages cannot be unpacked ({why}): make room in {gettempdir()}"
        ) from error
