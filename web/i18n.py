"""The interface in several languages, by gettext.

Catalogues are the plain `.po` files that translators and their tools know; they are read at start-up and kept in
memory, so a bare checkout needs no compile step. A message's id is its English text, so English needs no catalogue.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from importlib.resources import files

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, current_app, g

CATALOGUES = files("web") / "locale"
_DOMAIN = "wenda"


@dataclass(frozen=True, slots=True)
class Interface:
    """A language of the interface: its tag, its own name, and how dates and numbers are written."""

    tag: str
    name: str
    locale: Locale

    @property
    def base(self) -> str:
        """The language without script or region: zh, pt, ru, en."""
        return self.tag.partition("-")[0]


INTERFACES: tuple[Interface, ...] = (
    Interface("zh-Hans", "简体中文", Locale("zh", script="Hans")),
    Interface("zh-Hant", "繁體中文", Locale("zh", script="Hant")),
    Interface("pt-PT", "Português (Portugal)", Locale("pt", "PT")),
    Interface("pt-BR", "Português (Brasil)", Locale("pt", "BR")),
    Interface("en", "English", Locale("en", "GB")),
    Interface("ru", "Русский", Locale("ru")),
)
BY_TAG: Mapping[str, Interface] = {interface.tag: interface for interface in INTERFACES}
DEFAULT = BY_TAG["en"]
# What browsers send, where the region decides and not the language: https://www.rfc-editor.org/rfc/rfc4647
_ALIASES = {"zh": "zh-Hans", "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant", "pt": "pt-PT"}


def N_(message: str) -> str:
    """The message itself; marks it for the catalogues where it is written far from where it is shown."""
    return message


def install(app: Flask) -> None:
    """Read the catalogues and give templates `_`, `ngettext` and `pgettext`."""
    app.extensions["wenda.translations"] = {interface.tag: _translations(interface.tag) for interface in INTERFACES}
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the extension
        gettext=lambda message: _current(app).gettext(message),
        ngettext=lambda one, many, n: _current(app).ngettext(one, many, n),
        pgettext=lambda context, message: _current(app).pgettext(context, message),
        newstyle=True,
    )


def _current(app: Flask) -> NullTranslations:
    translations: NullTranslations = app.extensions["wenda.translations"][g.interface.tag]
    return translations


def gettext(message: str, **values: str) -> str:
    """A message in the interface language of the request, its placeholders filled."""
    text = _current(current_app).gettext(message)
    return text % values if values else text


def negotiate(accepted: list[str]) -> Interface:
    """The interface for a browser's languages, dearest first: `zh-TW` reads traditional, `pt-AO` European."""
    for tag in accepted:
        wanted = tag.lower()
        while wanted:
            wanted = _ALIASES.get(wanted, wanted).lower()
            for interface in INTERFACES:
                if interface.tag.lower() == wanted:
                    return interface
            wanted = wanted.rpartition("-")[0]
    return DEFAULT


def _translations(tag: str) -> NullTranslations:
    """A catalogue as gettext's own object; the empty one for English."""
    source = CATALOGUES / tag / f"{_DOMAIN}.po"
    if not source.is_file():
        return NullTranslations()
    with source.open("rb") as text:
        catalogue = read_po(text, domain=_DOMAIN)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled, domain=_DOMAIN)
