"""`reportedly serve`: the workbench in the browser, on this machine only."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.errors import InputError
from reportedly.show.run import Run

if TYPE_CHECKING:
    from reportedly.show.web.desk import Desk
    from reportedly.show.web.safety import Rules

LOOPBACK = ("127.0.0.1", "::1", "localhost")
PORT = 7878
TOKEN = "REPORTEDLY_TOKEN"  # noqa: S105 - the name of a variable
NEEDED = ("fastapi", "uvicorn", "python_multipart")


class PortInUse(InputError):
    """The address cannot be listened at."""


def serve(
    collection: Annotated[
        Path | None,
        typer.Argument(
            metavar="COLLECTION",
            help="A folder that reportedly add made; a new one is begun. Without it, what is "
            "added goes when the server stops.",
            show_default=False,
        ),
    ] = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Where to listen; 0 for any free port.")
    ] = PORT,
    host: Annotated[
        str, typer.Option("--host", help="Another address than this machine's own needs --open.")
    ] = LOOPBACK[0],
    open_: Annotated[
        bool,
        typer.Option(
            "--open",
            help="Let other machines in that have the token, which is printed "
            f"(or taken from {TOKEN}).",
        ),
    ] = False,
    outlets: Annotated[
        Path | None,
        typer.Option(
            "--outlets", metavar="FILE", help="Your table of outlets and owners, TOML or CSV."
        ),
    ] = None,
) -> None:
    """Open the workbench: a page in the browser to read traces, on this machine only.

    \b
    Examples:
      reportedly serve story.collection
      reportedly serve
      reportedly serve story.collection --port 9000 --outlets outlets.toml
    """  # noqa: D301
    run = Run([], ())
    with run.guarded():
        _needed(run)
        if host not in LOOPBACK and not open_:
            run.fail(
                f"--host {host} lets other machines in; add --open to mean it, "
                "and hand out the token that is printed then"
            )
        run.check_table(outlets)
        token = (os.environ.get(TOKEN) or secrets.token_urlsafe(24)) if open_ else None
        from reportedly.show.web.safety import Rules

        with _desk(run, collection, outlets) as desk:
            _serve(run, desk, Rules(host=host, token=token), port)


def _needed(run: Run) -> None:
    from importlib.util import find_spec

    missing = [name.replace("_", "-") for name in NEEDED if find_spec(name) is None]
    if missing:
        run.fail(
            f"the workbench needs {', '.join(missing)}; "
            "install: pip install 'reportedly[workbench]'"
        )


@contextmanager
def _desk(run: Run, folder: Path | None, outlets: Path | None) -> "Iterator[Desk]":
    from reportedly.errors import CollectionReadOnly
    from reportedly.show.web.desk import Desk, Settings, passing_desk
    from reportedly.store.collection import Collection

    settings = Settings(outlets=outlets)
    if folder is None:
        desk = passing_desk(settings)
    else:
        try:
            known = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
            opened = Collection.open(folder) if known else Collection.create(folder)
        except CollectionReadOnly as error:
            opened = Collection.open(folder, readonly=True)
            run.say(f"{error.name}: {error.reason}; opened for reading only")
        desk = Desk(opened, settings)
    try:
        yield desk
    finally:
        desk.close()


def _serve(run: Run, desk: "Desk", rules: "Rules", port: int) -> None:
    import logging

    import uvicorn

    from reportedly.show.web.app import create_app

    config = uvicorn.Config(
        create_app(desk, rules), host=rules.host, port=port, log_level="error",
        server_header=False, date_header=False, ws="none", access_log=False,
        timeout_graceful_shutdown=2, proxy_headers=False,
    )  # fmt: skip
    quiet = logging.getLogger("uvicorn.error")
    try:
        quiet.disabled = True  # it is said below, in one line
        listening = config.bind_socket()
    except SystemExit as error:
        cause = error.__context__
        why = cause.strerror if isinstance(cause, OSError) and cause.strerror else "it cannot be"
        raise PortInUse(
            f"{rules.host}:{port}", f"cannot listen there ({why.lower()})",
            "choose another with --port, or stop what uses it; --port 0 takes any",
        ) from cause  # fmt: skip
    finally:
        quiet.disabled = False
    place = listening.getsockname()[1]
    name = f"[{rules.host}]" if ":" in rules.host else rules.host
    ticket = f"?token={rules.token}" if rules.token else ""
    run.say(f"open http://{name}:{place}/{ticket}")
    run.say("it runs until Ctrl-C")
    with suppress(KeyboardInterrupt):  # the way to stop it
        uvicorn.Server(config).run(sockets=[listening])
