"""What a screen reader is told, and what keys alone can do, on every kind of page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By

from tests.browser.conftest import screen
from tests.browser.pages import PAGES, address, preferring

CONTROLS = {"link", "button", "textbox", "searchbox", "combobox", "radio", "checkbox", "option", "DisclosureTriangle"}
_FOCUS = """
const at = document.activeElement, box = at.getBoundingClientRect(), drawn = getComputedStyle(at);
return at === document.body ? null : {
  name: at.outerHTML.slice(0, 120), width: box.width, height: box.height, top: box.top, bottom: box.bottom,
  outline: drawn.outlineStyle !== 'none' && parseFloat(drawn.outlineWidth) >= 2, screen: innerHeight};
"""
# Text in a script that its language does not use. Chips, reasons and quoted pieces stand in a sentence of the
# page, a drawing is not read.
_STRANGERS = r"""
const found = [], mixed = 'script, svg, .chip, .why, q, a[href^="/api"]';
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node; (node = walker.nextNode());) {
  const within = node.parentElement, lang = within.closest('[lang]').lang;
  if (within.closest(mixed) || !within.checkVisibility()) continue;
  const han = /\p{Script=Han}/u.test(node.data) && !/^zh/.test(lang);
  const cyrillic = /\p{Script=Cyrillic}{2}/u.test(node.data) && !/^(ru|uk|bg)/.test(lang);
  if (han || cyrillic) found.push([lang, node.data.trim().slice(0, 60), within.outerHTML.slice(0, 120)]);
}
return found;
"""
_SPACED = """
const style = document.createElement('style');
style.textContent = '* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}'
  + 'p {margin-block-end: 2em !important}';
