"""The command line: reads the words, calls the pipeline, hands the answer to a view.

Everything heavy is imported inside the commands, so that `--help` is quick.
Exit status: 0 all well; 2 something was left out, or nothing could be read, or
the command was not understood; 3 the model cannot be used.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from reportedly.show import (
    batch_cli,
    collection_cli,
    evaluate_cli,
    export_cli,
    judge_cli,
    mcp_cli,
    serve_cli,
    watch_cli,
)
from reportedly.show.run import INTERRUPTED, NOBODY_READS, Run, end_at_once, silence_stdout

app = typer.Typer(
    name="reportedly",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT...",
        help="Saved pages, text, PDF, web archives, Article JSON or JSON lines; files, folders, "
        "globs, web addresses; - for standard input.",
        show_default=False,
    ),
]
Html = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write one page to look at or mail.")
]
Json = Annotated[
    str | None, typer.Option("--json", metavar="FILE", help="Write JSON; - for standard output.")
]
Csv = Annotated[
    str | None,
    typer.Option("--csv", metavar="FILE", help="Write a table as CSV; - for standard output."),
]
Svg = Annotated[
    Path | None,
    typer.Option("--svg", metavar="FILE", help="Write a picture: a bar for each source."),
]
Outlets = Annotated[
    Path | None,
    typer.Option(
        "--outlets", metavar="FILE", help="Your table of outlets and owners, TOML or CSV."
    ),
]
Everything = Annotated[
    bool, typer.Option("--all", help="Show claims that stand in a single article, too.")
]
Recall = Annotated[
    bool,
    typer.Option("--recall", help="Take in less certain attributions: more found, more wrong."),
]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            typer.echo(f"reportedly {version('reportedly')}")
        except PackageNotFoundError:  # run from its folder without being installed
            from reportedly import __version__

            typer.echo(f"reportedly {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Trace every claim in the news back to who actually said it.

    Works offline, on this computer. It never says whether a claim is true.

    \b
    Examples:
      reportedly trace story/
      reportedly trace *.html --html report.html --json trace.json
      reportedly attribute article.pdf
      reportedly sources story/ --csv sources.csv
      cat articles.jsonl | reportedly trace -
    """  # noqa: D301 - \b keeps the lines of the examples apart


@app.command()
def trace(  # noqa: PLR0913 - typer makes each option of an argument
    inputs: Inputs = None,
    html: Html = None,
    json: Json = None,
    outlets: Outlets = None,
    everything: Everything = False,
    recall: Recall = False,
    claim: Annotated[
        str | None,
        typer.Option(
            "--claim",
            metavar="CLAIM",
            help="Of a collection: only claims with that id or number, or with these words.",
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DATE", help="Of a collection: only what was published from then on."
        ),
    ] = None,
) -> None:
    """Follow each claim upstream: through which hands it went, from how many origins it comes.

    INPUT may also be the folder of a collection, alone.

    \b
    Examples:
      reportedly trace story/
      reportedly trace story/*.html more.jsonl --html report.html
      reportedly trace story/ --outlets outlets.toml --json - | jq .claims
    """  # noqa: D301
    run = Run(inputs, (html, json))
    with run.guarded():
        run.check_table(outlets)
        collection = collection_cli.collection_of(run)
        if collection is not None:
            traced = collection_cli.traced(
                run, collection, claim=claim, since=since, outlets=outlets, recall=recall
            )
        elif claim is not None or since is not None:
            run.fail("--claim and --since are for collections; see: reportedly add --help")
        else:
            traced = collection_cli.traced_inputs(run, outlets, recall=recall)
        if html is not None:
            from reportedly.show.ownership import Ownership
            from reportedly.show.report import report_html

            owners = Ownership.of(outlets)
            run.write(report_html(traced, everything=everything, owners=owners), html)
        if json is not None:
            from reportedly.show.export_json import trace_json

            run.write(trace_json(traced), json)
        if json != "-":
            from reportedly.show.chain import shown
            from reportedly.show.terminal import show_trace

            show_trace(traced, shown(traced, everything=everything), run.console())


@app.command()
def explain(
    file: Annotated[
        str,
        typer.Argument(metavar="TRACE.json", help="What trace --json wrote; - for standard input."),
    ],
    claim: Annotated[
        str, typer.Argument(metavar="CLAIM", help="Its number, its id, or some of its words.")
    ],
    edge: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--edge",
            metavar="A B",
            help="Only the steps by which A has it from B: parts of their names, or articles' ids.",
        ),
    ] = None,
    json: Json = None,
) -> None:
    """Show why: the passages, features and weights behind each edge, number and finding.

    \b
    Examples:
      reportedly explain trace.json 1
      reportedly explain trace.json "cracks in the dam" --edge "Quay Post" "Vesper Wire"
      reportedly trace story/ --json - | reportedly explain - 1 --json why.json
    """  # noqa: D301
    run = Run([file], (json,))
    with run.guarded():
        from reportedly.show.choose import NoSuchClaim, choose
        from reportedly.show.explanation import Explainer, between
        from reportedly.show.given import load

        run.check_outputs()
        document = load(file, getattr(sys.stdin, "buffer", None))
        try:
            number, chosen = choose(document, claim)
        except NoSuchClaim as error:
            run.list(error, error.candidates)
        found = Explainer(document).claim(chosen, number)
        steps = None if edge is None else between(found.steps, edge)
        if edge is not None and not steps:
            hands = sorted({f"{step.hand} {step.verb} {step.upstream}" for step in found.steps})
            wanted = f"no step leads from {edge[0]} to {edge[1]}"
            run.list(NoSuchClaim(document.file, wanted, "these are there"), hands[:40])
        if json is not None:
            from reportedly.show.export_json import explanation_json

            run.write(explanation_json(found, steps), json)
        if json != "-":
            from reportedly.show.explain import show_explanation

            show_explanation(found, run.console(), steps)


