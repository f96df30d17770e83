"""`reportedly export`: a trace as files that other programs read."""

from pathlib import Path
from typing import Annotated

import typer

from reportedly.show import collection_cli, output
from reportedly.show.export.formats import FORMATS
from reportedly.show.run import Run


def _known(name: str) -> str:
    if name not in FORMATS:
        raise typer.BadParameter(f"no such format; there are {', '.join(FORMATS)}")
    return name


def export(  # noqa: PLR0913 - typer makes each option of an argument
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT...",
            help="A collection, or articles as reportedly trace takes them.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's own name
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            callback=_known,
            help="; ".join(f"{name}: {one.what}" for name, one in FORMATS.items()) + ".",
        ),
    ] = "json",
    out: Annotated[
        str,
        typer.Option(
            "--out",
            metavar="PATH",
            help="The file, or the folder where the format is one; - for standard output.",
        ),
    ] = "-",
    claim: Annotated[
        str | None,
        typer.Option("--claim", metavar="CLAIM", help="Of a collection: only that claim."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Of a collection: only what came out since."),
    ] = None,
    outlets: Annotated[
        Path | None,
        typer.Option(
            "--outlets", metavar="FILE", help="Your table of outlets and owners, TOML or CSV."
        ),
    ] = None,
) -> None:
    """Write a trace in a format that other programs read.

    \b
    Examples:
      reportedly export dam --format prov --out dam.prov.json
      reportedly export examples/story --format csv --out tables
      reportedly export examples/story --format graphml --out story.graphml
    """  # noqa: D301
    chosen = FORMATS[format]
    run = Run(inputs, () if chosen.files else (out,))
    with run.guarded():
        if chosen.files and out == "-":
            run.fail(f"--format {format} is a folder of files: say where by --out FOLDER")
        if not chosen.there:
            run.fail(
                f"--format {format} needs more packages: pip install 'reportedly[{chosen.extra}]'"
            )
        if chosen.files:
            output.check_folder(Path(out))
        run.check_table(outlets)
        collection = collection_cli.collection_of(run)
        if collection is not None:
            traced = collection_cli.traced(
                run, collection, claim=claim, since=since, outlets=outlets, recall=False
            )
        elif claim is not None or since is not None:
            run.fail("--claim and --since are for collections; see: reportedly add --help")
        else:
            traced = collection_cli.traced_inputs(run, outlets, recall=False)
        if chosen.text:
            run.write(chosen.text(traced), out)
        elif chosen.files:
            run.write_folder(chosen.files(traced), Path(out))
