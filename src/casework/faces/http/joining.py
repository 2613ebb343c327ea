"""A request carried out in the transaction of the host that the API is mounted in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from anyio import to_thread
from fastapi.concurrency import contextmanager_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from casework.faces.asgi.guard import SAFE
from casework.office import Office

#: Opens the host's connection or session for a request, and commits or rolls back when it is left; None joins nothing.
Joins = Callable[[Request], AbstractContextManager[Any]]


class Joining:
    """Lets each request that may change something write in the host's transaction.

    The answer goes when the host has left its block: what could not be committed is not told as done.
    """

    def __init__(self, app: ASGIApp, *, office: Office, joins: Joins) -> None:
        self.app, self.office, self.joins = app, office, joins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Carry the request out."""
        if scope["type"] != "http" or scope["method"] in SAFE:
            await self.app(scope, receive, send)
            return
        held: list[Message] = []

        async def holding(message: Message) -> None:
            held.append(message)

        async with contextmanager_in_threadpool(self.joins(Request(scope))) as connection:
            await self._within(connection, scope, receive, holding)
        for message in held:
            await send(message)

    async def _within(self, connection: Any, scope: Scope, receive: Receive, send: Send) -> None:
        if connection is None:
            await self.app(scope, receive, send)
            return
        # Beginning may wait for a lock, and whoever holds it needs the loop to let go.
        await to_thread.run_sync(self._begin, connection)
        with self.office.joined(connection):
            await self.app(scope, receive, send)

    def _begin(self, connection: Any) -> None:
        with self.office.joined(connection):
            pass
