#!/usr/bin/env python3
"""What the READMEs state about results is what the commands give.

Usage: test_readme.py DUBAO SOURCE [--update]

A figure has its mark behind it, which no reader of the page sees:

    13.51<!--plan output-2025-->      the chance of the target in percent, digits as printed
    127,368<!--published /indicators/output/quantiles/0.5/5-->    a number of the JSON result

where `plan` is a command named before, in a mark of its own: <!--plan: simulate FILE OPTIONS-->.
A quotation or a block of text behind <!-- from: dubao COMMAND[, FILE OF THE RUN] --> is made of
lines of that output. With --update figures are written anew; lines of quotations are only checked.
"""
import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile

dubao, source = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
update = "--update" in sys.argv
pages = ["README.md", "scenarios/nghe-an/README.md", "scenarios/provinces/README.md"]
failures, known = [], {}

COMMAND = re.compile(r"<!--(\w+): (.*?)-->", re.S)
FIGURE = re.compile(r"(-?[0-9][0-9.,]*)( ?%)?(\*\*)?<!--(\w+) (\S+?)-->")
QUOTED = re.compile(r"<!-- from: dubao (.*?)(?:, (\S+))? -->\n((?:(?:>|    ).*\n|\n(?=    ))+)")

BLOCK = re.compile(r"```json\n(.*?)```", re.S)
QUERY = re.compile(r"```sql\n(.*?)```\n```text\n(.*?)```\n", re.S)


def run(command, refused=False):
    made = subprocess.run([dubao, *shlex.split(command)], capture_output=True, text=True, cwd=source)
    if refused:
        return made.stdout + made.stderr
    if made.returncode:
        raise SystemExit(f"dubao {command}: exit code {made.returncode}: {made.stderr}")
    return made.stdout


def result(command):
    if command not in known:
        known[command] = json.loads(run(command + " --format json"))
    return known[command]


def value_of(tree, place):
    """The number, and whether it is a share that is printed as percent."""
    if place == "joint":
        return tree["joint"]["probability"], True
    if not place.startswith("/"):
        return tree["targets"][place]["probability"], True
    for key in place[1:].split("/"):
        tree = tree[int(key)] if isinstance(tree, list) else tree[key.replace("~1", "/")]
    return tree, place.split("/")[-1] in ("probability", "with", "without", "difference")


def figures(page, text):
    commands = dict(COMMAND.findall(text))

    def check(match):
        printed, percent, bold, command, place = match.groups()
        value, share = value_of(result(" ".join(commands[command].split())), place)
        decimals = len(printed.split(".")[1]) if "." in printed else 0
        told = f"{100 * value if share else value:,.{decimals}f}"
        if told != printed and not update:
            failures.append(f"{page}: {printed} is {told} ({command} {place})")
        rest = f"{percent or ''}{bold or ''}<!--{command} {place}-->"
        return told + rest

    return FIGURE.sub(check, text)


def quotations(page, text):
    for command, file, block in QUOTED.findall(text):
        if file:
            with tempfile.TemporaryDirectory() as folder:
                run(f"{command} --quiet -o {folder}/out")
                output = open(f"{folder}/out/{file}").read()
        else:
            output = run(command, refused=True)
        lines = [" ".join(line.split()) for line in output.splitlines()]
        for line in block.splitlines():
            wanted = " ".join(line.lstrip("> ").split()) if line.startswith(">") else " ".join(line.split())
            if wanted and not any(wanted in told for told in lines):
                failures.append(f"{page}: not what `dubao {command}` says: {wanted}")


def table_of(cursor):
    """Rows as sqlite3 prints them in columns."""
    rows = [[name[0] for name in cursor.description]]
    rows += [["" if value is None else str(value) for value in row] for row in cursor]
    width = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    rows.insert(1, ["-" * w for w in width])
    lines = ("  ".join(cell.ljust(w) for cell, w in zip(row, width)).rstrip() for row in rows)
    return "".join(line + "\n" for line in lines)


def queries(page, text):
    """The sweep of the page, and what its database answers."""
    sweep = next((json.loads(block) for block in BLOCK.findall(text) if '"sweep": 1' in block), None)
    if not sweep:
        return text
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(f"{source}/scenarios/nghe-an", folder, dirs_exist_ok=True)
        json.dump(sweep, open(f"{folder}/sweep.json", "w"))
        run(f"sweep {folder}/sweep.json -o {folder}/cells.sqlite --quiet")
        base = sqlite3.connect(f"{folder}/cells.sqlite")

        def check(match):
            told = table_of(base.execute(match.group(1)))
            if told != match.group(2) and not update:
                failures.append(f"{page}: the query\n{match.group(1)}answers\n{told}")
            return f"```sql\n{match.group(1)}```\n```text\n{told}```\n"

        return QUERY.sub(check, text)


for page in pages:
    path = os.path.join(source, page)
    text = open(path).read()
    made = queries(page, figures(page, text))
    if update and made != text:
        open(path, "w").write(made)
    quotations(page, made)
for failure in failures:
    print(failure)
sys.exit(bool(failures))
