"""The real site, served over an index of three invented pages, and a headless Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from tests.serving import reindex, serving

ROOT = Path(__file__).resolve().parents[2]
_IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
PAGES = {
    "briefing.txt": """灯塔署例行记者会（第7次），云屿市，2031年9月18日

沈若棠：各位好，先发布一条消息。灯塔署今天起开放第三码头，夜里由三盏灯照着。
第三码头可以停靠两艘渡轮，潮水再低也不搁浅。

问：《云屿晚报》记者苏禾。灯塔署会不会延长渡轮的夜航时间？码头上的人都在等这个消息。
沈若棠：会的。夜航延长到零点，渡轮票价不变。
第三码头的灯光由灯塔署维护，每个月检查一次，检查的结果贴在码头的布告栏里。

问：雾天怎么办？去年有十一个雾天，渡轮停了九天。
沈若棠：雾天敲钟。钟楼的钟已经修好，三公里外听得见，渡轮听着钟声走，慢一些，但是不停。

问：修钟花了多少钱？
沈若棠：四万二千元，比预算少三千元，省下的钱买了一根新的钟绳。
""",
    "entrevista.txt": """Entrevista da diretora dos Faróis, Leonor Abrunheiro, à Rádio Maré Alta, Enseada, 4 de maio de 2030

P: A travessia noturna vai continuar?
R: Vai. A travessia é cara, mas os faróis já estão pagos e o barco também.

P: E nos dias de nevoeiro?
R: Nos dias de nevoeiro toca-se o sino. O sino ouve-se a três quilómetros, e o barco vai devagar.
""",
    "приказ.txt": """Ответы Управления маяков на вопросы газеты «Прибрежный вестник», 2 марта 2030 года

Вопрос: Когда откроется третий причал?
Ответ: Третий причал откроется в сентябре. Паром будет ходить до полуночи.
""",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder drives a browser."""
    for item in items:
        if Path(item.path).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site over the pages of this file."""
    source = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (source / name).write_text(text, encoding="utf-8")
    yield from served(source, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site over the sample archive."""
    yield from served(ROOT / "index_data" / "corpus", tmp_path_factory.mktemp("sample"))


def served(source: Path, folder: Path) -> Iterator[str]:
    """The address of the real site over an index of the folder `source`, built and served as a user would."""
    reindex(source, folder / "index")
    with serving(folder / "index", workers=1) as server:
        yield server.address


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """One browser for the session, with a profile of its own."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (binary and driver):
        if _IN_CI:
            pytest.fail("Chromium and chromedriver are not installed")
        pytest.skip("Chromium and chromedriver are not installed: make tools")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in (*_FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.add_argument("--lang=en")
    browser = webdriver.Chrome(options=options, service=Service(driver))
    yield browser
    browser.quit()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    if not AXE.is_file():
        if _IN_CI:
            pytest.fail("axe-core is not installed")
        pytest.skip("axe-core is not installed: make tools")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def browser(chromium: webdriver.Chrome) -> webdriver.Chrome:
    """The browser as it is when new: a desk screen, light, scripts on, no cookie."""
    chromium.execute_cdp_cmd("Network.clearBrowserCookies", {})
    scripts(chromium, on=True)
    screen(chromium, 1440, 900)
    appearance(chromium, "light")
    return chromium


def screen(browser: webdriver.Chrome, width: int, height: int) -> None:
    """The size of the screen in CSS pixels."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def appearance(browser: webdriver.Chrome, scheme: str) -> None:
    """What the system asks for: light or dark."""
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def scripts(browser: webdriver.Chrome, *, on: bool) -> None:
    """Whether pages may run scripts."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not on})
