"""Related links: the headlines that an article's page offers, by group, each once.

A panel is found by the line that announces it ("Related content") and read as a stream of lines, so that it
makes no difference whether it was built of tables, of boxes or of line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlsplit

from newsreader.address import canonical_address, resolve_address
from newsreader.extract.byline import is_byline
from newsreader.extract.dateline import parse_dateline
from newsreader.extract.dates import parse_day
from newsreader.extract.lines import Line, lines_after
from newsreader.extract.phrases import is_junk_heading, is_read_more, is_related_label, junk_line
from newsreader.extract.tree import Element, Tree
from newsreader.extract.wordlist import word_set
from newsreader.model import Dateline, RelatedLink

MAX_PANELS = 12
MAX_PANEL_LINES = 400
MAX_LINKS = 80
MAX_LABEL_CHARS = 48
MIN_TITLE_CHARS = 12
MIN_TITLE_BYTES = 18  # six Chinese characters make a headline
MAX_TITLE_CHARS = 250
MIN_TEASER_CHARS = 60
MAX_TEASER_CHARS = 1000
MAX_CLIMB = 6  # levels from a panel's label to the box that holds its links
_FIRST_WORDS = word_set(
    """
    related more read see watch also you recommended further up keep don't don’t other similar mehr lesen das auch
    weitere zum verwandte ähnliche lire à a sur articles article voir lee lea leer noticias artículos te
    relacionado relacionada relacionados relacionadas leia veja notícias leggi articoli potrebbe lees czytaj
    zobacz läs les læs читайте по
    """
)
_LINE_TAGS = frozenset(("p", "b", "strong", "em", "i", "span"))
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0600-\u06ff]")
_READ_MORE_TAIL = re.compile(
    r"[\s.…\[(]*(?:read\s+more|full\s+(?:story|article)|continue\s+reading|more)[\s.…\])>»]*$", re.IGNORECASE
)
_SHARE_HOSTS = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|linkedin|pinterest|reddit|whatsapp|telegram|tumblr|instagram|addtoany|doubleclick|"
    r"taboola|outbrain)\.(?:com|net|me|org)$"
)


@dataclass(slots=True)
class _Panel:
    """The state of reading one panel."""

    label: str
    group: str
    pending: list[str]  # short plain lines since the last link: a label, perhaps a headline
    dateline: Dateline | None = None  # of a headline that is still pending
    text: str = ""  # its teaser

    @property
    def takes_names(self) -> bool:
        """Say whether links that are mere names belong to it: "Related links" leads to sites as well as stories."""
        return self.group == self.label and "link" in self.label.casefold()


class RelatedReader:
    """Reads the panels of one page.

    Args:
        tree: the page.
        base_url: what relative links resolve against.
        own_urls: the article's own addresses, which are not related to it.
    """

    def __init__(self, tree: Tree, base_url: str, own_urls: tuple[str, ...]) -> None:
        self._tree = tree
        self._base_url = base_url
        self._own = {canonical_address(url) for url in own_urls if url}
        self._links: dict[str, RelatedLink] = {}
        self._titles: set[str] = set()  # a headline under two addresses is one story

    def read(self) -> tuple[RelatedLink, ...]:
        """Read all panels, in the page's order."""
        for label, element, child in islice(_labels(self._tree), MAX_PANELS):
            self._read_panel(label, element, child)
        return tuple(self._links.values())

    def _read_panel(self, label: str, element: Element, child: int) -> None:
        panel = _Panel(label, label, [])
        box = element if element.links >= 2 * MIN_TITLE_CHARS else _box_of(element)
        last: RelatedLink | None = None
        for line in islice(lines_after(element, child), MAX_PANEL_LINES):
            if len(self._links) >= MAX_LINKS:
                return
            if not line.element.inside(box):
                if not _is_group_label(line) or (line.is_link and is_title(line.text) and last is None):
                    return
                box = _box_of(line.element)  # another group of the panel, under its own label
            if _ends_panel(line):
                return
            last = self._read_line(panel, line, last)

    def _read_line(self, panel: _Panel, line: Line, last: RelatedLink | None) -> RelatedLink | None:
        """Read one line; give the link that what follows belongs to."""
        text = line.text
        if line.is_link and is_read_more(text):
            return self._pending_headline(panel, line.href) or last
        if line.is_link and (is_title(text) or panel.takes_names) and not _is_group_label(line):
            return self._headline(panel, line) or last
        dateline = parse_dateline(text)
        if dateline is not None:
            panel.dateline = dateline
            return self._with(last, dateline=dateline) if last and not panel.pending else last
        if len(text) >= MIN_TEASER_CHARS and not line.is_link and len(line.links) <= 2:
            return self._teaser(panel, line, last)
        if line.is_link and not _is_group_label(line) and not line.is_heading:
            return last  # a name, a button
        if len(text) <= MAX_TITLE_CHARS and not junk_line(text) and parse_day(text) is None and not is_byline(text):
            panel.pending.append(text)
        return last

    def _headline(self, panel: _Panel, line: Line) -> RelatedLink | None:
        labels = [text for text in panel.pending if len(text) <= MAX_LABEL_CHARS]
        if labels:
            panel.group = labels[-1]
        panel.pending, panel.dateline, panel.text = [], None, ""
        return self._keep(RelatedLink(url=line.href, title=line.text, group=panel.group))

    def _teaser(self, panel: _Panel, line: Line, last: RelatedLink | None) -> RelatedLink | None:
        teaser = _teaser_of(line.text)
        if panel.pending:
            panel.text = teaser
            href = next((href for words, href in line.links if is_read_more(words)), "")
            return self._pending_headline(panel, href) or last
        return self._with(last, teaser=teaser) if last and not last.teaser else last

    def _pending_headline(self, panel: _Panel, href: str) -> RelatedLink | None:
        """A headline in plain text gets its address from the "read more" behind its teaser."""
        if not href or not panel.pending or not is_title(panel.pending[-1]):
            return None
        *labels, title = panel.pending
        panel.group = labels[-1] if labels else panel.group
        link = RelatedLink(url=href, title=title, group=panel.group, dateline=panel.dateline, teaser=panel.text)
        panel.pending, panel.dateline, panel.text = [], None, ""
        return self._keep(link)

    def _keep(self, link: RelatedLink) -> RelatedLink | None:
        url = resolve_address(self._base_url, link.url)
        key = canonical_address(url)
        if (
            not url
            or junk_line(link.title)
            or key in self._own
            or _SHARE_HOSTS.search(urlsplit(url).hostname or "")
            or is_front(url)
        ):
            return None
        title = link.title.casefold()
        if key not in self._links and title not in self._titles:
            self._titles.add(title)
            self._links[key] = replace(link, url=url)
        return self._links.get(key)

    def _with(self, link: RelatedLink, *, dateline: Dateline | None = None, teaser: str = "") -> RelatedLink:
        changed = replace(link, dateline=link.dateline or dateline, teaser=link.teaser or teaser)
        self._links[canonical_address(link.url)] = changed
        return changed


