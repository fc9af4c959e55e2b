"""The languages that the archive knows, in the order of their weight and of showing. A new one is a folder like these,
and a row."""

from search.languages.en import EN
from search.languages.es import ES
from search.languages.language import Language
from search.languages.pt import PT
from search.languages.ru import RU
from search.languages.zh import ZH
from search.scripts import Script

LANGUAGES: tuple[Language, ...] = (ZH, PT, RU, EN, ES)
BY_TAG: dict[str, Language] = {language.tag: language for language in LANGUAGES}
TAGS = tuple(BY_TAG)
LATIN_TAGS = frozenset(language.tag for language in LANGUAGES if language.script is Script.LATIN)


def every_word(name: str) -> tuple[str, ...]:
    """The words of one list in all languages, each once."""
    return tuple(dict.fromkeys(word for language in LANGUAGES for word in language.words(name)))
