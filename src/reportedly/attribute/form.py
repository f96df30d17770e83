"""What can be read off an attribution once its spans are known: form, hedge, nesting."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reportedly.attribute.encode import quoted
from reportedly.records import Attribution, Form, Hedge, Spans, words_of

# Words that hardly ever stand there without somebody's saying something.
_SAYING = re.compile(
    r"(?i)\b(?:said|says?|saying|told|tells?|telling|reported|reports?|reporting|reportedly|"
    r"allegedly|according|cit(?:es|ed|ing)|quot(?:es|ed|ing)|per)\b"
)
# The writer distances himself from it ...
_ALLEGED = re.compile(
    r"(?i)\b(alleg\w+|claim(?:s|ed|ing)?|purport\w*|suppos\w+|rumou?r\w*|speculat\w+|"
    r"unconfirmed|unverified|suspect\w*|appear(?:s|ed)? to|appearing|insinuat\w+|hint\w*|"
    r"accus\w+|believed to|thought to|seem\w*"
    r"|(?:is|are|was|were|been|being)(?: \w+)? (?:believed|thought|feared|assumed))\b"
)
# To claim responsibility or a prize is no claim that the writer doubts.
_CLAIMED = re.compile(r"(?i)\bclaim(?:s|ed|ing)?$")
_TAKEN = re.compile(
    r"(?i)(?:(?:the|his|her|its|their|full|joint|a|an|another|early|outright) )*"
    r"(?:responsibility|credit|victory|asylum|benefits?|compensation|title|prize|medal)\b"
)
# An "alleged attacker" has a name and stands in court; only his guilt is open.
_ALLEGED_DEED = (
    r"alleged(?! (?:\w+ )?(?:attacker|assailant|victim|accomplice|ringleader|leader|gunm[ae]n"
    r"|killer|murderer|robber|burglar|thie(?:f|ves)|smuggler|trafficker|fraudster|dealer"
    r"|hacker|sp(?:y|ies)|kidnapper|rapist|abuser|arsonist|terrorist|member|perpetrator|offender"
    r"|offen[cs]e|crime)s?\b)|allegedly"
)
_DOUBTED_NOUN = (
    rf"(?:{_ALLEGED_DEED}|unconfirmed|unverified|rumou?red|purported(?:ly)?"
    r"|supposed(?! to\b)|supposedly)"
)
_AROUND = re.compile(
    rf"(?i)\b{_DOUBTED_NOUN}\b"
    r"|, (?:a|an) (?:claim|allegation|accusation)\b(?! for (?:damages|asylum)\b)"
    r"|\b(?:offer|g[ai]v|provid|present|produc)\w* (?:no|little) (?:evidence|proof)\b"
    r"|\bwithout (?:(?:offering|giving|providing|any) )*(?:evidence|proof)\b"
)
_OWN_ALLEGED = re.compile(
    rf"(?i)\b(?:appears? to|(?:seem|appear)(?:s|ed)? to (?:have|be)"
    rf"|{_DOUBTED_NOUN})\b"
)
_REPORTED = re.compile(r"(?i)\b(?:reportedly|it is reported|reports? (?:say|that))\b")
# "He rejected the claim that it rained": the article itself calls it a claim.
_REJECTING = re.compile(
    r"(?i)\b(?:den(?:y|ies|ied|ying)|reject|dismiss|refut|rebut|disput|repudiat|rebuff)"
)
_A_CLAIM = re.compile(
    r"(?i)\W*(?:\w+\W+){0,2}?"
    r"(?:claims?|allegations?|accusations?|rumou?rs?|speculation|insinuations?)\b(?! for\b)"
)
_UNVERIFIED = re.compile(
    r"(?i)\b(?:not|n[o’']t|never|unable to|yet to|without)\b[^.]{0,40}"
    r"\b(?:verif\w+|confirm\w*|corroborat\w+|authenticat\w+|substantiat\w+)"
    r"|\bunconfirmed\b|\bunverified\b"
)
# Statements that something is not known for sure. "Tests had not yet confirmed the
# cause" is none: there it is the tests that are not done.
_UNCERTAIN = re.compile(
    r"(?i)\b(?:could|can|was|were|is|are) ?(?:not|n[’']t)(?: yet)?(?: be)?(?: immediately)?"
    r"(?: independently)?(?: able to| possible to)? (?:be )?(?:independently )?"
    r"(?:verif|confirm|corroborat)"
    r"|\b(?:unable|not able|impossible|not(?: \w+)? possible) to (?:\w+ly )?(?:verify|confirm)\b"
    r"|\b(?:nobody|no one|none|neither)\b[^.,;]{0,40}\b(?:could|able to) (?:be )?"
    r"(?:verif|confirm|corroborat|checked\b)"
    r"|\bno (?:\w+ )?(?:confirmation|verification|corroboration)\b"
    r"|\bha(?:s|ve|d) ?(?:not|n[’']t)(?: yet)? been (?:\w+ly )?(?:verif|confirm|corroborat)"
    r"|\bdoubts? (?:remains?|lingers?|persists?)\b"
)
# "May" as a month or a permission ("dogs may be brought in if ...") is none, nor is "the might
# of the river".
_CONDITIONAL = re.compile(
    r"\b(?:may|might|could)(?: (?:well|also|already|never|not|even))? have\b"
    r"|(?<![Tt]he )(?<!its )\bmight\b"
    r"|\b(?:may|could) (?:well )?be\b"
    r"(?! \w*(?:ed|en|ght)(?: \w+)? (?:if|only|unless|provided|without)\b)"
    r"|\bmay(?: well| soon)? (?:\w+ing|contain|include|lead|come|mean|cause)\b"
)
# ... or lends it weight, with a word that may be the source's own.
_CONFIRMED = re.compile(
    r"(?i)\b(confirm(?:s|ed|ing|ation)?|verif(?:y|ies|ied)|corroborat\w+|proves?|proved|proven|"
    r"established|documented)\b"
)
# "She said she could confirm that the road is closed."
_CAN_CONFIRM = re.compile(
    r"(?i)(?:that )?(?:it|he|she|they|we|I)(?: can| could|[’']s able to| (?:is|was|are|were|am)"
    r" able to)(?: now| also| independently)* (?:confirm|verify|corroborate)\b"
)

# "He is reported to have left": the subject is whom it is about, not who says it.
_PASSIVE = re.compile(
    r"(?i)\b(?:is|are|was|were|been|being)(?: also| widely| now| still| previously)? "
    r"(?:reported|said|believed|thought|alleged|claimed|rumou?red|understood|reportedly)\b(?! by)"
)
_DECLINED = re.compile(r"(?i)\b(?:declin|refus|neither)\w*\b")
# Names of films, songs, ships and people stand in quotation marks and are nobody's words.
_TITLES = re.compile(
    r"(?:[^\w\n]|[A-Z0-9][\w’'.&-]*+|(?:of|the|and|in|for|to|a|an|on|at|with)\b)*+"
)


def form_of(content: Spans, text: str, inside: NDArray[np.bool_] | None = None) -> Form:
    """Return whether the content is quoted as a whole, in part, or not at all.

    Args:
        content: at least one part.
        text: the article's.
        inside: `quoted(text)`, where it is known already.
    """
    inside = quoted(text) if inside is None else inside
    letters = within = 0
    words = ""  # those within
    for span in content:
        for at in range(span.start, span.end):
            if text[at].isalnum():
                letters += 1
                within += bool(inside[at])
            words += text[at] if inside[at] else " "
    if letters and within / letters > 0.9:  # a stray "that" before the mark is still direct
        return "direct"
    return "mixed" if within and not _TITLES.fullmatch(words) else "indirect"


def hedge_of(cue: str, content: str, sentence: str, *, own_voice: bool) -> Hedge:
    """Return how far the writer vouches for what stands there.

    Args:
        cue: the cue's words, "" in the article's own voice.
        content: the content's words.
        sentence: the whole sentence, for what is said about the statement.

    >>> hedge_of("claimed", "the road is closed", "He claimed the road is closed.",
    ...          own_voice=False)
    'alleged'
    """
    around = sentence.replace(content, " ")
    if own_voice:
        return _own_hedge(content)
    if _UNVERIFIED.search(cue) or _UNVERIFIED.search(around) or _UNCERTAIN.search(content):
        return "alleged"
    if _AROUND.search(around) or (_REJECTING.search(cue) and _A_CLAIM.match(content)):
        return "alleged"
    if _ALLEGED.search(cue) and not (_CLAIMED.search(cue) and _TAKEN.match(content)):
        return "alleged"
    if _CONFIRMED.search(cue) and not _DECLINED.search(cue):
        return "confirmed"
    if _CAN_CONFIRM.match(content):
        return "confirmed"
    head = content[:120]
    doubtful = _CONDITIONAL.search(head) or re.search(rf"(?i)\b(?:{_ALLEGED_DEED})\b", head)
    return "alleged" if doubtful else "reported"


def _own_hedge(content: str) -> Hedge:
    """Return how far the writer vouches for a statement in his own voice."""
    if _REPORTED.search(content):
        return "reported"
    doubtful = (_OWN_ALLEGED, _UNCERTAIN, _CONDITIONAL)
    return "alleged" if any(pattern.search(content) for pattern in doubtful) else "none"


def parents(found: Sequence[Attribution]) -> list[int | None]:
    """Return for each attribution the index of the smallest one whose content encloses it."""
    begins = sorted((s.start, s.end, j) for j, outer in enumerate(found) for s in outer.content)
    anchors = [(a[0].start if (a := inner.cue or inner.source) else -1) for inner in found]
    out: list[int | None] = [None] * len(found)
    open_: list[tuple[int, int]] = []  # (end, index) of the parts around the anchor
    done = 0
    for i in sorted(range(len(found)), key=anchors.__getitem__):
        at = anchors[i]
        while done < len(begins) and begins[done][0] <= at:
            open_.append(begins[done][1:])
            done += 1
        open_ = [(end, j) for end, j in open_ if end > at]
        around = {j for _, j in open_ if j != i and _encloses(found[j].content, found[i].content)}
        out[i] = min(around, key=lambda j: (_size(found[j].content), j), default=None)
    return out


def _encloses(outer: Spans, inner: Spans) -> bool:
    """Tell whether the larger content reaches over the smaller one."""
    reaches = inner[0].start >= outer[0].start and inner[-1].end <= outer[-1].end + 1
    return reaches and _size(outer) > _size(inner)


def _size(content: Spans) -> int:
    return content[-1].end - content[0].start


def of_saying(cue: str) -> bool:
    """Tell whether the cue is a plain word of saying, rather than of wishing or doing.

    >>> of_saying("has reportedly"), of_saying("plans")
    (True, False)
    """
    return bool(_SAYING.search(cue))


def impersonal(cue: str, after: str) -> bool:
    """Tell whether the cue names nobody: a passive of saying without "by".

    >>> impersonal("is reported", " to have left"), impersonal("was reported", " by the paper")
    (True, False)
    """
    return bool(_PASSIVE.search(cue)) and not after.lstrip().startswith("by ")


def said(spans: Spans, text: str) -> str:
    """Return the words of a role, "" if it is empty."""
    return words_of(spans, text) if spans else ""
