#!/usr/bin/env python3
"""A distribution within two ends, in every sampling, against closed forms.

usage: test_within.py PROGRAM ROOT

A base normal(100, 80) within [0, no end] has the mean 100 + 80 h, h = phi(a) / Phi(-a), a = -1.25,
the variance 80^2 (1 + a h - h^2), and exceeds x with Phi((100 - x) / 80) / Phi(-a). Without noise
and with growth of 10 % a year the level of the second year is 1.21 of it. Growth within two ends is
tried in the same way: P(growth > g) from the whole law. Only sums of what is drawn are tested, each
within 4.5 standard errors of its own; a method that refuses says so with exit code 3."""
import json
import math
import statistics
import subprocess
import sys
import tempfile

PATHS = 65536
Z = 4.5
NORMAL = statistics.NormalDist()


def scenario(base, growth):
    return {"dubao": 1, "id": "within", "years": {"base": 2020, "end": 2022},
            "periods": {"all": [2021, 2022]},
            "indicators": {"x": {"model": "compound", "base": base, "growth": growth}},
            "targets": {"t": {"indicator": "x", "year": 2022, "at_least": 150}},
            "simulation": {"paths": PATHS, "seed": 3}}


def tail(mean, sd, low, high, x):
    """P(X > x) of a normal within low..high."""
    p = [NORMAL.cdf((y - mean) / sd) for y in (low, x, high)]
    return (p[2] - p[1]) / (p[2] - p[0])


def truths():
    a = -1.25
    h = NORMAL.pdf(a) / NORMAL.cdf(-a)
    yield ({"normal": [100, 80], "within": [0, None]}, "10%",
           tail(100, 80, 0, math.inf, 150 / 1.21),
           1.21 * (100 + 80 * h), 1.21 * 80 * math.sqrt(1 + a * h - h * h))
    growth = {"normal": ["10%", "20%"], "within": ["5%", "40%"]}
    yield 100, growth, tail(0.1, 0.2, 0.05, 0.4, math.sqrt(1.5) - 1), None, None
    half = {"discrete": [[90, 1], [110, 2], [140, 1], [400, 5]], "within": [100, 140]}
    yield half, "10%", 1 / 3, 1.21 * 120, 1.21 * math.sqrt((2 * 100 + 400) / 3)
    wide = {"uniform": [0, 400], "within": [None, 200]}
    yield wide, "10%", 1 - 150 / 1.21 / 200, 121, 1.21 * 200 / math.sqrt(12)


def main():
    program, faults, answers = sys.argv[1], [], 0
    samplings = [row["name"] for row in json.loads(subprocess.run(
        [program, "list", "samplings", "--format", "json"], capture_output=True, check=True)
        .stdout)["samplings"]]
    for base, growth, chance, mean, sd in truths():
        for sampling in samplings:
            with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
                json.dump(scenario(base, growth), file)
                file.flush()
                done = subprocess.run([program, "simulate", file.name, "--format", "json",
                                       "--sampling", sampling], capture_output=True, check=False)
            where = "%s, base %s, growth %s" % (sampling, base, growth)
            if done.returncode == 3 and b"use --sampling" in done.stderr:
                continue
            if done.returncode:
                faults.append("%s: %s" % (where, done.stderr.decode()))
                continue
            answers += 1
            result = json.loads(done.stdout)
            target, fan = result["targets"]["t"], result["indicators"]["x"]
            error = max(target["standard_error"], 1e-9)
            if abs(target["probability"] - chance) > Z * error:
                faults.append("%s: chance %.6g for %.6g" % (where, target["probability"], chance))
            if mean and abs(fan["mean"][-1] - mean) > Z * sd / math.sqrt(PATHS):
                faults.append("%s: mean %.6g for %.6g" % (where, fan["mean"][-1], mean))
            if sd and abs(fan["sd"][-1] / sd - 1) > Z * math.sqrt(2 / PATHS):
                faults.append("%s: sd %.6g for %.6g" % (where, fan["sd"][-1], sd))
    if answers < 3 * len(samplings):
        faults.append("only %d answers" % answers)
    sys.exit("\n".join(faults) if faults else 0)


if __name__ == "__main__":
    main()
