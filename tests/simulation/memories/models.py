"""The table of the models of memory."""

from collections.abc import Callable, Mapping
from random import Random

from tests.simulation.memories.activation import ActivationMemory
from tests.simulation.memories.dash import DashMemory
from tests.simulation.memories.fsrs_memory import FsrsMemory
from tests.simulation.memories.half_life import HalfLifeMemory
from tests.simulation.memories.hidden import HiddenMemory
from tests.simulation.memories.multiscale import MultiscaleMemory

MODELS: Mapping[str, Callable[[Random, int], HiddenMemory]] = {
    "fsrs": FsrsMemory,
    "act-r": ActivationMemory,
    "dash": DashMemory,
    "half-life": HalfLifeMemory,
    "multiscale": MultiscaleMemory,
}
"""A learner's memory from a source of randomness and the number of facts."""
