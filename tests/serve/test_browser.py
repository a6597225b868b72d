"""Drives Chromium through the site, where it is found, and leaves pictures of it in build/screenshots."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from suyuan.serve.web import app

try:
    from playwright.sync_api import expect, sync_playwright
except ImportError:
    pytest.skip("Playwright is not installed", allow_module_level=True)

pytestmark = pytest.mark.browser

SCREENSHOTS = Path(__file__).resolve().parent.parent.parent / "build" / "screenshots"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def address(library_path: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app(library_path), host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(400):
        if server.started:
            break
        time.sleep(0.05)
    assert server.started
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    return []


def opened(browser: Any, complaints: list[str], **options: Any) -> Any:
    """A new page that notes every complaint of the browser: errors, refused scripts and styles, failed requests."""
    page = browser.new_context(**options).new_page()
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.extend(_failure(request)))
    return page


def _failure(request: Any) -> list[str]:
    """A request that failed, unless the reader went on to another page before it was done."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.url}: {request.failure}"]


def picture(page: Any, name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


def test_from_search_to_story_to_article_to_trace_to_copies(browser: Any, address: str, complaints: list[str]) -> None:
    page = opened(browser, complaints, viewport={"width": 1280, "height": 900})
    page.goto(address)
    picture(page, "1-home")
    page.fill("main input[name=q]", "國務卿")
    page.click("main button >> nth=0")
    expect(page.locator(".hit")).to_have_count(2)
    picture(page, "2-search")

    page.goto(f"{address}/stories")
    page.click("text=海陵峰会")
    expect(page.locator(".timeline > li")).to_have_count(1)
    expect(page.locator("#discrepancies")).to_contain_text("23艘")
    picture(page, "3-story")

    page.click("text=Outlet by outlet")
    expect(page.locator(".matrix tbody tr >> nth=0")).to_contain_text("设立联合救援基金")
    expect(page.locator(".matrix .first")).not_to_have_count(0)
    picture(page, "3-compare")
    page.go_back()

    page.click("#timeline a:has-text('海陵峰會同意')")
    expect(page.locator(".text .statement")).to_have_count(3)
    page.click(".text a.time >> nth=1")
    page.wait_for_selector("#evidence .evidence-card")
    expect(page.locator("#evidence")).to_contain_text("2031")
    assert "/evidence/" not in page.url, "htmx fills the panel and the page stays"
    picture(page, "4-article")
    page.keyboard.press("Escape")
    expect(page.locator("#evidence .evidence-card")).to_have_count(0)

    page.click(".statement-notes li:nth-child(2) .action")
    expect(page.locator("svg.chain:visible .node")).to_have_count(6)
    expect(page.locator(".origin-count").first).to_contain_text("1–2")
    picture(page, "5-trace")

    page.goto(f"{address}/copies")
    page.click("text=Side by side")
    expect(page.locator(".pair .edit.meaning")).to_have_count(2)
    picture(page, "6-copies")
    page.goto(f"{address}/commitments")
    expect(page.locator(".ledger > .pledge")).to_have_count(1)
    picture(page, "7-commitments")
    assert complaints == []


def test_layers_can_be_hidden(browser: Any, address: str, complaints: list[str]) -> None:
    page = opened(browser, complaints)
    page.goto(f"{address}/articles/wire-0123abcd")
    colour = "el => getComputedStyle(el).backgroundColor"
    before = page.locator(".text .statement").first.evaluate(colour)
    page.uncheck("#show-statement")
    assert page.locator(".text .statement").first.evaluate(colour) != before
    assert not page.locator(".text .statement > .badge").first.is_visible()
    assert complaints == []


def test_everything_works_without_javascript(browser: Any, address: str, complaints: list[str]) -> None:
    page = opened(browser, complaints, java_script_enabled=False)
    page.goto(f"{address}/search?q=基金")
    page.click(".hit h3 a >> nth=0")
    page.click(".text a.quantity >> nth=0")
    expect(page.locator(".evidence-card")).to_contain_text("120,000,000")
    assert "/evidence/quantity/" in page.url
    page.click(".kicker a")
    expect(page.locator("#at")).to_have_count(1)
    assert "at=" in page.url
    page.click(".text .statement .badge >> nth=0")
    page.click("text=Trace 溯源 →")
    expect(page.locator("svg.chain:visible .node").nth(2)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_runs_over_the_edge(browser: Any, address: str, complaints: list[str], scheme: str) -> None:
    page = opened(browser, complaints, viewport={"width": 390, "height": 844}, color_scheme=scheme)
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    paths = {
        "home": "/",
        "search": "/search?q=国务卿&outlet=晨星社",
        "stories": "/stories",
        "story": "/stories/story-hailing",
        "compare": "/stories/story-hailing/compare",
        "article": "/articles/copy-0123abcd",
        "evil": "/articles/evil-0123abcd",
        "evidence": "/articles/copy-0123abcd/evidence/time/0",
        "statements": "/statements",
        "trace": "/trace?q=基金",
        "copies": "/copies",
        "copy": "/copies/copy-0123abcd/wire-0123abcd",
        "commitments": "/commitments",
    }
    for name, path in paths.items():
        page.goto(address + path)
        assert page.evaluate(over) <= 0, path
        picture(page, f"phone-{scheme}-{name}")
    page.goto(f"{address}/articles/copy-0123abcd")
    page.click(".text a.time >> nth=0")
    page.wait_for_selector("#evidence .evidence-card")
    box = page.locator("#evidence .evidence-card").bounding_box()
    assert box and box["y"] + box["height"] <= 844, "the evidence is on the screen"
    assert page.evaluate(over) <= 0
    assert complaints == []


def test_a_hostile_page_runs_nothing(browser: Any, address: str, complaints: list[str]) -> None:
    page = opened(browser, complaints)
    page.on("dialog", lambda dialog: complaints.append(f"a dialog opened: {dialog.message}"))
    for path in ("/", "/articles/evil-0123abcd", "/search?q=<script>alert(1)</script>", "/trace/evil-0123abcd/s1"):
        page.goto(address + path)
        page.wait_for_timeout(50)
    assert complaints == []
