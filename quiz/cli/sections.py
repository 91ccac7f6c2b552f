"""Options under headings in a command's `--help`, so that a long list can be searched by eye."""

from collections.abc import Mapping
from types import MappingProxyType

import click

SECTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Selection": (
            *("--kind", "--level", "--role", "--contraction", "--phase"),
            *("--template", "--retry-missed", "--flagged", "--mix-up", "--attributed"),
        ),
        "Time": ("--time", "--per-question", "--untimed", "--extra", "--tick", "--no-clock"),
        "Anki": (
            *("--deck", "--exam-cards", "--type-in", "--preset", "--new-a-day", "--retention"),
            *("--bury", "--retired", "--split", "--with-progress"),
        ),
        "Sharing": ("--title", "--author", "--deck-version", "--page"),
        "Output": ("--plain", "--jsonl", "--no-color"),
        "Facts": ("--facts", "--only", "--stance", "--no-derived", "--spelling", "--us"),
    }
)
"""The headings with their options, the most used first. Other options come before all of them."""

_OTHERS = "Options"


class SectionedCommand(click.Command):
    """A command whose help lists its options by `SECTIONS`."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options: those without a heading, then heading by heading."""
        rows = {
            param.opts[0]: record
            for param in self.get_params(ctx)
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx))
        }
        listed = {
            heading: [rows.pop(flag) for flag in flags if flag in rows]
            for heading, flags in SECTIONS.items()
        }
        for heading, records in ({_OTHERS: list(rows.values())} | listed).items():
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)
