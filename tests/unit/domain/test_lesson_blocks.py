"""Fenced blocks of lesson texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.lesson_blocks import DEEPEST, Block, count_blocks, every_block, parse_blocks

TEXT = """\
Before
::::::::::::: challenge

## Check *it* ##
What is it?
::: solution
# Answer
It is.
::::::
::: hint
Think. # no title
:::
::::::::::
::: {.spoiler .tall}
text
### too late for a title
:::
"""


def test_blocks_nest_and_have_titles() -> None:
    assert parse_blocks(TEXT) == (
        Block(
            "challenge",
            "Check *it*",
            1,
            12,
            (Block("solution", "Answer", 5, 8), Block("hint", "", 9, 11)),
        ),
        Block("spoiler", "", 13, 16),
    )
    assert [one.kind for one in every_block(parse_blocks(TEXT))] == [
        "challenge",
        "solution",
        "hint",
        "spoiler",
    ]


def test_what_is_nested_too_deep_is_text_of_the_block_around_it() -> None:
    text = "::: challenge\n" * 5000 + "deep\n" + ":::\n" * 5000 + "::: hint\n:::\n"
    outer, after = parse_blocks(text)
    assert (outer.first, outer.last, after.kind) == (0, 10_000, "hint")
    nested = list(every_block((outer,)))
    assert [(one.first, one.last) for one in nested] == [(n, 10_000 - n) for n in range(DEEPEST)]
    assert count_blocks(text) == {"challenge": DEEPEST, "hint": 1}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (":::challenge", "challenge"),
        ("   :::: Solution ::::", "solution"),
        (":::: {.callout}", "callout"),
        ("::: {#id .hint title=x}", "hint"),
        ("::: two words", "two"),
        (":::\ttab\r", "tab"),
        (":: two", None),
        ("    ::: code by its indent", None),
        ("text ::: here", None),
        (":::", None),
    ],
)
def test_what_opens_a_block(line: str, kind: str | None) -> None:
    assert [block.kind for block in parse_blocks(line)] == ([] if kind is None else [kind])


@pytest.mark.parametrize("fence", ["```", "~~~~", "```python"])
def test_code_hides_fences(fence: str) -> None:
    text = f"{fence}\n::: challenge\n{fence[0] * 4}\n::: solution\n:::\n"
    assert [(one.kind, one.first, one.last) for one in parse_blocks(text)] == [("solution", 3, 4)]


def test_a_block_that_nobody_closes_ends_with_the_text() -> None:
    assert parse_blocks("::: a\n::: b\nend") == (Block("a", "", 0, 2, (Block("b", "", 1, 2),)),)


def test_what_a_reader_can_open() -> None:
    kinds = {one.kind: one.collapsible for one in parse_blocks("::: solution\n:::\n::: callout")}
    assert kinds == {"solution": True, "callout": False}


LINES = st.lists(
    st.sampled_from([":::", "::: challenge", "::::: solution", "```", "~~~", "# T", "text", ""])
)


@given(LINES)
def test_blocks_lie_inside_one_another_and_never_cross(lines: list[str]) -> None:
    def check(blocks: tuple[Block, ...], first: int, last: int) -> None:
        for block in blocks:
            assert first <= block.first <= block.last <= last
            check(block.children, block.first + 1, block.last)
            first = block.last if block.last > block.first else block.first + 1

    text = "\n".join(lines)
    blocks = parse_blocks(text)
    check(blocks, 0, len(lines))
    assert sum(count_blocks(text).values()) == len(list(every_block(blocks)))
