"""axe-core finds nothing, on any page, in either theme, on a desk screen and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.browser.conftest import _IN_CI, appearance, screen
from tests.browser.test_layout import PATHS, open_page

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
_RUN = "const done = arguments[0]; axe.run({rules: {'target-size': {enabled: true}}}).then(found => done(found.violations))"


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        if _IN_CI:
            pytest.fail("axe-core is not installed")
        pytest.skip("axe-core is not installed: make tools")
    return AXE.read_text(encoding="utf-8")


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
