"""The built-in sources: their ranks, their names, and the sites that are barred."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cards.doubtful_roles import rests_on_pages
from cards.model.facts.role import RoleClaim
from cards.model.nouns import Source
from cards.model.vocabulary import Confidence, Rank, SourceKind
from tests.support.library import builtin_cards, builtin_library

BASE = builtin_library().base
DATA = Path("cards/data")

IN_FILES = {
    "textbooks": (Rank.TEACHING,),
    "certifying-bodies": (Rank.TEACHING,),
    "studies": (Rank.STUDY,),
    "reference-works": (Rank.REFERENCE,),
    "experts": (Rank.EXPERT,),
    "pages": (Rank.TERTIARY, None),
}
"""The ranks of the sources in each file; a claim that was read nowhere is with the pages."""

_HOST = re.compile(
    r"\b[a-z0-9-]+\.(com|net|org|info|co|uk|io|edu|eu|ca|au|de|blog|ai|app|me|in|us|biz|wiki)\b",
    re.IGNORECASE,
)

BARRED = {
    "sells or copies the questions of exams": (
        *("killexams", "examtopic", "examzify", "learnexams", "dumps", "studyguidezone", "acsmmcq"),
        *("cscstestprep", "assignguru", "wizedu", "quizgecko"),
    ),
    "sells essays and homework": ("stuvia", "coursehero", "studymode", "writework", "chegg"),
    "offers copies that were uploaded": (
        *("scribd", "studylib", "docslib", "issuhub", "vdocuments", "fdocuments", "pdfslide"),
        *("slideshare", "documentop", "docksci", "moam.info", "coek.info", "ebookreading"),
        *("publicism", "kostenlosonlinelesen", "melakarnets", "kobieticaretzirvesi", "kipdf"),
        *("thepretendgrownup", "rrnursingschool", "embedy.cc", "mindluster", "rssing"),
    ),
}
"""Parts of the addresses of sites that no source and no exam profile names, by the reason."""


def _read() -> Iterator[Source]:
    """The sources that were read."""
    for source in BASE.sources.values():
        if source.kind not in (SourceKind.RULE, SourceKind.UNREAD):
            yield source


def test_each_source_has_a_rank_and_says_why() -> None:
    assert not [source.id for source in _read() if source.rank is None or not source.reason]


def test_no_built_in_source_leaves_its_rank_to_its_kind() -> None:
    assert not [source.id for source in _read() if "no rank is stated" in (source.reason or "")]


def test_each_source_is_in_the_file_of_its_rank() -> None:
    files = {path.stem for path in (DATA / "sources").glob("*.yaml")}
    assert files == set(IN_FILES)
    for source in BASE.sources.values():
        if source.kind is not SourceKind.RULE:
            assert source.rank in IN_FILES[Path(source.place.file).stem], source.id


def test_textbooks_and_bodies_are_in_separate_files() -> None:
    for file, kind in (("textbooks", SourceKind.TEXTBOOK), ("certifying-bodies", SourceKind.BODY)):
        for source in BASE.sources.values():
            assert (Path(source.place.file).stem == file) == (source.kind is kind), source.id


def test_no_source_is_named_by_an_address() -> None:
    assert not [s.id for s in BASE.sources.values() if _HOST.search(f"{s.name} | {s.title}")]


@pytest.mark.parametrize("site", [site for sites in BARRED.values() for site in sites])
def test_no_data_names_a_site_of_copies_or_exam_dumps(site: str) -> None:
    assert not [str(path) for path in DATA.rglob("*.yaml") if site in path.read_text().lower()]


def test_no_tertiary_page_makes_a_role_contested() -> None:
    contested = [c for c in BASE.of_type(RoleClaim) if c.confidence is Confidence.CONTESTED]

    assert not [claim.id for claim in contested if claim.on_pages_alone]


def test_contested_roles_of_a_muscle_have_sources_of_one_rank() -> None:
    ranks: dict[tuple[str, str], set[Rank | None]] = {}
    for claim in BASE.of_type(RoleClaim):
        if claim.confidence is Confidence.CONTESTED:
            ranks.setdefault((claim.exercise.id, claim.muscle.id), set()).add(claim.rank)

    assert not {pair: found for pair, found in ranks.items() if len(found) > 1}


@pytest.mark.slow
def test_what_only_tertiary_pages_state_is_asked_on_request() -> None:
    by_default = [card for card in builtin_cards() if not card.optional]

    assert by_default
    assert not [card.id for card in by_default if all(map(rests_on_pages, card.facts))]


@pytest.mark.slow
def test_no_question_names_a_tertiary_page() -> None:
    pages = [source.name for source in _read() if source.rank is Rank.TERTIARY]
    for card in builtin_cards():
        stems = " ".join(card.stems)
        if "According to" in stems or " as " in stems:
            assert not any(name in stems for name in pages), card.id
