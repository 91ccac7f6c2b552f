"""Asks one question: shows it, waits for its answer, and records it.

The actions of keys and the feedback are loaded while the first question is read: see `_prepare`.
"""

from functools import partial
from typing import assert_never

from cards.value_class import replace
from quiz.run.keys import Moment, labels
from quiz.run.state import Next, Run
from quiz.session.answer import HINT_SHARE, Answer, Outcome, grade, grade_choice, grade_exact
from quiz.session.kinds import Entry
from quiz.session.policy import Feedback, Navigation
from quiz.session.question import Question, letters, option_number, span
from quiz.terminal.terminal import shown

_DEGREES = ("1", "2", "3")


def ask_current(run: Run) -> Next:
    """Ask the current question until it is answered, or a key leads away from it."""
    item = run.session.current
    assert item is not None  # noqa: S101 - checked by the loop
    run.position, run.asking = run.session.position, True
    run.hinted = run.tried = False
    if not run.session.goes_back:
        run.struck.clear()
    asked = run.elapsed()
    run.catch_up()
    _show(run)
    answer = (
        _wait_for_rating(run, asked) if run.session.self_rated else _wait_for_answer(run, asked)
    )
    run.asking = False
    return _accept(run, answer) if isinstance(answer, Answer) else answer


def _show(run: Run) -> None:
    """Show the question; slow work is done while it is read."""
    terminal, question = run.terminal, run.item.question
    remaining = run.session.remaining if terminal.says_time else None
    moment = Moment.THINKING if run.session.self_rated else Moment.QUESTION
    offered = labels(run.situation(moment))
    terminal.say(run.view.question(run.session, run.item, remaining, offered))
    terminal.ignore_early_keys()
    if terminal.waits:
        terminal.meanwhile = lambda: _prepare(run, question)


def _prepare(run: Run, question: Question) -> None:
    """Do what would delay the learner later, while the question is read."""
    import quiz.run.feedback  # noqa: F401 - and with it the actions of keys

    run.recorder.begin()
    run.terminal.beat = run.store_time
    services = run.services
    if question.typed and not run.session.self_rated:
        import cards.answers.judge
        import cards.answers.provers
        import cards.answers.qualifiers  # noqa: F401 - it comes with what proves an answer wrong

        services.lexicon().spelt(("",))


def _wait_for_rating(run: Run, asked: float) -> Answer | Next:
    from quiz.run.self_rating import wait_for_rating  # few learners rate themselves

    return wait_for_rating(run, asked)


def _wait_for_answer(run: Run, asked: float) -> Answer | Next:
    """Wait for an answer, for the end of its time, or for a key that leads away.

    Args:
        run: The session.
        asked: When the question was shown, by the session's clock.
    """
    limits, question = run.session.limits, run.item.question
    question_end = None if limits.question is None else asked + limits.question
    while True:
        whole_end = None if run.warned else run.session.deadline
        run.deadline = min(
            (end for end in (question_end, whole_end) if end is not None), default=None
        )
        typed = _typed(run, question)
        run.catch_up()
        now = run.elapsed()
        if typed is None and run.deadline == question_end:
            run.terminal.discard_typeahead()
            return Answer(question=question, outcome=Outcome.TIMEOUT, seconds=now - asked)
        if typed is None:
            run.warned = True
            run.terminal.remark(_time_is_up(run.session.navigation))
            continue
        understood = _understood(run, typed)
        if isinstance(understood, Answer):
            if question.entry is Entry.KEY:
                run.terminal.ignore_repeats(typed)
            late = question_end is not None and now > question_end
            return _weighed(run, understood, seconds=max(0.0, now - asked), late=late)
        if understood is not Next.WAIT:
            return understood


def _time_is_up(navigation: Navigation) -> str:
    match navigation:
        case Navigation.FORWARD:
            return "Time is up. You may still answer this question; it will be marked late."
        case Navigation.FREE:
            return "Time is up. You may finish untimed; the report marks what comes late."
        case _:
            assert_never(navigation)


def _typed(run: Run, question: Question) -> str | None:
    """The text that was typed; None if the time was over first."""
    prompt = run.view.prompt(question)
    if question.entry is Entry.KEY:
        return run.terminal.key(prompt, run.deadline)
    complete = None
    if question.typed and run.session.judges_at_once:
        complete = partial(_completion, run, question)
    return run.terminal.line(prompt, run.deadline, complete)


def _completion(run: Run, question: Question, typed: str) -> str:
    return run.services.complete(question, typed)  # the services are loaded after the prompt


