"""A terminal reader for news sites: sections, full text, related links, all of it offline."""
