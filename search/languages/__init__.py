"""The languages that the archive knows. A new one: a file like these, and its name in the tuple."""

from search.languages.en import EN
from search.languages.es import ES
from search.languages.language import Language
from search.languages.pt import PT
from search.languages.ru import RU
from search.languages.zh import ZH

LANGUAGES: tuple[Language, ...] = (ZH, PT, RU, EN, ES)
BY_TAG: dict[str, Language] = {language.tag: language for language in LANGUAGES}
