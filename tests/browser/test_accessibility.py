"""axe-core finds nothing, on any page, in either theme, on a desk screen and on a phone."""

from __future__ import annotations

import pytest
from selenium.webdriver import Chrome

from tests.browser.conftest import appearance, screen
from tests.browser.test_layout import PATHS, open_page

_RUN = "const done = arguments[0]; axe.run({rules: {'target-size': {enabled: true}}}).then(found => done(found.violations))"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(site: str, browser: Chrome, axe: str, path: str, scheme: str, width: int) -> None:
    appearance(browser, scheme)
    screen(browser, width, 900)
    open_page(browser, site, path, "ui=zh-Hans")
    browser.execute_script(axe)
    found = browser.execute_async_script(_RUN)
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []
