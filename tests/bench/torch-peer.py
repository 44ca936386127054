"""PyTorch eager as a peer. Reads one request in JSON a line, answers with one line each, and sleeps on its input in between."""

import base64
import ctypes
import json
import os
import re
import sys
import time

import torch
from torch import nn

torch.set_flush_denormal(True)


def loaded_libraries():
    """Paths of the libraries for matrix products that the process has loaded, where the system tells."""
    if not os.path.exists("/proc/self/maps"):
        return []
    with open("/proc/self/maps") as maps:
        return sorted(set(re.findall(r"/\S*/lib[^/\s]*(?:blas|mkl)[^/\s]*\.so\S*", maps.read())))


# OpenBLAS has threads of its own, of which set_num_threads knows nothing
openblas = [ctypes.CDLL(path) for path in loaded_libraries() if "openblas" in os.path.basename(path)]
openblas = [library for library in openblas if hasattr(library, "openblas_set_num_threads")]


def set_threads(count):
    torch.set_num_threads(count)
    for library in openblas:
        library.openblas_set_num_threads(count)


def about():
    config = torch.__config__.show()
    built = re.search(r"BLAS_INFO=(\w+)", config)
    capability = re.search(r"CPU capability usage: (.+)", config)
    return {
        "version": torch.__version__,
        "built": built.group(1) if built else "unknown",
        "libraries": [os.path.basename(path) for path in loaded_libraries()],
        "capability": capability.group(1) if capability else "unknown",
    }


def numbers(text, dtype=torch.float32):
    return torch.frombuffer(bytearray(base64.b64decode(text)), dtype=torch.float32).to(dtype)


class Contender:
    def __init__(self, material):
        self.threads = material["threads"]
        self.clock = time.thread_time if material["clock"] == "processor" else time.perf_counter
        layers = []
        for layer in material["layers"]:
            if layer["layer"] == "Linear":
                layers.append(nn.Linear(layer["inputs"], layer["outputs"]))
            elif layer["layer"] == "BatchNorm1d":
                layers.append(nn.BatchNorm1d(layer["features"]))
            elif layer["layer"] == "Dropout":
                layers.append(nn.Dropout(layer["p"]))
            else:
                layers.append(nn.ReLU())
        self.model = nn.Sequential(*layers)
        with torch.no_grad():
            for parameter, text in zip(self.model.parameters(), material["parameters"]):
                parameter.copy_(numbers(text).reshape(parameter.shape))
        batch = material["batch"]
        features = numbers(material["features"]).reshape(-1, material["inputs"])
        self.batches = list(zip(features.split(batch), numbers(material["labels"], torch.int64).split(batch)))
        self.loss = nn.CrossEntropyLoss()
        self.taken = 0
        self.optimizers = self.make_optimizers(material["optimizer"])
        self.optimizer = next(iter(self.optimizers))

    def make_optimizers(self, settings):
        """Every form of the optimizer that this version has, by name; the plain one first."""
        made = {}
        for name, form in {"plain": {"foreach": False}, "foreach": {"foreach": True}, "fused": {"fused": True}}.items():
            try:
                if settings["kind"] == "SGD":
                    made[name] = torch.optim.SGD(self.model.parameters(), lr=settings["lr"], **form)
                else:
                    made[name] = torch.optim.Adam(
                        self.model.parameters(), lr=settings["lr"], betas=tuple(settings["betas"]), eps=settings["eps"], **form
                    )
            except (TypeError, RuntimeError):
                continue
        return made

    def steps(self, count, wanted):
        set_threads(self.threads)
        model, loss_of, batches, optimizer = self.model, self.loss, self.batches, self.optimizers[self.optimizer]
        losses = []
        for _ in range(count):
            x, target = batches[self.taken % len(batches)]
            self.taken += 1
            optimizer.zero_grad(set_to_none=True)
            loss = loss_of(model(x), target)
            loss.backward()
            optimizer.step()
            if wanted:
                losses.append(loss.item())
        return losses

    def seconds(self, count):
        start = self.clock()
        self.steps(count, False)
        return self.clock() - start

    def choose(self, seconds):
        """Keeps the fastest form of the optimizer: the best of single steps, each form in turn until the time is over."""
        best = dict.fromkeys(self.optimizers, float("inf"))
        end = time.perf_counter() + seconds
        while time.perf_counter() < end or float("inf") in best.values():
            for self.optimizer in self.optimizers:
                best[self.optimizer] = min(best[self.optimizer], self.seconds(1))
        self.optimizer = min(best, key=best.get)
        return self.optimizer


def product_rate(rows, inputs, outputs):
    """GFLOP/s of x @ w.T on one thread, the best of many."""
    set_threads(1)
    x, w = torch.randn(rows, inputs), torch.randn(outputs, inputs)
    best = float("inf")
    for _ in range(12):
        start = time.perf_counter()
        torch.mm(x, w.t())
        best = min(best, time.perf_counter() - start)
    return 2 * rows * inputs * outputs / best / 1e9


contenders = {}


def answer(request):
    do = request["do"]
    if do == "about":
        return {**about(), "gflops": product_rate(request["rows"], request["inputs"], request["outputs"])}
    if do == "start":
        contenders[request["id"]] = Contender(request["material"])
        return {}
    if do == "end":
        del contenders[request["id"]]
        return {}
    contender = contenders[request["id"]]
    if do == "losses":
        return {"losses": contender.steps(request["steps"], True)}
    if do == "choose":
        return {"optimizer": contender.choose(request["seconds"])}
    return {"seconds": contender.seconds(request["steps"])}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
