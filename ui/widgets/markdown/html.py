"""Markdown to the HTML that Qt's rich text understands. No Qt here but for words in the user's
language, which any thread may ask for: it runs on any thread."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ui.widgets.markdown.check_lists import with_boxes
from ui.widgets.markdown.code_colors import apart, colored
from ui.widgets.markdown.style import PreviewStyle
from ui.widgets.words import tr

_CALLOUT = re.compile(r"^\[!(\w+)\][ \t]*(.*)$")
CALLOUTS: Mapping[str, tuple[str, str]] = {
    "note": ("info", "Note"),
    "info": ("info", "Note"),
    "tip": ("info", "Tip"),
    "important": ("success", "Important"),
    "success": ("success", "Well done"),
    "warning": ("warning", "Warning"),
    "caution": ("danger", "Caution"),
    "danger": ("danger", "Caution"),
}
"""Callout to its tone and the title it has where its author gave none."""

Size = tuple[int, int]
PICTURE = "picture:"


class Markup:
    """Turns Markdown into HTML with anchors (``L12``) at every block, so that scrolling follows.

    `pictures` gives each picture's size in pixels by the target the text names it with; one that
    is missing there is told as missing.
    """

    def __init__(self, style: PreviewStyle, pictures: Mapping[str, Size]) -> None:
        self._style = style
        self._pictures = pictures
        self._code = {
            "comment": style.color("text-muted"),
            "text": style.color("success"),
            "number": style.color("md-code"),
            "keyword": style.color("md-heading"),
            "call": style.color("md-link"),
        }
        self._parser = MarkdownIt("commonmark", {"html": False, "linkify": False})
        self._parser.enable(["table", "strikethrough"])
        # Targets stay as they are written: names of files, not addresses.
        self._parser.normalizeLink = _as_written  # type: ignore[method-assign,assignment]
        for name, rule in (
            ("fence", self._fence),
            ("code_block", self._fence),
            ("code_inline", self._code_inline),
            ("image", self._image),
            ("heading_open", self._heading_open),
            ("heading_close", self._paragraph_close),
            ("paragraph_open", self._paragraph_open),
            ("table_open", self._table_open),
            ("th_open", self._cell_open),
            ("td_open", self._cell_open),
            ("hr", self._rule),
        ):
            self._parser.add_render_rule(name, _bound(rule))

    def html(self, text: str, first: int, width: int) -> str:
        """A text whose first line is line *first* of its lesson, in a column of *width* pixels."""
        env: dict[str, Any] = {"first": first, "width": width}
        tokens = with_boxes(_with_callouts(self._parser.parse(cleaned(text), env)))
        made: list[str] = []
        at = 0
        for start, end, callout in _runs(tokens):
            made.append(self._plain(tokens[at:start], env))
            made.append(self._callout(callout, tokens[start + 1 : end], env))
            at = end + 1
        made.append(self._plain(tokens[at:], env))
        return "".join(made)

    def box(self, tone: str, inside: str) -> str:
        """A box with a coloured edge, as callouts and fenced blocks have it."""
        ink = self._style.color
        soft = ink(f"{tone}-soft")
        return (
            '<table class="box" width="100%" cellspacing="0" cellpadding="0"><tr>'
            f'<td width="3" bgcolor="{ink(f"{tone}-solid")}"></td>'
            f'<td class="said" bgcolor="{soft}">{inside}</td></tr></table>'
        )

    # parts

    def _plain(self, tokens: Sequence[Token], env: dict[str, Any]) -> str:
        return str(self._parser.renderer.render(tokens, self._parser.options, env))

    def _callout(self, callout: tuple[str, str], tokens: Sequence[Token], env: Any) -> str:
        kind, title = callout
        tone, usual = CALLOUTS.get(kind, ("info", kind.capitalize()))
        color, told = self._style.color(tone), escape(title or tr(usual))
        head = f'<p class="head" style="color:{color}">{told}</p>'
        inner = {**env, "width": env["width"] - 40}
        said = _last_tight(self._plain(tokens, inner))
        return self.box(tone, head + said)

    def _fence(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        del options
        token = tokens[at]
        language = (token.info or "").strip().split(maxsplit=1)
        code = token.content.rstrip("\n")
        inside = colored(code, language[0].strip("{}.") if language else "", self._code)
        ground = self._style.color("code-bg")
        return (
            '<table class="box" width="100%" cellspacing="0" cellpadding="0"><tr>'
            f'<td class="code" bgcolor="{ground}">'
            f"<pre>{_anchor(token, env)}{inside}</pre></td></tr></table>"
        )

    def _code_inline(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        del options, env
        return f"<code>{apart(tokens[at].content)}</code>"

    def _image(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        del options
        token = tokens[at]
        target = str(token.attrs.get("src", ""))
        told = token.content or str(token.attrs.get("title", ""))
        size = self._pictures.get(target)
        if size is None:
            words = escape(tr("Picture not found: {target}", target=target))
            return f'<span style="color:{self._style.color("warning")}">{words}</span>'
        width, height = fitted(size, env["width"])
        picture = (
            f'<img src="{picture_url(target)}" width="{width}" height="{height}"'
            f' alt="{escape(told)}">'
        )
        if len(tokens) > 1 or not token.content:
            return picture
        return f'{picture}<br><span style="{self._caption()}">{escape(token.content)}</span>'

    def _caption(self) -> str:
        return (
            f"font-size:{self._style.size('md-caption')}px;color:{self._style.color('text-muted')}"
        )

    def _heading_open(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        del options
        token = tokens[at]
        level = min(4, int(token.tag[1:]))
        name = anchor_name(tokens[at + 1].content)
        return f'<p class="h{level}">{_anchor(token, env)}<a name="{escape(name)}"></a>'

    def _paragraph_open(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        del options
        token = tokens[at]
        if token.hidden:
            return ""
        # A line is as much higher than what it holds, so a picture would bring a blank as well.
        inside = tokens[at + 1].children or ()
        kind = ' class="picture"' if any(one.type == "image" for one in inside) else ""
        return f"<p{kind}>{_anchor(token, env)}"

    def _paragraph_close(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        del tokens, at, options, env
        return "</p>"

    def _table_open(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        del tokens, at, options, env
        return '<table class="grid" cellspacing="0" cellpadding="0">'

    def _cell_open(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        del options, env
        token = tokens[at]
        side = str(token.attrs.get("style", "")).partition("text-align:")[2] or "left"
        return f'<{token.tag} align="{escape(side)}">'

    def _rule(self, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        del tokens, at, options, env
        line = self._style.color("border")
        # Words too small to be seen make it as thin as it should be: a cell without any is as
        # high as a line of text.
        cell = f'<td bgcolor="{line}"><p class="rule">&nbsp;</p></td>'
        return (
            '<table class="rule" width="100%" cellspacing="0" cellpadding="0">'
            f"<tr>{cell}</tr></table>"
        )


def _as_written(target: str) -> str:
    return target


def picture_url(target: str) -> str:
    """How the HTML names a picture: letters that no reader of addresses changes."""
    return PICTURE + target.encode().hex()


def picture_target(url: str) -> str | None:
    """The target that `picture_url` was given; None for other addresses."""
    return bytes.fromhex(url[len(PICTURE) :]).decode() if url.startswith(PICTURE) else None


def fitted(size: Size, width: int) -> Size:
    """A picture's size, shrunk to a column where it is wider."""
    wide, high = max(1, size[0]), max(1, size[1])
    if wide <= width:
        return wide, high
    return width, max(1, round(high * width / wide))


