"""Dates in running text, in the languages of the archive, as ISO 8601, as precise as written.

Day before month in numeric dates, except where only the other order is a date (11/27/2031). A time glued to a
year (`19 April 203116:51`) is not part of it. A month and day without a year are no date.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from search.languages import LANGUAGES, every_word
from search.model import Span

MONTHS = {
    name: number
    for language in LANGUAGES
    for number, names in enumerate(language.words("months"), start=1)
    for name in names.split()
}


def _any_of(name: str) -> str:
    """A pattern of any word of a list of the languages, longest first; of none where no language has the list."""
    return "|".join(map(re.escape, sorted(every_word(name), key=len, reverse=True))) or "(?!)"


_SIGNS = ("〇零○", "一元", "二", "三", "四", "五", "六", "七", "八", "九")
_DIGITS = {sign: value for value, signs in enumerate(_SIGNS) for sign in signs}
_HAN_NUMBER = "〇零○一二三四五六七八九十廿卅百元"

_YEAR = r"(?P<y>(?:1[5-9]|2[01])\d\d)(?=\d{1,2}:\s?\d\d|\D|$)"
_FREE = r"(?<![\d.,])(?<!\d[-/])"
_MONTH = r"(?P<b>" + "|".join(map(re.escape, sorted(MONTHS, key=len, reverse=True))) + r")(?!\w)\.?"
_OF = rf"(?:\s+(?:{_any_of('date_joints')})\s+|\s*,\s*|\s*[./-]\s*|\s+)"
_DAY_ENDING = rf"(?:{_any_of('day_endings')})(?!\w)"
_DAY = r"(?P<d>\d{1,2})"

_HAN = re.compile(
    rf"(?:(?P<roc>民[國国])\s*)?(?P<y>(?<!\d)\d{{2,4}}|[{_HAN_NUMBER}]{{2,5}}|元)\s*年"
    rf"(?:\s*(?P<m>\d{{1,2}}|[{_HAN_NUMBER}]{{1,3}})\s*月"
    rf"(?:\s*(?P<d>\d{{1,2}}|[{_HAN_NUMBER}]{{1,3}})\s*[日号號])?)?"
)
_DAY_FIRST = re.compile(rf"{_FREE}{_DAY}(?:\s?{_DAY_ENDING})?\.?{_OF}{_MONTH}{_OF}{_YEAR}", re.IGNORECASE)
_NAME_FIRST = (
    re.compile(rf"(?<!\w){_MONTH}\s+{_DAY}(?:{_DAY_ENDING})?\s*,?\s+{_YEAR}", re.IGNORECASE),
    re.compile(rf"(?<!\w){_MONTH}{_OF}{_YEAR}", re.IGNORECASE),
)
_NUMERIC = (
    re.compile(
        r"(?<![\d.])(?<!\d[-/])(?P<y>(?:1[5-9]|2[01])\d\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?=\d\d:\d\d|T\d|(?![\d/-]))"
    ),
    re.compile(rf"{_FREE}(?P<d>\d{{1,2}})(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s){_YEAR}(?![-/]\d)"),
    re.compile(r"(?<![\d./-])(?P<y>(?:1[5-9]|2[01])\d\d)-(?P<m>0[1-9]|1[0-2])(?![\d/-])"),
)
_WORD = re.compile(r"\w+")
_NUMBERS = re.compile(r"\d[-/.]\d")
_NUMBER = re.compile(r"\d\d*")
# What may stand beside a date without adding to it: a time of day, a word for year.
_BESIDE = re.compile(rf"T?\d{{1,2}}\s?[:h时時]\s?\d\d(?:[:分]?\d\d)?分?|\b(?:{_any_of('year_words')})\b")
_BARE_YEAR = re.compile(rf"\s*((?:1[5-9]|2[01])\d\d)\s*(?:(?:{_any_of('year_words')})\.?)?\s*")
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_ONE_DIGIT = re.compile(r"-(\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: where it stands and its ISO form (`2031`, `2031-03` or `2031-03-04`)."""

    span: Span
    iso: str


def find_dates(text: str, lang: str = "") -> tuple[FoundDate, ...]:
    """The dates of `text` in order, never overlapping. `lang` is a BCP 47 tag: `en-US` reads 03/04/2031 month first.

    Impossible dates (31 April) are not dates. Never raises.
    """
    found: list[FoundDate] = []
    for candidate in sorted(_candidates(text, lang), key=lambda each: (each.span.start, -each.span.end)):
        if not found or candidate.span.start >= found[-1].span.end:
            found.append(candidate)
    return tuple(found)


