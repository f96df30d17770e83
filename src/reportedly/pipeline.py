"""The stages in their order. Nothing else knows it.

bytes ─read→ Article ─attribute→ Attribution ─resolve→ Source ─match→ Claim ─trace→ Trace
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

# Imported here, by name, so that `reportedly.read`, `.attribute` and `.trace`
# are bound to the packages before `reportedly` binds them to the functions.
import reportedly.attribute
import reportedly.match
import reportedly.read
import reportedly.resolve
import reportedly.trace  # noqa: F401
from reportedly.asked import asked, by_words, stories_with
from reportedly.errors import CollectionError, InputError
from reportedly.judgement import Judgement
from reportedly.records import (
    Article,
    Attribution,
    Resolution,
    Trace,
)

if TYPE_CHECKING:
    from reportedly.resolve.outlets.table import OutletTable
    from reportedly.store.collection import Collection, Outcome
    from reportedly.store.search import Hit

OnError = Callable[[InputError], None]
OnCopy = Callable[[Article, str], None]
Progress = Callable[[int, int], None]
OnStored = Callable[[Article, "Outcome"], None]
Attributions = Mapping[str, Sequence[Attribution]]

LANGUAGES = frozenset({"en"})  # that the shipped model was trained on
LARGE = 2000  # articles of a collection, from which on a claim is traced in its stories alone


def read(
    *inputs: str | Path,
    on_error: OnError | None = None,
    stdin: BinaryIO | None = None,
    on_copy: OnCopy | None = None,
) -> list[Article]:
    """Read files, folders and globs; "-" stands for standard input.

    Args:
        inputs: HTML, PDF, text, Article JSON and JSON lines, mixed.
        on_error: called for each input that cannot be read, and the rest goes
            on; without it, the first such error is raised.
        stdin: where "-" reads from; the process's standard input if None.
        on_copy: called with (article, id) for an article that is left out because it
            came before under that id.

    Raises:
        InputError: something cannot be read, and `on_error` is None.
    """
    return list(reading(inputs, on_error=on_error, stdin=stdin, on_copy=on_copy))


def reading(
    inputs: Sequence[str | Path],
    *,
    on_error: OnError | None = None,
    stdin: BinaryIO | None = None,
    on_copy: OnCopy | None = None,
) -> Iterator[Article]:
    """Read one article after the other, as `read` does, without holding all of them."""
    from reportedly.read.inputs import read_inputs

    for item in read_inputs(inputs, stdin=stdin, on_copy=on_copy):
        if isinstance(item, Article):
            yield item
        else:
            _report(item, on_error)


def attribute(
    articles: Sequence[Article],
    *,
    recall: bool = False,
    on_error: OnError | None = None,
    progress: Progress | None = None,
) -> dict[str, tuple[Attribution, ...]]:
    """Find who says what: article id -> attributions and own statements, in order.

    Args:
        articles: ids must differ. A text that comes several times is read once: it is all
            that is looked at.
        recall: keep less probable attributions too.
        on_error: called for each article in a language that the model does not
            know, which is left out; without it, that error is raised.
        progress: called with (words done, words in all).

    Raises:
        WrongLanguage: and `on_error` is None.
        ModelError: the model is missing or broken.
        InputError: something else than articles is given.
    """
    from reportedly.attribute.given import only_articles, wrong_language
    from reportedly.attribute.tagger import attribute_articles

    known = []
    for article in only_articles(articles):
        if article.language is None or article.language in LANGUAGES:
            known.append(article)
        else:
            _report(wrong_language(article), on_error)
    once = {article.text: article for article in reversed(known)}  # the first of each text
    texts = attribute_articles(list(once.values())[::-1], recall=recall, progress=progress)
    found = dict(zip(list(once)[::-1], texts, strict=True))
    return {
        article.id: tuple(_of(article, attr) for attr in found[article.text]) for article in known
    }


def _of(article: Article, attr: Attribution) -> Attribution:
    """Return what was found in a text as an attribution of one article with that text."""
    return attr if attr.article == article.id else replace(attr, article=article.id)


def resolve_all(
    articles: Sequence[Article], attributions: Attributions, outlets: str | Path | None = None
) -> Resolution:
    """Work out who each source is, across the articles.

    Args:
        articles: those that `attributions` has.
        outlets: a table of the user's (TOML or CSV) that goes before the shipped one.

    Raises:
        BadTable: `outlets` has a row that cannot be used.
    """
    from reportedly.resolve.resolution import resolve

    return resolve(articles, attributions, _table(outlets))


def _table(outlets: str | Path | None) -> "OutletTable":
    """Return the shipped table of outlets, under a user's where one is given."""
    from reportedly.resolve.outlets.table import OutletTable

    if outlets is None:
        return OutletTable.shipped()
    try:
        told = Path(outlets).stat()
        return _overridden(Path(outlets), (told.st_mtime_ns, told.st_size))
    except OSError:
        return OutletTable.shipped().with_overrides(Path(outlets))  # which says what is wrong


