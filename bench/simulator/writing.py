"""From a plot to articles: titles, paragraphs, datelines, links, dates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from bench.simulator import lines as made
from bench.simulator.lines import Line
from bench.simulator.lots import chance, lots
from bench.simulator.marked import Plain, parse
from bench.simulator.names import person, respelled
from bench.simulator.phrasing import phrases, slots_of_outlets, slots_of_voice, statement_slots
from bench.simulator.telling import Plot, Telling
from bench.simulator.topics import filled
from bench.simulator.twists import LATER

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
_ENDED = ("agency", "newspaper", "state", "broadcaster", "desk")


@dataclass(frozen=True, slots=True)
class Written:
    """An article: its Article JSON, its paragraphs with their places in the text."""

    telling: Telling
    record: Mapping[str, object]
    lines: tuple[Line, ...]
    plains: tuple[Plain, ...]
    starts: tuple[int, ...]  # of each paragraph in the text

    @property
    def text(self) -> str:
        """The text that the record gives."""
        return str(self.record["text"])

    def claims(self) -> Iterator[tuple[str, Line, str]]:
        """Yield each paragraph that carries a statement: its name, the line, its words."""
        for line, plain in zip(self.lines, self.plains, strict=True):
            if line.claim:
                yield line.claim, line, plain.text


def written(plot: Plot, key: tuple[object, ...]) -> list[Written]:
    """Return the articles of a plot, by time, without those that are lost."""
    rng = lots(*key, plot.noise, "words")
    begin = datetime(2020, 1, 6, 6, tzinfo=UTC) + timedelta(
        days=rng.randrange(2100), minutes=rng.randrange(900)
    )
    bodies: dict[str, list[Line]] = {}
    used: set[str] = set()
    out = []
    for telling in plot.tellings:
        when = begin + timedelta(minutes=telling.minutes)
        body = _Writer(rng, plot, used, bodies).body(telling, when)
        bodies[telling.id] = body
        if not telling.lost:
            out.append(_article(rng, telling, plot, body, when))
    return out


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes paragraphs, knowing what was written before."""

    rng: Random
    plot: Plot
    used: set[str]  # sentences that stand once in a story
    bodies: Mapping[str, list[Line]]  # of the tellings before, by id

    def body(self, telling: Telling, when: datetime) -> list[Line]:
        """Return an article's paragraphs."""
        rng, topic = self.rng, self.plot.topic
        if telling.copied:
            return self._copied(telling)
        if telling.version_of:
            return _edited(telling, self.plot, self.bodies[telling.version_of])
        day = rng.choice(("", f"on {_DAYS[when.weekday()]}"))
        if telling.stance == "denies":
            body = made.refuted(rng, telling, topic, day)
            return body + made.beside(rng, 2, topic, self.used)
        slots = {**slots_of_voice(telling.voice), "day": day}
        slots |= slots_of_outlets(telling.outlet, telling.through)
        if telling.credit in ("cited", "relayed") and telling.through:
            slots["H"] = telling.through[0].said
        body = [made.statement(telling, topic, slots)]
        body += made.details(rng, telling, topic, slots)
        body += _further(rng, telling, self.plot, slots)
        if len(body) > 1 and body[-1].role in ("second", "also") and chance(rng, 0.6):
            body = [made.joined(body[0], body[-1]), *body[1:-1]]
        count = 1 if telling.action == "short" else rng.randint(2, 4)
        body += made.beside(rng, count, topic, self.used)
        return body + _ends(rng, telling, self.plot)

    def _copied(self, telling: Telling) -> list[Line]:
        """Return another's lines, all or the first ones, as far as they are kept."""
        rng, plot = self.rng, self.plot
        source = self.bodies[telling.takes[0]]
        kept = [line for line in source if line.role not in ("ending", "comment")]
        if telling.action == "part":
            kept = kept[: max(2, len(kept) // 2)] + made.beside(rng, 2, plot.topic, self.used)
        if "agency-dropped" in telling.changed:
            kept = [made.without_agency(rng, line, telling) for line in kept]
        kept = [_recounted(one, telling, plot) if one.role == "lead" else one for one in kept]
        kept += _ends(rng, telling, plot)
        if telling.through and telling.action == "copy" and not telling.changed:
            own = {"U": telling.through[0].said}
            kept.append(Line("credit", rng.choice(phrases("ending", "credit")), own))
        return kept


def _further(rng: Random, telling: Telling, plot: Plot, slots: Mapping[str, str]) -> list[Line]:
    """Return a second hand, a corroboration, a denial, as far as the article has them."""
    out = []
    if telling.also:
        one = plot.by_id[telling.also]
        clause = plot.topic.statement(one.wording, one.counted, one.amount)
        own = {**slots_of_voice(one.voice), "U": one.outlet.said}
        own |= statement_slots(clause)
        out.append(Line("also", rng.choice(phrases("also", "reported")[1:]), own, "c1"))
    if telling.second is not None:
        row = "false" if telling.second_false else "true"
        own = {**slots, "V": telling.second.said}
        out.append(Line("second", rng.choice(phrases("corroborated", row)), own))
    if telling.denial and plot.denier is not None:
        own = {**slots_of_voice(plot.denier), "D": rng.choice(plot.topic.denials)}
        out.append(Line("denial", rng.choice(phrases("denial", "carried")), own))
    return out


def _ends(rng: Random, telling: Telling, plot: Plot) -> list[Line]:
    out = []
    if telling.comments:
        text = rng.choice(phrases("comment", "lines"))
        out.append(Line("comment", text, {"place": plot.topic.place}))
    if telling.outlet.kind in _ENDED and chance(rng, 0.15):
        out.append(Line("ending", rng.choice(phrases("ending", "plain")), {}))
    return out


def _recounted(line: Line, telling: Telling, plot: Plot) -> Line:
    clause = plot.topic.statement(telling.wording, telling.counted, telling.amount)
    return Line(line.role, line.template, {**line.slots, **statement_slots(clause)}, "c1")


def _edited(telling: Telling, plot: Plot, source: list[Line]) -> list[Line]:
    out = [_recounted(line, telling, plot) if line.role == "lead" else line for line in source]
    if telling.notice:
        out.append(Line("ending", phrases("ending", "notice")[0], {}))
    return out


def _title(rng: Random, telling: Telling, plot: Plot) -> str:
    topic = plot.topic
    slots = {"T": topic.title(telling.wording, telling.counted, telling.amount)}
    slots |= slots_of_voice(telling.voice) | {"place": topic.place}
    if telling.through:
        slots["U"] = telling.through[0].name
    row = "told" if telling.voice is not None else "outlet" if telling.through else "nobody"
    row = "alleged" if telling.hedge == "alleged" and chance(rng, 0.5) else row
    row = "denial" if telling.stance == "denies" else row
    text = filled(rng.choice(phrases("headline", row)), slots)
    return text[:1].upper() + text[1:]


def _article(
    rng: Random, telling: Telling, plot: Plot, body: list[Line], when: datetime
) -> Written:
    """Return the article with its offsets: a title on top at times, a dateline before the lead."""
    title = _title(rng, telling, plot)
    marked = [line.marked() for line in body]
    if telling.outlet.kind in ("agency", "newspaper") and telling.hears and chance(rng, 0.5):
        date = f"{_MONTHS[when.month - 1]} {when.day}"
        marked[0] = f"{plot.topic.place.upper()}, {date} ({telling.outlet.name}) — {marked[0]}"
    if telling.respells:
        marked = [_respelled(text, plot) for text in marked]
        title = _respelled(title, plot)
    opening = f"{title}\n\n" if chance(rng, 0.2) else ""
    plains = [parse(text) for text in marked]
    gap, starts, at = rng.choice(("\n", "\n\n")), [], len(opening)
    for plain in plains:
        starts.append(at)
        at += len(plain.text) + len(gap)
    text = opening + gap.join(plain.text for plain in plains)
    record = _record(rng, telling, (title, text), when)
    if link := _link(telling, plot, plains, starts):
        record["links"] = [link]
    return Written(telling, record, tuple(body), tuple(plains), tuple(starts))


def _respelled(text: str, plot: Plot) -> str:
    for name in plot.topic.names:
        text = text.replace(name, respelled(name))
    return text


def url_of(telling: Telling) -> str:
    """Return the address of an article; later versions share it."""
    return f"https://{telling.outlet.domain}/news/{telling.version_of or telling.id}"


def _record(
    rng: Random, telling: Telling, words: tuple[str, str], when: datetime
) -> dict[str, object]:
    given, family, _ = person(rng)
    byline = f"{given} {family}" if telling.outlet.kind != "mirror" else None
    record: dict[str, object] = {
        "id": telling.id, "url": url_of(telling), "outlet": telling.outlet.name,
        "title": words[0], "byline": byline, "date": when.isoformat(), "language": "en",
        "text": words[1],
    }  # fmt: skip
    if telling.version_of:
        first = when - timedelta(minutes=LATER)
        record |= {"date": first.isoformat(), "modified": when.isoformat()}
    return {key: value for key, value in record.items() if value is not None}


def _link(
    telling: Telling, plot: Plot, plains: list[Plain], starts: list[int]
) -> dict[str, object] | None:
    """Return a link on the name of the outlet upstream, in the sentence that has it."""
    if not telling.links or telling.copied or not telling.through or not telling.takes:
        return None
    up = plot.by_id[telling.takes[0]]
    at = plains[0].text.find(up.outlet.name)
    if at < 0:
        return None
    start = starts[0] + at
    return {"url": url_of(up), "span": [start, start + len(up.outlet.name)]}
