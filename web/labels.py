"""Numbers, dates, and the names of languages, kinds and roles, in the interface language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date

from babel.dates import format_date, format_skeleton
from flask import Flask, g
from markupsafe import Markup

from search.analysis.identify import identify
from search.filters import FILTER, ValueKind
from search.languages import BY_TAG
from search.model import Role
from search.scripts import Script
from web.i18n import N_, Interface, gettext

_THIN = "\u202f"  # narrow no-break space: groups thousands alike in every language
_PARTS = {4: "y", 7: "yMMMM"}

GENRES = FILTER["genre"].values
KINDS = FILTER["kind"].values
ROLES: Mapping[str, str] = {
    Role.QUESTION: N_("Question"),
    Role.ANSWER: N_("Answer"),
    Role.STATEMENT: N_("Statement"),
    Role.MODERATOR: N_("Moderator"),
}
LETTERS: Mapping[str, str] = {
    Role.QUESTION: N_("Q"),
    Role.ANSWER: N_("A"),
    Role.STATEMENT: N_("S"),
    Role.MODERATOR: N_("M"),
}
REASONS: Mapping[str, str] = {
    "menu": N_("menu"),
    "breadcrumb": N_("where the page stands on its site"),
    "share": N_("share buttons"),
    "counter": N_("counter"),
    "pager": N_("links to other pages"),
    "related": N_("related pages"),
    "footer": N_("foot of the page"),
    "media": N_("player of a recording"),
    "metadata": N_("date, number or byline"),
    "caption": N_("caption"),
    "other": N_("page furniture"),
}
MATCHES: Mapping[str, str] = {
    "all": N_("forms, script and names"),
    "forms": N_("forms and script"),
    "exact": N_("exactly as typed"),
}
SORTS: Mapping[str, str] = {"relevance": N_("Relevance"), "newest": N_("Newest"), "oldest": N_("Oldest")}
MARKS: Mapping[str, str] = {
    "literal": N_("literal"),
    "form": N_("word form or script"),
    "name": N_("name in translation"),
}
PLACES: Mapping[str, str] = {
    "title": N_("in the title"),
    "speaker": N_("in the speaker’s name"),
    "pair": N_("in the other half of the exchange"),
}


def install(app: Flask) -> None:
    """Give templates the filters of this module."""
    filters: dict[str, Callable[..., str]] = {
        "number": number,
        "day": lambda iso, width="medium": day(iso, g.interface, width),
        "language": lambda tag: language(tag, g.interface),
        "spoken": lambda text: spoken(text, g.interface),
    }
    app.jinja_env.filters.update(filters)
    tables = ("GENRES", "KINDS", "ROLES", "LETTERS", "REASONS", "MATCHES", "SORTS", "MARKS", "PLACES")
    app.jinja_env.globals.update({name: globals()[name] for name in tables})
    app.jinja_env.globals.update(
        value_text=value_text,
        filter_text=lambda one: filter_text(one.name, one.value, one.label, one.chip),
    )


def number(value: int) -> str:
    """A count, its thousands grouped by a narrow space."""
    return f"{value:,}".replace(",", _THIN)


def day(iso: str, interface: Interface, width: str = "medium") -> str:
    """An ISO date, as precise as known, in the interface language; as it stands when it is none."""
    try:
        if len(iso) in _PARTS:
            start = date.fromisoformat((iso + "-01-01")[:10])
            return format_skeleton(_PARTS[len(iso)], start, locale=interface.locale)
        # CLDR writes 18/09/2031 in Portuguese, which an American reads otherwise; a month's name nobody misreads.
        style = "d MMM y" if width == "medium" and interface.base == "pt" else width
        return format_date(date.fromisoformat(iso), style, locale=interface.locale)
    except ValueError:
        return iso


def language(tag: str, interface: Interface) -> str:
    """The name of a record's language in the interface language: 葡萄牙语, chinês simplificado."""
    names, key = interface.locale.languages, tag.replace("-", "_")
    base, _, rest = key.partition("_")
    if key in names or base not in names:
        return str(names.get(key, tag or names.get("und", "")))
    place = interface.locale.territories.get(rest) or interface.locale.scripts.get(rest) or rest
    return f"{names[base]} ({place})" if interface.base != "zh" else f"{names[base]}（{place}）"


def value_text(name: str, value: str, label: str = "") -> str:
    """What the value of a filter is called; `label` is the name of a person."""
    row = FILTER[name]
    if row.kind is ValueKind.TAG:
        return language(value, g.interface)
    if row.is_date:
        return day(value, g.interface)
    return gettext(row.values[value]) if value in row.values else label or value


def filter_text(name: str, value: str, label: str = "", chip: str = "") -> str:
    """What a filter in force is called: `chip` with the value for its placeholder, else the value alone."""
    text = value_text(name, value, label)
    return gettext(chip) % defaultdict(lambda: text) if chip else text


def spoken(text: str, interface: Interface) -> Markup:
    """The `lang` attribute of a name or query in another script than the interface, so that a voice can read it and
    fonts fit. Latin letters tell too little of a language in so few words: no attribute."""
    tag = identify(text)
    base = tag.partition("-")[0]
    foreign = base != interface.base and base in BY_TAG and BY_TAG[base].script is not Script.LATIN
    return Markup(' lang="{}"').format(tag) if foreign else Markup("")
