"""The words in dates: month names in the languages the news is printed in, and the names of time zones."""

from __future__ import annotations

import unicodedata

# One line a language, the months in order, the spellings of one month apart by "|". Genitives are there
# because that is how days are written ("1 lutego"). Croatian is not: its "listopad" is October, and
# November in Polish and Czech, which print it far more often.
_MONTHS = (
    "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct "
    "november|nov december|dec",
    "januar|janner|jaenner fevrier|februar|feber marz|maerz|mrz|marz april mai juni juli august september oktober|okt "
    "november dezember|dez",
    "janvier|janv fevrier|fevr|fev mars avril|avr mai juin juillet|juil aout septembre octobre novembre decembre",
    "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre noviembre "
    "diciembre|dic",
    "gennaio|gen febbraio|febb marzo aprile maggio|mag giugno|giu luglio|lug agosto|ago settembre|sett|set ottobre|ott "
    "novembre dicembre",
    "janeiro fevereiro|fev marco abril maio junho julho agosto setembro outubro|out novembro dezembro|dez",
    "stycznia|styczen|sty lutego|luty|lut marca|marzec kwietnia|kwiecien|kwi maja|maj czerwca|czerwiec|cze "
    "lipca|lipiec|lip sierpnia|sierpien|sie wrzesnia|wrzesien|wrz pazdziernika|pazdziernik|paz listopada|listopad|lis "
    "grudnia|grudzien|gru",
    "января|январь|янв февраля|февраль|февр|фев марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн июля|июль|июл "
    "августа|август|авг сентября|сентябрь|сент|сен октября|октябрь|окт ноября|ноябрь|нояб|ноя декабря|декабрь|дек",
    "січня|січень лютого|лютий березня|березень квітня|квітень травня|травень червня|червень липня|липень "
    "серпня|серпень вересня|вересень жовтня|жовтень листопада|листопад грудня|грудень",
    "ledna|leden unora|unor brezna|brezen dubna|duben kvetna|kveten cervna|cerven cervence|cervenec srpna|srpen "
    "zari rijna|rijen listopadu prosince|prosinec",
    "januari februari maart|mrt april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december|des",
    "januar februar marts april mai juni juli august september oktober november desember",
    "ocak|oca subat|sub mart nisan|nis mayıs|mayis haziran|haz temmuz|tem agustos eylul|eyl ekim|eki kasım|kasim|kas "
    "aralık|aralik|ara",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "januar februar|febr marcius|marc aprilis majus junius julius augusztus szeptember|szept oktober november december",
    "ιανουαριου|ιαν φεβρουαριου|φεβ μαρτιου|μαρ απριλιου|απρ μαιου|μαι ιουνιου|ιουν ιουλιου|ιουλ αυγουστου|αυγ "
    "σεπτεμβριου|σεπ οκτωβριου|οκτ νοεμβριου|νοε δεκεμβριου|δεκ",
    "tammikuuta|tammikuu helmikuuta|helmikuu maaliskuuta|maaliskuu huhtikuuta|huhtikuu toukokuuta|toukokuu "
    "kesakuuta|kesakuu heinakuuta|heinakuu elokuuta|elokuu syyskuuta|syyskuu lokakuuta|lokakuu "
    "marraskuuta|marraskuu joulukuuta|joulukuu",
    "januari februari|pebruari maret april mei juni juli agustus|agu september oktober november|nopember desember",
    "ינואר|בינואר פברואר|בפברואר מרץ|במרץ אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט "
    "ספטמבר|בספטמבר אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר",
    "มกราคม|ม.ค กุมภาพันธ์|ก.พ มีนาคม|มี.ค เมษายน|เม.ย พฤษภาคม|พ.ค มิถุนายน|มิ.ย กรกฎาคม|ก.ค สิงหาคม|ส.ค กันยายน|ก.ย "
    "ตุลาคม|ต.ค พฤศจิกายน|พ.ย ธันวาคม|ธ.ค",
    "जनवरी|जन फ़रवरी|फरवरी|फर मार्च अप्रैल मई जून जुलाई अगस्त|अग सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर",
    "يناير فبراير مارس أبريل|ابريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر",
)

