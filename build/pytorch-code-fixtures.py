#!/usr/bin/env python3
"""Writes tests/fixtures/pytorch-code.json: what PyTorch makes of the networks in tests/fixtures/pytorch-code/*.py, each in a style in which
people write them: the names and shapes in its state_dict, and what it gives for weights and rows that a formula says.

Run with a Python that has torch (1.13 or 2.x): python3 build/pytorch-code-fixtures.py
The first lines of a file say which network of it is meant, and what is done with what it gives.
"""
import importlib.util
import json
import math
import pathlib
import re

import torch

HERE = pathlib.Path(__file__).resolve().parent.parent / "tests" / "fixtures"
ROWS = 3


def numbers(count, start):
    """Numbers between -0.6 and 0.6 that look like none."""
    return torch.tensor([0.6 * math.sin(0.7 * (start + i) + 0.1 * ((start + i) % 7)) for i in range(count)], dtype=torch.float64).float()


def loaded(path):
    spec = importlib.util.spec_from_file_location("fixture", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text = path.read_text()
    return eval(re.match("# network: (.*)", text).group(1), vars(module))


def filled(network):
    state = network.state_dict()
    for place, (name, tensor) in enumerate(state.items()):
        if tensor.dtype == torch.int64:
            continue
        values = numbers(tensor.numel(), 31 * place).reshape(tensor.shape)
        state[name] = 1 + values.abs() if name.endswith("running_var") else values
    network.load_state_dict(state)
    return [[name, list(tensor.shape)] for name, tensor in state.items()]


def widths(network):
    """How many numbers a row has, for each input of the network: told by the layers that read them."""
    first = [module.in_features for module in network.modules() if isinstance(module, torch.nn.Linear)]
    return first[:2] if type(network).__name__ == "TwoTowers" else first[:1]


def main():
    torch.set_num_threads(1)
    fixtures = {}
    for path in sorted((HERE / "pytorch-code").glob("*.py")):
        network = loaded(path).eval()
        state = filled(network)
        inputs = [numbers(ROWS * width, 1000 + 100 * place).reshape(ROWS, width) for place, width in enumerate(widths(network))]
        with torch.no_grad():
            outputs = network(*inputs)
        if isinstance(outputs, tuple):
            outputs = outputs[0]
        fixtures[path.stem] = {
            "state": state,
            "rows": [[round(x, 9) for x in row] for row in torch.cat(inputs, 1).tolist()],
            "outputs": [[float(f"{x:.8g}") for x in row] for row in outputs.tolist()],
        }
    text = ",\n".join(f"  {json.dumps(name)}: {json.dumps(fixture)}" for name, fixture in fixtures.items())
    (HERE / "pytorch-code.json").write_text("{\n" + text + "\n}\n")


if __name__ == "__main__":
    main()
