"""The table of keys is complete: every action has a key, and every key one explained meaning."""

from itertools import product

import pytest

from quiz.run.keys import KEYS, Action, Key, Moment, Situation, explained, keys_at, manual
from quiz.session.policy import Feedback, Navigation

POLICIES = list(product(Feedback, Navigation))


@pytest.mark.parametrize("action", Action)
def test_every_action_has_a_key(action: Action) -> None:
    assert action in {key.action for key in KEYS}


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.key}-{key.action.name}")
def test_every_key_is_explained(key: Key) -> None:
    assert key.help
    assert not key.help.endswith(".")


@pytest.mark.parametrize("moment", Moment)
@pytest.mark.parametrize("policies", POLICIES)
def test_no_key_is_ambiguous(moment: Moment, policies: tuple[Feedback, Navigation]) -> None:
    keys = [name for key in keys_at(moment, *policies) for name in (key.key, *key.aliases)]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("policies", POLICIES)
def test_the_help_lists_every_key(
    policies: tuple[Feedback, Navigation],
) -> None:
    explained_keys = {each.key for each in explained(Situation(Moment.QUESTION, *policies))}
    keys = {key.key for key in keys_at(Moment.QUESTION, *policies)}

    # `?` itself is the key that is read, and there is no question with options here.
    assert keys - explained_keys == {"?", "x"}


def test_the_manual_lists_every_key_of_a_quiz_and_of_an_exam() -> None:
    listed = {each.help for _, keys in manual() for each in keys}

    assert listed == {key.help for key in KEYS if key.moments != (Moment.START,)}
