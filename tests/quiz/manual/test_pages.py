"""The manual: every topic has a page, and every page lists what the program knows."""

import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import pytest

from cards.checks.doubts import DOUBTS
from cards.distractors.rules import RULES
from cards.errors import ExitCode
from cards.groups.rules import GROUP_RULES
from cards.model.card import Proof
from cards.model.facts.table import SLOTS, SLOTS_OF, STATEMENT_KINDS, traits_of
from cards.model.template import Kind
from cards.model.vocabulary import Confidence, Contraction, Phase, Role, SourceKind
from cards.topics import topics_of
from cards.wording import CONDITIONS
from decks.formats.format import FORMATS
from quiz.home import paths
from quiz.manual import topics
from quiz.manual.lists import LISTS
from quiz.manual.page import render
from quiz.manual.topics import TOPICS, read_page
from quiz.run.keys import KEYS, Moment
from quiz.statistics.dimensions import DIMENSIONS
from quiz.statistics.figures import Strength
from quiz.terminal.layout import TextLayout, columns
from tests.support.library import builtin_library
from tests.support.paths import ROOT

_ANNOUNCED = (Moment.START,)
"""Before the first question of an exam, which the program explains on the spot."""

LIST = re.compile(r"^\{\{(.*)\}\}$", re.MULTILINE)


def page(topic: str, width: int = 80) -> str:
    layout = TextLayout(measure=lambda: width)
    return "\n".join(render(TOPICS[topic], read_page(topic), LISTS, layout))


def test_every_topic_has_a_page_and_every_page_is_a_topic() -> None:
    pages = {file.stem for file in Path(topics._PAGES).glob("*.md")}

    assert pages == set(TOPICS)


def test_every_list_is_on_a_page() -> None:
    named = {name for topic in TOPICS for name in LIST.findall(read_page(topic))}

    assert named == set(LISTS)


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_member_of_a_list_is_explained(name: str) -> None:
    entries = dict(LISTS[name]())

    assert [member for member, text in entries.items() if not text] == []


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_fits_the_terminal(topic: str, width: int) -> None:
    code = {line.strip() for line in read_page(topic).splitlines()}
    too_long = [
        line
        for line in page(topic, width).splitlines()
        if columns(line) > width and (width == 80 or line.strip() not in code)
    ]

    assert too_long == []


@pytest.mark.parametrize(
    ("topic", "members"),
    [
        ("confidence", Confidence),
        ("confidence", SourceKind),
        ("distractors", Proof),
        ("distractors", RULES),
        ("facts", Contraction),
        ("facts", DOUBTS),
        ("facts", Phase),
        ("facts", Role),
        ("formats", FORMATS),
        ("formats", [format_.ending for format_ in FORMATS.values()]),
        ("keys", [key.key for key in KEYS]),
        ("scoring", DIMENSIONS),
        ("scoring", Kind),
        ("scoring", [strength for strength in Strength if strength]),
        ("scripts", [str(code.value) for code in ExitCode]),
        ("sections", traits_of("exercise")),
        ("sections", traits_of("muscle")),
        ("sections", STATEMENT_KINDS),
        ("templates", CONDITIONS),
        ("templates", SLOTS_OF),
        ("templates", GROUP_RULES),
        ("templates", Kind),
        ("templates", [f"{{{slot}}}" for slot in SLOTS]),
    ],
)
def test_a_page_lists_each_member_of_a_table(
    topic: str, members: type[StrEnum] | Iterable[str]
) -> None:
    words = set(re.split(r"[\s,()]+", page(topic)))

    assert {word for member in members for word in str(member).split()} <= words


def test_the_page_of_keys_says_what_each_key_does() -> None:
    text = " ".join(page("keys").split())

    assert [key.help for key in KEYS if key.moments != _ANNOUNCED and key.help not in text] == []


def test_every_kind_of_topic_is_named() -> None:
    words = set(re.findall(r"\w+", read_page("topics")))
    kinds = {
        topic.kind for topics in topics_of(builtin_library()).index.values() for topic in topics
    }

    assert kinds <= words


def test_every_place_of_the_user_is_listed() -> None:
    places = {
        str(place)
        for name in vars(paths)
        if name.endswith(("_file", "_folder")) and not name.startswith("_")
        for place in [getattr(paths, name)()]
    }

    assert {name for name, _ in LISTS["files"]()} == places - {str(paths.data_folder())}


def test_every_environment_variable_that_is_read_is_listed() -> None:
    read = re.compile(r"""(?:environ(?:ment)?\.get\(|envvar=)"([A-Z_]+)""")
    source = "\n".join(file.read_text("utf-8") for file in (ROOT / "quiz").rglob("*.py"))
    listed = " ".join(name for name, _ in LISTS["environment"]())

    assert [name for name in read.findall(source) if name not in listed] == []
    assert len(read.findall(source)) > 5
