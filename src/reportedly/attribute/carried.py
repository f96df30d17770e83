"""Clauses that tell who carried a report, and say nothing of it: stated lineage.

“The story first appeared in the Kelsby Herald.” “Two papers picked it up.” What is
carried is named by a word that points back to it (*the story*, *this claim*, *it*).
Checkers and second-day stories write so, and there is no plainer word of a claim's way.
Such a clause is read as an attribution whose source is the carrier, and whose content is
what points back, or the clause that tells the report again (*a story in the Herald that
the bridge fell*). `match` finds out which claim is meant.
"""

import re
from dataclasses import dataclass

from reportedly.records import Span
from reportedly.text import POINTER

READ = 0.8  # see bench/RESULTS.md, "Stated lineage"
LONGEST = 600  # characters of a sentence that is looked at
LONGEST_NAME = 120  # characters of who carried it

_BACK = rf"(?:{POINTER})"
_ADVERB = (
    r"(?:(?:first|originally|initially|also|later|then|soon|widely|quickly|apparently|reportedly"
    r"|previously|already|since|all|both|only|mainly|largely) )*"
)
# Who can carry a report: somebody of the press, a platform, or a name.
_PRESS = re.compile(
    r"\b(?:newspapers?|papers?|dailies|daily|weekly|tabloids?|magazines?|journals?|outlets?|agency"
    r"|agencies|newswires?|wires?|websites?|sites?|blogs?|bloggers?|channels?|stations?"
    r"|broadcasters?|networks?|programmes?|programs?|podcasts?|posts?|tweets?|messages?|threads?"
    r"|accounts?|users?|forums?|letters?|leaflets?|videos?|clips?|broadcasts?|articles?|media"
    r"|press|radio|television|tv|columns?|columnists?|newsletters?|bulletins?|journalists?"
    r"|reporters?|correspondents?|dispatch(?:es)?|satire|twitter|facebook|telegram|tiktok|youtube"
    r"|whatsapp|weibo|wechat|reddit|4chan|8kun|instagram|substack|bluesky|truth social|vkontakte"
    r"|social media|social networks|the internet)\b",
    re.IGNORECASE,
)
_PRESS_NAME = re.compile(
    r"\b(?:News|Times|Post|Herald|Tribune|Gazette|Journal|Courier|Mail|Star|Sun|Mirror|Echo|Press"
    r"|Daily|Weekly|Magazine|Review|Radio|TV|Wire|Voice|Standard|Guardian|Chronicle|Bulletin"
    r"|Today|Telegraph|Examiner|Inquirer|Globe|Observer|Independent|Express|Record|Dispatch|Argus"
    r"|Agency|BBC|CNN|AFP|Reuters|AP)\b"
)
_NAME = re.compile(r"(?:^|\s)[“\"‘@]?[A-ZÀ-Þ][\w’'.-]+")
_NOBODY = re.compile(
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|\d"
    r"|(?:he|she|they|we|i|you|it|who|that|this|those|these|which|one)$)",
    re.IGNORECASE,
)
# Words at which a noun phrase ends, or its clause goes on.
_STOP = (
    r"(?:on|at|last|this|next|earlier|late|early|yesterday|today|before|after|when|where|which|who"
    r"|whose|that|as|then|but|because|while|although|though|since|until|during|under|for|to|with"
    r"|without|has|have|had|was|were|is|are|be|not|will|would|said|says|told|wrote|also|it|he|she"
    r"|they|we|I|first|initially|originally)"
)
_WORD = rf"(?!{_STOP}\b)(?:[A-Z][a-z]{{1,3}}\.(?=\s+[\da-z])|[\w@&“”\"‘’'./-]*[\w”\"’'])"
_NP = rf"{_WORD}(?: {_WORD}){{0,8}}?"
_END = rf"(?=[,;:()\[\]—–!?]|\.(?!\s+[\da-z])|\s(?:in )?{_STOP}\b|\s(?:in|on) [\d\w]+[,.]|[”\"]|$)"
_START = (
    r"(?:^(?:But |And )?|(?<=[,;—–] )(?:and |but )?|(?<=\bafter )"
    r"|(?<=\bwhen )|(?<=\bbefore )|(?<=\bbut )|(?<=\band ))"
)

