"""Whether an article passes a statement on, or denies or doubts it.

Only words that say so count. A cue of denial (“denied that …”) denies its
content; in an article's own voice nothing short of the words of a debunking does.
"""

import re

from reportedly.records import Article, Attribution, Stance, words_of
from reportedly.text import turned_down

_DENY_CUE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:e|es|ed"
    r"|ing)"
    r"|repudiat(?:e|es|ed|ing)|debunk(?:s|ed|ing)?|rebut(?:s|ted|ting)?|disput(?:e|es|ed|ing)"
    r"|contradict(?:s|ed|ing)?|disavow(?:s|ed)?|rebuff(?:s|ed)?|retract(?:s|ed|ing)?"
    r"|(?:laugh|brush|shrug)(?:s|ed|ing)? off|scoff(?:s|ed|ing)? at|rul(?:e|es|ed|ing) out)\b"
)
_WITHDRAW_CUE = re.compile(r"\bwithdr(?:aw|aws|ew|awn|awing)\b")  # troops are withdrawn as well
_WITHDRAWN = re.compile(
    r"\b(?:stor(?:y|ies)|claims?|statements?|allegations?|accusations?|articles?)\b"
)
_DOUBT_CUE = re.compile(
    r"\b(?:doubt(?:s|ed|ing)?|cast doubt|question(?:s|ed|ing)? (?:whether|the)|questioned|sceptical"
    r"|skeptical|unconvinced|challeng(?:e|es|ed|ing)|wary of)\b"
)
# Police question people about a thing.
_ASKED = re.compile(r"\b(?:about|over|in connection with)\b")
_NOBODY = re.compile(r"(?:nobody|no one|none|few|neither)\b")
_DISBELIEF = re.compile(
    r"\b(?:i|we|he|she|they|it) (?:(?!never\b|not\b|hardly\b|no\b)\w+ )?doubt(?:s|ed)?\b"
    r"|\b(?:hard|difficult|impossible) to believe(?! (?:how|it|my|what)\b)"
    r"|\b(?:little|no) reason to (?:think|believe)\b"
    r"|\bnot (?:\w+ )?convinced\b"
)
_NOT_KNOWN = re.compile(  # also in what somebody says: "we have no confirmation"
    r"\b(?:could|can)(?: ?not|n['’]t)(?: yet)? (?:immediately |independently )?"
    r"(?:verify|confirm|corroborate)\b"
    r"|\b(?:unable|not able|impossible|not (?:\w+ )?possible) to (?:\w+ly )?(?:verify|confirm)\b"
    r"|\bno (?:\w+ )?(?:confirmation|verification|corroboration)\b"
    r"|\b(?:nobody|no one|none)\b[^.,;]{0,40}\b(?:could|able to) (?:be )?"
    r"(?:verif|confirm|corroborat|checked\b)"
)
_NOT_CONFIRMED_CUE = re.compile(
    r"\b(?:(?:could|can|has|have|had)(?: ?not|n['’]t)(?: yet)?|(?:un|not )able to|yet to)\b"
    r"(?: be)?(?: able to)?(?: \w+ly)? (?:verif|confirm|corroborat)"
)
_UNVERIFIED = re.compile(
    r"\b(?:(?:could|can|have|has|had|was|were|did|been)(?: ?not|n['’]t)(?: yet)?(?: be| been"
    r"| able to)?"
    r"(?: immediately| independently)? (?:be )?(?:independently )?(?:verif|confirm|corroborat"
    r"|substantiat)\w*"
    r"|(?:unable|not able|impossible|no way) to (?:independently )?(?:verify|confirm|corroborate)"
    r"|unverified|unconfirmed|uncorroborated|without (?:any )?(?:evidence|proof)|casts? doubt"
    r"|doubts? (?:about|over|on|remains?|lingers?|persists?)|too wild to be true"
    r"|not (?:been )?(?:independently )?confirmed)\b"
)
_DEBUNK = re.compile(
    r"\b(?:(?:is|are|was|were|be|as|entirely|completely|simply|totally|proved|proven)"
    r" (?:(?!not\b)\w+ )?"
    r"(?:false(?! (?:alarm|teeth|name|passport)s?\b)|untrue|a hoax|fake"
    r"|a fabrication|baseless|bogus|debunked|satire|a lie|unfounded|groundless|without foundation"
    r"|nonsense|rubbish|a myth|(?:an|pure) invention|misleading|made[ -]up(?! (?:of|from|by)\b))"
    r"|(?:claims?|stor(?:y|ies)|rumou?rs?|reports?|quotes?|accounts?|accusations?)\b[^.;]{0,60}"
    r" (?:is|are|was|were|been) (?:\w+ )?(?:invented|wrong|incorrect|inaccurate|made up)"
    r"|(?:is|are|was|were)(?: not|n['’]t) true|no truth (?:to|in)"
    r"|fabricated(?! (?:in|at|from)\b)|debunked|hoax(?! (?:calls?|callers?|letters?)\b)"
    r"|did not happen|never happened|misrepresents|no evidence (?:that|for|of) (?:the|this) claim"
    r"|(?<!against )(?<!on )(?<!about )(?<!over )(?:fake news|disinformation|misinformation))\b"
)
_DISMISSAL = re.compile(  # a quotation that consists of it, or begins with it
    r"[\W_]*(?:(?:complete|utter|total|absolute|pure|sheer) )?"
    r"(?:nonsense|rubbish|lies|fiction|untrue|not true)[\W_]*(?:$|[.!,;])"
)
# What the writer says next of what he has just repeated: "These articles are false."
_WORK = (
    r"(?: (?:claim|stor(?:y|ie)|tale|report|rumou?r|article|account|post|statement|allegation"
    r"|quotation|letter|accusation)s?)"
)
_UNTRUE = (
    r"(?:false|untrue|nonsense|rubbish|invented|made up|a hoax|hoaxes|fabricat(?:ed|ions?)|fake"
    r"|a fabrication|not true|not so|not the case|fiction|baseless|unfounded|groundless|a lie|lies"
    r"|an invention|satire|wrong)"
)
_VERDICT_NEXT = re.compile(
    rf"(?:(?:but|however|in fact|in truth|actually),? )?"
    rf"(?:(?:(?:it|this|that|all of (?:it|this|that)|these|those|both|the){_WORK}?) "
    rf"(?:is|was|are|were|turned out to be|proved)(?: \w+ly| all| pure)* {_UNTRUE}"
    rf"|(?:it|this|that|nothing of the kind|no such thing) (?:did not|never) happen(?:ed)?"
    rf"|(?:it|this|that){_WORK}? (?:does|did) not correspond to (?:reality|the facts|the truth)"
    rf"|(?:none|not a word) of (?:it|this|that) (?:is|was) true|not true|not so)"
    rf"(?=[.!;:\n]|$)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][”\"’')]*\s+|\n+")
