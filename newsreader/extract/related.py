"""Related links: the headlines that an article's page offers, by group, each once.

A panel is read as a stream of lines, so that it makes no difference whether it was built of tables, of boxes or of
line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from newsreader.address import canonical_address, resolve_address
from newsreader.extract.addresses import article_likeness, is_page_elsewhere
from newsreader.extract.byline import is_byline
from newsreader.extract.dateline import parse_dateline
from newsreader.extract.dates import parse_day, parse_moment
from newsreader.extract.furniture import is_popular_label, part_cards
from newsreader.extract.headlines import LIKELY_TITLE_WEIGHT, LINK_SHARE, MIN_TITLE_WEIGHT
from newsreader.extract.lines import Line, lines_after, lines_of
from newsreader.extract.panels import Panel, box_of, find_panels, is_other_part
from newsreader.extract.phrases import is_junk_heading, is_read_more, is_related_label, junk_line
from newsreader.extract.tree import HEADING_TAGS, Element, Tree, elements_in
from newsreader.extract.weight import is_dense, text_weight
from newsreader.extract.wordlist import word_set
from newsreader.model import Dateline, RelatedLink

MAX_PANELS = 24
MAX_PANEL_LINES = 400
MAX_PARTED = 2_000  # elements of one panel that are looked through for cards
MAX_LINKS = 80
MAX_LABEL_CHARS = 48
MAX_TITLE_CHARS = 250
MIN_NAME_LIKENESS = 1.5
NAME_WEIGHT = 18  # a shorter title may be somebody's name
MIN_SPACED_CHARS = 12  # of a headline in words
MIN_TEASER_WEIGHT = 60
MIN_PROSE_WEIGHT = 250  # so long a text behind a teaser, or before the first link, is the article going on
MAX_TEASER_CHARS = 1000
MAX_DAY_CHARS = 40
# "CGT" above a headline says what it is about, "4 minutes" how long it takes: neither is a group's name.
MIN_GROUP_CHARS = 4
_COUNT = re.compile(r"[\d.,:]+\s?[^\W\d_]{0,12}(?:\s[^\W\d_]{1,12}){0,2}")
_READ_MORE_TAIL = re.compile(
    r"[\s.…\[(]*(?:read\s+more|full\s+(?:story|article)|continue\s+reading|more)[\s.…\])>»]*$", re.IGNORECASE
)
_REACTIONS = re.compile(r"\d\s(?:likes?|comments?|views?|shares?|reactions?)\b", re.IGNORECASE)
_SOCIAL = re.compile(r"\b(?:social|share)\b", re.IGNORECASE)
_EDGES = " ,;|·•–—-()[]▪■●►▶›»"
_DIGIT = re.compile(r"\d")
# Parts of a panel that hold no articles of it.
_OTHER_PARTS = frozenset(
    f"class word: {word}"
    for word in word_set(
        """
        share sharing sharebar social socials socialmedia sharedaddy addtoany author authors authorbox bio byline
        newsletter newsletters subscribe subscription signup tags taglist tagcloud categories ad ads advert
        advertisement adslot promoted login signin copyright legal caption captions
        """
    )
)


@dataclass(slots=True)
class _Reading:
    """The state of reading one panel."""

    label: str
    group: str
    level: int  # of the label when it is a heading, 0 when it is none
    pending: list[str] = field(default_factory=list)  # short plain lines since the last link: a label, a headline
    label_above: str = ""  # a group's label that waits for its first headline
    dateline: Dateline | None = None  # of a headline that is still to come
    text: str = ""  # its teaser
    has_links: bool = False
    days_lead: bool = False  # dates stand above their headlines

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
        kept: the elements that the article's text was taken from, which belong to no panel.
    """

    def __init__(
        self, tree: Tree, base_url: str, own_urls: tuple[str, ...], kept: Collection[Element] = frozenset()
    ) -> None:
        self._tree = tree
        self._base_url = base_url
        self._own = {canonical_address(url) for url in own_urls if url}
        self._kept = kept
        self._links: dict[str, RelatedLink] = {}
        self._read_boxes: list[Element] = []
        self._titles: set[str] = set()  # a headline under two addresses is one story

    def read(self) -> tuple[RelatedLink, ...]:
        """Read all panels, in the page's order."""
        for panel in islice(find_panels(self._tree), MAX_PANELS):
            if panel.title:
                self._keep(RelatedLink(url=panel.href, title=panel.title, group=panel.label), takes_names=False)
            else:
                self._read_panel(panel)
        return tuple(self._links.values())

    def read_boxes(self, boxes: Sequence[Element]) -> tuple[RelatedLink, ...]:
        """Read boxes that are known to be panels, whatever they are called."""
        for box in boxes:
            self._read_panel(Panel("", box, box, -1))
        return tuple(self._links.values())

    def _read_panel(self, panel: Panel) -> None:
        if any(panel.at.inside(box) for box in self._read_boxes):
            return  # it was announced by its name and is so by its label
        reading = _Reading(panel.label, panel.label, _heading_level(panel.at) if panel.label else 0)
        last: RelatedLink | None = None
        for line in self._lines(panel, reading):
            last = self._read_line(reading, line, last)
        if not panel.label and reading.has_links:
            self._read_boxes.append(panel.box)

    def _lines(self, panel: Panel, reading: _Reading) -> Iterator[Line]:
        """Give the lines of a panel up to where it ends, without those of other parts in it."""
        box = panel.box
        part_cards(islice(elements_in(box), MAX_PARTED))
        stream = lines_after(panel.at, panel.child) if panel.label else lines_of(box)
        for line in _arranged(islice(stream, MAX_PANEL_LINES)):
            if len(self._links) >= MAX_LINKS or line.element in self._kept:
                return
            if not line.element.inside(box):
                if not _is_group_label(line) or (line.is_link and is_title(line.text) and not reading.has_links):
                    return
                box = box_of(line.element, -1)  # another group of the panel, under its own label
            if _ends_panel(line, reading):
                return
            junk = line.element.junk
            if not junk or junk == panel.at.junk or not (junk in _OTHER_PARTS or is_other_part(junk)):
                yield line

    def _read_line(self, reading: _Reading, line: Line, last: RelatedLink | None) -> RelatedLink | None:
        """Read one line; give the link that what follows belongs to."""
        text = line.text
        if line.is_link and is_read_more(text):
            return self._pending_headline(reading, line.href) or last
        filed = parse_dateline(text) or _day_in(line)
        if filed is not None:
            return self._filed(reading, filed, last)
        if line.is_link and (is_title(text) or reading.takes_names) and not _is_group_label(line):
            return last if is_byline(text) else self._headline(reading, line) or last
        if text_weight(text) >= MIN_TEASER_WEIGHT and not line.is_link and len(line.links) <= 2:
            return self._teaser(reading, line, last)
        if line.is_link and not _is_group_label(line) and not line.is_heading:
            return last  # a name, a button
        if _may_be_label(text):
            reading.pending.append(text)
            is_label = line.is_heading or text.isupper() or is_related_label(text)
            if is_label and MIN_GROUP_CHARS <= len(text) <= MAX_LABEL_CHARS:
                reading.label_above = text.strip(_EDGES + ":")
        return last

    def _filed(self, reading: _Reading, filed: Dateline, last: RelatedLink | None) -> RelatedLink | None:
        """Give a dateline or a day to the headline it belongs to, the last or the next."""
        if not reading.has_links and not reading.pending:
            reading.days_lead = True
        reading.dateline = filed
        return self._with(last, dateline=filed) if last and not reading.pending and not reading.days_lead else last

    def _headline(self, reading: _Reading, line: Line) -> RelatedLink | None:
        dateline = reading.dateline if reading.days_lead else None
        title = line.text
        self._begin(reading)
        link = RelatedLink(url=line.href, title=title, group=reading.group, dateline=dateline)
        return self._keep(link, takes_names=reading.takes_names)

    def _begin(self, reading: _Reading) -> None:
        """Forget what stood before a headline, save for the label of its group."""
        reading.group = reading.label_above or reading.group
        reading.pending, reading.label_above, reading.dateline, reading.text = [], "", None, ""
        reading.has_links = True

    def _teaser(self, reading: _Reading, line: Line, last: RelatedLink | None) -> RelatedLink | None:
        teaser = _teaser_of(line.text)
        if reading.pending:
            reading.text = teaser
            href = next((href for words, href in line.links if is_read_more(words)), "")
            return self._pending_headline(reading, href) or last
        return self._with(last, teaser=teaser) if last and not last.teaser else last

    def _pending_headline(self, reading: _Reading, href: str) -> RelatedLink | None:
        """A headline in plain text gets its address from the "read more" behind its teaser."""
        if not href or not reading.pending or not is_title(reading.pending[-1]):
            return None
        *labels, title = reading.pending
        if reading.label_above == title.strip(_EDGES + ":"):
            reading.label_above = ""
        if labels and len(labels[-1]) <= MAX_LABEL_CHARS:
            reading.label_above = labels[-1]
        dateline, text = reading.dateline, reading.text
        self._begin(reading)
        link = RelatedLink(url=href, title=title, group=reading.group, dateline=dateline, teaser=text)
        return self._keep(link, takes_names=False)

    def _keep(self, link: RelatedLink, *, takes_names: bool) -> RelatedLink | None:
        url = resolve_address(self._base_url, link.url)
        key = canonical_address(url)
        if not url or junk_line(link.title) or key in self._own or "{{" in link.title:
            return None
        if not (is_page_elsewhere(url) if takes_names else _is_story(url, link.title)):
            return None
        title = link.title.casefold()
        if key not in self._links and title not in self._titles:
            self._titles.add(title)
            self._links[key] = replace(link, url=url, title=link.title.strip(" |»›•"))
        return self._links.get(key)

    def _with(self, link: RelatedLink, *, dateline: Dateline | None = None, teaser: str = "") -> RelatedLink:
        changed = replace(link, dateline=link.dateline or dateline, teaser=link.teaser or teaser)
        self._links[canonical_address(link.url)] = changed
        return changed


