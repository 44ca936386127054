#!/usr/bin/env python3
"""Writes tests/fixtures/pytorch/*.json: what PyTorch computes for small networks, to hold the engine to; and
tests/fixtures/non-finite.json: what its operations make of NaN, infinities and signed zeros.

Run with a Python that has torch (1.13 or 2.x): python3 build/pytorch-fixtures.py
Each file holds a document, the data, the initial tensors, and what follows from them: the outputs, the loss, every
gradient and every per-sample signal norm of the first step, then losses, parameters and buffers after ten steps, and the
outputs in evaluation mode after them. Computed in double precision, so that the whole error of a comparison is the engine's.
Dropout masks cannot be torch's own: they are drawn here by a second implementation of the product's counter-based
generator (Philox4x32-10), and autograd differentiates through them.
"""
import json
import math
import pathlib

import torch

torch.set_default_dtype(torch.float64)
OUT = pathlib.Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "pytorch"
NON_FINITE = OUT.parent / "non-finite.json"
SEED = 7
STEPS = 10
DROPOUT_STREAM = 0x1000


def philox(index, stream, step, seed):
    """One block of Philox4x32-10 (Salmon et al. 2011) for the counter (index, 0, stream, step) and the key (seed, 0)."""
    mask = 0xFFFFFFFF
    c, k = [index & mask, 0, stream & mask, step & mask], [seed & mask, 0]
    for _ in range(10):
        a, b = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(b >> 32) ^ c[1] ^ k[0], b & mask, (a >> 32) ^ c[3] ^ k[1], a & mask]
        k = [(k[0] + 0x9E3779B9) & mask, (k[1] + 0xBB67AE85) & mask]
    return c


