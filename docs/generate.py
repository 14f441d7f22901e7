"""Writes the pages of docs/ that are made from the code: settings, errors, commands, file map, schema of a source file.

    python docs/generate.py            writes them
    python docs/generate.py --check    names those that differ from the code; exit status 1 where there are any

Knows the code's own words and Markdown; adds no facts. tests/test_docs.py and `make check` compare.
"""

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import typer

from tumen.corpus import errors
from tumen.corpus.errors import TumenError
from tumen.corpus.settings import Settings
from tumen.corpus.source_file import source_schema
from tumen.ui import failures
from tumen.ui.cli import app

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("tumen", "corpus", "ingest", "assistant", "evaluation", "training", "ui", "bench")
WIDTH = 100
MADE = "<!-- Made by docs/generate.py: change the code, then run `make docs`. -->\n\n"


def pages() -> dict[str, str]:
    """File name in docs/ → its whole text."""
    made = {"settings.md": _settings(), "errors.md": _errors(), "commands.md": _commands(), "file-map.md": _file_map()}
    schema = json.dumps(source_schema(), indent=2) + "\n"
    return {**{name: MADE + "\n".join(lines) + "\n" for name, lines in made.items()}, "source.schema.json": schema}


def stale() -> list[str]:
    """Names of the pages whose file is missing or says something else than the code."""
    folder = ROOT / "docs"
    return [
        name
        for name, text in pages().items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text
    ]


def _settings() -> Iterator[str]:
    yield "# Settings\n"
    yield "Each is an environment variable, or a line of `tumen.toml` in the working directory (its name in small"
    yield "letters, without `TUMEN_`); the environment wins.\n"
    yield "| variable | default | what it is |\n|---|---|---|"
    for name, field in Settings.model_fields.items():
        default = "your platform's user data folder" if field.default_factory else _shown(field.default)
        yield f"| `TUMEN_{name.upper()}` | {default} | {field.description} |"


def _shown(value: object) -> str:
    """A default as a reader sees it: never a path of the machine that made the page."""
    if isinstance(value, Path):
        return "the shipped `corpus/`"
    return f"`{value}`" if value not in (None, "") else "not set"


def _errors() -> Iterator[str]:
    yield "# Errors\n"
    yield "Every failure has a message and a hint that names what mends it: two lines on standard error, exit status 1."
    yield "With `--json` it is also an object on standard output, whose `error` is one of these. A bad line of"
    yield '`tumen ask -` is such an object with the number of the line, `"line": 3`, and the other lines go on.\n'
    yield "```json"
    yield '{"error": "index_missing", "message": "…", "hint": "…"}'
    yield "```\n"
    yield "| `error` | raised as | what it means |\n|---|---|---|"
    for error in (*_errors_of(errors), *_errors_of(failures)):
        yield f"| `{error.__new__(error).kind}` | `{error.__name__}` | {_summary(error.__doc__)} |"


def _errors_of(module: ModuleType) -> Iterator[type[TumenError]]:
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, TumenError) and value is not TumenError:
            yield value


def _commands() -> Iterator[str]:
    yield "# Commands\n"
    command = typer.main.get_group(app)
    context = command.make_context("tumen", [], resilient_parsing=True, terminal_width=WIDTH)
    yield from ("```text", command.get_help(context), "```\n")
    yield from _commands_under(command, context)


def _commands_under(group: typer.core.TyperGroup, context: Any) -> Iterator[str]:
    for name, command in group.commands.items():
        under = command.make_context(name, [], parent=context, resilient_parsing=True, terminal_width=WIDTH)
        yield from (f"## {under.command_path}\n", "```text", command.get_help(under), "```\n")
        if isinstance(command, typer.core.TyperGroup):
            yield from _commands_under(command, under)


def _file_map() -> Iterator[str]:
    yield "# File map\n"
    yield "Which floor imports which, and which room of a floor another: no stage of the assistant imports another."
    yield "Then what each file says of itself."
    yield "`tests/test_architecture.py` holds the floors apart.\n"
    yield from _picture()
    for folder in (folder for floor in FLOORS for folder in _folders(ROOT / floor)):
        name = folder.relative_to(ROOT).as_posix()
        yield f"\n## {name}/\n\n{_words_of(folder / '__init__.py')}\n\n| file | purpose |\n|---|---|"
        for path in sorted(folder.glob("*.py")):
            if not path.name.startswith("__"):
                yield f"| `{path.relative_to(ROOT)}` | {_words_of(path)} |"


def _folders(floor: Path) -> list[Path]:
    """A floor and its rooms, those with files of their own."""
    return sorted({path.parent for path in floor.rglob("*.py") if not path.name.startswith("__")})


def _picture() -> Iterator[str]:
    """Floors with their rooms, an arrow for each import that leaves a floor or a room; measured, not drawn by hand."""
    floors = [floor for floor in FLOORS if floor != "bench"]
    arrows = {arrow for floor in floors for path in (ROOT / floor).rglob("*.py") for arrow in _arrows(path)}
    yield "```mermaid\nflowchart TD"
    for floor in floors:
        rooms = sorted(path.parent.name for path in (ROOT / floor).glob("*/__init__.py"))
        yield f"    subgraph {floor}"
        yield from (f"        {floor}.{room}[{room}]" for room in rooms)
        yield "    end"
    yield from (f"    {one} --> {other}" for one, other in sorted(arrows))
    yield "```"


def _arrows(path: Path) -> Iterator[tuple[str, str]]:
    """From floor to floor, and from one room to another of the same floor."""
    own = path.relative_to(ROOT).parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tumen."):
            floor, *rest = (node.module or "").split(".")[1:]
            if floor == "client":
                continue
            if floor != own[0]:
                yield own[0], floor
            elif len(rest) > 1 and len(own) > 2 and rest[0] != own[1]:
                yield f"{floor}.{own[1]}", f"{floor}.{rest[0]}"


def _words_of(path: Path) -> str:
    return _summary(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))))


def _summary(text: str | None) -> str:
    """The first paragraph of a docstring on one line, fit for a table."""
    paragraph = " ".join((text or "").split("\n\n")[0].split())
    return paragraph.replace("|", "\\|")


def main() -> int:
    """Writes, or with `--check` compares; the exit status."""
    if "--check" in sys.argv[1:]:
        names = stale()
        for name in names:
            print(f"docs/{name} differs from the code: run `make docs`.", file=sys.stderr)
        return 1 if names else 0
    for name, text in pages().items():
        (ROOT / "docs" / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
