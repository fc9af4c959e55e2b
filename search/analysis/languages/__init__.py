"""The languages that the archive knows. A new one: a file like these, and its name in the tuple."""

from search.analysis.language import Language
from search.analysis.languages.en import EN
from search.analysis.languages.es import ES
from search.analysis.languages.pt import PT
from search.analysis.languages.ru import RU
from search.analysis.languages.zh import ZH

LANGUAGES: tuple[Language, ...] = (ZH, PT, RU, EN, ES)
BY_TAG: dict[str, Language] = {language.tag: language for language in LANGUAGES}
