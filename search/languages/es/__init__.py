"""Spanish."""

import re

from search.languages.language import Language, by_endings
from search.scripts import Script

_ENDINGS = (
    (re.compile(r"(?<=\w\w[cst])ion$"), "ión"),
    (re.compile(r"(?<=\w\w\w)logia(s?)$"), r"logía\1"),
)


def respell(word: str) -> str:
    """The accents that the algorithm looks for, put back by rule, so that typing them or not makes one stem."""
    for ending, accented in _ENDINGS:
        word = ending.sub(accented, word)
    return word


ES = Language(
    "es",
    Script.LATIN,
    snowball="spanish",
    respell=respell,
    inflect=by_endings(
        {"o": "o a os as", "és": "és esa eses esas", "ol": "ol ola oles olas", "án": "án ana anes anas"}
    ),
    iso639_2="spa",
    biblatex={"es": "spanish"},
    locales=("es", "es_MX"),
)
