"""An exam at a terminal."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.learner import Learner
    from tests.support.terminal import Terminal


@pytest.fixture
def sitting(learner: "Learner") -> "Terminal":
    """An exam of four questions, at its first."""
    from tests.quiz.exam.sittings import exam  # needs a terminal, which not every system has

    return exam(learner, "--no-confidence")
