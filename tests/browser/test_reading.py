"""What a reader does: ask, look, follow a hit to its words."""

from __future__ import annotations

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import url_contains
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.conftest import screen, scripts

QUERY = "渡轮 夜航"


def in_view(browser: Chrome, element: WebElement) -> bool:
    """Whether the element's top stands on the screen, below the sticky bar."""
    script = "const box = arguments[0].getBoundingClientRect(); return [box.top, innerHeight];"
    top, height = browser.execute_script(script, element)
    return bool(0 <= top < height)


@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_typed_query_leads_to_a_marked_turn_in_view(site: str, browser: Chrome, with_scripts: bool) -> None:
    scripts(browser, on=with_scripts)
    browser.get(f"{site}/?ui=zh-Hans")
    browser.find_element(By.ID, "q").send_keys(QUERY + Keys.ENTER)
    WebDriverWait(browser, 10).until(url_contains("/search?"))
    first = browser.find_element(By.CSS_SELECTOR, ".hit")
    assert "夜航" in first.text
    assert {mark.text for mark in first.find_elements(By.CSS_SELECTOR, "blockquote mark")} <= {
        "渡轮",
        "夜航",
        "渡轮的夜航",
    }
    screen(browser, 1440, 300)  # so small that the turn is not in view by chance
    first.find_element(By.CSS_SELECTOR, "h2 a").click()
    WebDriverWait(browser, 10).until(url_contains("/doc/"))
    anchor = browser.current_url.partition("#")[2]
    target = browser.find_element(By.ID, anchor)
    assert in_view(browser, target)
    assert target.find_elements(By.TAG_NAME, "mark")


def test_the_hit_bar_steps_through_the_marks(site: str, browser: Chrome) -> None:
    browser.get(f"{site}/search?q=渡轮")
    browser.find_element(By.CSS_SELECTOR, ".hit h2 a").click()
    for _ in range(2):
        browser.find_element(By.CSS_SELECTOR, ".hitbar a[rel~=next]").click()
        mark = browser.find_element(By.ID, browser.current_url.partition("#")[2])
        assert mark.tag_name == "mark"
        assert in_view(browser, mark)


def test_slash_goes_to_the_box_and_stays_a_sign_in_it(site: str, browser: Chrome) -> None:
    browser.get(f"{site}/search?q=渡轮")
    browser.find_element(By.TAG_NAME, "body").send_keys("/")
    box = browser.switch_to.active_element
    assert box.get_attribute("id") == "q"
    assert box.get_attribute("value") == "渡轮"
    box.send_keys(Keys.END + "/")
    assert box.get_attribute("value") == "渡轮/"


def test_enter_that_ends_a_composition_does_not_send_the_form(site: str, browser: Chrome) -> None:
    browser.get(f"{site}/search?q=渡轮")
    box = browser.find_element(By.ID, "q")
    box.click()
    here = browser.current_url
    composition = {"text": "du'lun", "selectionStart": 6, "selectionEnd": 6}
    browser.execute_cdp_cmd("Input.imeSetComposition", composition)
    enter = {"type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    browser.execute_cdp_cmd("Input.dispatchKeyEvent", enter)
    browser.execute_cdp_cmd("Input.insertText", {"text": "渡轮"})
    browser.execute_cdp_cmd("Input.dispatchKeyEvent", {**enter, "type": "keyUp"})
    stopped = browser.execute_script(
        "const box = arguments[0], enter = {key: 'Enter', isComposing: true, bubbles: true, cancelable: true};"
        "return !box.dispatchEvent(new KeyboardEvent('keydown', enter));",
        box,
    )
    assert stopped
    assert browser.current_url == here
    assert "渡轮" in str(box.get_attribute("value"))


def test_escape_closes_a_menu_and_returns_to_its_button(site: str, browser: Chrome) -> None:
    browser.get(f"{site}/")
    button = browser.find_element(By.CSS_SELECTOR, ".menu summary")
    button.click()
    menu = browser.find_element(By.CSS_SELECTOR, ".menu")
    assert menu.get_attribute("open") is not None
    button.send_keys(Keys.ESCAPE)
    assert menu.get_attribute("open") is None
    assert browser.switch_to.active_element == button


def test_a_form_leaves_its_empty_fields_out_of_the_address(site: str, browser: Chrome) -> None:
    browser.get(f"{site}/search?q=渡轮")
    browser.find_element(By.CSS_SELECTOR, "#from").send_keys("2031" + Keys.ENTER)
    WebDriverWait(browser, 10).until(url_contains("from="))
    assert browser.current_url.partition("?")[2] == "q=%E6%B8%A1%E8%BD%AE&from=2031"


def test_every_example_finds_something_in_the_sample_archive(sample: str, browser: Chrome) -> None:
    for interface in ("zh-Hans", "zh-Hant", "pt-PT", "pt-BR", "en", "ru"):
        browser.get(f"{sample}/help?ui={interface}")
        rows = browser.find_elements(By.CSS_SELECTOR, ".spec table[role=table] tbody tr")
        dead = [row.text for row in rows if not row.find_elements(By.TAG_NAME, "a")]
        assert dead == [], interface


def test_back_and_forward_keep_every_state(sample: str, browser: Chrome) -> None:
    browser.get(f"{sample}/search?q=单证&ui=en")
    for step in ("lang=zh-Hans", "from=2025", "from=2025-09"):
        link = browser.find_element(By.CSS_SELECTOR, f":is(.facet, .years) a[href*='{step}']")
        ActionChains(browser).click(link).perform()  # a script's click leaves no entry that the back button stops at
        WebDriverWait(browser, 10).until(url_contains(step))
    states = []
    for _ in range(4):
        box = str(browser.find_element(By.ID, "q").get_attribute("value"))
        states.append((box, [chip.text for chip in browser.find_elements(By.CSS_SELECTOR, ".chip > span")]))
        browser.back()
    assert states == [
        ("单证", ["Simplified Chinese", "September 2025"]),
        ("单证", ["Simplified Chinese", "2025"]),
        ("单证", ["Simplified Chinese"]),
        ("单证", []),
    ]
    browser.forward()
    browser.forward()
    assert "lang=zh-Hans" in browser.current_url
