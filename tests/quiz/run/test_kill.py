"""Recovery after a crash: every session is resumed at the same question, with no duplicates.

Each test ends the program with SIGKILL, which no program can handle, and resumes.
"""

import re
import signal
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from quiz.log import history
from quiz.log.events import Ended
from quiz.log.records import Log
from quiz.log.store import Store
from tests.support.learner import (
    MUSCLE,
    ROLE,
    TYPED,
    Learner,
    answer,
    goes_on,
    head,
    number,
    question,
)
from tests.support.terminal import DEADLINE, Terminal

FIVE = ("-n", "5", *ROLE, *MUSCLE, "--seed", "13")
"""A quiz with room for a pair of contrasts; its first question has a neighbour that it omits."""


def resumed(learner: Learner, killed: Terminal, *arguments: str) -> Terminal:
    """Kill a program, resume its session, and check that the same question is asked."""
    killed.kill()
    terminal = learner.resumes(*arguments)
    terminal.until("> ")

    assert question(terminal) == question(killed)
    assert head(terminal).startswith(number(killed))
    return terminal


# -- at every kind of moment -----------------------------------------------------------------------


def test_killed_at_the_first_question(learner: Learner) -> None:
    killed = learner.quizzes("-n", "3", *ROLE)

    terminal = resumed(learner, killed)

    assert number(terminal) == "1 of 3"
    answer(terminal, "i")
    assert learner.counted() == [(0, "don't know")]


def test_killed_after_a_wrong_key(learner: Learner) -> None:
    killed = learner.quizzes("-n", "3", *ROLE)
    killed.type("y")
    killed.until("not an option")

    resumed(learner, killed)

    assert learner.counted() == []


@pytest.mark.parametrize("keys", ["xb", "h", "m", "w", "?"])
def test_killed_after_a_key_that_does_not_answer(learner: Learner, keys: str) -> None:
    killed = learner.quizzes("-n", "3", *ROLE)
    answer(killed, "i")
    goes_on(killed)
    killed.type(keys)
    killed.until("\r\n> ")

    resumed(learner, killed)

    assert learner.counted() == [(0, "don't know")]


def test_killed_in_a_pause(learner: Learner) -> None:
    killed = learner.quizzes("-n", "3", *ROLE)
    killed.type("z")
    killed.until("Any key continues.")

    resumed(learner, killed)


def test_killed_in_a_half_typed_answer(learner: Learner) -> None:
    killed = learner.quizzes("-n", "2", *TYPED)
    killed.type("syner")
    killed.until("syner")

    terminal = resumed(learner, killed)

    assert learner.counted() == []
    answer(terminal, f"{learner.right(terminal)}\r")
    assert learner.counted() == [(0, "right")]


def test_killed_after_an_answer_it_counts_and_the_next_question_follows(learner: Learner) -> None:
    killed = learner.quizzes("-n", "3", *ROLE)
    answer(killed, learner.right(killed))
    killed.kill()

    terminal = learner.resumes()
    terminal.until("> ")

    assert number(terminal) == "2 of 3"
    assert head(terminal).endswith("1 of 1 right")
    assert learner.counted() == [(0, "right")]


def test_killed_when_asked_how_sure_the_answer_counts(learner: Learner) -> None:
    killed = learner.quizzes("-n", "3", *ROLE, "--confidence")
    killed.type(learner.right(killed))
    killed.until("How sure? ")
    killed.kill()

    terminal = learner.resumes()
    terminal.until("> ")

    assert number(terminal) == "2 of 3"
    assert learner.counted() == [(0, "right")]


def test_the_confidence_is_stored_after_the_answer(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "3", *ROLE, "--confidence")
    terminal.type(learner.right(terminal))
    terminal.until("How sure? ")
    answer(terminal, "3")

    (given,) = history.standing(learner.log())
    assert (given.outcome, given.confidence) == ("right", 3)


