"""A real connection that breaks off in the middle of an upload."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn

from tests.faces.http.api import Api


@pytest.fixture
def port(quick: Api) -> Iterator[int]:
    """Where the API listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found: int = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(quick.app, port=found, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
    yield found
    server.should_exit = True
    thread.join()


def test_an_upload_that_breaks_off_leaves_nothing(quick: Api, port: int) -> None:
    """Half of the bytes and then silence: no document, no bytes, and the next upload is taken in."""
    head = (
        f"POST /cases/{quick.both.own}/documents?title=x.pdf HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        "x-person: kari\r\nContent-Length: 200000\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port)) as sender:
        sender.sendall(head.encode() + b"%PDF-1.7\n" + b"x" * 100_000)
    whole = b"%PDF-1.7\n" + b"x" * 1000
    with socket.create_connection(("127.0.0.1", port)) as sender:
        sender.sendall(head.replace("200000", str(len(whole))).encode() + whole)
        assert b"201" in sender.recv(1000).partition(b"\r\n")[0]
    documents = quick.both.office.case(quick.both.own).documents
    assert [d.id for d in documents] == [f"{quick.both.own}:d1"]
    with quick.both.office.database.cursor() as cursor:
        cursor.execute("select distinct digest from pieces")
        assert [row[0] for row in cursor.fetchall()] == [documents[0].digest]