@lru_cache(maxsize=4)  # a corpus asks for it once a story
def _overridden(outlets: Path, state: tuple[int, int]) -> "OutletTable":  # noqa: ARG001
    """Return the table with a user's file over it; `state` tells its contents apart."""
    from reportedly.resolve.outlets.table import OutletTable

    return OutletTable.shipped().with_overrides(outlets)


def trace_attributions(
    articles: Sequence[Article],
    attributions: Attributions,
    *,
    outlets: str | Path | None = None,
    judgements: Iterable[Judgement] = (),
) -> Trace:
    """Resolve, match and trace articles whose attributions are known.

    What people decided (`judgements`) wins over what the stages find.
    """
    from reportedly.judge.decide import decide
    from reportedly.match.claims import match
    from reportedly.trace.story import trace as trace_story

    known = [article for article in articles if article.id in attributions]
    resolution = resolve_all(known, attributions, outlets)
    people = decide(known, resolution, judgements)
    copies, claims = match(known, people.resolution, people.bonds)
    found = trace_story(known, people.resolution, copies, claims, people.decisions)
    return replace(found, judged=people.standings, grades=people.grades)


def trace(
    articles: Sequence[Article],
    *,
    outlets: str | Path | None = None,
    recall: bool = False,
    on_error: OnError | None = None,
    progress: Progress | None = None,
) -> Trace:
    """Trace every claim of the articles upstream: the whole way in one call.

    Arguments and errors are those of `attribute` and `resolve_all`.
    """
    attributions = attribute(articles, recall=recall, on_error=on_error, progress=progress)
    return trace_attributions(articles, attributions, outlets=outlets)


def add(
    collection: "Collection",
    articles: Iterable[Article],
    *,
    on_error: OnError | None = None,
    on_stored: OnStored | None = None,
) -> dict["Outcome", int]:
    """Put articles into a collection; only what is new in it is attributed.

    Each is stored for good before the next is looked at: whatever ends this, the next
    call goes on from there.

    Args:
        collection: open for writing.
        articles: read one at a time; an article that is there already changes nothing.
        on_error: called for each article in a language that the model does not know, which
            is left out; without it, that error is raised.
        on_stored: called with (article, outcome) after each.

    Returns:
        How many were added, were new versions, and were there already.

    Raises:
        CollectionError: an article cannot be stored; those before it are.
        WrongLanguage: and `on_error` is None. ModelError: the model is missing or broken.
    """
    from reportedly.attribute.maker import maker
    from reportedly.trace.addresses import canonical

    counts: dict[Outcome, int] = {"added": 0, "new version": 0, "same": 0}
    for article in articles:
        address = canonical(article.url) if article.url else None
        outcome: Outcome = "same"
        if not collection.has(article, address=address):
            known = collection.known(article.text, maker())
            if known is None:
                found = attribute([article], on_error=on_error)
                if article.id not in found:
                    continue
                known = found[article.id]
            outcome = collection.add(article, known, address=address, maker=maker())
        counts[outcome] += 1
        if on_stored:
            on_stored(article, outcome)
    return counts


