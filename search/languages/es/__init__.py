"""Spanish."""

import re

from search.languages.language import Language, read_stop_words
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


ES = Language(tag="es", script=Script.LATIN, stop_words=read_stop_words("es"), snowball="spanish", respell=respell)
