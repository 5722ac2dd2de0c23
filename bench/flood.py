"""Ten thousand questions from one address: none may fail, none may be lost, and staff must still get their pages.

`.venv/bin/python -m bench.flood` prints what came of it; on two quiet cores it takes some four minutes. SQLite, on the
loopback, in a temporary folder.
"""

import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench import servers
from bench.burst import Questions, fetch
from bench.client import send
from bench.rounds import CLIENTS
from bench.scenarios import worker

QUESTIONS = 10_000
PAGES = ("/today/", "/messages/")


def main() -> None:
    """Fill all forms in, send them as fast as they are taken, count; then open the pages of staff."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'flood.sqlite'}"
        servers.prepare(url)
        questions = Questions(url)
        with servers.served("wsgi:app", url) as server, ThreadPoolExecutor(CLIENTS) as pool:
            filled = fetch(server.port, questions, QUESTIONS)
            began = perf_counter()
            got = Counter(pool.map(lambda request: send(server.port, request).status, filled))
            took = perf_counter() - began
            if got != {303: QUESTIONS}:
                sys.exit(f"not all were taken: {dict(got)}")
            print(f"{QUESTIONS} questions sent in {took:.0f} s: {questions.counted('SQLite')}")
            staff = worker(server.port, PAGES[0])
            for page in PAGES:
                began = perf_counter()
                answer = staff.open(page)
                print(f"{page} {answer.status}, {len(answer.body) / 1024:.0f} KiB, {perf_counter() - began:.2f} s")


if __name__ == "__main__":
    main()