def is_title(text: str) -> bool:
    """Say whether a link's text can be a headline."""
    if len(text) > MAX_TITLE_CHARS or text_weight(text) < MIN_TITLE_WEIGHT or junk_line(text) or is_read_more(text):
        return False
    if _REACTIONS.search(text):
        return False
    return is_dense(text) or (len(text) >= MIN_SPACED_CHARS and " " in text)


def _is_story(url: str, title: str) -> bool:
    """Say whether an address can be an article's; a short title asks for more of a likeness."""
    likeness = article_likeness(url)
    weight = text_weight(title)
    if likeness is None or weight >= LIKELY_TITLE_WEIGHT:
        return likeness is not None
    # "Jane Roe", "Science & Health": a name or a desk, whose address has no date and no number.
    return likeness >= 1 if weight >= NAME_WEIGHT else likeness >= MIN_NAME_LIKENESS and bool(_DIGIT.search(url))


def _arranged(lines: Iterable[Line]) -> Iterator[Line]:
    """Bring every headline before its date and teaser, where they share a line or are one link."""
    run: list[Line] = []
    for line in chain.from_iterable(map(_parts, lines)):
        if run and line.href != run[0].href:
            yield from _card(run)
            run = []
        if line.href:
            run.append(line)
        else:
            yield line
    yield from _card(run)


