"""No spreadsheet runs what leaves the window or the command line, whichever way it goes."""

from __future__ import annotations

import csv
import io

import pytest

from app.domain.spreadsheets import unquoted
from app.queries.grids import ENROLLMENTS
from services.interchange.csv_writing import TableWriter
from ui.charts.data import TwinColumn, TwinTable
from ui.charts.export import csv_bytes
from ui.widgets.grid.clipboard import plain


def copied(text: str) -> str:
    return plain(ENROLLMENTS.column("course"), text)


def charted(text: str) -> str:
    table = TwinTable(columns=(TwinColumn(title="Course"),), rows=((text,),))
    data = csv_bytes([("", table)]).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(data, newline="")))[1][0]


def exported(text: str) -> str:
    stream = io.StringIO(newline="")
    TableWriter(stream, ",").write([text])
    return next(csv.reader(io.StringIO(stream.getvalue(), newline="")))[0]


@pytest.mark.parametrize("way", [copied, charted, exported])
@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\0", "'=", "''-"])
def test_a_formula_leaves_as_text(way: object, first: str) -> None:
    assert callable(way)
    made = way(f"{first}1+1")
    assert made == f"'{first}1+1"
    assert unquoted(made) == f"{first}1+1"


@pytest.mark.parametrize("way", [copied, charted, exported])
@pytest.mark.parametrize("text", ["", "Tea", "'tis", "a=b", " =1"])
def test_anything_else_leaves_as_it_is(way: object, text: str) -> None:
    assert callable(way)
    assert way(text) == text
