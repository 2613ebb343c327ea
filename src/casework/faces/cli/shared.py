"""Options that every command takes, before the subcommand or after it."""

from __future__ import annotations

from typing import Any

import click

from casework.faces.cli.settings import Settings

pass_settings = click.make_pass_decorator(Settings)


def settings_of(context: click.Context) -> Settings:
    """The one Settings of this run."""
    return context.find_root().ensure_object(Settings)


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value not in (None, False, ()):
        setattr(settings_of(context), parameter.name or "", value)


class SharedOption(click.Option):
    """An option that is kept in Settings and not handed to the command."""


def shared_options() -> list[click.Option]:
    """The options, new for each command."""
    places = {"multiple": True, "metavar": "PATH"}
    return [
        _option("--database", "url", metavar="URL", help="[CASEWORK_DATABASE_URL; else sqlite:///casework.db]"),
        _option("--json", "as_json", is_flag=True, help="Write JSON, also for errors."),
        _option("--language", "language", type=click.Choice(["nb", "nn", "en"]), help="What people read [nb]."),
        _option("--now", "now", metavar="INSTANT", help="The time, in a database made for simulation."),
        _option("--workflows", "workflows", **places, help="Your workflow files, before the shipped ones."),
        _option("--schemes", "schemes", **places, help="Your scheme files, before the shipped ones."),
        _option("--letters", "letters", **places, help="Your letter templates, before the shipped ones."),
        _option("--rules", "rules", multiple=True, metavar="MODULE", help="Your Python module with rules."),
        _option("--debug", "debug", is_flag=True, help="Show the log, and where a technical failure came from."),
    ]


def _option(flag: str, name: str, **attributes: Any) -> SharedOption:
    attributes.setdefault("default", None)
    return SharedOption([flag, name], expose_value=False, callback=_keep, **attributes)


class _Sharing(click.Command):
    """A command with the shared options, told in a section of their own."""

    def __init__(
        self, name: str | None = None, *, params: list[click.Parameter] | None = None, **attributes: Any
    ) -> None:
        super().__init__(name, params=[*(params or ()), *shared_options()], **attributes)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The command's own options first."""
        told = [
            (isinstance(p, SharedOption), p.get_help_record(ctx))
            for p in self.get_params(ctx)
            if isinstance(p, click.Option)
        ]
        for title, shared in (("Options", False), ("Options everywhere", True)):
            records = [record for is_shared, record in told if record and is_shared == shared]
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)


class Command(_Sharing):
    """A command that does something."""

    def invoke(self, ctx: click.Context) -> Any:
        """Do it, unless `--now` is given to a database that lives in real time."""
        settings_of(ctx).check_clock()
        return super().invoke(ctx)


class Group(_Sharing, click.Group):
    """Commands under one word."""

    command_class = Command
