"""Articles as an EPUB 3 book: a title page, contents by section, and a chapter for each article.

A link to an article that is in the book leads to its chapter. The contents stand there twice, for readers of
EPUB 3 and, as NCX, for the older ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import IO
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, tostring

from newsreader.blocks import Image
from newsreader.formats.legal import is_right_to_left, language_tag, legal, uri
from newsreader.formats.ocf import Container
from newsreader.formats.story import Story
from newsreader.formats.xhtml import Content, Linker, append, block_elements, element, picture_element
from newsreader.model import ArticleId, RelatedLink

_UNKNOWN_LANGUAGE = "und"  # ISO 639-2, "undetermined"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
PICTURE_SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif"}  # what every e-reader shows
_STYLE = """body { margin: 0 4%; line-height: 1.4; }
h1 { font-size: 1.5em; line-height: 1.2; }
h2, h3, h4, h5, h6 { font-size: 1.1em; }
.kicker, .signed, .source, figcaption, caption { font-size: 0.85em; }
.pull { margin: 1em 8%; font-size: 1.15em; }
.title { margin-top: 25%; text-align: center; }
figure { margin: 1em 0; }
img { max-width: 100%; }
pre { white-space: pre-wrap; font-size: 0.85em; }
table { border-collapse: collapse; }
th, td { border: 1px solid; padding: 0.2em 0.4em; text-align: start; vertical-align: top; }
nav ol { list-style: none; padding: 0; }
nav ol ol { margin: 0 0 1em 1em; }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """What the contents say of an article."""

    id: ArticleId
    headline: str
    section: str
    lang: str


@dataclass(slots=True)
class Book:
    """A book being written. Chapters and pictures go straight into the file.

    Args:
        file: an empty file that can be sought in.
        title: of the book.
        subtitle: what was chosen for it, one line.
        at: now.
    """

    file: IO[bytes]
    title: str
    subtitle: str
    at: datetime
    chapters: list[Chapter] = field(init=False, default_factory=list)  # so far
    _container: Container = field(init=False)
    pictures: dict[str, tuple[str, str]] = field(init=False, default_factory=dict)  # by address: name, media type

    def __post_init__(self) -> None:
        self.title = legal(self.title).strip() or "Articles"  # the contents may name nothing by an empty text
        self._container = Container(self.file, self.at)
        self._container.add("style.css", _STYLE)

    def add_picture(self, address: str, media_type: str, content: bytes) -> bool:
        """Add a picture; says whether it is of a kind that books show. One that is there already is passed over."""
        suffix = PICTURE_SUFFIXES.get(media_type)
        if suffix is None:
            return False
        if address not in self.pictures:
            name = f"pictures/{len(self.pictures) + 1}{suffix}"
            self._container.add(name, content, is_packed=True)
            self.pictures[address] = (name, media_type)
        return True

    def add_chapter(self, story: Story, section: str, inside: Mapping[str, ArticleId]) -> None:
        """Add an article, after its pictures.

        Args:
            story: the article.
            section: what it stands under in the contents, "" for itself; those of one section come together.
            inside: which of its links lead to another chapter.
        """

        def link(address: str) -> str:
            number = inside.get(address)
            return uri(address) if number is None else _chapter_file(number)

        def picture(image: Image) -> Element:
            kept = self.pictures.get(image.url)
            if kept is not None:
                return picture_element(image, kept[0])
            leads = element("a", image.alt or "Picture", href=uri(image.url))
            return element("figure", leads, *([element("figcaption", image.caption)] if image.caption else []))

        article = story.article
        self.chapters.append(Chapter(id=story.id, headline=article.headline, section=section, lang=article.lang))
        head: list[Content] = [element("p", section, class_="kicker")] if section else []
        head += [element("h1", article.headline), *_signature(story)]
        if article.lead_image is not None and article.lead_image not in article.blocks:
            head.append(picture(article.lead_image))
        body = block_elements(article.blocks, link, picture)
        files = [element("li", element("a", each.label, href=uri(each.url))) for each in article.enclosures]
        body += [element("ul", *files)] if files else []
        content = [*head, *body, _source(story), *_related(article.related, link)]
        self._container.add(_chapter_file(story.id), _page(article.headline, content, language_tag(article.lang)))

    def close(self) -> None:
        """Write the title page, the contents and the package, once all chapters are there."""
        lang = self._language()
        self._container.add("title.xhtml", self._title_page(lang))
        self._container.add("contents.xhtml", self._contents(lang))
        self._container.add("contents.ncx", self._ncx())
        self._container.add("package.opf", self._package(lang))
        self._container.close()

    @property
    def _identifier(self) -> str:
        """The same for a book of the same articles, so that an e-reader keeps one's place in it."""
        numbers = ",".join(str(chapter.id) for chapter in self.chapters)
        return f"urn:uuid:{uuid5(NAMESPACE_URL, f'newsreader:{self.title}:{numbers}')}"

    def _language(self) -> str:
        """The language of most chapters."""
        known = Counter(tag for chapter in self.chapters if (tag := language_tag(chapter.lang)))
        return known.most_common(1)[0][0] if known else _UNKNOWN_LANGUAGE

    def _sections(self) -> dict[str, list[Chapter]]:
        by_section: dict[str, list[Chapter]] = {}
        for chapter in self.chapters:
            by_section.setdefault(legal(chapter.section).strip(), []).append(chapter)
        return by_section

    def _title_page(self, lang: str) -> str:
        day = self.at.astimezone(UTC).date().isoformat()
        content = element("div", element("h1", self.title), element("p", self.subtitle), element("p", day))
        content.set("class", "title")
        return _page(self.title, [content], lang)

    def _contents(self, lang: str) -> str:
        entries: list[Element] = [element("li", element("a", self.title, href="title.xhtml"))]
        for section, chapters in self._sections().items():
            links = [
                element("li", element("a", _label(chapter), href=_chapter_file(chapter.id))) for chapter in chapters
            ]
            entries += [element("li", element("span", section), element("ol", *links))] if section else links
        nav = element("nav", element("h1", "Contents"), element("ol", *entries), id="contents")
        nav.set("epub:type", "toc")
        return _page("Contents", [nav], lang)

    def _ncx(self) -> str:
        points: list[Element] = []
        order = 0

        def point(label: str, target: str) -> Element:
            nonlocal order
            order += 1
            made = Element("navPoint", {"id": f"p{order}", "playOrder": str(order)})
            append(made, [element("navLabel", element("text", label)), element("content", src=target)])
            return made

        points.append(point(self.title, "title.xhtml"))
        for section, chapters in self._sections().items():
            # A section has no page of its own; its entry leads where its first chapter's does.
            inner = [(_label(chapter), _chapter_file(chapter.id)) for chapter in chapters]
            if section:
                outer = point(section, inner[0][1])
                order -= 1  # entries that lead to one place have one number
                for label, target in inner:
                    made = point(label, target)
                    made.set("id", f"s{made.get('id')}")
                    outer.append(made)
                points.append(outer)
            else:
                points += [point(label, target) for label, target in inner]
        uid = element("meta", name="dtb:uid", content=self._identifier)
        title = element("docTitle", element("text", self.title))
        ncx = element("ncx", element("head", uid), title, element("navMap", *points), version="2005-1")
        ncx.set("xmlns", "http://www.daisy.org/z3986/2005/ncx/")
        return _DECLARATION + tostring(ncx, encoding="unicode")

    def _package(self, lang: str) -> str:
        metadata = element(
            "metadata",
            _dc("identifier", self._identifier, id="book"),
            _dc("title", self.title),
            _dc("language", lang),
            _dc("description", self.subtitle),
            element("meta", self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), property="dcterms:modified"),
        )
        metadata.set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        chapters = [f"a{chapter.id}" for chapter in self.chapters]
        manifest = element(
            "manifest",
            _file("contents", "contents.xhtml", "application/xhtml+xml", properties="nav"),
            _file("ncx", "contents.ncx", "application/x-dtbncx+xml"),
            _file("style", "style.css", "text/css"),
            _file("title", "title.xhtml", "application/xhtml+xml"),
            *(_file(each, f"{each}.xhtml", "application/xhtml+xml") for each in chapters),
            *(_file(f"p{number}", *kept) for number, kept in enumerate(self.pictures.values(), start=1)),
        )
        spine = element(
            "spine",
            *(element("itemref", idref=each) for each in ("title", "contents", *chapters)),
            toc="ncx",
            page_progression_direction="rtl" if is_right_to_left(lang) else "",
        )
        package = element("package", metadata, manifest, spine, version="3.0", unique_identifier="book")
        package.set("xmlns", "http://www.idpf.org/2007/opf")
        return _DECLARATION + tostring(package, encoding="unicode")


