"""The head of a page: title, number, date, place, publisher, genre, and the lines that hold only metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.readers.extract import Extract
from indexer.segment.filename import date_in_name, title_in_name
from indexer.segment.labels import looks_like_person
from indexer.segment.lexicon import any_of, key_of, lexicon, starts_of
from indexer.segment.lines import PageLine
from indexer.segment.titles import Title, find_title
from search.dates import find_dates
from search.model import Genre
from search.scripts import IS_HAN

HEAD_LINES = 10  # how far below the title a date, a number or a byline still belongs to the head
BESIDE_DATE = 24  # letters beside a date in a line that is still a date: a weekday, a place
METADATA_CHARS = 90  # a longer line says more than metadata

_NUMBER = re.compile(r"(?:№\s*|No?\.?\s*)?(\d{1,6}-(\d{2}-\d{2}-\d{4}))")
_OTHER_NUMBER = re.compile(
    rf"(?:(?:{any_of(lexicon().numbers)})\s*[:.]?\s*)([A-ZА-Я]{{0,4}}-?\d[\w/.-]{{0,20}})|([A-ZА-Я]{{1,3}}-?\d{{1,6}})",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<!\d)\d{1,2}\s?[:h时時.]\s?\d{2}(?:[:分]\s?\d{0,2})?(?!\d)"
    r"(?:\s*(?:[ap]\.?m\.?|e[sd]t|gmt|utc|msk|min|分))*",
    re.IGNORECASE,
)
_PLACE_NAMES = re.compile(r"(?:.*[-_])?(?:place|location|local|lugar|didian)")
_PREPOSITION = re.compile(rf"^(?:{any_of(lexicon().at)})(?:\s+(?=\S)|$)", re.IGNORECASE)
_PLACE = re.compile(rf"(?:{any_of(lexicon().places)})\s*:\s*(.{{2,40}})$", re.IGNORECASE)
_META_DATES = (
    "pubdate", "article:published_time", "datepublished", "dc.date", "date", "publishdate", "ya:ovs:upload_date",
    "dcterms.date", "og:published_time", "citation_date", "article:modified_time",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Header:
    """What the head of a page says. `line_numbers` are those of the lines that hold only metadata."""

    title: Title
    number: str
    date: str
    place: str
    publisher: str
    genre: Genre
    line_numbers: frozenset[int]
    metadata: Mapping[str, object]
    moderators: tuple[str, ...] = ()  # named in the head as leading the meeting
    flags: frozenset[str] = frozenset()  # what only the file's name says


def read_header(extract: Extract, lines: Sequence[PageLine], path: str = "") -> Header:
    """Title, number, date and place of a page, from what the format gives, the title, the number and the lines; title
    and date of a page that has none from the name of its file, `path`."""
    front = _front_matter(extract, lines)
    shown = [line for line in lines if line.number not in front]
    title = find_title(extract, shown)
    head = _head_lines(shown, title)
    near = {line.number for line in head}
    found = {line.number: key for line in shown if (key := metadata_of(line, line.number in near))}
    found |= dict.fromkeys(front, "front matter")
    paged = "" if extract.is_record else path
    headline = "" if title.text else title_in_name(paged, extract.text)
    title = Title(title.span, headline) if headline else title
    title_key = key_of(title.text)
    repeated = {line.number for line in lines if line.number not in title.line_numbers and _repeats(line, title_key)}
    number = extract.number or _number(head)
    date = _date(extract, title, number, head, shown)
    dated = date_in_name(paged)
    finer = dated if len(dated) > len(date) and dated.startswith(date) else ""
    return Header(
        title=title,
        number=number,
        date=finer or date,
        place=extract.place or _place(title.text, extract.lang) or _place_in_lines(head),
        publisher=extract.publisher or extract.meta.get("sitename", "") or extract.meta.get("og:site_name", ""),
        genre=extract.genre or genre_of(title.text),
        line_numbers=frozenset(found) | repeated,
        metadata=_metadata(extract, lines, found),
        moderators=tuple(_moderator(line) for line in lines if found.get(line.number) == "byline" and _moderator(line)),
        flags=frozenset(flag for flag, value in (("title_from_name", headline), ("date_from_name", finer)) if value),
    )


def genre_of(title: str) -> Genre:
    """The genre that a title's words tell; other when none does."""
    folded = key_of(title)
    for word, genre in lexicon().genres:
        if word in folded:
            return Genre(genre)
    return Genre.OTHER


def metadata_of(line: PageLine, in_head: bool) -> str:
    """Which metadata a line holds and nothing else (`number`, `date`, `byline`), or an empty string."""
    if len(line.plain) > METADATA_CHARS:
        return ""
    if _NUMBER.fullmatch(line.plain.strip()):
        return "number"
    if line.plain.lower().startswith(starts_of("metadata")) and not line.plain.rstrip().endswith("?"):
        return "byline"
    if in_head and _credits(line.plain):
        return "byline"
    if in_head and any(_PLACE_NAMES.fullmatch(name) for name in line.names[:2]):
        return "place"
    if in_head and (_only_date(line.plain) or _OTHER_NUMBER.fullmatch(line.plain.strip())):
        return "date" if _only_date(line.plain) else "number"
    return ""


