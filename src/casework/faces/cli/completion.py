"""`casework completion`: the script that gives a shell tab completion."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from casework.errors import BadInput
from casework.faces.cli.shared import Command


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Write the script that gives SHELL tab completion.

    Load it with: eval "$(casework completion bash)"
    """
    script = get_completion_class(shell)
    if script is None:
        raise BadInput(f"there is no completion for {shell}")
    # `source()` would ask bash for its version, which need not be installed where the script is written.
    made = script(context.find_root().command, {}, "casework", "_CASEWORK_COMPLETE")
    click.echo(made.source_template % made.source_vars())
