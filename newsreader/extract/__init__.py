"""Bytes in, model out: articles, section pages and feeds, with no I/O, clock or state."""
