"""Which addresses may be connected to: those of the public internet, and no others.

A feed's list is a text that somebody else may write. Without this check it could make us read what
only this machine can reach: the router's page, a database, a cloud's credentials at
169.254.169.254. Names are resolved once, every answer is checked, and the connection goes to the
checked address, so that a name cannot point somewhere else between check and connection.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
#: Host and port to the addresses that the host has, as text.
Resolver = Callable[[str, int], Sequence[str]]

#: Networks that lead to other networks although ``is_global`` holds for them: NAT64 and 6to4.
_TUNNELS: Final = (
    ipaddress.ip_network("64:ff9b::/96"),
    ipaddress.ip_network("64:ff9b:1::/48"),
    ipaddress.ip_network("2002::/16"),
    ipaddress.ip_network("2001::/32"),
)


@dataclass(frozen=True, slots=True)
class Policy:
    """What is allowed beside public addresses.

    ``loopback`` allows 127.0.0.0/8 and ::1, for a feed that this very machine serves.
    """

    loopback: bool = False


class RefusedError(OSError):
    """An address, a host or a URL that must not be connected to; says which and why."""


def refusal(address: IPAddress, policy: Policy) -> str | None:
    """Return why an address must not be connected to, None if it may."""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    address = mapped or address
    if address.is_loopback:
        return None if policy.loopback else "it is this machine (loopback)"
    if address.is_multicast:
        return "it is a multicast address"
    if any(address.version == net.version and address in net for net in _TUNNELS):
        return "it leads into another network (NAT64, 6to4 or Teredo)"
    if address.is_link_local:
        return "it is link-local, where clouds keep their credentials"
    return None if address.is_global else "it is no address of the public internet"


def system_resolver(host: str, port: int) -> Sequence[str]:
    """Resolve a host as the operating system does.

    Raises:
        OSError: When it has no address.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def permitted(
    host: str, port: int, policy: Policy, resolve: Resolver = system_resolver
) -> tuple[str, ...]:
    """Resolve a host once and return its addresses.

    One forbidden address among several refuses the whole host: who mixes them means no good.

    Raises:
        RefusedError: When the host has an address that must not be connected to.
        OSError: When it has no address.
    """
    addresses = tuple(resolve(host, port))
    if not addresses:
        raise OSError(f"{host} has no address")
    for text in addresses:
        # A scope ("fe80::1%eth0") is no part of the address.
        why = refusal(ipaddress.ip_address(text.partition("%")[0]), policy)
        if why:
            raise RefusedError(f"{host} resolves to {text}: {why}")
    return addresses
