"""The network, politely and within bounds. httpx lives here only."""
