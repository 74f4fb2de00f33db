"""Markdown: what the toolbar does to lines, and what learners see."""

from __future__ import annotations

import re
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument

from tests.support.pseudo import Pseudo
from ui.theme.look import Look
from ui.widgets.markdown import edits
from ui.widgets.markdown.html import Markup, anchor_name, fitted, picture_url
from ui.widgets.markdown.pieces import Piece, parted, pieces
from ui.widgets.markdown.render import NEAR, WHOLE, Renderer, Scene
from ui.widgets.markdown.style import PARAGRAPH, PreviewStyle, preview_style, sheet

MARKER = QTextBlockFormat.MarkerType


def blocks_of(document: QTextDocument) -> list[QTextBlock]:
    """A document's paragraphs."""
    return [document.findBlockByNumber(at) for at in range(document.blockCount())]


@pytest.fixture
def style(qapp: object) -> PreviewStyle:
    return preview_style(Look(), 600)


def never() -> None:
    """Nobody gives up."""


def html(text: str, style: PreviewStyle, **more: object) -> str:
    scene = Scene(style=style, pictures={}, **more)  # type: ignore[arg-type]
    return Renderer().render(text, scene, never).html


@pytest.mark.parametrize(
    ("line", "column", "wanted"),
    [
        ("- one", 5, "- "),
        ("  * one", 7, "  * "),
        ("3. one", 6, "4. "),
        ("- [x] done", 10, "- [ ] "),
        ("> said", 6, "> "),
        ("- ", 2, ""),
        ("plain", 5, None),
        ("- one", 0, None),
    ],
)
def test_lists_go_on(line: str, column: int, wanted: str | None) -> None:
    assert edits.continuation(line, column) == wanted


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("# A **bold** and *slanted **both*** [link](x) ~~old~~ title", "md-h1"),
        ("## A **bold** title", "md-h2"),
        ("### A *slanted* title", "md-h3"),
        ("#### A [linked](x) title", "md-h4"),
        ("Some **bold** text", "md-body"),
    ],
)
def test_marked_words_are_as_large_as_those_around_them(
    text: str, size: str, style: PreviewStyle
) -> None:
    document = QTextDocument()
    document.setDefaultStyleSheet(sheet(style))
    document.setHtml(html(text, style))
    assert sizes_of(document) == {style.size(size)}


@pytest.mark.parametrize(
    "text",
    ["- [ ] buy\n- [x] pay\n- [X] cook", "- [ ] buy\n\n- [x] pay\n\n- [X] cook\n\n  with care"],
    ids=["tight", "loose"],
)
def test_a_check_list_has_boxes_and_says_which_are_checked(text: str, style: PreviewStyle) -> None:
    document = QTextDocument()
    document.setDefaultStyleSheet(sheet(style))
    document.setHtml(html(f"{text}\n- plain", style))
    marks = [block.blockFormat().marker() for block in blocks_of(document)]
    words = [block.text() for block in blocks_of(document)]
    open_, checked = MARKER.Unchecked, MARKER.Checked
    assert marks[:3] == [open_, checked, checked]
    assert set(marks[3:]) == {MARKER.NoMarker}
    assert words[:3] == ["buy (not done)", "pay (done)", "cook (done)"]
    assert words[-1] == "plain"


def test_what_a_preview_says_itself_is_in_the_users_language(
    style: PreviewStyle, qapp: QCoreApplication
) -> None:
    text = "- [x] pay\n\n> [!tip]\n> ![](gone.png)\n\n::: objectives\n\nto know\n\n:::\n"
    plain = html(text, style)
    pseudo = Pseudo()
    assert qapp.installTranslator(pseudo)
    try:
        changed = html(text, style)
    finally:
        qapp.removeTranslator(pseudo)
    for words in ("(done)", "Tip", "Picture not found", "Objectives"):
        assert words in plain
        assert words not in changed
    assert "gone.png" in changed


def test_a_numbered_check_list_keeps_its_numbers(style: PreviewStyle) -> None:
    document = QTextDocument()
    document.setHtml(html("1. [ ] buy\n2. [x] pay", style))
    assert {block.blockFormat().marker() for block in blocks_of(document)} == {MARKER.NoMarker}
    images = [
        part.format.toImageFormat().name()
        for block in blocks_of(document)
        for part in block.textFormats()
        if part.format.isImageFormat()
    ]
    assert images == ["icon:square", "icon:square-check"]


