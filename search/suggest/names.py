"""Names that the segmenter's dictionary lacks: those of the glossary that occur in the texts, and names of persons
recognised by their characters.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from search.analysis.analyze import Analyzer
from search.analysis.fold import fold
from search.glossary.glossary import Glossary, Key, NameKind, name_tokens
from search.languages import BY_TAG
from search.model import Document
from search.port.engine import Snapshot
from search.port.lookup import Lookup
from search.query.context import LoweringContext
from search.query.lower import lower
from search.query.parse import parse
from search.query.tree import Quotation, Words
from search.scripts import HAN, IS_HAN
from search.terms import Field, Layer, Part, TermLine

# The hundred commonest surnames (2020 census), then those of the override table in `pinyin`.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤仇区单解查翟缪冼纪宁葛"
)
_LEAST = 3  # passages in which a name stands
_SHARE = 2  # a character that is used so many times as often without the surname is a word of its own
_MOST_NAMES = 5_000
_ROW = re.compile(rf"(?<![^ ])([{''.join(sorted(_SURNAMES))}]) (?=([{HAN}])(?= |$)(?: ([{HAN}])(?= |$))?)")
_WORDS = Field(Part.BODY, Layer.WORDS)

Counted = tuple[str, str, int]  # text, language, passages


@dataclass(frozen=True, slots=True)
class TextVocabulary:
    """The words and the pairs of Han characters of some texts."""

    words: Container[str]
    pairs: Container[str]

    def holds(self, key: Key) -> bool:
        """Whether each word and each pair of a name stands somewhere: a cheap no for most names."""
        for at, unit in enumerate(key):
            if not IS_HAN.match(unit):
                if unit not in self.words:
                    return False
            elif at + 1 < len(key) and IS_HAN.match(key[at + 1]) and unit + key[at + 1] not in self.pairs:
                return False
        return bool(key)


def vocabulary_of(documents: Iterable[Document], analyzer: Analyzer) -> TextVocabulary:
    """The vocabulary of documents: of titles, speakers, passages and turns."""
    words: set[str] = set()
    pairs: set[str] = set()
    for document in documents:
        spans = chain(*(passage.spans for passage in document.passages), *(turn.paragraphs for turn in document.turns))
        of_speakers = (text for who in document.speakers for text in (who.name, who.role, who.outlet))
        title = document.title_text or document.title.of(document.text)
        for text in {title, *of_speakers, *(span.of(document.text) for span in spans)}:
            layers = analyzer.index_terms(text).layers
            words.update(layers[Layer.EXACT][0])
            pairs.update(layers[Layer.GRAMS][0])
    return TextVocabulary(words, pairs)


def glossary_names(
    snapshot: Snapshot,
    analyzer: Analyzer,
    glossary: Glossary,
    standing: TextVocabulary,
    counted: Mapping[str, int],
    changed: TextVocabulary,
) -> Iterator[Counted]:
    """The full names and abbreviations of the glossary of which every part stands in a body, with their language and
    passages, which may be none. Those that were `counted` before are looked for when they may stand in what changed."""
    how = LoweringContext(analyzer)
    found = (aliases for key, aliases in glossary.aliases.items() if standing.holds(key))
    for alias in {alias.text: alias for aliases in found for alias in aliases}.values():
        if (
            alias.kind not in (NameKind.NAME, NameKind.ABBR)
            or "~" in alias.text
            or alias.text in alias.entry.unsearched
        ):
            continue
        count = counted.get(alias.text)
        if count is None or _may_stand(alias.text, changed):
            tree = parse(alias.text).tree
            if not isinstance(tree, Words):
                continue
            count = snapshot.search(Lookup(lower(Quotation(alias.text, tree.span), how).node, limit=0)).total
        yield alias.text, BY_TAG[alias.lang].text_tag or alias.lang, count


def _may_stand(name: str, changed: TextVocabulary) -> bool:
    """Whether a name may stand in what changed: one with figures may be written there in another way."""
    units = tuple(unit.text for unit in name_tokens(fold(name)))
    return len(units) < 2 or any(map(str.isdigit, name)) or changed.holds(units)


def name_candidates(words: TermLine) -> set[str]:
    """Surnames with the next one and the next two characters, where these stand in a row and each is a word by itself:
    what the segmenter leaves of a name that it does not know."""
    found: set[str] = set()
    places: list[int] = []
    for match in _ROW.finditer(words.text):
        places = places or words.columns()[1]
        first = words.text.count(" ", 0, match.start())
        surname, second, third = match.groups()
        if places[first + 1] == places[first] + 1:
            found.add(surname + second)
            if third and places[first + 2] == places[first] + 2:
                found.add(surname + second + third)
    return found


def probable_names(
    snapshot: Snapshot, words: Mapping[str, int], grams: Mapping[str, int], beside: Mapping[str, int]
) -> Mapping[str, int]:
    """Names and their passages: surname and one or two characters that hang together: the characters hardly stand
    without the surname before them, and they are no part of a word that the segmenter knows. `grams`: the pairs of
    characters with their passages. `beside`: in how many passages stands what `name_candidates` finds."""
    return dict(_judged(snapshot, words, grams, beside))


def _judged(
    snapshot: Snapshot, words: Mapping[str, int], grams: Mapping[str, int], beside: Mapping[str, int]
) -> Iterator[tuple[str, int]]:
    han = [word for word in words if IS_HAN.match(word)]
    in_words = {word[at : at + size] for word in han for size in (2, 3) for at in range(len(word) - size + 1)}
    common = ((pair, units) for pair, units in grams.items() if units >= _LEAST and len(pair) == 2)
    pairs = {pair: units for pair, units in common if pair not in in_words and IS_HAN.match(pair)}
    frequencies = snapshot.frequencies({(_WORDS, sign) for pair in pairs for sign in pair})
    alone = {sign for (_, sign), passages in frequencies.items() if passages >= _LEAST}
    following: dict[str, list[str]] = {}
    for pair in pairs:
        if alone.issuperset(pair):
            following.setdefault(pair[0], []).append(pair[1])
    named = [pair for pair in pairs if pair[0] in _SURNAMES and alone.issuperset(pair)]
    for pair in sorted(named, key=lambda pair: (-pairs[pair], pair))[:_MOST_NAMES]:
        both, longer = beside.get(pair, 0), False
        if both < _LEAST:
            continue
        for sign in following.get(pair[1], ()):
            apart = pairs[pair[1] + sign]
            if pair + sign in in_words or apart >= both * _SHARE:
                continue
            count = beside.get(pair + sign, 0)
            if count >= _LEAST and apart < count * _SHARE:
                longer = True
                yield pair + sign, count
        if not longer and frequencies[_WORDS, pair[1]] < both * _SHARE:
            yield pair, both
