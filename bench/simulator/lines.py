"""The paragraphs of an article before its marks are read: templates with what fills them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from bench.simulator.marked import capitalised
from bench.simulator.names import person, place
from bench.simulator.phrasing import names_writer, phrases, slots_of_voice, statement_slots
from bench.simulator.telling import Telling
from bench.simulator.topics import Topic, filled, language

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_BODIES = (
    "the statistics office", "the consumers' association", "the road authority",
    "the employers' federation", "the fire brigade", "the tourist board", "the central bank",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. `claim` names the statement that it carries, "" for none."""

    role: str  # lead, also, detail, quote, denial, second, beside, comment, ending, dateline
    template: str
    slots: Mapping[str, str]
    claim: str = ""

    def marked(self) -> str:
        """Return the paragraph with its marks."""
        text = filled(self.template, self.slots)
        text = re.sub(r",⟧", "⟧,", text)
        text = re.sub(r",(⟧*),", r"\1,", text)
        text = re.sub(r",(⟧*)\.", r"\1.", text)
        return capitalised(re.sub(r" +([,.])", r"\1", re.sub(r" {2,}", " ", text)))


def statement(telling: Telling, topic: Topic, slots: Mapping[str, str]) -> Line:
    """Return the first sentence."""
    clause = topic.statement(telling.wording, telling.counted, telling.amount)
    return Line("lead", telling.lead, {**slots, **statement_slots(clause)}, "c1")


def details(rng: Random, telling: Telling, topic: Topic, slots: Mapping[str, str]) -> list[Line]:
    """Return the further statements and quotations of whoever the lead names."""
    row = "nobody"
    if telling.voice is not None:
        row = "source"
    elif telling.through:
        row = "outlet"
    out = []
    for number in telling.details:
        clause = topic.details[number][telling.wording % 2]
        template = rng.choice(phrases("detail", row))
        own = {**slots, **statement_slots(clause)}
        out.append(Line("detail", template, own, f"d{number}"))
    if telling.voice is not None and telling.voice.kind != "document":
        for number in telling.quotes:
            own = {**slots, "Q": topic.quotes[number]}
            template = rng.choice(phrases("quote", "source"))
            if telling.credit in ("told", "document") and not telling.hears:
                template = rng.choice(_silent(phrases("quote", "source")))
            out.append(Line("quote", template, own, f"q{number}"))
    rng.shuffle(out)
    return out


def joined(first: Line, second: Line) -> Line:
    """Return two sentences as one paragraph: marks and slots of the second keep apart."""
    marks = re.sub(r"⟦(\d)", lambda m: f"⟦{int(m[1]) + 4}", second.template)
    slots = {f"2{key}": value for key, value in second.slots.items()}
    template = re.sub(r"\{([^{}]+)\}", r"{2\1}", marks)
    return replace(first, template=f"{first.template} {template}", slots={**first.slots, **slots})


def _silent(templates: list[str]) -> list[str]:
    return [template for template in templates if not names_writer(template)]


def beside(rng: Random, count: int, topic: Topic, used: set[str]) -> list[Line]:
    """Return paragraphs that have nothing to do with the claim.

    Each stands once in a story and in its copies, and is put into `used`: two writers don't
    find the same words.
    """
    background = [text for text in topic.background if text not in used and rng.random() < 0.3]
    words = language("paragraphs")
    left = [text for text in (*words["contents"], *words["plain"]) if text not in used]
    chosen = rng.sample(left, min(count, len(left)))
    used |= {*background, *chosen}
    out = [Line("beside", text, {}) for text in background]
    out += [_aside(rng, text, words) for text in chosen]
    rng.shuffle(out)
    return out


def _aside(rng: Random, text: str, words: Mapping[str, Sequence[str]]) -> Line:
    """Return a sentence as it stands, or what somebody says in a frame."""
    given, family, _ = person(rng)
    slots = {
        "p": f"{given} {family}", "o": rng.choice(_BODIES), "x": place(rng),
        "k": str(rng.randint(3, 39)), "m": rng.choice(_MONTHS),
    }  # fmt: skip
    if text in words["plain"]:
        return Line("beside", text, slots)
    clause = statement_slots(filled(text, {**slots, "x": place(rng)}))
    return Line("beside", rng.choice(words["frames"]), {**slots, **clause})


def without_agency(rng: Random, line: Line, telling: Telling) -> Line:
    """Return a copied line in other words where it names the agency."""
    if line.role == "lead":
        return replace(line, template=telling.lead)
    if line.role == "quote" and names_writer(line.template):
        return replace(line, template=rng.choice(_silent(phrases("quote", "source"))))
    return line


def refuted(rng: Random, telling: Telling, topic: Topic, day: str) -> list[Line]:
    """Return what an article that denies the claim says: the denial, then what was reported."""
    clause = topic.statement(telling.wording, telling.counted, telling.amount)
    slots = {**slots_of_voice(telling.voice), **statement_slots(clause), "day": day}
    slots["D"], slots["P"] = rng.choice(topic.denials), clause
    slots["D^"] = slots["D"][:1].upper() + slots["D"][1:]
    first = Line("denial", rng.choice(phrases("denial", "told")), slots, "c1")
    upstream = {**statement_slots(clause), "U": telling.through[0].said, "day": day}
    recap = Line("recap", rng.choice(phrases("outlet", "reported")), upstream, "c1")
    return [first, recap]