def test_killed_with_queued_contrasts_they_keep_their_positions(learner: Learner) -> None:
    killed = learner.quizzes(*FIVE)
    answer(killed, learner.wrong(killed))
    queued = learner.queued()
    goes_on(killed)

    terminal = resumed(learner, killed)

    assert number(terminal) == "2 of 5"
    answer(terminal, "i")
    goes_on(terminal)
    answer(terminal, "i")
    for position, card in enumerate(queued, start=4):
        goes_on(terminal)
        assert number(terminal) == f"{position} of 5"
        assert learner.asked(terminal).card.id == card
        # Why it is asked has come along.
        terminal.type("w")
        assert "A contrast to a question that you missed: " in " ".join(
            terminal.until("\r\n> ").split()
        )
        answer(terminal, "i")


def test_killed_after_an_undone_answer_it_is_asked_again_and_counts_once(learner: Learner) -> None:
    killed = learner.quizzes("-n", "3", *ROLE, "--no-contrast")
    answer(killed, learner.wrong(killed))
    killed.type("u")
    killed.until("Undone: question 1 is asked again.")
    killed.until("> ")

    terminal = resumed(learner, killed)

    assert learner.counted() == []
    answer(terminal, learner.right(terminal))
    assert learner.counted() == [(0, "right")]


def test_killed_on_the_result_screen_the_result_is_shown_again(learner: Learner) -> None:
    killed = learner.quizzes("-n", "1", *ROLE, "--no-contrast")
    answer(killed, learner.right(killed))
    killed.type(" ")
    killed.until("any key: the end")
    killed.kill()

    terminal = learner.resumes()
    terminal.until("Score: 1 of 1 right (100%)")
    terminal.until("any key: the end")
    terminal.type(" ")

    assert terminal.ends() == 0
    assert learner.counted() == [(0, "right")]
    assert learner.resumes().ends() == 3


def test_killed_after_undo_on_the_result_screen_the_last_question_is_asked_again(
    learner: Learner,
) -> None:
    killed = learner.quizzes("-n", "1", *ROLE, "--no-contrast")
    answer(killed, learner.right(killed))
    killed.type(" ")
    killed.until("any key: the end")
    killed.type("u")
    killed.until("> ")

    resumed(learner, killed)

    assert learner.counted() == []


def test_killing_at_every_question_does_not_change_the_questions(learner: Learner) -> None:
    quiz = ("-n", "4", *MUSCLE, "--no-contrast")
    whole = learner.quizzes(*quiz)
    expected = [question(whole)]
    for _ in range(3):
        answer(whole, "i")
        goes_on(whole)
        expected.append(question(whole))
    whole.type("q")
    whole.ends()
    learner.resumes("--discard").ends()

    terminal = learner.quizzes(*quiz)
    asked = [question(terminal)]
    for _ in range(3):
        terminal = resumed(learner, terminal)
        answer(terminal, "i")
        goes_on(terminal)
        asked.append(question(terminal))

    assert asked == expected


# -- what is carried over --------------------------------------------------------------------------


def test_an_answer_from_before_the_kill_can_be_undone(learner: Learner) -> None:
    killed = learner.quizzes("-n", "3", *ROLE, "--no-contrast")
    first = question(killed)
    answer(killed, "i")
    goes_on(killed)

    terminal = resumed(learner, killed)
    terminal.type("u")
    terminal.until("Undone: question 1 is asked again.")
    terminal.until("> ")

    assert question(terminal) == first
    assert learner.counted() == []


def test_undoing_an_answer_after_a_kill_removes_its_contrasts(learner: Learner) -> None:
    killed = learner.quizzes(*FIVE)
    plan = [planned.stem for planned in learner.session().plan]
    answer(killed, learner.wrong(killed))
    goes_on(killed)
    assert len(learner.queued()) == 2

    terminal = resumed(learner, killed)
    terminal.type("u")
    terminal.until("> ")
    for position in range(5):
        assert learner.asked(terminal).stem == plan[position]
        answer(terminal, "i")
        if position < 4:
            goes_on(terminal)


