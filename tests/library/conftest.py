from tests.logged import logged_errors

__all__ = ["logged_errors"]
