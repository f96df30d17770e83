"""The plain words for what probabilities are made of, and for the rules of findings."""

from collections.abc import Mapping

from reportedly.records import FindingKind

REASONS: Mapping[str, str] = {
    # why an edge
    "stated": "the article says so",
    "reading": "how surely the sentence was read rightly",
    "inherited": "taken from another statement of the claim in the same article",
    "covered": "the statement lies in copied words",
    "share": "how much of the whole article is the same",
    "credited": "the article credits the other one as where its text is from",
    "mentioned": "the article names the other one, and is not named by it",
    "earlier": "the other one came out before",
    "changed-later": "the other one was changed after this one came out",
    "clients-of-a-wire": "both print an agency's text, so their hours tell nothing",
    "from-wire": "one of them prints an agency's text",
    "part-of-whole": "the part is likelier taken from the whole",
    "undecided": "nothing tells who copied whom",
    "same-words": "an unnamed source says the same words in both",
    "link-to-claim": "a link in the statement leads to an article with the claim",
    "link-near-claim": "a link in the paragraph leads to an article with the claim",
    "link-to-outlet": "a link in the statement leads to another outlet",
    "link-nearby": "a link in the paragraph leads to another outlet",
    # what people decided
    "person-confirmed": "confirmed by a person",
    "person-added": "added by a person",
    "person-rejected": "rejected by a person",
    "person-joined": "a person says that both are one claim",
    "person-read": "a person confirmed who says it",
    "person-assigned": "a person says who says it",
    # why a finding
    "rule": "the most that the rule is trusted",
    "edge": "how sure the step is on which it rests",
    "open-end": "it may not be the only origin",
    "weak-word": "the word may mean less",
    "alike": "the two say the same",
    # why one claim
    "start": "two statements of one story, before anything is compared",
    "equal-words": "the same words",
    "points-back": "it says nothing itself, and points back to the other",
    "meaning": "how near in meaning",
    "words": "words in common",
    "contained": "the shorter stands in the longer",
    "same-run": "words in the same order",
    "names-shared": "names in common",
    "names-differ": "each has names that the other lacks",
    "another-name": "the same but for a name",
    "another-deed": "another thing is done",
    "numbers-equal": "the same numbers",
    "figure-shared": "a figure in common",
    "numbers-differ": "other numbers",
    "counts-else": "the number counts something else",
    "thing-changed": "the same but for the thing counted",
    "numbers-apart": "only one of them has a number",
    "copied": "they stand at one place of copied text",
    "nested": "one stands inside the other",
    "one-article": "both stand in one article",
    "one-story": "the articles share other words too",
    "both-first": "both stand at the head of their articles",
    "same-source": "both are laid at the same door",
    "names-outlet": "one is laid at the door of the other's outlet",
    "few-words": "few words agree",
    "other-quotes": "two quotations without common words",
    "little-said": "it says little by itself",
    "own-voice": "both are said in the articles' own voice",
    "opposed": "one says that the other is not so",
    "opposite-words": "opposite words",
    "roles-swapped": "who does it and to whom is swapped",
}  # fmt: skip

RULES: Mapping[FindingKind, str] = {
    "single-anonymous-source": "every known path ends at one source without a name",
    "circular-reporting": "the steps upstream lead back to where they began, not by copying alone",
    "false-corroboration": "an article gives a hand as confirmation that rests on the same source, "
    "or has the same owner, as what it confirms",
    "hedge-lost": "stated flatly, or as confirmed, in the whole article, where the hand upstream "
    "gives it as somebody's word, and no second independent origin is known",
    "hedge-gained": "given with doubt, where the whole article upstream states it flatly",
    "number-drift": "the same thing is counted with a number that stands nowhere upstream",
    "counts-something-else": "the number upstream counts a person here and a thing there",
    "source-dropped": "copied words whose source upstream is named nowhere downstream",
    "source-swapped": "laid at the door of somebody whom the article upstream does not name",
    "source-promoted": "an unnamed source upstream is several, or somebody with a name, downstream",
    "denial-not-carried": "came out three hours or more after a denial of the same matter, and has "
    "no word of it",
    "stealth-edit": "two versions at one address differ here, and the later has no notice",
}


WAYS: Mapping[tuple[str, str], str] = {
    ("certain", "identified"): "known: by certain steps, from origins that can be told apart",
    ("certain", "apart"): "with all that may be another origin taken as another",
    ("all", "identified"): "with doubtful steps taken in",
    ("all", "apart"): "with both",
}
STATUS: Mapping[str, str] = {
    "certain": "",
    "doubtful": "doubtful: it counts in the bounds only",
    "undecided": "undecided: the two are taken as one hand",
    "rejected": "rejected by a person: nothing rests on it",
    "not followed": "named in the words, and no step of its own",
}


def reason_words(name: str) -> str:
    """Return what a reason means; of an unknown one its name.

    >>> reason_words("earlier"), reason_words("another-thing")
    ('the other one came out before', 'another thing')
    """
    return REASONS.get(name) or name.replace("-", " ")


def effect_words(effect: str, value: float) -> str:
    """Return what a reason does to the probability.

    >>> [effect_words(e, 0.85) for e in ("times", "at most", "log-odds", "condition")]
    ['× 0.85', '≤ 0.85', '+0.85', 'had to hold']
    """
    if effect == "condition":
        return "had to hold"
    if effect == "log-odds":
        return f"{value:+.2f}".replace("-", "−")
    return f"{'×' if effect == 'times' else '≤'} {value:.2f}"
