#!/usr/bin/env python3
"""Importance sampling of events that come about in several ways: does the 95 % interval hold?

usage: rare_coverage.py PROGRAM [SEEDS] [CASE...]   (default 100 seeds, all cases)

Each case has its chance in closed form or by quadrature. Printed of each: the share of seeds whose
interval holds it (0.90 or more is wanted), the mean estimate over the truth and its distance from 1
in standard errors, the mean relative error that was told, and how many seeds kept the random answer
(these must hold too)."""
import json
import math
import os
import subprocess
import sys
import tempfile
from statistics import NormalDist, fmean

PHI = NormalDist().cdf
YEARS, VOLATILITY = 5, 0.1


def scenario(indicators, targets, paths=100000, end=2025, **more):
    return {"dubao": 1, "id": "rare", "years": {"base": 2020, "end": end},
            "periods": {"all": [2021, end]}, "indicators": indicators, "targets": targets,
            "simulation": {"paths": paths, "sampling": "importance"}} | more


def walk(**more):
    return {"model": "geometric", "base": 100, "growth": 0, "volatility": VOLATILITY} | more


def level(z, years=YEARS):
    """The level that lies z standard deviations from the median."""
    return 100 * math.exp(z * VOLATILITY * math.sqrt(years))


def tail(p):
    """z with Phi(-z) = p"""
    return -NormalDist().inv_cdf(p)


def between(low, high):
    made = scenario({"a": walk()}, {"t": {"indicator": "a", "year": 2025,
                                          "between": [level(-low), level(high)]}})
    return made, "t", PHI(-low) + PHI(-high)


def independent(tails, sides="lh", paths=100000):
    """One indicator for each tail, missed below or above in turn; missed together: any of them."""
    indicators, targets, met = {}, {}, 0
    for i, p in enumerate(tails):
        low = sides[i % len(sides)] == "l"
        indicators[f"a{i}"] = walk()
        targets[f"t{i}"] = {"indicator": f"a{i}", "year": 2025,
                            "at_least" if low else "at_most": level((-1 if low else 1) * tail(p))}
        met += math.log1p(-p)
    return scenario(indicators, targets, paths), None, -math.expm1(met)


def correlated(a, b, rho):
    """Missed by a or by b, both below, with correlated shocks: Phi2 by the midpoint rule."""
    both, steps = 0, 20000
    for i in range(steps):
        x = -a - (i + 0.5) * 12 / steps
        inner = PHI((-b - rho * x) / math.sqrt(1 - rho * rho))
        both += math.exp(-x * x / 2) / math.sqrt(2 * math.pi) * inner * 12 / steps
    made = scenario({"a": walk(), "b": walk()},
                    {"t": {"indicator": "a", "year": 2025, "at_least": level(-a)},
                     "u": {"indicator": "b", "year": 2025, "at_least": level(-b)}},
                    correlation={"a": {"b": rho}})
    return made, None, PHI(-a) + PHI(-b) - both


def leaves(low, high, years):
    """The chance that a random walk of unit steps leaves (low, high) in some year: its density is
    carried from year to year by the trapezium rule, what leaves is added up."""
    n = 2000
    step = (high - low) / n
    at = [low + i * step for i in range(n + 1)]
    lost = PHI(low) + PHI(-high)
    density = [math.exp(-x * x / 2) / math.sqrt(2 * math.pi) for x in at]
    reach = int(9 / step) + 1
    kernel = [math.exp(-(k * step) ** 2 / 2) / math.sqrt(2 * math.pi) for k in range(reach + 1)]
    for _ in range(1, years):
        inside = [step * d for d in density]
        inside[0] /= 2
        inside[n] /= 2
        lost += sum(w * (PHI(low - x) + PHI(x - high)) for w, x in zip(inside, at))
        density = convolve(inside, kernel)
    return lost


def convolve(values, kernel):
    n, made = len(values), [0.0] * len(values)
    for i, value in enumerate(values):
        if value:
            for j in range(max(0, i - len(kernel) + 1), min(n, i + len(kernel))):
                made[j] += value * kernel[abs(i - j)]
    return made


def each_year(z, both):
    """The same bounds in each year, z standard deviations out in the last."""
    low = z * math.sqrt(YEARS)
    targets = {"t": {"indicator": "a", "each_year": [2021, 2025], "at_least": level(-low, 1)}}
    high = low + 10
    if both:
        targets["t"] = {"indicator": "a", "each_year": [2021, 2025],
                        "between": [level(-low, 1), level(low * 1.05, 1)]}
        high = low * 1.05
    return scenario({"a": walk()}, targets), "t", leaves(-low, high, YEARS)


def each_year_fresh(z):
    """Independent levels in each of ten years, missed on both sides."""
    made = scenario({"a": {"model": "level", "value": {"2020": 100, "2030": 100},
                           "volatility": 0.1}},
                    {"t": {"indicator": "a", "each_year": [2021, 2030],
                           "between": [100 - 10 * z, 100 + 10 * z]}}, end=2030)
    return made, "t", -math.expm1(10 * math.log1p(-2 * PHI(-z)))


def growth_between(low, high):
    """Average growth over four years."""
    rate = [math.expm1(z * VOLATILITY / 2) for z in (-low, high)]
    made = scenario({"a": walk()}, {"t": {"indicator": "a", "growth": [2022, 2025],
                                          "between": rate}})
    return made, "t", PHI(-low) + PHI(-high)


def met_inside(low, high):
    """Rarely met: between two bounds on one side; with another target, together."""
    made = scenario({"a": walk(), "b": walk()},
                    {"t": {"indicator": "a", "year": 2025, "between": [level(low), level(high)]},
                     "u": {"indicator": "b", "year": 2025, "at_least": level(2)}})
    return made, None, (PHI(-low) - PHI(-high)) * PHI(-2)


