"""How often the 95 % interval of a chance holds the true one, over many seeds, by sampling."""
import math
from concurrent.futures import ThreadPoolExecutor

LEAST = 0.90
PATHS = {"importance": 50000}  # else 8192
WITHOUT = ("exact", "preintegration")
TRUTH = 4000000                # paths, twice, where exact has no answer


def scenario(x, target, end=2023, **more):
    return {"dubao": 1, "id": "coverage", "years": {"base": 2020, "end": end},
            "periods": {"p": [2021, end]}, "indicators": {"x": x},
            "targets": {"t": {"indicator": "x", "year": end, **target}}, **more}


COMPOUND = {"model": "compound", "base": 100, "growth": 0.05, "volatility": 0.04}
CRISIS = {"probability": 0.1, "loss": {"uniform": [0.05, 0.2]}, "indicators": ["x"]}
PLANT = {"start": "2021-04", "probability": 0.7, "capacity": {"uniform": [10, 30]},
         "delay": {"triangular": [0, 1, 3]}, "ramp": 1}
SCENARIOS = {
    "noise": scenario(COMPOUND, {"at_least": 115}),
    "drawn growth": scenario({"model": "geometric", "base": 100, "volatility": 0.03,
                              "growth": {"uniform": [0.02, 0.08]}}, {"at_least": 117}),
    "rare": scenario(COMPOUND, {"at_least": 135}),
    "rare band": scenario(COMPOUND, {"between": [98, 134]}),
    "event": scenario(COMPOUND | {"base": {"triangular": [90, 100, 105]}}, {"at_least": 110},
                      events={"crisis": CRISIS}),
    "counts": scenario({"model": "arrivals", "rate": {"uniform": [3, 6]}}, {"at_least": 14}),
    "project": scenario({"model": "pipeline", "projects": {"plant": PLANT}}, {"at_least": 8}),
    "heavy tails": scenario({"model": "compound", "base": 100, "draw": "year",
                             "growth": {"student_t": [5, 0.05, 0.02]}}, {"at_least": 117}),
    "ceiling": scenario({"model": "logistic", "base": 100, "volatility": 0.02,
                         "growth": {"metalog": {"0.1": 0.02, "0.5": 0.05, "0.9": 0.1}},
                         "ceiling": {"uniform": [110, 160]}}, {"at_least": 106}),
}


def chance(answer):
    return answer.result["targets"]["t"]


def truth(program, made):
    """The chance, and how far it may itself be off."""
    exact = program.simulate(made, "exact", 1, 1)
    if not exact.code:
        return chance(exact)["probability"], 1e-9
    both = [chance(program.simulate(made, "random", TRUTH, seed))["probability"]
            for seed in (901, 902)]
    p = sum(both) / 2
    return p, math.sqrt(p * (1 - p) / (2 * TRUTH))


def covered(program, made, sampling, seeds, p, slack):
    """The share of seeds whose interval holds p; None where a run fails."""
    hits = 0
    for seed in range(1, seeds + 1):
        answer = program.simulate(made, sampling, PATHS.get(sampling, 8192), seed)
        if answer.code:
            return None
        low, high = chance(answer)["interval95"]
        hits += low - slack <= p <= high + slack
    return hits / seeds


def row(program, tables, seeds, name):
    made = SCENARIOS[name]
    p, slack = truth(program, made)
    return name, p, {sampling: covered(program, made, sampling, seeds, p, slack)
                     for sampling in tables.samplings if sampling not in WITHOUT}


def faults(program, tables, seeds, workers=2):
    """In words. Prints the table of all."""
    if not seeds:
        return
    with ThreadPoolExecutor(workers) as pool:
        rows = list(pool.map(lambda name: row(program, tables, seeds, name), SCENARIOS))
    for name, p, shares in rows:
        print(f"95 % intervals over {seeds} seeds, {name} ({p:.6g}): " + ", ".join(
            f"{s} {'no answer' if c is None else f'{100 * c:.1f} %'}" for s, c in shares.items()))
        for sampling, share in shares.items():
            if share is None or share < LEAST:
                yield f"{name}: the 95 % interval of {sampling} holds {p:.6g} in " + \
                    ("no run" if share is None else f"{100 * share:.1f} % of {seeds} seeds")
