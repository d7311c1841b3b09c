"""The site's pages and feeds in the network's markup, as ugly as the real one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template

from .content import LINK, MONTHS, SECTIONS, SITES, STORIES, Site, SiteSection, Story, panel_of, stories_of

TEMPLATES = Path(__file__).parent / "templates"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NOTICE = "These headlines may lead to other websites of the Meridian Media Network."
# What stands in the middle of the text on real pages, in turn after every third block.
INTRUDERS = (
    '<center>\n<iframe src="https://ads.example/mid.html" width=300 height=250></iframe>\n</center>',
    '<script type="text/javascript">adslots.push({"slot": "<p>not text</p>"});</script>',
    "<center>\n</center>",
    '<table align=left><tr><td><font size=1>ADVERTISEMENT</font><br><a href="/sponsors/boat-show.html">'
    '<img src="/sponsors/boat-show.gif" border=0></a></td></tr></table>',
)


@dataclass(frozen=True)
class SitePage:
    """A document as it is served."""

    body: bytes
    content_type: str


def all_pages(base: str) -> dict[str, SitePage]:
    """Make every document of the site.

    Args:
        base: scheme, host and port, without a slash at the end.

    Returns:
        The documents by path.
    """
    pages = {story.path: _article(story, base) for story in STORIES}
    for section in SECTIONS.values():
        pages[section.page] = _section(section, base)
        if section.feed:
            pages[section.feed] = _rss(section, base) if section.feed_kind == "rss" else _atom(section, base)
    for site in SITES.values():
        pages[site.home] = pages[f"{site.home}index.html"] = _front(site, base)
    return pages


def front_page_stories(site: Site) -> tuple[Story, ...]:
    """Give what a front page lists: its desks one after the other, each article where it stands first."""
    found: dict[str, Story] = {}
    for section in SECTIONS.values():
        for story in stories_of(section.key):
            if story.site == site:
                found.setdefault(story.path, story)
    return tuple(found.values())


def _article(story: Story, base: str) -> SitePage:
    values = {
        "headline": escape(story.headline),
        "charset": story.charset,
        "url": base + story.path,
        "dateline": escape(story.dateline),
        "teaser": escape(story.teaser),
        "og_image": f'<meta property="og:image" content="{base}{story.photo_path}" />' if story.photo else "",
        "home": story.site.home,
        "site": story.site.name,
        "nav": _nav(),
        "section_page": story.section.page,
        "label": story.section.label,
        "related_link": story.section.related,
        "byline": escape(story.printed_byline),
        "photo": _photo(story),
        "body": _body(story),
        "panel": _panel_tables(story) if story.layout == "tables" else _panel_divs(story),
        "legal": _template("legal.html", {}),
    }
    text = _template(f"article_{story.layout}.html", values)
    codec = "utf-8" if story.charset == "utf-8" else "windows-1252"
    # The old pages name no charset in the header, and the new ones do.
    return SitePage(text.encode(codec), "text/html; charset=utf-8" if codec == "utf-8" else "text/html")


def _body(story: Story) -> str:
    parts: list[str] = []
    for number, block in enumerate(story.blocks, start=1):
        html = LINK.sub(r'<a href="\2">\1</a>', escape(block.marked, quote=False))
        if block.kind == "heading":
            html = f"- {html} -"
        if block.kind == "quote":
            parts.append(f"<blockquote>{html}</blockquote>")
        elif story.separator == "closed":
            parts.append(f"<p>{html}</p>")
        elif story.separator == "br":
            parts.append(f"{html}<br>&nbsp;<br>")
        else:
            parts.append(html if number == 1 else f"<p>\n{html}")
        if number % 3 == 0:
            parts.append(INTRUDERS[number // 3 % len(INTRUDERS)])
    return "\n".join(parts)


def _photo(story: Story) -> str:
    if not story.photo:
        return ""
    alt = escape(story.headline)
    if story.layout == "divs":
        caption = f"<figcaption>{escape(story.photo_caption)}</figcaption>" if story.photo_caption else ""
        return f'<figure class="photo"><img src="{story.photo_path}" alt="{alt}">{caption}</figure>'
    caption = f'<TR><TD><FONT SIZE=1><span class="caption">{escape(story.photo_caption)}</span></FONT></TD></TR>'
    return (
        f'<TABLE ALIGN=right WIDTH=320 CELLPADDING=4><TR><TD><img src="{story.photo_path}" hspace=5 vspace=2 border=0 '
        f'width=320 height=240 alt="{alt}"></TD></TR>{caption if story.photo_caption else ""}</TABLE>'
    )


def _panel_tables(story: Story) -> str:
    rows = [f"<TR><TD BGCOLOR=#003366><FONT COLOR=white><B>RELATED CONTENT</B></FONT><br><font size=1>{NOTICE}</font>"]
    teaser, *headlines = panel_of(story)
    assert teaser.story is not None
    rows.append(
        f'<TR><TD><span class="BTL">{teaser.group}</span><br><a href="{teaser.path}"><B>{escape(teaser.title)}</B></a>'
        f'<br><span class="BDL">{escape(teaser.story.dateline)}</span><br>{escape(teaser.story.teaser)} ... '
        f'<a href="{teaser.path}">read more</a><p></TD></TR>'
    )
    for label, group in groupby(headlines, key=lambda each: each.group):
        links = "<p>\n".join(f'<a href="{each.path}">{escape(each.title)}</a>' for each in group)
        rows.append(f'<TR><TD><span class="BTL">{label}</span><br>\n{links}<p></TD></TR>')
    return "<TABLE WIDTH=640 BORDER=0>" + "\n".join(rows) + "</TABLE>"


def _panel_divs(story: Story) -> str:
    teaser, *headlines = panel_of(story)
    assert teaser.story is not None
    parts = [
        f'<div class="related-content"><h3>RELATED CONTENT</h3><p class="notice">{NOTICE}</p>',
        f'<div class="rc-teaser"><div class="rc-label">{teaser.group}</div><a href="{teaser.path}">'
        f'{escape(teaser.title)}</a><div class="BHS">{escape(teaser.story.dateline)}</div>'
        f'<p>{escape(teaser.story.teaser)} ... <a href="{teaser.path}">read more</a></p></div>',
    ]
    for label, group in groupby(headlines, key=lambda each: each.group):
        links = "".join(f'<li><a href="{each.path}">{escape(each.title)}</a></li>' for each in group)
        parts.append(f'<div class="rc-group"><div class="rc-label">{label}</div><ul>{links}</ul></div>')
    return "\n".join([*parts, "</div>"])


def _section(section: SiteSection, base: str) -> SitePage:
    stories = stories_of(section.key)
    site = stories[0].site
    if section.layout == "divs":
        items = f'<div class="section-label">{section.label}</div>' + "\n".join(map(_card, stories))
    else:
        # The newest stands above the list and again in it.
        top = f'<FONT SIZE=2><B>TOP STORY</B></FONT><br><a href="{stories[0].path}">{escape(stories[0].headline)}</a>'
        rows = "\n".join(_row(story, base) for story in stories)
        items = f'<span class="BTL"><B>{section.label}</B></span><p>{top}<p>\n<TABLE WIDTH=660>{rows}</TABLE>'
    feed = section.feed or section.dead_feed
    kind = "application/atom+xml" if section.feed_kind == "atom" else "application/rss+xml"
    values = {
        "title": f"{section.name} - {site.name}",
        "feed_link": f'<link rel="alternate" type="{kind}" title="{section.name}" href="{feed}">' if feed else "",
        "home": site.home,
        "site": site.name,
        "nav": _nav(),
        "list": items,
        "legal": _template("legal.html", {}),
    }
    charset = "; charset=utf-8" if section.layout == "divs" else ""
    return SitePage(_template(f"section_{section.layout}.html", values).encode(), f"text/html{charset}")


def _front(site: Site, base: str) -> SitePage:
    parts: list[str] = []
    for section, stories in groupby(front_page_stories(site), key=lambda story: _first_section(story, site)):
        rows = "\n".join(_row(story, base) for story in stories)
        label = f'<a href="{section.page}"><span class="BTL"><B>{section.label}</B></span></a>'
        parts.append(f"{label}<TABLE WIDTH=660>{rows}</TABLE>")
    values = {
        "title": site.name,
        "feed_link": "",
        "home": site.home,
        "site": site.name,
        "nav": _nav(),
        "list": "\n".join(parts),
        "legal": _template("legal.html", {}),
    }
    return SitePage(_template("section_tables.html", values).encode("windows-1252", "xmlcharrefreplace"), "text/html")


def _first_section(story: Story, site: Site) -> SiteSection:
    keys = [key for key in SECTIONS if story.site == site and key in story.is_in]
    return SECTIONS[keys[0]]


def _row(story: Story, base: str) -> str:
    """One article in the old list; every other address is absolute, as on the real pages."""
    address = base + story.path if len(story.headline) % 2 else story.path
    photo = f"/images-lg/{story.photo}-lg.jpg" if story.photo else "/images/white.jpg"
    dateline, teaser = escape(story.dateline), _ascii(escape(story.teaser))
    return (
        f'<TR><TD VALIGN=TOP WIDTH=160><a href="{address}"><img src="{photo}" width=150 height=120 border=0></a></TD>'
        f'<TD VALIGN=TOP><FONT SIZE=3><a href="{address}"><B>{_ascii(escape(story.headline))}</B></a></FONT><br>\n'
        f'<span class="BDL">{_ascii(dateline)}</span><br>{teaser} ... <a href="{address}">more</a>&nbsp;<p></TD></TR>\n'
        "<TR><TD COLSPAN=2><img src=/images/black.jpg width=660 height=1></TD></TR>"
    )


def _card(story: Story) -> str:
    photo = f"/images-lg/{story.photo}-lg.jpg"
    return (
        f'<div class="card"><a href="{story.path}"><img src="{photo}" alt=""></a>'
        f'<h2><a href="{story.path}">{escape(story.headline)}</a></h2>'
        f'<div class="BHS">{escape(story.dateline)}</div>'
        f'<p>{escape(story.teaser)} ... <a class="more" href="{story.path}">Read more</a></p></div>'
    )


def _nav() -> str:
    links = (f'<a href="{section.page}">{section.label}</a>' for section in SECTIONS.values())
    return " | ".join(['<a href="/">HOME</a>', *links, '<a href="/tidedaily/">TIDE DAILY</a>'])


def _rss(section: SiteSection, base: str) -> SitePage:
    items = "\n".join(_rss_items(section, base))
    values = {"title": f"{section.name} News From MeridianStrait", "url": f"{base}{section.page}", "items": items}
    text = _template("rss.xml", values)
    return SitePage(text.encode("iso-8859-1", "xmlcharrefreplace"), "application/xml")


def _rss_items(section: SiteSection, base: str) -> Iterator[str]:
    for story in stories_of(section.key):
        moment = story.published
        stamp = f"{moment:%d} {MONTHS[moment.month - 1].upper()} {moment:%Y %H:%M:%S} AEST"
        photo = (
            f"<br/><img src={base}/images-bg/{story.photo}-bg.jpg hspace=5 vspace=2 align=right border=0 width=160 "
            "height=128>"
            if story.photo
            else "<br/>"
        )
        yield (
            f"<item>\n<title><![CDATA[{story.headline}]]></title>\n<link>{base}{story.path}</link>\n"
            f"<description><![CDATA[{story.dateline}{photo}\n{story.teaser} <a href={base}{story.path}>Full article</a>"
            f"]]></description>\n<pubDate>{WEEKDAYS[moment.weekday()]}, {stamp}</pubDate>\n</item>"
        )


def _atom(section: SiteSection, base: str) -> SitePage:
    stories = stories_of(section.key)
    items = "\n".join(
        f"<entry><title>{escape(story.headline)}</title><id>tag:meridian.example,2026:{story.path}</id>"
        f'<link rel="alternate" type="text/html" href="{story.path}"/>'
        f"<author><name>{escape(story.printed_byline)}</name></author>"
        f"<published>{story.published.isoformat()}</published><updated>{story.published.isoformat()}</updated>"
        f'<summary type="html">&lt;p&gt;{escape(story.teaser)} ...&lt;/p&gt;</summary></entry>'
        for story in stories
    )
    values = {
        "title": f"{section.name} - {stories[0].site.name}",
        "url": f"{base}{section.page}",
        "updated": stories[0].published.astimezone(UTC).isoformat(),
        "items": items,
    }
    return SitePage(_template("atom.xml", values).encode(), "application/atom+xml; charset=utf-8")


def _ascii(text: str) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode()


def _template(name: str, values: Mapping[str, str]) -> str:
    return Template((TEMPLATES / name).read_text(encoding="utf-8")).substitute(values)
