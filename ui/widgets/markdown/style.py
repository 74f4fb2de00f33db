"""What a preview is drawn with, as plain values that may travel to another thread."""

from __future__ import annotations

from app.domain.dataclass import dataclass
from ui.theme.look import Look

LINE = 124
"""Percent of the font's own spacing: 1.5 for Inter (Qt counts from there, not from the size)."""

CODE_LINE = 112
CELL = 14
PARAGRAPH = 12
"""Pixels below a paragraph."""
COLORS = (
    "text",
    "text-muted",
    "border",
    "link",
    "accent",
    "code-bg",
    "md-code",
    "md-markup",
    "md-link",
    "md-heading",
    "surface",
    "surface-sunken",
    "info",
    "info-soft",
    "info-solid",
    "success",
    "success-soft",
    "success-solid",
    "warning",
    "warning-soft",
    "warning-solid",
    "danger",
    "danger-soft",
    "danger-solid",
    "neutral",
    "neutral-soft",
    "neutral-solid",
)


@dataclass(frozen=True, slots=True)
class PreviewStyle:
    """Colours by token, pixels by type style, the column's width, and the mono family."""

    colors: tuple[tuple[str, str], ...]
    sizes: tuple[tuple[str, int], ...]
    mono: str
    width: int

    def color(self, token: str) -> str:
        """A colour as ``#rrggbb``."""
        return next(value for name, value in self.colors if name == token)

    def size(self, style: str) -> int:
        """A type style's pixels."""
        return next(value for name, value in self.sizes if name == style)


def preview_style(look: Look, width: int) -> PreviewStyle:
    """The look in force for a column of *width* pixels."""
    styles = ("md-body", "md-h1", "md-h2", "md-h3", "md-h4", "md-code", "md-caption", "body")
    return PreviewStyle(
        colors=tuple((token, look.value(token)[:7]) for token in COLORS),
        sizes=tuple((name, look.font(name).pixelSize()) for name in styles),
        mono=", ".join(f"'{family}'" for family in look.font("md-code").families()),
        width=width,
    )


def _inside(style: PreviewStyle) -> str:
    """Sizes of what stands in a heading or a cell: Qt gives it those of body text instead."""
    px = style.size
    share = px("md-code") / px("md-body")
    made: list[str] = []
    for holder, size in (
        *((f"p.h{level}", px(f"md-h{level}")) for level in (1, 2, 3, 4)),
        ("table.grid", CELL),
    ):
        words = ", ".join(f"{holder} {tag}" for tag in ("strong", "em", "s", "a"))
        made.append(f"{words} {{ font-size: {size}px; }}")
        made.append(f"{holder} code {{ font-size: {round(size * share)}px; }}")
    return "\n".join(made)


def sheet(style: PreviewStyle) -> str:
    """The style sheet of a preview's document (Qt's subset of CSS)."""
    px, ink = style.size, style.color
    return f"""
body, p, li, td, th {{ color: {ink("text")}; font-size: {px("md-body")}px; }}
p {{ margin-top: 0; margin-bottom: {PARAGRAPH}px; line-height: {LINE}%; }}
p.picture {{ line-height: 100%; }}
p.h1 {{ font-size: {px("md-h1")}px; font-weight: 600; margin-top: 4px; line-height: 110%; }}
p.h2 {{ font-size: {px("md-h2")}px; font-weight: 600; margin-top: 22px; margin-bottom: 8px; }}
p.h3 {{ font-size: {px("md-h3")}px; font-weight: 600; margin-top: 16px; margin-bottom: 6px; }}
p.h4 {{ font-size: {px("md-h4")}px; font-weight: 600; margin-top: 12px; margin-bottom: 6px; }}
p.caption {{ font-size: {px("md-caption")}px; color: {ink("text-muted")}; }}
p.gone {{ font-size: {px("md-caption")}px; color: {ink("text-muted")}; }}
p.head {{ font-weight: 600; margin-bottom: 4px; }}
p.tight {{ margin-bottom: 0; }}
ul, ol {{ margin-top: 0; margin-bottom: 12px; }}
li {{ margin-bottom: 4px; line-height: {LINE}%; }}
span.unseen {{ font-size: 1px; color: transparent; }}
pre {{ font-family: {style.mono}; font-size: {px("md-code")}px; margin: 0;
  white-space: pre-wrap; line-height: {CODE_LINE}%; color: {ink("text")}; }}
code {{ font-family: {style.mono}; font-size: {px("md-code")}px; color: {ink("md-code")};
  background-color: {ink("code-bg")}; }}
a {{ color: {ink("link")}; text-decoration: underline; }}
a.fold {{ color: {ink("text")}; text-decoration: none; font-weight: 600; }}
table.grid {{ border-collapse: collapse; margin-top: 8px; margin-bottom: 12px; }}
table.grid th, table.grid td {{ font-size: {CELL}px; padding: 6px 10px;
  border-bottom: 1px solid {ink("border")}; }}
table.grid th {{ font-weight: 600; }}
table.box {{ margin-top: 8px; margin-bottom: 10px; }}
table.rule {{ margin-top: 10px; margin-bottom: 20px; }}
p.rule {{ font-size: 1px; line-height: 100%; margin: 0; }}
td.code {{ padding: 12px 14px; }}
td.said {{ padding: 10px 14px 10px 12px; }}
{_inside(style)}
"""
