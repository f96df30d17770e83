"""The commands that work on a collection: add, search, and trace of what is kept."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.show.run import INTERRUPTED, Run

if TYPE_CHECKING:
    from reportedly.records import Article, Trace
    from reportedly.store.collection import Collection, Outcome

Folder = Annotated[Path, typer.Argument(metavar="COLLECTION", help="The folder of the collection.")]
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.+\-Z]*)?)?)?")


def add(
    collection: Annotated[
        Path,
        typer.Argument(metavar="COLLECTION", help="Its folder; made if there is none."),
    ],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT...",
            help="Saved pages, text, PDF, web archives, Article JSON or JSON lines; files, "
            "folders, globs; - for standard input.",
            show_default=False,
        ),
    ] = None,
    renew: Annotated[
        bool,
        typer.Option(
            "--renew", help="Read anew what another version of the program read, before INPUT."
        ),
    ] = False,
) -> None:
    """Keep articles and who says what in them in a collection.

    Only what is new is read closely. An article that is there already changes nothing; a
    new version of one is kept beside the old. It may be stopped at any time: the next run
    goes on from there.

    \b
    Examples:
      reportedly add dam/ monday/*.html
      reportedly add dam/ tuesday/ more.jsonl
      reportedly add dam/ --renew
    """  # noqa: D301
    run = Run(inputs, ())
    with run.guarded():
        if renew:
            _renew(run, collection)
            if not inputs:
                return
        run.need_inputs()
        from reportedly import pipeline
        from reportedly.store.collection import Collection

        articles = run.reading()
        first = next(articles, None)
        if first is None:  # before a folder is made for nothing
            run.fail("no article could be read; see above, or --help")
        with Collection.create(collection) as kept:
            counts: dict[Outcome, int] = {}
            given = chain([first], articles)
            try:
                with _counting(counts) as stored:
                    pipeline.add(kept, given, on_error=run.leave_out, on_stored=stored)
            except KeyboardInterrupt as error:
                run.say(f"stopped; {_told(counts)}; the same command goes on from here")
                raise typer.Exit(INTERRUPTED) from error
            typer.echo(f"{_told(counts)}; {len(kept)} in the collection")
            _tell_outdated(run, kept)


def _renew(run: Run, folder: Path) -> None:
    """Read anew what another version of the program read; it may be stopped at any time."""
    from reportedly import pipeline
    from reportedly.store.collection import Collection

    with Collection.open(folder) as kept:
        try:
            done = pipeline.renew(kept, on_error=run.leave_out)
        except KeyboardInterrupt as error:
            run.say(f"stopped; {pipeline.outdated(kept)} are left; the same command goes on")
            raise typer.Exit(INTERRUPTED) from error
        left = pipeline.outdated(kept)
        typer.echo(f"{done} read anew" + (f", {left} left as they were" if left else ""))


def _tell_outdated(run: Run, kept: "Collection") -> None:
    """Say how many articles another version of the program read, and what to do."""
    from reportedly import pipeline

    number = pipeline.outdated(kept)
    if number:
        run.say(
            f"{number} of the articles were read by another version of this program;"
            f" to read them anew: reportedly add {kept.folder} --renew"
        )


def search(
    collection: Folder,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS...", help='What to look for; "in quotation marks" as it stands.'
        ),
    ],
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=1000, help="Show so many at the most.")
    ] = 20,
) -> None:
    """Look in a collection for claims, sources and articles, by words and by meaning.

    \b
    Examples:
      reportedly search dam/ cracks in the dam
      reportedly search dam/ '"north gate" engineer'
    """  # noqa: D301
    run = Run([str(collection)], ())
    with run.guarded():
        from reportedly import pipeline
        from reportedly.show.found import show_hits
        from reportedly.store.collection import Collection

        with Collection.open_as_permitted(collection) as kept:
            hits = pipeline.search(kept, " ".join(words), limit=limit)
            articles = {hit.article: kept.article(hit.article) for hit in hits}
        if not hits:
            run.fail(f"nothing in {collection} is about that; try other or fewer words")
        show_hits(hits, articles, run.console())


def collection_of(run: Run) -> Path | None:
    """Return the collection that the inputs are, None if they are articles."""
    from reportedly.store.folder import is_collection

    found = [name for name in run.inputs if name != "-" and is_collection(Path(name))]
    if not found:
        return None
    if len(run.inputs) > 1:
        run.fail(f"{found[0]} is a collection: trace it alone, or add the rest to it")
    return Path(found[0])


def traced(  # noqa: PLR0913 - the options of the command
    run: Run,
    collection: Path,
    *,
    claim: str | None,
    since: str | None,
    outlets: Path | None,
    recall: bool,
) -> "Trace":
    """Return the trace of what a collection holds."""
    from reportedly import pipeline
    from reportedly.store.collection import Collection

    run.check_outputs()
    if recall:
        run.fail("--recall is for articles; a collection keeps what was found when it was filled")
    if since is not None and not _DATE.fullmatch(since):
        run.fail(f"--since {since}: give a date such as 2026-10-13, or 2026-10")
    with Collection.open_as_permitted(collection) as kept:
        if not len(kept):
            run.fail(f"{collection} is empty; put articles in by: reportedly add {collection} …")
        found = pipeline.trace_collection(kept, claim=claim, since=since, outlets=outlets)
        if claim is not None and len(found.articles) < len(kept):
            run.say(f"traced in the {len(found.articles)} articles of its stories")
        _tell_outdated(run, kept)
    if claim is not None and not found.claims:
        run.fail(f"no claim in {collection} is “{claim}”; look for it by: reportedly search")
    run.need(found.articles)
    return found


def traced_inputs(run: Run, outlets: Path | None, *, recall: bool) -> "Trace":
    """Return the trace of the articles that the inputs are."""
    run.read()
    from reportedly import pipeline

    with run.progress("reading who says what") as progress:
        traced = pipeline.trace(
            run.articles, outlets=outlets, recall=recall, on_error=run.leave_out,
            progress=progress,
        )  # fmt: skip
    run.need(traced.articles)
    return traced


@contextmanager
def _counting(
    counts: "dict[Outcome, int]",
) -> "Iterator[Callable[[Article, Outcome], None]]":
    """Count what is stored, and show how far that is where standard error is a terminal."""

    def count(_: "Article", outcome: "Outcome") -> None:
        counts[outcome] = counts.get(outcome, 0) + 1

    if not sys.stderr.isatty():
        yield count
        return
    from rich.console import Console

    with Console(stderr=True, markup=False, highlight=False).status("reading") as status:

        def shown(article: "Article", outcome: "Outcome") -> None:
            count(article, outcome)
            status.update(_told(counts))

        yield shown


def _told(counts: "dict[Outcome, int]") -> str:
    from reportedly.show.phrases import count

    new, versions, same = (counts.get(k, 0) for k in ("added", "new version", "same"))
    told = [f"{count(new, 'article')} added"]
    told += [count(versions, "new version")] if versions else []
    told += [f"{same} already there"] if same else []
    return ", ".join(told)
