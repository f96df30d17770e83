"""What a process is told to do, and what it answers: JSON both."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from reportedly.batch.gathering import Bunch
from reportedly.batch.reading import read_unit
from reportedly.batch.tracing import trace_bunch
from reportedly.batch.units import Unit
from reportedly.errors import ReportedlyError

Json = dict[str, Any]


def reading(unit: Unit, out: Path) -> Json:
    """Return the task of reading a unit."""
    return {"do": "read", "out": str(out), "unit": asdict(unit)}


def tracing(bunch: Bunch, out: Path, outlets: Path | None) -> Json:
    """Return the task of tracing a bunch of stories."""
    table = str(outlets) if outlets else None
    return {"do": "trace", "out": str(out), "outlets": table, "bunch": asdict(bunch)}


def answer(task: Json) -> Json:
    """Do a task, return what came of it, or in words why it could not be done."""
    out = Path(task["out"])
    try:
        if task["do"] == "read":
            told = task["unit"]
            unit = Unit(told["number"], told["kind"], tuple(told["paths"]))
            return asdict(read_unit(unit, out))
        told = task["bunch"]
        bunch = Bunch(told["number"], tuple((f, r, s) for f, r, s in told["places"]))
        outlets = Path(task["outlets"]) if task["outlets"] else None
        return asdict(trace_bunch(bunch, out, outlets))
    except ReportedlyError as error:
        name, reason, remedy = (*error.args, "", "", "")[:3]
        return {"error": [str(name), str(reason), str(remedy)]}
