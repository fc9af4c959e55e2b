"""What a reader sees on a phone, in the dark, and from nowhere else."""

from __future__ import annotations

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.browser.conftest import appearance, screen
from tests.browser.pages import PAGES, address, preferring
from web.i18n import INTERFACES as ALL

PATHS = (
    "/",
    "/search",
    "/search?q=渡轮",
    "/search?q=(travessia&group=document",
    "/search?q=渡轮 鲸鱼座&lang=ru&from=2031",
    "DOCUMENT",
    "/help",
    "/about",
    "/api",
    "/nowhere",
    "/search?to=2031-13-05",
)
INTERFACES = ("zh-Hans", "pt-PT", "en", "ru")


def open_page(browser: Chrome, site: str, path: str, more: str = "") -> None:
    """Open a page; DOCUMENT stands for the first hit's document."""
    if path == "DOCUMENT":
        browser.get(f"{site}/search?q=渡轮")
        path = str(browser.find_element(By.CSS_SELECTOR, ".hit h2 a").get_attribute("href")).removeprefix(site)
        path = path.partition("#")[0]
    browser.get(f"{site}{path}{'&' if '?' in path else '?'}{more}" if more else f"{site}{path}")


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_overflows_on_a_narrow_phone(sample: str, browser: Chrome, kind: str) -> None:
    path = address(browser, sample, kind)
    screen(browser, 320, 844)
    for interface in ALL:
        browser.get(sample + preferring(path, ui=interface.tag))
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 320, interface


def test_nothing_overflows_in_the_sample_archive(sample: str, browser: Chrome) -> None:
    screen(browser, 320, 844)
    for path in ("/", "/search?q=quota de pesca", "/search?kind=contact&q=Fax", "/search?q=联运&group=document"):
        for interface in INTERFACES:
            open_page(browser, sample, path, f"ui={interface}")
            assert browser.execute_script("return document.documentElement.scrollWidth") <= 320, (path, interface)
    for hit in range(5):
        browser.get(f"{sample}/search?kind=contact")
        browser.find_elements(By.CSS_SELECTOR, ".hit h2 a")[hit].click()
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 320, browser.current_url


@pytest.mark.parametrize("interface", [interface.tag for interface in ALL])
def test_the_first_hit_stands_on_the_first_screen_of_a_phone(sample: str, browser: Chrome, interface: str) -> None:
    screen(browser, 390, 844)
    for query in ("单证", "quota de pesca&lang=pt&from=2018&group=document", "(transporte&sort=newest"):
        open_page(browser, sample, f"/search?q={query}", f"ui={interface}")
        script = "return document.querySelector('.hit blockquote mark').getBoundingClientRect().bottom"
        assert browser.execute_script(script) < 844, query


def test_an_open_menu_stays_on_the_screen_of_a_phone(sample: str, browser: Chrome) -> None:
    screen(browser, 390, 844)
    browser.get(f"{sample}/search?q=单证&ui=ru")
    browser.find_element(By.CSS_SELECTOR, ".bar summary").click()
    browser.find_element(By.CSS_SELECTOR, ".bar .menu summary").click()
    for panel in browser.find_elements(By.CSS_SELECTOR, ".bar .panel a"):
        assert panel.rect["x"] >= 0
        assert panel.rect["x"] + panel.rect["width"] <= 390
        assert panel.is_displayed()


def shown(browser: Chrome, selector: str) -> bool:
    """Whether an element is drawn. Selenium's own answer takes all of a closed `details` for hidden."""
    return bool(browser.execute_script("return document.querySelector(arguments[0]).checkVisibility()", selector))


def test_what_phones_fold_stands_open_on_a_desk_screen(site: str, browser: Chrome) -> None:
    open_page(browser, site, "/search?q=渡轮 OR travessia")
    assert shown(browser, ".set select")
    assert shown(browser, ".years a")
    assert not shown(browser, ".band .fold summary")
    screen(browser, 390, 844)
    assert not shown(browser, ".set select")
    browser.find_element(By.CSS_SELECTOR, ".band .fold summary").click()
    assert shown(browser, ".set select")


@pytest.mark.parametrize(("system", "theme", "ground"), [("dark", "", 19), ("light", "", 251), ("light", "dark", 19)])
def test_the_ground_follows_the_system_and_the_choice(
    site: str, browser: Chrome, system: str, theme: str, ground: int
) -> None:
    appearance(browser, system)
    open_page(browser, site, "/search?q=渡轮", f"theme={theme}" if theme else "")
    colour = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    assert colour.startswith(f"rgb({ground},")


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_comes_from_elsewhere_and_nothing_moves(sample: str, browser: Chrome, kind: str) -> None:
    browser.get(sample + address(browser, sample, kind))
    loaded = browser.execute_script("return performance.getEntriesByType('resource').map(entry => entry.name)")
    assert [url for url in loaded if not url.startswith(sample)] == []
    moved = browser.execute_async_script(
        "const done = arguments[0]; let sum = 0;"
        "new PerformanceObserver(list => list.getEntries().forEach(entry => sum += entry.value))"
        ".observe({type: 'layout-shift', buffered: true});"
        "setTimeout(() => done(sum), 100);"
    )
    assert moved == 0


def test_the_console_stays_silent(site: str, browser: Chrome) -> None:
    browser.get_log("browser")
    for path in PATHS[:-2]:
        open_page(browser, site, path)
    assert browser.get_log("browser") == []
