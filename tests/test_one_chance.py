#!/usr/bin/env python3
"""A target has one chance, whoever tells it: every shipped scenario by every command.

Usage: test_one_chance.py DUBAO SOURCE
"""
import glob
import json
import os
import sqlite3
import subprocess
import sys
import tempfile

dubao, source = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
failures = []


def run(*arguments, code=0):
    made = subprocess.run([dubao, *map(str, arguments)], capture_output=True, text=True)
    if made.returncode != code:
        raise SystemExit(f"{arguments}: exit code {made.returncode}: {made.stderr}")
    return made.stdout


def read(*arguments):
    return json.loads(run(*arguments, "--format", "json"))


def same(where, target, told, chance):
    if told is None or abs(told - chance) > 1e-12:
        failures.append(f"{where}: {target} has {told}, simulate says {chance}")


def chances(tree):
    return {target: it["probability"] for target, it in tree["targets"].items()}


def check_simulate(name, tree, chance):
    for target, it in tree["targets"].items():
        change = it.get("base", {})
        for at, p in zip(change.get("change", []), change.get("probability", [])):
            if at == 0:
                same(f"{name}: base", target, p, chance[target])
        if it["method"] == "exact" and not it["standard_error"] < 1e-6:
            failures.append(f"{name}: {target} is exact with an error of {it['standard_error']}")
    for group, it in {"joint": tree["joint"], **tree["groups"]}.items():
        low, high = it["bounds"]
        singles = [chance[member] for member in it["members"]]
        product = 1
        for p in singles:
            product *= p
        same(f"{name}: {group}", "if independent", it["if_independent"], product)
        same(f"{name}: {group}", "most", high, min(singles))
        if not low - 1e-12 <= it["probability"] <= high + 1e-12:
            failures.append(f"{name}: {group} {it['probability']} is outside {low}..{high}")
        if len(singles) == 1:
            same(f"{name}: {group}", "alone", it["probability"], singles[0])
        for member, part in it["members"].items():
            without = it["probability"] + part["only_miss"]
            if abs(without - part["without"]) > 1e-9:
                failures.append(f"{name}: {group} without {member}: {without}")
        if len(singles) == 2:
            for member, part in it["members"].items():
                other = next(m for m in it["members"] if m != member)
                same(f"{name}: {group} without {member}", other, part["without"], chance[other])


def check_sweep(name, file, chance, folder):
    store = os.path.join(folder, "cells.sqlite")
    value = json.load(open(file))["years"]["end"] if "years" in json.load(open(file)) else 2030
    run("sweep", file, "--vary", f"/years/end={value},{value}", "--no-quantiles", "-o", store)
    with sqlite3.connect(store) as base:
        rows = base.execute("SELECT target, probability FROM target_result").fetchall()
    os.remove(store)
    if len(rows) != 2 * len(chance):
        failures.append(f"{name}: the sweep has {len(rows)} chances")
    for target, p in rows:
        same(f"{name}: sweep", target, p, chance[target])


def check_solve(name, file, tree, chance):
    """The chance with the base as it is."""
    for target in chance:
        parameters = tree["parameters"]
        indicator = parameters["targets"][target]["indicator"]
        base = parameters["indicators"][indicator].get("base")
        exact = tree["targets"][target]["method"] == "exact"
        if not exact or not isinstance(base, (int, float)) or "year" not in \
                parameters["targets"][target] or not 0.02 < chance[target] < 0.98:
            continue
        found = read("solve", file, "--target", target, "--lever", f"/indicators/{indicator}/base",
                     "--probability", chance[target])
        same(f"{name}: solve", target, found["scenario_probability"], chance[target])
        if not abs(found["value"] / base - 1) < 1e-3:
            failures.append(f"{name}: solve finds {target} at {found['value']}, not at {base}")
        return


def check_run(name, file, chance, folder):
    """Every figure of the main target in the files of a run."""
    out = os.path.join(folder, "out")
    run("run", file, "-o", out, "--quiet")
    tree = json.load(open(os.path.join(out, "simulate.json")))
    for target, p in chances(tree).items():
        same(f"{name}: run", target, p, chance[target])
    return out


def grep_run(out):
    """165,000: 13.51 % in every file that tells it, and no other figure near it."""
    words = ["targets.csv", "summary.en.md", "summary.vi.md", "simulate.txt", "simulate.md",
             "cdf-output-2025.svg", "targets.svg", "fan-output.svg", "probability-output-2025.svg"]
    for file in words:
        text = open(os.path.join(out, file)).read()
        if not any(figure in text for figure in ("13.51", "13,51", "0.13509")):
            failures.append(f"run: {file} does not say 13.51 %")
    for file in sorted(os.listdir(out)):
        if file.endswith((".pdf", ".png", ".svg")):
            continue
        text = open(os.path.join(out, file)).read()
        for near in ("13.3 %", "13.4 %", "13.6 %", "13.7 %", "13,3 %", "13,4 %", "13,6 %", "13,7 %"):
            if near in text:
                failures.append(f"run: {file} says {near}")
    data = open(os.path.join(out, "targets.tsv")).read()
    if "0.135092" not in data:
        failures.append("run: targets.tsv does not have 0.135092")


def check(file, folder):
    name = os.path.basename(file)
    tree = read("simulate", file)
    chance = chances(tree)
    check_simulate(name, tree, chance)
    compared = read("compare", file, file)
    for target, it in compared["targets"].items():
        for side in it["scenarios"]:
            same(f"{name}: compare", target, side["probability"], chance[target])
    few = chances(read("simulate", file, "--paths", 2048))
    told = read("sensitivity", file, "--target", sorted(chance)[0], "--shapley", "--paths", 2048)
    for target, p in chances(told).items():
        same(f"{name}: sensitivity", target, p, few[target])
    check_sweep(name, file, chance, folder)
    check_solve(name, file, tree, chance)
    return chance


with tempfile.TemporaryDirectory() as folder:
    for file in sorted(glob.glob(f"{source}/scenarios/*/*.json")):
        chance = check(file, folder)
        if os.path.basename(file) == "plan-174.json":
            grep_run(check_run("plan-174.json", file, chance, folder))
for failure in failures:
    print(failure)
sys.exit(bool(failures))
