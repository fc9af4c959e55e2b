"""Every kind of page a reader meets, as addresses of the sample archive."""

from __future__ import annotations

from collections.abc import Mapping

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

# A name in braces is an address that another page links to: see `_LINKED`.
PAGES: Mapping[str, str] = {
    "start": "/",
    "results": "/search?q=单证 过渡期",
    "narrowed results": "/search?q=quota de pesca&lang=pt&genre=interview&to=2025",
    "results by document": "/search?q=口岸&group=document&sort=oldest&page=2&size=3",
    "a month": "/search?from=2025-09&to=2025-09",
    "contact cards": "/search?q=Fax&kind=contact",
    "repaired query": "/search?q=(单证 字段:词",
    "did you mean": "/search?q=trasnporte",
    "nothing found": "/search?q=单证 鲸鱼座&lang=ru&from=2025",
    "document": "{document}",
    "document with matches and a citation": "{citation}",
    "side by side": "{beside}",
    "no other version": "{nothing beside}",
    "concordance": "/concordance?q=单证&order=right",
    "concordance, empty": "/concordance",
    "trends": "/trends?q=口岸&q=porto&by=language&per=month&unit=count",
    "trends, empty": "/trends",
    "help": "/help",
    "about": "/about",
    "interface for programs": "/api",
    "no such page": "/nowhere",
    "an address not understood": "/search?to=2031-13-05&colour=red",
}
# name -> the page that links to it, and the link
_LINKED = {
    "document": ("/search?q=单证 过渡期", ".hit h2 a"),
    "citation": ("/search?q=单证 过渡期", ".acts a[href*='cite=']"),
    "beside": ("/search?q=单证 过渡期&genre=press_conference", ".acts a[href*='/with/']"),
}


def address(browser: Chrome, sample: str, kind: str) -> str:
    """The address of a kind of page, without the site."""
    path = PAGES[kind]
    if not path.startswith("{"):
        return path
    name = path.strip("{}")
    source, selector = _LINKED["document" if name == "nothing beside" else name]
    browser.get(sample + source)
    found = str(browser.find_element(By.CSS_SELECTOR, selector).get_attribute("href")).removeprefix(sample)
    if name == "nothing beside":
        return found.partition("?")[0].partition("#")[0] + "/with/fr"
    return found.partition("#")[0] if name == "document" else found


def preferring(path: str, **preferences: str) -> str:
    """An address with preferences: the interface language, the theme."""
    head, mark, anchor = path.partition("#")
    asked = "&".join(f"{name}={value}" for name, value in preferences.items())
    return f"{head}{'&' if '?' in head else '?'}{asked}{mark}{anchor}"
