"""
Writes files as the reference writer of safetensors does (safetensors/src/tensor.rs, `prepare` and `serialize`), from its algorithm and
with nothing of ours: tests/core/formats/safetensors.test.ts compares ours with them byte for byte.

    python3 build/safetensors-fixtures.py
"""

import json
import pathlib
import struct

FOLDER = pathlib.Path(__file__).parent.parent / "tests" / "fixtures" / "safetensors"

# the order in which the reference declares its types, which is the order that they have
DTYPES = ["BOOL", "U8", "I8", "F8_E5M2", "F8_E4M3", "F8_E8M0", "I16", "U16", "F16", "BF16", "I32", "U32", "F32", "C64", "F64", "I64", "U64"]
SIZES = {"BOOL": 1, "U8": 1, "I8": 1, "F8_E5M2": 1, "F8_E4M3": 1, "F8_E8M0": 1, "I16": 2, "U16": 2, "F16": 2, "BF16": 2, "I32": 4, "U32": 4,
         "F32": 4, "C64": 8, "F64": 8, "I64": 8, "U64": 8}


def quoted(text):
    """As serde_json writes a text: short escapes where there are some, \\u00xx for other controls, everything else as it is."""
    short = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(short.get(c) or (f"\\u{ord(c):04x}" if ord(c) < 0x20 else c) for c in text) + '"'


def serialize(tensors, metadata):
    # descending by type, then by name, which Rust compares byte by byte
    ordered = sorted(tensors, key=lambda t: (-DTYPES.index(t["dtype"]), t["name"].encode()))
    entries, data = [], b""
    if metadata is not None:
        entries.append('"__metadata__":{' + ",".join(f"{quoted(k)}:{quoted(v)}" for k, v in metadata) + "}")
    for tensor in ordered:
        begin, data = len(data), data + tensor["bytes"]
        shape = "[" + ",".join(map(str, tensor["shape"])) + "]"
        entries.append(f'{quoted(tensor["name"])}:{{"dtype":"{tensor["dtype"]}","shape":{shape},"data_offsets":[{begin},{len(data)}]}}')
    header = ("{" + ",".join(entries) + "}").encode()
    header += b" " * (-len(header) % 8)
    return struct.pack("<Q", len(header)) + header + data


def tensor(name, dtype, *shape):
    count = SIZES[dtype]
    for extent in shape:
        count *= extent
    return {"name": name, "dtype": dtype, "shape": shape, "bytes": bytes((7 * i + len(name)) % 251 for i in range(count))}


CASES = {
    "empty": ([], None),
    "framework": ([], [("framework", "pt")]),
    "every-type": ([tensor(f"t{index}", dtype, 1, 3) for index, dtype in enumerate(DTYPES)], [("format", "pt")]),
    "names": (
        [tensor(name, "F32", 1) for name in ["10", "2", "a", "B", "_", "fc1.weight", "fc10.weight", "fc2.weight", "", " ", "é", "e\u0301", "नेट",
                                              "\uffee", "\U0001f600", "\ue000", '"', "\\", "/", "\n\t\b\f\r", "\x00\x01\x1f\x7f\u2028", "constructor"]],
        [("quote\"", "back\\slash / \u2028 \x00\x1f\x7f"), ("0", "नमस्ते \U0001f600"), ("a", "")],
    ),
    "shapes": ([tensor("scalar", "F64"), tensor("none", "I64", 0), tensor("flat", "U8", 3), tensor("deep", "F16", 1, 2, 1, 2, 1)], None),
}

FOLDER.mkdir(parents=True, exist_ok=True)
for name, (tensors, metadata) in CASES.items():
    (FOLDER / f"{name}.safetensors").write_bytes(serialize(tensors[::-1], metadata))
    told = [{**each, "bytes": each["bytes"].hex()} for each in tensors]
    (FOLDER / f"{name}.json").write_text(json.dumps({"tensors": told, "metadata": metadata or []}) + "\n")
