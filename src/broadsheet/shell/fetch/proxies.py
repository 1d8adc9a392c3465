"""Which proxy a request goes through, by the usual variables (`HTTP_PROXY`, `NO_PROXY`, ...)."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxies:
    """The proxies of a machine.

    Attributes:
        http: For http URLs; empty for none.
        https: For https URLs; empty for none.
        exceptions: Hosts asked without one: a name stands for itself and what is below it, a `*`
            for all, a `host:port` for that port only, `10.0.0.0/8` for the numbers in it.
    """

    http: str = ""
    https: str = ""
    exceptions: tuple[str, ...] = ()

    def for_url(self, url: str) -> str:
        """Return the proxy of a URL; empty when it is asked directly."""
        parts = urlsplit(url)
        proxy = self.https if parts.scheme.lower() == "https" else self.http
        host = (parts.hostname or "").lower()
        port = parts.port or (443 if parts.scheme.lower() == "https" else 80)
        if not proxy or any(_covers(each, host, port) for each in self.exceptions):
            return ""
        return proxy if "://" in proxy else f"http://{proxy}"


def exceptions_of(text: str) -> tuple[str, ...]:
    """Return the entries of a `NO_PROXY` value."""
    return tuple(each.strip().lower() for each in text.split(",") if each.strip())


def _covers(entry: str, host: str, port: int) -> bool:
    if "/" in entry:
        return _is_in(host, entry)
    name, _, its_port = entry.partition(":") if entry.count(":") == 1 else (entry, "", "")
    if its_port and its_port != str(port):
        return False
    name = name.removeprefix("*").lstrip(".").strip("[]")
    return not name or host == name or host.endswith(f".{name}")


def _is_in(host: str, network: str) -> bool:
    """Say whether a host is a number of a network; a name is not, whatever it resolves to."""
    try:
        return ip_address(host) in ip_network(network, strict=False)
    except ValueError:
        return False
