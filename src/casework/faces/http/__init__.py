"""The HTTP API: the office for other systems. It translates between JSON and the counter, and decides nothing."""

from __future__ import annotations

from casework.faces.http.app import create_app

__all__ = ["create_app"]
