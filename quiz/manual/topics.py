"""The topics of the manual, in the order in which a reader needs them.

To add one, add its line here and a page of the same name in `pages/`.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "topics": "what you can write for TOPIC, and how topics combine",
        "keys": "what each key does in a quiz and in an exam",
        "scoring": "what counts as right, time limits, and what the figures mean",
        "formats": "export formats, and what happens when you import again",
        "anki": "your answers, from Anki and to Anki",
        "maps": "pictures of the muscles of an exercise or a finding",
        "settings": "defaults for all commands, and the file that holds them",
        "files": "where your data is, and which environment variables count",
        "scripts": "exit codes, JSON output, and runs that can be repeated",
        "facts": "how to write your own facts, with a complete example",
        "sections": "every section and key of a fact file",
        "confidence": "how sure a claim is, and what follows from its sources",
        "distractors": "why a wrong option is wrong, and where options come from",
        "templates": "how to write your own questions",
    }
)
"""Each topic, with one line on what its page tells."""

_PAGES = Path(__file__).parent / "pages"


def read_page(topic: str) -> str:
    """The text of a topic's page, with its lists not yet filled in."""
    return (_PAGES / f"{topic}.md").read_text(encoding="utf-8")
