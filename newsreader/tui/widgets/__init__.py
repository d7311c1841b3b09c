"""Panes and bars of the reader: values in, messages out."""
