"""Writes tests/fixtures/npy: small arrays as NumPy itself saves them. Run with a Python that has NumPy; the files are committed."""

from pathlib import Path

import numpy as np
from numpy.lib import format

folder = Path(__file__).parent.parent / "tests" / "fixtures" / "npy"
folder.mkdir(parents=True, exist_ok=True)

real = np.array([[1.5, -2, 3], [0.25, 0.001, 7]])
whole = np.array([[1, -2, 3], [4, 5, 127]])

for name, array in {
    "float32": real.astype("<f4"),
    "float64": real.astype("<f8"),
    "int64": whole.astype("<i8"),
    "int32": whole.astype("<i4"),
    "int16": whole.astype("<i2"),
    "int8": whole.astype("i1"),
    "uint8": np.abs(whole).astype("u1"),
    "bool": whole > 2,
    "big-endian": real.astype(">f4"),
    "fortran": np.asfortranarray(real.astype("<f4")),
    "one-axis": np.arange(3, dtype="<f4"),
    "pictures": np.arange(8, dtype="<f4").reshape(2, 2, 2),
    "text": np.array(["a"]),
    "not-a-number": np.array([[1, 2, 3], [4, np.nan, 6]], dtype="<f4"),
}.items():
    np.save(folder / f"{name}.npy", array)

with open(folder / "version-2.npy", "wb") as file:
    format.write_array(file, real.astype("<f4"), version=(2, 0))
