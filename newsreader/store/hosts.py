"""Hosts and ports of the addresses a person typed: those may be private, because the person asked for them."""

from __future__ import annotations

from newsreader.store.connection import Connection, snapshot, transaction


def remember_host(db: Connection, host_port: str) -> None:
    """Keep a `host:port`, as `address.host_and_port` writes it; "" is none."""
    if not host_port:
        return
    with transaction(db):
        db.execute("INSERT INTO typed_host (host_port) VALUES (?) ON CONFLICT DO NOTHING", (host_port,))


def remembered_hosts(db: Connection) -> frozenset[str]:
    """Give every `host:port` that was kept."""
    with snapshot(db):
        return frozenset(host_port for (host_port,) in db.execute("SELECT host_port FROM typed_host"))
