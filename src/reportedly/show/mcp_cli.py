"""`reportedly mcp`: look-ups in a collection for assistants."""

from pathlib import Path
from typing import Annotated

import typer

from reportedly.show.run import Run


def mcp(
    collection: Annotated[
        Path, typer.Argument(metavar="COLLECTION", help="The folder of the collection.")
    ],
    outlets: Annotated[
        Path | None,
        typer.Option(
            "--outlets", metavar="FILE", help="Your table of outlets and owners, TOML or CSV."
        ),
    ] = None,
) -> None:
    """Offer read-only look-ups to an assistant that speaks the Model Context Protocol.

    It talks on standard input and output, opens no connection, and changes nothing. An
    assistant starts it itself; its settings hold this command.

    \b
    Examples:
      reportedly mcp dam
      reportedly mcp dam --outlets outlets.toml
    """  # noqa: D301
    run = Run([str(collection)], ())
    with run.guarded():
        run.check_table(outlets)
        from reportedly.store.collection import Collection

        try:
            from reportedly.show.assistants import server
        except ImportError:
            run.fail("this needs more packages: pip install 'reportedly[assistants]'")
        with Collection.open_as_permitted(collection) as kept:
            server(kept, outlets).run()
