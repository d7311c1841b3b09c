"""Text that wants to act on a terminal, and a library in which every place is filled with it."""

from __future__ import annotations

import html
from contextlib import suppress

from newsreader.config.catalogue import Catalogue
from newsreader.config.paths import Paths
from newsreader.config.settings import Settings
from newsreader.errors import ExtractError
from newsreader.library import Library
from newsreader.model import ArticleId, Section, SectionKey
from tests.fakes import FakeFetcher, clock

SITE = "https://hostile.example"
PIECES = (
    *("\x1b[31;5mred", "\x1b[2J\x1b[H", "\x1b]0;OWNED\x07", "\x1b]8;;https://evil.example/\x1b\\link\x1b]8;;\x1b\\"),
    *("\x1b]52;c;T1dORUQ=\x07", "\x1bP1$tOWNED\x1b\\", "\x1b_Gf=100;T1dORUQ=\x1b\\", "\x1b^OWNED\x1b\\", "\x1bc"),
    *("\x9b2J", "\x9d0;OWNED\x9c", "\x90OWNED\x9c", "\x9fOWNED\x9c", "&#27;[2J", "&#x9b;2J", "&amp;#27;]0;OWNED&#7;"),
    *("\u202egnp.exe", "\u2066hidden\u2069", "\u200e\u200f\u061c", "a" + "\u0301" * 400, "ก" + "\u0e47" * 400),
    *("ت" + "\u06ed" * 400, "ཀ" + "\u0f71" * 400, "\ufeff\u2060\u00ad\u200b", "\U000e0041\U000e007f"),
    *("[/]", "[AFP]", "[@click=app.quit]quit[/]", "[link=https://evil.example]x[/link]", "[b]bold", "[$error]"),
    *("\r\n\x0b\x0c\x85\u2028", "\x00\x07\x08\x7f", "--help", "-o/tmp/x", "$(touch x)`id`;|&", "\\x1b[2J", "%1b[2J"),
    *("{0}{owner}%s%n", "../../etc/passwd", "CON", "x" * 5000, "\ud800\udfff", "'\"<script>]]>"),
)
ALL = " ".join(PIECES)
VISIBLE = "[@click=app.quit]quit[/]"  # of it, what must be seen as it stands


def page(text: str) -> bytes:
    """Write an article that says this everywhere, once as it is and once as entities."""
    raw = text.replace("<", "").replace("\x00", "")
    for_attribute = html.escape(raw, quote=True)
    entities = "".join(f"&#{ord(each)};" if ord(each) < 32 or ord(each) > 126 else html.escape(each) for each in raw)
    body = "".join(
        f"<p>Paragraph {number}: {raw} and a good many words more, so that it is the body of a real story, "
        f'<a href="/more/{number}?{for_attribute}">{entities}</a>.</p><h2>{entities}</h2>'
        for number in range(6)
    )
    return f"""<html><head><title>{entities}</title><meta property="og:site_name" content="{for_attribute}">
<meta name="author" content="{for_attribute}"><meta name="keywords" content="{for_attribute}"></head><body><article>
<h1>{raw}</h1><p class="byline">By {raw}</p>{body}
<figure><img src="/a.jpg" alt="{for_attribute}"><figcaption>{entities}</figcaption></figure>
<blockquote><p>{raw}</p></blockquote><pre><code class="language-python">{raw}</code></pre>
<ul><li>{entities}</li><li>{raw}</li></ul>
<table><tr><th>{raw}</th><th>{entities}</th></tr><tr><td>{entities}</td><td>{raw}</td></tr></table>
<iframe src="https://www.youtube.com/embed/abc" title="{for_attribute}"></iframe>
</article><div class="related"><h3>Related {raw}</h3><ul><li><a href="/r/1.html">{raw} and then some words</a></li>
<li><a href="/r/2.html">{entities} and then other words</a></li></ul></div></body></html>""".encode(
        errors="surrogatepass"
    )


def legal(text: str) -> str:
    """Leave out what no XML and no UTF-8 may hold."""
    return "".join(each for each in text if each in "\t\n\r" or " " <= each < "\ud800" or "\ue000" <= each < "\ufffe")


def feed(text: str) -> bytes:
    """Write a feed that says this everywhere, and is XML."""
    words = html.escape(html.escape(legal(text))) + html.escape(
        "".join(f"&#{ord(each)};" for each in text if not 0xD800 <= ord(each) < 0xE000)[:4000]
    )
    items = "".join(
        f"<item><title>{number} {words}</title><link>{SITE}/story/{number}.html</link>"
        f"<description>{words}</description><author>{words}</author><category>{words}</category><guid>{number}{words[:50]}</guid>"
        f'<enclosure url="{SITE}/file/{number}.mp3?{html.escape(words, quote=True)[:200]}" type="audio/mpeg"/></item>'
        for number in range(4)
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{words}</title>'
        f"<description>{words}</description>{items}</channel></rss>"
    ).encode()


def fetcher(text: str) -> FakeFetcher:
    """Serve a feed and its stories."""
    pages = {f"{SITE}/feed.xml": feed(text)} | {f"{SITE}/story/{number}.html": page(text) for number in range(4)}
    return FakeFetcher({**pages})


async def fill(paths: Paths, text: str) -> None:
    """Fill a library: sections, articles with their texts, marks, a saved search, names, a source that fails."""
    catalogue = Catalogue(
        sections=(
            Section(
                key=SectionKey("hostile/dead"),
                source="Dead",
                name="Dead",
                addresses=(f"{SITE}/dead.xml?\x1b[2J{legal(text)[:99]}",),
            ),
        ),
        digest="1",
    )
    async with Library.open(paths, Settings(), clock=clock, fetcher=fetcher(text), catalogue=catalogue) as library:
        look = await library.sources.look(f"{SITE}/feed.xml")
        added = await library.sources.add(look.best, site=text, name=text)
        for number in range(1, 4):
            with suppress(ExtractError):  # some words make a page look like no article
                await library.read(ArticleId(number))
        await library.history.set_starred([ArticleId(1)], is_starred=True)
        await library.history.set_later([ArticleId(2)], is_later=True)
        await library.refresh([added.section.key, SectionKey("hostile/dead")], lambda _: None)
        await library.search.save("Hostile", "story OR words OR quit")
        await library.search.index()
