#!/usr/bin/env python3
"""The grid: every sampling gives the right numbers of every model, with every distribution in every
place where a quantity may stand, and with every feature beside it.

usage: test_grid.py PROGRAM [ROOT] [--whole] [--only WORDS]

The rows come from the program's own tables (grid/tables.py), the scenarios from grid/scenarios.py.
Each is run by every sampling and compared with random paths of another seed (grid/comparison.py),
and those random paths with a simulator of our own (grid/reference.py). Then the 95 % intervals of
the samplings are counted (grid/coverage.py). A method may refuse a scenario (exit code 3, and a
word why); it may not crash, nor print what is no JSON.

Without --whole each distribution stands once in each place, with one feature and last year; every
pair of model, distribution, feature and year occurs, each with nearly every sampling. --only takes
the cells whose names have all these words. Seeds are fixed: nothing flickers; with fresh ones a run of
100,000 figures would be wrong once in 17 runs, and the whole grid of 2 million in most."""
import argparse
import collections
import itertools
import math
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from grid import comparison, coverage, reference, scenarios, tables
from grid.program import Program

QUICK = {"paths": 8192, "truth": 65536, "own": 4000, "coverage": 0}
WHOLE = {"paths": 65536, "truth": 1000000, "own": 20000, "coverage": 200}
LEAST = {"importance": 50000}  # paths, where a sampling needs more
ALWAYS = ("random", "auto")    # samplings that answer everything
WORKERS = 2


def without_paths(result, sampling):
    """Whether a method had no chance of its own in it."""
    return sampling in ("exact", "preintegration") or \
        {target["method"] for target in result["targets"].values()} <= {"exact"}


def rounded(x):
    return float(f"{x:.5g}")


def laid(first, end):
    """Targets of every shape near the middle, a little beside quantiles so that no step of the law
    lies on a bound."""
    fan = first["indicators"]["x"]
    last, q = end - 2020, fan["quantiles"]
    low, high = sorted((rounded(q["0.25"][last] * 0.9981), rounded(q["0.9"][last] * 1.0017)))
    made = {
        "level": {"indicator": "x", "year": end, "at_least": rounded(q["0.5"][last] * 0.9963)},
        "early": {"indicator": "x", "year": 2021, "at_most": rounded(q["0.75"][1] * 1.0011)},
        "band": {"indicator": "x", "year": end, "between": [low, high]},
        "always": {"indicator": "x", "each_year": [2021, end],
                   "at_least": rounded(min(q["0.25"][1:]) * 0.9967)},
    }
    if q["0.5"][0] > 0 and q["0.5"][last] > 0:
        growth = (q["0.5"][last] / q["0.5"][0]) ** (1 / last) - 1 - 0.0013
        if growth < 9:  # a bound of growth ends at 1000 %
            made["growth"] = {"indicator": "x", "growth": [2021, end],
                              "at_least": f"{100 * growth:.4f}%"}
    return made


