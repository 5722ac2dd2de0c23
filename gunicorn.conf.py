"""How gunicorn runs the app. It keeps no access log: that would hold addresses."""

import gc
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WORKERS", "2"))
preload_app = False
max_requests = 20_000
max_requests_jitter = 2_000
timeout = 30
control_socket_disable = True
accesslog = None
loglevel = "warning"  # of the server, which sees no request: that a worker was killed, and by which signal
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
forwarder_headers = ""  # the app stands at the root: nobody may tell it otherwise, or its links lead elsewhere

ENOUGH = 5_000  # objects made and not let go of since garbage was last looked for
FOLDER, PREFIX = "PROMETHEUS_MULTIPROC_DIR", "jsp-metrics-"
if os.environ.get("METRICS_TOKEN") and FOLDER not in os.environ:
    os.environ[FOLDER] = tempfile.mkdtemp(prefix=PREFIX)  # here the workers count together


def on_exit(_server: Any) -> None:
    """What was counted is gone with the server."""
    folder = Path(os.environ.get(FOLDER, ""))
    if folder.name.startswith(PREFIX):
        shutil.rmtree(folder, ignore_errors=True)


def post_fork(_server: Any, worker: Any) -> None:
    """A worker writes errors alone: its warning about a bad request would hold the address and the first line of it."""
    worker.log.error_log.setLevel(logging.ERROR)


def worker_abort(_worker: Any) -> None:
    """It took too long over a request. It ends here, without a word to anybody.

    gunicorn would raise SystemExit, and so write down which request it was. The database would be asked to break off,
    and a commit that waits for the standby would count as done without being there.
    """
    os._exit(1)


def worker_int(_worker: Any) -> None:
    """The same where somebody stops all at once (Ctrl+C)."""
    os._exit(0)


def post_worker_init(worker: Any) -> None:
    """What is loaded by now stays until the end: looking through it again and again for garbage takes time.

    And nobody looks for garbage while somebody waits for an answer (docs/decisions/0030).
    """
    kind = worker.wsgi.config["SQLALCHEMY_DATABASE_URI"].partition(":")[0].partition("+")[0]
    sys.modules["jsp.logs"].started("web", database=kind)  # the worker has it; here it would be loaded too early
    gc.collect()
    gc.freeze()
    gc.disable()


def post_request(_worker: Any, _request: Any, _environ: Any, _answer: Any) -> None:
    """Between two requests garbage is looked for, once there may be enough of it."""
    if gc.get_count()[0] > ENOUGH:
        gc.collect()
