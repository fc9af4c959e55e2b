"""Concordance, trends and versions side by side, as a reader sees them."""

from __future__ import annotations

import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By

from tests.browser.conftest import screen, scripts
from tests.browser.test_layout import INTERFACES

PATHS = (
    "/concordance",
    "/concordance?q=单证&order=right",
    "/concordance?q=transporte&order=left",
    "/concordance?q=鲸鱼座",
    "/trends",
    "/trends?q=单证&q=口岸&q=transporte",
    "/trends?q=口岸&q=porto&by=language&per=month&unit=count",
    "BESIDE",
)
_CUT = """return [...document.querySelectorAll("td.ctx")].filter(cell => cell.scrollWidth > cell.clientWidth).length"""


def open_page(browser: Chrome, sample: str, path: str, more: str = "") -> None:
    """Open a page of the sample archive; BESIDE stands for the first hit beside its version."""
    if path == "BESIDE":
        browser.get(f"{sample}/search?q=单证 过渡期&genre=press_conference")
        link = next(iter(browser.find_elements(By.CSS_SELECTOR, ".acts a[href*='/with/']")))
        path = str(link.get_attribute("href")).removeprefix(sample).partition("#")[0]
    browser.get(f"{sample}{path}{'&' if '?' in path else '?'}{more}")


@pytest.mark.parametrize("path", PATHS)
def test_nothing_overflows(sample: str, browser: Chrome, path: str) -> None:
    for width in (320, 390, 820, 1440):
        screen(browser, width, 844)
        for interface in INTERFACES:
            open_page(browser, sample, path, f"ui={interface}")
            wide = browser.execute_script("return document.documentElement.scrollWidth")
            assert wide <= width, (width, interface)


@pytest.mark.parametrize("query", ["单证", "transporte", "porto"])
def test_on_a_desk_screen_every_context_fits_its_column(sample: str, browser: Chrome, query: str) -> None:
    browser.get(f"{sample}/concordance?q={query}&ui=en")
    assert browser.execute_script(_CUT) == 0


def test_a_phone_shows_languages_in_turn_with_a_tag(sample: str, browser: Chrome) -> None:
    screen(browser, 390, 844)
    open_page(browser, sample, "BESIDE")
    row = browser.find_element(By.CSS_SELECTOR, ".twin[id]")
    left, right = (row.find_element(By.CSS_SELECTOR, side) for side in (".one", ".two"))
    assert left.location["y"] + left.size["height"] <= right.location["y"]
    assert all(tag.is_displayed() for tag in row.find_elements(By.CSS_SELECTOR, ".lc"))


def test_everything_works_without_scripts(sample: str, browser: Chrome) -> None:
    scripts(browser, on=False)
    browser.get(f"{sample}/trends?ui=en")
    browser.find_element(By.CSS_SELECTOR, ".trend input[name=q]").send_keys("单证")
    browser.find_element(By.CSS_SELECTOR, ".trend button").click()
    browser.find_element(By.CSS_SELECTOR, "tbody th a").click()
    assert browser.find_element(By.CSS_SELECTOR, "td.key").text in ("单证", "單證")
    link = browser.find_element(By.CSS_SELECTOR, ".bar a[href*='order=right']")
    ActionChains(browser).click(link).perform()  # what a closed `details` shows, Selenium itself takes for hidden
    assert "order=right" in browser.current_url
