"""How gunicorn runs the app. It keeps no access log: that would hold addresses."""

import gc
import os
from typing import Any

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WORKERS", "2"))
preload_app = False
max_requests = 20_000
max_requests_jitter = 2_000
timeout = 30
control_socket_disable = True
accesslog = None
loglevel = "error"  # a warning about a bad request would hold its address and first line
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
forwarder_headers = ""  # the app stands at the root: nobody may tell it otherwise, or its links lead elsewhere


def post_worker_init(_worker: Any) -> None:
    """What is loaded by now stays until the end: looking through it again and again for garbage takes time."""
    gc.collect()
    gc.freeze()
