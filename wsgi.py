"""Where a web server finds the app."""

from jsp import create_app

app = create_app()
