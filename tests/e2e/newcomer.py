"""Somebody new, who opens an account, proves who they are, and comes back later."""

import re
from datetime import datetime
from typing import Any

from passlib.totp import TOTP
from playwright.sync_api import Browser, BrowserContext, Page, expect

GOOD = "fietsbel-tuinslang-kers-wolk"
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


class Newcomer:
    """One person with a browser of their own and, when they want one, an authenticator app and a passkey."""

    def __init__(self, chromium: Browser, base: str, email: str) -> None:
        self.email = email
        self.context: BrowserContext = chromium.new_context(base_url=base, locale="nl-NL")
        self.context.set_default_timeout(10_000)
        self.page: Page = self.context.new_page()
        self.app: Any = None
        self.clicks = self.fields = 0

    def accept(self, address: str) -> None:
        """Make the account one's own with the link of the invitation."""
        self.page.goto(address)
        self.page.get_by_label("E-mailadres").fill(self.email)
        self.page.get_by_label("Wachtwoord", exact=True).fill(GOOD)
        self.page.get_by_label("Nog een keer hetzelfde").fill(GOOD)
        self.page.get_by_role("button", name="Mijn account openen").click()

    def set_up_app(self) -> None:
        """Scan the code, type what the app shows, write the recovery codes down."""
        self.page.get_by_role("link", name="App instellen").click()
        self.page.get_by_role("button", name="Begin").click()
        key = self.page.locator("ol strong").inner_text()
        self.app = TOTP(key=key.replace("-", ""), format="base32")
        self.type_code("Opslaan")
        self.write_codes_down()

    def set_up_passkey(self) -> None:
        """A passkey in a (virtual) key on the key ring."""
        session = self.context.new_cdp_session(self.page)
        session.send("WebAuthn.enable")
        options = {"protocol": "ctap2", "transport": "usb", "hasResidentKey": True,
                   "hasUserVerification": True, "isUserVerified": True,
                   "automaticPresenceSimulation": True}  # fmt: skip
        session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.page.get_by_role("link", name="Passkey maken").click()
        self.page.get_by_label("Naam van deze passkey").fill("mijn sleutel")
        self.page.get_by_role("button", name="Passkey maken").click()
        self.page.wait_for_url("**/accounts/second-factor")
        self.write_codes_down()

    def write_codes_down(self) -> None:
        """The ten recovery codes."""
        self.page.get_by_role("link", name="Herstelcodes maken").click()
        self.page.get_by_role("button", name="Herstelcodes maken").click()
        expect(self.page.locator("li.jsp-num")).to_have_count(10)
        self.page.get_by_role("link", name="Ik heb ze opgeschreven").click()

    def type_code(self, button: str) -> None:
        """What the app shows now."""
        self.page.get_by_label("Code van zes cijfers").fill(self.app.generate().token)
        self.page.get_by_role("button", name=button).click()

    def sign_in(self) -> None:
        """With the password; what comes after it is another step."""
        self.page.goto("/accounts/sign-in")
        self.page.get_by_label("E-mailadres").fill(self.email)
        self.page.get_by_label("Wachtwoord").fill(GOOD)
        self.page.get_by_role("button", name="Inloggen").click()

    def sign_out(self) -> None:
        self.page.get_by_role("button", name="Uitloggen").click()
        self.page.wait_for_url(re.compile("/$"))

    def begin(self, what: str) -> None:
        """The next step of the set-up page."""
        self.clicks += 1
        self.page.get_by_role("link", name=re.compile(f"^Begin.*{what}$")).click()

    def press(self, kind: Any, name: str) -> None:
        """One click, counted."""
        self.clicks += 1
        self.page.get_by_role(kind, name=name, exact=True).click()

    def fill(self, label: str, text: str) -> None:
        """One field, counted."""
        self.fields += 1
        self.page.get_by_label(label, exact=True).fill(text)

    def set_up_jsp(self, now: datetime) -> None:
        """From empty lists to fixed hours that are on at local time `now`."""
        self.page.goto("/settings/set-up")
        self.press("button", "Vul de lijsten")
        self.begin("De eerste locatie")
        self.fill("Naam", "Raayland College")
        self.press("radio", "voortgezet onderwijs (vo)")
        for label, text in (("Lokaal", "B104"), ("Telefoon", "0478-000001"), ("E-mailadres", "jsp@raayland.example")):
            self.fill(label, text)
        self.press("button", "Opslaan")
        self.begin("Het schooljaar")
        self.press("button", "Opslaan")
        self.begin("Iemand in het team")
        self.fill("Voornaam, zoals getoond", "Renske")
        self.fields += 1
        self.page.get_by_label("Discipline").select_option(label="coördinator")
        self.fill("Werkgever", "De Brug")
        self.press("button", "Opslaan")
        self.begin("De eerste vaste tijden")
        self.press("radio", WEEKDAYS[now.weekday()])
        for label, hour in (("Vanaf", max(now.hour - 1, 0)), ("Tot", min(now.hour + 6, 23))):
            self.fill(label, f"{hour:02}:{'00' if label == 'Vanaf' else '59'}")
        self.press("button", "Opslaan")

    def invite(self, email: str, name: str, role: str, site: str = "") -> None:
        """Let somebody else in."""
        self.page.goto("/accounts/people/invite")
        self.page.get_by_label("E-mailadres").fill(email)
        self.page.get_by_label("Voornaam").fill(name)
        self.page.get_by_label("Rol").select_option(label=role)
        if site:
            self.page.get_by_role("checkbox", name=site).check()
        self.page.get_by_label("Waarom?").fill("begint in december")
        self.page.get_by_role("button", name="Uitnodiging sturen").click()
        self.page.wait_for_url("**/accounts/people/")
