"""`reportedly batch`: a corpus to tables."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from reportedly.show.run import Run

if TYPE_CHECKING:
    from reportedly.batch.run import Step, Summary


def batch(  # noqa: PLR0913 - typer makes each option of an argument
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Web archives (.warc, .warc.gz), JSON lines, Parquet with the fields of Article "
            "JSON, files, folders, patterns.",
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Where the tables go; made if not there.")
    ],
    engine: Annotated[
        Literal["native", "ray"],
        typer.Option("--engine", help="Processes on this machine, or a Ray cluster."),
    ] = "native",
    address: Annotated[
        str | None,
        typer.Option("--address", metavar="ADDRESS", help="Of a Ray cluster that runs already."),
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", min=0, help="Processes; 0 for as many as cores.")
    ] = 0,
    outlets: Annotated[
        Path | None,
        typer.Option(
            "--outlets", metavar="FILE", help="Your table of outlets and owners, TOML or CSV."
        ),
    ] = None,
) -> None:
    """Trace a corpus that fits no memory, into Parquet tables.

    It may be stopped or killed at any time: the same command goes on from there, and does
    nothing twice. What could not be read is in the table left_out.

    \b
    Examples:
      reportedly batch news/*.warc.gz --out traced
      reportedly batch articles.jsonl --out traced --workers 2
      reportedly batch s/*.parquet --out /shared/traced --engine ray --address auto
    """  # noqa: D301
    run = Run(inputs, ())
    with run.guarded():
        run.check_table(outlets)
        if address is not None and engine != "ray":
            run.fail("--address is for --engine ray")
        try:
            from reportedly.batch.engine import Engine
            from reportedly.batch.run import Options
            from reportedly.batch.run import batch as whole
        except ImportError:
            run.fail("this needs more packages: pip install 'reportedly[batch]'")
        where = Engine(engine, workers, address)
        with _progress() as step:
            summary = whole(inputs, out, Options(where, outlets, step, run.leave_out))
        run.left_out = summary.left_out
        typer.echo(_told(summary, out))


def _told(summary: "Summary", out: Path) -> str:
    from reportedly.show.phrases import count

    lines = [
        f"{count(summary.articles, 'article')} ({summary.words:,} words) in"
        f" {count(summary.stories, 'story', 'stories')}, {count(summary.claims, 'claim')};"
        f" {summary.fresh:,} of the articles read now"
    ]
    if summary.again:
        lines.append(f"{summary.again:,} stood there twice, and count once")
    if summary.left_out:
        lines.append(f"{summary.left_out:,} left out: see {out / 'left_out'}")
    spent = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in summary.seconds.items())
    return "\n".join([*lines, f"tables in {out}; {spent}"])


@contextmanager
def _progress() -> Iterator["Step | None"]:
    """Show how far the run is, its rate and the time left, where standard error is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn(),
        TextColumn("{task.fields[rate]}"),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        known: dict[str, object] = {}

        def step(name: str, done: int, total: int, articles: int) -> None:
            if name not in known:
                known[name] = shown.add_task(name, total=total, rate="")
            task = known[name]
            spent = next(t.elapsed for t in shown.tasks if t.id == task) or 0.0
            rate = f"{articles / spent:.1f} articles/s" if spent > 1 else ""
            shown.update(task, completed=done, total=total, rate=rate)  # type: ignore[arg-type]

        yield step
