"""Feeds and pages built to break, fill, hold or deceive a reader. `HOST` in them is the server they come
from, `OTHER` another private one that nobody may be led to."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

SENTENCE = "The ferry came in at noon, and nobody on the quay could say where it had been since Tuesday. "
XML = "application/xml"
HTML = "text/html; charset=utf-8"
JSON = "application/feed+json"


@dataclass(frozen=True, slots=True)
class Document:
    """One document.

    Args:
        body: makes it, as some are large; `HOST` stands for `http://host:port`.
        content_type: as the server says.
    """

    body: Callable[[], bytes]
    content_type: str


def item(number: object = 1, inside: str = "", link: str = "") -> str:
    link = link or f"HOST/stories/story-{number}"
    return f"<item><title>Story {number} of the ferry</title><link>{link}</link>{inside}</item>"


def rss(items: str = "", *, prolog: str = '<?xml version="1.0" encoding="utf-8"?>', channel: str = "") -> str:
    return f'{prolog}<rss version="2.0"><channel><title>Ferry Times</title>{channel}{items}</channel></rss>'


def atom(entries: str, *, inside: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Ferry Times</title>{inside}{entries}</feed>'


def page(inside: str = "", *, head: str = "", title: str = "A story of the ferry") -> str:
    text = f"<p>{SENTENCE * 3}</p>" * 5
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{text}{inside}</article></body></html>"
    )


def feed(text: Callable[[], str] | str, content_type: str = XML, encoding: str = "utf-8") -> Document:
    return Document(lambda: (text if isinstance(text, str) else text()).encode(encoding, "surrogatepass"), content_type)


def html(text: Callable[[], str] | str, content_type: str = HTML, encoding: str = "utf-8") -> Document:
    return feed(text, content_type, encoding)


def raw(body: bytes, content_type: str = XML) -> Document:
    return Document(lambda: body, content_type)


def jsonfeed(items: str, more: str = "") -> str:
    return f'{{"version": "https://jsonfeed.org/version/1.1", "title": "Ferry Times", {more} "items": [{items}]}}'


def json_item(number: object = 1, more: str = "") -> str:
    return f'{{"id": "{number}", "url": "HOST/stories/story-{number}", "title": "Story {number}"{more}}}'


def doctype(inside: str) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE rss [{inside}]>'


LAUGHS = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10 if level else "ha"}">' for level in range(10))
ODD_DATES = (
    "0000-00-00T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00", "-0001-01-01", "99999-01-01", "2026-02-30", "2026-13-01", "2026-02-01T25:61:61Z",
    "Mon, 01 Jan 0000 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 -2359", "Sun, 1 Feb 2026 12:00:00 +9999",
    "Sun, 1 Feb 2026 12:00:00 +99999999999999", "1e999", "NaN", "99999999999999999999", "-1", "\u0661\u0662\u0663",
    "yesterday", "1" * 5000, "Sun, 1 Feb 99999999999 12:00", "T", "::", "2026-02-01T12:00:00." + "9" * 400 + "Z",
)  # fmt: skip
ODD_LINKS = (
    "javascript:alert(1)", "data:text/html,<p>x", "file:///etc/passwd", "ftp://HOST/x", "about:blank",
    "mailto:a@b.example",
    "", " ", "http://", "http:///x", "//", "http://[::1", "http://[v1.x]/", "http://a.example:99999/", "http://a.example:x/",
    "http://a b/", "http://a.example/\x00", "http://user:pass@a.example/", "http://" + "a" * 300 + ".example/", "http://\u202e.example/",
    "HOST/" + "x" * 100_000, "HOST/%00%ff%zz", "HOST/../../..", "HOST/\u0000", "?", "#", "http:relative", "HTTP://A.EXAMPLE/",
    "http://xn--a.example/", "http://\uff41.example/", "http://a..example/", "http://.example/", "feed://HOST",
    "view-source:HOST",
)  # fmt: skip

FEEDS: dict[str, Document] = {
    "billion laughs": feed(lambda: rss(item(inside="<description>&l9;</description>"), prolog=doctype(LAUGHS))),
    "billion laughs in the title": feed(lambda: rss(item("&l9;"), prolog=doctype(LAUGHS))),
    "quadratic laughs": feed(
        lambda: rss(
            item(inside=f"<description>{'&a;' * 20_000}</description>"), prolog=doctype(f'<!ENTITY a "{"x" * 50_000}">')
        )
    ),
    "an entity of itself": feed(rss(item("&a;"), prolog=doctype('<!ENTITY a "&b;"><!ENTITY b "&a;">'))),
    "parameter entities": feed(rss(item(), prolog=doctype("<!ENTITY % a \"<!ENTITY b SYSTEM 'HOST/secret'>\"> %a;"))),
    "XXE of a file": feed(rss(item("&a;"), prolog=doctype('<!ENTITY a SYSTEM "file:///etc/passwd">'))),
    "XXE of an address": feed(rss(item("&a;"), prolog=doctype('<!ENTITY a SYSTEM "HOST/secret">'))),
    "external DTD": feed(rss(item(), prolog='<?xml version="1.0"?><!DOCTYPE rss SYSTEM "HOST/secret">')),
    "public DTD": feed(rss(item(), prolog='<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//x//" "HOST/secret">')),
    "stylesheet": feed(
        rss(item(), prolog='<?xml version="1.0"?><?xml-stylesheet href="HOST/secret" type="text/xsl"?>')
    ),
    "XInclude": feed(rss('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="HOST/secret"/>' + item())),
    "a doctype of 2 MB": feed(lambda: rss(item(), prolog=doctype(f'<!ENTITY a "{"x" * 2_000_000}">'))),
    "20,000 entities": feed(
        lambda: rss(item("&e7;"), prolog=doctype("".join(f'<!ENTITY e{number} "x">' for number in range(20_000))))
    ),
    "20,000 entries": feed(lambda: rss("".join(map(item, range(20_000))))),
    "20,000 empty entries": feed(lambda: rss("<item/>" * 20_000)),
    "the same link 1,000 times": feed(lambda: rss(item() * 1000)),
    "one guid for all": feed(
        rss("".join(item(number, "<guid isPermaLink='false'>one</guid>") for number in range(50)))
    ),
    "empty guids": feed(rss("".join(item(number, "<guid/>") for number in range(5)))),
    "a guid of 2 MB": feed(lambda: rss(item(1, f"<guid>{'g' * 2_000_000}</guid>"))),
    "guids that are addresses of others": feed(rss(item(1, "<guid>OTHER/x</guid>"))),
    "a title of 1 MB": feed(lambda: rss(item("x" * 1_000_000) + item(2))),
    "a title of 1 MB in tags": feed(lambda: rss(item("&lt;b&gt;" * 100_000) + item(2))),
    "a description of 1 MB": feed(lambda: rss(item(1, f"<description>{'word ' * 200_000}</description>"))),
    "an author of 200 KB": feed(lambda: rss(item(1, f"<author>{'a@' * 100_000}</author>"))),
    "an author of brackets": feed(lambda: rss(item(1, f"<author>{'(' * 100_000}</author>"))),
    "10,000 attributes": feed(
        lambda: rss(item(1, "<description " + " ".join(f'a{number}="x"' for number in range(10_000)) + "/>"))
    ),
    "10,000 namespaces": feed(
        lambda: rss(
            item(1, "<description " + " ".join(f'xmlns:a{number}="x{number}"' for number in range(10_000)) + "/>")
        )
    ),
    "10,000 categories": feed(lambda: rss(item(1, "<category>ferries</category>" * 10_000))),
    "10,000 enclosures": feed(
        lambda: rss(item(1, '<enclosure url="HOST/a.mp3" type="audio/mpeg" length="-1"/>' * 10_000))
    ),
    "deep in elements": feed(lambda: rss(item(1, "<a>" * 100_000 + "</a>" * 100_000))),
    "deep in the description": feed(lambda: rss(item(1, f"<description>{'&lt;div&gt;' * 100_000}</description>"))),
    "deep and never closed": feed(lambda: '<rss version="2.0"><channel>' + "<item>" * 100_000),
    "one tag without end": feed(lambda: "<rss " + "x" * 1_000_000),
    "a comment without end": feed(lambda: rss(item() + "<!--" + "-" * 200_000)),
    "CDATA without end": feed(lambda: rss(item() + "<![CDATA[" + "]" * 200_000)),
    "CDATA in CDATA": feed(rss(item(1, "<description><![CDATA[<![CDATA[ ]]]]><![CDATA[> ]]></description>"))),
    "cut in a tag": feed(rss(item() + item(2))[:-40]),
    "cut in a character": raw(rss(item("caf\u00e9")).encode()[: -len(" of the ferry</title>") * 3]),
    "NULs": raw(rss(item("a\0b") + item(2)).encode()),
    "NULs only": raw(b"\0" * 100_000),
    "0xFF only": raw(b"\xff" * 100_000),
    "control characters": raw(rss(item("a\x1b[31m\x07\x08\x7f\x9bb")).encode()),
    "control characters as references": feed(rss(item("&#0;&#7;&#27;[31m&#x9b;31m&#xFFFE;&#xFFFF;"))),
    "surrogates as references": feed(rss(item("&#xD800;&#xDFFF;&#55357;&#56832;"))),
    "surrogates as bytes": feed(rss(item("a\ud800b")), encoding="utf-8"),
    "references without end": feed(rss(item("&#" + "9" * 5000 + ";&#x" + "f" * 5000 + ";&#x110000;"))),
    "names of no entity": feed(rss(item("&nbsp;&hellip;&nosuch;&;&#;&#x;AT&T"))),
    "text that turns round": feed(rss(item("\u202e\u2066\u200f\ufeff\u2028\u2029\u00ad\u180e"))),
    "10,000 marks on one letter": feed(rss(item("a" + "\u0301" * 10_000))),
    "UTF-7": feed('<?xml version="1.0" encoding="utf-7"?>' + rss(item("+ADw-script+AD4-"), prolog="")),
    "UTF-16 without BOM": feed(rss(item()), encoding="utf-16-le"),
    "UTF-16 without BOM, the other": feed(rss(item()), encoding="utf-16-be"),
    "UTF-16 of odd length": raw(rss(item()).encode("utf-16")[:-1]),
    "UTF-16 that says UTF-8": feed(rss(item()), XML + "; charset=utf-8", "utf-16"),
    "UTF-32": feed(rss(item()), encoding="utf-32"),
    "UTF-8 that says UTF-16": feed(rss(item("caf\u00e9"), prolog='<?xml version="1.0" encoding="utf-16"?>')),
    "EBCDIC": feed(rss(item(), prolog='<?xml version="1.0" encoding="cp037"?>'), encoding="cp037"),
    "mixed encodings": raw(rss(item("caf\u00e9")).encode() + rss(item("caf\u00e9")).encode("cp1252")),
    "an encoding that is none": feed(rss(item(), prolog='<?xml version="1.0" encoding="../../etc/passwd"?>')),
    "an encoding of bytes": feed(rss(item(), prolog='<?xml version="1.0" encoding="zlib"?>'), XML + "; charset=zlib"),
    "the encoding idna": feed(rss(item(), prolog='<?xml version="1.0" encoding="idna"?>'), XML + "; charset=idna"),
    "the encoding unicode_escape": feed(rss(item(), prolog='<?xml version="1.0" encoding="unicode_escape"?>')),
    "the encoding undefined": feed(
        rss(item(), prolog='<?xml version="1.0" encoding="undefined"?>'), XML + "; charset=undefined"
    ),
    "two prologs": feed(rss(item(), prolog='<?xml version="1.0"?>\n<?xml version="9.9" encoding="utf-16"?>')),
    "space before the prolog": feed("\n\n  " + rss(item())),
    "two documents": feed(rss(item()) + rss(item(2))),
    "a feed in a page": feed("<html><body><pre>" + rss(item()) + "</pre></body></html>"),
    "HTML that says it is a feed": html(page(), "application/rss+xml"),
    "a feed that says it is HTML": feed(rss(item()), HTML),
    "a feed that says it is a picture": feed(rss(item()), "image/png"),
    "a picture that says it is a feed": raw(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400),
    "a ZIP that says it is a feed": raw(b"PK\x03\x04" + bytes(range(256)) * 400),
    "odd dates": feed(rss("".join(item(n, f"<pubDate>{date}</pubDate>") for n, date in enumerate(ODD_DATES)))),
    "odd dates of Atom": feed(
        atom(
            "".join(
                f'<entry><title>Story {n}</title><link href="HOST/stories/{n}"/><updated>{date}</updated></entry>'
                for n, date in enumerate(ODD_DATES)
            )
        )
    ),
    "odd links": feed(
        rss("".join(item(n, link=link or "&#32;") for n, link in enumerate(ODD_LINKS)).replace("\0", "&#0;"))
    ),
    "odd links of Atom": feed(
        atom(
            "".join(
                f'<entry><title>Story {n}</title><link href="{link}"/></entry>'.replace("\0", "&#0;").replace(
                    "<p>", "&lt;p>"
                )
                for n, link in enumerate(ODD_LINKS)
            )
        )
    ),
    "an odd base": feed(atom('<entry xml:base="javascript:alert(1)//"><title>Story</title><link href="x"/></entry>')),
    "bases in bases": feed(
        lambda: atom('<a xml:base="x/">' * 3000 + '<entry><title>S</title><link href="x"/></entry>')
    ),
    "a ttl without end": feed(
        rss(item(), channel=f"<ttl>{'9' * 5000}</ttl><skipHours>{'<hour>5</hour>' * 9999}</skipHours>")
    ),
    "odd lengths and durations": feed(
        rss(
            item(
                1,
                '<enclosure url="HOST/a.mp3" length="99999999999999999999999" type="x/y"/>'
                '<itunes:duration xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">9:9:9:9:9:9e99</itunes:duration>',
            )
        )
    ),
    "next pages in a circle": feed(
        atom(
            '<entry><title>S</title><link href="HOST/s"/></entry>',
            inside='<link rel="next" href="HOST/document"/><link rel="self" href="OTHER/"/>'
            '<link rel="hub" href="HOST/secret"/>',
        )
    ),
    "a new address": feed(rss(item(), channel='<itunes:new-feed-url xmlns:itunes="x">OTHER/</itunes:new-feed-url>')),
    "markup everywhere": feed(rss(item("[b]x[/b] [/] [@click=app.quit]y[/] &lt;script&gt;alert(1)&lt;/script&gt;"))),
    "JSON": feed(jsonfeed(json_item()), JSON),
    "JSON that is deep": feed(lambda: "[" * 200_000 + "]" * 200_000, JSON),
    "JSON that is deep in an item": feed(
        lambda: jsonfeed(json_item(1, ', "x": ' + '{"a":' * 50_000 + "1" + "}" * 50_000)), JSON
    ),
    "JSON with a huge number": feed(lambda: jsonfeed(json_item(1, ', "x": ' + "9" * 100_000)), JSON),
    "JSON with numbers that are none": feed(jsonfeed(json_item(1, ', "x": NaN, "y": -Infinity, "z": 1e99999')), JSON),
    "JSON with a key twice": feed(jsonfeed(json_item(1, ', "title": "Again", "title": 7')), JSON),
    "JSON of wrong types": feed(
        jsonfeed(
            'null, 7, "x", [], {}, {"id": {}, "url": [], "title": 7, "date_published": {},'
            ' "authors": "x", "tags": 3, "attachments": [1]}',
            '"home_page_url": 7, "authors": {"name": []}, "hubs": 1,',
        ),
        JSON,
    ),
    "JSON that is an array": feed('[{"version": "https://jsonfeed.org/version/1"}]', JSON),
    "JSON with surrogates": feed(jsonfeed(json_item(1, r', "summary": "\ud800 \u0000 \u001b[31m"')), JSON),
    "JSON that is cut": feed(jsonfeed(json_item())[:-9], JSON),
    "JSON with 10,000 items": feed(lambda: jsonfeed(",".join(map(json_item, range(10_000)))), JSON),
    "JSON with a string of 1 MB": feed(
        lambda: jsonfeed(json_item(1, ', "content_text": ' + json.dumps("x " * 500_000))), JSON
    ),
    "JSON in UTF-16": feed(jsonfeed(json_item()), JSON, "utf-16"),
    "nothing": raw(b""),
    "one bracket": raw(b"<"),
    "spaces": raw(b" " * 1_000_000),
    "brackets": raw(b"<" * 1_000_000),
    "ampersands": raw(b"&" * 1_000_000),
}

PAGES: dict[str, Document] = {
    "plain": html(page()),
    "20,000 links": html(
        lambda: page("".join(f'<a href="HOST/stories/{n}">Story number {n} of the ferry</a> ' for n in range(20_000)))
    ),
    "20,000 links of one address": html(lambda: page('<a href="HOST/stories/1">Story</a> ' * 20_000)),
    "a related panel of 20,000": html(
        lambda: (
            page()
            + "<ul>"
            + "".join(f'<li><a href="HOST/r/{n}">Related story {n} of the ferry</a>' for n in range(20_000))
            + "</ul>"
        )
    ),
    "deep": html(lambda: page("<div>" * 100_000)),
    "deep in quotes": html(lambda: page("<blockquote>" * 2_900 + "words")),
    "deep in lists": html(lambda: page("<ul><li>" * 1_400 + "words")),
    "deep in formatting": html(lambda: page("<b><i><u>" * 900 + "words")),
    "misnested formatting": html(lambda: page("<a><b><i><p>" * 600 + "words")),
    "a table in a table": html(lambda: page("<table><tr><td>" * 900 + "words")),
    "a table of 20,000 cells": html(lambda: page("<table>" + ("<tr>" + "<td>7" * 100) * 200 + "</table>")),
    "cells that span all": html(page("<table><tr><td colspan=999999999 rowspan=999999999>7<td colspan=-1>8</table>")),
    "a list that starts far away": html(
        page('<ol start="99999999999999999999"><li value="-99999999999">x<li value="\u0661">y</ol>')
    ),
    "10,000 attributes": html(lambda: page("<p " + " ".join(f"a{n}" for n in range(10_000)) + ">words")),
    "an attribute of 1 MB": html(lambda: page(f'<p title="{"x" * 1_000_000}">words')),
    "a title of 1 MB": html(lambda: page(title="x" * 1_000_000)),
    "a paragraph of 1 MB": html(lambda: page("word " * 200_000)),
    "a word of 1 MB": html(lambda: page("x" * 1_000_000)),
    "20,000 paragraphs": html(lambda: page("<p>words of it" * 20_000)),
    "20,000 headings": html(lambda: page("<h2>words of it</h2>" * 20_000)),
    "10,000 pictures": html(
        lambda: page(
            '<figure><img src="HOST/secret.jpg" width=640 height=400><figcaption>x</figcaption></figure>' * 10_000
        )
    ),
    "50,000 comments": html(lambda: page("<!-- x -->" * 50_000)),
    "a comment without end": html(page("<!--" + "-" * 100_000)),
    "a script without end": html(lambda: page("<script>" + "<!--<script>" * 50_000)),
    "plaintext": html(page("<plaintext>" + "<p>" * 3_000)),
    "a template in a template": html(lambda: page("<template>" * 2_000 + "words")),
    "SVG and MathML by turns": html(lambda: page("<svg><foreignObject><math><mi>" * 400 + "words")),
    "framesets": html("<frameset>" * 1000 + '<frame src="HOST/secret">'),
    "JSON-LD that is deep": html(
        lambda: page(head='<script type="application/ld+json">' + "[" * 100_000 + "</script>")
    ),
    "JSON-LD with a huge number": html(
        lambda: page(
            head='<script type="application/ld+json">{"@type":"NewsArticle","wordCount":' + "9" * 100_000 + "}</script>"
        )
    ),
    "JSON-LD of wrong types": html(
        page(
            head='<script type="application/ld+json">{"@type":[7,null,{}],"headline":[{}],"author":{"name":[[]]},'
            '"datePublished":{},"image":[[["x"]]],"mainEntityOfPage":7, "@graph":{'
            '"@type":"NewsArticle","author":7}}</script>'
        )
    ),
    "JSON-LD in a circle": html(
        page(
            head='<script type="application/ld+json">{"@id":"#a","@type":"NewsArticle","isPartOf":{"@id":"#a"},'
            '"author":{"@id":"#a"}}</script>'
        )
    ),
    "a thousand JSON-LDs": html(
        lambda: page(head='<script type="application/ld+json">{"@type":"NewsArticle","headline":"x"}</script>' * 1000)
    ),
    "odd dates": html(
        page(head="".join(f'<meta property="article:published_time" content="{date}">' for date in ODD_DATES))
    ),
    **{
        f"the date {date[:26]}": html(page(head=f'<meta property="article:published_time" content="{date}">'))
        for date in ODD_DATES[:15]
    },
    "odd links": html(page(" ".join(f'<a href="{link}">link to it</a>' for link in ODD_LINKS))),
    "odd pictures": html(
        page(
            " ".join(
                f'<figure><img src="{link}" srcset="{link} 1e999w, x -1x, ,,, {link}" width=1e99></figure>'
                for link in ODD_LINKS
            )
        )
    ),
    "meta refresh": html(page(head='<meta http-equiv="refresh" content="0;url=HOST/secret">')),
    "a base of another scheme": html(page('<a href="x">words</a>', head='<base href="javascript:">')),
    "a base that is none": html(page('<a href="x">words</a>', head='<base href="http://[">')),
    "a canonical address of this machine": html(page(head='<link rel="canonical" href="OTHER/secret">')),
    "a canonical address of another scheme": html(page(head='<link rel="canonical" href="file:///etc/passwd">')),
    "a canonical address of itself, endlessly": html(page(head='<link rel="canonical" href="HOST/document?page=2">')),
    "an AMP version of this machine": html(page(head='<link rel="amphtml" href="OTHER/secret">')),
    "next pages in a circle": html(
        page(
            '<nav class="pagination"><a rel="next" href="HOST/document?page=2">Next page</a></nav>',
            head='<link rel="next" href="HOST/document">',
        )
    ),
    "a next page on this machine": html(
        page('<a rel="next" href="OTHER/?page=2">Next page</a>', head='<link rel="next" href="OTHER/?page=2">')
    ),
    "next pages without end": html(page(head='<link rel="next" href="HOST/redirect-onward">')),
    "UTF-7": html('<meta charset="utf-7">' + page("+ADw-script+AD4-"), "text/html; charset=utf-7"),
    "UTF-16 without BOM": html(page(), "text/html", "utf-16-le"),
    "UTF-16 that says UTF-8": html(page(), HTML, "utf-16"),
    "three charsets": html('<meta charset="koi8-r">' + page("caf\u00e9"), "text/html; charset=big5"),
    "a charset of bytes": html('<meta charset="zlib">' + page(), "text/html; charset=rot13"),
    "the charset undefined": html(page(), "text/html; charset=undefined"),
    "the charset idna": html(page(), "text/html; charset=idna"),
    "ISO-2022-JP that breaks off": raw(page("\x1b$B").encode(), "text/html; charset=iso-2022-jp"),
    "NULs": raw(page("a\0b" * 1000).encode(), HTML),
    "control characters": raw(page("a\x1b]0;x\x07\x1b[31m\x9b31m\x08\x7f").encode(), HTML),
    "control characters in the title": raw(page(title="a\x1b]0;x\x07&#27;[31m&#x9b;31m").encode(), HTML),
    "surrogates": html(page("&#xD800;a\ud800")),
    "text that turns round": html(page("\u202e\u2066 words \u2028\u2029")),
    "10,000 marks on one letter": html(page("a" + "\u0301" * 10_000)),
    "markup everywhere": html(page("[b]x[/b] [/] [@click=app.quit]y[/]", title="[b]x [/] [@click=app.quit]y")),
    "a PDF": raw(b"%PDF-1.7\n" + bytes(range(256)) * 100, "application/pdf"),
    "a PDF that says it is HTML": raw(b"%PDF-1.7\n" + bytes(range(256)) * 100, HTML),
    "a picture that says it is HTML": raw(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100, HTML),
    "HTML that says it is a picture": html(page(), "image/jpeg"),
    "HTML that says it is a stream": html(page(), "application/octet-stream"),
    "HTML without a type": html(page(), ""),
    "a type that is none": html(page(), "\x1b[31m/;;;charset"),
    "nothing": raw(b"", HTML),
    "spaces": raw(b" " * 1_000_000, HTML),
    "brackets": raw(b"<" * 250_000, HTML),
    "open tags": raw(b"<a" * 250_000, HTML),
    "end tags": raw(b"</p>" * 250_000, HTML),
    "ampersands": raw(b"&" * 1_000_000, HTML),
    "quotes": raw(b'<a b="' * 100_000, HTML),
    "random bytes": raw(bytes((n * n * 7 + n) % 256 for n in range(200_000)), HTML),
}
"""Pages of articles, or what says so."""
