"""The person's entrance: picks a front and imports it late."""


def main() -> int:
    """Run newsreader."""
    raise NotImplementedError
