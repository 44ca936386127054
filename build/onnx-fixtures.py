#!/usr/bin/env python3
"""Writes tests/fixtures/onnx/*.onnx, small networks as other programs write them, and expected.json: for each its inputs and what
PyTorch, or numpy where the graph was made by hand, computes from them outside of training.

Run with a Python that has torch 1.13 and onnx: python3 build/onnx-fixtures.py
"""
import json
import pathlib
import warnings

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional as F

warnings.filterwarnings("ignore")
OUT = pathlib.Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "onnx"
ROWS = 4
expected = {}


def write(name, model, feeds, output):
    """`output`: [rows][numbers], what the network gives for the feeds."""
    onnx.save(model, OUT / f"{name}.onnx")
    flat = {key: {"shape": list(value.shape), "values": [float(x) for x in value.ravel()]} for key, value in feeds.items()}
    values = np.asarray(output, dtype=np.float64).reshape(ROWS, -1)
    expected[name] = {"inputs": flat, "outputs": [[float(f"{x:.9g}") for x in row] for row in values]}


# ---- networks of PyTorch ----------------------------------------------------------------------------------------------------


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(6, 8)
        self.bn1 = nn.BatchNorm1d(8, eps=1e-3, momentum=0.2)
        self.act = nn.LeakyReLU(0.2)
        self.drop = nn.Dropout(0.3)
        self.head = nn.Linear(8, 3)

    def forward(self, x):
        return self.head(self.drop(self.act(self.bn1(self.fc1(x)))))


class Residual(nn.Module):
    """The same module is used twice, sums in both ways, a Linear without bias."""

    def __init__(self):
        super().__init__()
        self.fc_in = nn.Linear(5, 7)
        self.fc_a = nn.Linear(7, 7, bias=False)
        self.fc_b = nn.Linear(7, 7)
        self.relu = nn.ReLU()
        self.out = nn.Linear(7, 2)

    def forward(self, x):
        x = self.relu(self.fc_in(x))
        y = self.fc_b(self.relu(self.fc_a(x)))
        y += x
        return torch.softmax(self.out(torch.tanh(y)), dim=1)


class Picture(nn.Module):
    def __init__(self, view):
        super().__init__()
        self.view = view
        self.net = nn.Sequential(nn.Linear(2 * 3 * 4, 5), nn.Sigmoid(), nn.Sequential(nn.Linear(5, 4), nn.ReLU()))

    def forward(self, x):
        return F.log_softmax(self.net(self.view(x)), dim=-1)


class Two(nn.Module):
    """Two inputs, one output, which is a probability."""

    def __init__(self):
        super().__init__()
        self.left = nn.Linear(3, 4)
        self.right = nn.Linear(2, 4)
        self.head = nn.Linear(4, 1)

    def forward(self, a, b):
        return torch.sigmoid(self.head(F.relu(self.left(a) + self.right(b))))


