"""Articles as Markdown (CommonMark 0.31, tables as GitHub writes them) under front matter in YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from newsreader.blocks import (
    Block,
    Code,
    Embed,
    Heading,
    Image,
    List,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
    quotations,
)
from newsreader.formats.legal import legal
from newsreader.formats.mdtext import destination, fence, inline, line, link
from newsreader.formats.story import Story, iso_moment
from newsreader.model import RelatedLink

SIGNATURE = "generator: newsreader"  # stands in the front matter, so that an earlier export is known
_APART = "<!-- -->"  # keeps two lists from becoming one
_LANGUAGE = re.compile(r"[^\w+#.-]+")
_LINE_BREAKS = re.compile(r"\r\n?")
# Beyond what JSON escapes: what YAML 1.1 reads as line breaks, or does not let stand as it is.
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
_MAX_NUMBER = 999_999_999  # of a list item, in CommonMark


def story_markdown(story: Story) -> str:
    """Write an article: front matter, headline, byline, text and related links."""
    article = story.article
    parts = [f"# {line(article.headline)}"]
    signed = " · ".join(line(part) for part in _signature(story) if part)
    if signed:
        parts.append(signed)
    if article.lead_image is not None and article.lead_image not in article.blocks:
        parts.append(_image(article.lead_image))
    parts += list(_blocks(article.blocks)) if story.has_text else [line(article.summary)]
    parts.append("\n".join(f"- {link(each.label, each.url)}" for each in article.enclosures))
    parts += list(_related(article.related))
    return front_matter(story) + "\n" + "\n\n".join(part for part in parts if part) + "\n"


def front_matter(story: Story) -> str:
    """Write what is known of an article as YAML between two lines of hyphens.

    Every text stands in double quotes with escapes as JSON has them, which YAML 1.1 and 1.2 both read.
    """
    article = story.article
    dateline = article.dateline
    fields: dict[str, object] = {
        "title": article.headline,
        "url": article.url,
        "site": article.site or story.source,
        "sections": list(story.sections),
        "authors": list(article.byline),
        "place": dateline.place if dateline else "",
        "agency": dateline.agency if dateline else "",
        "date": iso_moment(article.published, article.published_offset) or story.day.isoformat(),
        "updated": iso_moment(article.updated, article.updated_offset),
        "lang": article.lang,
        "tags": list(article.tags),
        "summary": article.summary,
        "image": article.lead_image.url if article.lead_image else "",
        "notes": [note.value for note in article.notes],
        "read": story.state.is_read,
        "starred": story.state.is_starred,
        "later": story.state.is_later,
        "has_text": story.has_text,
        "id": story.id,
    }
    written = [f"{name}: {_yaml(value)}" for name, value in fields.items() if value not in ("", [])]
    return "\n".join(("---", SIGNATURE, *written, "---", ""))


def _yaml(value: object) -> str:
    """Write a value in YAML's flow style."""
    if isinstance(value, list):
        return f"[{', '.join(map(_yaml, value))}]"
    quoted = json.dumps(legal(value) if isinstance(value, str) else value, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _signature(story: Story) -> Iterator[str]:
    article = story.article
    yield ", ".join(article.byline)
    yield story.place
    yield story.day.isoformat()
    yield article.site or story.source


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    before: Block | None = None
    for run in quotations(blocks):
        if isinstance(run[0], List) and isinstance(before, List):
            yield _APART
        yield "\n>\n".join(map(_block, run))
        before = run[-1]


def _block(block: Block) -> str:
    match block:
        case Paragraph(spans=spans):
            return inline(spans)
        case Heading(spans=spans, level=level):
            text = inline(spans).replace("\\\n", " ")
            return f"{'#' * min(max(level, 2), 6)} {text}" if text else ""
        case Quote(spans=spans):
            return _quoted(inline(spans))
        case List(items=items):
            return "\n".join(_items(items))
        case Table():
            return _table(block)
        case Code(text=text, language=language):
            return _code(_LINE_BREAKS.sub("\n", legal(text)), _LANGUAGE.sub("", language))
        case Image():
            return _image(block)
        case Embed(url=url, title=title):
            return link(title or url, url)
        case Rule():
            return "* * *"


def _code(text: str, language: str) -> str:
    marks = fence(text, least=3)
    return f"{marks}{language}\n{text}\n{marks}"


def _quoted(text: str) -> str:
    return "\n".join(f"> {each}" for each in text.split("\n"))


def _image(image: Image) -> str:
    picture = f"![{line(image.alt)}]({destination(image.url)})"
    caption = line(image.caption)
    return f"{picture}\n\n*{caption}*" if caption else picture


def _items(items: tuple[ListItem, ...]) -> Iterator[str]:
    """Write a list; each level is indented by the width of the marks above it."""
    widths: list[int] = []  # of the marks of the items one is within
    numbers: dict[int, int | None] = {}  # the last at each depth, None for a bullet
    is_after_paragraph = False
    for item in items:
        depth = min(max(item.depth, 0), len(widths))
        if item.is_continued and depth < len(widths):
            del widths[depth + 1 :]
            yield ""
            indent = " " * sum(widths)
            yield _indented(inline(item.spans), indent, indent)
            is_after_paragraph = True
            continue
        del widths[depth:]
        indent = " " * sum(widths)
        number = item.number if item.number is not None and 0 <= item.number <= _MAX_NUMBER else None
        text = inline(_item_spans(item, number)) or _APART  # what is within an empty item would stand beside it
        before = numbers.get(depth)
        if depth in numbers and not _follows(number, before):
            yield from ("", indent + _APART, "")  # a list counts on by itself
        elif numbers and (depth not in numbers or is_after_paragraph) and number not in (None, 1):
            yield ""  # such a list would be the end of the paragraph before it
        is_after_paragraph = False
        numbers = {level: last for level, last in numbers.items() if level < depth} | {depth: number}
        mark = "- " if number is None else f"{number}. "
        widths.append(len(mark))
        yield _indented(text, indent + mark, " " * sum(widths))


def _item_spans(item: ListItem, number: int | None) -> Spans:
    """Give an item's text: a term strong, with its number before it where no list can count so far."""
    spans = tuple(replace(span, is_strong=True) for span in item.spans) if item.is_term else item.spans
    return spans if item.number == number else (Span(f"{item.number}. "), *spans)


def _follows(number: int | None, before: int | None) -> bool:
    return number is None or before is None or number == before + 1


def _indented(text: str, first: str, rest: str) -> str:
    return first + text.replace("\n", "\n" + rest)


def _table(table: Table) -> str:
    columns = len(table.rows[0]) if table.rows else 0
    if not columns:
        return line(table.caption)
    head = table.rows[0] if table.header_rows else ("",) * columns
    body = table.rows[1:] if table.header_rows else table.rows
    rows = [_row(head, 0), f"|{' --- |' * columns}", *(_row(row, table.header_columns) for row in body)]
    caption = line(table.caption)
    return (f"*{caption}*\n\n" if caption else "") + "\n".join(rows)


def _row(row: tuple[str, ...], header_columns: int) -> str:
    cells = [line(cell) for cell in row]
    strong = [f"**{cell}**" if cell and column < header_columns else cell for column, cell in enumerate(cells)]
    return f"| {' | '.join(strong)} |"


def _related(related: tuple[RelatedLink, ...]) -> Iterator[str]:
    if related:
        yield "## Related"
    for group, links in groupby(related, key=lambda each: each.group):
        if group:
            yield f"### {line(group)}"
        yield "\n".join(f"- {_related_text(each)}" for each in links)


def _related_text(related: RelatedLink) -> str:
    parts = [link(related.title, related.url)]
    if dateline := related.dateline:
        day = dateline.date.isoformat() if dateline.date else ""
        parts.append(line(", ".join(part for part in (dateline.place, dateline.agency, day) if part)))
    parts.append(line(related.teaser))
    return " · ".join(part for part in parts if part)
