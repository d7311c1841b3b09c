"""Bylines: who wrote it, without "by", each person or agency apart."""

from __future__ import annotations

import re

from newsreader.text import clean_line

MAX_BYLINE_CHARS = 160
MAX_NAME_WORDS = 7
MAX_NAMES = 12
_BY = re.compile(
    r"(?:(?:(?:written|reported|posted|published|authored|contributed|submitted|article|recipe|analysis|opinion|review|"
    r"story|words|text|interview)(?:\s+and\s+(?:photos|photography|pictures|images))?\s+)?by|"
    r"(?:(?:eingestellt|veröffentlicht|geschrieben|verfasst|ein\s+(?:gast)?(?:beitrag|artikel|kommentar))\s+)?von|"
    r"(?:(?:publié|écrit|rédigé|propos\s+recueillis)\s+)?par|(?:(?:publicado|escrito)\s+)?por|"
    r"(?:pubblicato|scritto)\s+da|(?:a\s+cura\s+)?di|(?:(?:geschreven|geplaatst)\s+)?door|(?:skrevet\s+)?(?:av|af)|"
    r"autor(?:in|en|es)?|authors?|redaktion|texte?|interview(?=\s*:)|autore|от|автор|作者|文|記者|记者)\b\s*[:：|]?\s*|"
    r"(?:取材・文|作者|文|記者|记者)\s*[:：/＝]?\s*|(?:γράφει\s+[οη]|συντάκτης|מאת|โดย|लेखक|लेखिका)\s*[:：]?\s+",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:,|;|/|\||·|•|、|，|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\boch\b|\bog\b)\s*(?=\S)")
# What stands beside a name and is not one.
_POSTS = (
    r"(?:writer|reporter|editor|correspondent|contributor|columnist|journalist|author|producer|editor-in-chief|"
    r"phd|ph\.d\.?|md|m\.d\.?|jr\.?|sr\.?|rd|cpt|mph|ceo|coo|cto|cfo|cmo|vp|founder|co-founder)"
)
_OTHER_POSTS = (
    r"(?:expert|specialist|analyst|strategist|consultant|director|manager|blogger|copywriter|gardener|astrologer|"
    r"scientist|engineer|developer|designer|dietitian|nutritionist|president)"
)
_PLACE_OF_WORK = r"s?(?:\s+(?:at|of|in|for|on)\s.*)?"
_ROLE = re.compile(
    r"(?:(?:senior|chief|staff|news|sports?|political|science|technology|tech|business|contributing|managing|deputy|"
    r"associate|assistant|foreign|special|guest|editorial|national|investigative|freelance)\s+)*"
    rf"{_POSTS}{_PLACE_OF_WORK}",
    re.IGNORECASE,
)
# Behind a name any words may stand before the post: "Digital Security Expert", but "AFP Staff Writers" are the authors.
_ROLE_BEHIND = re.compile(rf"(?:[\w&'’-]+\s+){{0,4}}(?:{_POSTS}|{_OTHER_POSTS}){_PLACE_OF_WORK}", re.IGNORECASE)
# A role that stands for names where none is given.
_DESK = re.compile(r"(?:staff|news\s+desk|newsroom|staff\s+(?:writer|reporter|correspondent)s?)", re.IGNORECASE)
_STAFF = re.compile(
    r"(?P<who>.{0,40}?staff\s+(?:writers?|reporters?|correspondents?))[\s,]+(?P<rest>\S.*)", re.IGNORECASE
)
_END = re.compile(
    r"\s*(?:[|•·●⋅∙–—]|\s-\s|\bupdated\b|\bpublished\b|\bposted\b|\blast\s|\bon\s+\w+\s+\d|\b\d{1,2}[./:]\d|\b\d{4}\b|"
    r"\d{4}\s?[年년]|\b\d{1,2}\S{0,2}\s(?:de\s)?\S{3,14},?\s(?:de\s)?\d{4}\b|\b[^\W\d_]{3,12}\.?\s\d{1,2},?\s\d{4}\b|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bon\s+(?:mon|tue|wed|thu|fri|sat|sun)\b|"
    r"\bam\s+(?:\d|\w+tag\b|mittwoch)|@|https?:|\((?!\w+\)\s+\w)|\bmin(?:ute)?s?\s+read|\sin\s(?!the\b)|"
    r"\b(?:reviewed|edited|fact[- ]checked|medically|illustrat\w+|photos?|photograph\w*|pictures|fotos?)\b).*$",
    re.IGNORECASE,
)


def is_byline(line: str) -> bool:
    """Say whether a line begins as a byline does and is short enough to be one."""
    match = _BY.match(line)
    return match is not None and bool(read_names(line[match.end() :]))


def is_by(line: str) -> bool:
    """Say whether a line is the "by" of a byline whose names stand on the next line."""
    match = _BY.fullmatch(line)
    return match is not None and len(line) > 1


def after_by(line: str) -> str:
    """Give what follows the "by", the whole line when there is none."""
    match = _BY.match(line)
    return line[match.end() :] if match else line


def split_staff(names: str) -> tuple[str, str]:
    """Part "AFP Staff Writers Quetta, Pakistan (AFP) Feb 1" into the writers and what follows them."""
    match = _STAFF.match(names)
    return (match["who"], match["rest"]) if match else (names, "")


def read_names(raw: str) -> tuple[str, ...]:
    """Read the names in a byline whose "by" is gone.

    Returns:
        Each name once, in their order; empty when this is no list of names.
    """
    text = clean_line(raw)
    if not 2 <= len(text) <= MAX_BYLINE_CHARS:
        return ()
    text = _END.sub("", after_by(text)).strip(" ,;:|-–—")
    names: dict[str, None] = {}
    desks: dict[str, None] = {}
    for part in _SPLIT.split(text)[: MAX_NAMES * 2]:
        name = after_by(part.strip(" .,;:|")).strip()
        if _DESK.fullmatch(name):
            desks[name] = None
        elif names and _ROLE_BEHIND.fullmatch(name):
            _drop_half_role(names)
        elif name and not _ROLE.fullmatch(name):
            if not is_name(name):
                break
            names[name] = None
    return tuple(names or desks)[:MAX_NAMES]


def _drop_half_role(names: dict[str, None]) -> None:
    """Take back the first word of a role in two halves: "Ada Brook, Home and Garden Editor"."""
    last = next(reversed(names))
    if len(names) > 1 and " " not in last:
        del names[last]


def is_name(text: str) -> bool:
    """Say whether a text can be the name of a person, a desk or an agency."""
    words = text.split()
    if not words or len(words) > MAX_NAME_WORDS or len(text) > 60 or any(char.isdigit() for char in text):
        return False
    if text[-1] in "!?…" or "://" in text:
        return False
    capital = sum(not word[0].islower() for word in words)
    return capital * 2 >= len(words) and not words[-1][0].islower()
