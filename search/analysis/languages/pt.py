"""Portuguese, of either side of the Atlantic."""

import re

from search.analysis.language import Language, read_stop_words
from search.analysis.runs import Script

# Endings that Snowball knows only with their accents, and plurals that it leaves apart from the singular.
_ENDINGS = (
    (re.compile(r"(?<=\w)[cç](?:ao|oes)$"), "ção"),
    (re.compile(r"(?<=\w)oes$|(?<=\w\w)aes$"), "ao"),
    (re.compile(r"(?<=\w\w)([ae])nci(as?)$"), r"\1nci\2"),
    (re.compile(r"(?<=\w\w)avel$|(?<=\w\w)aveis$"), "ável"),
    (re.compile(r"(?<=\w\w)ivel$|(?<=\w\w)iveis$"), "ível"),
)


def respell(word: str) -> str:
    """The accents that the algorithm looks for, put back by rule, so that typing them or not makes one stem."""
    for ending, accented in _ENDINGS:
        word = ending.sub(accented, word)
    return word


PT = Language(tag="pt", script=Script.LATIN, stop_words=read_stop_words("pt"), snowball="portuguese", respell=respell)
