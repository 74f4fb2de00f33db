"""Merging lesson texts by paragraph block."""

from hypothesis import given
from hypothesis import strategies as st

from app.sync.block_split import split_blocks
from app.sync.blocks import BlockConflict, BodyMerge, merge_blocks

LINES = st.sampled_from(
    [
        "a",
        "b",
        "c",
        "A long line about horses.",
        "A long line about houses.",
        "```python",
        "```",
        "~~~",
        "::: note",
        ":::",
        "",
        "  ",
        "# Heading",
    ]
)
TEXTS = st.builds(
    lambda lines, end: "\n".join(lines) + end,
    st.lists(LINES, max_size=14),
    st.sampled_from(["", "\n"]),
)


@given(TEXTS)
def test_blocks_put_together_are_the_text(text: str) -> None:
    cut = split_blocks(text)
    assert cut.head + "".join(block.text + block.gap for block in cut.blocks) == text


@given(TEXTS, TEXTS)
def test_a_side_that_changed_nothing_changes_nothing(base: str, side: str) -> None:
    assert merge_blocks(base, side, base) == BodyMerge(side, ())
    assert merge_blocks(base, base, side) == BodyMerge(side, ())
    assert merge_blocks(base, side, side) == BodyMerge(side, ())


@given(TEXTS, TEXTS, TEXTS)
def test_without_conflict_the_order_of_the_sides_is_irrelevant(
    base: str, one: str, other: str
) -> None:
    merged, turned = merge_blocks(base, one, other), merge_blocks(base, other, one)
    assert bool(merged.conflicts) == bool(turned.conflicts)
    if not merged.conflicts:
        assert merged == turned


@given(TEXTS, TEXTS, TEXTS)
def test_no_block_of_either_side_is_lost(base: str, mine: str, theirs: str) -> None:
    merged = merge_blocks(base, mine, theirs)
    kept = [merged.text, *(conflict.mine for conflict in merged.conflicts)]
    for text in _new_blocks(base, mine):
        assert any(text in part for part in kept)
    for text in _new_blocks(base, theirs):
        assert text in merged.text


def _new_blocks(base: str, side: str) -> set[str]:
    old = {block.text for block in split_blocks(base).blocks}
    return {block.text for block in split_blocks(side).blocks} - old


def test_edits_of_neighbouring_paragraphs_both_stay() -> None:
    base = "The first horse.\n\nThe second horse.\n\nThe third horse.\n"
    mine = "The first house.\n\nThe second house.\n\nThe third horse.\n"
    theirs = "The first horse.\n\nThe second horse.\n\nThe third house.\n"
    assert merge_blocks(base, mine, theirs) == BodyMerge(
        "The first house.\n\nThe second house.\n\nThe third house.\n", ()
    )


def test_the_same_paragraph_changed_twice_keeps_the_stored_one_and_reports_the_other() -> None:
    base = "Before.\n\nThe horse is brown.\n\nAfter.\n"
    mine = "Before.\n\nThe horse is black.\n\nAfter, changed by me.\n"
    theirs = "Before.\n\nThe horse is white.\n\nAfter.\n"
    assert merge_blocks(base, mine, theirs) == BodyMerge(
        "Before.\n\nThe horse is white.\n\nAfter, changed by me.\n",
        (
            BlockConflict(
                base="The horse is brown.",
                mine="The horse is black.",
                theirs="The horse is white.",
            ),
        ),
    )


def test_different_paragraphs_added_at_the_same_place_conflict() -> None:
    merged = merge_blocks("One.\n", "One.\n\nMine.\n", "One.\n\nTheirs.\n")
    assert merged == BodyMerge("One.\n\nTheirs.\n", (BlockConflict("", "Mine.", "Theirs."),))


def test_a_paragraph_edited_here_and_taken_away_there_is_reported() -> None:
    base = "The horse is brown.\n\nTail.\n"
    edited = "The horse is black.\n\nTail.\n"
    assert merge_blocks(base, edited, "Tail.\n") == BodyMerge(
        "Tail.\n", (BlockConflict("The horse is brown.", "The horse is black.", ""),)
    )
    assert merge_blocks(base, "Tail.\n", edited) == BodyMerge(
        edited, (BlockConflict("The horse is brown.", "", "The horse is black."),)
    )


def test_the_same_change_on_both_sides_is_one_change() -> None:
    base = "One old line.\n\nTwo.\n\nThree.\n"
    mine = "One new line.\n\nTwo.\n\nThree.\n\nFour.\n"
    theirs = "One new line.\n\n\nTwo.\n\nThree.\n"
    assert merge_blocks(base, mine, theirs) == BodyMerge(
        "One new line.\n\n\nTwo.\n\nThree.\n\nFour.\n", ()
    )


def test_texts_that_differ_in_empty_lines_only_have_no_conflict() -> None:
    assert merge_blocks("One.\n", "\nOne.\n", "One.\n\n") == BodyMerge("\nOne.\n\n", ())


def test_emptied_on_both_sides_in_different_ways_is_empty() -> None:
    assert merge_blocks("One.\n", "", "\n") == BodyMerge("\n", ())


def test_fenced_code_and_directives_are_whole_blocks() -> None:
    code = "````python\na = 1\n\n```\n\nb = 2\n````"
    note = "::: note\nText.\n\n::: warning\n~~~\n:::\n~~~\n:::\n\nMore.\n:::"
    text = f"Before\n{code}\n{note}\n\nAfter `x`.\n\n``` a`b\n"
    assert [block.text for block in split_blocks(text).blocks] == [
        "Before",
        code,
        note,
        "After `x`.",
        "``` a`b",
    ]


def test_a_fence_that_never_closes_runs_to_the_end() -> None:
    assert [block.text for block in split_blocks("A\n```\nb\n\nc\n").blocks] == ["A", "```\nb\n\nc"]


def test_a_fence_may_follow_a_paragraph_without_an_empty_line() -> None:
    base = "Call it so:\n```\nf()\n```\nThen go on.\n\nEnd.\n"
    mine = base.replace("Call it so", "Call it thus")
    theirs = base.replace("End.", "The end.")
    assert merge_blocks(base, mine, theirs).text == mine.replace("End.", "The end.")


def test_paragraphs_that_come_to_stand_together_get_an_empty_line() -> None:
    merged = merge_blocks("One.\n\nTwo.", "Zero.\n\nOne.\n\nTwo.", "One.\n\nTwo.\n\nThree.")
    assert merged == BodyMerge("Zero.\n\nOne.\n\nTwo.\n\nThree.", ())
    merged = merge_blocks("One is here.\n```\nx\n```\nTwo.", "One is here.\nTwo.", "x")
    assert merged.conflicts
