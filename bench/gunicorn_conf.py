"""How every measured server runs: the same for the app and for what it is compared with."""

workers = 2
worker_class = "sync"
accesslog = None
loglevel = "warning"
control_socket_disable = True
