"""Pictures of a text, with the words that stand for them."""

import pytest

from app.domain.link_targets import PictureLink, pictures, without_code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![A plan](plan.png)", [PictureLink("A plan", "plan.png")]),
        ("![](plan.png)", [PictureLink("", "plan.png")]),
        ("![](plan.png){alt='A plan'}", [PictureLink("A plan", "plan.png")]),
        ('![](plan.png){width=9 alt="A\nplan"}', [PictureLink("A\nplan", "plan.png")]),
        ("![](plan.png){alt=plan}", [PictureLink("plan", "plan.png")]),
        ("![](plan.png){alt=''}", [PictureLink("", "plan.png")]),
        ('![A](<plan.png> "Title") ![B](b.svg)', [
            PictureLink("A", "plan.png"),
            PictureLink("B", "b.svg"),
        ]),
        ("[no picture](plan.png)", []),
        ("`![](a.png)`", []),
        ("~~~\n![](a.png)\n~~~", []),
    ],
)  # fmt: skip
def test_pictures(text: str, expected: list[PictureLink]) -> None:
    assert pictures(text) == expected


def test_code_is_left_out_and_nothing_else() -> None:
    text = "one `two` three ``four`\n```\nfive\n```\nsix"
    assert without_code(text) == "one  three ``four`\nsix"
