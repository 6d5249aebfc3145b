"""What the README shows works: its commands and its Python are run on the sample reports."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from riwaya.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = "\n".join(
    path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
)
BLOCK = re.compile(r"(?P<skip><!-- not run[^>]*-->\n)?```(?P<language>\w+)\n(?P<code>.*?)```", re.DOTALL)
RIWAYA = f"{shlex.quote(sys.executable)} -m riwaya"


def blocks(*languages: str) -> list[str]:
    """The README's fenced blocks in these languages, without those marked as not to be run."""
    return [m["code"] for m in BLOCK.finditer(README) if m["language"] in languages and not m["skip"]]


def commands(block: str) -> list[str]:
    """A block's commands that call riwaya, without comments and prompts."""
    lines = (line.split("  #")[0].removeprefix("$ ").strip() for line in block.splitlines())
    return [line for line in lines if re.match(r"(\S.* \| )?riwaya ", line)]


RUN = [block for block in blocks("sh", "console") if commands(block)]


@pytest.fixture
def folder(tmp_path):
    """A copy of what the commands name, so that they write nothing into the project."""
    for name in ("samples", "docs/examples"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def test_the_readme_shows_commands():
    assert sum(len(commands(block)) for block in RUN) >= 8


@pytest.mark.parametrize("block", RUN)
def test_commands_of_the_readme_work(block, folder):
    for command in commands(block):
        call = re.sub(r"(^|\| )riwaya ", lambda found: f"{found[1]}{RIWAYA} ", command)
        done = subprocess.run(
            call, shell=True, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert done.stdout or "--output" in command, command


@pytest.mark.parametrize("code", blocks("python"))
def test_python_of_the_readme_works(code, folder):
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


def leaves(command: click.Command, name: str) -> list[str]:
    if not isinstance(command, click.Group):
        return [name]
    return [leaf for key, sub in command.commands.items() for leaf in leaves(sub, f"{name} {key}")]


@pytest.mark.parametrize("name", leaves(main, "riwaya"))
def test_every_command_is_in_the_readme(name):
    assert re.search(rf"^{name}\b|\| {name}\b", README, re.MULTILINE), f"README.md doesn't show {name!r}"


def options(command: click.Command) -> set[str]:
    if isinstance(command, click.Group):
        return set().union(*(options(sub) for sub in command.commands.values()))
    return {max(p.opts, key=len) for p in command.params if isinstance(p, click.Option)}


def test_options_in_the_readme_exist():
    known = options(main) | {"--help", "--version"}
    shown = {
        word for block in RUN for command in commands(block) for word in re.findall(r"--[a-z]+", command)
    }
    assert shown <= known


def test_links_between_the_docs_lead_somewhere():
    for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_every_sample_is_described():
    for path in (ROOT / "samples").iterdir():
        assert f"`{path.name}`" in DOCS, path.name
