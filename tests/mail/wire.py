"""A wire to a database server that can be cut, and mended at the same place."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import make_url

from tests.mail.post_office import free_port


class Wire:
    """Listens on a port of this machine and passes on what it hears, both ways."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._port = free_port()
        self._ends: list[socket.socket] = []
        self._listener: socket.socket | None = None

    @property
    def url(self) -> str:
        """The address of the database at this end of the wire."""
        near = self._url.set(host="127.0.0.1", port=self._port).difference_update_query(["host"])
        return near.render_as_string(hide_password=False)

    def mend(self) -> None:
        """Let connections through."""
        self._listener = socket.create_server(("127.0.0.1", self._port))
        threading.Thread(target=self._listen, args=(self._listener,), daemon=True).start()

    def cut(self) -> None:
        """Break every connection, and refuse new ones."""
        if self._listener is not None:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()

    def _listen(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            far = self._connected()
            self._ends += [near, far]
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=_pass_on, args=(source, target), daemon=True).start()

    def _connected(self) -> socket.socket:
        folder = self._url.query.get("host")
        if folder is None:
            return socket.create_connection((self._url.host or "127.0.0.1", self._url.port or 5432))
        far = socket.socket(socket.AF_UNIX)
        far.connect(str(Path(str(folder)) / f".s.PGSQL.{self._url.port or 5432}"))
        return far


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while heard := source.recv(65_536):
            target.sendall(heard)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def wire(url: str) -> Iterator[Wire]:
    """A whole wire to that database."""
    made = Wire(url)
    made.mend()
    try:
        yield made
    finally:
        made.cut()
