"""The command line makes the same files as the addresses, and tells what went wrong."""

import io
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from typer.testing import CliRunner, Result

from exports.commands import app
from ui.cached.editions import Edition
from vocabulary.words import Words

MAP = ["map", "--indicator", "survey_multidimensional_poverty_rate", "--year", "2023", "--lang", "en"]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_map_is_written_as_a_workbook(edition: Edition, tmp_path: Path) -> None:
    file = tmp_path / "map.xlsx"
    result = run(*MAP, "--format", "xlsx", "--out", file, "--time")
    assert result.exit_code == 0, result.output
    assert openpyxl.load_workbook(io.BytesIO(file.read_bytes())).sheetnames[0] == "Figures of the year"
    assert "bytes" in result.output


def test_briefs_of_all_places_in_one_named_without_accents(edition: Edition, tmp_path: Path) -> None:
    file = tmp_path / "briefs.pdf"
    result = run("brief", "--area", "bach long vi", "--parts", "--lang", "vi", "--out", file)
    assert result.exit_code == 0, result.output
    reader = PdfReader(file)
    assert len(reader.pages) >= 1
    assert "Bạch Long Vĩ" in reader.pages[0].extract_text()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_unknown_names_are_told_in_a_sentence(edition: Edition, tmp_path: Path, language: str) -> None:
    file = tmp_path / "x.pdf"
    for arguments in (["map", "--indicator", "nope"], ["brief", "--area", "zzqqxxyy"]):
        result = run(*arguments, "--lang", language, "--out", file)
        assert result.exit_code == 3
        assert Words(language)("command.unknown") in result.output
    assert not file.exists()


def test_file_that_cannot_be_written_is_told(edition: Edition, tmp_path: Path) -> None:
    result = run(*MAP, "--format", "csv", "--out", tmp_path / "missing" / "map.csv")
    assert result.exit_code == 5
    assert "cannot be written" in result.output


def test_wrong_format_is_a_wrong_option(edition: Edition, tmp_path: Path) -> None:
    assert run(*MAP, "--format", "exe", "--out", tmp_path / "map.exe").exit_code == 2


def test_a_map_of_districts_needs_no_way_to_look(edition: Edition, tmp_path: Path) -> None:
    path = tmp_path / "districts.svg"
    done = run(
        "map", "--indicator", "poor_household_rate", "--level", "district", "--format", "svg", "--out", path
    )
    assert (done.exit_code, path.is_file()) == (0, True)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--level", "planet"), "province, commune, district"),
        (("--level", "district", "--look", "today"), "--level district: district"),
    ],
)
def test_a_level_that_does_not_fit_gets_what_does(
    edition: Edition, options: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = run("map", "--indicator", "poor_household_rate", *options, "--out", tmp_path / "a.svg")
    assert done.exit_code == 2
    assert said in " ".join(done.output.replace("│", " ").split())
