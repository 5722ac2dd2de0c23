"""What stands in deploy/ and on its page, as far as it can be seen without a machine; bench/safe/deploy.py runs it."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from flask import Flask

from jsp.blueprints.trends.routes.history import MOST_BYTES
from jsp.config import MAX_REQUEST_BYTES
from jsp.headers import headers_of

ROOT = Path(__file__).parent.parent
NGINX = (ROOT / "deploy/nginx/jsp.conf").read_text()
PAGE = (ROOT / "docs/deploy.md").read_text()
ROLES = (ROOT / "deploy/postgres/roles.sql").read_text()
SERVERS = re.split(r"^server ", NGINX, flags=re.MULTILINE)[1:]
UNITS = sorted(path.name for path in (ROOT / "deploy/systemd").glob("jsp-*") if path.is_file())


@pytest.mark.parametrize("server", SERVERS)
def test_no_server_keeps_who_came(server: str) -> None:
    assert "access_log off;" in server
    assert re.search(r"error_log \S+ emerg;", server)


def test_nothing_of_a_visitor_reaches_the_app_or_the_disk() -> None:
    assert "$remote_addr" not in NGINX
    assert "$proxy_add_x_forwarded_for" not in NGINX
    for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded"):
        assert f'proxy_set_header {header} "";' in NGINX
    assert "proxy_max_temp_file_size 0;" in NGINX
    megabytes = int(re.search(r"client_body_buffer_size (\d+)m;", NGINX)[1])  # type: ignore[index]
    assert megabytes * 1024 * 1024 > MAX_REQUEST_BYTES


def test_it_is_the_app_that_says_that_a_file_is_too_large(app: Flask) -> None:
    """In Dutch, beside its field; and what is on its way lies on no disk."""
    [(address, block)] = re.findall(r"location = (\S+) \{([^}]*client_max_body_size[^}]*)\}", NGINX)
    assert app.url_map.bind("localhost").match(address)[0] == "trends.new_history"
    for words, most in ((SERVERS[-1].partition("location")[0], MAX_REQUEST_BYTES), (block, MOST_BYTES)):
        for name in ("client_max_body_size", "client_body_buffer_size"):
            assert [int(size) * 1024 * 1024 > most for size in re.findall(rf"{name} (\d+)m;", words)] == [True]


def test_pages_are_not_compressed_and_tls_is_new_wherever_it_is_settled() -> None:
    with_tls = [server for server in SERVERS if "listen 443" in server]
    assert len(with_tls) == 2
    assert all("ssl_protocols TLSv1.2 TLSv1.3;" in server for server in with_tls)
    assert "gzip off;" in SERVERS[-1]


def test_nginx_says_of_tls_what_the_app_says() -> None:
    app = Flask(__name__)
    app.config["HTTPS_ONLY"] = True
    said = headers_of(app)["Strict-Transport-Security"]
    assert said == "max-age=63072000; includeSubDomains"
    assert re.findall(r'add_header Strict-Transport-Security "(.*)" always;', NGINX) == [said, said]


@pytest.mark.parametrize(("address", "is_refused"), [
    ("/hours/calendar/secret.ics", True), ("/raayland/openings.json", True), ("/openapi.json", True),
    ("/raayland/openings.ics", False), ("/", False), ("/raayland", False), ("/vraag", False),
    ("/.well-known/acme-challenge/x", False),
])  # fmt: skip
def test_without_tls_pages_are_led_to_it_and_programs_are_told(address: str, is_refused: bool) -> None:
    [plain] = [server for server in SERVERS if "listen 80 " in server]
    [refused] = re.findall(r"location ~ (\S+) \{ return 403; \}", plain)
    assert bool(re.search(refused, address)) == is_refused
    assert re.search(r"location / \{ return 301 https://jsp\.example\.nl\$request_uri; \}", plain)


def test_what_runs_beside_the_app_is_started_by_the_page() -> None:
    started = next(line for line in PAGE.splitlines() if line.startswith("systemctl enable --now"))
    oneshot = {name.replace(".timer", ".service") for name in UNITS if name.endswith(".timer")}
    assert {name for name in UNITS if name not in oneshot} == set(started.split()[3:])


def test_the_role_of_the_app_can_only_add_to_the_trail() -> None:
    revoked = re.search(r"REVOKE UPDATE, DELETE, TRUNCATE[^\\]*", ROLES)
    assert revoked
    assert all(f"'{table}'" in revoked[0] for table in ("audit_entry", "audit_link", "audit_checkpoint"))


def test_the_role_of_the_app_may_sweep_what_was_erased_without_owning_it() -> None:
    """On PostgreSQL 17, where there is such a right; for tables that are there and for those that come."""
    granted = re.findall(r"GRANT MAINTAIN ON (?:ALL )?TABLES[^;]*?server_version_num'\)::int >= 170000", ROLES)
    assert len(granted) == 2


def test_only_what_needs_the_owner_of_the_tables_has_it() -> None:
    owned = {path.parent.name for path in (ROOT / "deploy/systemd").glob("*/*") if "owner.env" in path.read_text()}
    assert owned == {"jsp-drill.service.d", "jsp-prune.service.d"}


def test_every_file_that_the_page_names_is_there() -> None:
    for name in re.findall(r"/opt/jsp/(deploy/[\w./-]*\w)", PAGE):
        assert (ROOT / name).exists(), name
    for name in re.findall(r"\]\(([\w./-]+\.md)\)", PAGE):
        assert name.startswith("../bench/safe/results") or (ROOT / "docs" / name).exists(), name


@pytest.mark.parametrize("page", ["deploy.md", "backup.md"])
def test_no_password_stands_on_a_command_line(page: str) -> None:
    """Every account of the machine reads it there."""
    started = re.findall(r"^.*\brunuser\b.*$", (ROOT / "docs" / page).read_text(), re.MULTILINE)
    assert started
    assert not [line for line in started if "password" in line.partition("runuser")[2].casefold()]
    assert set(re.findall(r"PASSWORD :'(\w+)'", ROLES)) == set(re.findall(r"^\\getenv (\w+) ", ROLES, re.MULTILINE))


def test_no_block_after_the_words_has_the_name_of_the_site_in_it() -> None:
    """But for what `sed` looks for: elsewhere the site has another name."""
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    later = "\n".join(blocks[1:])
    assert "jsp.example.nl" not in later
    assert all(re.search(r"^\. ~/words$", block, re.MULTILINE) for block in blocks if "$SITE" in block)


def test_the_certificate_comes_to_the_other_machine_as_well(tmp_path: Path) -> None:
    """The one at which certbot fetched it is known by its address."""
    told, programs = tmp_path / "told", tmp_path / "bin"
    programs.mkdir()
    for name in ("ln", "systemctl", "scp", "ssh", "ip"):
        says = "echo '2: eth0 inet 192.0.2.11/24 scope global'" if name == "ip" else f'echo "{name} $*" >> {told}'
        (programs / name).write_text(f"#!/bin/sh\n{says}\n")
        (programs / name).chmod(0o755)
    (tmp_path / "words").write_text("SITE=school.example\nONE=192.0.2.11\nTWO=192.0.2.12\n")
    script = (ROOT / "deploy/certificate").read_text().replace("~root/words", str(tmp_path / "words"))
    subprocess.run(["sh", "-c", script], env={"PATH": f"{programs}:{os.environ['PATH']}"}, check=True)
    here, there = told.read_text().partition("systemctl reload nginx\n")[::2]
    assert here.count("/etc/letsencrypt/live/school.example/") == 2
    assert re.findall(r"root@[\d.]+", there) == ["root@192.0.2.12"] * 3
    assert "systemctl reload nginx" in there