_BE = (
    r"(?:(?:was|were|is|are|has been|have been|had been|appears? to (?:have been|be)"
    r"|seems? to (?:have been|be)|can be|could be|may have been) )"
)
_PUBLISHED = (
    r"(?:published|reported|printed|posted|shared|aired|broadcast|uncovered|revealed|broken"
    r"|circulated|carried|picked up|taken up|spread|repeated|promoted|pushed|amplified|featured"
    r"|relayed|started|spotted|put about|invented|reposted|republished|reprinted|floated)"
    r"(?: online)? (?:by|in|on)"
)
_TRACED = (
    r"(?:(?:traced|tracked)(?: back| down)?|sourced|attributed|credited) to"
    r"|based (?:up)?on|(?:taken|lifted|copied|drawn|derived|translated|adapted) from"
)
_AROSE = (
    r"(?:(?:appears?|seems?) to have )?(?:appeared|originated|emerged|surfaced|began|begun|started"
    r"|circulated|spread|came|comes?|stems|stemmed|derives|derived|arose|went viral|goes? back"
    r"|went back|dates back) (?:in|on|with|from|as|via|through|to|out of)"
)
_HAS = r"(?:(?:has|have|had|also|later|first|then|already|initially) )*"
_CARRIED = (
    r"picked up|picks? up|took up|carried|carries|ran|runs|published|publishes|printed|prints"
    r"|aired|airs|broke|repeated|repeats?|shared|shares?|posted|posts?|reposted|republished"
    r"|reprinted|circulated|featured|relayed|relays?|spread|uncovered|revealed|broadcast"
)
_AGAIN = r"picked up|picks? up|carried|ran|published|printed|aired|reposted|republished|featured"
_NO_CLAUSE = r"(?! (?:[a-z]+(?:er|ing)|had|has|would|will|was|is)\b)"  # “reported it had sold”

