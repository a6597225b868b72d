"""What a pile of any size leaves on disk while its reuse is found: records, streams and sorted blocks of postings."""

from __future__ import annotations

import os
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from suyuan.link.reuse.fingerprints import fingerprints
from suyuan.link.reuse.streams import Codes, Ints, streams

Keys = NDArray[np.uint64]

_BATCH_CHARS = 400_000
_BLOCK_KEYS = 2_000_000
_PART_KEYS = 2_500_000
_LAST_PLACE = 1 << 32


class Spool:
    """Takes texts with their records one by one; afterwards gives back any record or stream, and the postings.

    A posting is ``hash << 32 | place``; places run through all streams laid end to end. Temporary files vanish with
    the object. Raises ValueError beyond 2**32 characters of stream (about four million articles): use a library.
    """

    def __init__(self) -> None:
        # They live as long as the spool, which closes them.
        self._records = tempfile.TemporaryFile()  # noqa: SIM115
        self._codes = tempfile.TemporaryFile()  # noqa: SIM115
        self._keys = tempfile.TemporaryFile()  # noqa: SIM115
        self.ids: list[str] = []
        self._record_bounds = array("Q", [0])
        self._bounds = array("Q", [0])
        self._texts: list[str] = []
        self._waiting = 0
        self._block: list[Keys] = []
        self._block_size = 0
        self._blocks: list[tuple[int, int]] = []  # (first key in the file, keys)

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for file in (self._records, self._codes, self._keys):
            file.close()

    def add(self, key: str, text: str, record: bytes) -> None:
        self.ids.append(key)
        self._records.write(record)
        self._record_bounds.append(self._record_bounds[-1] + len(record))
        self._texts.append(text)
        self._waiting += len(text)
        if self._waiting >= _BATCH_CHARS:
            self._digest()

    def finish(self) -> None:
        self._digest()
        self._write_block()
        for file in (self._records, self._codes, self._keys):
            file.flush()
        self.bounds: Ints = np.array(self._bounds, np.int64)

    def _digest(self) -> None:
        if not self._texts:
            return
        batch = streams(self._texts)
        base = self._bounds[-1]
        if base + len(batch.codes) >= _LAST_PLACE:
            raise ValueError("more than 2**32 characters in one run; add the pages to a library instead")
        self._bounds.extend((batch.bounds[1:] + base).tolist())
        self._codes.write(batch.codes.tobytes())
        found = fingerprints(batch)
        places = (found.places + base).astype(np.uint64)
        self._block.append((found.hashes.astype(np.uint64) << np.uint64(32)) | places)
        self._block_size += len(places)
        self._texts, self._waiting = [], 0
        if self._block_size >= _BLOCK_KEYS:
            self._write_block()

    def _write_block(self) -> None:
        if not self._block_size:
            return
        block = np.concatenate(self._block)
        self._block = []
        block.sort()
        first = sum(size for _, size in self._blocks)
        self._keys.write(block.tobytes())
        self._blocks.append((first, len(block)))
        self._block_size = 0

    def postings(self) -> Iterator[Keys]:
        """All postings, sorted, in parts that hold whole hashes and fit in memory."""
        total = sum(size for _, size in self._blocks)
        parts = max(1, -(-total // _PART_KEYS))
        # Short shingles fill the lower half of the hashes evenly; the few long ones make up the upper half.
        edges = [(1 << 63) * part // parts for part in range(parts)] + [1 << 63, (1 << 64) - 1]
        edges = [edge >> 32 << 32 for edge in edges[:-1]] + edges[-1:]
        cuts = [self._cuts(first, size, edges) for first, size in self._blocks]
        for part in range(len(edges) - 1):
            pieces = [self._read_keys(cut[part], cut[part + 1]) for cut in cuts]
            keys = np.concatenate(pieces) if pieces else np.zeros(0, np.uint64)
            keys.sort()
            yield keys

    def _read_keys(self, first: int, last: int) -> Keys:
        return np.frombuffer(os.pread(self._keys.fileno(), 8 * (last - first), 8 * first), np.uint64)

    def _cuts(self, first: int, size: int, edges: Sequence[int]) -> list[int]:
        """Where in a sorted block each edge falls, found by bisection on disk."""
        cuts = []
        for edge in edges[:-1]:
            low, high = first, first + size
            while low < high:
                middle = (low + high) // 2
                if int(self._read_keys(middle, middle + 1)[0]) < edge:
                    low = middle + 1
                else:
                    high = middle
            cuts.append(low)
        return [*cuts, first + size]

    def read_codes(self, start: int, into: Codes) -> None:
        """Fill an array from all streams laid end to end, beginning at a place."""
        os.preadv(self._codes.fileno(), [into.data], 2 * start)

    def codes_between(self, start: int, end: int) -> Codes:
        """A stretch of all streams laid end to end, shorter at their end."""
        return np.frombuffer(os.pread(self._codes.fileno(), 2 * (end - start), 2 * start), np.uint16)

    def record(self, number: int) -> bytes:
        start, end = self._record_bounds[number], self._record_bounds[number + 1]
        return os.pread(self._records.fileno(), end - start, start)
