"""A client of AnkiConnect, the add-on through which other programs reach a running Anki.

It only connects to this machine, without a proxy, and each answer has a time limit, however slowly
it arrives. The actions are those of version 6 of the interface. Nothing is synchronized.

Source: README.md and plugin/__init__.py of FooSoft/anki-connect.
"""

import json
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from cards.errors import ExitCode, PrimemoverError, SettingError

DEFAULT_ADDRESS = "http://127.0.0.1:8765"

ADD_ON = 2055492159
"""The code of AnkiConnect in Anki's list of add-ons."""

_VERSION = 6
_FIRST = 2.0
"""Seconds for the first answer, which needs nothing of the collection."""

_SHOWN = 300
"""Characters of a message of AnkiConnect."""

_MOST_BYTES = 2**28
_CHUNK = 2**16


class AnkiError(PrimemoverError, exit_code=ExitCode.FAULTY_DATA):
    """Anki cannot be reached, or refuses a request."""


class AnkiRefusal(AnkiError, exit_code=ExitCode.FAULTY_DATA):
    """Anki refuses a request, or does not know it."""


class Address(NamedTuple):
    """Where AnkiConnect listens."""

    host: str
    port: int

    def __str__(self) -> str:
        """The host and the port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def address_of(text: str) -> Address:
    """The address in a text such as `http://127.0.0.1:8765`.

    Raises:
        SettingError: It is not an address of this machine.
    """
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port or 8765
        is_here = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        is_here = False
    if not is_here or parts.scheme != "http" or parts.path not in ("", "/"):
        raise SettingError(
            f"'{text}' is not an address of this machine such as {DEFAULT_ADDRESS}: answers and"
            " notes are exchanged with no other one."
        )
    return Address("127.0.0.1" if host == "localhost" else host, port)


class AnkiConnect:
    """A running Anki."""

    def __init__(
        self, address: Address, clock: Callable[[], float], *, seconds: float, key: str = ""
    ) -> None:
        """Prepare; nothing is sent yet.

        Args:
            address: Where AnkiConnect listens.
            clock: The time in seconds, from any moment on.
            seconds: The time limit of each answer.
            key: The key that AnkiConnect asks for; empty if it asks for none.
        """
        self._address, self._clock, self._seconds, self._key = address, clock, seconds, key

    def check(self) -> None:
        """Check that it answers and has the version that this client needs.

        Raises:
            AnkiError: It does not.
        """
        request = self._request("version", {})
        version = self._result("version", self._answer(request, min(_FIRST, self._seconds)))
        number = str(version)  # some programs in its place send a text
        if not number.isdecimal() or int(number[:_SHOWN]) < _VERSION:
            raise AnkiError(
                f"AnkiConnect has version {_on_one_line(number)} of its interface, and"
                f" {_VERSION} is needed. Update it in Anki: Tools > Add-ons > Check for Updates."
            )

    def ask(self, action: str, **parameters: Any) -> Any:
        """The result of an action.

        Raises:
            AnkiError: There is none.
        """
        return self._result(action, self._answer(self._request(action, parameters), self._seconds))

    def ask_all(self, action: str, parameters: Iterable[Mapping[str, Any]]) -> list[Any]:
        """The results of one action with different parameters, in one request.

        Raises:
            AnkiError: One of them has none.
        """
        requests = [self._request(action, each) for each in parameters]
        answers = self.ask("multi", actions=requests)
        if not isinstance(answers, list) or len(answers) != len(requests):
            raise self._unexpected("multi")
        return [self._result(action, answer) for answer in answers]

    def _request(self, action: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        request = {"action": action, "version": _VERSION, "params": dict(parameters)}
        return request | {"key": self._key} if self._key else request

    def _result(self, action: str, answer: object) -> Any:
        if not isinstance(answer, dict) or "result" not in answer:
            raise self._unexpected(action)
        if answer.get("error") is None:
            return answer["result"]
        raise AnkiRefusal(_explained(str(answer["error"]), action))

    def _unexpected(self, action: str) -> AnkiError:
        return AnkiError(
            f"{self._address} does not answer '{action}' as AnkiConnect does. Does another program"
            " use this port?"
        )

    def _answer(self, request: Mapping[str, Any], seconds: float) -> object:
        """The answer to a request, as JSON has it, within a time limit."""
        action = str(request["action"])
        try:
            return json.loads(_body(self._exchange(json.dumps(request).encode(), seconds)))
        except ConnectionRefusedError:
            raise AnkiError(
                f"Nothing answers at {self._address}. Start Anki; it needs the add-on AnkiConnect:"
                f" Tools > Add-ons > Get Add-ons, {ADD_ON}."
            ) from None
        except TimeoutError:
            raise AnkiError(
                f"Anki does not answer within {seconds:g} s. Is a dialog open in it?"
            ) from None
        except OSError as error:
            raise AnkiError(
                f"Anki cannot be reached at {self._address}: {error.strerror or error}."
            ) from None
        except (ValueError, RecursionError):
            raise self._unexpected(action) from None

    def _exchange(self, body: bytes, seconds: float) -> bytes:
        """Send a request, and return the whole response within the time limit."""
        end = self._clock() + seconds
        head = (
            f"POST / HTTP/1.1\r\nHost: {self._address}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        with socket.create_connection(self._address, seconds) as connection:
            connection.sendall(head.encode() + body)
            received = bytearray()
            while not _is_complete(received):
                remaining = end - self._clock()
                if remaining <= 0:
                    raise TimeoutError
                connection.settimeout(remaining)
                chunk = connection.recv(_CHUNK)
                if not chunk:
                    break
                received += chunk
                if len(received) > _MOST_BYTES:
                    raise ValueError("the answer is too long")
            return bytes(received)


_SEPARATOR = b"\r\n\r\n"


def _is_complete(response: bytearray) -> bool:
    """Whether all of a response was received that states its length."""
    place = response.find(_SEPARATOR)
    if place < 0:
        return False
    length = _length(bytes(response[:place]))
    return length is not None and len(response) - place - len(_SEPARATOR) >= length


def _length(head: bytes) -> int | None:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            return int(value)
    return None


def _body(response: bytes) -> bytes:
    """The body of a response.

    Raises:
        ValueError: It is not a successful response, or a part is missing.
    """
    head, separator, body = response.partition(_SEPARATOR)
    length = _length(head)
    status = head.split(b" ", 2)
    if not separator or status[1:2] != [b"200"] or (length is not None and len(body) < length):
        raise ValueError("not a whole response")
    return body


def _explained(error: str, action: str) -> str:
    """A message of AnkiConnect, with what the learner can do about it."""
    if "api key" in error:
        return "AnkiConnect asks for its API key: set PRIMEMOVER_ANKI_KEY to the key in its config."
    if "collection is not available" in error:
        return "No profile is open in Anki: open one."
    if error == "unsupported action":
        return (
            f"AnkiConnect does not know '{action}'. Update it in Anki: Tools > Add-ons > Check for"
            " Updates."
        )
    return f"Anki refuses '{action}': {_on_one_line(error).rstrip('.')}."


def _on_one_line(text: str) -> str:
    """The beginning of a text from another program, without line breaks and control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text[:_SHOWN]).split())


def in_parts(items: Sequence[int], size: int) -> Iterator[list[int]]:
    """Long lists in parts, so that each answer is short."""
    for begin in range(0, len(items), size):
        yield list(items[begin : begin + size])
