"""The library: schema, idempotent writes, search, queries, migrations."""

from suyuan.store.errors import AmbiguousError, LibraryError, NotFoundError
from suyuan.store.library import Library
from suyuan.store.views import EntityCount, Hit, Rejected, Succession, Summary, Utterance

__all__ = [
    "AmbiguousError",
    "EntityCount",
    "Hit",
    "Library",
    "LibraryError",
    "NotFoundError",
    "Rejected",
    "Succession",
    "Summary",
    "Utterance",
]
