"""The command line: what it says, what each option does, and how it ends."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from decks.formats.format import ExportResult
from quiz.__main__ import run
from quiz.cli.app import cli
from quiz.schedule.schedulers import DEFAULT
from tests.support import paths
from tests.support.homes import make_home
from tests.support.paths import ROOT, TESTS

CLASS = str(paths.CLASS)
ROLE_FACT = "hip-thrust/gluteus-maximus/role"
COMMANDS = (
    *((), ("quiz",), ("facts",), ("facts", "list"), ("facts", "show"), ("facts", "check")),
    *(("facts", "sources"), ("cards",), ("cards", "list"), ("cards", "show"), ("export",)),
    *(
        ("cards", "check"),
        ("facts", "errata"),
        ("facts", "new"),
        ("facts", "add"),
        ("facts", "remove"),
        ("facts", "import"),
        ("facts", "schema"),
    ),
    *(("help",), ("completion",), ("exam",), ("resume",), ("stats",), ("progress",)),
    *(("progress", "where"), ("progress", "export"), ("progress", "import")),
)

Golden = Callable[[str, str], None]
Primemover = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_home(tmp_path_factory.mktemp("home"))


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    for name in ("PRIMEMOVER_FACTS", "PRIMEMOVER_US", "NO_COLOR", "ACCESSIBLE", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PRIMEMOVER_HOME", str(home))
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def primemover(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Primemover:
    """Run a command; return its exit code, stdout and stderr."""

    def call(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = run(list(arguments))
        output = capsys.readouterr()
        return code, output.out, output.err

    return call


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def options_of(path: tuple[str, ...]) -> list[click.Option]:
    command: click.Command = cli
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found is not None
        command = found
    return [p for p in command.params if isinstance(p, click.Option)]


# -- help ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_reads_well(path: tuple[str, ...], primemover: Primemover, golden: Golden) -> None:
    code, text, errors = primemover(*path, "--help")

    golden(f"help-{'-'.join(path) or 'primemover'}.txt", text)
    assert (code, errors) == (0, "")
    assert "Example" in text
    assert max(map(len, text.splitlines())) <= 80
    assert "..." not in re.sub(r"(\]|\b(ID|EXERCISE|FILE|NAME))\.\.\.", "", text)
    for option in options_of(path):
        assert option.opts[0] in text


def test_every_command_is_in_the_help_of_its_group(primemover: Primemover) -> None:
    for path in COMMANDS:
        if path:
            assert f"  {path[-1]} " in primemover(*path[:-1], "--help")[1]


def test_no_command_lacks_its_golden_help() -> None:
    def paths(command: click.Command, *path: str) -> Iterator[tuple[str, ...]]:
        yield path
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                found = command.get_command(context, name)
                assert found is not None
                yield from paths(found, *path, name)

    assert sorted(COMMANDS) == sorted(paths(cli))


def test_without_a_command_the_help_is_shown(primemover: Primemover) -> None:
    assert primemover() == primemover("--help") == primemover("-h")


def test_the_version_is_printed(primemover: Primemover) -> None:
    code, text, _ = primemover("--version")

    assert (code, text.split(",")[0]) == (0, "primemover")


def test_help_reads_no_facts_and_loads_nothing_heavy() -> None:
    output = """
import sys
from quiz.__main__ import run
for path in {paths}:
    run([*path, "--help"])
