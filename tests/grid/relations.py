"""What must hold between runs of scenarios that differ in a known way, whatever the right values
are. Each relation is a function of a case that gives its faults in words; RELATIONS lists them."""
import copy
import math

from . import scenarios
from .comparison import share_limit

MONEY = ("base", "value", "ceiling", "capacity")
SCALED = {  # how the values of a distribution become those of a thousand times the quantity
    "constant": lambda v, k: [v[0] * k],
    "discrete": lambda v, k: [[x * k, w] for x, w in v],
    "lognormal": lambda v, k: [v[0] * k, v[1]],
    "metalog": lambda v, k: {u: x * k for u, x in v.items()},
    "student_t": lambda v, k: [v[0], v[1] * k, v[2] * k],
    **{name: lambda v, k: [x * k for x in v]
       for name in ("normal", "pert", "triangular", "two_piece_normal", "uniform")},
}


class Case:
    """A scenario with targets, and the program with one sampling."""

    def __init__(self, program, name, scenario, sampling, paths):
        self.program, self.name, self.scenario = program, name, scenario
        self.sampling, self.paths = sampling, paths
        self.same_bits = sampling in ("random", "antithetic", "latin_hypercube")

    def words(self, paths=None, threads=1):
        return ("--sampling", self.sampling, "--paths", paths or self.paths, "--seed", 11,
                "--threads", threads)

    def simulate(self, scenario=None, **more):
        answer = self.program.run("simulate", self.program.write(scenario or self.scenario),
                                  "--format", "json", *self.words(**more))
        return answer.result if answer.code == 0 else None


def bare(result):
    """Without what names the file and repeats it."""
    return {key: value for key, value in result.items()
            if key not in ("scenario", "run", "parameters", "version")}


def differences(a, b, place=""):
    if isinstance(a, dict) and isinstance(b, dict):
        for key in sorted(a.keys() | b.keys()):
            if key not in a or key not in b:
                yield f"{place}/{key} stands in one only"
            else:
                yield from differences(a[key], b[key], f"{place}/{key}")
    elif isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for i, (x, y) in enumerate(zip(a, b)):
            yield from differences(x, y, f"{place}/{i}")
    elif a != b:
        yield f"{place}: {a} and {b}"


def same(a, b, what):
    found = list(differences(a, b)) if a is not None and b is not None else ["one has no result"]
    if found:
        yield f"{what}: {len(found)} differences, the first is {found[0]}"


def near(case, a, b, what, exact=1e-9):
    """Chances of two runs whose paths differ; of a method without paths equal."""
    if b is None:
        yield f"{what}: no result"
        return
    for name, target in a["targets"].items():
        p, q = target["probability"], b["targets"][name]["probability"]
        limit = exact if target["method"] == "exact" else share_limit(p, 2 / case.paths)
        if abs(p - q) > limit:
            yield f"{what}: the chance of {name} is {p} and {q}"


# ---- the relations ----

def threads(case, result):
    yield from same(result, case.simulate(threads=3), "1 and 3 threads")


def read_back(case, result):
    again = case.simulate(result["parameters"])
    yield from same(bare(result), again and bare(again), "its own parameters read back")
    yield from same(result["parameters"], again and again["parameters"], "parameters of parameters")


def unrelated(case, result):
    """Others before and behind, which nobody follows."""
    end = case.scenario["years"]["end"]
    made = copy.deepcopy(case.scenario)
    made["indicators"] = {"before": scenarios.leader(1, end), **made["indicators"],
                          "behind": scenarios.leader(2, end)}
    again = case.simulate(made)
    if not case.same_bits:
        yield from near(case, result, again, "an unrelated indicator added")
        return
    if again:
        for name in ("before", "behind"):
            del again["indicators"][name]
    yield from same(bare(result), again and bare(again), "an unrelated indicator added")