class Cell:
    """One scenario of the grid with all its runs."""

    def __init__(self, grid, number, name, scenario):
        self.grid, self.number, self.name, self.scenario = grid, number, name, scenario
        self.own = False  # compared with the simulator of our own, too
        self.faults, self.answered = [], []
        self.pooled = {}  # sampling -> distance of the first chance, with its sign

    def fault(self, text):
        self.faults.append(f"{self.name}: {text}")

    def simulate(self, sampling, paths, seed):
        """The result, or None after a fault or a refusal. What is refused for all targets is asked
        once more for the level of the last year alone."""
        answer = self.grid.program.simulate(self.scenario, sampling, paths, seed)
        if answer.code == 3 and answer.words and sampling not in ALWAYS:
            alone = {"level": self.scenario["targets"]["level"]}
            answer = self.grid.program.simulate(self.scenario | {"targets": alone}, sampling, paths,
                                                seed)
            if answer.code == 3 and answer.words:
                return None
        if answer.code:
            self.fault(f"{sampling}: exit code {answer.code}: {answer.words[:200]}")
            return None
        try:
            return answer.result
        except ValueError as error:
            self.fault(f"{sampling}: {error}")
        return None

    def run(self):
        size, seed = self.grid.size, self.number
        first = self.simulate("random", 5000, 500000 + seed)
        if first is None:
            return
        self.scenario["targets"] = laid(first, self.scenario["years"]["end"])
        truth = self.simulate("random", size["truth"], 700000 + seed)
        if truth is None:
            return
        for sampling in self.grid.tables.samplings:
            if sampling in LEAST and not self.grid.whole and self.number % 2:
                continue  # costly: every second cell
            paths = max(size["paths"], LEAST.get(sampling, 0))
            got = self.simulate(sampling, paths, seed)
            if got is not None:
                self.answered.append(sampling)
                self.compare(sampling, got, truth, paths)
        if self.own:
            self.compare_own(truth)

    def compare_own(self, truth):
        """The random paths themselves with the simulator of our own."""
        paths = self.grid.size["own"]
        try:
            levels = reference.simulate(self.scenario, paths, self.number)
        except reference.Unknown:
            return  # a model or distribution of which it knows nothing
        own = reference.result(self.scenario, levels)
        inverse = 1 / paths + 1 / self.grid.size["truth"]
        made = itertools.chain(comparison.chances(own, truth, inverse),
                               comparison.moments(own, truth, inverse),
                               comparison.counted(levels, truth, inverse))
        self.answered.append("own simulator")
        for figure in made:
            exists = figure.wanted is not None and figure.kind != "sd"  # no error of it is known
            if exists and not figure.distance <= comparison.LIMIT:
                self.fault(f"own simulator: {figure}")
                return

    def compare(self, sampling, got, truth, paths):
        own = 0 if without_paths(got, sampling) else 1 / paths
        inverse = 1 / self.grid.size["truth"] + own
        made = list(comparison.figures(got, truth, self.grid.size["truth"], inverse))
        far = [figure for figure in made if not figure.distance <= comparison.LIMIT]
        wrong = next((figure for figure in far
                      if not self.excused(figure, sampling, paths, inverse, truth)), None)
        if wrong:
            self.fault(f"{sampling}: {len(far)} of {len(made)} figures are far off; {wrong}")
        p, q = truth["targets"]["level"]["probability"], got["targets"]["level"]["probability"]
        if 0.02 < p < 0.98:
            self.pooled[sampling] = (q - p) / math.sqrt(p * (1 - p) * inverse)

    def excused(self, figure, sampling, paths, inverse, truth):
        """Whether a figure beyond the limit is right after all."""
        if figure.got is None or figure.wanted is None:
            return False
        if figure.kind in ("quantile", "median"):
            return self.is_quantile(figure, inverse, truth)
        return figure.kind == "sd" and self.repeated(figure, sampling, paths)

    def is_quantile(self, figure, inverse, truth):
        sd = None
        if figure.kind == "quantile":
            name, year, _ = figure.where
            sd = truth["indicators"][name]["sd"][year - 2020]
            if year == 2020:
                return abs(figure.got - figure.wanted) <= 1e-5 * (sd or 0)
        least, most, q = comparison.sides(figure, self.scenario["targets"], sd)
        asked = dict(self.scenario, targets={"from": least, "beyond": most})
        answer = self.grid.program.simulate(asked, "random", self.grid.size["truth"],
                                            700000 + self.number)
        if answer.code:
            return False
        error = comparison.share_limit(q, inverse)
        targets = answer.result["targets"]
        return targets["from"]["probability"] >= 1 - q - error and \
            targets["beyond"]["probability"] <= 1 - q + error

    def repeated(self, figure, sampling, paths):
        """The kurtosis of some levels is more than comparison.KURTOSIS: does the mean of ten seeds
        agree with that of ten others, within six times the errors that they show themselves?"""
        means = []
        for method, first, n in ((sampling, 10, paths),
                                 ("random", 7000, self.grid.size["truth"])):
            runs = [self.simulate(method, n, first + seed) for seed in range(10)]
            name, year = figure.where
            sds = [run["indicators"][name]["sd"][year - 2020] for run in runs if run]
            if len(sds) < 10:
                return False
            mean = sum(sds) / 10
            means.append((mean, sum((sd - mean) ** 2 for sd in sds) / 90))
        (a, va), (b, vb) = means
        return abs(a - b) <= 6 * math.sqrt(va + vb) + comparison.ROUNDING * abs(b)


class Grid:
    def __init__(self, program, size, whole, only):
        self.program, self.size, self.whole, self.only = program, size, whole, only
        self.tables = tables.read(program.path)
        scenarios.write_columns(self.tables, program.folder)

    def cells(self):
        chosen = scenarios.cells(self.tables) if self.whole else scenarios.covering(self.tables)
        for number, (place, law, feature, end) in enumerate(chosen):
            name = f"{place} {law.name} {feature} {end}"
            if all(word in name.split() or word in name.split(".") for word in self.only):
                yield number, name, scenarios.make(self.tables, place, law, feature, end)


def pooled_faults(cells):
    """Errors too small for one cell show in the mean of many: of all cells that share a word of
    their names, by sampling. The signed distances are independent, since the seeds are."""
    groups = collections.defaultdict(list)
    for cell in cells:
        place, law, feature, end = cell.name.split()
        for sampling, distance in cell.pooled.items():
            for word in (place.split(".")[0], place, law, feature, end):
                groups[sampling, word].append(distance)
    for (sampling, word), values in groups.items():
        mean = sum(values) / math.sqrt(len(values))
        if len(values) >= 5 and abs(mean) > comparison.LIMIT:
            yield (f"{sampling}: the chances of {len(values)} cells with {word} lean to one side: "
                   f"{mean:+.1f} standard errors of their mean")


def choose_own(cells, whole):
    """Cells for the slow simulator: each place with each distribution, or only each once."""
    seen = set()
    for cell in cells:
        place, law = cell.name.split()[:2]
        words = {(place, law)} if whole else {place, law}
        cell.own = bool(words - seen)
        seen |= words


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("root", nargs="?")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--only", nargs="+", default=[])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        grid = Grid(Program(options.program, folder), WHOLE if options.whole else QUICK,
                    options.whole, options.only)
        return test(grid, options)


def test(grid, options):
    cells = [Cell(grid, *cell) for cell in grid.cells()]
    choose_own(cells, options.whole)
    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(Cell.run, cells))
    faults = list(itertools.chain.from_iterable(cell.faults for cell in cells))
    faults += pooled_faults(cells)
    answered = collections.Counter(itertools.chain.from_iterable(c.answered for c in cells))
    if not options.only:
        faults += [f"{name} answers nothing" for name in grid.tables.samplings
                   if not answered[name]]
        faults += coverage.faults(grid.program, grid.tables, grid.size["coverage"])
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(cells)} scenarios; answered: {dict(answered)}; {len(faults)} faults")
    return bool(faults)


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    sys.exit(main())
