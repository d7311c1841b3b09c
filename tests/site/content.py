"""The site's content, read from TOML, and what a reader must find on its pages.

Pages and expectations are made from the same values here, so they cannot drift apart. Addresses are paths;
`NewsSite.url` makes them absolute.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
GROUP_SIZE = 4  # headlines under one label in the related panel
MISSING_PATH = "/reports/Lighthouse_keepers_strike_enters_second_week_999.html"  # linked, and a 404
MISSING_TITLE = "Lighthouse keepers' strike enters second week"
SITE_HOME = "meridian-strait"
SUBHEAD = re.compile(r"- (.+) -")
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


@dataclass(frozen=True, kw_only=True)
class Block:
    """One block of a story: "paragraph", "heading" or "quote"; `marked` still holds `[words](address)`."""

    kind: str
    marked: str

    @property
    def text(self) -> str:
        """The words."""
        return LINK.sub(r"\1", self.marked)

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The words and the path of each link."""
        return tuple((match[1], match[2]) for match in LINK.finditer(self.marked))


@dataclass(frozen=True, kw_only=True)
class Site:
    """A publication of the network."""

    key: str
    name: str
    home: str


@dataclass(frozen=True, kw_only=True)
class SiteSection:
    """A desk: its page, and its feed where it has one."""

    key: str
    name: str
    label: str
    layout: str
    page: str
    related: str  # the words of the link under "Related Links"
    feed: str = ""
    feed_kind: str = ""
    dead_feed: str = ""  # announced on the page, and a 404


@dataclass(frozen=True, kw_only=True)
class RelatedHeadline:
    """A link of the related panel."""

    group: str
    title: str
    path: str
    story: Story | None = None  # set for the one that stands with dateline and teaser


@dataclass(frozen=True, kw_only=True)
class Story:
    """An article: what its page shows, and so what must be read from it."""

    path: str
    site: Site
    section: SiteSection
    also_in: tuple[str, ...]
    layout: str
    separator: str  # how paragraphs are parted: "open", "closed" or "br"
    charset: str
    headline: str
    byline: tuple[str, ...]
    place: str
    agency: str
    date: date
    published: datetime
    photo: str
    photo_caption: str
    teaser: str
    blocks: tuple[Block, ...]

    @property
    def dateline(self) -> str:
        """The dateline as printed: "Port Calder, Marenland (HPA) Feb 3, 2026"."""
        day = f"{self.date.day:02}" if self.agency == "SPX" else str(self.date.day)
        return f"{self.place} ({self.agency}) {MONTHS[self.date.month - 1]} {day}, {self.date.year}"

    @property
    def printed_byline(self) -> str:
        """The names as printed after "by"."""
        return " and ".join(self.byline)

    @property
    def photo_path(self) -> str:
        """The picture on the article's page, "" when there is none."""
        return f"/images-hg/{self.photo}-hg.jpg" if self.photo else ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs in order, without subheads and quotations."""
        return self._texts("paragraph")

    @property
    def subheads(self) -> tuple[str, ...]:
        """The words between the dashes."""
        return self._texts("heading")

    @property
    def quotes(self) -> tuple[str, ...]:
        """The paragraphs set as quotations."""
        return self._texts("quote")

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The words and paths of the links in the text."""
        return tuple(link for block in self.blocks for link in block.links)

    @property
    def is_in(self) -> tuple[str, ...]:
        """The keys of the sections that list it."""
        return (self.section.key, *self.also_in)

    def _texts(self, kind: str) -> tuple[str, ...]:
        return tuple(block.text for block in self.blocks if block.kind == kind)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / "stories" / f"{name}.toml").read_text(encoding="utf-8"))


def _block(raw: str) -> Block:
    text = " ".join(raw.split())
    if subhead := SUBHEAD.fullmatch(text):
        return Block(kind="heading", marked=subhead[1])
    if text.startswith("> "):
        return Block(kind="quote", marked=text[2:])
    return Block(kind="paragraph", marked=text)


def _story(raw: dict[str, Any]) -> Story:
    return Story(
        path=raw.get("path") or f"/reports/{raw['slug']}_999.html",
        site=SITES[raw.get("site", SITE_HOME)],
        section=SECTIONS[raw["section"]],
        also_in=tuple(raw.get("also_in", [])),
        layout=raw["layout"],
        separator=raw.get("separator", "open"),
        charset=raw.get("charset", "iso-8859-1" if raw["layout"] == "tables" else "utf-8"),
        headline=raw["headline"],
        byline=tuple(raw["authors"]),
        place=raw["place"],
        agency=raw["agency"],
        date=raw["date"],
        published=raw["published"],
        photo=raw.get("photo", ""),
        photo_caption=raw.get("photo_caption", ""),
        teaser=raw["teaser"],
        blocks=tuple(_block(part) for part in raw["text"].strip().split("\n\n")),
    )


def stories_of(section_key: str) -> tuple[Story, ...]:
    """Give what a section lists, newest first."""
    listed = [story for story in STORIES if section_key in story.is_in]
    return tuple(sorted(listed, key=lambda story: story.published, reverse=True))


def panel_of(story: Story) -> tuple[RelatedHeadline, ...]:
    """Give the related panel as it is printed: a teaser, then headlines by group, some of them twice."""
    others = [each for each in STORIES if each.path != story.path]
    same = [each for each in others if story.section.key in each.is_in] or others
    first = same[0]
    panel = [RelatedHeadline(group=story.section.label, title=first.headline, path=first.path, story=first)]
    for section in SECTIONS.values():
        group = [each for each in others if each.section.key == section.key and each != first][:GROUP_SIZE]
        panel += [RelatedHeadline(group=section.label, title=each.headline, path=each.path) for each in group]
    panel.append(RelatedHeadline(group=story.section.label, title=MISSING_TITLE, path=MISSING_PATH))
    return (*panel, panel[1], panel[-1])  # one comes back under the last label, one stands twice in a row


def related_of(story: Story) -> tuple[RelatedHeadline, ...]:
    """Give the related links that a reader must end up with: the panel, each address once, in its order."""
    found: dict[str, RelatedHeadline] = {}
    for each in panel_of(story):
        found.setdefault(each.path, each)
    return tuple(found.values())


NETWORK = _read("network")
SITES = {raw["key"]: Site(**raw) for raw in NETWORK["site"]}
SECTIONS = {raw["key"]: SiteSection(**raw) for raw in NETWORK["section"]}
STORIES = tuple(
    _story(raw) for name in ("straits", "harbour", "drones", "sky", "sister") for raw in _read(name)["story"]
)