def reordered(case, result):
    """The factor of a correlation follows the order in the file: other paths, the same law."""
    made = copy.deepcopy(case.scenario)
    made["indicators"] = dict(reversed(made["indicators"].items()))
    again = case.simulate(made)
    if case.same_bits and "correlation" not in made:
        yield from same(bare(result), again and bare(again), "indicators in another order")
    else:
        yield from near(case, result, again, "indicators in another order")


def thousandfold(quantity, k):
    if not isinstance(quantity, dict):
        return quantity * k
    return {name: [end and end * k for end in values] if name == "within" else
            SCALED[name](values, k) for name, values in quantity.items()}


def scale_indicator(x, k):
    for key in MONEY:
        value = x.get(key)
        if isinstance(value, dict) and all(year.isdigit() for year in value):
            x[key] = {year: thousandfold(part, k) for year, part in value.items()}
        elif value is not None:
            x[key] = thousandfold(value, k)
    for project in x.get("projects", {}).values():
        scale_indicator(project, k)


def money(case, result, k=1000):
    """All money a thousand times as much: the same chances, levels a thousand times as high."""
    made = copy.deepcopy(case.scenario)
    x = made["indicators"]["x"]
    if x["model"] in ("arrivals", "ratio") or (x["model"] == "share" and "of" not in x):
        return  # counts and quotients are not money
    try:
        for each in made["indicators"].values():
            scale_indicator(each, k)
    except KeyError:
        return  # a distribution that no factor changes, such as a beta
    for target in made["targets"].values():
        if "growth" not in target:
            for key in ("at_least", "at_most"):
                if key in target:
                    target[key] *= k
    again = case.simulate(made)
    if again is None:
        yield "money a thousandfold: no result"
        return
    for name, target in result["targets"].items():
        p, q = target["probability"], again["targets"][name]["probability"]
        if abs(p - q) > (1e-9 if target["method"] == "exact" else 1e-12):
            yield f"money a thousandfold: the chance of {name} is {p} and {q}"
    for key in ("mean", "sd"):
        for a, b in zip(result["indicators"]["x"][key], again["indicators"]["x"][key]):
            if (a is None) != (b is None) or (a is not None and abs(b - k * a) > 1e-7 * abs(k * a)):
                yield f"money a thousandfold: {key} {a} and {b}"


def bounds(case, result):
    """A higher bound is never more likely."""
    fan = result["indicators"]["x"]["quantiles"]
    low, high = fan["0.05"][-1], fan["0.95"][-1]
    end = case.scenario["years"]["end"]
    made = copy.deepcopy(case.scenario)
    at = [low + (high - low) * k / 8 for k in range(9)]
    made["targets"] = {f"b{k}": {"indicator": "x", "year": end, "at_least": bound}
                       for k, bound in enumerate(at)}
    again = case.simulate(made)
    if again is None:
        return  # a method may refuse
    chance = [again["targets"][f"b{k}"]["probability"] for k in range(9)]
    slack = 1e-9 if case.sampling != "importance" else 0.005
    for k in range(8):
        if chance[k + 1] > chance[k] + slack:
            yield f"a bound raised: the chance rises from {chance[k]} to {chance[k + 1]}"


def period_cut(case, result):
    """One period, and its two halves with the same growth and the same quantile of it."""
    x, end = case.scenario["indicators"]["x"], case.scenario["years"]["end"]
    if len(case.scenario["indicators"]) > 1 or end == 2021 or x.get("draw") == "year" or \
            any(isinstance(value, dict) and "q" in value for value in x.values()):
        return
    runs = []
    for periods in ({"all": [2021, end]}, {"a": [2021, 2022], "b": [2023, end]}):
        made = copy.deepcopy(case.scenario)
        made["periods"] = periods
        if isinstance(x.get("growth", x.get("rate")), dict):
            made["indicators"]["x"]["linked"] = True
        runs.append(case.simulate(made))
    if all(runs):
        yield from near(case, *runs, "a period cut in two")
    elif any(runs) and case.sampling in ("random", "auto"):
        yield "a period cut in two: one has no result"


