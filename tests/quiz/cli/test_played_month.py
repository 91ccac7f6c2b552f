"""A month of study through the command line: minutes, weights, levels and the forecast hold."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.homes import make_home
from tests.support.played_month import levels_of_weeks, on_three_days, play, weights_off


@pytest.mark.full
def test_a_month_for_the_cscs_at_ten_minutes_a_day(tmp_path: Path) -> None:
    """One month, because it takes more than a minute to play."""
    minutes, seconds = 10, 25
    played = play("cscs", minutes, seconds, make_home(tmp_path / "home"))

    longest = 1.4 * seconds
    assert max(played.spent) <= 60 * minutes + longest
    assert max(weights_off(played)) <= 10
    levels = [level for _, shares in levels_of_weeks(played) for level in shares]
    assert not [(name, share) for name, share, aim in levels if abs(share - aim) > 15]
    facts = [(review.session, review.fact) for review in played.reviews]
    assert not [one for one, other in pairwise(facts) if one == other]
    forecast = sum(played.days[0]["forecast"]["on_three_days"].values())
    assert on_three_days(played) == pytest.approx(forecast, rel=0.4)