def _credits(text: str) -> bool:
    """Whether a line of the head only says who did what (`主持人:安然`): a role and a person, no sentence."""
    role, colon, person = text.partition(":")
    key = key_of(role)
    return (
        bool(colon)
        and (key in lexicon().keys or key in lexicon().moderator or key in lexicon().press)
        and (
            all(map(looks_like_person, re.split(r"[\s、,]+", person.strip())))
            or (key in lexicon().moderator and 2 <= len(person.strip()) <= 4)
        )
    )


def _moderator(line: PageLine) -> str:
    """Who leads the meeting, as a line of the head says; empty when it says something else."""
    role, _, person = line.plain.partition(":")
    return person.strip() if key_of(role) in lexicon().moderator else ""


def _front_matter(extract: Extract, lines: Sequence[PageLine]) -> frozenset[int]:
    """The lines of a page's front matter, its rules included; empty where there is none."""
    end = extract.front.end if extract.front else 0
    return frozenset(line.number for line in lines if line.span.start < end)


def _only_date(text: str) -> bool:
    """Whether a line holds a date or a time and at most two words beside it."""
    dates = find_dates(text)
    rest = text
    for found in reversed(dates):
        rest = rest[: found.span.start] + " " + rest[found.span.end :]
    bare, times = _TIME.subn(" ", rest)
    letters = re.sub(r"\W", "", bare)
    weight = len(letters) + 2 * len(IS_HAN.findall(letters))  # a Han sign says as much as three letters
    return bool(dates or times) and weight <= (BESIDE_DATE if dates else 2) and "?" not in text


def _head_lines(lines: Sequence[PageLine], title: Title) -> tuple[PageLine, ...]:
    """The lines around the title, where dates, numbers and bylines stand."""
    after = max(title.line_numbers, default=0)
    before = [line for line in lines if title.line_numbers and line.number < min(title.line_numbers)][-HEAD_LINES:]
    return (*before, *[line for line in lines if line.number > after][:HEAD_LINES])


def _repeats(line: PageLine, title: str) -> bool:
    """Whether a line repeats the title, both folded."""
    # Marks at the ends, which the key has not, may make the line longer; a shorter one is another.
    return bool(title) and len(line.plain) > 8 and len(line.plain) >= len(title) and key_of(line.plain) == title


def _number(head: Sequence[PageLine]) -> str:
    """The document number of a head, `<n>-DD-MM-YYYY` before other forms."""
    for pattern in (_NUMBER, _OTHER_NUMBER):
        for line in head:
            found = pattern.fullmatch(line.plain.strip())
            if found:
                return next(group for group in found.groups() if group)
    return ""


def _date(extract: Extract, title: Title, number: str, head: Sequence[PageLine], lines: Sequence[PageLine]) -> str:
    """The day of the event: as given, in the title, in the number, in the head, as published, at the end."""
    numbered = _NUMBER.fullmatch(number)
    published = [value for name in _META_DATES if (value := extract.meta.get(name))]
    tail = [line.plain for line in lines[-6:] if _only_date(line.plain)]
    heads = [line.plain for line in head if metadata_of(line, True)]
    texts = (extract.date, title.text, numbered[2] if numbered else "", *heads, *published, *tail)
    found = [date.iso for text in texts for date in find_dates(text, extract.lang)[:1]]
    return next((iso for iso in found if len(iso) == 10), next(iter(found), "") or _iso_only(extract.date))


def _iso_only(given: str) -> str:
    """A bare year given as date."""
    return given if re.fullmatch(r"\d{4}", given) else ""


def _place(title: str, lang: str) -> str:
    """The place in the tail of a title, `…, <place>, <date>`."""
    dates = find_dates(title, lang)
    if not dates or len(re.sub(r"\W|года?|год", "", title[dates[-1].span.end :])) > 3:
        return ""
    parts = re.split(r"[,，(（]", title[: dates[-1].span.start].rstrip(" ,，(（"))
    named = [place for part in parts if (place := _PREPOSITION.sub("", part.strip()))]
    place = named[-1] if len(named) > 1 else ""
    return place if 1 < len(place) <= 40 and len(place.split()) <= 5 and not re.search(r"\d", place) else ""


def _place_in_lines(head: Sequence[PageLine]) -> str:
    """The place of a line `place, date` or `地点: place` in the head."""
    for line in head:
        if len(line.plain) <= 60 and any(_PLACE_NAMES.fullmatch(name) for name in line.names[:2]):
            return line.plain.strip()
        keyed = _PLACE.match(line.plain)
        if keyed:
            return keyed[1].strip()
        if _only_date(line.plain) and (place := _place(line.plain, "")):
            return place
        dated = find_dates(line.plain)
        if len(dated) == 1 and len(line.plain) <= METADATA_CHARS and line.plain[: dated[0].span.start].count(",") == 1:
            lead = line.plain.split(",")[0].strip()
            if (
                lead
                and key_of(lead) not in lexicon().weekdays
                and len(lead.split()) <= 5
                and not re.search(r"\d|:", lead)
                and lead[0].isupper()
            ):
                return lead
    return ""


def _metadata(extract: Extract, lines: Sequence[PageLine], found: Mapping[int, str]) -> Mapping[str, object]:
    """What the format keeps beside the text, and the bylines of the page."""
    bylines = [line.plain for line in lines if found.get(line.number) == "byline"]
    return {**extract.metadata, **({"byline": bylines} if bylines else {})}
