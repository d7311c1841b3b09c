"""Bytes to text: which charset a page is in, when the page, the server and the bytes disagree."""

from __future__ import annotations

import re

MAX_DECLARATION_BYTES = 4096  # the HTML standard looks at 1024; real pages put scripts before their <meta>
DETECTION_SAMPLE_BYTES = 4096  # chardet is right from 500 bytes on; 4 KB take it 1.3 ms, 100 KB take 10 ms
DETECTION_WINDOW_BYTES = 65_536  # where the sample is looked for, from the first byte that is not ASCII
# A page with a broken character here and there is still in its declared charset; one with more is not.
MAX_BROKEN_SHARE = 0.05

# Labels of the WHATWG Encoding Standard, section 4.2, by the Python codec that reads what browsers read.
_LABELS_OF_CODEC = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "cp1252": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 latin-1 l1 ascii us-ascii "
    "ansi_x3.4-1968 cp819 ibm819 iso-ir-100 csisolatin1 iso_8859-1:1987",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251",
    "cp1253": "windows-1253 cp1253 x-cp1253",
    "cp1254": "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 latin5 l5 iso-ir-148 csisolatin5",
    "cp1255": "windows-1255 cp1255 x-cp1255",
    "cp1256": "windows-1256 cp1256 x-cp1256",
    "cp1257": "windows-1257 cp1257 x-cp1257",
    "cp1258": "windows-1258 cp1258 x-cp1258",
    "iso8859_2": "iso-8859-2 iso8859-2 iso88592 iso_8859-2 latin2 l2 iso-ir-101 csisolatin2",
    "iso8859_3": "iso-8859-3 iso8859-3 iso88593 iso_8859-3 latin3 l3 iso-ir-109 csisolatin3",
    "iso8859_4": "iso-8859-4 iso8859-4 iso88594 iso_8859-4 latin4 l4 iso-ir-110 csisolatin4",
    "iso8859_5": "iso-8859-5 iso8859-5 iso88595 iso_8859-5 cyrillic iso-ir-144 csisolatincyrillic",
    "iso8859_6": "iso-8859-6 iso8859-6 iso88596 iso_8859-6 arabic asmo-708 ecma-114 iso-8859-6-e iso-8859-6-i",
    "iso8859_7": "iso-8859-7 iso8859-7 iso88597 iso_8859-7 greek greek8 ecma-118 elot_928 sun_eu_greek",
    "iso8859_8": "iso-8859-8 iso8859-8 iso88598 iso_8859-8 hebrew visual iso-8859-8-e iso-8859-8-i logical",
    "iso8859_10": "iso-8859-10 iso8859-10 iso885910 latin6 l6 iso-ir-157 csisolatin6",
    "iso8859_13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859_14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859_15": "iso-8859-15 iso8859-15 iso885915 iso_8859-15 latin9 latin-9 l9 csisolatin9",
    "iso8859_16": "iso-8859-16",
    "koi8_r": "koi8-r koi8_r koi8 koi cskoi8r",
    "koi8_u": "koi8-u koi8-ru",
    "cp866": "ibm866 cp866 866 csibm866",
    "mac_roman": "macintosh mac x-mac-roman csmacintosh",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp874": "windows-874 tis-620 iso-8859-11 iso8859-11 iso885911 dos-874",
    "gb18030": "gb18030 gbk gb2312 gb_2312 gb_2312-80 x-gbk chinese csgb2312 csiso58gb231280 iso-ir-58",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
    "iso2022_jp_2": "iso-2022-jp csiso2022jp",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis",
    "cp949": "euc-kr cseuckr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 iso-ir-149",
    "utf-16-le": "utf-16 utf-16le ucs-2 unicode iso-10646-ucs-2 csunicode unicodefeff",
    "utf-16-be": "utf-16be unicodefffe",
}
_CODEC_OF_LABEL = {label: codec for codec, labels in _LABELS_OF_CODEC.items() for label in labels.split()}
# Where any bytes are text, "it decodes" proves nothing; bytes that are valid UTF-8 are UTF-8 then.
_MULTIBYTE = {"gb18030", "big5hkscs", "euc_jp", "iso2022_jp_2", "cp932", "cp949", "utf-16-le", "utf-16-be"}
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# UTF-16 without a mark: every document we read begins with "<" or "{" (XML 1.0, appendix F).
_UTF16_STARTS = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"), (b"{\x00", "utf-16-le"), (b"\x00{", "utf-16-be"))
_JAPANESE_ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b(J")  # ISO-2022-JP is ASCII bytes, so it passes as UTF-8

MIN_DOUBLED = 4  # characters by which the text gets shorter
_BYTE_OF_CHARACTER = {ord(bytes([byte]).decode("cp1252", "ignore") or "\0"): byte for byte in range(0x80, 0xA0)}

_COMMENT = re.compile(rb"<!--(?:.*?-->|.*)", re.DOTALL)
_META_CHARSET = re.compile(rb"<meta\s[^>]{0,400}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\s{0,9}<\?xml\s[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})")
_MARKUP_EDGE = re.compile(rb"[<>]")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_NOT_ASCII_TEXT = re.compile(r"[^\x00-\x7f]")


def decode_html(body: bytes, charset: str = "") -> str:
    """Decode a page as browsers do, and better where server and page are wrong about it. Never raises.

    The order is that of the HTML standard, section 13.2.3.2 (byte order mark, HTTP, `<meta>`), except that a
    declared charset gives way to UTF-8 when the bytes are UTF-8, and to detection when it does not fit them.

    Args:
        body: the document as sent, after content decoding.
        charset: the label in the Content-Type header; "" when there is none.
    """
    return _undoubled(_decoded(body, charset)[0])


def utf8_of(body: bytes, charset: str = "") -> bytes:
    """Give a page in UTF-8, the bytes as they are where that is what they are; arguments as for `decode_html`."""
    once, is_utf8 = _decoded(body, charset)
    text = _undoubled(once)
    return body if is_utf8 and text is once else text.encode("utf-8", "replace")


def _decoded(body: bytes, charset: str) -> tuple[str, bool]:
    """Decode once, and say whether the bytes are the text in UTF-8 and nothing else."""
    for mark, codec in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace"), False
    declared = declared_codec(body, charset)
    is_japanese = b"\x1b" in body and any(escape in body for escape in _JAPANESE_ESCAPES)
    if declared not in _MULTIBYTE and not is_japanese:
        text = _strictly(body, "utf-8")
        if text is not None:
            return text, True
    if not declared and is_japanese:
        declared = "iso2022_jp_2"
    return _best_reading(body, declared), False


def _undoubled(text: str) -> str:
    """Give the text that was encoded as UTF-8 twice, when all of it was; else the text as it is.

    Read once, such a page says "â€™" for every "’". That it was is proved where its characters, taken for bytes of
    ISO-8859-1 or windows-1252, are valid UTF-8 from beginning to end: no text of a single encoding is, by chance.
    """
    if text.isascii():
        return text
    try:
        as_bytes = text.encode("latin-1")
    except UnicodeEncodeError as error:
        if ord(text[error.start]) not in _BYTE_OF_CHARACTER or not "\x80" <= text[error.start - 1] <= "\xf4":
            return text  # no byte, or none that can follow another
        try:
            as_bytes = text.translate(_BYTE_OF_CHARACTER).encode("latin-1")
        except UnicodeEncodeError:
            return text
    once = _strictly(as_bytes, "utf-8")
    return once if once is not None and len(text) - len(once) >= MIN_DOUBLED else text


def declared_codec(body: bytes, charset: str = "") -> str:
    """Name the Python codec that the server or else the document declares, "" when neither does."""
    codec = _CODEC_OF_LABEL.get(charset.strip(" \t\r\n\"'").lower(), "")
    if codec:
        return codec
    for start, utf16 in _UTF16_STARTS:
        if body.startswith(start):
            return utf16
    head = _COMMENT.sub(b"", body[:MAX_DECLARATION_BYTES])
    found = _XML_ENCODING.match(head) or _META_CHARSET.search(head)
    codec = _CODEC_OF_LABEL.get(found[1].decode("ascii", "ignore").lower(), "") if found else ""
    # A declaration that could be read as ASCII is not in UTF-16 (HTML standard, section 13.2.3.2).
    return "utf-8" if codec.startswith("utf-16") else codec


def _strictly(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except UnicodeDecodeError:
        return None


def _best_reading(body: bytes, declared: str) -> str:
    """Read bytes that are not plainly UTF-8: as declared, else as UTF-8, else as detected, the least broken."""
    if declared and (text := _strictly(body, declared)) is not None:
        return text
    if (text := _strictly(body, "utf-8")) is not None:
        return text
    readings = []
    for codec in dict.fromkeys((declared or "utf-8", "utf-8")):
        text = body.decode(codec, "replace")
        if _broken_share(text) <= MAX_BROKEN_SHARE:
            return text
        readings.append(text)
    readings.insert(1 if declared else 0, body.decode(_detected_codec(body), "replace"))
    return min(readings, key=_broken_share)


def _broken_share(text: str) -> float:
    """Give how many of the characters beyond ASCII are replacement characters, 0 to 1."""
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return text.count("\ufffd") / beyond_ascii if beyond_ascii else 0.0


def _detected_codec(body: bytes) -> str:
    import chardet  # here, since it takes 40 ms to import and one page in fifty needs it

    first = _NOT_ASCII.search(body)
    start = first.start() if first else 0
    pieces = _MARKUP_EDGE.split(body[max(0, start - 200) : start + DETECTION_WINDOW_BYTES])
    sample = b" ".join(piece for piece in pieces if not piece.isascii())[:DETECTION_SAMPLE_BYTES]
    if not any(map(str.isalpha, _NOT_ASCII_TEXT.findall(sample.decode("cp1252", "ignore")))):
        return "cp1252"  # quotes, dashes and currency signs tell no language; these are where they mostly are
    found = chardet.detect(
        sample,
        prefer_superset=False,  # it would take ISO-8859-2 for windows-1250, which differ in Polish letters
        compat_names=False,  # Python's own codec names
        encoding_era=chardet.EncodingEra.MODERN_WEB | chardet.EncodingEra.LEGACY_ISO,
    )
    name = found["encoding"] or "cp1252"
    return _CODEC_OF_LABEL.get(name.replace("_", "-"), name)  # what browsers read: ISO-8859-1 is windows-1252
