"""`primemover help`: the manual, a page a topic."""

from typing import Any

import click

from quiz.cli.options import standard_out_can, terminal_columns
from quiz.manual.topics import TOPICS, read_page
from quiz.terminal.layout import TextLayout


class TopicOrCommand(click.ParamType[str]):
    """A topic of the manual, or a command."""

    name = "topic"

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The topics that begin as typed."""
        from click.shell_completion import CompletionItem

        return [
            CompletionItem(topic, help=line)
            for topic, line in TOPICS.items()
            if topic.startswith(incomplete)
        ]


@click.command(
    epilog="""\b
Examples:
  primemover help             all topics
  primemover help facts       how to write your own facts
  primemover help facts | less"""
)
@click.argument("topic", required=False, type=TopicOrCommand(), metavar="[TOPIC]")
@click.pass_context
def help(ctx: click.Context, topic: str | None) -> None:  # noqa: A001 - the command's name
    """Show a page of the manual; without TOPIC, list all topics.

    The name of a command shows that command's --help.
    """
    layout = TextLayout(measure=terminal_columns, unicode=standard_out_can("–−…“”"))
    if topic is None:
        lines = _listing(layout)
    elif topic.lower() in TOPICS:
        lines = _page(topic.lower(), layout)
    else:
        lines = [_help_of_command(ctx, topic)]
    for line in lines:
        click.echo(line)


def _listing(layout: TextLayout) -> list[str]:
    width = max(map(len, TOPICS))
    lines = ["Topics:"]
    for topic, line in TOPICS.items():
        lines += layout.wrap(line, " " * (width + 4), f"  {topic:<{width}}  ")
    return [*lines, "", *layout.wrap("primemover help TOPIC shows one of them.")]


def _page(topic: str, layout: TextLayout) -> list[str]:
    from quiz.manual.lists import LISTS
    from quiz.manual.page import render

    title = f"{topic.capitalize()}: {TOPICS[topic]}"
    return list(render(title, read_page(topic), LISTS, layout))


def _help_of_command(ctx: click.Context, name: str) -> str:
    """The `--help` of a command.

    Raises:
        Exit: There is neither a topic nor a command of that name.
    """
    root = ctx.find_root()
    group = root.command
    command = group.get_command(root, name) if isinstance(group, click.Group) else None
    if command is None or not isinstance(group, click.Group):
        from cards.english import nearest

        known = (*TOPICS, *(group.list_commands(root) if isinstance(group, click.Group) else ()))
        meant = nearest(name.lower(), known)
        hint = f" Did you mean '{meant}'?" if meant else ""
        raise click.UsageError(f"Unknown topic '{name}'.{hint} Topics: {', '.join(TOPICS)}.")
    return command.get_help(click.Context(command, parent=root, info_name=name))
