"""Cards: the table twin in the chart's place, copies and files."""

import csv
import io
from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtXml import QDomDocument
from pytestqt.qtbot import QtBot

from ui.charts import figures
from ui.charts.card import ChartCard
from ui.charts.data import BarData, TwinColumn, TwinTable
from ui.charts.export import csv_bytes
from ui.charts.plots import BarPlot
from ui.charts.twin import TwinModel, TwinView
from ui.theme.look import Look

TABLE = TwinTable(
    columns=(
        TwinColumn(title="Course", stretch=True),
        TwinColumn(title="Enrolled", kind="number", format=figures.whole),
        TwinColumn(title="Rate", kind="bar", format=figures.percent, width=120),
    ),
    rows=(("Ethics", 2310, 91.25), ("=SUM(A1)", 12, None)),
    sorted_by=1,
)
BARS = BarData(
    names=("Ethics", "Sum"),
    values=(2310.0, 12.0),
    texts=("2310", "12"),
    details=(("2310",), ("12",)),
    format=figures.whole,
)


@pytest.fixture
def card(qtbot: QtBot) -> ChartCard:
    look = Look()
    made = ChartCard(look, "Popular courses", height=180)
    qtbot.addWidget(made)
    chart = BarPlot(look, "Popular courses")
    chart.set_data(BARS)
    made.set_chart(chart)
    made.describe("By live enrollments", "Ethics 2310, Sum 12", TABLE)
    made.resize(420, made.sizeHint().height())
    look.dress(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_model_keeps_its_promises(qtbot: QtBot) -> None:
    model = TwinModel()
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(model, fatal)
    model.set_table(TABLE)
    model.set_table(TwinTable())
    model.set_table(TABLE)
    assert isinstance(model, QAbstractItemModel)
    assert model.data(model.index(0, 1)) == figures.whole(2310)
    assert model.data(model.index(1, 2)) == "–"
    spoken = model.data(model.index(0, 2), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Rate: 91.3\u00a0%" or spoken == "Rate: 91.2\u00a0%"


def test_the_table_stands_in_the_charts_place(card: ChartCard) -> None:
    before = card.size()
    assert card.twin_button is not None
    card.twin_button.click()
    assert card.as_table
    assert card.table.isVisible()
    assert card.size() == before
    assert card.table.geometry() == card.stack.rect()
    assert card.twin_button.accessibleName() == "Show as chart"
    card.twin_button.click()
    assert card.chart is not None
    assert card.chart.isVisible()


def test_chart_and_table_say_the_same_in_words(card: ChartCard) -> None:
    assert card.chart is not None
    for one in (card, card.chart, card.table):
        assert one.accessibleDescription() == "Ethics 2310, Sum 12"


def test_a_card_with_a_chart_makes_its_table_when_it_is_looked_for(card: ChartCard) -> None:
    assert not card.findChildren(TwinView)
    card.describe("By live enrollments", "Other words", TABLE)
    assert not card.findChildren(TwinView)
    assert card.picture("csv").data.count(b"\n") == 3
    assert card.twin_button is not None
    card.twin_button.click()
    assert card.findChildren(TwinView) == [card.table]
    assert card.table.accessibleDescription() == "Other words"
    card.describe("By live enrollments", "Newest words", replace(TABLE, rows=TABLE.rows[:1]))
    assert card.table.accessibleDescription() == "Newest words"
    assert card.table.twin.rowCount() == 1


def test_enter_and_click_ask_for_the_rows_behind_a_line(qtbot: QtBot, card: ChartCard) -> None:
    assert card.twin_button is not None
    card.twin_button.click()
    chosen: list[int] = []
    card.chosen.connect(chosen.append)
    QTest.keyClick(card.table, Qt.Key.Key_Down)
    QTest.keyClick(card.table, Qt.Key.Key_Return)
    spot = card.table.visualRect(card.table.twin.index(0, 0)).center()
    QTest.mouseClick(
        card.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot
    )
    assert chosen == [1, 0]


def test_the_table_is_copied_as_it_is_read(card: ChartCard) -> None:
    assert card.twin_button is not None
    card.twin_button.click()
    QTest.keySequence(card.table, "Ctrl+C")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Course\tEnrolled\tRate"
    assert lines[2] == "=SUM(A1)\t12\t–"


def test_the_menu_offers_every_form(card: ChartCard) -> None:
    menu = card.menu()
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Save as PNG…", "Save as SVG…", "Save as CSV…", "Copy the table"]
    forms: list[str] = []
    card.saved.connect(lambda picture: forms.append(picture.form))
    for action in menu.actions()[:3]:
        action.trigger()
    assert forms == ["png", "svg", "csv"]


def test_a_png_is_twice_as_large_as_the_screen_shows(card: ChartCard) -> None:
    image = QImage.fromData(card.picture("png").data)
    assert image.width() == 2 * card.stack.width()
    colors = {image.pixelColor(x, y).name() for x in range(0, image.width(), 7) for y in (200, 250)}
    assert card.look.series(0).name() in colors


def test_an_svg_is_a_drawing_with_its_title(card: ChartCard) -> None:
    data = card.picture("svg").data
    document = QDomDocument()
    assert document.setContent(data)
    assert document.elementsByTagName("title").at(0).toElement().text() == "Popular courses"
    assert (
        document.elementsByTagName("path").count() + document.elementsByTagName("rect").count() > 2
    )


def test_a_csv_has_whole_numbers_and_no_formulas(card: ChartCard) -> None:
    text = card.picture("csv").data.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        ["Course", "Enrolled", "Rate"],
        ["Ethics", "2310", "91.25"],
        ["'=SUM(A1)", "12", ""],
    ]


def test_several_tables_are_told_apart(qtbot: QtBot) -> None:
    text = csv_bytes([("First", TABLE), ("Second", TABLE)]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["First"]
    assert rows[4:6] == [[], ["Second"]]


def test_without_numbers_there_are_words_in_the_same_room(card: ChartCard) -> None:
    before = card.size()
    card.describe("In 1999", "Nothing", TwinTable(columns=TABLE.columns))
    assert card.nothing.isVisible()
    assert card.size() == before
    card.describe("By live enrollments", "Ethics 2310, Sum 12", TABLE)
    assert card.chart is not None
    assert card.chart.isVisible()


def test_a_card_grows_with_the_text(card: ChartCard) -> None:
    before = card.stack.height()
    card.look.change(text_scale=1.5)
    assert card.stack.height() == round(before * 1.5)
