"""Settings, places and catalogues on the person's machine."""
