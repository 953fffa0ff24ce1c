#!/usr/bin/env python3
"""Runs the benchmarks: dubao and whichever peers are installed, in turn, on one core.

usage: run.py [--build FOLDER] [--output FOLDER] [--quick] [WORD...]
WORD: w1 w2 w3 w4 w5 accuracy memory scaling; all of them when none is given.
The exit code is 1 when an answer is wrong or a program fails.
"""
import argparse
import json
import math
import os
import pathlib
import shutil
import statistics
import sys

import launch
import report
import scaling
from subjects import WANTED, WORKLOADS

BENCH = pathlib.Path(__file__).resolve().parent
WORDS = ("w1", "w2", "w3", "w4", "w5", "accuracy", "memory", "scaling")


def say(text):
    print(text, file=sys.stderr, flush=True)


def places(build):
    """What stands for the words in braces; None: not installed."""
    python, version = launch.python_with_numpy()
    r = shutil.which("Rscript")
    if not python:
        say("NumPy is not installed: left out")
    if not r:
        say("R is not installed: left out")
    tools = {"build": str(build), "bench": str(BENCH), "dubao": str(build / "dubao"),
             "gsl": str(build / "peer_w1_gsl"), "python": python, "R": r}
    r_version = launch.says([r, "--version"]).split("version ")[-1] if r else ""
    peers = {"NumPy": version, "R": r_version,
             "GSL": launch.says(["gsl-config", "--version"])}
    return tools, {name: version for name, version in peers.items() if version}


# ---- one run ----

def outside(run, subject, paths):
    """A line for a program that was timed from outside: dubao's own JSON, or a peer's line."""
    if subject.name.startswith("dubao"):
        target = json.loads(run.output)["targets"]["output-2025"]
        line = {"p": target["probability"], "p_error": target["standard_error"]}
    else:
        line = launch.lines(run)[-1]
    return {**line, "paths": paths, "wall": run.wall, "seconds": run.processor}


def run_once(workload, subject, tools, settings):
    paths = subject.quick if settings.quick else subject.paths
    fill = {**tools, "paths": paths, "tolerance": 1e-3 if settings.quick else WANTED}
    run = launch.launch([word.format(**fill) for word in subject.command], {settings.core})
    if run.code:
        raise RuntimeError(f"{subject.name}: exit code {run.code}\n{run.output}")
    line = outside(run, subject, paths) if workload.whole else launch.lines(run)[-1]
    return {"paths": paths, "memory": run.memory, **line}


def judge(line, truth, errors):
    """Complains of each answer further from the truth than so many standard errors."""
    wrong = []
    for key, true in truth.items():
        if line.get(key) is None:
            continue
        error = line.get(key + "_error")
        error = true.spread / math.sqrt(line["paths"]) if error is None else error
        line[key + "_error"] = error
        if abs(line[key] - true.value) > errors * math.hypot(error, true.error) + 1e-8 * true.value:
            wrong.append(f"{key} is {line[key]:.9g}, not {true.value:.9g} (error {error:.2g})")
    return wrong if line.get("p") is not None else ["no answer"]


# ---- a workload ----

def measure(workload, tools, settings):
    """Lines of each subject, measured in turn, so that a drift of the machine meets all."""
    kept = [s for s in workload.subjects
            if s.command and (s.quick or not settings.quick) and (not s.tool or tools[s.tool])]
    lines = {}
    rounds = 1 if settings.quick else settings.rounds or workload.rounds
    say(f"{workload.title}: rounds {rounds}")
    for _ in range(rounds):
        for subject in kept:
            got = lines.setdefault(subject.name, [])
            if got and "skipped" in got[0]:
                continue
            line = run_once(workload, subject, tools, settings)
            line["wrong"] = ([] if "skipped" in line
                             else judge(line, workload.truth, subject.errors))
            got.append(line)
    return lines


def make_row(word, workload, name, lines, subject=None):
    row = {"workload": word, "subject": name, "unit": workload.unit,
           "goal": subject and subject.goal, "note": ""}
    if not lines:
        return {**row, "note": "not yet"}
    if "skipped" in lines[0]:
        return {**row, "note": "skipped: " + lines[0]["skipped"].split(";")[0]}
    costs = [workload.cost(line) for line in lines]
    row.update(median=statistics.median(costs), low=min(costs), high=max(costs), runs=len(costs),
               paths=lines[-1]["paths"], p=lines[-1]["p"], p_error=lines[-1].get("p_error"),
               seconds=statistics.median(line["seconds"] for line in lines),
               wall=statistics.median(line["wall"] for line in lines),
               memory=max((line["memory"] for line in lines if line["memory"]), default=None),
               wrong=sorted({fault for line in lines for fault in line["wrong"]}))
    if row["goal"]:
        row["met"] = row["median"] <= row["goal"]
    if workload.borrows and row["p_error"] > WANTED:
        row["note"] = "extrapolated"
    return row


def make_rows(word, lines, settings):
    """The rows of a workload, the lines it borrows included, with ratios to its own subject."""
    workload = WORKLOADS[word]
    rows = [make_row(word, workload, s.name, lines[word].get(s.name), s) for s in workload.subjects
            if s.name in lines[word] or not (s.command or settings.quick)]
    for other in workload.borrows:
        rows += [make_row(word, workload, name, got) for name, got in lines[other].items()
                 if name not in lines[word] and "sobol" not in name]
    measured = [row for row in rows if "median" in row]
    own = [row for row in measured if row["subject"] == workload.own] or [
        row for row in sorted(measured, key=lambda row: row["median"])
        if row["subject"].startswith("dubao")]
    for row in measured:
        row["ratio"] = row["median"] / own[0]["median"] if own else None
    return rows


# ---- all ----

def settings_of(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--build", type=pathlib.Path, default=BENCH.parent / "build")
    parser.add_argument("--output", type=pathlib.Path,
                        help="else BUILD/bench or, quick, BUILD/bench-quick")
    parser.add_argument("--quick", action="store_true", help="a smoke test: dubao and GSL, once")
    parser.add_argument("--rounds", type=int, default=0, help="instead of 5 (W5: 21)")
    parser.add_argument("word", nargs="*", metavar="WORD",
                        help=f"{' '.join(WORDS)}; none: all of them")
    settings = parser.parse_args(arguments)
    settings.output = (settings.output or
                       settings.build / ("bench-quick" if settings.quick else "bench"))
    settings.core = max(os.sched_getaffinity(0))
    settings.cores = os.sched_getaffinity(0)
    for word in set(settings.word) - set(WORDS):
        parser.error(f"{word}: allowed are {' '.join(WORDS)}")
    settings.word = set(settings.word or WORDS)
    if "accuracy" in settings.word:
        settings.word |= {"accuracy-w1", "accuracy-w2", "accuracy-w3", "w1", "w2", "w3"}
    return settings


def main():
    settings = settings_of(sys.argv[1:])
    settings.output.mkdir(parents=True, exist_ok=True)
    tools, peers = places(settings.build.resolve())
    lines = {word: measure(workload, tools, settings)
             for word, workload in WORKLOADS.items() if word in settings.word}
    rows = [row for word in lines for row in make_rows(word, lines, settings)]
    charts = scaling.run(tools, settings, say) if "scaling" in settings.word else []
    report.write(settings, peers, rows, charts)
    wrong = [f"{row['workload']}, {row['subject']}: {fault}" for row in rows
             for fault in row.get("wrong", [])]
    for fault in wrong:
        say(f"WRONG: {fault}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