def test_a_flag_from_before_the_kill_is_still_set(learner: Learner) -> None:
    killed = learner.quizzes("-n", "2", *ROLE)
    killed.type("m")
    killed.until("Flagged.")

    terminal = resumed(learner, killed)

    assert "flagged" in head(terminal)
    terminal.type("m")
    terminal.until("The flag is removed.")


def clock(terminal: Terminal) -> int:
    """Seconds that the head of the last question says are left."""
    minutes, seconds = re.findall(r"(\d+):(\d\d) left", terminal.output)[-1]
    return int(minutes) * 60 + int(seconds)


def test_the_clock_does_not_lose_time(learner: Learner) -> None:
    killed = learner.quizzes("-n", "3", *ROLE, "--time", "60s", "--no-contrast")
    learner.waits(5)
    answer(killed, "i")
    goes_on(killed)
    stood = clock(killed)
    killed.kill()
    learner.waits(5)  # after the kill, so this is not counted

    terminal = learner.resumes()
    terminal.until("> ")

    assert stood <= 55
    assert stood <= clock(terminal) <= stood + 1


def test_the_elapsed_time_of_an_abandoned_session_is_exact(learner: Learner) -> None:
    abandoned = learner.quizzes("-n", "3", *ROLE, "--time", "60s")
    learner.waits(5)
    abandoned.type("q")
    assert abandoned.ends() == 0

    terminal = learner.resumes()
    terminal.until("> ")

    assert clock(terminal) <= 55


# -- several sessions ------------------------------------------------------------------------------


def test_concurrent_sessions_are_independent(learner: Learner) -> None:
    one = learner.quizzes("-n", "2", *ROLE, "--no-contrast")
    two = learner.quizzes("-n", "2", *MUSCLE, "--no-contrast")
    for _ in range(2):
        for terminal in (one, two):
            answer(terminal, "i")
            terminal.type(" ")
            terminal.until("> " if number(terminal) == "1 of 2" else "Score: ")
    assert [one.ends(), two.ends()] == [0, 0]

    by_session: dict[str, list[int]] = {}
    for review in learner.log().reviews:
        by_session.setdefault(review.session, []).append(review.position)
    assert sorted(by_session.values()) == [[0, 1], [0, 1]]


@pytest.mark.slow
def test_sessions_started_at_the_same_time_share_one_log(tmp_path: Path) -> None:
    for attempt in range(40):
        file = tmp_path / str(attempt) / "progress.db"
        ready = Barrier(8)

        def begin(file: Path = file, ready: Barrier = ready) -> None:
            ready.wait(timeout=30)
            store = Store(file)
            assert store.log() == Log()
            store.close()

        with ThreadPoolExecutor(8) as pool:
            for each in [pool.submit(begin) for _ in range(8)]:
                each.result()


def test_a_session_that_runs_in_another_process_is_refused_in_one_line(learner: Learner) -> None:
    learner.quizzes("-n", "2", *ROLE)

    refused = learner.resumes()

    assert refused.ends() == 1
    line = "That session is running in another window. Continue it there."
    assert refused.output.splitlines() == [line]


def test_resume_skips_a_session_that_is_running(learner: Learner) -> None:
    killed = learner.quizzes("-n", "2", *ROLE)
    answer(killed, "i")
    goes_on(killed)
    learner.quizzes("-n", "2", *MUSCLE)

    resumed(learner, killed)


def test_a_session_is_selected_by_the_start_of_its_id(learner: Learner) -> None:
    killed = learner.quizzes("-n", "2", *ROLE)
    first = learner.session().id
    answer(killed, "i")
    goes_on(killed)
    later = learner.quizzes("-n", "2", *MUSCLE)
    later.kill()

    resumed(learner, killed, first)