_HOUR = 60
# Minutes east of UTC. Where one name serves several zones, the one whose feeds really print it:
# CST is Chicago (Chinese feeds print +0800), IST India (Irish feeds print GMT or +0100, Israeli ones +0200),
# BST London (not Bangladesh), EST and EDT New York (Sydney's are AEST), AST Halifax (not Arabia),
# PST Los Angeles (Manila prints PHT), GST the Gulf, WST Perth, AMT the Amazon.
_OFFSETS = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "EGST": 0,
    "WEST": 1 * _HOUR, "BST": 1 * _HOUR, "CET": 1 * _HOUR, "MET": 1 * _HOUR, "MEZ": 1 * _HOUR, "WAT": 1 * _HOUR,
    "CEST": 2 * _HOUR, "MEST": 2 * _HOUR, "MESZ": 2 * _HOUR, "EET": 2 * _HOUR, "SAST": 2 * _HOUR, "CAT": 2 * _HOUR,
    "EEST": 3 * _HOUR, "MSK": 3 * _HOUR, "МСК": 3 * _HOUR, "TRT": 3 * _HOUR, "IDT": 3 * _HOUR, "EAT": 3 * _HOUR,
    "IRST": 210, "MSD": 4 * _HOUR, "GST": 4 * _HOUR, "SAMT": 4 * _HOUR, "AFT": 270, "PKT": 5 * _HOUR,
    "YEKT": 5 * _HOUR, "IST": 330, "NPT": 345, "BDT": 6 * _HOUR, "OMST": 6 * _HOUR, "MMT": 390,
    "ICT": 7 * _HOUR, "WIB": 7 * _HOUR, "KRAT": 7 * _HOUR, "NOVT": 7 * _HOUR,
    "AWST": 8 * _HOUR, "WST": 8 * _HOUR, "HKT": 8 * _HOUR, "SGT": 8 * _HOUR, "MYT": 8 * _HOUR, "PHT": 8 * _HOUR,
    "WITA": 8 * _HOUR, "IRKT": 8 * _HOUR, "JST": 9 * _HOUR, "KST": 9 * _HOUR, "WIT": 9 * _HOUR, "AWDT": 9 * _HOUR,
    "ACST": 570, "AEST": 10 * _HOUR, "CHST": 10 * _HOUR, "VLAT": 10 * _HOUR, "ACDT": 630, "AEDT": 11 * _HOUR,
    "NZST": 12 * _HOUR, "NZT": 12 * _HOUR, "FJT": 12 * _HOUR, "NZDT": 13 * _HOUR,
    "BRST": -2 * _HOUR, "NDT": -150, "ADT": -3 * _HOUR, "ART": -3 * _HOUR, "BRT": -3 * _HOUR, "UYT": -3 * _HOUR,
    "CLST": -3 * _HOUR, "NST": -210, "AST": -4 * _HOUR, "EDT": -4 * _HOUR, "CLT": -4 * _HOUR, "VET": -4 * _HOUR,
    "BOT": -4 * _HOUR, "AMT": -4 * _HOUR, "EST": -5 * _HOUR, "CDT": -5 * _HOUR, "COT": -5 * _HOUR, "PET": -5 * _HOUR,
    "CST": -6 * _HOUR, "MDT": -6 * _HOUR, "MST": -7 * _HOUR, "PDT": -7 * _HOUR, "PST": -8 * _HOUR,
    "AKDT": -8 * _HOUR, "AKST": -9 * _HOUR, "HST": -10 * _HOUR,
}  # fmt: skip
# American papers print the zone without its season; the calendar tells it.
US_STANDARD_OFFSETS = {"ET": -5 * _HOUR, "CT": -6 * _HOUR, "MT": -7 * _HOUR, "PT": -8 * _HOUR}
_SAFE_IN_LOWER_CASE = ("Z", "UT", "UTC", "GMT", "EST", "EDT", "PST", "PDT", "CEST", "AEST")  # no words of prose


def _folded(word: str) -> str:
    """Write a word without case, accents and final stop: "Févr." and "FEVR" are one."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).rstrip(".")


_MONTH_OF_WORD = {
    _folded(word): number
    for language in _MONTHS
    for number, words in enumerate(language.split(), start=1)
    for word in words.split("|")
}


def month_number(word: str) -> int | None:
    """Give the number of a month from its name or abbreviation in any of the languages, 1 to 12."""
    return _MONTH_OF_WORD.get(_folded(word))


def zone_offset(name: str) -> int | None:
    """Give the minutes east of UTC of a zone's abbreviation; None for an unknown one.

    Capitals are asked for, except of names that are no words: "22:40 PET", never "a pet".
    """
    upper = name.upper()
    return _OFFSETS.get(upper) if name == upper or upper in _SAFE_IN_LOWER_CASE else None
