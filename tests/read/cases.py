"""The tables in cases/, as pytest parameters."""

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).with_name("cases")


def cases(name: str, label: str) -> list[object]:
    """Return one parameter a line of a table; `label` is the field that names it."""
    params = []
    for line in FOLDER.joinpath(f"{name}.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        params.append(pytest.param(case, id=case[label][:60] or "empty"))
    return params
