"""Write constraints.txt: the exact versions of everything installed here, by name, without download addresses.

Run in a fresh environment after `pip install -e '.[dev,onnx]'`: python tools/build_constraints.py
"""

from importlib.metadata import distributions
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "constraints.txt"
NOT_OURS = {"pip", "setuptools", "wheel", "suyuan"}

if __name__ == "__main__":
    pins = {d.metadata["Name"].lower().replace("_", "-"): d.version for d in distributions()}
    lines = [f"{name}=={version}\n" for name, version in sorted(pins.items()) if name not in NOT_OURS]
    OUT.write_text("# Exact versions the tests ran with; made by tools/build_constraints.py\n" + "".join(lines))
    print(OUT.name, len(lines))