@pytest.mark.parametrize(
    "text",
    [
        "- [ ](there)",
        "- [x]\n\n[x]: there",
        "- \\[ ] text",
        "- `[ ]` code",
        "- [y] text",
        "- [x]**bold**",
        "- [ ]`code`",
        "[ ] text",
    ],
)
def test_what_only_looks_like_a_check_box_is_none(text: str, style: PreviewStyle) -> None:
    assert "done)" not in html(text, style)


def test_code_in_a_heading_grows_with_it(style: PreviewStyle) -> None:
    document = QTextDocument()
    document.setDefaultStyleSheet(sheet(style))
    document.setHtml(html("# The `code`", style))
    assert sizes_of(document) == {style.size("md-h1"), 23}


def test_a_rule_is_a_line(style: PreviewStyle) -> None:
    document = QTextDocument()
    document.setDefaultStyleSheet(sheet(style))
    document.setHtml(html("a\n\n---\n\nb", style))
    tables = [QTextCursor(block).currentTable() for block in blocks_of(document)]
    inside = [at for at, table in enumerate(tables) if table is not None]
    assert len(inside) == 1
    box = document.documentLayout().blockBoundingRect(document.findBlockByNumber(inside[0]))
    assert 0 < box.height() <= 3


def test_a_picture_takes_no_more_room_than_it_has(style: PreviewStyle) -> None:
    markup = Markup(style, {"plot.png": (400, 300)})
    document = QTextDocument()
    document.setTextWidth(600)
    document.setDefaultStyleSheet(sheet(style))
    document.setHtml(markup.html("![A plot](plot.png)\n\nText below.", 0, 600))
    shown, below = document.begin(), document.begin().next()
    layout = document.documentLayout()
    assert below.text().strip() == "Text below."
    gap = layout.blockBoundingRect(below).top() - layout.blockBoundingRect(shown).top() - 300
    # A caption's line and what parts paragraphs.
    assert gap < 2 * style.size("md-caption") + 2 * PARAGRAPH


def sizes_of(document: QTextDocument) -> set[int]:
    """The pixels of every piece of text."""
    found: set[int] = set()
    block = document.begin()
    while block.isValid():
        pieces_ = block.begin()
        while not pieces_.atEnd():
            piece = pieces_.fragment()
            if piece.text().strip():
                found.add(piece.charFormat().font().pixelSize())
            pieces_ += 1
        block = block.next()
    return found


def test_bold_is_put_and_taken_away() -> None:
    put = edits.wrap("one two", 4, 7, "**", "bold")
    assert put.text == "one **two**"
    back = edits.wrap(put.text, put.start, put.end, "**", "bold")
    assert (back.text, back.start, back.end) == ("one two", 4, 7)


def test_lists_are_put_and_taken_away() -> None:
    put = edits.prefixed("one\n\ntwo", 0, 8, "{n}. ")
    assert put.text == "1. one\n\n2. two"
    assert edits.prefixed(put.text, 0, 14, "{n}. ").text == "one\n\ntwo"
    assert edits.prefixed("- one", 0, 5, "- [ ] ").text == "- [ ] one"


def test_headings_go_deeper_and_end() -> None:
    text = "Title"
    seen = []
    for _ in range(4):
        text = edits.heading(text, 0, len(text)).text
        seen.append(text)
    assert seen == ["## Title", "### Title", "#### Title", "Title"]


def test_a_link_selects_what_is_still_missing() -> None:
    edit = edits.link("see here", 4, 8)
    assert edit.text == "see [here](https://)"
    assert edit.text[edit.start : edit.end] == "https://"
    edit = edits.link("https://example.org", 0, 19)
    assert edit.text[edit.start : edit.end] == "text"


def test_indenting_and_back() -> None:
    put = edits.indented("- a\n- b", 0, 7, back=False)
    assert put.text == "  - a\n  - b"
    assert edits.indented(put.text, 0, 11, back=True).text == "- a\n- b"


LINES = st.sampled_from(
    ["", "# a", "## b", "text", "- item", "```python", "```", "~~~", "::: challenge", ":::", "> q"]
)


@given(st.lists(LINES, max_size=30))
def test_pieces_are_the_whole_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    parts = pieces(text)
    assert "\n".join(line for part in parts for line in part.lines) == text
    assert [part.first for part in parts] == sorted(part.first for part in parts)


def test_a_solution_is_closed_until_it_is_turned(style: PreviewStyle) -> None:
    text = "::: challenge\n\n## Try\n\nDo it.\n\n::: solution\n\nLike so.\n\n:::\n\n:::"
    shown = html(text, style)
    assert "Do it." in shown
    assert "Like so." not in shown
    assert shown.count('href="block:') == 2
    assert "Like so." in html(text, style, turned=frozenset({1}))
    assert "Do it." not in html(text, style, turned=frozenset({0}))


