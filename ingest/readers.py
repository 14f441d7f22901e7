"""A file → its text: one row per file type.

Knows which library reads which suffix and what can be wrong with a file of its kind; the libraries are named here
alone. What it returns is the text as the reader extracts it, but for line ends, which become `\\n`, and for what no
database can hold (zero characters, half surrogates), which becomes U+FFFD. Run as a module it reads one file with the
limits of `sandbox`: `reading` starts it so. Knows nothing of sources or passages.
"""

import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tumen.corpus.errors import UnreadableFileError
from tumen.ingest.decoding import decode, decode_html
from tumen.ingest.sandbox import confined

_MEBIBYTE = 2**20  # not the one of the settings: importing them would take half of the child's start

_MOST_CHARACTERS = 20_000_000
"""Of one text: four Bibles; split into passages in four seconds."""

_HARMLESS_UNPACKED = 16 * _MEBIBYTE
_MOST_UNPACKED = 256 * _MEBIBYTE
_MOST_RATIO = 150
"""Of a .docx unpacked to packed: 11 for the 1,218 statements, 23 for an empty one, 36 for 10,000 equal paragraphs;
a bomb has up to 1,030."""


def damaged(name: str, why: str) -> UnreadableFileError:
    """The error for a file that no reader can make sense of."""
    return UnreadableFileError(
        f"{name} is damaged, or not what its suffix says: {why}.",
        "Download it again, or open it in its program and export it as .txt.",
    )


def _plain(path: Path) -> str:
    return decode(path.read_bytes(), path.name)


def _html(path: Path) -> str:
    import trafilatura

    page = decode_html(path.read_bytes(), path.name)
    # Each of its lines is a paragraph.
    extracted = trafilatura.extract(page, include_comments=False) or ""
    return extracted.replace("\n", "\n\n")


def _pdf(path: Path) -> str:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(path)
    try:
        is_locked = reader.is_encrypted and not reader.decrypt("")
    except DependencyError:
        is_locked = True
    if is_locked:
        raise UnreadableFileError(
            f"{path.name} is protected with a password.",
            "Remove it with the password that you have: `qpdf --password=… --decrypt IN.pdf OUT.pdf`, and add OUT.pdf.",
        )
    text = "\n".join(_without_running_heads([page.extract_text() for page in reader.pages]))
    if not text.strip():
        raise UnreadableFileError(
            f"{path.name} holds no text: its pages are probably scanned pictures.",
            "Have its characters recognised, `ocrmypdf IN.pdf OUT.pdf`, and add OUT.pdf.",
        )
    return text


def _without_running_heads(pages: list[str]) -> Iterator[str]:
    """Pages without the first and last lines that most of them share, page numbers aside: they cut sentences in two."""
    split_pages = [page.strip().splitlines() for page in pages]
    edges = Counter(shape for lines in split_pages for shape in {_shape(line) for line in (lines[:1] + lines[-1:])})
    running = {shape for shape, pages_with in edges.items() if pages_with > 2 and pages_with * 2 > len(pages)}
    for lines in split_pages:
        first = 1 if lines and _shape(lines[0]) in running else 0
        last = len(lines) - (1 if len(lines) > first and _shape(lines[-1]) in running else 0)
        yield "\n".join(lines[first:last])


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _docx(path: Path) -> str:
    import docx
    from docx.table import Table

    _refuse_bomb(path)

    def paragraphs(part: Any) -> Iterator[str]:
        for item in part.iter_inner_content():
            if isinstance(item, Table):
                yield from ("| " + " | ".join(cell.text for cell in row.cells) + " |" for row in item.rows)
            else:
                yield item.text

    return "\n\n".join(paragraphs(docx.Document(str(path))))


def _refuse_bomb(path: Path) -> None:
    """Before anything is unpacked; what a member says of its size is the most that is ever unpacked of it."""
    with path.open("rb") as file:
        is_ole = file.read(4) == b"\xd0\xcf\x11\xe0"
    if is_ole:
        raise UnreadableFileError(
            f"{path.name} is an old Word file or is protected with a password.",
            "Open it in a word processor and save it as .docx without a password.",
        )
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > min(_MOST_UNPACKED, max(_HARMLESS_UNPACKED, _MOST_RATIO * path.stat().st_size)):
        raise UnreadableFileError(
            f"{path.name} would unpack to {unpacked / _MEBIBYTE:,.0f} MiB, far more than a text of its size.",
            "Do not open it; ask whoever sent it for the text as .txt.",
        )


READERS: dict[str, Callable[[Path], str]] = {
    ".txt": _plain,
    ".md": _plain,
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
    ".docx": _docx,
}
"""Suffix → reader. Readers run in the child, raise UnreadableFileError for what they know, and anything else freely."""


def _work(arguments: list[str]) -> bytes:
    path = Path(arguments[0])
    try:
        text = re.sub(r"\r\n?", "\n", READERS[path.suffix.lower()](path))
        if not text.strip():
            raise UnreadableFileError(
                f"No text was found in {path.name}.", "Open it, copy the text into a .txt file, and add that."
            )
        if len(text) > _MOST_CHARACTERS:
            raise UnreadableFileError(
                f"{path.name} holds {len(text):,} characters; an original has at most {_MOST_CHARACTERS:,}.",
                "Add the part that belongs to the source.",
            )
        answer = {"text": re.sub("[\0\ud800-\udfff]", "\ufffd", text)}
    except UnreadableFileError as error:
        answer = {"message": error.message, "hint": error.hint}
    except MemoryError:
        raise
    except Exception as error:  # hostile files make parsers raise anything at all
        fault = damaged(path.name, f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)
        answer = {"message": fault.message, "hint": fault.hint}
    return json.dumps(answer).encode("ascii")


if __name__ == "__main__":
    confined(_work)
