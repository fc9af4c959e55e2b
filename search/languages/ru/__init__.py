"""Russian. Any Cyrillic run is stemmed as Russian."""

from search.languages.language import Language
from search.languages.ru.declension import decline, inflect
from search.scripts import Script

RU = Language(
    "ru",
    Script.CYRILLIC,
    snowball="russian",
    # .2-.3 beside the stem was best on questions and headlines (XQuAD-ru, news titles); .5 lost .007 on the latter
    exact_weight=0.25,
    foreign_letters="іїєґ",
    decline=decline,
    inflect=inflect,
    iso639_2="rus",
    biblatex={"ru": "russian"},
    locales=("ru",),
)