def _understood(run: Run, typed: str) -> Answer | Next:
    """The answer that was typed, or the result of a key."""
    from quiz.run.actions import answer_key

    follows = answer_key(run, typed, Moment.QUESTION)
    if follows is not None:
        return follows
    question, word = run.item.question, typed.strip()
    match question.entry:
        case Entry.KEY:
            said = _option(run, question, word)
        case Entry.LETTERS:
            said = _several(question, word.lower())
        case Entry.TEXT:
            said = "Type an answer, or i if you do not know it."
            if word:
                answer = grade_exact(question, word) or _graded(run, question, word)
                if not _has_second_try(run, answer):
                    return answer
                run.tried, said = True, f"{answer.remark} Try again: only the next answer counts."
        case _:
            assert_never(question.entry)
    if isinstance(said, Answer):
        return said
    run.terminal.remark(said)
    return Next.WAIT


def _graded(run: Run, question: Question, typed: str) -> Answer:
    return grade(question, typed, run.services.base(), run.services.lexicon())


def _has_second_try(run: Run, answer: Answer) -> bool:
    """Whether an answer to something else does not count yet: once, and only for a learner here."""
    judges = run.session.judges_at_once and run.terminal.waits
    return judges and answer.asks_again and not run.tried


def _option(run: Run, question: Question, word: str) -> Answer | str:
    """The answer by one letter, or a message on the mistake."""
    chosen = option_number(question, word.lower())
    if chosen is None:
        said = f"'{shown(word)}' is not an option" if shown(word) else "Nothing is chosen"
        return f"{said}: {span(question)} to answer, ? for keys."
    if chosen in run.struck.get(question.card.id, frozenset()):
        key = letters(question.options)[chosen]
        return f"{key} is struck out; x and {key} put it back."
    return grade_choice(question, (chosen,))


def _several(question: Question, typed: str) -> Answer | str:
    """The answer by several letters, or a message on the mistake."""
    chosen = tuple(option_number(question, key) for key in typed if key not in " ,;-")
    numbers = tuple(number for number in chosen if number is not None)
    expected = len(question.solution)
    if len(numbers) < len(chosen) or not chosen:
        said = f"Type letters from {span(question)}"
    elif len(set(numbers)) < len(numbers):
        said = "Type each letter once"
    elif expected and len(numbers) != expected:
        said = f"Type {expected} letters"
    else:
        return grade_choice(question, numbers)
    return f"{said}, then Enter; ? for keys."


def _weighed(run: Run, answer: Answer, *, seconds: float, late: bool) -> Answer:
    """The answer with its time and its hint."""
    score = answer.score * HINT_SHARE if run.hinted else answer.score
    return replace(answer, seconds=seconds, late=late, hinted=run.hinted, score=score)


def _ask_confidence(run: Run) -> None:
    """Ask how sure the learner was of the answer, which is recorded already."""
    while True:
        typed = run.terminal.key("How sure? 1 guess, 2 think so, 3 sure, Enter skips: ") or ""
        typed = typed.strip()
        if not typed:
            return
        if typed in _DEGREES:
            break
        run.terminal.remark("Type 1, 2 or 3, or Enter to skip it.")
    degree, session = int(typed), run.session
    run.recorder.confident(degree, session.seconds)
    run.session = session.put(run.position, replace(run.answer, confidence=degree))


def _accept(run: Run, answer: Answer) -> Next:
    """Record an answer, give feedback if it is given at once, and continue."""
    session = run.session.answered(answer).within_minutes()
    run.recorder.answered(session.answers_at[run.position], run.item, run.position, session.seconds)
    run.session = session
    if run.asks_confidence and answer.given is not None:
        _ask_confidence(run)
    follows = Next.ASK
    if session.self_rated:  # the learner has seen the answer
        run.terminal.say(run.view.rated(answer))
        return follows
    match session.feedback:
        case Feedback.AT_ONCE:
            from quiz.run.feedback import give_feedback

            follows = give_feedback(run)
        case Feedback.AT_END:
            pass
        case _:
            assert_never(session.feedback)
    match session.navigation:
        case Navigation.FORWARD:
            return follows
        case Navigation.FREE if follows is Next.STOP:
            return follows
        case Navigation.FREE:
            from quiz.run.actions import confirm, hand_in, move

            if run.position + 1 < session.places.stop:
                return move(run, run.position + 1)
            # The lines of a script are answers, one a question, and not a confirmation.
            is_done = not (run.terminal.waits or session.unanswered or session.flags)
            return confirm(run) if is_done else hand_in(run)
        case _:
            assert_never(session.navigation)
