"""`primemover completion`: names that the Tab key completes."""

import click

_FILES = {"bash": "~/.bashrc", "zsh": "~/.zshrc", "fish": "~/.config/fish/config.fish"}


@click.command(
    epilog="""\b
Examples:
  eval "$(primemover completion bash)"   in ~/.bashrc
  eval "$(primemover completion zsh)"    in ~/.zshrc
  primemover completion fish | source    in ~/.config/fish/config.fish"""
)
@click.argument("shell", type=click.Choice(list(_FILES)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print a script that completes commands, options and topics in SHELL."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise click.ClickException(f"There is no completion for {shell}.")
    root = ctx.find_root().command
    click.echo(kind(root, {}, "primemover", "_PRIMEMOVER_COMPLETE").source())
