#!/usr/bin/env python3
"""Writes tests/fixtures/python-expressions.json: expressions of random operators, and how Python itself groups them.

Run with any Python from 3.8 on: python3 build/python-expressions-fixtures.py
"""
import ast
import json
import pathlib
import random

OUT = pathlib.Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "python-expressions.json"
COUNT = 400
OPERATORS = [*"+ - * / // % ** | & ^ << >> < > == != <= >= in is and or".split(), "not in", "is not"]
WRITTEN = {
    "Add": "+", "Sub": "-", "Mult": "*", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**", "BitOr": "|", "BitAnd": "&",
    "BitXor": "^", "LShift": "<<", "RShift": ">>", "Lt": "<", "Gt": ">", "Eq": "==", "NotEq": "!=", "LtE": "<=", "GtE": ">=",
    "In": " in ", "NotIn": " not in ", "Is": " is ", "IsNot": " is not ", "And": " and ", "Or": " or ",
    "UAdd": "+", "USub": "-", "Invert": "~", "Not": "not ",
}


def word(operator):
    return WRITTEN[type(operator).__name__]


def grouped(node):
    """With brackets around each operation."""
    if isinstance(node, ast.BinOp):
        return f"({grouped(node.left)}{word(node.op)}{grouped(node.right)})"
    if isinstance(node, ast.UnaryOp):
        return f"({word(node.op)}{grouped(node.operand)})"
    if isinstance(node, ast.BoolOp):
        first, *others = node.values
        text = grouped(first)
        for other in others:
            text = f"({text}{word(node.op)}{grouped(other)})"
        return text
    if isinstance(node, ast.Compare):
        return f"({grouped(node.left)}{''.join(word(one) + grouped(value) for one, value in zip(node.ops, node.comparators))})"
    if isinstance(node, ast.IfExp):
        return f"({grouped(node.body)} if {grouped(node.test)} else {grouped(node.orelse)})"
    return ast.unparse(node) if hasattr(ast, "unparse") else node.id


def row(draw):
    operands = [
        "".join(draw.choice(["", "", "", "-", "not ", "+", "~"]) for _ in range(2)) + draw.choice("abcd") + draw.choice(["", "", "(x)", ".y", "[0]"])
        for _ in range(draw.randint(2, 6))
    ]
    text = operands[0]
    for operand in operands[1:]:
        text = f"{text} {draw.choice(OPERATORS)} {operand}"
    return text


def main():
    draw = random.Random(5)
    found = {}
    while len(found) < COUNT:
        text = row(draw) if draw.random() < 0.8 else f"{row(draw)} if {row(draw)} else {row(draw)}"
        try:
            found[text] = grouped(ast.parse(text, mode="eval").body)
        except SyntaxError:
            continue
    lines = ",\n".join(f"  {json.dumps(text)}: {json.dumps(brackets)}" for text, brackets in found.items())
    OUT.write_text("{\n" + lines + "\n}\n")


if __name__ == "__main__":
    main()
