#!/usr/bin/env python3
"""Relations between runs that need no right value: money a thousandfold, an unrelated indicator,
another order, a period cut in two, a bound raised, other commands (compare, sweep, solve, run),
more threads, more paths, the parameters of a result read back (grid/relations.py), on scenarios of
the grid.

usage: test_relations.py PROGRAM [ROOT] [--whole]

Without --whole on every 12th scenario of the covering grid. What must be the same is compared bit
for bit where draws have addresses; Sobol' points, whose dimensions are ranked over all indicators,
and correlated indicators in another order, within 5 standard errors."""
import argparse
import itertools
import os
import pathlib
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from grid import relations, scenarios, tables
from grid.program import Program

PATHS = {"importance": 50000}  # else 4096
STEP = 12
EVERY = 6  # of them, one with the other commands


def targets(program, made):
    """Two, near the middle."""
    answer = program.simulate(made, "random", 4000, 3)
    if answer.code:
        return None
    q, end = answer.result["indicators"]["x"]["quantiles"], made["years"]["end"]
    return {"t": {"indicator": "x", "year": end, "at_least": float(f"{q['0.5'][-1] * 0.9963:.5g}")},
            "u": {"indicator": "x", "year": 2021, "at_most": float(f"{q['0.75'][1] * 1.0031:.5g}")}}


def faults(program, samplings, case):
    number, name, made = case
    laid = targets(program, made)
    if laid is None:
        return [f"{name}: random paths have no result"]
    made["targets"] = laid
    found = []
    for k, sampling in enumerate(samplings):
        one = relations.Case(program, name, made, sampling, PATHS.get(sampling, 4096))
        result = one.simulate()
        if result is None:
            continue  # a refusal; the grid tells a crash
        asked = relations.RELATIONS + (relations.COMMANDS if (number + k) % EVERY == 0 else [])
        for relation in asked:
            found += [f"{name}: {sampling}: {text}" for text in relation(one, result)]
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("root", nargs="?")
    parser.add_argument("--whole", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        program = Program(options.program, folder)
        listed = tables.read(program.path)
        scenarios.write_columns(listed, pathlib.Path(folder))
        cells = list(scenarios.covering(listed))[::1 if options.whole else STEP]
        cases = [(number, " ".join(map(str, (cell[0], cell[1].name, *cell[2:]))),
                  scenarios.make(listed, *cell)) for number, cell in enumerate(cells)]
        with ThreadPoolExecutor(2) as pool:
            found = list(itertools.chain.from_iterable(
                pool.map(lambda case: faults(program, list(listed.samplings), case), cases)))
        found += relations.pairs(program)
    for fault in found:
        print(fault, file=sys.stderr)
    relation_count = len(relations.RELATIONS + relations.COMMANDS) + 1  # and the pairs
    print(f"{len(cases)} scenarios, {relation_count} relations, {len(found)} faults")
    return bool(found)


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    sys.exit(main())
