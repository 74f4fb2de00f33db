"""YAML, front matter and links, as texts."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import BadInput
from app.domain.link_targets import link_targets
from services.interchange.front_matter import join, split
from services.interchange.yaml_text import MAX_DEPTH, read_map, write_map

PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
JSON = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
MAPS = st.dictionaries(st.text(), JSON, max_size=5)


@given(MAPS)
def test_what_is_written_reads_back(values: dict[str, Any]) -> None:
    assert read_map(write_map(values)) == values


@given(MAPS, st.text())
def test_front_matter_and_text_come_apart_as_they_were_put_together(
    values: dict[str, Any], body: str
) -> None:
    assert split(join(values, body)) == (values, body)


@pytest.mark.parametrize("text", ["", "Hi", "\n---\na: 1\n---\n", "----\n", " ---\n"])
def test_a_text_without_front_matter_is_all_body(text: str) -> None:
    assert split(text) == ({}, text)


def test_other_editors_line_ends_are_kept_in_the_text() -> None:
    assert split("---\r\ntitle: T\r\n---\r\nA\r\nB") == ({"title": "T"}, "A\r\nB")
    assert split("--- \na: 1\n...\nB") == ({"a": 1}, "B")
    assert split("---\n---") == ({}, "")


@pytest.mark.parametrize("text", ["---", "---\n", "---\na: 1\n", "---\na: 1\n ---\n"])
def test_front_matter_without_an_end_is_told(text: str) -> None:
    with pytest.raises(BadInput, match=r"front_matter\.unclosed"):
        split(text)


def test_words_stay_words() -> None:
    assert read_map("a: No\nb: 2014-11-25\nc: 12:30\nd: 1e3\ne: 010\nf: .inf\ng: true\n") == {
        "a": "No",
        "b": "2014-11-25",
        "c": "12:30",
        "d": "1e3",
        "e": "010",
        "f": ".inf",
        "g": True,
    }


def test_depth_is_counted_not_tried() -> None:
    deepest = "a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert read_map(deepest)
    with pytest.raises(BadInput, match=r"yaml\.too_deep"):
        read_map("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: &x 1\nb: *x\n", "alias"),
        ("a: !!set {x}\n", "tag"),
        ("a: 1\na: 1\n", "key_twice"),
        ("a: {b: 1, b: 2}\n", "key_twice"),
        ("1: a\n", "key_no_text"),
        ("[a]: b\n", "key_no_text"),
        ("- a\n", "no_map"),
        ("text\n", "no_map"),
        ("a: 1.0e+999\n", "no_number"),
        ("a: [\n", "unreadable"),
        ("a: 1\n---\nb: 2\n", "unreadable"),
        ("a: \x00\n", "unreadable"),
    ],
)
def test_yaml_that_could_harm_or_means_nothing_is_refused(text: str, reason: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_map(text)
    assert refused.value.reason == f"yaml.{reason}"


def test_link_targets_in_every_form_but_not_in_code() -> None:
    text = """\
![one](a.png "Title"){alt='x'} and [two](<b c.md> 'T') and [three](d(1).md)
[ref]: e.pdf "Title"
<img alt="x" src="f.svg"><a href="g.html">g</a>
again ![one](a.png), empty [x]() and broken [y](z
```
![code](no.png)
```
~~~ python
[code](no.md)
```
~~~
[last](h.md)
"""
    assert link_targets(text) == [
        "a.png",
        "b c.md",
        "d(1).md",
        "e.pdf",
        "f.svg",
        "g.html",
        "h.md",
    ]