heavy = {heavy} & set(sys.modules)
sys.exit(f"loaded: {{heavy}}" if heavy else 0)
"""
    heavy = {
        "yaml",
        "genanki",
        "sqlite3",
        "cards.load.library",
        "cards.load.document",
        "cards.generate",
    }
    code = output.format(paths=[list(path) for path in COMMANDS], heavy=heavy)
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )

    assert (ended.returncode, ended.stderr) == (0, "")


# -- mistakes --------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "code", "output"),
    [
        ("quizz", 2, "Unknown command 'quizz'. Did you mean 'quiz'?"),
        ("facts lst", 2, "Did you mean 'list'?"),
        ("quiz --tme 5m", 2, "'--time'"),
        ("quiz -n 0", 2, "0 is not in the range"),
        ("quiz -n many", 2, "'many' is not a valid integer"),
        ("quiz --time soon", 2, "'soon' is not a valid time; write 30s, 10m or 1h30m."),
        ("quiz --per-question 0", 2, "'0' is not a valid time"),
        ("quiz --seed x", 2, "'x' is not a valid integer"),
        ("quiz --role stabilizr", 2, "Did you mean 'stabiliser'?"),
        ("quiz --contraction excentric", 2, "Did you mean 'eccentric'?"),
        ("quiz --phase lift-off", 2, "Unknown phase 'lift-off'."),
        ("quiz --kind choise", 2, "Did you mean 'choice'?"),
        ("quiz --only", 2, "give yours with --facts PATH"),
        ("quiz hip-thrustt", 3, "Unknown topic 'hip-thrustt'. Did you mean 'hip"),
        ("quiz --template rolle", 3, "Unknown topic 'rolle'. Did you mean 'role'?"),
        ("quiz core --kind ordering --role antagonist", 3, "No cards match."),
        ("cards list xyzzy", 3, "Unknown topic 'xyzzy'."),
        ("facts list xyzzy", 3, "Unknown topic 'xyzzy'."),
        (f"facts show {ROLE_FACT}s", 3, f"Did you mean '{ROLE_FACT}'?"),
        (f"cards show rle/{ROLE_FACT}", 3, f"Did you mean 'role/{ROLE_FACT}'?"),
        ("facts show", 2, "Missing argument 'ID...'"),
        ("quiz --facts /nowhere/at-all.yaml", 1, "File or folder not found."),
        ("facts check /nowhere/at-all.yaml", 1, "File or folder not found."),
        ("export ank x.apkg", 2, "'ank' is not"),
        ("export anki /nowhere/x.apkg", 2, "Folder '/nowhere' not found."),
        ("export anki /", 2, "is a directory"),
        ("export anki", 2, "Missing argument 'FILE'"),
        ("completion tcsh", 2, "'tcsh' is not one of"),
    ],
)
def test_a_mistake_is_reported_with_a_remedy(
    primemover: Primemover, line: str, code: int, output: str
) -> None:
    ended, text, errors = primemover(*line.split())

    assert (code, text) == (ended, "")
    assert output in errors
    assert "Traceback" not in errors


@pytest.mark.slow
@pytest.mark.parametrize(
    ("topics", "remark"),
    [
        (["lunge"], "lunge: forward lunge, lateral lunge, reverse lunge and walking lunge.\n"),
        (["chest"], "chest: muscles of the chest.\n"),
        (["hip-thrust"], ""),
        (
            ["quads", "lunges"],
            "lunges: forward lunge, lateral lunge, reverse lunge and walking lunge.\n",
        ),
    ],
)
def test_a_command_says_what_a_word_of_a_name_selected(
    primemover: Primemover, topics: list[str], remark: str
) -> None:
    code, text, errors = primemover("cards", "list", "--json", *topics)

    assert (code, errors) == (0, remark)
    assert text


@pytest.mark.slow
def test_a_long_list_of_selected_topics_is_cut(primemover: Primemover) -> None:
    _, _, errors = primemover("cards", "list", "--json", "flexion")

    assert errors.startswith("flexion: ")
    assert re.search(r" and \d+ more\.\n$", errors)


def test_all_problems_of_an_invalid_file_are_reported(primemover: Primemover) -> None:
    broken = str(TESTS / "data" / "broken" / "several-mistakes-in-several-files")
    for command in (("facts", "check", broken), ("quiz", "--facts", broken)):
        code, text, errors = primemover(*command)

        assert (code, text) == (1, "")
        assert errors.endswith("\n\n16 problems.\n")
        assert all(f"/{name}:" in errors for name in ("sofa_bridge.yaml", "templates.yaml"))


@pytest.mark.slow
def test_an_unwritable_file_is_reported_in_one_line(
    primemover: Primemover, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("decks.formats.anki.write.write", fail)
    code, text, errors = primemover("export", "anki", str(tmp_path / "x.apkg"))

    assert (code, text) == (1, "")
    assert errors == f"Error: {tmp_path / 'x.apkg'} cannot be written: Permission denied.\n"


def test_a_bug_keeps_its_traceback(primemover: Primemover, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr("quiz.schedule.schedulers.SCHEDULERS", {DEFAULT: fail})
    with pytest.raises(RuntimeError, match="on purpose"):
        primemover("quiz")


def test_ctrl_c_before_the_quiz_starts_is_reported(
    primemover: Primemover, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("quiz.schedule.schedulers.SCHEDULERS", {DEFAULT: fail})

    assert primemover("quiz") == (130, "", "\nStopped.\n")


# -- what each option does -------------------------------------------------------------------


def cards_of(primemover: Primemover, *arguments: str) -> list[dict[str, Any]]:
    code, text, _ = primemover("cards", "list", "--json", *arguments)

    assert code == 0
    return objects(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "field", "values"),
    [
        (("--kind", "cloze"), "kind", {"cloze"}),
        (("--kind", "cloze", "--kind", "true_false"), "kind", {"cloze", "true-false"}),
        (("--kind", "True False"), "kind", {"true-false"}),
        (("--role", "stabilizer"), "role", {"stabiliser"}),
        (("--role", "agonists"), "role", {"prime mover"}),
        (("--role", "prime-mover", "--role", "synergist"), "role", {"prime mover", "synergist"}),
        (("--contraction", "eccentric"), "contraction", {"eccentric"}),
        (("--phase", "lowering"), "phase", {"lowering"}),
        (("--template", "role"), "template", {"role"}),
        (("wall-bridge", "--facts", CLASS), "exercise", {"wall-bridge"}),
    ],
)
def test_options_select_matching_cards(
    primemover: Primemover, options: tuple[str, ...], field: str, values: set[str]
) -> None:
    if CLASS in options:
        everything = cards_of(primemover, "--facts", CLASS)
    else:  # the cards of few exercises: reading all of them takes long
        everything = cards_of(primemover, "push-up", "forward-lunge", "barbell-curl")
        options = ("push-up", "forward-lunge", "barbell-curl", *options)
    found = cards_of(primemover, *options)

    assert values == {card[field] for card in found if card[field]}
    for card in found:  # a card on several facts has a tag for each of them
        tags = {f"{field}::{value.replace(' ', '-')}" for value in values}
        assert card[field] or tags & {*card["tags"]}
    assert len(found) < len(everything)
    quizzed = primemover("quiz", "--jsonl", "-n", "3", *options)
    assert quizzed[0] == 0
    assert objects(quizzed[1])[0]["card"] in {card["id"] for card in found}


@pytest.mark.slow
@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_level_selects_cards_of_that_difficulty(primemover: Primemover, level: int) -> None:
    found = cards_of(primemover, "--level", str(level))

    assert {level} == {card["level"] for card in found}
    quizzed = objects(primemover("quiz", "--jsonl", "-n", "3", "--level", str(level))[1])
    assert quizzed[0]["card"] in {card["id"] for card in found}


@pytest.mark.slow
def test_several_levels_widen_the_selection(primemover: Primemover) -> None:
    counts = [len(cards_of(primemover, "--level", n)) for n in ("1", "3")]

    assert len(cards_of(primemover, "--level", "1", "--level", "3")) == sum(counts)
    code, text, errors = primemover("cards", "list", "--level", "4")
    assert (code, text) == (2, "")
    assert "'4' is not one of '1', '2', '3'." in errors


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["select-all", "matching", "ordering"])
def test_kinds_with_several_letters_can_be_selected(primemover: Primemover, kind: str) -> None:
    found = cards_of(primemover, "--all", "--kind", kind)

    assert {kind} == {card["kind"] for card in found}
    assert all((len(card["left"]) > 1) is (kind == "matching") for card in found)
    assert all(len(card["facts"]) > 1 or kind == "ordering" for card in found)


@pytest.mark.slow
def test_names_need_not_be_quoted(primemover: Primemover) -> None:
    assert cards_of(primemover, "hip-thrust") == cards_of(primemover, "Hip", "thrusts")


@pytest.mark.slow
def test_attributed_adds_contested_claims_and_opinions(primemover: Primemover) -> None:
    settled, all_ = cards_of(primemover), cards_of(primemover, "--attributed")

    ids = {card["id"] for card in settled}
    added = [card for card in all_ if card["id"] not in ids]
    assert len(settled) + len(added) == len(all_)
    agreed = [card for card in added if card["confidence"] not in ("contested", "opinion")]
    assert {card["template"] for card in agreed} <= {"purpose", "muscle-for-purpose"}
    assert len(added) > len(agreed)


@pytest.mark.slow
def test_skipped_pairs_are_listed_with_the_reason(primemover: Primemover) -> None:
    _, text, _ = primemover("cards", "list", "--skipped")
    _, fewer, _ = primemover("cards", "list", "--skipped", "--template", "role")
    found = objects(primemover("cards", "list", "--skipped", "--json", "glute-bridge")[1])

    assert 0 < len(fewer.splitlines()) < len(text.splitlines())
    assert all(line.startswith("role × ") for line in fewer.splitlines())
    assert found
    assert all("glute-bridge" in record["fact"] for record in found)


def test_the_count_and_the_seed_are_used(primemover: Primemover) -> None:
    def asked(*options: str) -> list[str]:
        _, text, _ = primemover("quiz", "--jsonl", *options, typed="i\n" * 20)
        return [o["card"] for o in objects(text) if o["event"] == "question"]

    assert len(asked("-n", "4")) == 4
    assert len(asked()) == 10
    assert asked("--seed", "3") == asked("--seed", "3")
    assert asked("--seed", "3") != asked("--seed", "4")


def test_too_few_questions_are_reported(primemover: Primemover) -> None:
    options = ("wall-bridge", "--facts", CLASS, "--template", "muscle-in-role")
    _, _, errors = primemover("quiz", *options, "-n", "9")
    _, _, one = primemover("quiz", *options, "obliques")

    assert errors == "There are only 3 questions on this.\n"
    assert one == "There is only 1 question on this.\n"


def test_limits_are_shown_before_the_first_question(primemover: Primemover) -> None:
    _, text, _ = primemover("quiz", "--time", "1h30m", "--per-question", "45s")

    assert "90:00 in all, 0:45 a question" in " ".join(text.split())
    assert "90:00 left." in text


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("90", 90), ("90s", 90), ("1.5s", 1.5), ("10m", 600), ("1h", 3600), ("2M30S", 150)],
)
def test_times_are_accepted_in_common_notations(
    primemover: Primemover, written: str, seconds: float
) -> None:
    _, text, _ = primemover("quiz", "--jsonl", "--time", written)

    assert abs(seconds - objects(text)[0]["seconds_left"]) <= 0.5


@pytest.mark.slow
@pytest.mark.parametrize("environment", [False, True])
def test_american_spelling_is_available(
    primemover: Primemover, monkeypatch: pytest.MonkeyPatch, environment: bool
) -> None:
    option = () if environment else ("--us",)
    commands = (
        ("quiz", "--role", "stabiliser", "--template", "muscle-in-role", "-n", "3", "--seed", "1"),
        ("cards", "list", "--role", "stabiliser"),
        ("facts", "list", "stabiliser"),
    )
    for command in commands:
        monkeypatch.delenv("PRIMEMOVER_US", raising=False)
        british = primemover(*command)[1]
        if environment:
            monkeypatch.setenv("PRIMEMOVER_US", "1")
        american = primemover(*command, *option)[1]

        assert "stabiliser" in british
        assert "stabilizer" in american


@pytest.mark.slow
def test_a_deck_can_use_american_spelling(
    primemover: Primemover, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[str] = []

    def note(deck: Any, *_: object) -> ExportResult:
        for card in deck.cards:
            texts.extend((*card.stems, *card.key, *card.left_side, *card.reasons, card.explanation))
            texts.extend(text for d in card.distractors for text in (d.text, d.reason))
        return ExportResult(notes=len(deck.cards))

    monkeypatch.setattr("decks.formats.anki.write.write", note)
    code, _, errors = primemover("export", "anki", str(tmp_path / "x.apkg"), "--us")

    assert (code, errors.count(" cards on ")) == (0, 1)
    assert any("stabilizer" in text for text in texts)
    assert not [text for text in texts if "stabiliser" in text]


@pytest.mark.slow
@pytest.mark.parametrize("how", ["file", "folder", "environment"])
def test_user_facts_are_read(
    primemover: Primemover, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, how: str
) -> None:
    (tmp_path / "class.yaml").write_text(Path(CLASS).read_text("utf-8"), "utf-8")
    option = {"file": ("--facts", CLASS), "folder": ("--facts", str(tmp_path))}.get(how, ())
    if how == "environment":
        monkeypatch.setenv("PRIMEMOVER_FACTS", os.pathsep.join((CLASS, "")))
    builtin = objects(primemover("facts", "list", "--json", "hip-thrust")[1])
    both = objects(primemover("facts", "list", "--json", *option)[1])
    alone = objects(primemover("facts", "list", "--json", "--only", *option)[1])

    assert {fact["exercise"] for fact in alone} == {"wall-bridge"}
    assert {"wall-bridge", "hip-thrust"} <= {fact["exercise"] for fact in both}
    assert {fact["id"] for fact in builtin} <= {fact["id"] for fact in both}


def test_user_facts_are_checked(primemover: Primemover) -> None:
    code, text, _ = primemover("facts", "check", CLASS, "--only")

    assert code == 0
    assert text.startswith("7 facts (7 medium), ")
    assert text.endswith("No problems.\n")


# -- lists -----------------------------------------------------------------------------------


def test_facts_are_listed_by_topic(primemover: Primemover) -> None:
    code, text, _ = primemover("facts", "list", "glute-bridge")

    assert code == 0
    assert "glute bridge (" in text
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.slow
def test_json_lists_have_one_object_per_line(primemover: Primemover) -> None:
    for command in (("facts", "list"), ("facts", "sources"), ("cards", "list")):
        code, text, _ = primemover(*command, "--json")
        found = objects(text)

        assert code == 0
        assert len(found) == len({record["id"] for record in found})


def test_a_fact_is_shown_in_full(primemover: Primemover) -> None:
    _, text, _ = primemover("facts", "show", ROLE_FACT)
    _, as_json, _ = primemover("facts", "show", ROLE_FACT, "--json")

    for label in ("Fact", "About", "Claim", "Confidence", "Source", "Written in"):
        assert f"\n{label} " in f"\n{text}"
    expected = [ROLE_FACT]
    assert expected == [fact["id"] for fact in objects(as_json)]


def test_a_card_is_shown_in_full(primemover: Primemover) -> None:
    _, text, _ = primemover("cards", "show", f"role/{ROLE_FACT}")
    _, as_json, _ = primemover("cards", "show", f"role/{ROLE_FACT}", "--json")

    for label in ("Card", "Kind", "Question", "Answer", "Wrong", "Explanation", "Template"):
        assert f"\n{label} " in f"\n{text}"
    expected = [[ROLE_FACT]]
    assert expected == [card["facts"] for card in objects(as_json)]


def test_sources_are_listed_with_the_number_of_their_facts(primemover: Primemover) -> None:
    _, text, _ = primemover("facts", "sources", "--facts", CLASS, "--only")
    (source,) = objects(primemover("facts", "sources", "--json", "--facts", CLASS, "--only")[1])

    assert text.splitlines()[0] == "class-notes (7 facts)"
    assert (source["id"], source["facts"], source["year"]) == ("class-notes", 7, None)


@pytest.mark.slow
def test_a_deck_is_written_and_reported(primemover: Primemover, tmp_path: Path) -> None:
    file = tmp_path / "bridge.apkg"
    options = ("wall-bridge", "--facts", CLASS, "--template", "muscle-in-role")
    code, text, errors = primemover("export", "anki", str(file), *options)

    assert (code, text) == (0, "")
    assert errors == f"{file}: 3 cards on 3 facts.\n"
    assert file.read_bytes()[:2] == b"PK"
    _, _, odd = primemover("export", "anki", str(tmp_path / "bridge.zip"), *options, "obliques")
    assert "bridge.zip does not end in .apkg" in odd
    assert odd.endswith("1 card on 1 fact.\n")


# -- completion ------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_available_for_each_shell(primemover: Primemover, shell: str) -> None:
    code, text, _ = primemover("completion", shell)

    assert code == 0
    assert f"_PRIMEMOVER_COMPLETE={shell}_complete" in text


def completed(words: str) -> list[str]:
    """The completions after these words."""
    asked = {
        "_PRIMEMOVER_COMPLETE": "bash_complete",
        "COMP_WORDS": f"primemover {words}",
        "COMP_CWORD": str(len(words.replace("\\ ", "_").split(" "))),
    }
    ended = subprocess.run(
        [sys.executable, "-m", "quiz"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | asked,
        check=False,
    )
    assert ended.stderr == ""
    return [line.partition(",")[2] for line in ended.stdout.splitlines() if line]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("qu", ["quiz"]),
        ("facts ch", ["check"]),
        ("quiz --role stab", ["stabiliser"]),
        ("quiz --role ", ["prime-mover", "synergist", "stabiliser", "antagonist"]),
        ("export an", ["anki", "anki-tsv"]),
        (f"quiz --facts {CLASS} wall-b", ["wall-bridge"]),
        (f"quiz --facts {CLASS} wall\\ b", ["wall-bridge"]),
        (f"quiz --facts {CLASS} --role stabiliser bridge-a", ["bridge-at-the-wall"]),
        ("quiz --facts /nowhere x", []),
    ],
)
def test_names_are_completed(words: str, offered: list[str]) -> None:
    assert offered == completed(words)


@pytest.mark.slow
def test_misspellings_are_accepted_but_not_suggested(primemover: Primemover) -> None:
    offered = completed(f"quiz --facts {CLASS} wall")

    assert "wall-brige" not in offered
    assert cards_of(primemover, "wall-brige", "--facts", CLASS)


# -- answers that the command line names -----------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "answer"),
    [
        (("--role", "stabiliser"), "stabiliser"),
        (("--contraction", "eccentric"), "eccentric"),
        (("gluteus maximus",), "gluteus maximus"),
        (("prime mover",), "prime mover"),
    ],
)
def test_a_quiz_does_not_ask_for_what_its_command_line_names(
    primemover: Primemover, options: tuple[str, ...], answer: str
) -> None:
    _, text, _ = primemover(
        *("quiz", *options, "-n", "15", "--seed", "1", "--jsonl", "--no-save"), typed="i\n" * 15
    )
    keys = [event["key"] for event in objects(text) if event["event"] == "answer"]

    assert len(keys) == 15
    assert [answer] not in keys
