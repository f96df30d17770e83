"""`reportedly evaluate`: traces of labelled stories against their labels."""

import json as json_format
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.show.run import Run

if TYPE_CHECKING:
    from reportedly.errors import InputError
    from reportedly.evaluate.labels import Story


def evaluate(  # noqa: PLR0913 - typer makes each option of an argument
    stories: Annotated[
        Path,
        typer.Argument(
            metavar="STORIES", help="A folder of stories: each a folder with gold.json and pages."
        ),
    ],
    traces: Annotated[
        Path | None,
        typer.Option(
            "--traces",
            metavar="FOLDER",
            help="Score these traces, STORY.json each, of whatever program; without it, the "
            "stories are traced now.",
        ),
    ] = None,
    json: Annotated[
        str | None,
        typer.Option("--json", metavar="FILE", help="Write JSON; - for standard output."),
    ] = None,
    part: Annotated[
        str | None,
        typer.Option(
            "--part",
            help="Only stories of that part: train, dev, held, check. Tune on no held or check.",
        ),
    ] = None,
    language: Annotated[
        str, typer.Option("--language", help="Score pages in that language; all for every one.")
    ] = "en",
    outlets: Annotated[
        Path | None,
        typer.Option(
            "--outlets",
            metavar="FILE",
            help="Your table of outlets and owners, TOML or CSV; else outlets.toml in STORIES.",
        ),
    ] = None,
) -> None:
    """Score traces of labelled stories, with simple ways of counting origins beside them.

    \b
    Examples:
      reportedly evaluate bench/stories --part dev
      reportedly evaluate stories/ --traces traces/ --json figures.json
    """  # noqa: D301
    run = Run((), (json,))
    with run.guarded():
        run.check_outputs()
        from reportedly.evaluate.figures import evaluation
        from reportedly.evaluate.labels import aliases, folders, story
        from reportedly.evaluate.names import Names

        labelled = [story(folder, language) for folder in folders(stories)]
        labelled = [one for one in labelled if part in (None, one.part)]
        if not labelled:
            run.fail(f'{stories}: no story is of the part "{part}"')
        names, scored = Names(aliases(stories)), {}
        table = outlets or next(iter(stories.glob("outlets.toml")), None)
        for one in labelled:
            found = _read(traces, one) if traces else _traced(stories / one.name, table, run)
            scored[one.name] = _scored(one, found, names)
        figures = evaluation(scored)
        if json is not None:
            run.write(json_format.dumps(figures, indent=1) + "\n", json)
        if json != "-":
            from reportedly.show.evaluate_view import show_evaluation

            show_evaluation(figures, run.console())


def _scored(one: "Story", trace: object, names: Any) -> Any:
    from reportedly.evaluate.answers import answers
    from reportedly.evaluate.scores import score

    return score(one, answers(trace, one.pages, f"{one.name}.json"), names)


def _read(folder: Path, one: "Story") -> object:
    """Return a trace as it was written; a story without one has no claims."""
    from reportedly.errors import Malformed, Unreadable

    if not folder.is_dir():
        raise Unreadable(str(folder), "no folder of traces", "give the one with STORY.json in it")
    path = folder / f"{one.name}.json"
    if not path.exists():
        return {"claims": []}
    try:
        return json_format.loads(path.read_text("utf-8"))
    except OSError as error:
        raise Unreadable(str(path), error.strerror or "cannot be opened") from error
    except (ValueError, RecursionError) as error:
        raise Malformed(str(path), f"no JSON: {error}", "write it anew") from error


def _traced(folder: Path, outlets: Path | None, run: Run) -> object:
    """Trace a story's pages in one run; those in other languages are left out silently."""
    from reportedly import pipeline
    from reportedly.show.export_json import trace_object

    pages = sorted(path for path in folder.glob("*.json") if path.name != "gold.json")
    left_out: list[InputError] = []
    articles = pipeline.read(*pages, on_error=left_out.append)
    with run.progress(folder.name) as progress:
        traced = pipeline.trace(
            articles, outlets=outlets, on_error=left_out.append, progress=progress
        )
    return trace_object(traced)
