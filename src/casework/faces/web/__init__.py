"""Pages that people work in, written on the server; they work without script and fetch nothing from outside."""

from __future__ import annotations

from casework.faces.web.application import application
from casework.faces.web.site import routes

__all__ = ["application", "routes"]
