"""Page furniture: which lines are menus, share bars, counters, captions, and not the text of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from indexer.readers.extract import Block, Region
from indexer.segment.lexicon import key_of, lexicon, starts_of
from indexer.segment.lines import PageLine

SENTENCE_CHARS = 20  # a shorter line that ends as a sentence does not yet show where the body is
BODY_CHARS = 40  # a line this long without links is text wherever it stands
START_CHARS = 120  # a line that begins as furniture but runs longer is text
LINKED = 0.6  # share of linked characters from which a line is a link with trimmings
CORE_SHARE = 0.9  # the innermost container that holds this share of the text is the body's

_REGIONS = {
    Region.NAV: "menu", Region.HEADER: "menu", Region.FOOTER: "footer", Region.ASIDE: "related", Region.FORM: "form",
}  # fmt: skip


def _class_names(words: str) -> re.Pattern[str]:
    """A class or id name that is one of `words`, or has it as a part between hyphens or underscores."""
    return re.compile(rf"(?:.*[-_])?(?:{words})(?:[-_].*)?")


_NAMED = (
    ("breadcrumb", _class_names("bread-?_?crumbs?|crumbs?|daohang|trilha|migalhas|rastro")),
    ("share", _class_names("share|sharing|social|bdshare.*|addthis.*")),
    ("related", _class_names("related|recommend(?:ed)?|hot-?news|xgnews|sidebar|widget|tags?|tagcloud")),
    ("pager", _class_names("pager|pagination|prev-?next|post-navigation")),
    ("footer", _class_names("foot|footer|copyright|copy")),
    ("menu", _class_names("nav|navbar|naver|menu|lang|lan|langs|language-?s?|top-?bar|search.*")),
    ("other", _class_names("cookies?|banner|popup|modal|subscribe|hidden|sr-only|advert.*")),
)
# Signs between the parts of a trail from the first page to this one, and between those of a bar of tools.
# A plain line has straight quotation marks for all others, guillemets among them.
_STEPS, _ROW = re.compile(r"\s*[›>＞]\s*|\s+\"\s+"), re.compile(r"\s*[|｜·•]\s*")
_FRAME = _class_names("foot|footer|copyright|nav|navbar|menu|sidebar")
_WORD = re.compile(r"[^\W_]")
_MARKUP = re.compile(r"\{%.*%\}|</?\w+[^>]*>|\w+=\\*\".*>")
_FRONT_MATTER = re.compile(r"---\s.*:.*\s---(?:\s*\{%.*%\})?")
_REASONS = ("menu", "breadcrumb", "share", "counter", "pager", "footer", "metadata", "caption")
_ANYWHERE = ("share", "pager", "caption", "counter", "other", "metadata")
_CAPTION_NAMES = _class_names("caption|figcaption|legenda|credit")


def find_chrome(lines: Sequence[PageLine], title_line: int) -> Mapping[int, str]:
    """Line number -> why it is furniture, for `lines` in order. A line that reads as running text never is.

    `title_line` is the number of the line of the title, 0 when it does not stand in the text.
    """
    if not lines:
        return {}
    laid_out = any(line.paragraph >= 0 for line in lines)
    found = _by_layout(lines, title_line) if laid_out else {}
    rest = [line for line in lines if line.number not in found]
    return {**found, **_by_words(rest, laid_out)}


def frame_of(lines: Sequence[PageLine]) -> frozenset[int]:
    """Numbers of the lines that stand in the page's frame by element or class name: contact cards there are the
    site's."""
    furnished = _furniture_regions(lines)
    return frozenset(
        line.number
        for line in lines
        if line.region in furnished or any(_FRAME.fullmatch(name) for name in line.names)
    )  # fmt: skip


def _leftover(line: PageLine) -> str:
    """The reason of a line without a word, or of markup and front matter that lost their place; else empty."""
    if not _WORD.search(line.plain) or key_of(line.plain) in lexicon().ends or _MARKUP.fullmatch(line.plain.strip()):
        return "other"
    return "metadata" if _FRONT_MATTER.fullmatch(line.plain.strip()) else ""


def is_text(line: PageLine) -> bool:
    """Whether a line reads as running text: it ends as a sentence or is long, and is not mostly links."""
    length = len(line.plain.strip())
    return line.linked < LINKED and (length >= 2 * BODY_CHARS or (length >= SENTENCE_CHARS and line.ends_sentence))


