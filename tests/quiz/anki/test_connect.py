"""The client of AnkiConnect: whatever answers on the port, it is a sentence and takes no longer."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import pytest

from cards.errors import SettingError
from quiz.anki import connect
from quiz.anki.connect import AnkiConnect, AnkiError, address_of

LIMIT = 0.3
"""Seconds, for a server that never ends its answer."""

ENOUGH = 60
"""Seconds, for a server that answers at once."""


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "_FIRST", ENOUGH)


@contextmanager
def listening(respond: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that answers each connection in its way."""
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.05)
    stopped = threading.Event()

    def serve() -> None:
        while not stopped.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            with connection:
                connection.recv(65_536)
                try:
                    respond(connection)
                except OSError:  # the client has closed the connection
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
    finally:
        stopped.set()
        thread.join()
        server.close()


def http(body: bytes, status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def error_of(response: bytes, action: str = "version") -> str:
    with listening(lambda connection: connection.sendall(response)) as address:
        anki = AnkiConnect(address_of(address), monotonic, seconds=ENOUGH)
        with pytest.raises(AnkiError) as raised:
            anki.check() if action == "version" else anki.ask(action)
    return str(raised.value)


def test_a_result_is_returned() -> None:
    with listening(lambda c: c.sendall(http(b'{"result": [1], "error": null}'))) as address:
        anki = AnkiConnect(address_of(address), monotonic, seconds=ENOUGH)
        assert anki.ask("findNotes", query="x") == [1]


@pytest.mark.parametrize(
    ("response", "said"),
    [
        (b"", "does not answer 'version' as AnkiConnect does"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "does not answer 'version' as AnkiConnect does"),
        (http(b"<html>"), "does not answer 'version' as AnkiConnect does"),
        (http(b"[" * 100_000), "does not answer 'version' as AnkiConnect does"),
        (http(b"{}"), "does not answer 'version' as AnkiConnect does"),
        (http(b"{}", "403 Forbidden"), "does not answer 'version' as AnkiConnect does"),
        (http(b'{"result": 5, "error": null}'), "has version 5"),
        (http(b'{"result": null, "error": null}'), "has version None"),
        (
            http(b'{"result": null, "error": "valid api key must be provided"}'),
            "set PRIMEMOVER_ANKI_KEY",
        ),
        (
            http(b'{"result": null, "error": "collection is not available"}'),
            "No profile is open in Anki",
        ),
        (http(b'{"result": null, "error": "unsupported action"}'), "does not know 'version'"),
        (http(b'{"result": "old", "error": null}'), "has version old"),
        (http(b'{"result": null, "error": "x\\ny."}'), "Anki refuses 'version': x y."),
    ],
)
def test_any_other_answer_is_explained(response: bytes, said: str) -> None:
    assert said in error_of(response)


def test_an_answer_that_never_ends_is_given_up_in_time() -> None:
    def drip(connection: socket.socket) -> None:
        for _ in range(500):  # ten seconds
            connection.sendall(b"H")
            threading.Event().wait(0.02)

    def wait(connection: socket.socket) -> None:
        connection.recv(1)  # until the client closes the connection

    for respond in (drip, wait):
        with (
            listening(respond) as address,
            pytest.raises(AnkiError, match="does not answer within"),
        ):
            AnkiConnect(address_of(address), monotonic, seconds=LIMIT).check()


def test_the_first_answer_has_a_short_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(connection: socket.socket) -> None:
        connection.recv(1)

    monkeypatch.setattr(connect, "_FIRST", 0.1)
    with listening(wait) as address, pytest.raises(AnkiError, match=r"within 0\.1 s"):
        AnkiConnect(address_of(address), monotonic, seconds=60).check()


def test_a_version_may_be_a_text() -> None:
    with listening(lambda c: c.sendall(http(b'{"result": "6", "error": null}'))) as address:
        AnkiConnect(address_of(address), monotonic, seconds=ENOUGH).check()


def test_without_anki_it_says_how_to_start() -> None:
    with listening(lambda _: None) as address:
        pass
    with pytest.raises(AnkiError, match="Start Anki; it needs the add-on AnkiConnect"):
        AnkiConnect(address_of(address), monotonic, seconds=LIMIT).check()


def test_only_this_machine_is_an_address() -> None:
    for text in (
        "http://127.0.0.1:8765",
        "http://localhost",
        "http://[::1]:8765",
        "http://127.1.2.3/",
    ):
        assert address_of(text).port == 8765
    for text in (
        "http://10.0.0.1:8765",
        "http://example.org",
        "https://127.0.0.1",
        "http://127.0.0.1/x",
        "http://127.0.0.1.example.org",
        "http://user@0.0.0.0",
        "127.0.0.1",
        "http://127.0.0.1:99999",
        "",
    ):
        with pytest.raises(SettingError):
            address_of(text)
