"""A stand-in for the pipeline: the commands are tested without a model.

Run as a program it is the command line with the stand-in below it.
"""

import sys
from pathlib import Path
from types import ModuleType

import reportedly
from reportedly.errors import BadTable, InputError, ModelError, Unreadable
from tests.show.hostile import hostile_trace
from tests.show.story import articles, trace


def _read(names, on_error, stdin):
    for name in names:
        if "missing" in name:
            on_error(Unreadable(name, "there is no such file", "check the name"))
    if "stop" in names:
        raise KeyboardInterrupt
    if "-" in names and not stdin.read().strip():
        on_error(InputError("standard input", "it is empty", "pipe an article into it"))
        return []
    return [] if set(names) <= {"none", "missing"} else list(articles())


def pipeline() -> ModuleType:
    """Return a module with the pipeline's functions.

    An input's name says what happens to it: "missing" is left out, "none" gives
    no article, "hostile", "broken-model", "stop" and "long" do as they say.
    """
    module = ModuleType("reportedly.pipeline")
    seen: list[str] = []

    def read(*inputs, on_error=None, stdin=None, on_copy=None):
        seen[:] = [str(name) for name in inputs]
        return _read(seen, on_error, stdin)

    def attribute(articles, *, recall=False, on_error=None, progress=None):
        if "broken-model" in seen:
            raise ModelError("attribution.onnx is not there")
        if progress:
            progress(1, 2)
        found: dict[str, tuple] = {art.id: () for art in articles}
        for one in trace().resolution.appearances:
            found[one.article] += (one.attribution,)
        return found

    def resolve_all(articles, attributions, outlets: Path | None = None):
        if outlets is not None:
            raise BadTable(f"{outlets} row 3", "it has no name", "give every row a name")
        return trace().resolution

    def trace_(articles, *, outlets=None, recall=False, on_error=None, progress=None):
        attribute(articles, on_error=on_error, progress=progress)
        resolve_all(articles, {}, outlets)
        return hostile_trace("\x1b[31m") if "hostile" in seen else trace()

    module.read, module.attribute, module.resolve_all = read, attribute, resolve_all
    module.trace = trace_
    return module


def install() -> ModuleType:
    """Put the stand-in where the commands look for the pipeline."""
    module = pipeline()
    sys.modules["reportedly.pipeline"] = module
    reportedly.pipeline = module  # type: ignore[attr-defined]
    return module


if __name__ == "__main__":
    install()
    from reportedly.show.cli import main

    main()