document.head.append(style);
"""


@dataclass(frozen=True, slots=True)
class Heard:
    """A thing that is read out: its role, its name, its properties."""

    role: str
    name: str
    about: dict[str, Any]


def heard(browser: Chrome) -> list[Heard]:
    """What the accessibility tree holds, in the order in which it is read."""
    nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def read(node: dict[str, Any]) -> Iterator[Heard]:
        if not node.get("ignored"):
            about = {item["name"]: item["value"].get("value") for item in node.get("properties", ())}
            yield Heard(node["role"]["value"], node.get("name", {}).get("value", ""), about)
        for child in node.get("childIds", ()):
            if child in by_id:
                yield from read(by_id[child])

    return list(read(nodes[0]))


@pytest.mark.parametrize("kind", PAGES)
def test_landmarks_headings_and_names(sample: str, browser: Chrome, kind: str) -> None:
    path = address(browser, sample, kind)
    for width in (1440, 390):
        screen(browser, width, 900)
        browser.get(sample + preferring(path, ui="en"))
        page = heard(browser)
        for landmark in ("banner", "main", "contentinfo"):
            assert sum(each.role == landmark for each in page) == 1, landmark
        for landmark in ("navigation", "complementary", "region", "form"):
            named = [each.name for each in page if each.role == landmark]
            assert all(named), landmark
            assert len(set(named)) == len(named), (landmark, named)
        headings = [each for each in page if each.role == "heading"]
        assert all(each.name.strip() for each in headings), headings
        levels = [int(each.about["level"]) for each in headings]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), levels
        assert [each for each in page if each.role in CONTROLS and not each.name.strip()] == []


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("interface", ["en", "ru", "zh-Hant"])
def test_every_text_is_marked_with_its_language(sample: str, browser: Chrome, kind: str, interface: str) -> None:
    browser.get(sample + preferring(address(browser, sample, kind), ui=interface))
    assert browser.execute_script(_STRANGERS) == []


@pytest.mark.parametrize("kind", PAGES)
def test_the_tab_key_reaches_things_that_are_seen_and_outlined(sample: str, browser: Chrome, kind: str) -> None:
    path = address(browser, sample, kind)
    for width in (1440, 390):
        screen(browser, width, 900)
        browser.get(sample + preferring(path.partition("#")[0], ui="pt-BR"))
        for step in range(40):
            ActionChains(browser).send_keys(Keys.TAB).perform()
            at = browser.execute_script(_FOCUS)
            if at is None:
                break
            assert at["width"] * at["height"], at
            assert at["outline"], at
            assert at["bottom"] > 0, at
            assert at["top"] < at["screen"], at
            assert step or "skip" in at["name"]


def test_the_skip_link_leads_to_what_the_page_says(sample: str, browser: Chrome) -> None:
    browser.get(f"{sample}/search?q=口岸")
    ActionChains(browser).send_keys(Keys.TAB, Keys.ENTER).perform()
    assert browser.switch_to.active_element.get_attribute("id") == "main"
    ActionChains(browser).send_keys(Keys.TAB).perform()
    assert browser.execute_script("return document.getElementById('main').contains(document.activeElement)")


def test_the_box_tells_that_it_suggests_and_how_much(sample: str, browser: Chrome) -> None:
    browser.get(f"{sample}/search?q=口岸&ui=en")
    box = browser.find_element(By.ID, "q")
    box.clear()
    box.send_keys("tra")
    browser.execute_async_script("setTimeout(arguments[0], 700)")
    box.send_keys(Keys.ARROW_DOWN)
    page = heard(browser)
    [combobox] = [each for each in page if each.role == "combobox" and each.name == "Search terms"]
    assert combobox.about["expanded"] is True
    assert combobox.about["focused"] is True
    [chosen] = [
        each.name for each in page if each.role == "option" and each.about.get("selected") and "tra" in each.name
    ]
    assert chosen.startswith(("word ", "title ", "name ", "speaker "))
    said = browser.find_element(By.CSS_SELECTOR, ".find [role=status]").get_attribute("textContent")
    count = len(browser.find_elements(By.CSS_SELECTOR, ".suggest [role=option]"))
    assert said == f"Suggestions: {count}"


def test_the_count_of_a_search_is_a_status_with_a_named_heading(sample: str, browser: Chrome) -> None:
    browser.get(f"{sample}/search?q=口岸&ui=en")
    page = heard(browser)
    statuses = [each for each in page if each.role == "status"]
    assert all(each.about["live"] == "polite" for each in statuses)
    status = browser.find_element(By.CSS_SELECTOR, "main [role=status]")
    assert status.find_element(By.TAG_NAME, "h1").text.endswith("passages")
    assert "passages" in next(each.name for each in page if each.role == "heading")


def test_a_version_beside_another_is_read_turn_by_turn(sample: str, browser: Chrome) -> None:
    browser.get(sample + preferring(address(browser, sample, "side by side"), ui="en"))
    rows = browser.find_elements(By.CSS_SELECTOR, ".twin[id]")
    assert len(rows) > 5
    for row in rows:
        order = "return [...arguments[0].querySelectorAll('h3, .one [lang], .two [lang]')].map(e => e.tagName + e.lang)"
        said = [each for each in browser.execute_script(order, row) if each.startswith(("H3", "DIV"))]
        assert said == ["H3", "DIVzh-Hans", "DIVpt"], said
    names = [each.name for each in heard(browser) if each.role == "link" and each.name.startswith("Read ")]
    assert len(set(names)) == len(names)


def test_a_menu_closes_when_the_reader_goes_on(sample: str, browser: Chrome) -> None:
    browser.get(f"{sample}/search?q=口岸")
    menu = browser.find_element(By.CSS_SELECTOR, ".top .menu")
    menu.find_element(By.TAG_NAME, "summary").send_keys(Keys.ENTER)
    assert menu.get_attribute("open") is not None
    browser.find_element(By.ID, "q").click()
    assert menu.get_attribute("open") is None


def test_a_citation_closes_to_the_turn_it_cites(sample: str, browser: Chrome) -> None:
    browser.get(sample + address(browser, sample, "document with matches and a citation"))
    turn = str(browser.find_element(By.ID, "cite-h").text).partition("#")[2]
    browser.find_element(By.CSS_SELECTOR, "#cite > p a").click()
    assert browser.current_url.endswith(f"#{turn}")
    assert "q=" in browser.current_url
    assert browser.find_elements(By.CSS_SELECTOR, "section.cite") == []


@pytest.mark.parametrize("kind", PAGES)
def test_texts_set_wider_and_twice_as_large_still_fit(sample: str, browser: Chrome, kind: str) -> None:
    path = address(browser, sample, kind)
    browser.get(sample + preferring(path, ui="ru"))
    for width in (390, 1440):
        screen(browser, width, 900)
        browser.execute_script(_SPACED)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width, "spaced"
    browser.get(sample + preferring(path, ui="ru"))
    screen(browser, 1024, 900)
    browser.execute_script("document.documentElement.style.fontSize = '200%'")
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 1024, "200 %"


def test_nothing_moves_by_itself(sample: str, browser: Chrome) -> None:
    moving = """return [...document.querySelectorAll('*')].filter(each => {
      const drawn = getComputedStyle(each);
      return parseFloat(drawn.transitionDuration) || drawn.animationName !== 'none' || drawn.scrollBehavior === 'smooth';
    }).length"""
    for kind in ("results", "document with matches and a citation"):
        browser.get(sample + address(browser, sample, kind))
        assert browser.execute_script(moving) == 0


def test_forced_colours_keep_marks_roles_and_bars(sample: str, browser: Chrome) -> None:
    features = [{"name": "forced-colors", "value": "active"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    drawn = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]"
    browser.get(f"{sample}/search?q=口岸 单证")
    assert browser.execute_script(drawn, "mark", "textDecorationLine") == "underline"
    ground = browser.execute_script(drawn, "body", "backgroundColor")
    assert browser.execute_script(drawn, ".role.a", "backgroundColor") != ground
    assert browser.execute_script(drawn, ".role.q", "borderTopStyle") == "solid"
    assert browser.execute_script(drawn, ".years rect", "fill") != ground
