"""What class and id names say about an element: words that stand on boilerplate, counted on real sites.

A name is split into words once and each word looked up; a name is judged once however often it occurs.
One word is never proof: `prune` keeps an element that holds much of the page's prose, whatever its name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from newsreader.extract.wordlist import word_set

_PULL_QUOTE = re.compile(r"pull(?:ed|out)?[-_]*quote|quote[-_]*pull", re.IGNORECASE)
_DROP_CAP = re.compile(r"drop[-_]*cap|initial-?letter|first-?letter|lettrine", re.IGNORECASE)
_CAMEL_EDGE = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LETTERS_ONLY = bytes(code if chr(code).isalpha() else 32 for code in range(128)) + b" " * 128
MAX_NAME_CHARS = 400


def _pair_set(text: str) -> frozenset[tuple[str, str]]:
    """Make a set of pairs of words that a hyphen joins."""
    pairs = (pair.split("-") for pair in text.split())
    return frozenset((first, second) for first, second in pairs)


# Words that stand on boilerplate nearly always, each seen on many sites and on content on few or none.
_JUNK_WORDS = word_set(
    """
    ad ads advert adverts advertisement advertisements advertising adsense adslot adbox adwrap adunit sponsor
    sponsors sponsored outbrain taboola promo promos promoted promotion cta banner werbung anzeige publicite
    publicidad reklama related relateds relatedposts relatedcontent relatedarticles relatedstories relatednews
    relatedlinks similarposts yarpp crp morelinks recommended recommendation recommendations recommends
    recirc recirculation
    popular trending mostread mostpopular readmore morefrom moreon seealso similar upnext respond reply
    commentform commentlist comments disqus livefyre kommentare commentaires comentarios newsletter newsletters
    subscribe subscription signup optin mailchimp donate donation share sharing sharebar sharedaddy sharethis
    addthis addtoany shareaholic social socials socialmedia follow teilen nav navbar navigation menu submenu
    breadcrumb breadcrumbs breadcrums pagination pager paging paginator skiplink footer foot copyright colophon
    legal disclaimer disclosure byline author authors authorbox bio dateline timestamp postmeta metadata postedon
    tags taglist tagcloud tagged categories cookie cookies consent gdpr dsgvo onetrust usercentrics borlabs didomi
    cookiebot cookieconsent ccpa modal popup popover overlay lightbox tooltip dropdown offcanvas flyout login
    signin register toolbar toolbox utility utilities rating ratings votes caption captions credit credits
    wpcaption print printfriendly skip sr screenreader visuallyhidden noprint breaking ticker masthead sitemap
    poll polls quiz calendar editsection toc tableofcontents buttons button btn icon icons
    """
)
# Words that alone mean nothing but do in pairs, as "more news" or "read next".
_JUNK_PAIRS = _pair_set(
    """
    more-from more-news more-stories more-articles more-on more-posts more-content read-more read-next read-also
    also-read up-next most-read most-popular most-viewed most-commented latest-news latest-posts latest-articles
    recent-posts recent-articles other-news other-articles other-stories next-article next-post prev-next post-nav
    post-navigation post-meta entry-meta article-meta meta-data post-info post-footer entry-footer article-footer
    comment-list comment-form comments-area comment-respond comment-area side-bar author-box author-info
    about-author post-author sign-up mail-list you-may may-like see-also tag-list post-tags entry-tags
    article-tags image-credit photo-credit screen-reader site-header site-footer
    page-header global-header contact-form call-to article-tools story-tools
    article-info article-actions
    """
)
_FIRST_OF_PAIRS = frozenset(first for first, _ in _JUNK_PAIRS)
# A name with one of these belongs to the article's own text even when a junk word stands beside it.
_CONTENT_WORDS = word_set(
    """
    articlebody storybody entrycontent postcontent articlecontent storycontent postbody articletext storytext
    """
)
_CONTENT_PAIRS = _pair_set(
    """
    article-body article-content article-text article-main story-body story-content story-text entry-content
    entry-body post-content post-body post-text news-body news-content news-text body-text body-content
    main-content content-body text-body content-text blog-content single-content page-content rich-text
    content-main
    """
)


@lru_cache(maxsize=8192)
def junk_word(names: str) -> str:
    """Name the word in a class or id attribute that tells boilerplate, "" when none does."""
    words = name_words(names)
    if not _JUNK_WORDS.isdisjoint(words):
        if "toolbar" in words:
            words = name_words(names.replace("code-toolbar", ""))  # Prism's box round code
        if found := next((word for word in words if word in _JUNK_WORDS), ""):
            return found
    if not _FIRST_OF_PAIRS.isdisjoint(words):
        return next((f"{first}-{second}" for first, second in pairwise(words) if (first, second) in _JUNK_PAIRS), "")
    return ""


@lru_cache(maxsize=8192)
def is_content_name(names: str) -> bool:
    """Say whether a class or id attribute names the body of an article."""
    words = name_words(names)
    return not (_CONTENT_WORDS.isdisjoint(words) and _CONTENT_PAIRS.isdisjoint(pairwise(words)))


def name_words(names: str) -> list[str]:
    """Split a name into its words, in lower case: "c-pullQuote left" into c, pull, quote and left."""
    names = names[:MAX_NAME_CHARS]
    if not names.islower():
        names = _CAMEL_EDGE.sub(" ", names).lower()
    return names.encode("ascii", "replace").translate(_LETTERS_ONLY).decode("ascii").split()


@lru_cache(maxsize=4096)
def is_pull_quote(names: str) -> bool:
    """Say whether a class attribute names a quotation that repeats words of the article."""
    return bool(names) and _PULL_QUOTE.search(names[:400]) is not None


def is_drop_cap(names: str) -> bool:
    """Say whether a class attribute names the large first letter of a text."""
    return bool(names) and _DROP_CAP.search(names[:200]) is not None
