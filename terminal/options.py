"""Options that several commands share, and options in groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, get_type_hints

import typer

from vocabulary.catalogues import LANGUAGES


def known_language(language: str | None) -> str | None:
    """Return a language that there is; BadParameter, which ends the command, for another one."""
    if language and language not in LANGUAGES:
        raise typer.BadParameter(", ".join(LANGUAGES))
    return language


Json = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
Lang = Annotated[str, typer.Option("--lang", help="vi or en.", callback=known_language)]
# What --lang was called before in some commands.
FormerLang = Annotated[str | None, typer.Option("--language", hidden=True, callback=known_language)]


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command take dataclasses of options: on the command line each of their fields is one option.

    The fields are annotated and defaulted as parameters of a command are, and no two groups share a name.
    """
    hints = get_type_hints(command, include_extras=True)
    groups: dict[str, Any] = {name: hint for name, hint in hints.items() if is_dataclass(hint)}

    @wraps(command)
    def run(**given: Any) -> None:
        made = {
            name: group(**{field.name: given.pop(field.name) for field in fields(group)})
            for name, group in groups.items()
        }
        command(**given, **made)

    parameters: list[Parameter] = []
    for name, parameter in signature(command).parameters.items():
        if name in groups:
            parameters += _parameters_of(groups[name])
        else:
            parameters.append(parameter.replace(kind=Parameter.KEYWORD_ONLY, annotation=hints[name]))
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    setattr(run, "__signature__", Signature(parameters))  # noqa: B010
    return run


def _parameters_of(group: Any) -> list[Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        Parameter(
            field.name, Parameter.KEYWORD_ONLY, default=_default_of(field), annotation=hints[field.name]
        )
        for field in fields(group)
    ]


def _default_of(field: Field[Any]) -> Any:
    return Parameter.empty if field.default is MISSING else field.default