_REST = 300  # characters in which a sentence that holds a statement must end
_NAMING_CUE = re.compile(r"\b(?:call|describ|brand|label|dubb?)(?:s|es|ed|e|ing|led|ling)?\b")
_NAMED_UNTRUE = re.compile(
    r"\b(?:claims?|stor(?:y|ies)|rumou?rs?|reports?|articles?|accounts?|accusations?|allegations?"
    r"|it|them|this|that)\b.{0,30}\b(?:invention|fabrication|nonsense|rubbish|lies?|hoax|fake"
    r"|false|untrue|baseless|unfounded|groundless|fiction|inaccurate)\b"
)
_CONTRARY = re.compile(r"contrary to (?:\w+ )?(?:what|claims?|reports?|rumou?rs?|posts?|belief)\b")
_QUOTED_CUE = re.compile(
    r"\b(?:not|never|nor|neither|hardly|no doubt|declin\w+|refus\w+|fail(?:s|ed|ing)? to)\b"
    r"|n['’]t\b"
)


def stance(attribution: Attribution, article: Article) -> Stance:
    """Return how the article stands to the content, by cue and content.

    “Quay denied any part in it”: the content is what is denied. A statement that
    is itself a denial (“it is false”, said somebody) denies the claim it is about.
    """
    cue = words_of(attribution.cue, article.text).lower()
    content = words_of(attribution.content, article.text).lower()
    if attribution.own_voice:
        return _of_words(content)
    nobody = _NOBODY.match(words_of(attribution.source, article.text).lower())
    if not nobody and not _QUOTED_CUE.search(cue):
        if _denies(cue, content):
            return "denies"
        if _doubts(cue, content):
            return "doubts"
    if _NOT_CONFIRMED_CUE.search(cue):
        return "doubts"
    return "denies" if _judged_next(attribution, article) else _of_said(content)


def _judged_next(attribution: Attribution, article: Article) -> bool:
    """Tell whether the next sentence, the writer's own, says that the statement is untrue."""
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    end = max(span.end for span in spans)
    stop = _SENTENCE_END.search(article.text, max(end - 3, 0), end + _REST)
    return bool(stop and _VERDICT_NEXT.match(article.text, stop.end()))


def _denies(cue: str, content: str) -> bool:
    """Tell whether somebody denies the content, rather than turns down a plan."""
    if _DENY_CUE.search(cue):
        return not turned_down(content)
    if _WITHDRAW_CUE.search(cue):
        return bool(_WITHDRAWN.search(content))
    return bool(_NAMING_CUE.search(cue) and _NAMED_UNTRUE.search(content))


def _doubts(cue: str, content: str) -> bool:
    """Tell whether somebody doubts the content, rather than asks people about it."""
    asked = "questioned" in cue and _ASKED.search(content)
    return bool(_DOUBT_CUE.search(cue)) and not asked


def _of_said(content: str) -> Stance:
    """Return the stance of what somebody says towards what he speaks about."""
    if _debunks(content) or _DISMISSAL.match(content):
        return "denies"
    return "doubts" if _DISBELIEF.search(content) or _NOT_KNOWN.search(content) else "supports"


def _of_words(content: str) -> Stance:
    """Return the stance of a statement in the article's own voice."""
    if _debunks(content) or _CONTRARY.match(content):
        return "denies"
    doubting = (_UNVERIFIED, _NOT_KNOWN, _DISBELIEF)
    return "doubts" if any(pattern.search(content) for pattern in doubting) else "supports"


def _debunks(content: str) -> bool:
    """Tell whether the words call a claim false; “not false” and “if it is false” do not."""
    for match in _DEBUNK.finditer(content):
        before = content[max(0, match.start() - 24) : match.start()]
        if not re.search(r"\b(?:not|never|if|whether|would|could|might|may) (?:\w+ )?$", before):
            return True
    return False
