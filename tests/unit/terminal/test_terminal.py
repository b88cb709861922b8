"""Commands answer on standard output, and say how far they are and why they fail on standard error."""

import io
import json
from dataclasses import dataclass
from typing import Annotated

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from terminal.answers import say, say_failure, write_json
from terminal.options import FormerLang, Lang, grouped
from terminal.progress import counted, progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_answers_go_to_standard_output_and_failures_to_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say("Đã xong [1]")
    say(["a", "b"])
    write_json({"tệp": "a.csv"})
    say_failure("Không có [tệp] nào", {"error": "missing"})
    said = capsys.readouterr()
    assert said.out == 'Đã xong [1]\na\nb\n{"tệp": "a.csv"}\n{"error": "missing"}\n'
    assert said.err == "Không có [tệp] nào\n"


def test_progress_is_a_line_a_step_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(str.upper) as report:
        for share, step in ((0.0, "read"), (0.2, "read"), (0.5, "[check]"), (1.0, "done")):
            report(share, step)
    said = capsys.readouterr()
    assert said.err.splitlines() == ["  0% READ", " 50% [CHECK]", "100% DONE"]
    assert said.out == ""


def test_progress_is_nothing_before_the_first_report_or_without_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with progress():
        pass
    with progress(lines=False) as report:
        report(1.0, "done")
    with counted("briefs", 2) as count:
        count()
        count()
    assert capsys.readouterr() == ("", "")


def test_bar_at_a_terminal_stays_on_one_line_and_is_left_when_the_work_fails() -> None:
    screen = Screen()
    console = Console(file=screen, width=80, _environ={"TERM": "xterm"})

    def work() -> None:
        with progress(console=console) as report:
            report(0.5, "[half]")
            report(1 / 0, "never")

    with pytest.raises(ZeroDivisionError):
        work()
    assert "50% [half]" in screen.getvalue()
    assert screen.getvalue().count("\n") == 1


@dataclass(frozen=True)
class Wanted:
    """A group of options."""

    number: Annotated[int, typer.Option(help="required")]
    word: str = "none"


@dataclass(frozen=True)
class Speaking:
    """Another one."""

    lang: Lang = "vi"
    language: FormerLang = None


def test_fields_of_groups_are_options_of_a_command() -> None:
    app = typer.Typer()

    @app.command()
    @grouped
    def show(
        place: str, wanted: Wanted, form: Speaking, loud: Annotated[bool, typer.Option("--loud")] = False
    ) -> None:
        """Show what was given."""
        write_json([place, wanted.number, wanted.word, form.language or form.lang, loud])

    def answer(*arguments: str) -> object:
        result = CliRunner().invoke(app, list(arguments))
        return json.loads(result.output) if result.exit_code == 0 else result.exit_code

    assert answer("02", "--number", "7") == ["02", 7, "none", "vi", False]
    assert answer("02", "--number", "7", "--word", "x", "--lang", "en", "--loud") == [
        "02",
        7,
        "x",
        "en",
        True,
    ]
    assert answer("02", "--number", "7", "--language", "en") == ["02", 7, "none", "en", False]
    assert answer("02") == answer("02", "--number", "7", "--lang", "fr") == 2
    shown = CliRunner().invoke(app, ["--help"]).output
    assert "--lang" in shown
    assert "--language" not in shown
