"""Text reuse: which pages share passages, who had them from whom, what the copy changed."""

from suyuan.link.reuse.batch import find, find_lines, warm
from suyuan.link.reuse.families import Derivation, Family, families
from suyuan.link.reuse.index import ReuseIndex
from suyuan.link.reuse.postings import Holders, MemoryPostings, Postings
from suyuan.link.reuse.words import describe

__all__ = [
    "Derivation",
    "Family",
    "Holders",
    "MemoryPostings",
    "Postings",
    "ReuseIndex",
    "describe",
    "families",
    "find",
    "find_lines",
    "warm",
]