def anchor_name(title: str) -> str:
    """What a link to a heading calls it: ``## Plot it!`` is ``#plot-it``."""
    kept = re.sub(r"[^\w\s-]", "", title.lower())
    return re.sub(r"\s+", "-", kept.strip())


_PICTURE = re.compile(r"!\[([^\]\n]*)\]\(([^)\s]+)\)\{([^}\n]*)\}")
_ALT = re.compile(r"""alt\s*=\s*(?:"((?:\\.|[^"])*)"|'((?:\\.|[^'])*)')""")
_ATTRIBUTES = re.compile(r"(?<=[)\]\w])[ \t]*\{[.#:][^}\n]*\}")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)


def cleaned(text: str) -> str:
    """The text without what only other tools read: attributes in braces, comments."""
    made: list[str] = []
    last = 0
    for code in _CODE.finditer(text):
        made += [_clean(text[last : code.start()]), code.group()]
        last = code.end()
    made.append(_clean(text[last:]))
    return "".join(made)


def _clean(text: str) -> str:
    if "{" in text:
        text = _PICTURE.sub(_described, text)
        text = _ATTRIBUTES.sub("", text)
    if "<!--" in text:
        # Lines are counted, so a comment leaves as many as it had.
        text = _COMMENT.sub(lambda found: "\n" * found.group().count("\n"), text)
    return text


def _described(found: re.Match[str]) -> str:
    """A picture with its description as a title, where only braces say it."""
    alt = _ALT.search(found[3])
    said = (alt[1] or alt[2] or "").replace('"', "'") if alt else ""
    return f'![{found[1]}]({found[2]} "{said}")' if said else f"![{found[1]}]({found[2]})"


def _bound(rule: Any) -> Any:
    """A render rule as markdown-it calls it: with the renderer as its first argument."""

    def call(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        del renderer
        return str(rule(tokens, at, options, env))

    return call


def _anchor(token: Token, env: Mapping[str, Any]) -> str:
    if not token.map or env.get("first", -1) < 0:
        return ""
    return f'<a name="L{env["first"] + token.map[0]}"></a>'


def _with_callouts(tokens: list[Token]) -> list[Token]:
    """Marks quotes that begin with ``[!tip]``, and takes that line out of them."""
    for at, token in enumerate(tokens[:-3]):
        if token.type != "blockquote_open" or tokens[at + 2].type != "inline":
            continue
        inline = tokens[at + 2]
        first = inline.children[0] if inline.children else None
        found = _CALLOUT.match(inline.content.partition("\n")[0])
        if found is None or first is None:
            continue
        token.meta = {"callout": (found[1].lower(), found[2])}
        children = inline.children or []
        breaks = [i for i, one in enumerate(children) if one.type in ("softbreak", "hardbreak")]
        inline.children = children[breaks[0] + 1 :] if breaks else []
        if not inline.children:
            tokens[at + 1].hidden = tokens[at + 3].hidden = True
    return tokens


def _runs(tokens: Sequence[Token]) -> list[tuple[int, int, tuple[str, str]]]:
    """Where outermost callouts begin and end, with kind and title."""
    made: list[tuple[int, int, tuple[str, str]]] = []
    start: int | None = None
    for at, token in enumerate(tokens):
        if start is None and token.type == "blockquote_open" and "callout" in token.meta:
            start = at
        elif start is not None and _ends(token, tokens[start]):
            made.append((start, at, tokens[start].meta["callout"]))
            start = None
    return made


def _ends(token: Token, opening: Token) -> bool:
    return token.type == "blockquote_close" and token.level == opening.level


def _last_tight(html: str) -> str:
    """The last paragraph of a box brings no space below it."""
    head, found, tail = html.rpartition("<p>")
    return f'{head}<p class="tight">{tail}' if found and tail.count("</p>") == 1 else html