def _card(run: list[Line]) -> Iterator[Line]:
    """Give the lines of one link: the headline as the link, a date and a teaser as plain text."""
    if len(run) < 2:
        yield from run
        return
    titles = [line for line in run if is_title(line.text) and _day_in(line) is None and not is_byline(line.text)]
    headings = [line for line in titles if line.is_heading]
    likely = [line for line in titles if text_weight(line.text) >= LIKELY_TITLE_WEIGHT]
    chosen = next(iter(headings or likely or titles), None)
    if chosen is None:
        yield from run
        return
    yield chosen
    after = run[run.index(chosen) + 1 :]
    for line in run:
        if (line in after and not is_read_more(line.text)) or (line is not chosen and _day_in(line) is not None):
            yield replace(line, href="", links=(), is_heading=False)


def _parts(line: Line) -> Iterator[Line]:
    """Part a line into the headlines that are most of it and what stands behind the only one."""
    if not line.links or (len(line.links) == 1 and line.links[0][0] == line.text):
        yield line  # nothing to part
        return
    titles = [(words, href) for words, href in line.links if is_title(words)]
    if not titles or sum(text_weight(words) for words, _ in titles) < LINK_SHARE * text_weight(line.text):
        yield line
        return
    rest = line.text
    for words, href in titles:
        yield replace(line, text=words, href=href, links=((words, href),))
        rest = rest.replace(words, " ", 1)
    if len(titles) == 1 and (rest := rest.strip(_EDGES)):
        yield replace(line, text=rest, href="", links=(), is_heading=False)


def _day_in(line: Line) -> Dateline | None:
    """Read a line that says when, in words or in its markup."""
    if len(line.text) > MAX_DAY_CHARS:
        return None
    day = parse_day(line.text) if _DIGIT.search(line.text) else None
    if day is None:
        near = chain((line.element,), islice(elements_in(line.element), 6))
        stated = next((element.get("datetime") for element in near if element.tag == "time"), "")
        moment = parse_moment(stated) if stated else None
        day = moment.date() if moment else None
    return Dateline(date=day) if day else None


def _may_be_label(text: str) -> bool:
    is_short = len(text) <= MAX_TITLE_CHARS
    return (
        is_short
        and not junk_line(text)
        and not _SOCIAL.search(text)
        and not _COUNT.fullmatch(text)
        and not is_byline(text)
    )


def _is_group_label(line: Line) -> bool:
    text = line.text
    return len(text) <= MAX_LABEL_CHARS and text.isupper() and not (line.is_link and len(text) >= LIKELY_TITLE_WEIGHT)


def _ends_panel(line: Line, reading: _Reading) -> bool:
    text = line.text
    if not line.links and not reading.has_links and not reading.pending and text_weight(text) >= MIN_PROSE_WEIGHT:
        return True
    if is_related_label(text):
        return (reading.has_links or reading.label != "") and not (line.is_link and is_read_more(text))
    if line.is_heading and not line.is_link and reading.has_links:
        level = _heading_level(line.element)
        if level <= reading.level or (reading.level == 0 and not is_title(text)):
            return True
    return junk_line(text) == "legal notice" or is_junk_heading(text) or is_popular_label(text)


def _heading_level(element: Element | None) -> int:
    """Give 1 to 6 for what stands in h1 to h6, 0 for what stands in none."""
    while element is not None and element.depth:
        if element.tag in HEADING_TAGS:
            return int(element.tag[1])
        element = element.parent
    return 0


def _teaser_of(text: str) -> str:
    """Cut off "... read more"; a text cut in mid-sentence ends with an ellipsis."""
    teaser = _READ_MORE_TAIL.sub("", text)[:MAX_TEASER_CHARS].rstrip()
    return f"{teaser}…" if len(teaser) < len(text.rstrip()) and teaser and teaser[-1] not in ".!?…" else teaser
