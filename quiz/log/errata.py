"""Questions that the learner has reported as wrong: a local file, one JSON object a line."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from quiz.session.answer import Answer


def add(file: Path, answer: Answer, reason: str, now: datetime) -> None:
    """Add a question, as it was asked and answered, with the facts that it is based on.

    Raises:
        OSError: The file cannot be written.
    """
    from cards.files import create_folder, locked, write_atomically  # slow

    card = answer.question.card
    record = {
        "marked": now.isoformat(timespec="seconds"),
        "card": card.id,
        "question": answer.question.stem,
        "options": [option.text for option in answer.question.options],
        "key": answer.question.key,
        "given": answer.given,
        "reason": reason,
        "facts": [fact.id for fact in card.facts],
        "sources": list(
            dict.fromkeys(str(citation) for fact in card.facts for citation in fact.citations)
        ),
    }
    line = json.dumps(record, ensure_ascii=False) + "\n"
    create_folder(file.parent)
    with locked(file):
        before = file.read_bytes() if file.exists() else b""
        end = b"\n" if before and not before.endswith(b"\n") else b""  # of a line that was cut
        write_atomically(file, [before, end, line.encode()])


def report_question(answer: Answer, reason: str, now: datetime) -> str:
    """Store a question that the learner reports as wrong.

    Args:
        answer: The question as it was answered.
        reason: The learner's words on the mistake; empty if there are none.
        now: The moment.

    Returns:
        Where it is stored, or why it is not.
    """
    from quiz.home.paths import ELSEWHERE, errata_file

    file = errata_file()
    if file is None:
        return "There is no folder for user data; set PRIMEMOVER_HOME."
    try:
        add(file, answer, reason, now)
    except OSError as error:
        return f"It cannot be stored in {file}: {error.strerror or error}. {ELSEWHERE}"
    return f"Reported in {file}; `primemover facts errata` lists your reports."


def reported(file: Path) -> Iterator[dict[str, object]]:
    """The reported questions, oldest first; unreadable lines are skipped."""
    if not file.exists():
        return
    # JSON may contain the other line ends of Unicode.
    for line in file.read_text(encoding="utf-8", errors="replace").split("\n"):
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict):
            yield record
