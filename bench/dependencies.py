"""Who says what by rules on a dependency tree, for bench/quality_speed.py.

A verb or noun of saying, its subject, and the clause that hangs from it; quotations are
taken whole, and those without a cue of their own go to the speaker before. The labels
are those of spaCy's English pipelines. The rules were shaped on articles of PolNeAR's
training part. Nothing here imports reportedly: see bench/peers.py.
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from bench.peers import LEAST, QUOTATION, Row

SAYING = frozenset(
    """
    accuse acknowledge add admit affirm allege announce answer argue assert assure believe boast
    caution charge claim comment complain concede conclude confirm contend counter declare deny
    describe disclose emphasize estimate exclaim explain express fear feel find guess hint hope
    imply indicate inform insist joke know lament learn maintain mention note observe opine
    point post predict proclaim promise pronounce propose quip quote realize reason recall
    recommend recount remark remind repeat reply report respond retort reveal say show speculate
    state stress suggest suspect swear tell testify think tout tweet understand urge vow warn
    whisper wonder worry write
    """.split()
)
WANTING = frozenset(  # what is wanted stands as "to …"
    """
    agree ask call claim demand expect hope intend offer order plan pledge promise propose
    refuse request seek swear threaten urge vow want warn wish
    """.split()
)
NOUNS = frozenset(
    """
    accusation allegation announcement argument assertion belief claim complaint concern
    conclusion confirmation declaration denial fear finding hope idea insistence pledge
    prediction promise report rumor speculation statement suggestion suspicion testimony theory
    view vow warning
    """.split()
)
NAMING = frozenset(  # what is said stands as an object: "called it a waste", "announced the plan"
    """
    accuse acknowledge address advocate announce attack back blame call cite condemn criticize
    decry defend demand denounce deny describe detail discuss dismiss dispute downplay echo
    endorse explain favor highlight identify label lament mention mock oppose outline portray
    praise propose question recall recommend reject reiterate reveal slam stress suggest support
    tout urge voice
    """.split()
)
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "oprd", "ccomp", "xcomp", "prep", "dative")
Tokens = set[int]  # positions in the doc


def by_dependencies(doc: Doc) -> list[Row]:
    """Return the attributions of a parsed text."""
    return _Reader(doc).rows()


class _Reader:
    """A parsed text, and which of its quotations have been given away."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.quotations = list(_quotations(doc))
        self.holder = {i: q for q, quote in enumerate(self.quotations) for i in quote}
        self.given: dict[int, int] = {}  # quotation -> attribution
        self.found: list[tuple[Tokens, Tokens, Tokens]] = []  # source, cue, content

    def rows(self) -> list[Row]:
        """Return the attributions, in the order of their cues."""
        for token in self.doc:
            if token.lower_ == "according":
                self._according(token)
            elif token.pos_ in ("VERB", "AUX"):
                self._verb(token)
            elif token.pos_ == "NOUN" and token.lemma_ in NOUNS:
                self._noun(token)
        self._continue()
        return [
            {
                role: self._places(tokens)
                for role, tokens in zip(("source", "cue", "content"), item, strict=True)
            }
            for item in self.found
        ]

    def _verb(self, verb: Token) -> None:
        saying, wanting = verb.lemma_ in SAYING, verb.lemma_ in WANTING
        naming = verb.lemma_ in NAMING
        if not (saying or wanting or naming):
            return
        subject = _subject(verb)
        said: Tokens = set()
        for child in verb.children:
            clause = child.dep_ == "ccomp" and saying
            clause |= child.dep_ == "xcomp" and wanting
            if clause:
                said |= _tree(child)
        if not said and saying:
            said = self._around(verb)
        if not said and saying:
            said = self._beside(verb)
        if not said and naming and subject:
            said = {i for c in verb.children if c.dep_ in OBJECTS for i in _tree(c)}
        if said and (subject or self._in_quotation(said)):
            cue = {verb.i} | {
                c.i for c in verb.children if c.dep_ in ("aux", "neg", "prt", "auxpass")
            }
            self._keep(subject, cue, said - _tree_of(subject, self.doc))

    def _around(self, verb: Token) -> Tokens:
        """Return the clause that the verb is put into: "Rain, he said, fell"; "as he said"."""
        if verb.dep_ == "parataxis" or (
            verb.dep_ == "advcl" and any(c.lower_ == "as" for c in verb.children)
        ):
            return _tree(verb.head) - _tree(verb)
        return set()

    def _beside(self, verb: Token) -> Tokens:
        """Return the nearest quotation of the verb's sentence that nobody has been given."""
        sentence = verb.sent
        near = [
            (min(abs(verb.i - min(q)), abs(verb.i - max(q))), n)
            for n, q in enumerate(self.quotations)
            if n not in self.given and verb.i not in q
            and any(sentence.start <= i < sentence.end for i in (min(q), max(q)))
        ]  # fmt: skip
        return set(self.quotations[min(near)[1]]) if near else set()

    def _noun(self, noun: Token) -> None:
        said: Tokens = set()
        for child in noun.children:
            that = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
            if child.dep_ in ("acl", "ccomp") and (that or child.dep_ == "ccomp"):
                said |= _tree(child)
        source: Tokens = set()
        for child in noun.children:
            if child.dep_ == "poss":
                source |= _tree(child)
            elif child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
                source |= _tree(child) - {child.i}
        if said and source:
            self._keep(source, {noun.i}, said)

    def _according(self, word: Token) -> None:
        source = {i for c in word.children if c.lower_ == "to" for i in _tree(c) if i != c.i}
        whole, phrase = word.sent, _tree(word)
        outside = {i for i in range(whole.start, whole.end) if not self.doc[i].is_punct} - phrase
        if all(i > word.i for i in outside) or all(i < word.i for i in outside):
            said = set(range(whole.start, whole.end)) - phrase
        else:
            said = _tree(word.head) - phrase
        if source and said:
            self._keep(source, {word.i, word.i + 1}, said)

    def _keep(self, source: Tokens, cue: Tokens, said: Tokens) -> None:
        """Add an attribution, its content grown over the quotations that it touches."""
        said = said - cue - source
        for i in sorted(said):
            number = self.holder.get(i)
            if number is None or number in self.given:
                continue
            quote = self.quotations[number]
            if not cue & quote:
                self.given[number] = len(self.found)
                said = said | quote
        if said:
            self.found.append((source, cue, said))

    def _continue(self) -> None:
        """Give the quotations left over to the speaker of the line, or of the line before."""
        line = [0]
        for token in self.doc[: len(self.doc) - 1]:
            line.append(line[-1] + ("\n" in token.text))
        for number, quote in enumerate(self.quotations):
            if number in self.given or not number:
                continue
            before = self.given.get(number - 1)
            if before is None:
                continue
            apart = line[min(quote)] - line[max(self.quotations[number - 1])]
            begins = apart == 1 and self._begins_line(min(quote))
            if apart == 0 or begins:
                source, cue, said = self.found[before]
                self.given[number] = before
                self.found[before] = (source, cue, said | quote)

    def _begins_line(self, at: int) -> bool:
        return at == 0 or "\n" in self.doc[at - 1].text

    def _in_quotation(self, said: Tokens) -> bool:
        return any(i in self.holder for i in said)

    def _places(self, tokens: Tokens) -> list[list[int]]:
        """Return runs of tokens as characters, without the punctuation at their edges."""
        runs: list[list[Token]] = []
        for i in sorted(tokens):
            if runs and runs[-1][-1].i == i - 1:
                runs[-1].append(self.doc[i])
            else:
                runs.append([self.doc[i]])
        places = []
        for run in runs:
            kept = [k for k, t in enumerate(run) if t.is_quote or not (t.is_space or t.is_punct)]
            if kept:
                first, last = run[kept[0]], run[kept[-1]]
                places.append([first.idx, last.idx + len(last)])
        return places


def _quotations(doc: Doc) -> Iterator[Tokens]:
    for match in QUOTATION.finditer(doc.text):
        span = doc.char_span(*match.span(), alignment_mode="expand")
        if span is not None and len(match.group().split()) >= LEAST:
            yield set(range(span.start, span.end))


def _tree(token: Token) -> Tokens:
    return {t.i for t in token.subtree}


def _tree_of(tokens: Iterable[int], doc: Doc) -> Tokens:
    return {i for at in tokens for i in _tree(doc[at])}


def _subject(verb: Token) -> Tokens:
    """Return the subject's words without its relative clauses; of a chain of verbs the first's."""
    seen = 0
    while seen < 4:
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                if child.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
                    return _name(verb.head)
                return _name(child)
            if child.dep_ == "agent":
                return {i for c in child.children for i in _name(c)}
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp"):
            break
        verb, seen = verb.head, seen + 1
    if verb.dep_ in ("acl", "relcl"):
        return _name(verb.head)
    return set()


def _name(noun: Token) -> Tokens:
    out = {noun.i}
    for child in noun.children:
        if child.dep_ not in ("relcl", "acl", "appos", "punct", "cc", "conj"):
            out |= _tree(child)
    return out
