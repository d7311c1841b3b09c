"""The library file. sqlite3 lives here only."""
