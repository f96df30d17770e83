"""One run of a command: its inputs, what was left out, progress, the way it ends."""

import logging
import os
import sys
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from reportedly.errors import BadTable, InputError, ModelError
from reportedly.show import output
from reportedly.show.safe import one_line

if TYPE_CHECKING:
    from rich.console import Console

    from reportedly.records import Article

LEFT_OUT, NO_MODEL, INTERRUPTED = 2, 3, 130
NOBODY_READS = 141  # what a shell says of a program that a closed pipe ended


class Run:
    """What the commands have in common.

    Messages go to standard error, one line each; what was asked for goes to
    standard output or into files.
    """

    def __init__(self, inputs: Sequence[str] | None, outputs: Sequence[Path | str | None]) -> None:
        self.inputs = list(inputs or ["-"])
        self.outputs = [Path(file) for file in outputs if file is not None and str(file) != "-"]
        self.asked = bool(inputs) or not sys.stdin.isatty()
        self.articles: list[Article] = []
        self.left_out = 0

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn what a user can cause into a message and an exit status, never a traceback."""
        try:
            yield
        except InputError as error:
            self.say(str(error))
            raise typer.Exit(LEFT_OUT) from error
        except ModelError as error:
            self.say(f"the model cannot be used: {error}; install reportedly again")
            raise typer.Exit(NO_MODEL) from error
        except KeyboardInterrupt as error:
            self.say("stopped; files that were asked for are as they were, or whole")
            raise typer.Exit(INTERRUPTED) from error
        except BrokenPipeError as error:
            silence_stdout()
            raise typer.Exit(NOBODY_READS) from error
        if self.left_out:
            raise typer.Exit(LEFT_OUT)

    def read(self) -> None:
        """Read the inputs into `articles`; what cannot be read is left out with a message."""
        self.need_inputs()
        self.check_outputs()
        _quiet()
        from reportedly import pipeline

        stdin = getattr(sys.stdin, "buffer", None)
        self.articles = pipeline.read(
            *self.inputs, on_error=self.leave_out, stdin=stdin, on_copy=self.note_copy
        )
        if not self.articles:
            self.fail("no article could be read; see above, or --help")
        for article in self.articles:
            self.note_warnings(article)

    def reading(self) -> "Iterator[Article]":
        """Yield the inputs' articles one by one; what cannot be read is left out with a message."""
        _quiet()
        from reportedly import pipeline

        stdin = getattr(sys.stdin, "buffer", None)
        for article in pipeline.reading(
            self.inputs, on_error=self.leave_out, stdin=stdin, on_copy=self.note_copy
        ):
            self.note_warnings(article)
            yield article

    def need_inputs(self) -> None:
        """End if there is nothing to read."""
        if not self.asked:
            self.fail("no input: give files or folders, or - for standard input; see --help")

    def note_warnings(self, article: "Article") -> None:
        """Say what an article's reader was unsure of."""
        for name, why in article.notes:
            if name == "warning":
                self.say(f"note: {article.path or article.id}: {why}")

    def check_outputs(self) -> None:
        """Raise `CannotWrite` for a file that can plainly not be written, before the long work."""
        for file in self.outputs:
            output.check(file)

    def need(self, left: Collection[object]) -> None:
        """End, before any file is written, if nothing is left of the articles that were read."""
        if not left:
            self.fail("no article is left; nothing was written")

    def check_table(self, table: Path | None) -> None:
        """Raise `BadTable` for a table of outlets that cannot be used, before the long work."""
        if table is None:
            return
        if not table.is_file():
            reason = "this is not a file" if table.exists() else "there is no such file"
            raise BadTable(str(table), reason, "check the path, or go without --outlets")
        from reportedly.resolve.outlets.table import OutletTable

        try:
            OutletTable.shipped().with_overrides(table)
        except InputError as error:
            remedy = error.remedy or "mend it, or go without --outlets"
            raise BadTable(error.name, error.reason, remedy) from error

    def note_copy(self, article: "Article", first: str) -> None:
        """Say that an article was given twice; it counts once, and nothing is lost."""
        self.say(f"note: {article.path or article.id}: the same article as {first}; counted once")

    def leave_out(self, error: InputError) -> None:
        """Say what is left out and why, and remember that something was."""
        self.left_out += 1
        self.say(f"left out: {error}")

    def say(self, message: str) -> None:
        """Print one line on standard error."""
        typer.echo(_sayable(f"reportedly: {one_line(message)}"), err=True)

    def fail(self, message: str) -> NoReturn:
        """Print one line on standard error and end."""
        self.say(message)
        raise typer.Exit(LEFT_OUT)

    def list(self, error: InputError, candidates: Iterable[str]) -> NoReturn:
        """Print an error and what might have been meant, a line each, and end."""
        self.say(str(error))
        for line in candidates:
            self.say(line)
        raise typer.Exit(LEFT_OUT) from error

    def write(self, text: str, file: Path | str) -> None:
        """Write a file that was asked for, or standard output for "-"."""
        if str(file) == "-":
            output.to_stdout(text)
            return
        try:
            output.write(text, Path(file))
        except output.CannotWrite as error:  # the rest can still be shown
            self.left_out += 1
            self.say(str(error))

    def write_folder(self, files: Iterable[tuple[str, str | bytes]], folder: Path) -> None:
        """Write files into a folder, which is made if it is not there; each whole or not at all."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or "it cannot be made"
            raise output.CannotWrite(str(folder), reason, "give another place") from error
        for name, content in files:
            output.write(content, folder / name)

    def console(self) -> "Console":
        """Return standard output as rich sees it: no colours when piped or by NO_COLOR."""
        from rich.console import Console

        class Piped(Console):
            """A console that leaves a closed pipe to us; rich would end with status 1."""

            def on_broken_pipe(self) -> None:
                """Pass the error on."""
                raise BrokenPipeError

        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
        return Piped(highlight=False, markup=False, emoji=False)

    @contextmanager
    def progress(self, doing: str) -> Iterator[Callable[[int, int], None] | None]:
        """Show how far long work is, where standard error is a terminal."""
        if not sys.stderr.isatty():
            yield None
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        columns = TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn()
        with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
            task = shown.add_task(doing, total=None)
            yield lambda done, total: shown.update(task, completed=done, total=total)


def silence_stdout() -> None:
    """Keep the interpreter from complaining, at its end, of a pipe that nobody reads."""
    with suppress(OSError, ValueError, AttributeError):  # it may be no file, as in tests
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def end_at_once(status: object) -> None:
    """End the process without the interpreter's shut-down, where that could crash.

    So it is while threads of a corpus run that failed are still at work. Does nothing
    anywhere else. All that was written is closed by then, locks end with the process.
    """
    engine = sys.modules.get("reportedly.batch.engine")
    if engine is None or not engine.at_work():
        return
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status if isinstance(status, int) else 1 if status else 0)


def _quiet() -> None:
    """Libraries' remarks on pages that they mend all the same are not for the user."""
    warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())


def _sayable(message: str) -> str:
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    return message.encode(encoding, "replace").decode(encoding, "replace")
