"""The command that lists, exports, takes in and takes back what people decided."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.show.run import Run

if TYPE_CHECKING:
    from reportedly.store.collection import Collection

LARGEST = 256_000_000  # bytes of a file that is taken in


def judgements(  # noqa: PLR0913 - typer makes each option of an argument
    collection: Annotated[
        Path, typer.Argument(metavar="COLLECTION", help="The folder of the collection.")
    ],
    json: Annotated[
        str | None,
        typer.Option("--json", metavar="FILE", help="Write JSON lines; - for standard output."),
    ] = None,
    take_in: Annotated[
        str | None,
        typer.Option(
            "--import",
            metavar="FILE",
            help="Take in what another collection exported; - for standard input.",
        ),
    ] = None,
    undo: Annotated[
        int | None,
        typer.Option("--undo", metavar="N", min=1, help="Take judgement N back; it stays listed."),
    ] = None,
    different: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--different",
            metavar="NAME NAME",
            help="Say that the source called so is not the one called so.",
        ),
    ] = None,
    who: Annotated[
        str | None,
        typer.Option("--who", metavar="NAME", help="Who decides that; else your login."),
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="WORDS", help="Why.")] = "",
    outlets: Annotated[
        Path | None,
        typer.Option(
            "--outlets", metavar="FILE", help="Your table of outlets and owners, TOML or CSV."
        ),
    ] = None,
) -> None:
    """List what people decided in a collection, and what became of each decision.

    \b
    Examples:
      reportedly judgements dam/
      reportedly judgements dam/ --json ann.jsonl
      reportedly judgements dam/ --import ben.jsonl
      reportedly judgements dam/ --undo 3 --note "She called back."
      reportedly judgements dam/ --different "Reed" "Tom Reed"
    """  # noqa: D301
    run = Run([str(collection)], (json,))
    with run.guarded():
        from reportedly.store.collection import Collection

        run.check_outputs()
        run.check_table(outlets)
        changes = take_in is not None or undo is not None or different is not None
        opened = Collection.open if changes else Collection.open_as_permitted
        with opened(collection) as kept:
            if take_in is not None:
                _take_in(kept, take_in)
            if undo is not None:
                _undo(run, kept, undo, who or _login(), note)
            if different is not None:
                _different(run, kept, different, outlets, Said(who or _login(), note))
            if json is not None:
                from reportedly.judge.exchange import lines

                text = "".join(f"{line}\n" for line in lines(kept.judgements()))
                run.write(text, json)
            elif not changes:
                _list(run, kept, outlets)


def _take_in(kept: "Collection", file: str) -> None:
    """Store what a file has and the collection hasn't; all of it, or nothing if a line is bad."""
    from reportedly.judge.exchange import parse

    known = {judgement.id for judgement in kept.judgements()}
    found = parse(_text(file), "standard input" if file == "-" else file)
    new = [judgement for judgement in found if judgement.id not in known]
    for judgement in new:
        kept.judge(judgement)
    typer.echo(f"{len(new)} taken in, {len(found) - len(new)} already there")


def _undo(run: Run, kept: "Collection", number: int, who: str, note: str) -> None:
    from reportedly.judgement import Judgement

    found = [judgement for judgement in kept.judgements() if judgement.number == number]
    if not found:
        run.fail(f"there is no judgement {number}; see: reportedly judgements {kept.folder}")
    undo = kept.judge(Judgement(who=who, when="", kind="undo", note=note, undoes=found[0].id))
    typer.echo(f"{number} is taken back; to have it again: --undo {undo.number}")


@dataclass(frozen=True, slots=True)
class Said:
    """Who decides something, and why."""

    who: str
    note: str


def _different(
    run: Run, kept: "Collection", names: tuple[str, str], outlets: Path | None, said: Said
) -> None:
    """Keep that two names mean two sources; say what became of it."""
    from reportedly import pipeline
    from reportedly.judge.make import Maker

    maker = Maker(pipeline.trace_collection(kept, outlets=outlets), said.who, said.note)
    hands = [maker.called(name) for name in names]
    for hand in hands:
        if not hand.id:
            run.fail(f"no source in {kept.folder} is called {hand.name}; look for it by: "
                     "reportedly search")  # fmt: skip
    made = kept.judge(maker.different(*hands))
    (state,) = (
        s for s in pipeline.trace_collection(kept, outlets=outlets).judged if s.judgement == made.id
    )
    told = "" if state.state == "applied" else f", but not applied: {state.why}"
    typer.echo(f"kept as judgement {made.number}{told}; to take it back: --undo {made.number}")


def _list(run: Run, kept: "Collection", outlets: Path | None) -> None:
    from reportedly import pipeline
    from reportedly.show.judged import show_judgements

    made = kept.judgements()
    if not made:
        typer.echo("nobody has decided anything here yet")
        return
    standings = pipeline.trace_collection(kept, outlets=outlets).judged
    show_judgements(made, standings, run.console())


def _text(file: str) -> str:
    """Return the text of a file, or of standard input for "-".

    Raises:
        InputError: it cannot be read, is too large, or is no text.
    """
    from reportedly.errors import Malformed, TooLarge, Unreadable

    try:
        if file == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(file).open("rb") as stream:
                data = stream.read(LARGEST + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Unreadable(file, reason, "check the path") from error
    if len(data) > LARGEST:
        raise TooLarge(file, f"it is larger than {LARGEST // 1_000_000} MB", "take it in in parts")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed(file, "it is no text in UTF-8", "export it anew") from error


def _login() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):  # no such user in this container
        return "somebody"