def dropout_mask(shape, p, stream, step, seed):
    """1 where a number is kept: word >= p * 2^32 of the element's own random word."""
    count = math.prod(shape)
    words = [word for block in range((count + 3) // 4) for word in philox(block, stream, step, seed)][:count]
    return torch.tensor([1.0 if word >= p * 2**32 else 0.0 for word in words]).reshape(shape)


class Network(torch.nn.Module):
    """A document of the product, run by torch."""

    def __init__(self, document):
        super().__init__()
        self.document = document
        self.nodes = {node["id"]: node for node in document["nodes"]}
        self.sources = {}
        for edge in document["edges"]:
            self.sources.setdefault(edge["to"][0], {})[edge["to"][1]] = edge["from"][0]
        self.order = []
        while len(self.order) < len(self.nodes):
            for name in self.nodes:
                if name not in self.order and all(source in self.order for source in self.sources.get(name, {}).values()):
                    self.order.append(name)
        self.widths = {}
        streams = 0
        self.streams = {}
        for name in self.order:
            node = self.nodes[name]
            settings, layer = node["settings"], node["layer"]
            inputs = [self.widths[source] for source in self.sources.get(name, {}).values()]
            width = inputs[0] if inputs else math.prod(settings["shape"])
            if layer == "Linear":
                self.add_module(name, torch.nn.Linear(width, settings["out_features"], bias=settings.get("bias", True)))
                width = settings["out_features"]
            elif layer == "BatchNorm1d":
                self.add_module(name, torch.nn.BatchNorm1d(width, **settings))
            elif layer == "LeakyReLU":
                self.add_module(name, torch.nn.LeakyReLU(settings["negative_slope"]))
            elif layer in ("ReLU", "Sigmoid", "Tanh"):
                self.add_module(name, getattr(torch.nn, layer)())
            elif layer == "Softmax":
                self.add_module(name, torch.nn.Softmax(dim=-1))
            elif layer == "Flatten":
                self.add_module(name, torch.nn.Flatten())
            elif layer == "Dropout":
                self.streams[name] = DROPOUT_STREAM + streams
                streams += 1
            self.widths[name] = width

    def forward(self, x, target, step):
        """Returns (output of the last layer, loss, outputs by node)."""
        values = {}
        for name in self.order:
            node = self.nodes[name]
            inputs = [values[self.sources[name][port]] for port in sorted(self.sources.get(name, {}))]
            layer = node["layer"]
            if layer == "Input":
                values[name] = x.reshape(len(x), *node["settings"]["shape"])
            elif layer == "Add":
                values[name] = inputs[0] + inputs[1]
            elif layer == "Dropout":
                p = node["settings"]["p"]
                if not self.training or p == 0:
                    values[name] = inputs[0] * 1.0
                elif p == 1:
                    values[name] = inputs[0] * 0.0
                else:
                    values[name] = inputs[0] * dropout_mask(inputs[0].shape, p, self.streams[name], step, SEED) / (1 - p)
            elif layer == "CrossEntropyLoss":
                return inputs[0], torch.nn.functional.cross_entropy(inputs[0], target[:, 0].long()), values
            elif layer == "BCEWithLogitsLoss":
                return inputs[0], torch.nn.functional.binary_cross_entropy_with_logits(inputs[0], target), values
            elif layer == "MSELoss":
                return inputs[0], torch.nn.functional.mse_loss(inputs[0], target), values
            else:
                values[name] = getattr(self, name)(inputs[0])
        raise ValueError("no loss")


def optimizer_of(settings, parameters):
    kind = settings["kind"]
    rest = {key: value for key, value in settings.items() if key != "kind"}
    return getattr(torch.optim, kind)(parameters, **rest)


def flat(tensor):
    return tensor.detach().reshape(-1).tolist()


def run(name, document, rows=16, batch=8, spread=1.0, given=None, wanted=None, initial=None, pictured=False):
    """
    Writes one file and returns what it holds. `given` and `wanted` are rows in place of drawn ones, `initial` tensors by name; `pictured`:
    every number of the first step, what each block puts out, the gradient of the loss by it, and the parameters after the update.
    """
    if given is not None:
        rows = batch = len(given)
    torch.manual_seed(11)
    network = Network(document)
    loss = next(node for node in document["nodes"] if node["layer"].endswith("Loss"))
    width = network.widths[network.sources[loss["id"]]["in"]]
    features = (torch.randn(rows, math.prod(document["nodes"][0]["settings"]["shape"])) * spread).float().double()
    if loss["layer"] == "CrossEntropyLoss":
        targets = torch.randint(0, width, (rows, 1)).double()
    elif loss["layer"] == "BCEWithLogitsLoss":
        targets = torch.randint(0, 2, (rows, width)).double()
    else:
        targets = torch.randn(rows, width).float().double()
    if given is not None:
        features = torch.tensor(given).double()
    if wanted is not None:
        targets = torch.tensor(wanted).double()
    with torch.no_grad():
        for parameter in network.parameters():
            if parameter.dim() == 1 and document.get("spread_vectors", True):
                parameter.add_(0.3 * torch.randn(parameter.shape))
            parameter.copy_(parameter.float().double())
        for key, values in (initial or {}).items():
            network.state_dict()[key].copy_(torch.tensor(values))
    training = document["training"]
    optimizer = optimizer_of(training["optimizer"], network.parameters())
    fixture = {
        "document": document,
        "features": flat(features),
        "targets": flat(targets),
        "rows": rows,
        "width": features.shape[1],
        "targetWidth": targets.shape[1],
        "task": "classification" if loss["layer"] != "MSELoss" else "regression",
        "classes": width if loss["layer"] == "CrossEntropyLoss" else 2 if loss["layer"] == "BCEWithLogitsLoss" else 0,
        "seed": SEED,
        "initial": {key: flat(value) for key, value in network.state_dict().items()},
        "steps": [],
    }
    first = 0
    for step in range(1, STEPS + 1):
        taken = min(batch, rows - first)
        network.train()
        optimizer.zero_grad()
        output, value, values = network(features[first : first + taken], targets[first : first + taken], step)
        for held in values.values():
            if held.requires_grad:
                held.retain_grad()
        value.backward()
        record = {"first": first, "rows": taken, "loss": value.item()}
        norm = torch.sqrt(sum((parameter.grad**2).sum() for parameter in network.parameters()))
        record["gradient_norm"] = norm.item()
        if step == 1:
            record["output"] = flat(output)
            record["gradients"] = {key: flat(parameter.grad) for key, parameter in network.named_parameters()}
            record["signals"] = {
                key: held.grad.flatten(1).norm(dim=1).sum().item() for key, held in values.items() if held.requires_grad and held.grad is not None
            }
        if training.get("clip_grad_norm"):
            torch.nn.utils.clip_grad_norm_(network.parameters(), training["clip_grad_norm"])
        if step == 1:
            before = {key: parameter.detach().clone() for key, parameter in network.named_parameters()}
        optimizer.step()
        if step == 1:
            record["update_ratios"] = {
                key: ((parameter.detach() - before[key]).norm() / before[key].norm()).item()
                for key, parameter in network.named_parameters()
                if key.endswith("weight") and parameter.dim() == 2
            }
        if step == 1 and pictured:
            record["pictured"] = {
                "outputs": {key: flat(held) for key, held in values.items()},
                "output_gradients": {key: flat(held.grad) for key, held in values.items() if held.grad is not None},
                "updated": {key: flat(parameter) for key, parameter in network.named_parameters()},
            }
        fixture["steps"].append(record)
        first = 0 if first + taken >= rows else first + taken
    fixture["final"] = {key: flat(value) for key, value in network.state_dict().items()}
    network.eval()
    output, value, _ = network(features[:batch], targets[:batch], 0)
    fixture["evaluation"] = {"rows": batch, "output": flat(output), "loss": value.item()}
    (OUT / f"{name}.json").write_text(json.dumps(fixture) + "\n")
    return fixture


def document(layers, optimizer=None, clip=None, shape=5, edges=None, batch=8):
    """A chain of (id, layer, settings) between an Input and a loss, unless edges are given."""
    nodes = [("input", "Input", {"shape": shape if isinstance(shape, list) else [shape]}), *layers]
    if edges is None:
        edges = [(nodes[i][0], "out", nodes[i + 1][0], "in") for i in range(len(nodes) - 1)]
    return {
        "format": "gradscape",
        "version": 1,
        "name": "fixture",
        "nodes": [
            {"id": name, "layer": layer, "name": name, "settings": settings, "position": [180 * i, 0]}
            for i, (name, layer, settings) in enumerate(nodes)
        ],
        "edges": [{"from": [a, b], "to": [c, d]} for a, b, c, d in edges],
        "training": {"optimizer": optimizer or {"kind": "SGD", "lr": 0.1}, "batch_size": batch, "seed": SEED, "clip_grad_norm": clip},
        "dataset": {"source": "csv", "path": "fixture.csv"},
    }


def linear(name, width, **rest):
    return (name, "Linear", {"out_features": width, **rest})


CROSS_ENTROPY = ("loss", "CrossEntropyLoss", {})
BINARY = ("loss", "BCEWithLogitsLoss", {})
SQUARED = ("loss", "MSELoss", {})


def edges():
    """Where formulas break: numbers that overflow a naive exponential, signed zeros, ties, settings at the ends of their ranges."""
    still = {"kind": "SGD", "lr": 0.0}
    through = {"fc.weight": [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]}  # what comes in are the logits
    fc = linear("fc", 3, bias=False)
    huge = [[1e4, -1e4, 0.0], [0.0, 0.0, 0.0], [-1e4, -1e4, -1e4], [1e4, 1e4, -1e4], [-1e4, 9999.0, 1e4], [-0.0, 0.0, -1e4]]
    run("edge-crossentropy-huge", document([fc, CROSS_ENTROPY], optimizer=still, shape=3), given=huge, wanted=[[0], [1], [2], [1], [0], [0]], initial=through)
    run(
        "edge-bcewithlogits-huge",
        document([linear("fc", 1, bias=False), BINARY], optimizer=still, shape=1),
        given=[[1e4], [1e4], [-1e4], [-1e4], [0.0], [-0.0], [90.0], [-90.0]],
        wanted=[[1], [0], [1], [0], [1], [0], [0], [1]],
        initial={"fc.weight": [[1.0]]},
    )
    for layer in ("Softmax", "Sigmoid", "Tanh", "ReLU"):
        act = ("act", layer, {})
        head = linear("head", 3)
        run(f"edge-{layer.lower()}-huge", document([fc, act, head, SQUARED], optimizer=still, shape=3), given=huge, initial=through)
    zeros = [[0.0, -0.0, 1.0], [-0.0, 0.0, -1.0], [-0.0, -0.0, -0.0], [0.0, 0.0, 0.0]]
    for layer, settings in [("ReLU", {}), ("LeakyReLU", {"negative_slope": 0.2})]:
        act = (("act", layer, settings), ("act2", layer, settings))
        run(f"edge-{layer.lower()}-zeros", document([act[0], fc, act[1], linear("head", 2), CROSS_ENTROPY], shape=3), given=zeros, initial=through)
    for slope in (0.0, 1.0, 1000.0):
        act = ("act", "LeakyReLU", {"negative_slope": slope})
        optimizer = still if slope > 1 else None
        run(f"edge-leakyrelu-{slope:g}", document([linear("fc1", 7), act, linear("fc2", 3), CROSS_ENTROPY], optimizer=optimizer))
    ties = [[2.0, 2.0, 2.0], [1.0, 1.0, 0.0], [0.0, 3.0, 3.0], [-5.0, -5.0, -5.0]]
    run("edge-ties", document([fc, CROSS_ENTROPY], optimizer=still, shape=3), given=ties, wanted=[[0], [1], [1], [2]], initial=through)
    run("edge-one-class", document([linear("fc1", 6), ("act", "Tanh", {}), linear("fc2", 1), CROSS_ENTROPY]))
    run("edge-two-classes", document([linear("fc1", 6), ("act", "Tanh", {}), linear("fc2", 2), CROSS_ENTROPY]))
    run("edge-batch-of-one-bce", document([linear("fc1", 7), ("act", "ReLU", {}), linear("fc2", 1), BINARY], batch=1), rows=5, batch=1)
    run("edge-batch-of-one-mse", document([linear("fc1", 1), ("act", "Sigmoid", {}), linear("fc2", 1), SQUARED], batch=1, shape=1), rows=5, batch=1)
    # two rows are normalised to -1 and 1 whatever they are, so that with a small eps the gradient before is nothing but rounding
    two = ("bn", "BatchNorm1d", {"eps": 0.1})
    run("edge-batch-of-two-batchnorm", document([linear("fc1", 6), two, ("act", "Tanh", {}), linear("fc2", 3), CROSS_ENTROPY], batch=2), rows=6, batch=2)
    for momentum in (0.0, 1.0):
        bn = ("bn", "BatchNorm1d", {"momentum": momentum})
        run(f"edge-batchnorm1d-momentum-{momentum:g}", document([linear("fc1", 6), bn, ("act", "Sigmoid", {}), linear("fc2", 3), CROSS_ENTROPY]))
    same = [[1.0, 2.0, 3.0, 4.0, 5.0]] * 4
    run("edge-batchnorm1d-constant", document([("bn", "BatchNorm1d", {}), linear("fc1", 3), CROSS_ENTROPY]), given=same, wanted=[[0], [1], [2], [0]])
    run("edge-dropout-1-first", document([("drop", "Dropout", {"p": 1}), linear("fc1", 3), CROSS_ENTROPY]))
    for name, optimizer in [
        ("sgd-lr-0", {"kind": "SGD", "lr": 0.0, "momentum": 0.9, "weight_decay": 0.1}),
        ("sgd-momentum-0.999", {"kind": "SGD", "lr": 0.01, "momentum": 0.999}),
        ("sgd-dampening-1", {"kind": "SGD", "lr": 0.1, "momentum": 0.5, "dampening": 1.0}),
        ("sgd-weight-decay-large", {"kind": "SGD", "lr": 0.1, "momentum": 0.9, "weight_decay": 1.0}),
        ("adam-lr-0", {"kind": "Adam", "lr": 0.0, "weight_decay": 0.1}),
        ("adam-betas-0", {"kind": "Adam", "lr": 0.01, "betas": [0.0, 0.0], "eps": 0.1}),
        ("adamw-lr-0", {"kind": "AdamW", "lr": 0.0, "weight_decay": 0.5}),
        ("adamw-without-decay", {"kind": "AdamW", "lr": 0.01, "weight_decay": 0.0}),
        ("rmsprop-alpha-0", {"kind": "RMSprop", "lr": 0.001, "alpha": 0.0, "eps": 0.01}),
        ("rmsprop-lr-0", {"kind": "RMSprop", "lr": 0.0, "momentum": 0.9, "weight_decay": 0.1}),
        ("adagrad-lr-0", {"kind": "Adagrad", "lr": 0.0, "weight_decay": 0.1}),
    ]:
        run(f"edge-{name}", document([linear("fc1", 7), ("act", "Tanh", {}), linear("fc2", 3), CROSS_ENTROPY], optimizer=optimizer))
    network = [linear("fc1", 7), ("act", "Tanh", {}), linear("fc2", 3), CROSS_ENTROPY]
    norm = run("edge-clip-at-the-norm", document(network))["steps"][0]["gradient_norm"]
    run("edge-clip-at-the-norm", document(network, clip=norm))
    run("edge-clip-with-weight-decay", document(network, optimizer={"kind": "SGD", "lr": 0.1, "weight_decay": 0.2}, clip=norm / 2))


NAN, INF = float("nan"), float("inf")


def in_words(tensor):
    """JSON knows no number that is not finite, and few readers tell zeros apart."""
    return [value if math.isfinite(value) and (value or math.copysign(1, value) > 0) else str(value) for value in flat(tensor)]


def non_finite():
    """Each operation's output and the gradient of its input for rows that hold what nobody asked for."""
    strange = [[NAN, INF, -INF, 0.0, -0.0], [1.0, -1.0, 1e30, -1e30, NAN], [2.0, -3.0, 0.5, -0.5, 1.0]]
    slopes = [[1.0, 2.0, 3.0, 4.0, 5.0], [INF, INF, NAN, NAN, 1.0], [-INF, -INF, NAN, NAN, 0.0]]
    logits = [[1.0, NAN, 2.0, 3.0, 4.0], [INF, 0.0, 0.0, 0.0, 0.0], [-INF, 0.0, 1.0, 2.0, 3.0], [-INF] * 5, [INF, -INF, 0.0, 0.0, 0.0], [0.0, -0.0, 1.0, 2.0, 3.0]]
    weights = [[1.0, 2.0, 3.0, 4.0, 5.0]] * 6
    functional = torch.nn.functional
    cases = [
        ("relu", {}, functional.relu, strange, slopes),
        ("leaky_relu", {"negative_slope": 0.25}, lambda x: functional.leaky_relu(x, 0.25), strange, slopes),
        ("leaky_relu", {"negative_slope": 0}, lambda x: functional.leaky_relu(x, 0.0), strange, slopes),
        ("sigmoid", {}, torch.sigmoid, strange, slopes),
        ("tanh", {}, torch.tanh, strange, slopes),
        ("softmax", {}, lambda x: torch.softmax(x, -1), logits, weights),
    ]
    written = []
    for kernel, attributes, function, given, arriving in cases:
        x = torch.tensor(given, requires_grad=True)
        dy = torch.tensor(arriving)
        y = function(x)
        y.backward(dy)
        numbers = {name: in_words(tensor) for name, tensor in [("x", x), ("dy", dy), ("y", y), ("dx", x.grad)]}
        written.append({"kernel": kernel, "attributes": attributes, "rows": len(given), "width": len(given[0]), **numbers})
    NON_FINITE.write_text(json.dumps(written) + "\n")


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*.json"):
        old.unlink()
    for layer, settings in [
        ("ReLU", {}),
        ("LeakyReLU", {"negative_slope": 0.01}),
        ("LeakyReLU", {"negative_slope": 0.3}),
        ("Sigmoid", {}),
        ("Tanh", {}),
        ("Softmax", {}),
    ]:
        name = layer.lower() + (str(settings["negative_slope"]).replace("0.", "-") if settings else "")
        run(f"layer-{name}", document([linear("fc1", 7), ("act", layer, settings), linear("fc2", 3), CROSS_ENTROPY]))
    run("layer-linear-chain", document([linear("fc1", 9), linear("fc2", 3), CROSS_ENTROPY]))
    run("layer-linear-without-bias", document([linear("fc1", 6, bias=False), ("act", "Tanh", {}), linear("fc2", 3, bias=False), CROSS_ENTROPY]))
    for name, settings in [
        ("defaults", {}),
        ("without-affine", {"affine": False}),
        ("cumulative", {"momentum": None}),
        ("without-running-stats", {"track_running_stats": False}),
        ("eps-and-momentum", {"eps": 0.01, "momentum": 0.4}),
    ]:
        run(f"layer-batchnorm1d-{name}", document([linear("fc1", 6, bias=False), ("bn", "BatchNorm1d", settings), ("act", "ReLU", {}), linear("fc2", 3), CROSS_ENTROPY]))
    for p in (0, 0.25, 0.5, 1):
        run(f"layer-dropout-{p}", document([linear("fc1", 6), ("act", "Tanh", {}), ("drop", "Dropout", {"p": p}), linear("fc2", 3), CROSS_ENTROPY]))
    run(
        "layer-two-dropouts",
        document([("drop1", "Dropout", {"p": 0.2}), linear("fc1", 6), ("act", "Tanh", {}), ("drop2", "Dropout", {"p": 0.5}), linear("fc2", 3), CROSS_ENTROPY]),
    )
    flat = ("flat", "Flatten", {})
    run("layer-flatten-first", document([flat, linear("fc1", 7), ("act", "ReLU", {}), linear("fc2", 3), CROSS_ENTROPY], shape=[2, 3]))
    run(
        "layer-flatten-later",
        document(
            [("drop", "Dropout", {"p": 0.25}), ("act", "Tanh", {}), flat, linear("fc1", 7), ("flat2", "Flatten", {}), ("act2", "Tanh", {}), linear("fc2", 3), CROSS_ENTROPY],
            shape=[2, 2, 3],
        ),
    )
    run(
        "graph-flatten-beside",
        document(
            [("act", "Sigmoid", {}), flat, ("flat2", "Flatten", {}), linear("fc1", 6), ("relu", "ReLU", {}), ("add", "Add", {}), linear("head", 3), CROSS_ENTROPY],
            edges=[
                ("input", "out", "act", "in"),
                ("act", "out", "flat", "in"),
                ("act", "out", "flat2", "in"),
                ("flat", "out", "fc1", "in"),
                ("flat2", "out", "relu", "in"),
                ("fc1", "out", "add", "in1"),
                ("relu", "out", "add", "in2"),
                ("add", "out", "head", "in"),
                ("head", "out", "loss", "in"),
            ],
            shape=[3, 2],
        ),
    )
    run(
        "graph-residual",
        document(
            [linear("fc1", 6), ("act1", "ReLU", {}), linear("fc2", 6), ("add", "Add", {}), linear("head", 3), CROSS_ENTROPY],
            edges=[
                ("input", "out", "fc1", "in"),
                ("fc1", "out", "act1", "in"),
                ("act1", "out", "fc2", "in"),
                ("fc2", "out", "add", "in1"),
                ("act1", "out", "add", "in2"),
                ("add", "out", "head", "in"),
                ("head", "out", "loss", "in"),
            ],
        ),
    )
    run(
        "graph-add-to-itself",
        document(
            [linear("fc1", 6), ("add", "Add", {}), ("act", "Sigmoid", {}), linear("head", 3), CROSS_ENTROPY],
            edges=[
                ("input", "out", "fc1", "in"),
                ("fc1", "out", "add", "in1"),
                ("fc1", "out", "add", "in2"),
                ("add", "out", "act", "in"),
                ("act", "out", "head", "in"),
                ("head", "out", "loss", "in"),
            ],
        ),
    )
    run(
        "graph-branches",
        document(
            [
                linear("fc1", 6),
                ("act1", "ReLU", {}),
                linear("left", 5),
                ("tanh", "Tanh", {}),
                linear("right", 5),
                ("bn", "BatchNorm1d", {}),
                ("add1", "Add", {}),
                linear("skip", 5, bias=False),
                ("add2", "Add", {}),
                linear("head", 3),
                CROSS_ENTROPY,
            ],
            edges=[
                ("input", "out", "fc1", "in"),
                ("fc1", "out", "act1", "in"),
                ("act1", "out", "left", "in"),
                ("left", "out", "tanh", "in"),
                ("act1", "out", "right", "in"),
                ("right", "out", "bn", "in"),
                ("tanh", "out", "add1", "in1"),
                ("bn", "out", "add1", "in2"),
                ("input", "out", "skip", "in"),
                ("skip", "out", "add2", "in1"),
                ("add1", "out", "add2", "in2"),
                ("add2", "out", "head", "in"),
                ("head", "out", "loss", "in"),
            ],
        ),
    )
    run("loss-bcewithlogits", document([linear("fc1", 6), ("act", "Tanh", {}), linear("fc2", 1), ("loss", "BCEWithLogitsLoss", {})]))
    run("loss-mse-one", document([linear("fc1", 6), ("act", "Tanh", {}), linear("fc2", 1), ("loss", "MSELoss", {})]))
    run("loss-mse-three", document([linear("fc1", 6), ("act", "Tanh", {}), linear("fc2", 3), ("loss", "MSELoss", {})]))
    # Inputs of 60 make logits of 60, and ten large steps on them a chaotic map: at lr 0.01 torch's own single precision ends
    # 1.7e-4 from its double. The loss and its gradient are the point here, so the steps are small.
    small = {"kind": "SGD", "lr": 0.0001}
    run("loss-crossentropy-large-logits", document([linear("fc1", 3), CROSS_ENTROPY], optimizer=small), spread=60.0)
    run("loss-bcewithlogits-large-logits", document([linear("fc1", 1), ("loss", "BCEWithLogitsLoss", {})], optimizer=small), spread=60.0)
    for name, optimizer in [
        ("sgd", {"kind": "SGD", "lr": 0.1}),
        ("sgd-weight-decay", {"kind": "SGD", "lr": 0.1, "weight_decay": 0.05}),
        ("sgd-momentum", {"kind": "SGD", "lr": 0.05, "momentum": 0.9}),
        ("sgd-dampening", {"kind": "SGD", "lr": 0.05, "momentum": 0.9, "dampening": 0.3}),
        ("sgd-nesterov", {"kind": "SGD", "lr": 0.05, "momentum": 0.9, "nesterov": True, "weight_decay": 0.01}),
        ("adam", {"kind": "Adam", "lr": 0.01}),
        ("adam-weight-decay", {"kind": "Adam", "lr": 0.01, "betas": [0.8, 0.95], "eps": 1e-6, "weight_decay": 0.1}),
        ("adamw", {"kind": "AdamW", "lr": 0.01}),
        ("adamw-weight-decay", {"kind": "AdamW", "lr": 0.02, "betas": [0.8, 0.95], "weight_decay": 0.3}),
        ("rmsprop", {"kind": "RMSprop", "lr": 0.01}),
        ("rmsprop-momentum", {"kind": "RMSprop", "lr": 0.01, "alpha": 0.9, "momentum": 0.8, "weight_decay": 0.05}),
        ("rmsprop-centered", {"kind": "RMSprop", "lr": 0.01, "centered": True, "momentum": 0.5}),
        ("adagrad", {"kind": "Adagrad", "lr": 0.05}),
        ("adagrad-decay", {"kind": "Adagrad", "lr": 0.05, "lr_decay": 0.1, "weight_decay": 0.02, "initial_accumulator_value": 0.3}),
    ]:
        run(f"optimizer-{name}", document([linear("fc1", 7), ("act", "Tanh", {}), linear("fc2", 3), CROSS_ENTROPY], optimizer=optimizer))
    for clip in (0.05, 1000):
        run(f"clip-{clip}", document([linear("fc1", 7), ("act", "Tanh", {}), linear("fc2", 3), CROSS_ENTROPY], clip=clip))
    run("batch-tail", document([linear("fc1", 7), ("act", "ReLU", {}), linear("fc2", 3), CROSS_ENTROPY]), rows=13)
    run("batch-of-one", document([linear("fc1", 7), ("act", "ReLU", {}), linear("fc2", 3), CROSS_ENTROPY], batch=1), rows=5, batch=1)
    run(
        "shape-odd-widths",
        document([linear("fc1", 33), ("act1", "Tanh", {}), linear("fc2", 17), ("act2", "ReLU", {}), linear("fc3", 10), CROSS_ENTROPY], shape=21, batch=11),
        rows=22,
        batch=11,
    )
    bn = ("bn", "BatchNorm1d", {})
    layers = [linear("fc1", 9, bias=False), bn, ("act1", "ReLU", {}), linear("fc2", 7), ("act2", "Tanh", {}), linear("fc3", 3), CROSS_ENTROPY]
    run("picture-mlp", document(layers, optimizer={"kind": "Adam", "lr": 0.01}), pictured=True)
    edges()
    non_finite()


if __name__ == "__main__":
    main()
