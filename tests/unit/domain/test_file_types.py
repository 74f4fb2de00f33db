"""File types by extension."""

import pytest

from app.domain.file_types import TYPES, UNKNOWN_TYPE, extension, file_type


@pytest.mark.parametrize(
    ("name", "ending", "kind"),
    [
        ("slides.PDF", "pdf", "application/pdf"),
        ("a.tar.gz", "gz", "application/gzip"),
        ("fig/x.svg", "svg", "image/svg+xml"),
        ("Makefile", "", UNKNOWN_TYPE),
        (".png", "", UNKNOWN_TYPE),
        ("dot.", "", UNKNOWN_TYPE),
        ("x.unheard-of", "unheard-of", UNKNOWN_TYPE),
        ("", "", UNKNOWN_TYPE),
    ],
)
def test_the_last_ending_counts(name: str, ending: str, kind: str) -> None:
    assert (extension(name), file_type(name)) == (ending, kind)


def test_the_table_is_in_lower_case() -> None:
    assert all(ending == ending.lower() and "/" in kind for ending, kind in TYPES.items())