def named_reason(line: PageLine) -> str:
    """What the words of a line alone say it is: a furniture word, or the beginning of one; else empty."""
    key = key_of(line.plain)
    if key in lexicon().furniture:
        return lexicon().furniture[key]
    folded = line.plain.strip().lower()
    if len(folded) > START_CHARS:
        return ""
    begun = next((reason for reason in _REASONS if folded.startswith(starts_of(reason))), "")
    return begun or _bar_reason(line.plain.strip())


def _bar_reason(text: str) -> str:
    """What a line of short parts is: a trail that begins at the first page, or a bar with two furniture words."""
    steps = [key_of(part) for part in _STEPS.split(text)]
    if len(steps) > 1 and lexicon().furniture.get(steps[0]) == "menu":
        return "breadcrumb"
    reasons = [reason for part in _ROW.split(text) if (reason := lexicon().furniture.get(key_of(part)))]
    return reasons[0] if len(reasons) > 1 else ""


def _by_words(lines: Sequence[PageLine], laid_out: bool) -> dict[int, str]:
    """Furniture by its words, before the first and after the last line of running text; what follows a furniture
    line after the text and reads as no sentence goes with it."""
    texts = [at for at, line in enumerate(lines) if is_text(line)]
    first, last = (texts[0], texts[-1]) if texts else (len(lines), -1)
    found: dict[int, str] = {}
    following = ""
    for at, line in enumerate(lines):
        reason = named_reason(line) or _leftover(line)
        if first < at <= last and not line.linked > LINKED and not laid_out and reason not in _ANYWHERE:
            continue
        if reason:
            found[line.number] = reason
            following = "caption" if reason == "media" else "other" if _WORD.search(line.plain) else following
        elif at > last and following and texts and not line.ends_sentence and len(line.plain) <= 2 * BODY_CHARS:
            found[line.number] = following
    return found


def _by_layout(lines: Sequence[PageLine], title_line: int) -> dict[int, str]:
    """Furniture by element, class names, links, and distance from the container that holds the text."""
    core = _core(lines)
    furnished = _furniture_regions(lines)
    inside = [line.number for line in lines if _within(line, core) and is_text(line)]
    found: dict[int, str] = {}
    for line in lines:
        if line.number == title_line:
            continue
        reason = _layout_reason(line, core, furnished)
        if reason == "outside":
            reason = "" if is_text(line) and not line.linked else _outside_reason(line, inside)
        if reason:
            found[line.number] = reason
    return found


def _layout_reason(line: PageLine, core: tuple[str, ...], furnished: frozenset[Region]) -> str:
    """Why a line is furniture by where it stands; `outside` when only its distance from the text speaks against it."""
    if line.block is Block.CAPTION or any(_CAPTION_NAMES.fullmatch(name) for name in line.names[:3]):
        return "caption"
    if line.region in furnished and not (line.region is Region.HEADER and _within(line, core)):
        return _REGIONS[line.region]
    depth = len(line.names) - len(core) if _within(line, core) else len(line.names)
    named = next((reason for name in line.names[:depth] for reason, pattern in _NAMED if pattern.fullmatch(name)), "")
    if named and not (is_text(line) and _within(line, core)):
        return named
    if line.linked >= LINKED and not line.ends_sentence and len(line.plain) <= 2 * BODY_CHARS:
        return named_reason(line) or "related"
    return "" if _within(line, core) else "outside"


def _outside_reason(line: PageLine, inside: Sequence[int]) -> str:
    """The reason of a line that stands outside the body's container."""
    reason = named_reason(line)
    if reason:
        return reason
    return "menu" if inside and line.number < inside[0] else "other"


def _core(lines: Sequence[PageLine]) -> tuple[str, ...]:
    """The names of the innermost container that holds most of the running text; empty for the whole page."""
    weights: Counter[tuple[str, ...]] = Counter()
    total = 0
    for line in lines:
        if is_text(line) and line.region in (Region.MAIN, Region.HEADER, Region.FORM):
            total += len(line.plain)
            for at in range(len(line.names) + 1):
                weights[line.names[at:]] += len(line.plain)
    holding = [chain for chain, weight in weights.items() if weight >= CORE_SHARE * total]
    return max(holding, key=len, default=())


def _within(line: PageLine, core: tuple[str, ...]) -> bool:
    """Whether a line stands in the container."""
    return not core or line.names[-len(core) :] == core


def _furniture_regions(lines: Sequence[PageLine]) -> frozenset[Region]:
    """The regions that are furniture on this page: some pages wrap all their text in a form or an aside."""
    weights: Counter[Region] = Counter()
    for line in lines:
        if is_text(line) and line.linked < 0.2:
            weights[line.region] += len(line.plain)
    total = sum(weights.values())
    return frozenset(region for region in _REGIONS if weights[region] <= 0.3 * total)
