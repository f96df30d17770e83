"""Feeds followed into a collection: what is new is added, what came lately is looked at again.

What was seen is kept beside the collection's database in `watched.json`: for each feed and page the
marks by which an unchanged one is not sent again, and until when a page is looked at for edits.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import CannotFetch, InputError, NotAllowed, NotThere
from reportedly.read.fetch.feeds import Entry, Feed, read_feed
from reportedly.read.fetch.pages import articles
from reportedly.read.fetch.polite import Guest
from reportedly.read.guard import apart
from reportedly.read.inputs import DEFAULT
from reportedly.records import Article
from reportedly.show.output import write

if TYPE_CHECKING:
    from reportedly.show.run import Run
    from reportedly.store.collection import Collection, Outcome

FILE = "watched.json"
RECHECK = timedelta(days=3)  # how long a page is looked at for edits
EVERY = timedelta(hours=6)  # how often
BACK_OFF = timedelta(minutes=30)  # for a feed that failed twice, and twice as long each time
LONGEST = timedelta(days=1)
MAPS = 20  # sitemaps that one may lead to


@dataclass(slots=True)
class Seen:
    """What is kept of a feed or a page."""

    first: str = ""
    last: str = ""
    marks: dict[str, str] = field(default_factory=dict)
    failed: int = 0  # times in a row
    until: str = ""  # of a feed that fails again and again: when it is asked again


@dataclass(slots=True)
class Round:
    """What one round brought."""

    feeds: int = 0
    listed: int = 0
    added: int = 0
    edited: int = 0
    left_out: int = 0


class Watcher:
    """Follows feeds into a collection."""

    def __init__(self, collection: "Collection", guest: Guest, run: "Run") -> None:
        self._collection, self._guest, self._run = collection, guest, run
        self._file = collection.folder / FILE
        self._feeds, self._pages = _kept(self._file)

    def round(self, feeds: Iterable[str], recheck: timedelta = RECHECK) -> Round:
        """Look at each feed once, add what is new, look again at what came lately."""
        told = Round()
        for url in feeds:
            listed = self._listed(url, told)
            if listed is None:
                continue
            entries, marks = listed
            told.feeds += 1
            for entry in entries:
                told.listed += 1
                if entry.url not in self._pages:
                    self._page(entry, told)
            if all(entry.url in self._pages for entry in entries):
                self._feeds[url].marks = marks  # sooner, and a page that failed would be forgotten
        for url in sorted(self._pages):
            if self._due(self._pages[url], recheck):
                self._page(Entry(url), told)
        self._keep()
        return told

    def _listed(self, url: str, told: Round) -> tuple[list[Entry], dict[str, str]] | None:
        """Return what a feed lists, with what its sitemaps do, and its marks; None if it fails."""
        seen = self._feeds.setdefault(url, Seen(first=_now()))
        if seen.until > _now():
            reason = f"it failed {seen.failed} times in a row, and is left alone until {seen.until}"
            self._leave_out(CannotFetch(url, reason, "check the address"), told)
            return None
        try:
            answer = self._guest.get(url, seen.marks)
            if answer.status == 304:
                seen.last, seen.failed = _now(), 0
                return [], seen.marks
            feed: Feed = read_feed(answer.data, answer.url)
        except InputError as error:
            seen.failed += 1
            if seen.failed > 1:
                seen.until = _now(min(BACK_OFF * 2 ** min(seen.failed - 2, 10), LONGEST))
            self._leave_out(error, told)
            return None
        seen.last, seen.failed, seen.marks = _now(), 0, {}
        entries = [entry for entry in feed.entries if not entry.feed]
        for inner in [entry for entry in feed.entries if entry.feed][:MAPS]:
            try:
                found = self._guest.get(inner.url)
                entries += [e for e in read_feed(found.data, found.url).entries if not e.feed]
            except InputError as error:
                self._leave_out(error, told)
        return entries, dict(answer.marks)

    def _page(self, entry: Entry, told: Round) -> None:
        """Fetch a page, and put it into the collection if it is new or was edited."""
        from reportedly import pipeline

        seen = self._pages.setdefault(entry.url, Seen(first=_now()))
        try:
            answer = self._guest.get(entry.url, seen.marks)
        except (NotAllowed, NotThere) as error:  # settled: looked at again as any page is
            seen.last = _now()
            self._leave_out(error, told)
            return
        except CannotFetch as error:
            seen.failed += 1
            if not seen.last:
                del self._pages[entry.url]  # the next round tries again
            self._leave_out(error, told)
            return
        seen.last, seen.failed = _now(), 0
        if answer.status == 304:
            return
        seen.marks = dict(answer.marks)

        def stored(article: Article, outcome: "Outcome") -> None:
            told.added += outcome == "added"
            told.edited += outcome == "new version"
            if outcome == "new version":
                self._run.say(f"edited: {article.url or article.id}")

        found = []
        for item in articles(answer, partial(apart, limits=DEFAULT), entry.published):
            if isinstance(item, InputError):
                self._leave_out(item, told)
            else:
                found.append(item)
        pipeline.add(
            self._collection, found, on_stored=stored,
            on_error=lambda error: self._leave_out(error, told),
        )  # fmt: skip
        self._keep()

    def _due(self, seen: Seen, recheck: timedelta) -> bool:
        """Tell whether a page is to be looked at again: it came lately, and was not just seen."""
        now = datetime.now(UTC)
        try:
            first, last = (datetime.fromisoformat(at) for at in (seen.first, seen.last))
        except ValueError:
            return False
        return now - first < recheck and now - last >= min(EVERY, recheck)

    def _leave_out(self, error: InputError, told: Round) -> None:
        told.left_out += 1
        self._run.leave_out(error)

    def _keep(self) -> None:
        kept = {
            "schema": "reportedly/watched/1",
            "feeds": {url: asdict(seen) for url, seen in sorted(self._feeds.items())},
            "pages": {url: asdict(seen) for url, seen in sorted(self._pages.items())},
        }
        write(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", self._file)


def _kept(file: Path) -> tuple[dict[str, Seen], dict[str, Seen]]:
    """Return what was seen of feeds and pages; nothing of what cannot be read."""
    try:
        loaded = json.loads(file.read_text("utf-8"))
        return _seen(loaded["feeds"]), _seen(loaded["pages"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}, {}  # everything is looked at once more; nothing is added twice


def _seen(rows: dict[str, Any]) -> dict[str, Seen]:
    return {
        str(url): Seen(
            str(row.get("first", "")), str(row.get("last", "")),
            {str(k): str(v) for k, v in dict(row.get("marks", {})).items()},
            int(row.get("failed", 0)), str(row.get("until", "")),
        )
        for url, row in rows.items()
    }  # fmt: skip


def _now(later: timedelta = timedelta()) -> str:
    return (datetime.now(UTC) + later).isoformat(timespec="seconds")