def test_a_finished_session_is_not_resumed(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "1", *ROLE, "--no-contrast")
    answer(terminal, "i")
    terminal.type(" ")
    assert terminal.ends() == 0

    output = learner.resumes()

    assert output.ends() == 3
    assert output.output.splitlines() == ["No session is unfinished. `primemover quiz` begins one."]


def test_an_unknown_session_is_reported_with_a_hint(learner: Learner) -> None:
    learner.quizzes("-n", "1", *ROLE).kill()

    output = learner.resumes("1999")

    assert output.ends() == 3
    assert "No unfinished session begins with '1999'" in output.output
    assert "--list" in output.output


def test_unfinished_sessions_are_listed_latest_first(learner: Learner) -> None:
    for options in (ROLE, MUSCLE):
        abandoned = learner.quizzes("-n", "2", *options, "--no-contrast")
        answer(abandoned, "i")
        abandoned.kill()

    output = learner.resumes("--list")

    assert output.ends() == 0
    lines = output.output.splitlines()
    assert [line.split()[0] for line in lines] == [s.id for s in reversed(learner.log().sessions)]
    for line in lines:
        assert re.search(r"quiz of \d{4}-\d\d-\d\d \d\d:\d\d, 1 of 2, \d+ cards$", line)


def test_contrasts_are_inside_the_number_of_questions_of_a_listed_session(
    learner: Learner,
) -> None:
    abandoned = learner.quizzes(*FIVE)
    answer(abandoned, learner.wrong(abandoned))
    assert len(learner.queued()) == 2
    abandoned.kill()

    output = learner.resumes("--list")

    assert output.ends() == 0
    assert ", 1 of 5, " in output.output


def test_an_empty_list_says_so(learner: Learner) -> None:
    output = learner.resumes("--list")

    assert output.ends() == 0
    assert output.output.splitlines() == ["No session is unfinished."]


def test_a_discarded_session_is_not_offered_again_but_its_answers_count(
    learner: Learner,
) -> None:
    abandoned = learner.quizzes("-n", "2", *ROLE, "--no-contrast")
    answer(abandoned, "i")
    abandoned.kill()

    output = learner.resumes("--discard")

    assert output.ends() == 0
    assert output.output.startswith(f"Discarded: {learner.session().id}")
    assert learner.counted() == [(0, "don't know")]
    assert learner.resumes().ends() == 3


def test_a_running_session_cannot_be_discarded(learner: Learner) -> None:
    learner.quizzes("-n", "2", *ROLE)

    assert learner.resumes("--discard").ends() == 1
    assert not [e for e in learner.log().events if isinstance(e.body, Ended)]


def test_a_session_can_be_killed_and_resumed_repeatedly(learner: Learner) -> None:
    terminal = learner.quizzes("-n", "3", *ROLE, "--no-contrast")
    for place in range(3):
        assert number(terminal) == f"{place + 1} of 3"
        answer(terminal, "i")
        terminal.kill()
        terminal = learner.resumes()
        terminal.until("> " if place < 2 else "Score: ")
    assert terminal.ends() == 0

    assert learner.counted() == [(place, "don't know") for place in range(3)]


def test_a_hangup_loses_nothing(learner: Learner) -> None:
    abandoned = learner.quizzes("-n", "2", *ROLE, "--no-contrast")
    answer(abandoned, "i")
    abandoned.process.send_signal(signal.SIGHUP)
    abandoned.process.wait(DEADLINE)

    terminal = learner.resumes()
    terminal.until("> ")

    assert number(terminal) == "2 of 2"


def test_the_file_of_a_killed_program_is_intact(learner: Learner) -> None:
    for _ in range(3):
        killed = learner.quizzes("-n", "2", *ROLE)
        killed.type("i")
        killed.kill()

    database = sqlite3.connect(learner.home / "progress.db")
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()
