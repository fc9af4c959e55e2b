"""The suggestions under the box: a combobox for keys, pointers, screen readers and input methods."""

from __future__ import annotations

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.conftest import appearance, screen, scripts

_QUIET_SECONDS = 0.6  # well past the pause after which the box asks


def typed(browser: Chrome, site: str, text: str, path: str = "/") -> WebElement:
    """The box with a text typed into it, key by key."""
    browser.get(f"{site}{path}")
    box = browser.find_element(By.ID, "q")
    box.clear()
    box.send_keys(text)
    return box


def listed(browser: Chrome) -> list[WebElement]:
    """The suggestions in sight, waited for."""
    shown = "return [...document.querySelectorAll('.suggest:not([hidden]) [role=option]')]"
    found: list[WebElement] = WebDriverWait(browser, 10).until(lambda _: browser.execute_script(shown))
    return found


def closed(browser: Chrome) -> bool:
    return bool(browser.execute_script("return document.querySelector('.suggest').hidden"))


def still_closed(browser: Chrome) -> bool:
    """Whether the list is closed after any answer has had its time."""
    browser.execute_async_script("setTimeout(arguments[1], arguments[0] * 1000)", _QUIET_SECONDS)
    return closed(browser)


def test_what_is_typed_in_pinyin_is_suggested_in_characters(site: str, browser: Chrome) -> None:
    box = typed(browser, site, "dulun")
    first = listed(browser)[0]
    assert "渡轮" in first.text
    assert "du lun" in first.text
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-controls") == browser.find_element(By.CSS_SELECTOR, "[role=listbox]").get_attribute(
        "id"
    )


def test_arrows_choose_and_enter_searches(site: str, browser: Chrome) -> None:
    box = typed(browser, site, "dulun")
    options = listed(browser)
    box.send_keys(Keys.ARROW_DOWN)
    assert options[0].get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == options[0].get_attribute("id")
    box.send_keys(Keys.ARROW_UP)
    assert box.get_attribute("aria-activedescendant") is None
    box.send_keys(Keys.ARROW_UP)
    assert options[-1].get_attribute("aria-selected") == "true"
    box.send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER)
    WebDriverWait(browser, 10).until(lambda _: browser.find_elements(By.CSS_SELECTOR, ".hit"))
    assert browser.find_element(By.ID, "q").get_attribute("value") == "渡轮"


def test_enter_without_a_choice_searches_what_was_typed(site: str, browser: Chrome) -> None:
    box = typed(browser, site, "travess")
    listed(browser)
    box.send_keys(Keys.ENTER)
    WebDriverWait(browser, 10).until(lambda _: browser.find_elements(By.CSS_SELECTOR, ".err, .hit"))
    assert browser.find_element(By.ID, "q").get_attribute("value") == "travess"


def test_escape_closes_the_list_and_keeps_the_text(site: str, browser: Chrome) -> None:
    box = typed(browser, site, "trav")
    listed(browser)
    box.send_keys(Keys.ESCAPE)
    assert closed(browser)
    assert box.get_attribute("value") == "trav"
    assert box.get_attribute("aria-expanded") == "false"
    box.send_keys(Keys.ARROW_DOWN)
    assert listed(browser)


def test_a_click_searches(site: str, browser: Chrome) -> None:
    typed(browser, site, "trav")
    listed(browser)[0].click()
    WebDriverWait(browser, 10).until(lambda _: browser.find_elements(By.CSS_SELECTOR, ".hit"))


def test_leaving_the_box_closes_the_list(site: str, browser: Chrome) -> None:
    box = typed(browser, site, "trav")
    listed(browser)
    box.send_keys(Keys.TAB)
    assert closed(browser)


def test_the_list_stays_closed_while_an_input_method_composes(site: str, browser: Chrome) -> None:
    box = typed(browser, site, "")
    compose = """
    var box = arguments[0];
    box.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true}));
    box.value = 'dulun';
    box.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing: true}));
    """
    browser.execute_script(compose, box)
    assert still_closed(browser)
    end = """
    var box = arguments[0];
    box.value = '渡轮';
    box.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true}));
    """
    browser.execute_script(end, box)
    assert any("渡轮" in option.text for option in listed(browser))


def test_the_list_moves_nothing_on_the_page(site: str, browser: Chrome) -> None:
    place = "return JSON.stringify(document.querySelector('h1').getBoundingClientRect())"
    typed(browser, site, "", "/search?q=渡轮")
    before = browser.execute_script(place)
    browser.find_element(By.ID, "q").send_keys("trav")
    listed(browser)
    assert browser.execute_script(place) == before


def test_nothing_is_suggested_for_what_begins_nothing(site: str, browser: Chrome) -> None:
    typed(browser, site, "xyzzy")
    assert still_closed(browser)


def test_the_box_without_scripts_is_a_box(site: str, browser: Chrome) -> None:
    scripts(browser, on=False)
    box = typed(browser, site, "渡轮")
    assert box.get_attribute("role") is None
    box.send_keys(Keys.ENTER)
    scripts(browser, on=True)
    WebDriverWait(browser, 10).until(lambda _: "/search?" in browser.current_url)


@pytest.mark.parametrize("path", ["/", "/search?q=渡轮"])
@pytest.mark.parametrize("width", [320, 390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_list_is_accessible_and_fits_the_screen(
    site: str, browser: Chrome, axe: str, path: str, width: int, scheme: str
) -> None:
    screen(browser, width, 844)
    appearance(browser, scheme)
    typed(browser, site, "s", path).send_keys(Keys.ARROW_DOWN)
    listed(browser)[0]
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    browser.execute_script(axe)
    found = browser.execute_async_script("const done = arguments[0]; axe.run().then(found => done(found.violations))")
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []
