"""Where the checkout, its tests and their data are."""

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TESTS = ROOT / "tests"
LETTERS = TESTS / "data" / "letters.yaml"
CLASS = TESTS / "data" / "class.yaml"
