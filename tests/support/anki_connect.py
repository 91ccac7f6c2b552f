"""AnkiConnect for tests: an HTTP server on loopback that acts on a real Anki collection.

The actions do what the add-on does (plugin/__init__.py of FooSoft/anki-connect), with the library
instead of the desktop program.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, cast

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

if TYPE_CHECKING:
    # Only `anki.collection` can be imported first.
    from anki.cards import CardId
    from anki.notes import NoteId

_COLUMNS = ("id", "usn", "ease", "ivl", "lastIvl", "factor", "time", "type")


class Actions:
    """The actions of AnkiConnect."""

    def __init__(self, collection: Collection, key: str | None = None, version: int = 6) -> None:
        self.collection, self.key, self.api_version = collection, key, version
        self.asked: list[str] = []

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to a request."""
        action = str(request["action"])
        self.asked.append(action)
        method = getattr(self, f"do_{action}", None)
        if request.get("key") != self.key:
            return {"result": None, "error": "valid api key must be provided"}
        if method is None:
            return {"result": None, "error": "unsupported action"}
        try:
            return {"result": method(**request.get("params", {})), "error": None}
        except Exception as error:  # noqa: BLE001 - as the add-on does
            return {"result": None, "error": str(error)}

    def do_version(self) -> int:
        return self.api_version

    def do_multi(self, actions: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [self.answer(each) for each in actions]

    def do_deckNames(self) -> list[str]:  # noqa: N802 - the name of the action
        return [deck.name for deck in self.collection.decks.all_names_and_ids()]

    def do_findNotes(self, query: str) -> list[int]:  # noqa: N802 - as above
        return list(map(int, self.collection.find_notes(query)))

    def do_notesInfo(self, notes: list[int]) -> list[dict[str, Any]]:  # noqa: N802 - as above
        found = []
        for note in map(self.collection.get_note, cast("list[NoteId]", notes)):
            type_ = note.note_type()
            assert type_ is not None
            fields = {
                name: {"value": value, "order": n} for n, (name, value) in enumerate(note.items())
            }
            found.append(
                {
                    "noteId": note.id,
                    "tags": note.tags,
                    "fields": fields,
                    "modelName": type_["name"],
                    "cards": note.card_ids(),
                }
            )
        return found

    def do_getReviewsOfCards(self, cards: list[int]) -> dict[int, Any]:  # noqa: N802 - as above
        assert self.collection.db is not None
        query = f"select {', '.join(_COLUMNS)} from revlog where cid = ?"
        return {
            card: [
                dict(zip(_COLUMNS, row, strict=True)) for row in self.collection.db.all(query, card)
            ]
            for card in cards
        }

    def do_updateNoteFields(self, note: dict[str, Any]) -> None:  # noqa: N802 - as above
        found = self.collection.get_note(note["id"])
        for name, value in note["fields"].items():
            found[name] = value
        self.collection.update_note(found)

    def do_addTags(self, notes: list[int], tags: str) -> None:  # noqa: N802 - as above
        self.collection.tags.bulk_add(cast("list[NoteId]", notes), tags)

    def do_areSuspended(self, cards: list[int]) -> list[bool]:  # noqa: N802 - as above
        found = map(self.collection.get_card, cast("list[CardId]", cards))
        return [int(card.queue) == -1 for card in found]

    def do_suspend(self, cards: list[int]) -> bool:
        self.collection.sched.suspend_cards(cast("list[CardId]", cards))
        return True

    def do_findCards(self, query: str) -> list[int]:  # noqa: N802 - as above
        return list(map(int, self.collection.find_cards(query)))

    def do_cardsInfo(self, cards: list[int]) -> list[dict[str, Any]]:  # noqa: N802 - as above
        found = map(self.collection.get_card, cast("list[CardId]", cards))
        return [
            {"cardId": card.id, "queue": int(card.queue), "due": card.due, "interval": card.ivl}
            for card in found
        ]

    def do_setSpecificValueOfCard(  # noqa: N802 - as above
        self,
        card: int,
        keys: list[str],
        newValues: list[Any],  # noqa: N803 - as above
    ) -> list[bool]:
        found = self.collection.get_card(cast("CardId", card))
        for name, value in zip(keys, newValues, strict=True):
            setattr(found, name, value)
        self.collection.update_card(found)
        return [True]

    def do_importPackage(self, path: str) -> bool:  # noqa: N802 - as above
        options = ImportAnkiPackageOptions(
            merge_notetypes=True, with_scheduling=True, with_deck_configs=True
        )
        request = ImportAnkiPackageRequest(package_path=path, options=options)
        self.collection.import_anki_package(request)
        return True


@contextmanager
def anki_connect(actions: Actions) -> Iterator[str]:
    """Serve the actions; the address of the server."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                body = json.dumps(actions.answer(request)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
