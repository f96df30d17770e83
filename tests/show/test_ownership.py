"""The row of the outlet table behind a source."""

import pytest

from reportedly.errors import BadTable
from reportedly.resolve.outlets.table import Outlet, OutletTable
from reportedly.show.ownership import Ownership
from tests.factories import source


def test_a_row_is_found_by_name_and_place():
    """An outlet has its row; the same name on another site and other kinds have none."""
    row = Outlet(name="Quay Post", domain="quay.example", owner="Alder")
    owners = Ownership(OutletTable((row,)))
    assert owners.row(source("a", "Quay Post", "outlet", domain="quay.example")) == row
    assert owners.row(source("a", "Quay Post", "outlet")) == row
    assert owners.row(source("a", "Quay Post", "outlet", domain="other.example")) is None
    assert owners.row(source("a", "Quay Post", "person")) is None
    assert owners.row(source("a", "Ridgeway", "outlet")) is None


def test_it_says_which_table(tmp_path):
    """A row of the user's is told apart from a shipped one."""
    file = tmp_path / "mine.csv"
    file.write_text("name,owner\nQuay Post,Alder\n", "utf-8")
    owners = Ownership.of(file)
    mine = owners.row(source("a", "Quay Post", "outlet"))
    shipped = owners.row(source("b", "Reuters", "outlet"))
    assert mine is not None
    assert shipped is not None
    assert owners.place(mine) == f"your table {file}"
    assert owners.place(shipped) == "the table that comes with reportedly"


def test_a_broken_table_is_an_error(tmp_path):
    """A table that cannot be used says why."""
    file = tmp_path / "mine.csv"
    file.write_text("name,colour\nQuay Post,red\n", "utf-8")
    with pytest.raises(BadTable, match="colour"):
        Ownership.of(file)
