"""English."""

from search.languages.language import Language
from search.scripts import Script

EN = Language("en", Script.LATIN, snowball="english", iso639_2="eng", biblatex={"en": "english"}, locales=("en",))
