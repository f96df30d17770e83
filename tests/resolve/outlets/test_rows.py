"""Tables that cannot be used: file, line, reason and way out (cases/bad_tables.jsonl)."""

import json
import re
from pathlib import Path

import pytest

from reportedly.errors import BadTable, TooLarge, Unreadable
from reportedly.resolve.outlets.rows import read_rows
from reportedly.resolve.outlets.table import OutletTable

LINES = Path(__file__).parents[1].joinpath("cases").joinpath("bad_tables.jsonl").read_text("utf-8")
CASES = [json.loads(line) for line in LINES.splitlines()]
SHIPPED = OutletTable.shipped()


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_bad_table(tmp_path, case):
    """A table that cannot be used says in which file and line, why, and leaves all as it was."""
    path = tmp_path / case["file"]
    path.write_bytes(case["text"].encode())
    with pytest.raises(BadTable) as caught:
        SHIPPED.with_overrides(path)
    message = str(caught.value)
    assert caught.value.name.startswith(str(path))
    assert re.search(rf"\b{case['place']}\b", message)
    assert re.search(re.escape(case["reason"]).replace(r"\|", "|"), message)
    assert OutletTable.shipped() is SHIPPED


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_what_to_do(tmp_path, case):
    """Each of these errors says what to do, but for syntax, where the parser says it."""
    path = tmp_path / case["file"]
    path.write_bytes(case["text"].encode())
    with pytest.raises(BadTable) as caught:
        SHIPPED.with_overrides(path)
    assert caught.value.remedy or "not TOML" in caught.value.reason


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"name\nQuay\nM\xfcnster\n", 3),
        ("name\nQuay\n".encode("utf-16"), 1),
        (b"name\n\x89PNG\r\n\x1a\n\x00\x00", 2),
        (b"PK\x03\x04\x14\x00\x06\x00", 1),
        (b"\x00" * 4096, 1),
    ],
    ids=["Latin-1", "UTF-16", "PNG", "spreadsheet", "zeros"],
)
def test_bytes_that_are_no_text(tmp_path, data, line):
    """Bytes that are no UTF-8 text are named with the line of the first."""
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with pytest.raises(BadTable) as caught:
        SHIPPED.with_overrides(path)
    assert f"line {line}" in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize("deep", ["a = " + "[" * 20_000, "a = 1" + "0" * 5_000])
def test_toml_that_breaks_its_parser(tmp_path, deep):
    """Brackets in brackets and endless numbers are a bad table like any other."""
    path = tmp_path / "a.toml"
    path.write_text(deep)
    with pytest.raises(BadTable):
        SHIPPED.with_overrides(path)


def test_too_large(tmp_path):
    """A table beyond 8 MiB or 50,000 rows is refused before it is read to its end."""
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(TooLarge):
        read_rows(path)
    path.write_text("name\n" + "".join(f"Q{n}\n" for n in range(50_001)))
    with pytest.raises(TooLarge) as caught:
        read_rows(path)
    assert "line 50002" in str(caught.value)


@pytest.mark.parametrize("name", ["none.toml", ".", "a\0b"])
def test_missing_table(tmp_path, name):
    """A table that is not there, or is a folder, is unreadable."""
    with pytest.raises(Unreadable):
        SHIPPED.with_overrides(tmp_path / name)


@pytest.mark.parametrize("name", ["+972 Magazine", "-30-", "L’Équipe", "Ash & Elm (Quay)", "7sur7"])
def test_names_that_are_no_formulas(tmp_path, name):
    """An outlet may be called +972 Magazine."""
    path = tmp_path / "a.csv"
    path.write_text(f"name\n{name}\n", "utf-8")
    assert read_rows(path)[0][1].name == name


@pytest.mark.parametrize("checked", ["2026-11-23", "2026-11", "2026", ""])
def test_dates(tmp_path, checked):
    """A date may be known to the day, the month or the year; TOML has dates and numbers, too."""
    path = tmp_path / "a.csv"
    path.write_text(f"name,checked\nQuay,{checked}\n", "utf-8")
    assert read_rows(path)[0][1].checked == checked
    toml = tmp_path / "a.toml"
    if len(checked) in (4, 10):
        toml.write_text(f'[[outlet]]\nname = "Quay"\nchecked = {checked}\n', "utf-8")
        assert read_rows(toml)[0][1].checked == checked


def test_a_country_has_one_name(tmp_path):
    """A country that is known is written in one way, so that its outlets are one group."""
    path = tmp_path / "a.csv"
    path.write_text("name,state\nQuay,USA\nAsh,Halmere\n", "utf-8")
    assert [row.state for _, row in read_rows(path)] == ["United States", "Halmere"]


def test_blank_lines_and_a_mark_of_byte_order(tmp_path):
    """What editors and spreadsheets add does no harm."""
    path = tmp_path / "a.csv"
    path.write_bytes("\ufeffname,owner\r\n\r\nQuay,Ash\r\n,\r\n".encode())
    assert [(place.rsplit(" ", 1)[-1], row.name) for place, row in read_rows(path)] == [
        ("3", "Quay")
    ]