def outdated(collection: "Collection") -> int:
    """Return how many articles another model, or other rules, read, all versions counted.

    Raises:
        CollectionError: the collection cannot be read. ModelError: the model is missing.
    """
    from reportedly.attribute.maker import maker

    return len(collection.outdated(maker()))


def renew(
    collection: "Collection",
    *,
    on_error: OnError | None = None,
    progress: Progress | None = None,
) -> int:
    """Read anew what another model, or other rules, read; judgements stay.

    Each article is stored for good before the next is looked at: whatever ends this, the
    next call goes on from there.

    Args:
        collection: open for writing.
        on_error: called for each article that the model cannot read, which stays as it was;
            without it, that error is raised.
        progress: called with (articles done, articles in all).

    Returns:
        How many were read anew.

    Raises:
        CollectionError: one cannot be stored; those before it are.
        ModelError: the model is missing or broken.
    """
    from reportedly.attribute.maker import maker

    numbers, done = collection.outdated(maker()), 0
    for place, number in enumerate(numbers, 1):
        article = collection.numbered(number)
        if article is not None:
            known = collection.known(article.text, maker())
            if known is None:
                known = attribute([article], on_error=on_error).get(article.id)
            done += known is not None and collection.renew(number, known, maker())
        if progress:
            progress(place, len(numbers))
    return done


def trace_collection(
    collection: "Collection",
    *,
    claim: str | None = None,
    since: str | None = None,
    outlets: str | Path | None = None,
) -> Trace:
    """Trace what a collection holds.

    An analysis of the whole of it is kept there and taken again until something changes. Where
    none is kept, and more than LARGE articles are, a claim asked for by its words is traced in the
    stories that hold them, and only these articles are in the trace.

    Args:
        collection: whose attributions are taken as they are stored.
        claim: only claims with that id, or that number, or those words in an appearance.
        since: leave out what was published before that date (ISO 8601, or its beginning).
        outlets: a table of the user's that goes before the shipped one.

    Raises:
        CollectionError: the collection cannot be read. BadTable: of `outlets`.
    """
    settings = _settings(outlets)
    found = collection.trace(settings) if since is None else None
    if found is None and claim and by_words(claim) and since is None and len(collection) > LARGE:
        told = stories_with(collection, claim)
        found = trace_attributions(
            told.articles, told.attributions, outlets=outlets, judgements=told.judgements
        )
    if found is None:
        with collection.snapshot():
            revision = collection.revision
            articles = collection.readings(since=since)
            attributions = collection.attributions([article.id for article in articles])
            judgements = collection.judgements()
        found = trace_attributions(articles, attributions, outlets=outlets, judgements=judgements)
        if since is None and not collection.readonly:
            with suppress(CollectionError):  # a full disk, say: it can be made again
                collection.keep_trace(found, revision, settings)
    return found if claim is None else replace(found, claims=asked(found, claim))


def search(collection: "Collection", words: str, *, limit: int = 50) -> list["Hit"]:
    """Search a collection's claims, sources and articles by words and by meaning.

    Raises:
        CollectionError: the collection cannot be read. ModelError: the model is missing.
    """
    from reportedly.attribute.meaning import vector_of

    return collection.search(words, limit=limit, vector=vector_of(words.replace('"', " ")))


def _settings(outlets: str | Path | None) -> str:
    """Return what an analysis hangs on beside the collection: the program, and the table."""
    table = hashlib.sha256(Path(outlets).read_bytes()).hexdigest() if outlets else "shipped"
    return f"program {_program()}, outlets {table}"


@cache
def _program() -> str:
    """Return what tells this program from every other state of it, from one edit to the next."""
    digest, root = hashlib.blake2b(digest_size=8), Path(__file__).parent
    for file in sorted(root.rglob("*")):
        if file.suffix in (".py", ".csv", ".json", ".toml"):
            status = file.stat()
            line = f"{file.relative_to(root)} {status.st_size} {status.st_mtime_ns}\n"
            digest.update(line.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _report(error: InputError, on_error: OnError | None) -> None:
    if on_error is None:
        raise error
    on_error(error)
