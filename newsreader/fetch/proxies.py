"""Which proxy the environment asks for: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY."""

from __future__ import annotations

import urllib.request

from newsreader.fetch.private import is_loopback_host


class EnvironmentProxies:
    """The proxies of the environment, and of the system's settings where Python knows them (macOS, Windows)."""

    def __init__(self) -> None:
        self._proxies = urllib.request.getproxies()

    def proxy_for(self, scheme: str, host: str, port: int) -> str:
        """Give the address of the proxy for a request, "" for none.

        This machine itself is never asked for through a proxy, as in browsers.
        """
        proxy = self._proxies.get(scheme) or self._proxies.get("all") or ""
        if not proxy or is_loopback_host(host) or urllib.request.proxy_bypass(f"{host}:{port}"):
            return ""
        return proxy if "://" in proxy else f"http://{proxy}"
