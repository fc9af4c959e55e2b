"""Portuguese, of either side of the Atlantic."""

import re

from search.languages.language import Language, by_endings
from search.scripts import Script

# Plurals in -eis of singulars in unstressed -il, which no rule can tell from those in -el.
_IL_PLURALS = (
    "faceis dificeis uteis inuteis frageis ageis hosteis debeis doceis estereis ferteis repteis texteis fosseis"
)
_IRREGULAR = {
    word: word[:-3] + "il" for word in (*_IL_PLURALS.split(), "volateis", "versateis", "portateis", "projeteis")
}
_IRREGULAR |= {
    "caes": "cão",
    "cao": "cão",
    "paes": "pão",
    "pao": "pão",
    "maos": "mão",
    "mao": "mão",
    "acoes": "ação",
    "acao": "ação",
    "leis": "lei",
    "reis": "rei",
}

# Endings that Snowball knows only with their accents, and plurals that it leaves apart from their singular.
# On accentless words this ranks as accented words do: Pira .8647 for .8617, SQuAD-pt .7704 for .7705 (dev halves).
_ENDINGS = (
    (re.compile(r"(?<=\w)c(?:ao|oes)$"), "ção"),
    (re.compile(r"(?<=\w)oes$|(?<=\w\w)aes$"), "ão"),
    (re.compile(r"(?<=\w\w)sao$"), "são"),
    (re.compile(r"(?<=\w\w)encia(s?)$"), r"ência\1"),
    (re.compile(r"(?<=\w\w)ancias?$"), "ância"),
    (re.compile(r"(?<=\w\w)logia(s?)$"), r"logía\1"),
    (re.compile(r"(?<=\w\w)ave(?:l|is)$"), "ável"),
    (re.compile(r"(?<=\w\w)ive(?:l|is)$"), "ível"),
    (re.compile(r"(?<=\w\w)([aeou])is$"), r"\1l"),
    (re.compile(r"(?<=\w[b-df-hj-np-tv-z])is$"), "il"),
    (re.compile(r"(?<=\w\w)ns$"), "m"),
)
# What some rule may rewrite ends so: most words do not.
_ENDS = tuple("cao oes aes sao encia encias ancia ancias logia logias avel ivel is ns".split())


def respell(word: str) -> str:
    """The accents that the algorithm looks for, put back by rule, so that typing them or not makes one stem."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, accented in _ENDINGS if word.endswith(_ENDS) else ():
        word = ending.sub(accented, word)
    return word


PT = Language(
    "pt",
    Script.LATIN,
    snowball="portuguese",
    respell=respell,
    inflect=by_endings(
        {
            "o": "o a os as",
            "ês": "ês esa eses esas",
            "ol": "ol ola óis olas",
            "ão": "ão ã ães ãs",
            "eu": "eu eia eus eias",
            "ê": "ê ês",
        }
    ),
    iso639_2="por",
    biblatex={"pt": "portuguese", "pt-BR": "brazilian"},
    locales=("pt", "pt_PT"),
)
