"""bandit, semgrep with the rules of the house, sqlmap and wapiti; every finding above low has its answer here.

The tools are put into virtual environments of their own in a temporary folder (`--tools` names one that is there
already). semgrep is first shown code that breaks every rule once, sqlmap a page that can be broken into: a tool that
does not see that has seen nothing. sqlmap and wapiti ask a gunicorn on this machine, for a bounded time.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import parse_qs, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from bench.safe.answered import ANSWERS
from bench.safe.caller import Caller
from bench.safe.house import House, furnished
from bench.safe.record import record
from bench.safe.standing import databases, environment, standing
from bench.safe.weak import weak
from bench.servers import ROOT
from jsp.demo.people import PASSWORD

TOOLS = {"bandit": ["bandit", "semgrep"], "wapiti": ["wapiti3"], "sqlmap": ["sqlmap"]}
RULES = Path(__file__).parent / "rules"
ASKED = ("/klas?code=cdf", "/wie-helpt?theme=1", "/vraag?school=raayland&wie=docent", "/raayland/openings.json?since=1")
ASKED_BY_STAFF = (
    "/intake/contacts?site=1&theme=5&since=2020-01-01", "/directory/?q=geld&theme=5", "/trends/?site=gilde",
    "/today/?site=gilde&on=2026-11-23", "/lessons/board?year=1", "/hours/?week=2026-12-07", "/figures/?site=gilde",
)  # fmt: skip
MODULES = "backup,cookieflags,crlf,csp,csrf,exec,file,http_headers,methods,permanentxss,redirect,sql,timesql,xss,xxe"
LONGEST = 400  # seconds that sqlmap takes for one address
LOW = ("LOW", "INFO", "UNDEFINED")


def tools(folder: Path) -> dict[str, Path]:
    """Their folders of programs; put in where they are not there yet."""
    found = {}
    for name, wanted in TOOLS.items():
        home = folder / name
        if not (home / "bin" / name).exists():
            subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
            subprocess.run([str(home / "bin" / "pip"), "install", "-q", *wanted], check=True, stderr=subprocess.DEVNULL)
        found[name] = home / "bin"
    return found


def bandit(programs: Path, folder: Path) -> list[str]:
    """What it says of the app above low: rule and file."""
    said = folder / "bandit.json"
    subprocess.run([str(programs / "bandit"), "-q", "-r", "jsp", "-f", "json", "-o", str(said)], cwd=ROOT, timeout=300)
    found = json.loads(said.read_text())["results"]
    return [f"bandit {each['test_id']} {each['filename']}" for each in found if each["issue_severity"] not in LOW]


def semgrep(programs: Path, folder: Path, where: Path) -> list[str]:
    """Which rule of the house is broken in which file."""
    env = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(folder)}
    words = ["semgrep", "scan", "--config", str(RULES / "house.yml"), "--metrics=off", "--disable-version-check",
             "--no-git-ignore", "--json", "-q", str(where)]  # fmt: skip
    said = subprocess.run(words, cwd=where.parent, env=env, capture_output=True, text=True, timeout=900)
    found = json.loads(said.stdout)["results"]
    return [
        f"semgrep {each['check_id'].rpartition('.')[2]} {Path(each['path']).relative_to(where.parent)}"
        for each in found
    ]


def broken(folder: Path) -> Path:
    """Code that breaks every rule once."""
    (home := folder / "broken" / "jsp").mkdir(parents=True)
    for name in ("broken.py", "broken.html"):
        shutil.copy(RULES / f"{name}.txt", home / name)
    return home


def sqlmap(programs: Path, folder: Path, addresses: list[str], cookie: str) -> list[str]:
    """Which addresses it could break into by what is asked there, and which it did not come to the end of."""
    found = []
    for address in addresses:
        words = [str(programs / "sqlmap"), "-u", address, "-p", ",".join(parse_qs(urlsplit(address).query)),
                 "--batch", "--level=2", "--risk=1", "--flush-session", "--technique=BEUQ", "--disable-coloring",
                 "--output-dir", str(folder / "sqlmap"), "--threads=1", "--ignore-code=*",
                 *(["--cookie", cookie] if cookie else [])]  # fmt: skip
        said = _said(words, folder)
        if re.search(r"is vulnerable|identified the following injection point", said):
            found.append(f"sqlmap injection {address.partition('//')[2].partition('/')[2]}")
        elif "do not appear to be injectable" not in said:
            found.append(f"sqlmap not ended {address.partition('//')[2].partition('/')[2]}")
    return found


def _said(words: list[str], folder: Path) -> str:
    try:
        return subprocess.run(words, capture_output=True, text=True, timeout=LONGEST, cwd=folder).stdout
    except subprocess.TimeoutExpired as late:
        return (late.stdout or b"").decode()


def wapiti(programs: Path, folder: Path, port: int, cookie: str) -> list[str]:
    """What it says above low."""
    said, base = folder / f"wapiti{len(cookie)}.json", f"http://127.0.0.1:{port}/"
    words = [
        str(programs / "wapiti"), "-u", base, "--scope", "folder", "-m", MODULES, "-f", "json", "-o", str(said),
        "--max-scan-time", "240", "--max-attack-time", "30", "--flush-session", "--no-bugreport", "-S", "polite",
        "-x", f"{base}accounts/sign-out", *(["-H", f"Cookie: {cookie}"] if cookie else []),
    ]  # fmt: skip
    subprocess.run(words, env={**os.environ, "HOME": str(folder)}, capture_output=True, timeout=900, cwd=folder)
    held: Mapping[str, Any] = json.loads(said.read_text())
    kinds = [*held["vulnerabilities"].items(), *held.get("anomalies", {}).items()]
    found = [(kind, one) for kind, ones in kinds for one in ones if one["level"] > 1]
    return sorted({f"wapiti {kind} {one['method']} {one['path']}" for kind, one in found})


def on_house(programs: dict[str, Path], folder: Path) -> dict[str, list[str]]:
    """Both that ask, of a house of its own."""
    with databases(folder, "sqlite") as found:
        [(url, more)] = found.values()
        house = furnished(url, folder, environment(folder, url))
        with standing(folder, url, more) as here:
            cookie, base = _cookie(house, here.direct), f"http://127.0.0.1:{here.direct}"
            return {
                "sqlmap": [
                    *sqlmap(programs["sqlmap"], folder, [base + each for each in ASKED], ""),
                    *sqlmap(programs["sqlmap"], folder, [base + each for each in ASKED_BY_STAFF], cookie),
                ],
                "wapiti": [
                    *wapiti(programs["wapiti"], folder, here.direct, ""),
                    *wapiti(programs["wapiti"], folder, here.direct, _cookie(house, here.direct)),
                ],
            }


def _cookie(house: House, port: int) -> str:
    caller = Caller(port)
    caller.fill(house, "/accounts/sign-in", "security.login", email="sanne@demo.example", password=PASSWORD)
    shut = [each for each in (*ASKED, *ASKED_BY_STAFF) if caller.get(each).status_code != 200]
    if shut or caller.get("/today/").status_code != 200:
        raise RuntimeError(f"not signed in, or not open: {shut}")  # there nothing would be found
    return "; ".join(f"{name}={value}" for name, value in caller.cookies.items())


def sees_weakness(programs: Path, folder: Path) -> bool:
    """Whether sqlmap breaks into a page that anybody can break into."""

    class Threaded(ThreadingMixIn, WSGIServer):
        """Asks of one connection do not wait for another that is kept open."""

        daemon_threads = True

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_words: Any) -> None:
            """Nothing."""

    with make_server("127.0.0.1", 0, weak, Threaded, Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = sqlmap(programs, folder, [f"http://127.0.0.1:{server.server_port}/?id=1"], "")
        server.shutdown()
    return bool(found) and "injection" in found[0]


def main() -> int:
    words = argparse.ArgumentParser()
    words.add_argument("--tools", type=Path)
    given = words.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="jsp-scanners-"))
    programs = tools(given.tools or folder / "tools")
    shown = {each.split()[1] for each in semgrep(programs["bandit"], folder, broken(folder))}
    rules = set(re.findall(r"^  - id: (\S+)", (RULES / "house.yml").read_text(), re.MULTILINE))
    found = {"bandit": bandit(programs["bandit"], folder), "semgrep": semgrep(programs["bandit"], folder, ROOT / "jsp")}
    (here := folder / "house").mkdir()
    sees = sees_weakness(programs["sqlmap"], folder)
    found |= on_house(programs, here)
    every = sorted({each for held in found.values() for each in held})
    open_ones = [each for each in every if _answer(each) is None]
    rows: dict[str, object] = {
        "semgrep: rules, of which broken examples were seen": f"{len(rules)}, {len(rules & shown)}",
        "sqlmap: breaks into a page that is weak on purpose": "yes" if sees else "no",
        "sqlmap: addresses asked": len(ASKED) + len(ASKED_BY_STAFF),
        **{f"{name}: above low": len(held) for name, held in found.items()},
        **{f"answered: {each}": _answer(each) for each in every if _answer(each)},
        "without an answer": "; ".join(open_ones) or 0,
    }
    shutil.rmtree(folder, ignore_errors=True)
    return record("scanners", "What scanners say", rows, ok=not open_ones and rules <= shown and sees,
                  aim="no finding above low that has no answer")  # fmt: skip


def _answer(finding: str) -> str | None:
    return next((answer for start, answer in ANSWERS.items() if finding.startswith(start)), None)


if __name__ == "__main__":
    sys.exit(main())