def _label(chapter: Chapter) -> str:
    """Name a chapter in the contents, where nothing may be empty."""
    return legal(chapter.headline).strip() or str(chapter.id)


def _chapter_file(number: ArticleId) -> str:
    return f"a{number}.xhtml"


def _file(name: str, path: str, media_type: str, properties: str = "") -> Element:
    return element("item", id=name, href=path, media_type=media_type, properties=properties)


def _dc(name: str, text: str, **attributes: str) -> Element:
    return element(f"dc:{name}", text, **attributes)


def _page(title: str, content: Sequence[Content], lang: str) -> str:
    """Write a page of the book; where no language is known, that of the book holds."""
    html = Element("html", {"xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops"})
    if lang:
        html.attrib |= {"lang": lang, "xml:lang": lang}
    if is_right_to_left(lang):
        html.set("dir", "rtl")
    style = element("link", rel="stylesheet", type="text/css", href="style.css")
    html.append(element("head", element("title", legal(title).strip() or "-"), style))
    html.append(element("body", *content))
    return f"{_DECLARATION}<!DOCTYPE html>\n{tostring(html, encoding='unicode')}\n"


def _signature(story: Story) -> list[Element]:
    lines = [
        ", ".join(story.article.byline),
        " · ".join(part for part in (story.place, story.day.isoformat()) if part),
    ]
    return [element("p", each, class_="signed") for each in lines if each]


def _source(story: Story) -> Element:
    name = story.article.site or story.source or story.article.url
    return element("p", "From ", element("a", name, href=uri(story.article.url)), class_="source")


def _related(related: Sequence[RelatedLink], link: Linker) -> list[Element]:
    if not related:
        return []
    made: list[Element] = [element("h2", "Related")]
    for group, links in groupby(related, key=lambda each: each.group):
        if group:
            made.append(element("h3", group))
        made.append(element("ul", *(element("li", *_related_content(each, link)) for each in links)))
    return made


def _related_content(related: RelatedLink, link: Linker) -> list[Content]:
    content: list[Content] = [element("a", related.title or related.url, href=link(related.url))]
    if (dateline := related.dateline) and (dateline.place or dateline.date):
        day = dateline.date.isoformat() if dateline.date else ""
        content.append(f" · {', '.join(part for part in (dateline.place, day) if part)}")
    return [*content, element("br"), related.teaser] if related.teaser else content
