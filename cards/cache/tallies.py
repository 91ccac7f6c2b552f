"""Tallies of balanced cards, as bytes."""

import marshal
from collections import Counter

from cards.balance import OptionTally


def pack_tally(tally: OptionTally) -> bytes:
    """A tally as bytes."""
    keys_of = {wording: _plain(keys) for wording, keys in tally.keys_of.items()}
    together = {(str(key), str(text)): n for (key, text), n in tally.together.items() if n}
    return marshal.dumps((_plain(tally.keys), keys_of, _plain(tally.wrong), together))


def _plain(counts: Counter[str]) -> dict[str, int]:
    """Counts by plain texts; some texts are members of an enumeration."""
    return {str(text): number for text, number in counts.items() if number}


def unpack_tally(content: bytes) -> OptionTally:
    """The tally that bytes stand for."""
    keys, keys_of, wrong, together = marshal.loads(content)  # noqa: S302 - in a part with a checksum
    by_wording = {wording: Counter(found) for wording, found in keys_of.items()}
    return OptionTally(Counter(keys), by_wording, Counter(wrong), Counter(together))
