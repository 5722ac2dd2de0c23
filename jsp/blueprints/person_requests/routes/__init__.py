"""Addresses of requests of a person."""

from jsp.blueprints.person_requests.routes import acts, finding, requests
from jsp.blueprints.person_requests.routes.room import blueprint

__all__ = ["acts", "blueprint", "finding", "requests"]
