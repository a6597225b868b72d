"""What can go wrong with a library, in words for the person who asked."""

from __future__ import annotations


class LibraryError(Exception):
    """The library cannot do what was asked; the message says why and what to do."""


class NotFoundError(LibraryError):
    """Nothing in the library has this id."""


class AmbiguousError(LibraryError):
    """A short id that several things share."""
