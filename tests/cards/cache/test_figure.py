"""The figure from the cache is the one that was read, whatever happened to the file."""

from pathlib import Path

from cards.cache.figure import load_figure


def test_the_figure_is_read_from_the_cache_and_again_if_it_is_damaged(tmp_path: Path) -> None:
    first = load_figure(tmp_path)
    (file,) = tmp_path.iterdir()
    written = file.read_bytes()
    cached = load_figure(tmp_path)
    middle = len(written) // 2
    file.write_bytes(written[:middle] + bytes([written[middle] ^ 1]) + written[middle + 1 :])
    repaired = load_figure(tmp_path)

    assert first == cached == repaired
    assert first is not cached
    assert file.read_bytes() == written