_CARRIED_ON = re.compile(
    rf"(?P<content>{_BACK}|\b[Ii]t)(?:(?:,? [^,;.]{{1,60}},)? {_BE}{_ADVERB}|, {_ADVERB})"
    rf"(?P<cue>{_PUBLISHED}|{_TRACED}) (?P<source>{_NP}){_END}"
)
_CAME = re.compile(
    rf"(?P<content>{_BACK})(?:,? [^,;.]{{1,60}},)? {_ADVERB}(?P<cue>{_AROSE})"
    rf" (?P<source>{_NP}){_END}"
)
_CARRIES = re.compile(
    rf"{_START}(?P<source>{_NP}) {_HAS}(?:(?P<cue>{_CARRIED}) (?P<content>{_BACK})"
    rf"|(?P<cue2>{_AGAIN}) (?P<content2>it)\b{_NO_CLAUSE}"
    rf"|(?P<cue3>picked|picks?|took|takes?) (?P<content3>{_BACK}|it) up\b)"
)
_SOURCED = re.compile(
    rf"{_START}(?P<nearer>{_NP}) {_HAS}(?P<outer>sources?d?|credit(?:s|ed)"
    r"|attribut(?:es|ed)|bas(?:es|ed)|trac(?:es|ed))"
    rf" (?P<content>{_BACK}|it) (?P<cue>to|on|back to) (?P<source>{_NP}){_END}"
)
_SOURCE = re.compile(
    r"(?P<content>(?:[Tt]he|[Ii]ts|[Tt]heir) (?:original |only |sole |first |ultimate )?source"
    rf"(?: (?:of|for|behind) {_BACK})?)(?:,[^,]{{1,60}},)? (?P<cue>is|was|appears? to (?:be"
    r"|have been)|seems? to (?:be|have been)|turned out to be|turns out to be)"
    rf" (?P<source>{_NP}){_END}"
)
_RETOLD = re.compile(
    rf"(?:^[Ll]ast \w+ )?(?P<nearer>{_NP})(?:, [^.;]{{1,120}},)? {_HAS}"
    r"(?P<outer>picked up|picks up|carried|ran|repeated|cited)"
    r" an? (?:[\w-]+ )?(?P<cue>(?:story|report|article|claim|post) (?:in|by|from|on))"
    rf" (?P<source>{_NP}) (?P<content>that [^.;]{{12,}})"
)
_OF = re.compile(rf" (?P<cue>of|from|by|in) (?P<source>{_NP}){_END}")
_HINT = re.compile(rf"{_BACK}|\bit\b|\b[Ss]ource\b|\b(?:story|report|article|claim|post)\b")
_NEGATED = re.compile(r"\b(?:no|not|never|nobody|neither|without)\b|n[’']t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Carried:
    """Who carried what. With `nearer`, that carrier has it from `source`."""

    source: Span
    cue: Span
    content: Span
    nearer: tuple[Span, Span] | None = None  # a carrier and its cue

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return all that is named."""
        return (self.source, self.cue, self.content, *(self.nearer or ()))


def carried(sentence: Span, text: str) -> list[Carried]:
    """Return what a sentence tells of who carried a report, in the order of the text.

    >>> words = "The story first appeared in the Kelsby Herald."
    >>> [(c.source.of(words), c.content.of(words)) for c in carried(Span(0, len(words)), words)]
    [('the Kelsby Herald', 'The story')]
    """
    words = sentence.of(text)
    if len(words) > LONGEST or not _HINT.search(words):
        return []
    found: list[Carried] = []
    for pattern in (_RETOLD, _SOURCED, _CARRIED_ON, _CAME, _CARRIES, _SOURCE):
        for match in pattern.finditer(words):
            one = _read(pattern, match, words)
            if one and not any(_touch(one, other) for other in found):
                found.append(one)
    return [_moved(one, sentence.start) for one in sorted(found, key=lambda c: c.source)]


def _read(pattern: re.Pattern[str], match: re.Match[str], words: str) -> Carried | None:
    if _NEGATED.search(match[0]) or (_NEGATED.search(words[: match.start()])):
        return None
    named = {role[:-1] if role[-1].isdigit() else role: Span(*match.span(role))
             for role, value in match.groupdict().items() if value is not None}  # fmt: skip
    source, cue, content = named["source"], named["cue"], named["content"]
    loose = pattern not in (_CARRIED_ON, _CAME) or cue.of(words).endswith(
        ("by", "with", "from", "to")
    )
    if not _carrier(source.of(words), loose):
        return None
    if "nearer" in named and not named["outer"].of(words).startswith("trac"):
        if not _carrier(named["nearer"].of(words), loose=True):
            return None
        return Carried(source, cue, content, (named["nearer"], named["outer"]))
    of = _OF.match(words, content.end) if pattern is _CARRIES else None
    if of and _carrier(of["source"], loose=False):
        return Carried(Span(*of.span("source")), Span(*of.span("cue")), content, (source, cue))
    return Carried(source, cue, content)


def _carrier(words: str, loose: bool) -> bool:
    """Tell whether words can be who carried a report; a bare name only where it is `loose`."""
    if _NOBODY.match(words) or len(words) > LONGEST_NAME:
        return False
    if _PRESS.search(words) or _PRESS_NAME.search(words):
        return True
    return loose and bool(_NAME.search(words))


def _touch(one: Carried, other: Carried) -> bool:
    return any(a.overlaps(b) for a in one.spans for b in other.spans)


def _moved(one: Carried, by: int) -> Carried:
    def move(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    nearer = (move(one.nearer[0]), move(one.nearer[1])) if one.nearer else None
    return Carried(move(one.source), move(one.cue), move(one.content), nearer)
