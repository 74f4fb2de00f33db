"""Which resource a link of a lesson's text means."""

import pytest

from app.domain.lesson_links import (
    leads_safely,
    lesson_url,
    material_url,
    referred,
    resource_for,
    target_path,
)

RESOURCES = (
    {"name": "grid.png", "url": "material:1", "type": "png"},
    {"name": "old/grid.png", "url": "material:2", "type": "png"},
    {"name": "material:7", "url": "material:9", "type": "png"},
    {"name": "06-files.html", "url": "lesson:6", "type": "lesson"},
    {"name": "", "url": "material:3", "type": "png"},
    {"name": "a b.png", "url": "material:4", "type": "png"},
)


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("grid.png", "material:1"),
        ("fig/grid.png", "material:1"),
        ("../fig/grid.png#left", "material:1"),
        ("fig/old/grid.png", "material:2"),
        ("old/grid.png", "material:2"),
        ("./06-files.html#end", "lesson:6"),
        ("a%20b.png", "material:4"),
        ("material:7", "material:9"),
        ("fig/biggrid.png", None),
        ("https://example.org/grid.png", None),
        ("/grid.png", None),
        ("#grid.png", None),
        ("", None),
    ],
)
def test_a_target_means_the_resource_with_the_longest_name(target: str, url: str | None) -> None:
    found = resource_for(target, RESOURCES)
    assert (found and found["url"]) == url


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("a/b.png", "a/b.png"),
        ("a%2Fb.png?x=1#y", "a/b.png"),
        ("a/b:c.png", "a/b:c.png"),
        ("mailto:a@b", None),
        ("//host/a", None),
        ("C:\\a", None),
        ("\\\\host\\a", None),
        ("a%00b", None),
    ],
)
def test_only_paths_within_the_course_are_paths(target: str, path: str | None) -> None:
    assert target_path(target) == path


def test_urls_refer_to_what_they_were_made_of() -> None:
    assert referred(material_url(12)) == ("material", 12)
    assert referred(lesson_url(3)) == ("lesson", 3)
    for url in (
        "https://example.org",
        "material:x",
        "material:",
        "course:1",
        "12",
        "material:²",
        "lesson:" + "9" * 5000,
    ):
        assert referred(url) is None


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=c:d", True),
        ("HTTP://example.org", True),
        ("mailto:ana@example.org", True),
        ("material:7", True),
        ("lesson:8", True),
        ("notes/06-files.html#a:b", True),
        ("javascript:alert(1)", False),
        (" java\tscript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("material:seven", True),
    ],
)
def test_resources_lead_to_pages_mails_and_the_course_only(url: str, safe: bool) -> None:
    assert leads_safely(url) is safe
