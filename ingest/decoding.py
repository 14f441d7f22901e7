"""Bytes → characters, or an error that says which byte and how to convert the file. Never a guess.

Knows UTF-8, the byte order marks, and what an HTML page declares of itself. A quotation of garbled words is a false
quotation, and guessing garbles: charset-normalizer takes short Russian texts in windows-1251 for Chinese ones in Big5.
Knows no reader.
"""

import codecs
import re
import shlex

from tumen.corpus.errors import UnreadableFileError

_MARKS = (  # the longer ones first: UTF-32's mark begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARATION_BYTES = 4096
"""How far a declaration is looked for; browsers look at 1,024 bytes, which long heads exceed."""

_AS_BROWSERS_READ = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
                     "gb2312": "gb18030", "gbk": "gb18030"}  # fmt: skip
"""The encodings that the WHATWG standard gives to these labels: what their authors meant."""

_MISNAMED = {b"%PDF-": ".pdf", b"PK\x03\x04": ".docx"}


def decode(content: bytes, name: str) -> str:
    """A text file's characters. Raises UnreadableFileError where it is binary or in another encoding than Unicode."""
    encoding = _marked(content) or "utf-8"
    if encoding.startswith("utf-8"):
        _refuse_binary(content, name)
    return _decoded(content, encoding, name)


def decode_html(content: bytes, name: str) -> str:
    """A page's characters, by its mark, else by what it declares, else as UTF-8. Raises UnreadableFileError."""
    marked = _marked(content)
    if marked:
        return _decoded(content, marked, name)
    _refuse_binary(content, name)
    declared = _DECLARED.search(content[:_DECLARATION_BYTES])
    label = declared[1].decode("ascii").lower() if declared else "utf-8"
    return _decoded(content, known_encoding(label) or "utf-8", name)


def known_encoding(label: str) -> str | None:
    """The codec for a label of the web, or None for a label that nobody knows."""
    label = label.strip().strip("\"'").lower()
    codec = _AS_BROWSERS_READ.get(label, label)
    try:
        "a".encode(codec)  # unlike lookup, refuses what is no encoding of text: zlib, rot13
        return codecs.lookup(codec).name
    except (LookupError, ValueError):
        return None


def _marked(content: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)


def _refuse_binary(content: bytes, name: str) -> None:
    for begins, suffix in _MISNAMED.items():
        if content.startswith(begins):
            raise UnreadableFileError(
                f"{name} is not a text file.", f"It looks like a {suffix} file: give it that suffix."
            )
    at = content.find(b"\0")
    if at >= 0:
        raise UnreadableFileError(
            f"{name} is not a text file: there is a zero byte at position {at}.",
            "Save it as UTF-8 text, or add the document that it was made from (.pdf, .docx, .html).",
        )


def _decoded(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        at = error.start + len(content) - len(error.object)  # without the mark, if there was one
        line, file = content.count(b"\n", 0, at) + 1, shlex.quote(name)
        raise UnreadableFileError(
            f"{name} is not {encoding.removesuffix('-sig').upper()}: "
            f"byte 0x{content[at]:02X} at position {at} (line {line}).",
            f"Convert it from what it was saved in, often windows-1251, windows-1252 or gb18030: "
            f"`iconv -f windows-1251 -t UTF-8 {file} > OUT.txt`; read that before you add it.",
        ) from error
