"""Values survive being stored, and nothing but values of the model is read."""

import marshal
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.cache.codec import Decoder, Encoder
from cards.exams.blueprint import Counted
from cards.model.card import Distractor, Proof
from cards.model.vocabulary import Phase, Role
from cards.problems import Place

PLAIN = st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.text(max_size=5)
MEMBERS = st.sampled_from([*Role, *Phase, *Proof])
PLACES = st.builds(Place, file=st.text(max_size=5), line=st.integers(0, 9))
OPTIONS = st.builds(
    Distractor,
    text=st.text(max_size=5),
    reason=st.text(max_size=5),
    proof=st.sampled_from(Proof),
    concept=st.text(max_size=5),
)
VALUES = st.recursive(
    PLAIN | MEMBERS | PLACES | OPTIONS,
    lambda values: (
        st.lists(values, max_size=3).map(tuple)
        | st.frozensets(PLAIN | MEMBERS, max_size=3)
        | st.dictionaries(PLAIN | MEMBERS, values, max_size=3)
    ),
    max_leaves=8,
)


def stored(value: object) -> object:
    encoder = Encoder()
    content = marshal.loads(marshal.dumps(encoder.encode(value)))
    classes = marshal.loads(marshal.dumps(encoder.classes))
    return Decoder(classes).decode(content)


@given(VALUES)
def test_a_value_is_read_as_it_was_stored(value: object) -> None:
    assert stored(value) == value


def test_a_row_keeps_its_class() -> None:
    row = Counted._make(range(len(Counted._fields)))

    assert type(stored((row,))[0]) is Counted  # type: ignore[index] # a tuple was stored


def test_members_of_enumerations_keep_their_class() -> None:
    found = stored((Role.SYNERGIST, "synergist"))

    assert list(map(type, found)) == [Role, str]  # type: ignore[call-overload] # as above


def test_shared_objects_are_stored_as_numbers() -> None:
    place = Place(file="a")
    encoder = Encoder(lambda value: 7 if value is place else None)
    content = encoder.encode((place, Place(file="b")))

    assert Decoder(encoder.classes, {7: place}.__getitem__).decode(content)[0] is place


@pytest.mark.parametrize(
    ("module", "name"),
    [("this", "d"), ("cards.cache.parts", "parts_file"), ("cards.files", "Path")],
)
def test_no_class_but_one_of_values_is_read(module: str, name: str) -> None:
    decoder = Decoder([(module, name, ())])

    with pytest.raises(ValueError, match="not "):
        decoder.decode([0, (), ()])
    assert "this" not in sys.modules


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(ValueError, match="-99 stands for nothing"):
        Decoder([]).decode([-99, ()])
