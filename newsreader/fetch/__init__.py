"""Pages from the network: polite, bounded, and never from a private address unasked. httpx lives here only.

`client.Fetcher` is what the library uses. Importing it loads no httpx: that comes with the first fetch.
"""
