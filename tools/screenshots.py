"""Make the pictures of docs/screenshots from a running demo: python tools/screenshots.py http://127.0.0.1:8000."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parents[1] / "docs/screenshots"
MOST_BYTES = 200_000


def main(address: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(base_url=address, locale="nl-NL", viewport={"width": 1280, "height": 900})
        page.goto("/")
        shoot(page, "home")
        sign_in(page)
        save_one(page)
        shoot(page, "today")
        page.goto("/intake/contacts")
        shoot(page, "contacts")
        page.goto("/hours/")
        shoot(page, "rota")
        ask_a_class(browser, address)
        browser.close()


def ask_a_class(browser: Browser, address: str) -> None:
    """The board of a classroom and the phone of a pupil; on a school day, once the first lesson has begun."""
    board = browser.new_page(base_url=address, locale="nl-NL", viewport={"width": 1920, "height": 1080})
    sign_in(board, "bart")
    board.get_by_role("button", name="Start evaluatie").first.click()
    board.wait_for_url("**/board")
    shoot(board, "board")
    phone = browser.new_page(base_url=address, locale="nl-NL", viewport={"width": 360, "height": 740})
    phone.goto(f"/les/{board.locator('.jsp-board__code').inner_text().replace(' ', '')}")
    shoot(phone, "phone")


def sign_in(page: Page, name: str = "sanne") -> None:
    page.goto("/accounts/sign-in")
    page.get_by_label("E-mailadres").fill(f"{name}@demo.example")
    page.get_by_label("Wachtwoord").fill("respect-op-school")
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url("**/today/**")


def save_one(page: Page) -> None:
    page.get_by_role("checkbox", name="Geld", exact=True).click()
    page.locator("[name=asked_by]").first.click()
    page.get_by_role("button", name="Samen iets geregeld").click()
    page.locator("[data-toast]").wait_for()
    page.locator("[name=themes]").first.blur()


def shoot(page: Page, name: str) -> None:
    page.mouse.move(0, 0)
    page.evaluate("document.fonts.ready")
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path, animations="disabled")
    if path.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{path} is larger than {MOST_BYTES} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