class Regression(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(6, affine=False)
        self.fc = nn.Linear(6, 1)

    def forward(self, x):
        return self.fc(self.norm(x)).squeeze(-1)


class Twins(nn.Module):
    """Two layers with one weight."""

    def __init__(self):
        super().__init__()
        self.a = nn.Linear(6, 6)
        self.b = nn.Linear(6, 6)
        self.b.weight = self.a.weight

    def forward(self, x):
        return self.b(torch.relu(self.a(x)))


def settle(module):
    """Statistics as after some training."""
    for each in module.modules():
        if isinstance(each, nn.BatchNorm1d):
            each.running_mean.uniform_(-1, 1)
            each.running_var.uniform_(0.5, 2)
            if each.affine:
                nn.init.uniform_(each.weight, 0.5, 1.5)
                nn.init.uniform_(each.bias, -0.5, 0.5)


def export(name, module, feeds, logits=lambda y: y, *, opset=13, training="eval", fold=True, dynamic=True):
    settle(module)
    path = OUT / f"{name}.onnx"
    torch.onnx.export(
        module,
        tuple(feeds.values()),
        path,
        opset_version=opset,
        do_constant_folding=fold,
        training={"eval": torch.onnx.TrainingMode.EVAL, "train": torch.onnx.TrainingMode.TRAINING}[training],
        input_names=list(feeds),
        output_names=["y"],
        dynamic_axes={key: {0: "batch"} for key in [*feeds, "y"]} if dynamic else None,
    )
    # after it was exported, for an export in training mode moves the running statistics before it writes them
    module.eval()
    with torch.no_grad():
        output = logits(module(*feeds.values())).numpy()
    write(name, onnx.load(path), {key: value.numpy() for key, value in feeds.items()}, output)


def from_torch():
    x6 = {"x": torch.randn(ROWS, 6)}
    picture = {"x": torch.randn(ROWS, 2, 3, 4)}
    for opset in range(9, 17):
        torch.manual_seed(opset)
        export(f"torch-mlp-{opset}", Mlp(), x6, opset=opset)
    for opset in (9, 11, 12, 14, 16):
        torch.manual_seed(opset)
        export(f"torch-mlp-training-{opset}", Mlp(), x6, opset=opset, training="train", fold=False)
    for opset in (9, 13, 16):
        torch.manual_seed(opset)
        export(f"torch-residual-{opset}", Residual(), {"x": torch.randn(ROWS, 5)}, opset=opset, fold=opset != 13)
    views = {
        "view": lambda x: x.view(x.size(0), -1),
        "flatten": lambda x: torch.flatten(x, 1),
        "reshape": lambda x: x.reshape(-1, 24),
        "unflat": lambda x: x.squeeze(1).unsqueeze(1).flatten(start_dim=1),
    }
    for key, view in views.items():
        for dynamic in (True, False):
            torch.manual_seed(3)
            export(f"torch-picture-{key}-{'any' if dynamic else 'fixed'}", Picture(view), picture, torch.exp, opset=12, dynamic=dynamic)
    torch.manual_seed(4)
    export("torch-picture-unfolded-16", Picture(views["view"]), picture, torch.exp, opset=16, fold=False)
    torch.manual_seed(5)
    export("torch-two-inputs", Two(), {"a": torch.randn(ROWS, 3), "b": torch.randn(ROWS, 2)}, opset=15)
    torch.manual_seed(6)
    export("torch-regression-9", Regression(), x6, opset=9)
    export("torch-regression-14", Regression(), x6, opset=14)
    export("torch-twins", Twins(), x6)


# ---- graphs made by hand ----------------------------------------------------------------------------------------------------

rng = np.random.default_rng(11)


def numbers(*shape):
    return rng.uniform(-1, 1, shape).astype(np.float32)


def stored(array, name, form="raw"):
    """An initialiser in one of the ways in which numbers are stored."""
    if form == "raw":
        return numpy_helper.from_array(np.asarray(array), name)
    kind = {"float": TensorProto.FLOAT, "double": TensorProto.DOUBLE, "half": TensorProto.FLOAT16}[form]
    values = np.asarray(array)
    return helper.make_tensor(name, kind, values.shape, values.ravel().tolist())


def model(nodes, initialisers, *, opset=20, inputs=(("x", [None, 4]),), outputs=("y",), name="made", listed=()):
    value = lambda key, shape, kind=TensorProto.FLOAT: helper.make_tensor_value_info(key, kind, shape)
    graph = helper.make_graph(
        nodes,
        name,
        [value(key, ["batch" if extent is None else extent for extent in shape]) for key, shape in inputs]
        + [value(tensor.name, list(tensor.dims), tensor.data_type) for tensor in listed],
        [value(key, None) for key in outputs],
        initialisers,
    )
    made = helper.make_model(graph, producer_name="hand")
    made.ir_version = 3 if listed else 8
    del made.opset_import[:]
    made.opset_import.add().version = opset
    return made


def node(op, inputs, output, name="", **attributes):
    return helper.make_node(op, inputs.split(), [output], name=name, **attributes)


def by_hand():
    x = numbers(ROWS, 4)
    w, b, v, c = numbers(4, 5), numbers(5), numbers(5, 3), numbers(3)
    relu = lambda a: np.maximum(a, 0)
    sigmoid = lambda a: 1 / (1 + np.exp(-a))
    softmax = lambda a: np.exp(a) / np.exp(a).sum(1, keepdims=True)
    feeds = {"x": x}

    # a product and its bias in either order, from opset 9 to 23
    for opset in (9, 11, 13, 15, 17, 18, 19, 20, 21, 22, 23):
        nodes = [
            node("MatMul", "x W", "h", "dense/MatMul"),
            node("Add", "h b", "hb", "dense/BiasAdd"),
            node("Relu", "hb", "r", "dense/Relu"),
            node("MatMul", "r V", "o", "dense_1/MatMul"),
            node("Add", "c o", "y", "dense_1/BiasAdd"),
        ]
        tensors = [stored(w, "W"), stored(b, "b", "float"), stored(v, "V", "float"), stored(c.reshape(1, 3), "c")]
        write(f"hand-matmul-{opset}", model(nodes, tensors, opset=opset), feeds, relu(x @ w + b) @ v + c)

    # Gemm with factors, either orientation, C in each form, from raw, float, double and half data
    nodes = [
        node("Cast", "W64", "W", to=TensorProto.FLOAT),
        node("Cast", "Vt16", "Vt", to=TensorProto.FLOAT),
        node("Gemm", "x W b", "h", alpha=0.5, beta=2.0),
        node("Gemm", "h Vt c", "y", transB=1),
    ]
    half = v.T.astype(np.float16)
    tensors = [stored(w.astype(np.float64), "W64", "double"), stored(np.float32([0.25]), "b", "float"), stored(half, "Vt16", "half")]
    tensors += [stored(c, "c", "float")]
    write("hand-gemm-factors", model(nodes, tensors), feeds, (0.5 * x @ w + 0.5) @ half.T.astype(np.float32) + c)
    nodes = [node("Gemm", "x W", "h"), node("Gemm", "h V zero", "y", beta=0.0)]
    write("hand-gemm-bare", model(nodes, [stored(w, "W"), stored(v, "V"), stored(c, "zero")]), feeds, x @ w @ v)

    # nodes in no order, initialisers that are inputs as well, one that is not used, a dead branch
    nodes = [
        node("Sigmoid", "o", "y"),
        node("Gemm", "r V c", "o"),
        node("Relu", "h", "r"),
        node("Selu", "h", "dead"),
        node("Gemm", "x W b", "h"),
    ]
    tensors = [stored(w, "W"), stored(b, "b"), stored(v, "V"), stored(c, "c"), stored(numbers(9), "unread")]
    write("hand-unordered", model(nodes, tensors, opset=9, listed=tensors), feeds, sigmoid(relu(x @ w + b) @ v + c))

    # constants in every form, what changes nothing, sums of several
    nodes = [
        node("Constant", "", "W", value=stored(w, "any")),
        node("Constant", "", "b", value_floats=[float(value) for value in b]),
        node("Constant", "", "one", value_float=1.0),
        node("Constant", "", "nothing", value_ints=[0]),
        node("Cast", "nothing", "nothing_float", to=TensorProto.FLOAT),
        node("Identity", "x", "x1"),
        node("Cast", "x1", "x2", to=TensorProto.FLOAT),
        node("Mul", "one x2", "x3"),
        node("Add", "x3 nothing_float", "x4"),
        node("Gemm", "x4 W b", "h"),
        node("Tanh", "h", "t"),
        node("LeakyRelu", "h", "l", alpha=0.25),
        node("Sum", "h t l", "s"),
        node("Div", "s one", "s1"),
        node("Transpose", "Vt", "V", perm=[1, 0]),
        node("MatMul", "s1 V", "o"),
        node("Sum", "c o", "y"),
    ]
    h = x @ w + b
    s = h + np.tanh(h) + np.where(h > 0, h, 0.25 * h)
    write("hand-constants", model(nodes, [stored(v.T.copy(), "Vt"), stored(c, "c")], opset=14), feeds, s @ v + c)

    # normalisation and dropout in each form
    scale, shift, mean, var = numbers(5) + 2, numbers(5), numbers(5), np.abs(numbers(5)) + 0.5
    normal = (x @ w + b - mean) / np.sqrt(var + np.float32(1e-5)) * scale + shift
    for opset in (9, 12, 14, 15, 20):
        drop = {"ratio": 0.25} if opset < 12 else {}
        nodes = [
            node("Gemm", "x net.0.weight net.0.bias", "h"),
            node("BatchNormalization", "h net.1.weight net.1.bias net.1.running_mean net.1.running_var", "n", momentum=0.75),
            node("Dropout", "n" if opset < 12 else "n ratio", "d", **drop),
            node("Gemm", "d net.3.weight", "o") if opset > 10 else node("Gemm", "d net.3.weight net.3.bias", "o"),
            node("Softmax", "o", "y", **({} if opset < 13 else {"axis": 1})),
        ]
        tensors = [stored(w, "net.0.weight"), stored(b, "net.0.bias"), stored(scale, "net.1.weight"), stored(shift, "net.1.bias")]
        tensors += [stored(mean, "net.1.running_mean"), stored(var, "net.1.running_var"), stored(v, "net.3.weight")]
        tensors += [stored(np.zeros(3, np.float32), "net.3.bias")] if opset <= 10 else []
        tensors += [stored(np.float32(0.25), "ratio")] if opset >= 12 else []
        write(f"hand-normal-{opset}", model(nodes, tensors, opset=opset), feeds, softmax(normal @ v))

    # shapes: pictures in, batch forms of Reshape, axes dropped and added
    p = numbers(ROWS, 1, 2, 2)
    forms = {"zero": [0, -1], "open": [-1, 4], "rows": [ROWS, 4]}
    for key, form in forms.items():
        first = ROWS if key == "rows" else None
        nodes = [node("Squeeze", "x axes", "s"), node("Relu", "s", "r"), node("Reshape", "r form", "f"), node("Gemm", "f W b", "y")]
        tensors = [stored(np.int64([1]), "axes"), stored(np.int64(form), "form"), stored(w, "W"), stored(b, "b")]
        made = model(nodes, tensors, inputs=(("x", [first, 1, 2, 2]),))
        write(f"hand-reshape-{key}", made, {"x": p}, relu(p.reshape(ROWS, 4)) @ w + b)

    # a weight of one axis gives one number a row, which has no axis of its own
    nodes = [node("MatMul", "x w", "h"), node("Add", "h b", "y")]
    write("hand-vector", model(nodes, [stored(w[:, 0].copy(), "w"), stored(np.float32(0.5), "b")]), feeds, x @ w[:, 0] + 0.5)

    # as PyTorch writes since 2.5: names of nodes, a shape made of extents that were reshaped
    nodes = [
        node("Shape", "x", "extent", "node_Shape_0", start=0, end=1),
        node("Squeeze", "extent", "rows", "node_Squeeze_1"),
        node("Reshape", "rows one", "list", "node_Reshape_2", allowzero=0),
        node("Concat", "list rest", "form", "node_Concat_3", axis=0),
        node("Reshape", "x form", "view", "node_view", allowzero=0),
        node("Gemm", "view fc1.weight fc1.bias", "linear", "node_linear", transB=1, alpha=1.0, beta=1.0),
        node("Relu", "linear", "relu", "node_relu"),
        node("MatMul", "relu V", "head", "node_MatMul_7"),
        node("Add", "head zeros", "y", "node_head"),
    ]
    tensors = [stored(np.int64([-1]), "one"), stored(np.int64([-1]), "rest"), stored(w.T.copy(), "fc1.weight"), stored(b, "fc1.bias")]
    tensors += [stored(v, "V"), stored(np.zeros(3, np.float32), "zeros")]
    made = model(nodes, tensors, opset=18, inputs=(("x", [None, 1, 2, 2]),), name="main_graph")
    write("hand-torch-2", made, {"x": p}, relu(p.reshape(ROWS, 4) @ w + b) @ v)

    # an output within
    nodes = [node("Gemm", "x W b", "logits", "head"), node("Softmax", "logits", "probabilities", "classes")]
    made = model(nodes, [stored(w, "W"), stored(b, "b")], outputs=("logits", "probabilities"), name="classifier")
    write("hand-inner-output", made, feeds, softmax(x @ w + b))


OUT.mkdir(parents=True, exist_ok=True)
for old in OUT.glob("*.onnx"):
    old.unlink()
torch.manual_seed(0)
from_torch()
by_hand()
(OUT / "expected.json").write_text("{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in expected.items()) + "\n}\n")
