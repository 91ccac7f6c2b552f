"""The settings of a quiz that resuming needs; independent of the command line.

A named tuple: a quiz makes it before its first question, and a dataclass takes ten times as long to
define.
"""

from cards.named_tuple import NamedTuple
from quiz.home.library import LibrarySettings


class QuizSettings(NamedTuple):
    """The settings that a quiz was started with.

    Attributes:
        time_limit: Seconds for the whole quiz; None for no limit.
        question_limit: Seconds for each question; None for no limit.
        attributed: Whether claims attributed to one source may be asked.
        contrast: Whether contrast questions are queued; None decides by the terminal.
        confidence: Whether the learner is asked how sure an answer was.
        scope: A description of the selected cards, such as "24 cards on sofa-bridge".
        options: How many options a choice shows.
    """

    library: LibrarySettings
    time_limit: float | None = None
    question_limit: float | None = None
    attributed: bool = False
    contrast: bool | None = None
    confidence: bool = False
    scope: str = ""
    options: int = 4