def jump_or_noise():
    """Missed by a base that is rarely ten times too small, or by noise."""
    base = {"discrete": [[100, 0.9995], [10, 0.0005]]}
    made = scenario({"a": walk(base=base), "b": walk()},
                    {"t": {"indicator": "a", "year": 2025, "at_least": level(-4)},
                     "u": {"indicator": "b", "year": 2025, "at_least": level(-3.8)}})
    far = math.log(10) / (VOLATILITY * math.sqrt(YEARS)) - 4
    one = 0.9995 * PHI(-4) + 0.0005 * PHI(far)
    return made, None, 1 - (1 - one) * (1 - PHI(-3.8))


def by_exact(low, high, **more):
    """A compound indicator between two levels; the truth is that of the exact method."""
    events = {"events": more.pop("events")} if "events" in more else {}
    made = scenario({"a": {"model": "compound", "base": 100, "growth": 0.1, "volatility": 0.04}
                          | more},
                    {"t": {"indicator": "a", "year": 2025, "between": [low, high]}}, **events)
    return made, "t", None


def crisis(probability):
    return {"c": {"probability": probability, "loss": 0.2, "indicators": ["a"]}}


UNEQUAL = [10 ** -(3.3 + 0.25 * i) for i in range(20)]
CASES = {
    "between 3.3 sd": lambda: between(3.3, 3.3),
    "between 3.5 sd": lambda: between(3.5, 3.5),
    "between -3.5 / +4": lambda: between(3.5, 4),
    "between -5 / +4.9": lambda: between(5, 4.9),
    "between 6 sd": lambda: between(6, 6),
    "between -6.1 / +6": lambda: between(6.1, 6),
    "two, 6.3e-5": lambda: independent([PHI(-4)] * 2),
    "two, 1e-3": lambda: independent([5e-4] * 2),
    "two, 1e-9": lambda: independent([5e-10] * 2),
    "two, 1e-5 and 1e-6": lambda: independent([1e-5, 1e-6]),
    "two, 1e-4 and 1e-8": lambda: independent([1e-4, 1e-8]),
    "twenty, 1e-3": lambda: independent([5e-5] * 20),
    "twenty, 1e-6": lambda: independent([5e-8] * 20),
    "twenty, 1e-9": lambda: independent([5e-11] * 20),
    "twenty, unequal": lambda: independent(UNEQUAL),
    "twenty, unequal, 1e-7": lambda: independent([p * 1e-4 for p in UNEQUAL]),
    "pair, rho 0.5": lambda: correlated(3.7, 3.7, 0.5),
    "pair, rho 0.9": lambda: correlated(4.5, 4.4, 0.9),
    "pair, rho -0.8": lambda: correlated(5.5, 5.7, -0.8),
    "five years, one side": lambda: each_year(3.8, False),
    "five years, two sides": lambda: each_year(3.8, True),
    "ten years, 4.9e-4": lambda: each_year_fresh(4.06),
    "ten years, 2e-8": lambda: each_year_fresh(6),
    "growth -4 / +4.2": lambda: growth_between(4, 4.2),
    "growth -5.5 / +5.5": lambda: growth_between(5.5, 5.5),
    "met inside": lambda: met_inside(3, 3.2),
    "jump or noise": jump_or_noise,
    "student t of 5": lambda: by_exact(85, 300, shock={"student_t": 5}),
    "crises below, noise above": lambda: by_exact(62, 235, events=crisis(0.1)),
    "rare crisis or noise": lambda: by_exact(109, 230, events=crisis(0.0003)),
}


def answer(program, path, target, *options):
    out = subprocess.run([program, "simulate", path, "--format", "json", *options],
                         capture_output=True, text=True, check=False)
    if out.returncode:
        sys.exit(f"{path}: {out.stderr}")
    made = json.loads(out.stdout)
    return made["joint"] if target is None else made["targets"][target]


def measure(program, path, name, case, seeds):
    """Prints one line; true when the interval holds often enough."""
    made, target, truth = case()
    with open(path, "w", encoding="utf-8") as file:
        json.dump(made, file)
    if truth is None:
        truth = 1 - answer(program, path, target, "--sampling", "exact")["probability"]
    held, ratios, errors, fallen = 0, [], [], 0
    for seed in range(1, seeds + 1):
        chance = answer(program, path, target, "--seed", str(seed))
        low, high = chance["interval95"]
        p = chance["probability"]
        if p > 0.5:
            p, low, high = 1 - p, 1 - high, 1 - low
        held += low <= truth <= high
        if chance["method"] != "importance":
            fallen += 1
            continue
        ratios.append(p / truth)
        errors.append(chance["standard_error"] / truth)
    bias = (fmean(ratios) - 1) / (fmean(errors) / math.sqrt(len(ratios))) if ratios else 0
    print(f"{name:26} {truth:10.4e}  holds {held / seeds:5.2f}  mean {fmean(ratios or [0]):7.4f} "
          f"({bias:+5.1f} errors)  error {fmean(errors or [0]):6.4f}  random {fallen:3}",
          flush=True)
    return held >= 0.9 * seeds - (seeds < 100) and fallen <= 0.1 * seeds and abs(bias) < 4.5


def main():
    program = os.path.abspath(sys.argv[1])
    seeds = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    names = sys.argv[3:] or list(CASES)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "rare.json")
        bad = [name for name in names if not measure(program, path, name, CASES[name], seeds)]
    if bad:
        sys.exit("the interval does not hold, or the estimate is not the truth: " + ", ".join(bad))


if __name__ == "__main__":
    main()
