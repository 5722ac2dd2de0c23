"""How every measured server runs: the same for the app and for what it is compared with."""

import gc
from typing import Any

workers = 2
worker_class = "sync"
accesslog = None
loglevel = "warning"
control_socket_disable = True


def post_worker_init(_worker: Any) -> None:
    """As in gunicorn.conf.py."""
    gc.collect()
    gc.freeze()
