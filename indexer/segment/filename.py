"""Date and title of a page from the name of its file, where the page has none."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache

from search.analysis.fold import plain_text
from search.dates import find_dates, iso_date
from search.scripts import IS_HAN

HEADLINE_WORDS = 3  # fewer words, or Han signs by half, name a file rather than what it says
LONGEST_ACRONYM = 5  # letters; longer words in capitals are shouted
FIRST_YEAR = 1900  # no press conference is older; numbers that look like earlier years are numbers

_YEAR = r"(?:19|20)\d\d"
_NUMERIC = re.compile(
    rf"(?<!\d)(?:(?P<y>{_YEAR})(?P<s>[-_.]?)(?P<m>\d\d)(?P=s)(?P<d>\d\d)|(?P<d2>\d\d)([-_.])(?P<m2>\d\d)\6(?P<y2>{_YEAR}))(?!\d)"
)
_SIGNS = re.compile(r"[-_.\s]+")
_SUFFIX = re.compile(r"\.[A-Za-z]{2,5}$")
_FOLDERS = re.compile(rf"(?:^|/)({_YEAR})[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?(?=/)")
_NUMBERED = re.compile(r"(?=\w*\d)\w{5,}")  # the number under which a site keeps the page
_WORD = re.compile(r"[^\W_]+")
_INSIDE = re.compile(r"[\w,] $")
_LATIN_WORDS = re.compile(r"[^\W\d_]+")
_plain = lru_cache(maxsize=20_000)(plain_text)


def date_in_name(path: str) -> str:
    """The one date in a file's name (`2031-07-18-title.html`, `20310718`), else in its folders (`/2031/07/`, then a
    month); ISO. Empty when there is none, or several."""
    folders, _, name = path.rpartition("/")
    name = _SUFFIX.sub("", name)
    numeric = {
        iso_date(int(day["y"] or day["y2"]), int(day["m"] or day["m2"]), int(day["d"] or day["d2"]))
        for day in _NUMERIC.finditer(name)
    }
    worded = {date.iso for date in find_dates(_SIGNS.sub(" ", _NUMERIC.sub(" ", name)))}
    days = {iso for iso in numeric | worded if len(iso) == 10 and int(iso[:4]) >= FIRST_YEAR}
    if days:
        return days.pop() if len(days) == 1 else ""
    dated = {iso_date(int(path[1]), int(path[2]), int(path[3] or 0)) for path in _FOLDERS.finditer(folders + "/")}
    return dated.pop() if len(dated) == 1 else ""


def title_in_name(path: str, text: str, fewest: int = HEADLINE_WORDS) -> str:
    """A file's name as a headline, without suffix, date and numbers: empty when it has less than `fewest` words (or
    twice as many Han signs). Words that stand in the page's `text` are written as there, with accents and capitals."""
    words = _words_of_name(path)
    telling = [word for word in words if len(word) > 1 and not word.isdigit()]
    signs = sum(len(IS_HAN.findall(word)) for word in telling)
    if len(telling) < fewest and signs < 2 * fewest:
        return ""
    return "" if all(word.isupper() for word in telling) else _readable(words, text)


def _words_of_name(path: str) -> list[str]:
    """The words of a file's name behind its date, without the page's number at the end."""
    name = _SUFFIX.sub("", path.rpartition("/")[2])
    dated = _NUMERIC.search(name)
    words = _WORD.findall(name[dated.end() :] if dated and _WORD.search(name[dated.end() :]) else name)
    while words and _NUMBERED.fullmatch(words[-1]) and not IS_HAN.search(words[-1]):
        words.pop()
    return words


def _readable(words: list[str], text: str) -> str:
    """The words with the page's accents and capitals, the first with a capital."""
    written = _written(text)
    shown = " ".join(written.get(_plain(word), word) for word in words)
    return shown[:1].upper() + shown[1:]


def _written(text: str) -> Mapping[str, str]:
    """Plain form of each word of a text -> how it is written there. Accents only where it never stands without them;
    a capital where it has one inside sentences, or always and often; a whole word in capitals where it never has
    another form."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for match in _LATIN_WORDS.finditer(text):
        word = match[0]
        inside = bool(_INSIDE.search(text, max(0, match.start() - 2), match.start()))
        forms[_plain(word)][word] += 2 if inside else 1
    return {plain: _form(plain, counted) for plain, counted in forms.items()}


def _form(plain: str, counted: Mapping[str, int]) -> str:
    """The best of a word's forms. `counted`: one point for each place, two inside a sentence."""
    bare = {word: count for word, count in counted.items() if word.lower() == plain}
    forms = bare or counted
    mixed = {word: count for word, count in forms.items() if not (word.isupper() and len(word) > 1)}
    if not mixed:
        best = max(forms, key=lambda word: (forms[word], word))
        return best if len(best) <= LONGEST_ACRONYM else best.capitalize()
    best = max(mixed, key=lambda word: (mixed[word], word.islower(), word))
    return best if mixed[best] >= 2 else best.lower()
