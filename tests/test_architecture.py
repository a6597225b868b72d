"""Imports go down: a floor imports the floors beneath it, never one above, and no package another's private names."""

from __future__ import annotations

import ast
from pathlib import Path

SRC = Path(__file__).resolve().parent.parent / "src" / "suyuan"
# The higher a floor, the larger its number; what is not listed stands beside the floors, on top.
FLOORS = {
    "model": 0,
    "text": 1,
    "records": 1,
    "user_tables": 1,
    "read": 2,
    "annotate": 3,
    "link": 4,
    "store": 5,
    "serve": 6,
}


def _floor(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def _imports(path: Path) -> list[tuple[str, list[str]]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("suyuan"):
            found.append((node.module, [alias.name for alias in node.names]))
        elif isinstance(node, ast.Import):
            found += [(alias.name, []) for alias in node.names if alias.name.startswith("suyuan")]
    return found


def test_imports_go_down() -> None:
    wrong = []
    for path in sorted(SRC.rglob("*.py")):
        own = path.relative_to(SRC).with_suffix("").parts[0]
        if own not in FLOORS:
            continue
        for module, names in _imports(path):
            targets = [_floor(module)] if _floor(module) else names
            wrong += [f"{path.relative_to(SRC)} imports {t}" for t in targets if FLOORS.get(t, 99) > FLOORS[own]]
    assert not wrong


def test_no_package_imports_another_packages_private_names() -> None:
    wrong = []
    for path in sorted(SRC.rglob("*.py")):
        own = path.relative_to(SRC).with_suffix("").parts[0]
        for module, names in _imports(path):
            private = [n for n in [*module.split("."), *names] if n.startswith("_") and not n.startswith("__")]
            if private and _floor(module) != own:
                wrong.append(f"{path.relative_to(SRC)}: {module} {private}")
    assert not wrong


def test_files_stay_small_enough_to_hold_in_the_head() -> None:
    root = SRC.parent.parent
    files = [p for part in ("src", "tests", "bench", "tools") for p in (root / part).rglob("*.py")]
    assert files
    assert [str(p) for p in files if len(p.read_text(encoding="utf-8").splitlines()) > 600] == []