def parse_date(text: str) -> str:
    """The ISO form of a text that is one date, ISO itself and a bare year among them, else an empty string. Queries,
    addresses and commands all read their dates here."""
    text = _ONE_DIGIT.sub(r"-0\1", unicodedata.normalize("NFKC", text))
    if iso := _ISO.fullmatch(text):
        year, month, day = int(iso[1]), int(iso[2] or 1), int(iso[3] or 1)
        return text if month and day and iso_date(year, month, day) else ""
    bare = _BARE_YEAR.fullmatch(text)
    if bare:
        return bare[1]
    found = find_dates(text)
    if len(found) != 1:
        return ""
    rest = text[: found[0].span.start] + text[found[0].span.end :]
    return "" if re.search(r"\w", _BESIDE.sub("", rest)) else found[0].iso


def _candidates(text: str, lang: str) -> Iterator[FoundDate]:
    """Every reading of every pattern, overlapping ones included. A pattern runs only over texts that hold what it
    cannot do without: trying all months at every character is dear."""
    for match in _HAN.finditer(text) if "年" in text else ():
        iso = _han_iso(match)
        if iso:
            yield FoundDate(Span(match.start(), match.end()), iso)
    for match in (*_worded(text), *_numeric(text)):
        iso = _iso_of(match.groupdict(), month_first=lang == "en-US")
        if iso:
            yield FoundDate(Span(match.start(), match.end()), iso)


def _worded(text: str) -> Iterator[re.Match[str]]:
    """The matches of patterns with a month's name, which is tried only where a name stands."""
    if MONTHS.keys().isdisjoint(_WORD.findall(text.lower())):
        return
    yield from _from_numbers(_DAY_FIRST, text)
    for word in _WORD.finditer(text):
        if word[0].lower() in MONTHS:
            yield from filter(None, (pattern.match(text, word.start()) for pattern in _NAME_FIRST))


def _numeric(text: str) -> Iterator[re.Match[str]]:
    for pattern in _NUMERIC if _NUMBERS.search(text) else ():
        yield from _from_numbers(pattern, text)


def _from_numbers(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begins with a whole number, none overlapping: to look at the numbers alone is
    quicker than to try every character."""
    done = 0
    for number in _NUMBER.finditer(text):
        match = pattern.match(text, number.start()) if number.start() >= done else None
        if match:
            yield match
            done = match.end()


def _iso_of(parts: dict[str, str | None], month_first: bool) -> str:
    """ISO of named groups y, m or b, d; empty when no such day exists."""
    year = int(parts["y"] or 0)
    named = parts.get("b")
    month = MONTHS[named.lower()] if named else int(parts.get("m") or 0)
    day = int(parts.get("d") or 0)
    slashed = not named and parts.get("s") == "/" and day
    if slashed and day <= 12 and (month > 12 or month_first):
        day, month = month, day
    return iso_date(year, month, day)


def iso_date(year: int, month: int = 0, day: int = 0) -> str:
    """ISO 8601 of a year, month and day, 0 for what is not known; empty for an impossible date."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return ""
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")


def _han_iso(match: re.Match[str]) -> str:
    """ISO of a Chinese date; years of the Republic (民國) count from 1911; two-digit years are no date."""
    year = _han_year(match["y"])
    if match["roc"]:
        year += 1911
    if not 1500 <= year < 2200:
        return ""
    return iso_date(year, _han_number(match["m"] or ""), _han_number(match["d"] or ""))


def _han_year(text: str) -> int:
    """A year written with digits or digit by digit (二〇三一) or, for the Republic, as a number (一百零八)."""
    if not text.isdecimal() and not set(text) & set("十百廿卅"):
        text = "".join(str(_DIGITS[sign]) for sign in text)
    return int(text) if text.isdecimal() else _han_number(text)


def _han_number(text: str) -> int:
    """A number below 1000 in digits or Chinese numerals; 0 for an empty text."""
    if not text or text.isdecimal():
        return int(text or 0)
    text = text.replace("廿", "二十").replace("卅", "三十")
    total = 0
    for sign, value in (("百", 100), ("十", 10)):
        if sign in text:
            head, _, text = text.partition(sign)
            total += value * (_DIGITS.get(head[-1:], 1) if head else 1)
    return total + (_DIGITS.get(text[-1], 0) if text else 0)