def test_a_turned_block_keeps_its_number_behind_closed_ones(style: PreviewStyle) -> None:
    one = "::: challenge\n\n::: solution\n\nfirst\n\n:::\n\n:::\n\n"
    text = one + one.replace("first", "second")
    shown = html(text, style, turned=frozenset({3}))
    assert "second" in shown
    assert "first" not in shown


def test_callouts_tables_and_code_are_tables(style: PreviewStyle) -> None:
    shown = html("> [!tip] Mind\n> this\n\n```python\nimport x\n```\n\n|a|b|\n|-|-:|\n|1|2|", style)
    assert "Mind" in shown
    assert "[!tip]" not in shown
    assert style.color("info-soft") in shown
    assert style.color("code-bg") in shown
    assert 'align="right"' in shown


def test_html_and_scripts_are_shown_not_run(style: PreviewStyle) -> None:
    shown = html("<script>alert(1)</script> [x](javascript:alert(1))", style)
    assert "<script" not in shown
    assert 'href="javascript' not in shown


def test_pictures_take_their_size_and_say_where_they_are_missing(style: PreviewStyle) -> None:
    markup = Markup(style, {"fig/ä b.png": (1200, 600)})
    shown = markup.html("![](fig/none.png) ![x](<fig/ä b.png>)", 0, 600)
    assert f'src="{picture_url("fig/ä b.png")}" width="600" height="300"' in shown
    assert "Picture not found: fig/none.png" in shown
    assert fitted((10, 10), 600) == (10, 10)


def test_descriptions_in_braces_are_read_not_shown(style: PreviewStyle) -> None:
    markup = Markup(style, {"a.svg": (10, 10)})
    shown = markup.html("![](a.svg){alt='A line'}\n\n## Title {#there}", 0, 600)
    assert "{" not in shown
    assert 'alt="A line"' in shown
    assert f'name="{anchor_name("Title")}"' in shown


def test_link_definitions_hold_across_pieces(style: PreviewStyle) -> None:
    shown = html("# One\n\n[it][here]\n\n# Two\n\n[here]: https://example.org/x", style)
    assert 'href="https://example.org/x"' in shown


def test_only_what_changed_is_drawn_again(style: PreviewStyle) -> None:
    renderer = Renderer()
    scene = Scene(style=style, pictures={})
    text = "# One\n\nfirst\n\n# Two\n\nsecond"
    renderer.render(text, scene, never)
    before = dict(renderer._kept)
    renderer.render(text.replace("second", "other"), scene, never)
    assert len(set(before) & set(renderer._kept)) == 1


def test_a_very_long_lesson_is_shown_about_the_cursor(style: PreviewStyle) -> None:
    text = "\n".join(f"## Part {n}\n\n{'word ' * 200}" for n in range(200))
    scene = Scene(style=style, pictures={}, around=300)
    shown = Renderer().render(text, scene, never)
    assert not shown.whole
    assert "Part 100" in shown.html
    assert len(shown.html) < 2 * WHOLE
    assert Renderer().render(text, Scene(style=style, pictures={}), never).whole


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(f"paragraph {n}" for n in range(20_000)),
        "\n".join(f"line {n}" for n in range(30_000)),
        "x" * 300_000,
        "```\n" + "\n".join(f"code {n}" for n in range(30_000)),
    ],
    ids=["paragraphs", "one paragraph", "one line", "code"],
)
def test_a_long_lesson_without_headings_is_shown_about_the_cursor(
    style: PreviewStyle, text: str
) -> None:
    lines = text.split("\n")
    around = len(lines) // 2
    shown = Renderer().render(text, Scene(style=style, pictures={}, around=around), never)
    assert not shown.whole
    assert lines[around][:NEAR] in shown.html
    assert len(re.sub(r"<[^>]*>", "", shown.html)) < 4 * NEAR


@given(st.lists(st.sampled_from(["", "word " * 3, "```", "~~~~", "# Title", "    code"])))
def test_parts_are_the_whole_piece(lines: list[str]) -> None:
    piece = Piece(7, tuple(lines))
    parts = list(parted(piece, 20, 100))
    assert [line for one in parts for line in one.lines] == lines
    assert [one.first for one in parts] == list(
        accumulate((len(one.lines) for one in parts[:-1]), initial=7)
    )[: len(parts)]
