"""Query fields that say how a reader came to a page, not what is on it.

Collected from what Firefox and Brave strip from links, from the general rules of ClearURLs and AdGuard's
tracking filter, and from the manuals of the analytics programs that news sites use. A name that also
selects what is shown somewhere (`id`, `cid`, `mod`, `p`) is not here, however often it only tracks.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_plus

_FAMILIES = (
    r"utm_\w+|utm|itm_\w+|stm_\w+|pk_\w+|piwik_\w+|mtm_\w+|matomo_\w+|hsa_\w+|at_(?:medium|campaign|link|format|custom\d+"
    r"|campaign_type|bbc_team|ptr_name|link_\w+)|ns_(?:mchannel|source|campaign|linkname|fee)|bsft_\w+|vero_\w+|oft_\w+"
    r"|oly_\w+_id|fb_(?:action_ids|action_types|source|ref|comment_id)|action_(?:object|type|ref)_map|_hs\w+|__hs\w+"
    r"|hsctatracking|elq\w+|mc_[ce]id|ml_subscriber(?:_hash)?|guce_referrer(?:_sig)?|soc_(?:src|trk)|ga_\w+|trk_\w+"
)
_CLICKS = (
    r"fbclid|gclid|gclsrc|dclid|gbraid|wbraid|gad_source|gad_campaignid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh"
    r"|li_fat_id|rdt_cid|epik|srsltid|scclid|sc_cid|s_cid|s_kwcid|ef_id|rb_clickid|wickedid|unicorn_click_id|irclickid"
    r"|_branch_match_id|_openstat|_bhlid|_kx|__s|_ga|_gl|mkt_tok|mkwid|dicbo|tblci|zanpid|ss_email_id|nr_email_referer"
)
_NEWS_SITES = (
    r"cmp|cmpid|icmpid|icid|ocid|ncid|ito|xtor|wt_z?mc|wtmc|smid|smtyp|emc|cndid|guccounter|sr_share|sb_referer_host"
    r"|feedname|feedtype|traffic_source|echobox|sref|referrer|share_token|amp_js_v|amp_gsa|amp_kit|usqp|aoh"
)
_NAMES = re.compile(rf"(?:{_FAMILIES}|{_CLICKS}|{_NEWS_SITES})", re.IGNORECASE)
# Names that may mean anything; these values of them only say where the link stood.
_WHERE = re.compile(r"(?:ref|source|src|from|partner|rss|feed|cmp_src|rel)", re.IGNORECASE)
_PLACES = re.compile(
    r"(?:1|true|yes)?|(?:rss|feed|atom|twitter|facebook|linkedin|whatsapp|telegram|reddit|newsletter|email|push|share)"
    r"(?:[-_.]?(?:rss|feed|share|news|app|com|\d))?",
    re.IGNORECASE,
)
_ONLY_FLAGS = frozenset({"rss", "feed"})  # of `_WHERE`, those for which "1" means "from the feed"
_SESSIONS = re.compile(r"(?:phpsessid|jsessionid|aspsessionid\w*)", re.IGNORECASE)


def without_tracking(query: str) -> str:
    """Leave out of a query what tells nothing of the page; what stays, stays as it was written."""
    if not query:
        return ""
    return "&".join(field for field in query.split("&") if field and not _is_tracking(field))


def _is_tracking(field: str) -> bool:
    name, _, value = field.partition("=")
    if "%" in name or "+" in name:
        name = unquote_plus(name)
    if _NAMES.fullmatch(name) or _SESSIONS.fullmatch(name):
        return True
    if not _WHERE.fullmatch(name) or not _PLACES.fullmatch(value):
        return False
    return value.lower() not in {"", "1", "true", "yes"} or name.lower() in _ONLY_FLAGS
