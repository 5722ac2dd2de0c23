"""Where a web server finds the app."""

import os

from jsp import create_app

os.umask(0o077)  # the database and the keys are for this user alone
app = create_app()
