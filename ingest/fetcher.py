"""A web address → the document there, safely.

Knows which addresses name a document, how many redirects, bytes and seconds it may cost, and which file type a content
type is; `network` knows which machines may be connected to. Knows nothing of what a document says. Proxies, cookies and
credentials are never used.
"""

import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

import httpcore
import httpx

from tumen.corpus.errors import FetchError
from tumen.corpus.settings import MEBIBYTE
from tumen.ingest.decoding import known_encoding
from tumen.ingest.network import GuardedNetwork

_MOST_REDIRECTS = 5
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_TEXTS = {".html", ".txt", ".md"}
_UNSPOKEN = {"", "application/octet-stream", "binary/octet-stream", "application/force-download"}
"""Content types that say nothing: there the suffix of the address counts."""

_HEADERS = [
    (b"User-Agent", b"Tumen/0.1 (reads one document for a person's own archive)"),
    (b"Accept", ", ".join(_SUFFIXES).encode("ascii")),
    (b"Accept-Encoding", b"identity"),
    (b"Connection", b"close"),
]
_BY_HAND = "Open it in a browser, save it, and run `tumen add FILE --source ID`."


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one document may cost, redirects included. allow_loopback: lets tests reach a server on this machine."""

    megabytes: int
    seconds: float = 60.0
    allow_loopback: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document. suffix: of the reader that takes it. address: where it was after all redirects.

    content: as sent, but for text whose encoding only the server named: that is UTF-8 with its mark.
    """

    content: bytes
    suffix: str
    address: str


def fetch(address: str, limits: FetchLimits) -> Fetched:
    """Raises FetchError, whose hint says how to come by the document otherwise."""
    network = GuardedNetwork(time.monotonic() + limits.seconds, limits.allow_loopback)
    url = _checked(address)
    try:
        with httpcore.ConnectionPool(network_backend=network) as pool:
            for _ in range(_MOST_REDIRECTS + 1):
                answer = _ask(pool, url, limits)
                if isinstance(answer, Fetched):
                    return answer
                url = _checked(answer, before=url)
    except httpcore.TimeoutException as error:
        raise FetchError(f"{url} did not send its document within {limits.seconds:g} seconds.", _BY_HAND) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise FetchError(f"{url} cannot be fetched: {error}.", "Check the connection, or: " + _BY_HAND) from error
    raise FetchError(f"{address} redirects more than {_MOST_REDIRECTS} times.", _BY_HAND)


def _checked(address: str, before: httpx.URL | None = None) -> httpx.URL:
    """The address of a document, without a password; where a page redirects to is relative to it, no less protected."""
    try:
        url = before.join(address) if before else httpx.URL(address)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"{address!r} is no web address: {error}.", "Correct `url` in the source file.") from error
    if url.userinfo:
        raise FetchError("An address with a user name or password in it is not fetched.", _BY_HAND)
    if url.scheme not in ("http", "https") or not url.host:
        raise FetchError(f"{url} is not fetched: only http and https are.", _BY_HAND)
    if url.path in ("", "/") and not url.query:  # where the pages of a site that was rebuilt often redirect to
        raise FetchError(f"{url} is the front page of a site, not a document.", _BY_HAND)
    if before and before.scheme == "https" and url.scheme == "http":
        raise FetchError(f"{before} redirects to an unprotected address, {url}.", _BY_HAND)
    return url


def _ask(pool: httpcore.ConnectionPool, url: httpx.URL, limits: FetchLimits) -> Fetched | str:
    """The document, or the address that it has moved to."""
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    headers = [(b"Host", url.netloc), *_HEADERS]
    with pool.stream("GET", target, headers=headers) as response:
        fields = httpx.Headers(response.headers)
        if response.status in (301, 302, 303, 307, 308) and "location" in fields:
            return fields["location"]
        if response.status != 200:
            raise FetchError(f"{url} answers with status {response.status}, not with a document.", _BY_HAND)
        suffix = _suffix(url, fields)
        content = _read(response.iter_stream(), fields, url, limits.megabytes)
    return Fetched(_as_utf8(content, fields) if suffix in _TEXTS else content, suffix, str(url))


def _suffix(url: httpx.URL, fields: httpx.Headers) -> str:
    media_type = fields.get("content-type", "").partition(";")[0].strip().lower()
    if media_type in _SUFFIXES:
        return _SUFFIXES[media_type]
    suffix = PurePosixPath(url.path).suffix.lower()
    if media_type in _UNSPOKEN and suffix in _SUFFIXES.values():
        return suffix
    raise FetchError(f"{url} is of the type {media_type or 'that nobody named'}, which no reader takes.", _BY_HAND)


def _read(chunks: Iterable[bytes], fields: httpx.Headers, url: httpx.URL, megabytes: int) -> bytes:
    """The whole body, unpacked where a server packs it unasked, and refused as soon as it is too long."""
    most = megabytes * MEBIBYTE
    too_long = FetchError(f"{url} is longer than {megabytes} MiB.", "Raise TUMEN_MAX_FILE_MB, or: " + _BY_HAND)
    if fields.get("content-length", "0").isdecimal() and int(fields.get("content-length", "0")) > most:
        raise too_long
    content = bytearray()
    for chunk in _unpacked(chunks, fields.get("content-encoding", "identity").lower(), url, most):
        content += chunk
        if len(content) > most:
            raise too_long
    return bytes(content)


def _unpacked(chunks: Iterable[bytes], encoding: str, url: httpx.URL, most: int) -> Iterator[bytes]:
    if encoding == "identity":
        yield from chunks
        return
    if encoding not in ("gzip", "deflate"):
        raise FetchError(f"{url} is packed with {encoding}, though it was asked not to be.", _BY_HAND)
    unpacker = zlib.decompressobj(32 + zlib.MAX_WBITS)  # takes both
    try:
        for chunk in chunks:
            yield unpacker.decompress(chunk, most + 1)
    except zlib.error as error:
        raise _damaged(url, str(error)) from error
    if not unpacker.eof:
        raise _damaged(url, "its end is missing")


def _damaged(url: httpx.URL, why: str) -> FetchError:
    return FetchError(f"{url} was damaged on its way: {why}.", "Fetch it again, or: " + _BY_HAND)


def _as_utf8(content: bytes, fields: httpx.Headers) -> bytes:
    """What a server says of the encoding is lost with the header, so it is written into the text itself."""
    label = httpx.Response(200, headers=fields).charset_encoding
    encoding = known_encoding(label) if label else None
    if encoding is None or encoding == "utf-8":
        return content
    try:
        return content.decode(encoding).encode("utf-8-sig")
    except UnicodeError:
        return content  # the reader will say which byte