def commands(case, result):
    """compare, sweep and run tell the same chance; solve finds it where the scenario stands."""
    path = case.program.write(case.scenario)
    p = result["targets"]["t"]["probability"]
    told = {}
    answer = case.program.run("compare", path, path, "--format", "json", *case.words())
    if answer.code == 0:
        told["compare"] = first_chance(answer.result["targets"]["t"])
    answer = case.program.run("sweep", path, "--vary", "/targets/t/weight=1,2", "--format", "json",
                              *case.words())
    if answer.code == 0:
        cells = [cell for cell in answer.result["cells"] if cell["target"] == "t"]
        told["sweep"] = cells[-1]["probability"]
    folder = case.program.folder / f"out-{path.stem}"
    answer = case.program.run("run", path, "-o", folder, "--quiet", *case.words())
    if answer.code in (0, 6):
        told["run"] = case.program.read(folder)["targets"]["t"]["probability"]
    else:
        yield f"run: exit code {answer.code}: {answer.words[:200]}"
    for command, chance in told.items():
        if chance != p:
            yield f"{command}: {chance}, simulate says {p}"
    if not {"sweep", "run"} <= told.keys():
        yield f"the chance is told by {sorted(told)} only"


def solved(case, result):
    """The lever that gives the present chance: a chance within one standard error of it."""
    p = result["targets"]["t"]["probability"]
    if not isinstance(case.scenario["indicators"]["x"].get("base"), (int, float)) or \
            not 0.05 < p < 0.95:
        return
    answer = case.program.run("solve", case.program.write(case.scenario), "--format", "json",
                              "--target", "t", "--lever", "/indicators/x/base", "--probability", p,
                              *case.words())
    if answer.code not in (0, 3):
        yield f"solve: exit code {answer.code}: {answer.words[:200]}"
    elif answer.code == 0:
        q = answer.result["probability_at_value"]
        if q is None or abs(q - p) > math.sqrt(p * (1 - p) / case.paths):
            yield f"solve: asked for the present chance {p} it finds {q}"


def first_chance(tree):
    """The first value of the key probability, in the order of the file."""
    if isinstance(tree, dict):
        if "probability" in tree and not isinstance(tree["probability"], (dict, list)):
            return tree["probability"]
        tree = list(tree.values())
    if isinstance(tree, list):
        return next((c for c in map(first_chance, tree) if c is not None), None)
    return None


def first_paths(case, result):
    """The first n paths of N are the same n: two more paths move a count by two at most."""
    if case.sampling not in ("random", "antithetic"):
        return
    before = None
    for paths in range(1000, 1021, 2):
        one = case.simulate(paths=paths)
        count = round(one["targets"]["t"]["probability"] * paths)
        if before is not None and not 0 <= count - before <= 2:
            yield f"{paths - 2} of {paths} paths: {before} and {count} meet the target"
        before = count


RELATIONS = [threads, read_back, unrelated, reordered, money, bounds, period_cut, first_paths]
COMMANDS = [commands, solved]


def pairs(program):
    """Antithetic pairs: the mean of a quantity with a symmetric law is its middle, exactly."""
    for law in ({"normal": [0.05, 0.02]}, {"uniform": [0.01, 0.09]}, {"student_t": [9, 0.05, 0.01]},
                {"triangular": [0.01, 0.05, 0.09]}, {"pert": [0.01, 0.05, 0.09]}):
        made = scenarios.base(2021)
        made["indicators"]["x"] = {"model": "compound", "base": 100, "growth": law,
                                   "volatility": 0.03}
        answer = program.simulate(made, "antithetic", 2000, 5)
        mean = answer.result["indicators"]["x"]["mean"][1] if answer.code == 0 else math.nan
        if not abs(mean - 105) <= 105 * 1e-6:
            yield f"antithetic pairs of {law}: the mean is {mean}, not 105"
