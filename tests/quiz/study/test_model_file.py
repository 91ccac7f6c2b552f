"""The file of the recall model: what is stored is loaded, and damage never stops a learner."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.memory.recall_model import Coefficients, RecallModel
from quiz.study.model_file import FittedModel, load_model, store_model

FITTED = FittedModel(RecallModel(Coefficients(0.1, 0.2, 0.3, -0.4), {"fact": -0.5}), "2026-11-23")


def test_a_stored_model_is_loaded(tmp_path: Path) -> None:
    store_model(tmp_path / "cache" / "model", FITTED)

    assert load_model(tmp_path / "cache" / "model") == FITTED


def test_a_missing_file_is_an_average_learner(tmp_path: Path) -> None:
    assert load_model(tmp_path / "model") == FittedModel()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 500), st.integers(1, 255))
def test_any_flipped_byte_leaves_the_model_as_it_begins(
    tmp_path: Path, place: int, flip: int
) -> None:
    file = tmp_path / "model"
    store_model(file, FITTED)
    content = bytearray(file.read_bytes())
    content[place % len(content)] ^= flip
    file.write_bytes(content)

    assert load_model(file) == FittedModel()


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    store_model(tmp_path / "file" / "model", FITTED)

    assert load_model(tmp_path / "file" / "model") == FittedModel()
