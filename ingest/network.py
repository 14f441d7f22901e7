"""Connections to public machines alone, and only until a deadline.

Knows which internet addresses are nobody's private network, and resolves a name once: what was checked is what is
connected to. Knows nothing of HTTP.
"""

import ipaddress
import socket
import time
from typing import Any

import httpcore

from tumen.corpus.errors import FetchError

_IP = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class GuardedNetwork(httpcore.NetworkBackend):
    """Connects to public addresses alone, to the very address that was checked, and until a deadline.

    The one place where a connection is made: a redirect or a name that answers otherwise the second time is checked
    like any other.
    """

    def __init__(self, deadline: float, allow_loopback: bool) -> None:
        self._deadline = deadline
        self._allow_loopback = allow_loopback
        self._network = httpcore.SyncBackend()

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.NetworkStream:
        """Connects to the first of the host's addresses that answers."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the host {host} is not known") from error
        addresses = list(dict.fromkeys(str(row[4][0]) for row in found))
        if not all(self._is_allowed(address) for address in addresses):
            raise FetchError(f"{host} is an address of this machine or its own network.", "Only public ones are read.")
        for address in addresses[:-1]:
            try:
                return self._connected(address, port)
            except httpcore.ConnectError:
                continue
        return self._connected(addresses[-1], port)

    def _connected(self, address: str, port: int) -> httpcore.NetworkStream:
        return _UntilDeadline(self._network.connect_tcp(address, port, _left(self._deadline)), self._deadline)

    def _is_allowed(self, address: str) -> bool:
        ip = _real(ipaddress.ip_address(address.partition("%")[0]))
        return (ip.is_global and not ip.is_multicast) or (self._allow_loopback and ip.is_loopback)


class _UntilDeadline(httpcore.NetworkStream):
    """A connection whose every wait ends at the deadline, so that a trickle of bytes cannot outlast it."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> Any:
        secured = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline))
        return _UntilDeadline(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is up")
    return left


def _real(ip: _IP) -> _IP:
    """The IPv4 address that an IPv6 one stands for, where it does."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None) or ip
