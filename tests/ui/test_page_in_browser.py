"""The page in a real browser: what a reader sees, presses and hears, and that nothing leaves the machine."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.ui.page_server import HOSTILE, served, shipped_corpus_with_made_up_source
from tumen.corpus.settings import Settings
from tumen.ingest.pipeline import build

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"
]  # fmt: skip
COMPARISON = "How do Russia and China differ on sanctions?"
DESKTOP, PHONE = (1280, 900), (390, 844)
READABLE = 4.5
"""Contrast of text and its ground: WCAG 2.2, 1.4.3, level AA."""

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed")

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def address(shipped: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over the shipped corpus and a hostile source; what was embedded before is not embedded again."""
    folder = tmp_path_factory.mktemp("page")
    settings = Settings(data=folder / "data", corpus=shipped_corpus_with_made_up_source(folder))
    shutil.copytree(shipped.data, settings.data)
    build(settings)
    with served(settings) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Open]:
    """Opens the page at a size and in a colour scheme; whatever a test does, nothing may leave the machine."""
    requests: list[str] = []
    errors: list[str] = []
    contexts = []

    def open_page(size: tuple[int, int] = DESKTOP, scheme: str = "light") -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
        contexts.append(context)
        context.on("request", lambda request: requests.append(request.url))
        page = context.new_page()
        page.on("websocket", lambda socket: requests.append(socket.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        expect(page.get_by_role("textbox")).to_be_visible(timeout=20_000)
        return page

    yield open_page
    tabs = [len(context.pages) for context in contexts]
    for context in contexts:
        context.close()
    host = address.removeprefix("http://")
    here = (f"http://{host}/", f"ws://{host}/", f"blob:http://{host}/", "data:")
    assert requests
    assert not [url for url in requests if not url.startswith(here)]
    assert not errors
    assert set(tabs) == {1}, "a second tab is a second conversation"


def ask(page: Page, question: str) -> Locator:
    """Types the question, waits for its reply to be complete, and yields the reply."""
    replies = page.get_by_role("group", name="assistant")
    before = replies.count()
    page.get_by_role("textbox").fill(question)
    page.get_by_role("textbox").press("Enter")
    expect(replies).to_have_count(before + 1)
    return complete(replies.last)


def complete(reply: Locator) -> Locator:
    """An answer offers its downloads, and a refusal something else to ask, only when it is complete."""
    expect(reply.get_by_role("button", name=re.compile(r"^Footnotes|\?$")).last).to_be_visible(timeout=10_000)
    return reply


def marker(within: Page | Locator, number: int) -> Locator:
    return within.get_by_role("button", name=f"[{number}] ").first


def test_a_marker_opens_the_passage_and_the_card_of_its_source(opened: Open) -> None:
    page = opened()
    page.get_by_role("button", name=COMPARISON).click()
    marker(page, 2).click()
    panel = page.get_by_role("dialog")
    passage = panel.locator("blockquote").inner_text().strip().rstrip(".")
    assert passage in page.get_by_role("group", name="assistant").inner_text()
    expect(panel.get_by_text("not compared with the original")).to_be_visible()
    expect(panel.get_by_text("Supported by the passage")).to_be_visible()
    for label in ("Position of", "Voice", "Stated", "Author", "Publisher", "Published", "Kind", "Passage"):
        expect(panel.get_by_role("cell", name=label, exact=True)).to_be_visible()
    expect(panel.get_by_role("link", name="Open where it was read")).to_have_attribute("href", re.compile("^https?://"))


def test_the_panel_turns_to_the_next_passage_and_esc_closes_it(opened: Open) -> None:
    page = opened()
    marker(ask(page, COMPARISON), 1).click()
    panel = page.get_by_role("dialog")
    panel.get_by_role("button", name="Next").click()
    expect(panel.get_by_text("[2] of")).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    marker(page, 3).click()
    expect(panel.get_by_text("[3] of")).to_be_visible()


def test_a_comparison_stands_side_by_side_and_on_a_phone_one_below_the_other(opened: Open) -> None:
    page = opened()
    reply = ask(page, COMPARISON)
    russia, china = (reply.get_by_role("heading", name=side, exact=True) for side in ("Russia", "China"))
    assert top(russia) == top(china)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert top(russia) < top(china)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_marker_stands_in_the_line_and_is_the_size_of_its_text(opened: Open) -> None:
    reply = ask(opened(PHONE), COMPARISON)
    sentence = reply.locator("[class*='st-key-sentence-']").first
    text, sign = sentence.locator("p").first, marker(sentence, 1).locator("p")
    size = "element => getComputedStyle(element).fontSize"
    assert sign.evaluate(size) == text.evaluate(size)
    last_line = text.evaluate("element => [...element.getClientRects()].at(-1).toJSON()")
    box = sign.bounding_box()
    assert box
    assert last_line["top"] < box["y"] + box["height"] / 2 < last_line["bottom"], "it stands below its sentence"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_markers_are_readable_in_both_colour_schemes(opened: Open, scheme: str) -> None:
    page = opened(scheme=scheme)
    reply = ask(page, COMPARISON)
    ground = page.get_by_test_id("stApp")
    for element in (reply.locator("p").first, marker(reply, 1).locator("span").first):
        assert contrast(colour(element, "color"), colour(ground, "backgroundColor")) >= READABLE
    assert (sum(colour(ground, "backgroundColor")) < 3 * 128) == (scheme == "dark")


def test_everything_can_be_done_from_the_keyboard(opened: Open) -> None:
    page = opened()
    tab_to(page, page.get_by_role("button", name=COMPARISON))
    page.keyboard.press("Enter")
    complete(page.get_by_role("group", name="assistant"))
    tab_to(page, marker(page, 1))
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").locator("blockquote")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(marker(page, 1)).to_be_focused()


def test_a_refusal_shows_what_is_nearest_and_what_could_be_asked(opened: Open) -> None:
    page = opened(PHONE)
    reply = ask(page, "What did Beijing say about whaling quotas off Wonsan?")
    expect(reply.get_by_role("alert")).to_contain_text("holds nothing")
    marker(reply, 1).click()
    expect(page.get_by_role("dialog").locator("blockquote")).to_be_visible()
    page.keyboard.press("Escape")
    reply.get_by_role("button", name=re.compile(r"\?$")).first.click()
    expect(page.get_by_role("group", name="assistant")).to_have_count(2)


def test_a_follow_up_is_read_against_the_history_and_comes_into_view(opened: Open) -> None:
    page = opened()
    ask(page, "What is Russia's position on THAAD?")
    reply = ask(page, "And China?")
    expect(reply.get_by_text("Understood as")).to_contain_text("THAAD")
    expect(page.get_by_role("status").filter(has_text="Answer complete")).to_be_attached()
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=stChatMessage]')].at(-2).getBoundingClientRect().top < 200"
    )


