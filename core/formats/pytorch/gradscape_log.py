"""Logs what a training run in PyTorch (1.13 or newer) does to its gradients, for `gradscape diagnose run.jsonl` to judge.

    log = GradscapeLog(model, "run.jsonl", targets=y_train, epochs=20, steps_per_epoch=len(loader))
    for epoch in range(20):
        for x, y in loader:
            loss = criterion(model(x), y)  # the mean over the batch
            optimizer.zero_grad(); loss.backward(); optimizer.step()
            log.step(loss, optimizer)      # after the update, while the gradients are still there
        log.epoch(validation_loss)         # without an argument if there is none

`targets` are class numbers, zeros and ones as floats, or values: they say what an answer that ignores its input can reach. Without
them, or that loss as `constant_loss`, nothing can be said about whether the network learns. `every=10` logs each tenth step.
"""
import json
import math

import torch

INSPECTED_ROWS = 256  # a unit is called dead, or flat, after so many
STATISTICS = ("signal", "gradient_norm", "weight_norm", "update_ratio", "dead", "saturated", "identical", "non_finite")
SLOPES = {"Sigmoid": lambda y: 4 * y * (1 - y), "Tanh": lambda y: 1 - y * y}  # relative to the steepest


class GradscapeLog:
    def __init__(self, model, path, targets=None, constant_loss=None, epochs=None, steps_per_epoch=None, every=1):
        self.parameters, self.every, self.steps, self.losses = list(model.parameters()), every, 0, []
        self.run = {"type": "run", "format": "gradscape-log", "version": 1}
        if targets is not None:
            self.run.update(describe(torch.as_tensor(targets).detach().cpu()))
        given = {"constantLoss": constant_loss, "epochs": epochs, "stepsPerEpoch": steps_per_epoch}
        self.run.update({field: value for field, value in given.items() if value is not None})
        self.rows, self.made_by = {}, {}  # by name, in the order of the first forward pass; and which part of autograd's graph is whose
        self.now, self.units = {}, {}  # statistics of the step; what the units did since they were last told of
        layers = {titled(name, module): module for name, module in model.named_modules() if not list(module.children())}
        self.weights = {name: module.weight for name, module in layers.items() if torch.is_tensor(getattr(module, "weight", None))}
        self.biases = {name: getattr(layers[name], "bias", None) for name in self.weights}
        self.before = {name: weight.detach().clone() for name, weight in self.weights.items()}
        self.hooks = [module.register_forward_hook(self._watch(name)) for name, module in layers.items()]
        self.file = open(path, "w", buffering=1)  # line by line: a run that is killed leaves its log

    @torch.no_grad()
    def step(self, loss, optimizer=None):
        self.steps += 1
        self.losses.append(float(loss))
        if self.made_by is not None:
            self._write({**self.run, "rows": list(self.rows.values())})
            self.made_by = None
        if self._is_logged(self.steps):
            norms = [parameter.grad.norm() for parameter in self.parameters if parameter.grad is not None]
            if not norms:
                raise RuntimeError("There are no gradients: call log.step(loss, optimizer) after loss.backward() and before zero_grad().")
            line = {"type": "step", "step": self.steps, "loss": number(loss), "gradient_norm": number(torch.stack(norms).norm())}
            if optimizer is not None:
                line["learning_rate"] = optimizer.param_groups[0]["lr"]
            told = [{**self.now.get(name, {}), **self._of_weight(name), **self._of_units(name)} for name in self.rows]
            self._write({**line, "rows": {field: [row.get(field) for row in told] for field in STATISTICS}})
        if self._is_logged(self.steps + 1):
            self.before = {name: weight.detach().clone() for name, weight in self.weights.items()}
        self.now = {}

    def epoch(self, validation_loss=None):
        """The mean loss of the steps since the last call stands for the loss on the training rows."""
        line = {"type": "evaluation", "step": self.steps}
        self._write({**line, "on": "train", "loss": number(sum(self.losses) / len(self.losses))})
        if validation_loss is not None:
            self._write({**line, "on": "validation", "loss": number(validation_loss)})
        self.losses = []

    def close(self):
        for hook in self.hooks:
            hook.remove()
        self.file.close()

    def _write(self, line):
        self.file.write(json.dumps(line) + "\n")

    def _is_logged(self, step):
        return step <= 10 or step % self.every == 0

    def _watch(self, name):
        def seen(module, inputs, output):
            if not (module.training and torch.is_tensor(output) and output.requires_grad and output.dim() > 0):
                return
            if not self._is_logged(self.steps + 1):
                return
            if self.made_by is not None and name not in self.rows:
                self.rows[name] = self._row(name, module, inputs[0] if inputs else None, output)
                self.made_by[output.grad_fn] = name
            self.now[name] = {"non_finite": not_finite(output.detach())}
            output.grad_fn.register_hook(lambda _, gradients: self._take_signal(name, gradients[0]))
            self._look_at_units(name, type(module).__name__, output.detach().reshape(len(output), -1))

        return seen

    def _row(self, name, module, x, output):
        row = {"name": name, "layer": type(module).__name__, "width": output[0].numel(), "inputs": self._sources(x)}
        settings = {field: getattr(module, field) for field in ("p", "negative_slope") if hasattr(module, field)}
        if name in self.weights and self.weights[name].dim() > 1:
            weight = self.before[name]  # as drawn
            row.update(std=weight.std(unbiased=False).item(), fanIn=weight[0].numel())
        return {**row, "settings": settings} if settings else row

    def _sources(self, x):
        """The rows that feed this tensor, by autograd's graph: two where a residual connection ends."""
        found, waiting, seen = set(), [getattr(x, "grad_fn", None)], set()
        while waiting:
            node = waiting.pop()
            if node in self.made_by:
                found.add(list(self.rows).index(self.made_by[node]))
            elif node is not None and node not in seen:
                seen.add(node)
                waiting.extend(source for source, _ in node.next_functions)
        return sorted(found)

    def _take_signal(self, name, gradient):
        """The mean over the rows of || d loss of the row / d output ||; the loss of the batch is their mean already."""
        if gradient is not None:
            self.now.setdefault(name, {})["signal"] = number(gradient.reshape(len(gradient), -1).norm(dim=1).sum())

    def _of_weight(self, name):
        if name not in self.weights:
            return {}
        weight, before, bias = self.weights[name], self.before[name], self.biases[name]
        size = before.norm()
        told = {"weight_norm": number(size)}
        if weight.grad is not None:
            told["gradient_norm"] = number(weight.grad.norm())
            lost = self.now.get(name, {}).get("non_finite", 0)
            told["non_finite"] = lost + not_finite(weight) + not_finite(weight.grad)
        if size > 0:
            told["update_ratio"] = number((weight - before).norm() / size)
        if weight.dim() > 1 and len(weight) > 1:
            units = weight.flatten(1) if bias is None else torch.cat([weight.flatten(1), bias[:, None]], dim=1)
            copies = ((units - units[0]).abs() <= 1e-6 * units[0].abs().max()).all(dim=1).sum() - 1
            told["identical"] = number(copies / (len(units) - 1))
        return told

    def _look_at_units(self, name, layer, y):
        if name not in self.units or self.units[name]["width"] != y.shape[1]:
            self.units[name] = {"width": y.shape[1], "rows": 0, "fired": False, "flat": 0}
        units = self.units[name]
        units["rows"] += len(y)
        if layer == "ReLU":
            units["fired"] = units["fired"] | (y > 0).any(dim=0)
        elif layer in SLOPES:
            units["flat"] = units["flat"] + (SLOPES[layer](y) < 0.05).float().mean(dim=1).sum()

    def _of_units(self, name):
        if name not in self.units or self.units[name]["rows"] < INSPECTED_ROWS:
            return {}
        layer, units = self.rows[name]["layer"], self.units.pop(name)
        if layer == "ReLU":
            return {"dead": number(1 - units["fired"].float().mean())}
        return {"saturated": number(units["flat"] / units["rows"])} if layer in SLOPES else {}


def titled(name, module):
    """`fc1` as it is; of a Sequential, whose children are numbers, `Linear 0`."""
    return f"{type(module).__name__} {name}".strip() if name.isdigit() or not name else name


def not_finite(values):
    return int((~torch.isfinite(values)).sum())


def number(value):
    """As the log has it: what is not finite is a text."""
    value = float(value)
    return value if math.isfinite(value) else "-Infinity" if value < 0 else "Infinity"


def describe(targets):
    """The task, and the loss of the best constant answer: the entropy of the classes, or the variance."""
    classes, counts = torch.unique(targets, return_counts=True)
    if targets.is_floating_point() and not set(classes.tolist()) <= {0.0, 1.0}:
        return {"task": "regression", "constantLoss": targets.double().var(dim=0, unbiased=False).mean().item(), "trainRows": len(targets)}
    shares = counts.double() / counts.sum()
    task = "binary" if targets.is_floating_point() else "classification"
    return {"task": task, "constantLoss": -(shares * shares.log()).sum().item(), "classes": len(classes), "trainRows": len(targets)}
