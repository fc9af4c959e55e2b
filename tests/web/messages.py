"""The messages that templates and code of the interface hold, as gettext finds them."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

from search.filters import FILTERS

WEB = Path(__file__).resolve().parents[2] / "web"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None}


def messages() -> Catalog:
    """Every message of the interface, with its context and plural."""
    catalogue = Catalog()
    for _, _, message, _, context in extract_from_dir(WEB, METHODS, keywords=KEYWORDS):
        catalogue.add(message, context=context)
    for row in FILTERS:
        for text in filter(None, (row.about, row.chip, row.heading, *row.values.values())):
            catalogue.add(text)
    return catalogue
