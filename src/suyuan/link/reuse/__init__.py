"""Text reuse: which pages share passages, who had them from whom, what the copy changed."""

from suyuan.link.reuse.batch import find, find_lines

__all__ = ["find", "find_lines"]