@app.command()
def attribute(
    inputs: Inputs = None, html: Html = None, json: Json = None, recall: Recall = False
) -> None:
    """Find who says what in each article.

    \b
    Examples:
      reportedly attribute article.html
      reportedly attribute articles/ --json attributions.jsonl
      reportedly attribute article.html --html marked.html
    """  # noqa: D301
    run = Run(inputs, (html, json))
    with run.guarded():
        run.read()
        from reportedly import pipeline

        with run.progress("reading who says what") as progress:
            found = pipeline.attribute(
                run.articles, recall=recall, on_error=run.leave_out, progress=progress
            )
        known = [article for article in run.articles if article.id in found]
        run.need(known)
        resolution = pipeline.resolve_all(known, found)
        if html is not None:
            from reportedly.show.report import articles_html

            run.write(articles_html(known, found, resolution), html)
        if json is not None:
            from reportedly.show.export_json import attribution_lines

            run.write(_lines(attribution_lines(known, found, resolution)), json)
        if json != "-":
            from reportedly.show.listing import show_attributions

            show_attributions(known, found, resolution, run.console())


@app.command()
def sources(  # noqa: PLR0913
    inputs: Inputs = None,
    outlets: Outlets = None,
    csv: Csv = None,
    json: Json = None,
    html: Html = None,
    svg: Svg = None,
    recall: Recall = False,
) -> None:
    """Count who is quoted: how often, with how many words, by name or not, directly or not.

    \b
    Examples:
      reportedly sources story/
      reportedly sources story/ --csv sources.csv --svg sources.svg
      reportedly sources monday/*.html --outlets outlets.toml --html monday.html
    """  # noqa: D301
    run = Run(inputs, (csv, json, html, svg))
    with run.guarded():
        if csv == json == "-":
            run.fail("--csv and --json cannot both go to standard output; give one a file")
        run.check_table(outlets)
        run.read()
        from reportedly import pipeline
        from reportedly.show.ownership import Ownership
        from reportedly.show.quoted import diversity

        with run.progress("reading who says what") as progress:
            found = pipeline.attribute(
                run.articles, recall=recall, on_error=run.leave_out, progress=progress
            )
        known = [article for article in run.articles if article.id in found]
        run.need(known)
        resolution = pipeline.resolve_all(known, found, outlets)
        owners = Ownership.of(outlets)
        counted = diversity(known, resolution)
        if html is not None:
            from reportedly.show.report import sources_html

            run.write(sources_html(known, resolution, owners), html)
        if svg is not None:
            from reportedly.show.bars import bars_file

            run.write(bars_file(counted), svg)
        if csv is not None:
            from reportedly.show.export_sources import sources_csv

            run.write(sources_csv(counted, resolution, owners), csv)
        if json is not None:
            from reportedly.show.export_sources import source_lines

            run.write(_lines(source_lines(counted, resolution, owners)), json)
        if "-" not in (csv, json):
            from reportedly.show.roster import show_sources

            show_sources(counted, resolution, run.console())


@app.command()
def read(inputs: Inputs = None, json: Json = None) -> None:
    """Show what is taken for the text, title, outlet, date and links, and why.

    \b
    Examples:
      reportedly read page.html
      reportedly read pages/ --json articles.jsonl
    """  # noqa: D301
    run = Run(inputs, (json,))
    with run.guarded():
        run.read()
        if json is not None:
            from reportedly.show.export_json import article_lines

            run.write(_lines(article_lines(run.articles)), json)
        if json != "-":
            from reportedly.show.listing import show_articles

            show_articles(run.articles, run.console())


app.command()(collection_cli.add)
app.command()(collection_cli.search)
app.command()(export_cli.export)
app.command()(judge_cli.judgements)
app.command()(serve_cli.serve)
app.command()(mcp_cli.mcp)
app.command()(batch_cli.batch)
app.command()(watch_cli.watch)
app.command()(evaluate_cli.evaluate)


def _lines(rows: Iterable[str]) -> str:
    return "".join(f"{row}\n" for row in rows)


def main() -> None:
    """Run the command that the words ask for."""
    try:
        app(prog_name="reportedly")
    except KeyboardInterrupt:  # before a command began, or while its answer went out
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        silence_stdout()
        sys.exit(NOBODY_READS)
    except SystemExit as ended:
        end_at_once(ended.code)
        raise
