"""Books: each part is well-formed, all that the package lists is there, and links stay inside where they can."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZIP_STORED, ZipFile

from hypothesis import given
from hypothesis import strategies as st

from newsreader.blocks import Image, Paragraph, Span
from newsreader.formats.epub import Book
from newsreader.formats.legal import legal
from newsreader.formats.ocf import is_ours
from newsreader.formats.story import Story
from newsreader.model import ArticleId, RelatedLink
from tests.formats.made import ANY_STORY, NOON, STORY, TEXT, make_story, squeezed

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
PICTURE = "https://harbour.example/quay.jpg"


def written(stories: Sequence[Story], title: str = "A book", section: str = "Ports", **kept: bytes) -> ZipFile:
    file = io.BytesIO()
    book = Book(file=file, title=title, subtitle="Articles", at=NOON)
    for media_type, content in kept.items():
        book.add_picture(PICTURE, f"image/{media_type}", content)
    numbers = {story.article.url: story.id for story in stories}
    for story in stories:
        book.add_chapter(story, section, {url: number for url, number in numbers.items() if number != story.id})
    book.close()
    assert is_ours(file.getvalue()[:4096])
    return ZipFile(file)


def parsed(book: ZipFile, name: str) -> Element:
    return fromstring(book.read(f"newsreader/{name}"))


@ANY_STORY
@given(st.lists(STORY, min_size=1, max_size=3, unique_by=lambda story: story.id), TEXT, TEXT)
def test_any_stories_make_a_book_in_which_everything_is_found(stories: list[Story], title: str, section: str) -> None:
    book = written(stories, title, section)
    package = parsed(book, "package.opf")
    files = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    listed = {f"newsreader/{path}" for path in files.values()} | {"newsreader/package.opf"}
    assert listed | {"mimetype", "META-INF/container.xml"} == set(book.namelist())
    spine = [files[ref.get("idref")] for ref in package.iter(f"{OPF}itemref")]
    assert spine == ["title.xhtml", "contents.xhtml", *(f"a{story.id}.xhtml" for story in stories)]
    for name in files.values():
        if name.endswith(("xhtml", "ncx")):
            for link in parsed(book, name).iter(f"{XHTML}a"):
                target = link.get("href", "")
                assert target in files.values() or re.fullmatch(r"https?://[!-~]+", target)
                assert "".join(link.itertext()).strip() or name.startswith("a")
    for story in stories:
        headline = parsed(book, f"a{story.id}.xhtml").find(f".//{XHTML}h1")
        assert headline is not None
        assert squeezed("".join(headline.itertext())) == squeezed(legal(story.article.headline))


def test_the_type_stands_where_it_must() -> None:
    book = written([make_story()])
    first = book.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert book.read("mimetype") == b"application/epub+zip"


def test_links_to_chapters_stay_inside_and_others_lead_out() -> None:
    related = (
        RelatedLink(url="https://harbour.example/2.html", title="Part two"),
        RelatedLink(url="https://elsewhere.example/", title="Elsewhere"),
    )
    inline = Paragraph((Span("See part two", href="https://harbour.example/2.html"),))
    book = written([make_story(1, related=related, blocks=(inline,)), make_story(2)])
    links = [(link.text, link.get("href")) for link in parsed(book, "a1.xhtml").iter(f"{XHTML}a")]
    assert links == [
        ("See part two", "a2.xhtml"),
        ("Harbour News", "https://harbour.example/1.html"),
        ("Part two", "a2.xhtml"),
        ("Elsewhere", "https://elsewhere.example/"),
    ]


def test_a_picture_that_is_kept_is_in_the_book_and_one_that_is_not_is_a_link() -> None:
    story = make_story(blocks=(Image(PICTURE, alt="The quay", caption="At dawn"),))
    book = written([story], jpeg=b"\xff\xd8\xff")
    (image,) = parsed(book, "a1.xhtml").iter(f"{XHTML}img")
    assert book.read(f"newsreader/{image.get('src')}") == b"\xff\xd8\xff"
    assert image.get("alt") == "The quay"
    without = parsed(written([story], webp=b"RIFF"), "a1.xhtml")
    assert not list(without.iter(f"{XHTML}img"))
    assert without.find(f".//{XHTML}figure/{XHTML}a").get("href") == PICTURE


def test_languages_and_directions() -> None:
    stories = [make_story(1, lang="ar"), make_story(2, lang="ar-EG"), make_story(3, lang="ar"), make_story(4)]
    book = written(stories)
    package = parsed(book, "package.opf")
    assert package.find(".//{http://purl.org/dc/elements/1.1/}language").text == "ar"
    assert package.find(f"{OPF}spine").get("page-progression-direction") == "rtl"
    assert parsed(book, "a1.xhtml").get("dir") == "rtl"
    assert (parsed(book, "a4.xhtml").get("lang"), parsed(book, "a4.xhtml").get("dir")) == ("en", None)


def test_a_book_of_the_same_articles_is_the_same_book() -> None:
    def identifier(*stories: Story) -> str | None:
        return parsed(written(stories), "package.opf").find(".//{http://purl.org/dc/elements/1.1/}identifier").text

    assert identifier(make_story(1)) == identifier(make_story(1, headline="Changed"))
    assert identifier(make_story(1)) != identifier(make_story(1), make_story(2))


def test_chapters_of_no_section_stand_by_themselves() -> None:
    contents = parsed(written([make_story(ArticleId(1))], section=""), "contents.xhtml")
    assert len(list(contents.iter(f"{XHTML}ol"))) == 1
