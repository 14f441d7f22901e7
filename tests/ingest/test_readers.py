"""Every file type is read; every bad file is one message and one hint; limits hold."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from tumen.corpus.errors import UnreadableFileError
from tumen.corpus.settings import MEBIBYTE, Settings
from tumen.ingest.reading import ReadingLimits, read_file

LIMITS = ReadingLimits(file_mb=50, seconds=60, memory_mb=1024)
PROSE = "Russia shipped coal through the made-up port in 2014. China did not object to it at all."
Saved = Callable[[str, bytes], Path]


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    def save(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return save


def pdf(*pages: str) -> bytes:
    """A PDF of one line of Latin text for each line of each page, made by hand."""
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(len(pages)))
    bodies = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>"]
    font = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    for n, page in enumerate(pages):
        shown = "".join(f"({line}) Tj T* " for line in page.splitlines())
        stream = f"BT /F 11 Tf 14 TL 50 780 Td {shown}ET"
        bodies.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{font}/Contents {4 + 2 * n} 0 R>>")
        bodies.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj{body}endobj\n".encode("latin-1"))
    start = out.tell()
    rows = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    out.write(f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{rows}".encode())
    out.write(f"trailer<</Size {len(bodies) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def locked_pdf(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(PROSE))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "2014", "12 ships"
    document.add_paragraph("After the table.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def page(charset: str = "utf-8", text: str = PROSE) -> bytes:
    return (
        f"<html><head><meta charset='{charset}'><title>A port</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>A made-up port</h1><p>{text}</p><p>{text[::-1]}</p></article>"
        "<footer>The Press</footer></body></html>"
    ).encode(charset)


def refusal(path: Path, limits: ReadingLimits = LIMITS) -> tuple[str, str]:
    with pytest.raises(UnreadableFileError) as caught:
        read_file(path, limits)
    return caught.value.message, caught.value.hint


def test_the_limits_are_those_of_the_settings() -> None:
    assert ReadingLimits.of(Settings(max_file_mb=7, reading_seconds=8, reading_memory_mb=9)) == ReadingLimits(7, 8, 9)


def test_plain_text_is_kept_but_for_its_line_ends(saved: Saved) -> None:
    content = "  Тумэнь — 图们江.\r\n\r\nA\u00a0naïve\tline\rand more \n".encode()
    read = read_file(saved("a.TXT", content), LIMITS)
    assert read.text == "  Тумэнь — 图们江.\n\nA\u00a0naïve\tline\nand more \n"
    assert (read.kind, read.size, read.sha256) == ("txt", len(content), hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_are_believed_and_taken_off(saved: Saved, encoding: str) -> None:
    assert read_file(saved("a.md", PROSE.encode(encoding)), LIMITS).text == PROSE


def test_html_keeps_the_article_alone(saved: Saved) -> None:
    read = read_file(saved("a.html", page()), LIMITS)
    assert read.text == f"A made-up port\n\n{PROSE}\n\n{PROSE[::-1]}"
    assert read.kind == "html"


@pytest.mark.parametrize(
    ("charset", "text"), [("windows-1251", "Россия и порт. " * 9), ("gb2312", "中国和港口。" * 20)]
)
def test_html_is_read_as_it_declares(saved: Saved, charset: str, text: str) -> None:
    assert text.strip() in read_file(saved("a.htm", page(charset, text)), LIMITS).text


def test_pdf_pages_follow_each_other_without_running_heads(saved: Saved) -> None:
    pages = [f"Made-up Papers {n}\nThe port of page {n} is open and the\nship\nPage {n} of 4" for n in range(1, 5)]
    read = read_file(saved("a.pdf", pdf(*pages)), LIMITS)
    assert read.text == "\n".join(f"The port of page {n} is open and the\nship" for n in range(1, 5))
    assert read.kind == "pdf"


def test_a_pdf_that_only_its_owner_may_change_is_read(saved: Saved) -> None:
    assert read_file(saved("a.pdf", locked_pdf("")), LIMITS).text == PROSE


def test_docx_paragraphs_and_tables_in_their_order(saved: Saved) -> None:
    read = read_file(saved("a.docx", word_file("First.", PROSE)), LIMITS)
    assert read.text == f"First.\n\n{PROSE}\n\n| 2014 | 12 ships |\n\nAfter the table."
    assert read.kind == "docx"


BAD = {
    "empty": ("a.txt", b"", "0 bytes", "again"),
    "blank": ("a.txt", b" \n\t", "No text was found", "copy the text"),
    "no suffix": ("a", b"text", "no suffix", ".docx"),
    "unknown suffix": ("a.xls", b"text", "the suffix .xls", ".docx"),
    "binary": ("a.txt", b"MZ\x00\x01", "zero byte at position 2", "UTF-8"),
    "a PDF named .txt": ("a.txt", pdf(PROSE), "not a text file", "looks like a .pdf"),
    "a picture named .html": ("a.html", b"\x89PNG\r\n\x1a\n\0", "zero byte at position 8", "UTF-8 text"),
    "wrong encoding": ("a b.txt", "ok\nПорт открыт".encode("cp1251"), "byte 0xCF at position 3 (line 2)", "iconv -f"),
    "wrong encoding after a mark": ("a.txt", b"\xef\xbb\xbfab\xff", "0xFF at position 5", "iconv"),
    "half a UTF-16 file": ("a.txt", "port".encode("utf-16")[:-1], "UTF-16", "iconv"),
    "html in an undeclared encoding": ("a.html", "<p>Порт".encode("cp1251"), "not UTF-8", "iconv"),
    "html without text": ("a.html", b"<html><body><script>x()</script></body></html>", "No text", "copy the text"),
    "pdf without text": ("a.pdf", pdf(""), "no text", "ocrmypdf"),
    "locked pdf": ("a.pdf", locked_pdf("secret"), "password", "qpdf"),
    "damaged pdf": ("a.pdf", b"%PDF-1.4\n" + b"\x07" * 500, "damaged", "Download"),
    "a cut pdf": ("a.pdf", pdf(PROSE)[:200], "a.pdf", "."),
    "damaged docx": ("a.docx", b"PK\x03\x04" + b"\x07" * 500, "damaged", "Download"),
    "a zip named .docx": ("a.docx", b"PK\x05\x06" + b"\0" * 18, "damaged", "Download"),
    "old Word": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word file", "save it as .docx"),
}


@pytest.mark.parametrize(("name", "content", "said", "advised"), BAD.values(), ids=BAD)
def test_a_bad_file_is_a_message_and_a_hint(saved: Saved, name: str, content: bytes, said: str, advised: str) -> None:
    message, hint = refusal(saved(name, content))
    assert said in message
    assert advised in hint


def test_what_is_no_file(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)[0]
    assert "does not exist" in refusal(tmp_path / "missing.txt")[0]
    assert "device or a pipe" in refusal(Path("/dev/null"))[0]
    assert "cannot be read" in refusal(tmp_path / ("x" * 300 + ".txt"))[0]


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(200 * MEBIBYTE)
    message, hint = refusal(path)
    assert "200 MiB; the limit is 50 MiB" in message
    assert "TUMEN_MAX_FILE_MB" in hint


def test_a_docx_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(40 * MEBIBYTE))
    assert "would unpack to 40 MiB" in refusal(path)[0]


def test_the_time_limit_is_kept(saved: Saved) -> None:
    message, hint = refusal(saved("a.txt", b"text"), ReadingLimits(50, 0.001, 1024))
    assert "longer than 0.001 seconds" in message
    assert "TUMEN_READING_SECONDS" in hint


def test_the_memory_limit_is_kept(saved: Saved) -> None:
    message, hint = refusal(saved("a.txt", b"coal " * (8 * MEBIBYTE)), ReadingLimits(50, 60, 80))
    assert "more than 80 MiB" in message
    assert "TUMEN_READING_MEMORY_MB" in hint


def test_a_text_too_long_to_be_an_original(saved: Saved) -> None:
    assert "20,000,000" in refusal(saved("a.txt", b"coal " * 4_100_000))[0]


def test_nothing_in_the_working_folder_is_run(saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved("a.txt", PROSE.encode())
    saved("json.py", b"raise SystemExit('run')")
    monkeypatch.chdir(path.parent)
    assert read_file(Path("a.txt"), LIMITS).text == PROSE
