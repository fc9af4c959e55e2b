"""axe-core finds nothing on any kind of page, in any interface language, theme and width.

Each kind of page is looked at in all six interface languages and in all six pairs of theme and width, so that any two
of these meet at least once. WENDA_TEST_AXE=all looks at all their combinations: `make axe`.
"""

from __future__ import annotations

import os
from itertools import product

import pytest
from selenium.webdriver import Chrome

from tests.browser.conftest import screen
from tests.browser.pages import PAGES, address, preferring
from web.i18n import INTERFACES

TAGS = tuple(interface.tag for interface in INTERFACES)
THEMES = ("light", "dark")
WIDTHS = (390, 820, 1440)
RUN = """
const done = arguments[0], on = {enabled: true};
axe.run({resultTypes: ['violations'], rules: {'target-size': on, 'label-content-name-mismatch': on,
                                              'focus-order-semantics': on, 'css-orientation-lock': on}})
  .then(found => done(found.violations.map(rule => [rule.id, rule.nodes.slice(0, 3).map(node => node.html)])));
"""
View = tuple[str, str, int]


def views(number: int) -> list[View]:
    """Interface, theme and width for the kind of page with that number."""
    if os.environ.get("WENDA_TEST_AXE") == "all":
        return list(product(TAGS, THEMES, WIDTHS))
    return [
        (tag, THEMES[(number + place) % 2], WIDTHS[(number // 2 + place // 2) % 3]) for place, tag in enumerate(TAGS)
    ]


def test_any_two_of_page_language_theme_and_width_meet() -> None:
    met = {(kind, *view) for number, kind in enumerate(PAGES) for view in views(number)}
    factors = (tuple(PAGES), TAGS, THEMES, WIDTHS)
    for one, two in ((0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)):
        assert {(row[one], row[two]) for row in met} == set(product(factors[one], factors[two]))


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(sample: str, browser: Chrome, axe: str, kind: str) -> None:
    path = address(browser, sample, kind)
    for tag, theme, width in views(list(PAGES).index(kind)):
        screen(browser, width, 900)
        browser.get(sample + preferring(path, ui=tag, theme=theme))
        browser.execute_script(axe)
        assert browser.execute_async_script(RUN) == [], (tag, theme, width)
