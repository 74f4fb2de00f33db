"""A preview's document: what is shown after changes is what would be shown at once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter, QTextDocument

from ui.theme.look import Look
from ui.theme.tokens import ThemeName
from ui.widgets.markdown.document import ElementDocument
from ui.widgets.markdown.elements import Element, elements
from ui.widgets.markdown.render import Renderer, Scene
from ui.widgets.markdown.style import preview_style, sheet

WIDTH = 400
TEXT = """# Title

Intro with `code`, **bold** and a [link](there).

- one
- two
  - inner

1. first
2. second

> quote
> of two lines

> [!tip] Mind
> this

| a | b |
|---|---|
| 1 | 2 |

```python
import x
```

## Next

::: challenge

# Do it

some text

::: solution

hidden

:::

:::

    indented code

#

-

1.

>

- [ ] open
- [x] done
  - [ ] inner
- plain

---

> > ---

![a picture](none.png)

- loose

- list
"""
EMPTY = ("#", "-", "1.", ">")
RULE, CODE = "---", "```\nquoted\n```"


def drawn(text: str, theme: ThemeName = "light") -> list[Element]:
    style = preview_style(Look(theme=theme), WIDTH)
    scene = Scene(style=style, pictures={}, turned=frozenset({1}))
    return list(Renderer().render(text, scene, lambda: None).elements)


def dress(theme: ThemeName = "light") -> str:
    return sheet(preview_style(Look(theme=theme), WIDTH))


def empty() -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setIndentWidth(26)
    document.setTextWidth(WIDTH)
    document.documentLayout()  # Without one it tells of no change.
    return document


def at_once(wanted: Sequence[Element], style: str) -> QTextDocument:
    document = empty()
    document.setDefaultStyleSheet(style)
    # What is empty has no room, but at the very end; the toolkit would dress what follows with it.
    told = [one.html for one in wanted[:-1] if not one.empty]
    document.setHtml("".join([*told, *(one.html for one in wanted[-1:])]))
    return document


def grown(document: ElementDocument) -> None:
    while not document.complete:
        document.step()


def picture(document: QTextDocument) -> QImage:
    size = document.size()
    image = QImage(WIDTH + 50, round(size.height()) + 1, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    try:
        document.drawContents(painter)
    finally:
        painter.end()
    return image


@pytest.fixture
def every(qapp: object) -> list[Element]:
    return drawn(TEXT)


def test_elements_are_all_of_the_html_and_know_their_lines(every: list[Element]) -> None:
    assert len(every) == 20
    lines = TEXT.split("\n")
    begun = [lines[one.line] for one in every if one.line >= 0]
    assert begun[:3] == ["# Title", "Intro with `code`, **bold** and a [link](there).", "> quote"]
    assert "".join(one.html for one in elements("<p>a</p><ul><li><p>b</p></li></ul>rest")) == (
        "<p>a</p><ul><li><p>b</p></li></ul>rest"
    )


def test_what_only_moved_is_the_same_html(every: list[Element]) -> None:
    moved = drawn("\n\n\n" + TEXT)
    assert [one.html for one in moved] == [one.html for one in every]
    told = [(one.line, was.line) for one, was in zip(moved, every, strict=True)]
    assert all(now == was + 3 for now, was in told if was >= 0)
    document = empty()
    shown = ElementDocument(document)
    shown.aim(every, dress())
    grown(shown)
    changes: list[object] = []
    document.contentsChange.connect(lambda *told: changes.append(told))
    shown.aim(moved, dress())
    assert shown.complete
    assert not changes


@pytest.mark.parametrize("text", ["\n\n\n" + TEXT, TEXT.replace("Intro", "New\n\n\n\nIntro")])
def test_lines_that_have_moved_are_found_where_they_stand(text: str, every: list[Element]) -> None:
    moved = drawn(text)
    document = empty()
    shown = ElementDocument(document)
    shown.aim(every, dress())
    grown(shown)
    shown.aim(moved, dress())
    grown(shown)
    anew = ElementDocument(empty())
    anew.aim(moved, dress())
    grown(anew)
    lines = range(len(text.split("\n")))
    found = [shown.block(line).position() for line in lines]
    assert found == [anew.block(line).position() for line in lines]
    assert len(set(found)) > 10


def test_it_is_cleared_in_the_middle_of_a_change_and_goes_on(every: list[Element]) -> None:
    document = empty()
    shown = ElementDocument(document)
    assert shown.complete
    shown.aim(every, dress())
    grown(shown)
    shown.aim(every[:2], dress("dark"))
    shown.step()
    assert not shown.complete
    shown.clear()
    assert shown.complete
    shown.step()
    assert shown.block(0).text() == ""
    shown.aim(every, dress())
    grown(shown)
    assert picture(document) == picture(at_once(every, dress()))


def test_nothing_of_what_was_shown_is_kept_to_be_undone(every: list[Element]) -> None:
    document = empty()
    shown = ElementDocument(document)
    for wanted in (every, every[:3], every):
        shown.aim(wanted, dress())
        grown(shown)
    assert not document.isUndoAvailable()


def test_grown_element_by_element_it_looks_as_if_set_at_once(every: list[Element]) -> None:
    document = empty()
    shown = ElementDocument(document)
    shown.aim(every, dress())
    grown(shown)
    assert picture(document) == picture(at_once(every, dress()))


@pytest.mark.parametrize("text", EMPTY)
@pytest.mark.parametrize("around", ["{}b", "a\n\n{}b"], ids=["first", "between"])
def test_what_has_no_words_yet_has_no_room(text: str, around: str, qapp: object) -> None:
    document = empty()
    shown = ElementDocument(document)
    shown.aim(drawn(around.format(f"{text}\n\n")), dress())
    grown(shown)
    assert picture(document) == picture(at_once(drawn(around.format("")), dress()))


@pytest.mark.parametrize("text", [*EMPTY[1:3], "- [ ]", "> -"])
@pytest.mark.parametrize("above", [RULE, f"> {RULE}", f"> > {RULE}", CODE, "> [!tip] Mind"])
def test_an_item_begun_below_a_box_is_where_it_would_be_at_once(
    text: str, above: str, qapp: object
) -> None:
    wanted = drawn(f"{above}\n\n{text}")
    document = empty()
    shown = ElementDocument(document)
    shown.aim(wanted, dress())
    grown(shown)
    assert document.size() == at_once(wanted, dress()).size()
    assert picture(document) == picture(at_once(wanted, dress()))


@pytest.mark.parametrize("below", ["", "b", RULE, CODE, "| c |\n|---|"])
@pytest.mark.parametrize(
    "text", ["- a\n-", "1. a\n2.", "- a\n  -", "> - a\n> -", "> [!tip] a\n> #"]
)
def test_a_last_line_without_words_is_a_line_at_once_too(
    text: str, below: str, qapp: object
) -> None:
    wanted = drawn(f"{text}\n\n{below}")
    document = empty()
    shown = ElementDocument(document)
    shown.aim(wanted, dress())
    grown(shown)
    assert document.size() == at_once(wanted, dress()).size()
    assert picture(document) == picture(at_once(wanted, dress()))


@pytest.mark.parametrize("text", [*EMPTY[1:3], "- [ ]", "1. [x]"])
def test_what_is_begun_at_the_end_is_seen(text: str, qapp: object) -> None:
    document = empty()
    shown = ElementDocument(document)
    shown.aim(drawn(f"a\n\n{text}"), dress())
    grown(shown)
    line = at_once(drawn("a"), dress()).size().height()
    assert document.size().height() > line + 10


@pytest.mark.parametrize("box", [RULE, CODE], ids=["rule", "code"])
@pytest.mark.parametrize("lead", ["> ", "> > ", "- > ", "> - > ", "1. > > "])
def test_a_box_in_a_quote_that_begins_a_lesson_has_room_above(
    box: str, lead: str, qapp: object
) -> None:
    again = "".join(sign if sign in "> " else " " for sign in lead)
    text = lead + box.replace("\n", f"\n{again}")
    wanted = drawn(f"{text}\n\nb")
    document = empty()
    shown = ElementDocument(document)
    shown.aim(wanted, dress())
    grown(shown)
    assert picture(document) == picture(at_once(wanted, dress()))


@settings(deadline=None)
@given(st.data())
def test_after_any_changes_it_looks_as_if_set_at_once(data: st.DataObject) -> None:
    every = drawn(TEXT)
    document = empty()
    shown = ElementDocument(document)
    for _ in range(data.draw(st.integers(1, 4))):
        wanted = data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=12))
        if wanted[-1].empty:
            wanted.append(every[0])
        theme = data.draw(st.sampled_from(["light", "light", "dark"]))
        shown.aim(wanted, dress(theme))
        for _ in range(data.draw(st.integers(0, 12))):
            shown.step()
    grown(shown)
    assert picture(document) == picture(at_once(wanted, dress(theme)))


def test_only_what_was_typed_is_drawn_again(every: list[Element]) -> None:
    document = empty()
    shown = ElementDocument(document)
    shown.aim(every, dress())
    grown(shown)
    changed = drawn(TEXT.replace("Intro", "An intro"))
    removed: list[int] = []
    document.contentsChange.connect(lambda _, gone, come: removed.append(gone))
    shown.aim(changed, dress())
    shown.step()
    assert shown.complete
    assert 0 < sum(removed) < 60
    assert picture(document) == picture(at_once(changed, dress()))


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (0, "Title"),
        (1, "Title"),
        (2, "Intro with code, bold and a link."),
        (12, "quote of two lines"),
        (27, ""),  # The box's edge.
        (31, "some text"),
        (32, "some text"),
        (35, "hidden"),
        (500, "list"),
    ],
)
def test_a_line_is_found(every: list[Element], line: int, wanted: str) -> None:
    shown = ElementDocument(empty())
    shown.aim(every, dress())
    assert not shown.block(line).isValid()
    grown(shown)
    assert shown.block(line).text().strip() == wanted
    shown.clear()
    assert not shown.block(line).isValid()
