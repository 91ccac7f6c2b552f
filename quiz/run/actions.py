"""The action of each key.

To add a key, see `quiz.run.keys`; its action goes into `perform`. The module is loaded while the
first question is read.
"""

from functools import partial
from typing import assert_never

from quiz.log.events import End
from quiz.run.keys import Action, Key, Moment, explained, is_useful, labels, pressed, refusal
from quiz.run.state import Next, Run
from quiz.session.answer import Answer, Outcome, rated
from quiz.session.hints import hint
from quiz.session.question import Question, letters, option_number, span
from quiz.session.result import result_of
from quiz.terminal.terminal import shown


def answer_key(run: Run, typed: str, moment: Moment) -> "Answer | Next | None":
    """Perform the action of the typed key; None if no such key works at this moment."""
    situation = run.situation(moment)
    found = pressed(typed, situation)
    if found is None:
        return None
    key, argument = found
    if key.condition is not None and not is_useful(key, situation):
        said = refusal(key.condition)
        if not said:
            return None
        run.terminal.remark(said)
        return Next.WAIT
    return perform(run, key, argument)


def perform(run: Run, key: Key, argument: str) -> "Answer | Next":  # noqa: C901, PLR0912, PLR0915 - an arm each
    """Perform the action of a key.

    Args:
        run: The session.
        key: The key.
        argument: Text that was typed together with it; empty if there was none.

    Returns:
        An answer to the current question, or what happens next.
    """
    follows: Answer | Next = Next.WAIT
    match key.action:
        case Action.DO_NOT_KNOW:
            follows = Answer(question=run.item.question, outcome=Outcome.UNKNOWN)
        case Action.STRIKE:
            _strike(run, argument)
        case Action.HINT:
            _hint(run)
        case Action.UNDO:
            follows = _undo(run)
        case Action.FLAG:
            _flag(run)
        case Action.EXPLAIN_WHY:
            run.terminal.remark(run.services.why(run.item))
        case Action.PAUSE:
            away = run.pause("Paused; the clock is stopped. Any key continues.")
            run.terminal.remark(f"Paused for {away:.0f} s.")
        case Action.SHOW_KEYS:
            _show_keys(run)
        case Action.STOP:
            follows = Next.STOP
        case Action.NEXT:
            follows = move(run, run.session.position + 1)
        case Action.PREVIOUS:
            follows = move(run, run.session.position - 1)
        case Action.GO_TO:
            follows = _go_to(run, argument)
        case Action.TOGGLE_TIME:
            _toggle_time(run)
        case Action.HAND_IN:
            follows = hand_in(run)
        case Action.CONFIRM:
            follows = confirm(run)
        case Action.SHOW_MORE:
            run.detailed = True
            run.terminal.say(run.view.more(run.answer))
            run.terminal.say(run.services.muscle_map(run.answer.question, run.view))
        case Action.SHOW_REPORT:
            _show_report(run)
        case Action.REPORT_QUESTION:
            _report(run)
        case Action.EDIT_FACT:
            follows = _edit(run)
        case Action.RETRY_MISSED:
            run.retries = True
        case Action.REVIEW_MISSED:
            review(run)
        case Action.RATE:
            follows = rated(run.item.question, int(key.key))
        case _:
            assert_never(key.action)
    return follows


def move(run: Run, to: int) -> Next:
    """Go to another question."""
    run.catch_up()
    if to == run.session.position:
        run.terminal.remark(f"This is question {to + 1}.")
        return Next.ASK
    session = run.session.moved(to)
    if session.position == run.session.position:
        last = "the last" if to > session.position else "the first"
        run.terminal.remark(f"This is {last} question; g goes to another, h hands in.")
        return Next.WAIT
    run.session = session
    run.recorder.moved(session.position, session.seconds)
    return Next.ASK


def hand_in(run: Run) -> Next:
    """List the unanswered and the flagged questions, and hand in if that is confirmed."""
    run.terminal.say(run.view.open_questions(run.session))
    offered = labels(run.situation(Moment.HAND_IN))
    run.terminal.say(run.view.offer("the question again", offered))
    follows = answer_key(run, run.terminal.key("Hand in? ") or "", Moment.HAND_IN)
    # The list has moved the question off the screen: show it again, whatever the key was.
    return Next.STOP if follows is Next.STOP else Next.ASK


def confirm(run: Run) -> Next:
    """Hand in: the exam, or one of its sections; the clock of the next one starts on a key."""
    run.catch_up()
    if not run.session.sections_remain:
        run.recorder.ended(End.HANDED_IN, run.session.seconds)
        run.session = run.session.ended()
        return Next.ASK
    run.session = run.session.in_next_section()
    run.recorder.moved(run.session.position, run.session.seconds)
    run.terminal.say(run.view.next_section(run.session))
    return (
        run.start_section(waits=partial(wait_at, run, Moment.BREAK))
        if run.terminal.waits
        else Next.ASK
    )


