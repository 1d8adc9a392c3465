"""Which network addresses may be fetched from: public ones, and what the workspace allows.

The check is made on the address a connection is about to use, after name resolution and on every
redirect, so that neither odd spellings of an address nor a name that changes its mind gets past it.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from broadsheet.errors import RefusedAddress

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052
_LOCAL_FORMS = (  # local-use NAT64 (RFC 8215) and the retired IPv4-compatible form (RFC 4291)
    IPv6Network("64:ff9b:1::/48"),
    IPv6Network("::/96"),
)
_SHARED = (
    IPv4Network("100.64.0.0/10"),  # carrier-grade NAT (RFC 6598)
    IPv4Network("192.88.99.0/24"),  # retired relays of 6to4 (RFC 7526)
)
_DOCUMENTATION = IPv6Network("3fff::/20")  # RFC 9637, which older Pythons do not know
WEB_PORTS = frozenset({80, 443})


def is_public(address: str) -> bool:
    """Say whether a numeric address is on the public internet.

    Addresses that wrap an IPv4 address (mapped, 6to4, Teredo, NAT64) are judged by the one they
    wrap: `is_global` alone lets several forms of 127.0.0.1 through.
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return _is_public(parsed)
    if any(parsed in network for network in _LOCAL_FORMS):
        return False
    wrapped = _wrapped(parsed)
    return all(map(_is_public, wrapped)) if wrapped else _is_public(parsed)


def check_address(
    host: str,
    address: str,
    port: int,
    allowed: frozenset[str],
    *,
    ports: frozenset[int] = WEB_PORTS,
) -> None:
    """Refuse a connection to a private address or an unusual port.

    Args:
        host: The name or number in the URL.
        address: The numeric address it resolved to.
        port: The port.
        allowed: `host` or `host:port` entries the workspace allows, whatever they resolve to.
        ports: The ports that are usual for what is fetched.

    Raises:
        RefusedAddress: the address is not public, or the port is another.
    """
    if is_allowed(host, port, allowed):
        return
    name = host.strip("[]").lower()
    if not is_public(address):
        raise RefusedAddress(
            f"resolves to {address}, which is not a public address",
            what=host,
            remedy=f"to fetch from it all the same, allow {name}:{port} in the settings",
        )
    if port not in ports:
        usual = "a web port" if ports == WEB_PORTS else "the port for this"
        raise RefusedAddress(
            f"port {port} is not {usual}",
            what=host,
            reason="port_refused",
            remedy=f"to fetch from it all the same, allow {name}:{port} in the settings",
        )


def is_allowed(host: str, port: int, allowed: frozenset[str]) -> bool:
    """Say whether the workspace allows a host, or a host and port, whatever it resolves to."""
    name = host.strip("[]").lower()
    return name in allowed or f"{name}:{port}" in allowed


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if address.is_multicast or address.is_unspecified or address.is_reserved:
        return False
    if isinstance(address, IPv6Address) and (address.is_site_local or address in _DOCUMENTATION):
        return False
    if isinstance(address, IPv4Address) and any(address in network for network in _SHARED):
        return False
    return address.is_global and not (address.is_private or address.is_link_local)


def _wrapped(address: IPv6Address) -> list[IPv4Address]:
    """Return the IPv4 addresses an IPv6 address stands for."""
    found = [address.ipv4_mapped, address.sixtofour]
    if address.teredo is not None:
        found += address.teredo
    if address in _NAT64:
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [inner for inner in found if inner is not None]
