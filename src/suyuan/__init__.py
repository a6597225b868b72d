"""Suyuan 溯源 traces news to its source. The floors: read, annotate, link, store, serve."""

__version__ = "0.1.0"
