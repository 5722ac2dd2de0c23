"""testssl looks at nginx as deploy/nginx/jsp.conf sets it up, with a certificate of an authority made for the moment.

What the moment brings with it (an authority nobody knows, no revocation) is answered below; all else has to be right.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.safe.pair import free_port
from bench.safe.record import record
from bench.servers import ROOT

NAME = "jsp.example.nl"
PACKAGES = {"nginx": "nginx-light", "testssl": "testssl.sh", "openssl": "openssl"}
BAD = ("MEDIUM", "HIGH", "CRITICAL", "FATAL")
ANSWERS = {
    "cert_chain_of_trust": "the authority was made for this run; a real one comes from certbot (docs/deploy.md)",
    "cert_revocation": "the authority of this run publishes nothing",
    "cert_crlDistributionPoints": "as above",
    "cert_ocspURL": "as above",
    "overall_grade": "follows from the authority that nobody knows",
    "grade_cap_reason_1": "as above",
}
MAIN = """
user root;
daemon off;
pid {folder}/pid;
error_log {folder}/error.log emerg;
events {{ worker_connections 512; }}
http {{
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  include {folder}/jsp.conf;
}}
"""


def certificate(folder: Path) -> None:
    """An authority, and what it signs for the site."""
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    _openssl(
        folder, "req", "-x509", *key, "-days", "30", "-subj", "/CN=Only now", "-keyout", "ca.key", "-out", "ca.crt"
    )
    _openssl(folder, "req", *key, "-subj", f"/CN={NAME}", "-keyout", "site.key", "-out", "site.csr")
    (folder / "site.ext").write_text(f"subjectAltName=DNS:{NAME}\nextendedKeyUsage=serverAuth\n")
    _openssl(folder, "x509", "-req", "-in", "site.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-days", "80",
             "-extfile", "site.ext", "-out", "site.crt")  # fmt: skip


def _openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


@contextmanager
def nginx(folder: Path, sabotage: str = "") -> Iterator[int]:
    """The set-up of the page on a free port; `sabotage` takes the place of its line of protocols."""
    tls, plain = free_port(), free_port()
    words = (ROOT / "deploy" / "nginx" / "jsp.conf").read_text()
    words = words.replace("[::]:443", f"[::1]:{tls}").replace("[::]:80", f"[::1]:{plain}")
    words = words.replace("listen 443", f"listen 127.0.0.1:{tls}").replace("listen 80", f"listen 127.0.0.1:{plain}")
    words = words.replace("/etc/jsp/tls", str(folder)).replace("/var/log/nginx", str(folder))
    if sabotage:
        words = words.replace("ssl_protocols TLSv1.2 TLSv1.3;", sabotage).replace(
            "ssl_ciphers ECDHE", "ssl_ciphers ALL:ECDHE"
        )
    (folder / "jsp.conf").write_text(words)
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder))
    process = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")])
    try:
        time.sleep(1)
        if process.poll() is not None:
            raise RuntimeError("nginx does not start: " + (folder / "error.log").read_text())
        yield tls
    finally:
        process.terminate()
        process.wait(10)


def look(folder: Path, port: int) -> list[dict[str, str]]:
    """All that testssl finds."""
    out = folder / f"testssl-{port}.json"
    program = shutil.which("testssl") or "testssl"
    command = [program, "--quiet", "--warnings", "batch", "--ip", "127.0.0.1", "--color", "0", "--jsonfile", str(out),
               "--add-ca", str(folder / "ca.crt"), f"https://{NAME}:{port}"]  # fmt: skip
    subprocess.run(command, check=False, capture_output=True, timeout=900)
    found: list[dict[str, str]] = json.loads(out.read_text())
    return found


def main() -> int:
    """The set-up as it is."""
    if missing := [package for program, package in PACKAGES.items() if shutil.which(program) is None]:
        sys.exit(f"Not installed; on Debian: apt-get install {' '.join(missing)}")
    sabotage = "ssl_protocols TLSv1 TLSv1.1 TLSv1.2;" if "--sabotage" in sys.argv else ""
    with tempfile.TemporaryDirectory(prefix="jsp-tls-") as name:
        folder = Path(name)
        certificate(folder)
        with nginx(folder, sabotage) as port:
            found = look(folder, port)
    bad = [each for each in found if each["severity"] in BAD and each["id"] not in ANSWERS]
    answered = [each for each in found if each["severity"] != "OK" and each["id"] in ANSWERS]
    by_id = {each["id"]: each["finding"] for each in found}
    seen: dict[str, object] = {
        "looked at": f"{len(found)} things",
        "findings above low": "; ".join(f"{each['id']}: {each['finding']}" for each in bad) or 0,
        "low": "; ".join(f"{each['id']}: {each['finding']}" for each in found if each["severity"] == "LOW") or 0,
        "strict transport security": by_id.get("HSTS_time", by_id.get("HSTS", "not sent")),
        "protocols": ", ".join(
            f"{name} {by_id[name]}" for name in ("TLS1", "TLS1_1", "TLS1_2", "TLS1_3") if name in by_id
        ),
        **{f"answered: {each['id']} ({each['finding'][:60]})": ANSWERS[each["id"]] for each in answered},
    }
    ok = len(found) > 100 and not bad and "HSTS_time" in by_id and by_id.get("TLS1_3", "").startswith("offered")
    return record(
        "tls", "TLS as nginx is set up", seen, ok=ok, aim="no finding of testssl above low that is not answered"
    )


if __name__ == "__main__":
    sys.exit(main())
