"""Whether an article passes a statement on, or denies or doubts it.

Only words that say so count. A cue of denial (“denied that …”) denies its
content; in an article's own voice nothing short of the words of a debunking does.
"""

import re

from reportedly.records import Article, Attribution, Stance, words_of

_DENY_CUE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:e|es|ed"
    r"|ing)"
    r"|repudiat(?:e|es|ed|ing)|debunk(?:s|ed|ing)?|rebut(?:s|ted|ting)?|disput(?:e|es|ed|ing)"
    r"|contradict(?:s|ed|ing)?|disavow(?:s|ed)?|rebuff(?:s|ed)?)\b"
)
_DOUBT_CUE = re.compile(
    r"\b(?:doubt(?:s|ed|ing)?|cast doubt|question(?:s|ed|ing)? (?:whether|the)|questioned|sceptical"
    r"|skeptical|unconvinced|challeng(?:e|es|ed|ing)|wary of)\b"
)
_UNVERIFIED = re.compile(
    r"\b(?:(?:could|can|have|has|had|was|were|did|been)(?: ?not|n['’]t)(?: yet)?(?: be| been"
    r"| able to)?"
    r"(?: immediately| independently)? (?:be )?(?:independently )?(?:verif|confirm|corroborat"
    r"|substantiat)\w*"
    r"|(?:unable|not able|impossible|no way) to (?:independently )?(?:verify|confirm|corroborate)"
    r"|unverified|unconfirmed|uncorroborated|without (?:any )?(?:evidence|proof)|casts? doubt"
    r"|doubts? (?:about|over|on)|too wild to be true|not (?:been )?(?:independently )?confirmed)\b"
)
_DEBUNK = re.compile(
    r"\b(?:(?:is|are|was|were|be|as|entirely|completely|simply|totally|proved|proven)"
    r" (?:(?!not\b)\w+ )?"
    r"(?:false|untrue|a hoax|fake|fabricated|a fabrication|baseless|bogus|debunked|satire|a lie)"
    r"|(?:is|are|was|were)(?: not|n['’]t) true|no truth (?:to|in)|fabricated|debunked|hoax"
    r"|did not happen|never happened|misrepresents|no evidence (?:that|for|of) (?:the|this) claim"
    r"|fake news|disinformation|misinformation)\b"
)
_QUOTED_CUE = re.compile(r"\b(?:not|n['’]t|never|nor)\b")


def stance(attribution: Attribution, article: Article) -> Stance:
    """Return how the article stands to the content, by cue and content.

    “Quay denied any part in it”: the content is what is denied. A statement that
    is itself a denial (“it is false”, said somebody) denies the claim it is about.
    """
    cue = words_of(attribution.cue, article.text).lower()
    content = words_of(attribution.content, article.text).lower()
    if _DENY_CUE.search(cue) and not _QUOTED_CUE.search(cue):
        return "denies"
    if attribution.own_voice:
        return _of_words(content)
    if _DOUBT_CUE.search(cue):
        return "doubts"
    return "denies" if _debunks(content) else "supports"


def _of_words(content: str) -> Stance:
    if _debunks(content):
        return "denies"
    return "doubts" if _UNVERIFIED.search(content) else "supports"


def _debunks(content: str) -> bool:
    """Tell whether the words call a claim false; “not false” and “if it is false” do not."""
    for match in _DEBUNK.finditer(content):
        before = content[max(0, match.start() - 24) : match.start()]
        if not re.search(r"\b(?:not|never|if|whether|would|could|might|may) (?:\w+ )?$", before):
            return True
    return False
