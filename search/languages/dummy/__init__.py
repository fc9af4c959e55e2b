"""A language that nobody speaks, to copy: not in LANGUAGES. A new language needs this file and `words.yaml`.

`labels.yaml` tells the labels of its pages; a language without it is searched, and its pages are read like others.
`sample.yaml` is what `tests/search/languages` asks of it.
"""

from search.languages.language import Language
from search.scripts import Script

DUMMY = Language(
    "dummy",
    Script.LATIN,
    snowball="esperanto",  # one of Stemmer.algorithms()
    iso639_2="art",
    biblatex={"dummy": "esperanto"},
)
