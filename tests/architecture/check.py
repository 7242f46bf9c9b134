#!/usr/bin/env python3
"""Reads the sources of the project and holds them to the rules of the house."""

import os
import sys

import rules

SKIPPED = {"build", ".git", "node_modules", "__pycache__", ".cache"}
TEXTS = (".cpp", ".h", ".txt", ".cmake", ".py", ".md", ".json", ".sql", ".qrc", ".svg", ".css", ".js", ".ts",
         ".html", ".xml", ".sh", ".in", ".desktop", ".service", ".conf", ".toml", ".1")


def read_tree(root):
    tree = {}
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in SKIPPED]
        for name in files:
            path = os.path.join(folder, name)
            relative = os.path.relpath(path, root)
            known = name.endswith(TEXTS) or name in ("dev", "run", ".clang-format", ".editorconfig")
            try:
                with open(path, encoding="utf-8") as file:
                    tree[relative] = file.read() if known else ""
            except (UnicodeDecodeError, FileNotFoundError):
                tree[relative] = ""
    return tree


def main():
    tree = read_tree(sys.argv[1])
    broken = 0
    for rule in rules.RULES:
        for path, line, what in rule(tree):
            print(f"{path}:{line}: {rule.__name__}: {what}. {rule.__doc__.splitlines()[0]}")
            broken += 1
    print(f"{len(rules.RULES)} rules, {len(tree)} files, {broken} broken")
    return 1 if broken or not rules.sources(tree, "core/") else 0


if __name__ == "__main__":
    sys.exit(main())
