"""`reportedly watch`: feeds into a collection."""

import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.show.run import INTERRUPTED, Run

if TYPE_CHECKING:
    from reportedly.show.watching import Round


def watch(  # noqa: PLR0913 - typer makes each option of an argument
    collection: Annotated[
        Path, typer.Argument(metavar="COLLECTION", help="Its folder; made if there is none.")
    ],
    feeds: Annotated[
        list[str],
        typer.Argument(
            metavar="FEED...", help="Addresses of RSS, Atom, JSON feeds, news sitemaps."
        ),
    ],
    once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False,
    every: Annotated[
        int, typer.Option("--every", min=5, metavar="MINUTES", help="Minutes between rounds.")
    ] = 30,
    recheck: Annotated[
        float,
        typer.Option(
            "--recheck",
            min=0,
            max=60,
            metavar="DAYS",
            help="How long pages are looked at for edits.",
        ),
    ] = 3,
    contact: Annotated[
        str,
        typer.Option("--contact", help="An address by which a site's owner can reach you."),
    ] = "",
    loopback: Annotated[
        bool,
        typer.Option("--allow-loopback", help="Let addresses of this machine pass: for tests."),
    ] = False,
) -> None:
    """Follow feeds: add what is new, keep edits of what came lately as versions.

    This goes to the network: to the feeds that are given and the pages that they list, as far as
    each site's robots.txt allows, and to no private address. Stop it with Ctrl-C; the next run
    goes on.

    \b
    Examples:
      reportedly watch dam https://gazette.example/feed.xml
      reportedly watch dam https://a.example/rss https://b.example/news.xml --once
    """  # noqa: D301
    run = Run(feeds, ())
    with run.guarded():
        for feed in feeds:
            if not feed.lower().startswith(("http://", "https://")):
                run.fail(f"{feed}: give the address of a feed, with https:// in front")
        if any(ord(c) < 32 or c in "()" for c in contact) or len(contact) > 200:
            run.fail("--contact: give an address of mail or web, without brackets")
        from reportedly.read.fetch.pages import guest
        from reportedly.show.watching import Watcher
        from reportedly.store.collection import Collection

        with Collection.create(collection) as kept:
            watcher = Watcher(kept, guest(contact, loopback=loopback), run)
            try:
                while True:
                    typer.echo(_told(watcher.round(feeds, timedelta(days=recheck))))
                    if once:
                        break
                    time.sleep(60 * every)
            except KeyboardInterrupt as error:
                run.say("stopped; the same command goes on from here")
                raise typer.Exit(INTERRUPTED) from error


def _told(done: "Round") -> str:
    from reportedly.show.phrases import count

    lines = [
        f"{count(done.feeds, 'feed')}, {done.listed} entries: {count(done.added, 'article')}"
        f" added, {done.edited} edited"
    ]
    if done.left_out:
        lines.append(f"{done.left_out} left out")
    return ", ".join(lines)
