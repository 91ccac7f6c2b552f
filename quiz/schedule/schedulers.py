"""The table of schedulers.

To add one, write a module in this package with a function that is a `Scheduler`, and add its entry
here.
"""

from types import MappingProxyType
from typing import TYPE_CHECKING

from quiz.schedule.sampling import sample

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quiz.schedule.scheduler import Scheduler

DEFAULT = "sampling"

SCHEDULERS: "Mapping[str, Scheduler]" = MappingProxyType({"sampling": sample})
"""Every scheduler, by name."""