def is_title(text: str) -> bool:
    """Say whether a link's text can be a headline."""
    if len(text) > MAX_TITLE_CHARS or junk_line(text):
        return False
    if _UNSPACED.search(text):
        return len(text.encode("utf-8", "replace")) >= MIN_TITLE_BYTES
    return len(text) >= MIN_TITLE_CHARS and " " in text


def is_front(url: str) -> bool:
    """Say whether an address is a site's front page."""
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _labels(tree: Tree) -> Iterator[tuple[str, Element, int]]:
    """Find the texts that announce a panel, with the element and the child of it to read on from."""
    for element in tree.elements:
        if not element.flow:
            continue
        for number, child in enumerate(element.children):
            if type(child) is str and 2 < len(child) < 3 * MAX_LABEL_CHARS and (label := _label_in(child)):
                if not element.junk.startswith(("tag: nav", "role: navigation")):
                    yield label.strip(" :>»…"), element, number
                break


def _label_in(raw: str) -> str:
    """Give a text as a line when it announces a panel, "" when it does not."""
    first = raw.split(None, 1)
    if not first or (first[0].isascii() and first[0].casefold().strip(":") not in _FIRST_WORDS):
        return ""
    text = " ".join(raw.split())
    return text if is_related_label(text) else ""


def _box_of(label: Element) -> Element:
    """Climb from a label to the smallest element that holds headlines after it."""
    if label.links and label.tag in _LINE_TAGS:
        return label  # "Read more: a headline" is a panel of one line
    box = label
    for _ in range(MAX_CLIMB):
        if box.links - label.links >= 2 * MIN_TITLE_CHARS or box.parent is None:
            break
        box = box.parent
    return box


def _is_group_label(line: Line) -> bool:
    return len(line.text) <= MAX_LABEL_CHARS and line.text.isupper()


def _ends_panel(line: Line) -> bool:
    return junk_line(line.text) == "legal notice" or is_junk_heading(line.text) or is_related_label(line.text)


def _teaser_of(text: str) -> str:
    """Cut off "... read more"; a text cut in mid-sentence ends with an ellipsis."""
    teaser = _READ_MORE_TAIL.sub("", text)[:MAX_TEASER_CHARS].rstrip()
    return f"{teaser}…" if len(teaser) < len(text.rstrip()) and teaser and teaser[-1] not in ".!?…" else teaser
