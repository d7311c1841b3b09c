"""Draw what a terminal shows as SVG: one screen, or the screens of a session one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes
from rich.color import Color
from rich.style import Style
from textual.strip import Strip

CELL_W, LINE_H, FONT = 8.4, 19, 14  # of a monospace font that is 0.6 of its size wide
PAD, BAR_H, CAPTION_H = 12, 30, 40
_FAMILY = "'JetBrains Mono','Fira Code','DejaVu Sans Mono',Menlo,Consolas,monospace"
_DIM = "0.6"
# Letters that are drawn as a part of their cell, since fonts leave gaps between lines: x, y, width, height.
_BLOCKS = {
    "▕": (0.875, 0, 0.125, 1),
    "▌": (0, 0, 0.5, 1),
    "▔": (0, 0, 1, 0.125),
    "│": (0.45, 0, 0.1, 1),
    **{chr(0x2580 + eighths): (0, 1 - eighths / 8, 1, eighths / 8) for eighths in range(1, 9)},
}


class Frame(NamedTuple):
    """A screen of a session, and what is told under it while it stands."""

    strips: tuple[Strip, ...]
    caption: str
    seconds: float


class Look(NamedTuple):
    """Colours outside the screen's own."""

    background: str
    foreground: str


class Drawing:
    """Collects lines and styles, each kept once however often it is used."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._styles: dict[str, str] = {}
        self._lines: dict[str, str] = {}

    def screen(self, strips: Iterable[Strip]) -> str:
        """Draw a screen as uses of its lines."""
        return "".join(
            f'<use href="#{name}" y="{row * LINE_H}"/>'
            for row, strip in enumerate(strips)
            if (name := self._line(strip))
        )

    @property
    def style_sheet(self) -> str:
        """What the classes of the text mean."""
        return "".join(f".{name}{{{rules}}}" for rules, name in self._styles.items())

    @property
    def definitions(self) -> str:
        """Every line that is used."""
        return "".join(f'<g id="{name}">{content}</g>' for content, name in self._lines.items())

    def _line(self, strip: Strip) -> str:
        """Give the name of a line, "" for an empty one."""
        behind: list[str] = []
        written: list[str] = []
        at = 0
        for segment in strip.simplify():
            style = segment.style or Style.null()
            cells = cell_len(segment.text)
            colour = _hex(style.color if style.reverse else style.bgcolor)
            if style.reverse and colour is None:
                colour = self._look.foreground
            if colour is not None and colour != self._look.background:
                behind.append(f'<rect x="{_x(at)}" width="{_x(cells)}" height="{LINE_H + 0.5}" style="fill:{colour}"/>')
            written += [self._drawn(at + start, word, style) for start, word in _words(segment.text)]
            at += cells
        content = "".join(behind + written)
        return self._lines.setdefault(content, f"l{len(self._lines)}") if content else ""

    def _drawn(self, at: int, text: str, style: Style) -> str:
        name = self._class(style)
        known = f' class="{name}"' if name else ""
        if text in _BLOCKS:
            x, y, width, height = _BLOCKS[text]
            size = f'width="{_x(width)}" height="{height * LINE_H + 0.5:g}"'
            return f'<rect x="{_x(at + x)}" y="{y * LINE_H:g}" {size}{known}/>'
        return f'<text x="{_x(at)}" y="14" textLength="{_x(cell_len(text))}"{known}>{escape(text, quote=False)}</text>'

    def _class(self, style: Style) -> str:
        colour = _hex(style.bgcolor if style.reverse else style.color)
        if style.reverse and colour is None:
            colour = self._look.background
        lines = " ".join(["underline"] * bool(style.underline) + ["line-through"] * bool(style.strike))
        rules = {
            "fill": colour if colour != self._look.foreground else None,
            "font-weight": "700" if style.bold else None,
            "font-style": "italic" if style.italic else None,
            "text-decoration": lines or None,
            "opacity": _DIM if style.dim else None,
        }
        written = ";".join(f"{name}:{value}" for name, value in rules.items() if value)
        return self._styles.setdefault(written, f"s{len(self._styles)}") if written else ""


def still(strips: Sequence[Strip], look: Look, *, title: str) -> str:
    """Draw one screen in a window."""
    drawing = Drawing(look)
    screen = drawing.screen(strips)
    width, height = _size(strips)
    return _window(drawing, look, screen, title=title, size=(width, height))


def session(frames: Sequence[Frame], look: Look, *, title: str) -> str:
    """Draw screens that follow one another for ever, with what is told of each below.

    They stand side by side on a film that is moved by a step; who wants no motion sees the first.
    """
    drawing = Drawing(look)
    width, height = _size(frames[0].strips)
    whole = sum(frame.seconds for frame in frames)
    film, moves, at = [], [], 0.0
    for number, frame in enumerate(frames):
        x = number * (width + PAD)
        caption = (
            f'<text class="caption" x="2" y="{height + CAPTION_H - 12}">{escape(frame.caption, quote=False)}</text>'
        )
        film.append(f'<g transform="translate({x:g})">{drawing.screen(frame.strips)}{caption}</g>')
        moves.append(f"{100 * at / whole:.2f}%{{transform:translateX({-x:g}px)}}")
        at += frame.seconds
    motion = (
        f"@keyframes film{{{''.join(moves)}}}.film{{animation:film {whole:g}s step-end infinite}}"
        "@media(prefers-reduced-motion:reduce){.film{animation:none}}"
        f".caption{{fill:{look.foreground};font-size:15px;opacity:.85}}"
    )
    screen = f'<g class="film">{"".join(film)}</g>'
    return _window(drawing, look, screen, title=title, size=(width, height + CAPTION_H), motion=motion)


def _window(
    drawing: Drawing, look: Look, screen: str, *, title: str, size: tuple[float, float], motion: str = ""
) -> str:
    """Put a frame round what is drawn."""
    width, height = size
    outer_w, outer_h = round(width + 2 * PAD), round(height + BAR_H + PAD)
    dots = "".join(
        f'<circle cx="{18 + 18 * number}" cy="15" r="5.5" fill="{colour}"/>'
        for number, colour in enumerate(("#e0675c", "#dfae4b", "#7fb069"))
    )
    text = f"text{{font:{FONT}px {_FAMILY};white-space:pre}}text,rect{{fill:{look.foreground}}}"
    edge = f'rx="9" style="fill:{look.background}" stroke="#808080" stroke-opacity=".5"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {outer_w} {outer_h}" role="img">'
        f"<title>{escape(title)}</title><style>{text}{drawing.style_sheet}{motion}</style>"
        f'<defs>{drawing.definitions}</defs><rect width="{outer_w}" height="{outer_h}" {edge}/>'
        f'{dots}<svg x="{PAD}" y="{BAR_H}" width="{width:g}" height="{height:g}">{screen}</svg></svg>\n'
    )


def _size(strips: Sequence[Strip]) -> tuple[float, float]:
    return round(strips[0].cell_length * CELL_W, 1), float(len(strips) * LINE_H)


def _x(cells: float) -> str:
    return f"{cells * CELL_W:.1f}".removesuffix(".0")


def _hex(colour: Color | None) -> str | None:
    """Write a colour; None for the usual one of the terminal."""
    if colour is None or colour.is_default:
        return None
    return colour.get_truecolor().hex


def _words(text: str) -> Iterable[tuple[int, str]]:
    """Part a text where several spaces stand, and round what a font may set otherwise: wide letters and blocks."""
    start, at, word = 0, 0, ""
    for begin, end, cells in split_graphemes(text)[0]:
        letter = text[begin:end]
        is_apart = cells != 1 or letter in _BLOCKS
        if is_apart or (letter == " " and (not word or word.endswith(" "))):
            if word.strip():
                yield start, word.rstrip()
            word = ""
            if is_apart:
                yield at, letter
        else:
            start = start if word else at
            word += letter
        at += cells
    if word.strip():
        yield start, word.rstrip()
