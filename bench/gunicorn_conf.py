"""How every measured server runs: the same for the app and for what it is compared with."""

import gc
from pathlib import Path
from runpy import run_path
from typing import Any

OURS = run_path(str(Path(__file__).parent.parent / "gunicorn.conf.py"))

workers = 2
worker_class = "sync"
accesslog = None
loglevel = "warning"
control_socket_disable = True
worker_abort, worker_int, post_request = OURS["worker_abort"], OURS["worker_int"], OURS["post_request"]


def post_worker_init(_worker: Any) -> None:
    """As in gunicorn.conf.py."""
    gc.collect()
    gc.freeze()
    gc.disable()