def wait_at(run: Run, moment: Moment) -> Next:
    """Wait before a clock starts: `STOP` if the learner wants to stop, `ASK` to go on."""
    on = "the first question, and the clock"
    run.terminal.say(run.view.offer(on, labels(run.situation(moment))))
    follows: object = Next.WAIT
    while follows is Next.WAIT:
        follows = answer_key(run, run.terminal.key("") or "", moment)
    return Next.ASK if follows is None else Next.STOP


def review(run: Run) -> None:
    """Show each missed question with the reasons; on a terminal, wait after each."""
    terminal = run.terminal
    for position in range(len(run.session.items)):
        run.position = position
        if run.answer.right:
            continue
        run.detailed = False
        terminal.say(run.view.review(position + 1, len(run.session.items), run.answer))
        if terminal.waits and _wait_in_review(run) is Next.STOP:
            return


def _wait_in_review(run: Run) -> Next | None:
    offered = labels(run.situation(Moment.REVIEW))
    run.terminal.say(["", *run.view.offer("the next one", offered)])
    while True:
        follows = answer_key(run, run.terminal.key("") or "", Moment.REVIEW)
        if not isinstance(follows, Next) or follows is Next.STOP:
            return None if isinstance(follows, Answer) else follows


def _strike(run: Run, key: str) -> None:
    question = run.item.question
    key = key or (run.terminal.key("Strike out which? ", run.deadline) or "").strip().lower()
    if not key:
        return
    number = option_number(question, key)
    if number is None:
        run.terminal.remark(f"Nothing is struck out. Type {span(question)}.")
        return
    card = question.card.id
    run.struck[card] = run.struck.get(card, frozenset()) ^ {number}
    run.terminal.remark(_struck_in_words(question, run.struck[card]))


def _struck_in_words(question: Question, struck: frozenset[int]) -> str:
    """The options that are struck out, and those that remain."""
    keys = letters(question.options)
    out = ", ".join(keys[number] for number in sorted(struck))
    remaining = ", ".join(key for number, key in enumerate(keys) if number not in struck)
    return f"Struck out: {out or 'none'}. Remaining: {remaining or 'none'}."


def _hint(run: Run) -> None:
    if run.hinted:
        run.terminal.remark("There is one hint a question.")
        return
    question = run.item.question
    struck = run.struck.get(question.card.id, frozenset())
    text, out = hint(question, struck)
    if not text:
        run.terminal.remark("No hint is possible without giving the answer away.")
        return
    run.hinted = True
    if out is not None:
        run.struck[question.card.id] = struck | {out}
    run.terminal.remark(f"Hint: {text}")


def _undo(run: Run) -> Next:
    _take_back(run)
    run.terminal.remark(f"Undone: question {run.session.position + 1} is asked again.")
    return Next.ASK


def _take_back(run: Run) -> None:
    run.catch_up()
    run.recorder.undone(run.session.seconds)
    run.session = run.session.undone()


def _flag(run: Run) -> None:
    run.catch_up()
    card = run.item.question.card.id
    on = card not in run.session.flags
    run.recorder.flagged(card, run.position, run.session.seconds, on=on)
    run.session = run.session.flagged(card, on=on)
    run.terminal.remark("Flagged." if on else "The flag is removed.")


def _show_keys(run: Run) -> None:
    if run.session.self_rated:
        thinking = explained(run.situation(Moment.THINKING))
        revealed = explained(run.situation(Moment.REVEALED))
        run.terminal.say(run.view.keys(None, thinking, revealed))
        return
    before = explained(run.situation(Moment.QUESTION))
    after = explained(run.situation(Moment.ANSWERED)) if run.terminal.waits else ()
    run.terminal.say(run.view.keys(run.item.question, before, after))


def _go_to(run: Run, number: str) -> Next:
    typed = number or (run.terminal.line("Go to question: ") or "").strip()
    places = run.session.places
    if not typed.isdecimal() or int(typed) - 1 not in places:
        of = "" if run.session.section is None else " in this section"
        run.terminal.remark(
            f"There is no question '{shown(typed)}'{of}; type {places.start + 1} to {places.stop}."
        )
        return Next.WAIT
    return move(run, int(typed) - 1)


def _toggle_time(run: Run) -> None:
    run.terminal.says_time = not run.terminal.says_time
    hidden = "shown" if run.terminal.says_time else "hidden"
    run.terminal.remark(f"The time is {hidden} from here on.")


def _show_report(run: Run) -> None:
    run.reported = True
    run.terminal.say(run.view.report(result_of(run.session)))


def _report(run: Run) -> None:
    """Report the question as wrong, with a reason if the learner gives one."""
    reason = (run.terminal.line("What is wrong? Enter: no reason. > ") or "").strip()
    run.terminal.remark(run.services.report_question(run.answer, reason))


def _edit(run: Run) -> Next:
    question, said = run.services.edit(run.item.question)
    run.terminal.remark(said)
    if question is None:
        return Next.WAIT
    _take_back(run)
    run.session = run.session.redrawn(question)
    run.recorder.redrawn(question, run.session.position, run.session.seconds)
    return Next.ASK