def test_text_of_a_source_is_shown_as_it_is_and_fetches_nothing(opened: Open) -> None:
    page = opened()
    reply = ask(page, "Does Russia sell zander to North Korea?")
    expect(reply).to_contain_text(HOSTILE.rstrip("."))
    reply.get_by_text("Sources (").click()
    expect(reply).to_contain_text("<b>on</b> ![fish](http://192.0.2.1/t.png)")
    reply.get_by_role("button", name="Made-up Press").first.click()
    panel = page.get_by_role("dialog")
    expect(panel.locator("blockquote")).to_contain_text(HOSTILE)
    expect(panel).to_contain_text("![n](http://192.0.2.1/n.png)")
    expect(panel).to_contain_text("confirm before print")
    assert not page.locator("[data-testid=stMarkdownContainer] :is(img, script, b, i)").count()


def test_an_answer_is_taken_along_with_its_footnotes(opened: Open) -> None:
    page = opened()
    reply = ask(page, COMPARISON)
    with page.expect_download() as download:
        reply.get_by_role("button", name="Footnotes").click()
    assert download.value.suggested_filename == "tumen-how-do-russia-and-china-differ-on-sanctions.md"
    text = download.value.path().read_text(encoding="utf-8")
    assert text.startswith("# How do Russia and China differ on sanctions?\n")
    assert "[^1]: Paraphrase: " in text


def test_every_response_carries_the_content_security_policy(opened: Open) -> None:
    page = opened()
    response = page.reload()
    assert response
    assert "script-src 'self';" in response.headers["content-security-policy"]
    assert response.headers["referrer-policy"] == "no-referrer"


def top(element: Locator) -> float:
    """Its distance from the top of the window, in pixels."""
    box = element.bounding_box()
    assert box
    return box["y"]


def tab_to(page: Page, wanted: Locator) -> None:
    """Presses Tab until the wanted element has the focus."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail("the Tab key does not lead there")


def colour(element: Locator, name: str) -> tuple[float, ...]:
    """Red, green and blue of a computed colour, 0 to 255."""
    value = element.evaluate("(element, name) => getComputedStyle(element)[name]", name)
    return tuple(float(part) for part in re.findall(r"[\d.]+", value)[:3])


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """The contrast ratio of WCAG 2.2."""

    def luminance(rgb: tuple[float, ...]) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in rgb)]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
