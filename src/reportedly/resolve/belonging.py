"""What a mention says of whom it means: role and affiliation, maker, government, principal."""

import re

from reportedly.resolve.about import PARTIES
from reportedly.resolve.cast import Cast
from reportedly.resolve.discourse import Discourse
from reportedly.resolve.entity import Entity
from reportedly.resolve.kinds import GOVERNMENT, OFFICE, SPOKEN, STATE, STORY, personal, singular
from reportedly.resolve.names.reading import fold, is_acronym, scan
from reportedly.resolve.phrases import Phrase, acronym_in, role_in
from reportedly.resolve.posts import affiliation, body_in, speak_for, take_side

# How an outlet comes by what others wrote: “seen by the Herald”, “which the Herald has seen”.
_GOT = (
    r"(?:obtained|seen|viewed|reviewed|read|examined|leaked|shown|handed|sent|passed|shared|given)"
)
_OBTAINED = re.compile(
    rf"\b{_GOT} (?:exclusively )?(?:by|to|with) (?P<who>(?:the )?[A-Z].*)"
    rf"|\b(?:which|that) (?P<reader>(?:the )?[A-Z].*?) (?:has|had|have) {_GOT}\b"
)
_MAKER = re.compile(r"^(?:by|from|of|in|at|on|commissioned by|published (?:by|in)|with) (?:the )?")


def learn(entity: Entity, phrase: Phrase, cast: Cast, discourse: Discourse) -> None:
    """Keep what a mention says about its entity: role, affiliation, government."""
    role, complement = role_in(phrase.apposition)
    said = {word.strip(",.").lower() for word in phrase.apposition.split()}
    if role not in said and any(singular(w) == role for w in said) and not entity.plural:
        role = ""  # “Quay Water, striking unions | agree”: no apposition
    if role:
        cast.describe(entity, phrase.apposition.split(",")[0])
        entity.heads.add(role)
    short = acronym_in(phrase.apposition)
    if short and entity.kind != "person":
        cast.alias(entity, short)
    if entity.kind != "person":
        return
    stated = _titled(phrase, cast, discourse) or complement or phrase.within
    partisan = role in PARTIES or stated.lower() in PARTIES  # “Republican of Tarn”, “Democratic”
    if stated and not entity.affiliation and not (partisan and not is_acronym(stated)):
        entity.affiliation = body_in(stated)
    post = phrase.apposition.split(complement)[0] if role and complement else ""
    post = post or (phrase.apposition if role else "")
    body = body_in(complement) or ""
    if cast.countries.meant(body):
        post = f"{body} {post}"  # “ambassador of Halmere”
    take_side(entity, cast, f"{phrase.title} {post}", complement)


def _titled(phrase: Phrase, cast: Cast, discourse: Discourse) -> str:
    """Return the affiliation that a title states; “Shocked” at a sentence's start is none."""
    stated = affiliation(phrase.title)
    if stated and " " not in stated and not is_acronym(stated):
        entity = cast.known(stated)
        known = entity and (entity.kind or discourse.counts.get(entity.number, 0) > 1)
        known = known or fold(stated) in cast.countries.adjectives
        return stated if known or not discourse.sentence_start(phrase.span.start) else ""
    return stated


def belongs(entity: Entity, phrase: Phrase, cast: Cast) -> None:
    """Note maker, government or principal of somebody only described."""
    said = f"{phrase.owner} {' '.join(phrase.modifiers)} {phrase.within}"
    if entity.kind in ("document", "account"):
        after = _MAKER.sub("", phrase.within)
        names = [n for w in (phrase.owner, " ".join(phrase.modifiers), after) for n in scan(w)]
        maker = next((n.words for n in names if fold(n.words) not in cast.countries.adjectives), "")
        entity.affiliation = maker or None
        made = cast.table.find(maker) if maker else None
        entity.backing = made.group if made else maker or None
        return
    state = (
        phrase.head in STATE | OFFICE | GOVERNMENT or {m.lower() for m in phrase.modifiers} & STATE
    )
    if state or phrase.head in SPOKEN or singular(phrase.head) in ("official", "diplomat"):
        take_side(entity, cast, f"{said} {phrase.head}", "")
    if phrase.head in SPOKEN or personal(phrase.head):
        principal = body_in(phrase.within)
        if principal:
            entity.affiliation = principal
            if phrase.head in SPOKEN or phrase.head in ("lawyer", "attorney"):
                speak_for(entity, cast, principal)
        elif phrase.owner:
            entity.affiliation = phrase.owner
            entity.backing = phrase.owner if phrase.head in SPOKEN else None


def of_outlet(phrase: Phrase, cast: Cast) -> Entity | None:
    """Return the outlet in “a Reuters report”, “reports in the Straits Times”."""
    if phrase.head not in STORY or (phrase.plural and not phrase.within):
        return None
    if obtained_by(phrase):  # “a report seen by the Herald” is not the Herald's
        return None
    after = _MAKER.sub("", phrase.within) if phrase.within else ""
    for words in (" ".join(phrase.modifiers), phrase.owner, after):
        names = list(scan(words)) if words else []
        for name in names[:1] if words == after else names[-1:]:
            if cast.table.named(name.words):
                entity = cast.named(name.words)
                if entity and entity.kind == "outlet":
                    return entity
    return None


def obtained_by(phrase: Phrase) -> str:
    """Return who came by a document: “Quay Wire” of “a memo obtained by Quay Wire”, "" if none."""
    got = _OBTAINED.search(phrase.core)
    names = list(scan(got["who"] or got["reader"])) if got else []
    return names[0].words if names else ""


def government(phrase: Phrase, cast: Cast) -> Entity | None:
    """Return the government in “Halmere's government”, “the Russian government”."""
    if phrase.head not in ("government", "regime", "administration") or phrase.plural:
        return None
    said = f"{phrase.owner} {' '.join(phrase.modifiers)} {phrase.within}"
    country = cast.countries.in_words(said)
    if not country and phrase.words.lower() in ("the government", "government"):
        country = cast.home
    return cast.government(country, phrase.words) if country else None
