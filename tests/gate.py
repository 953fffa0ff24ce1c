#!/usr/bin/env python3
"""The gate of the kernel: a thousand million paths of each law agree with the exact forecast.

usage: gate.py PROGRAM [PATHS]   (default 1000000000)

An error of a few parts in 100,000, such as a histogram that is off by a fraction of a bin or a
counter used twice, passes ten million paths and shows here. Every probability, mean, standard
deviation and quantile of every year must lie within 4 standard errors. Seeds are fixed."""
import json
import math
import os
import subprocess
import sys
import tempfile

OUTPUT = {"model": "compound", "base": 75000, "growth": "17%", "volatility": "4%"}
CRISIS = {"probability": "5%", "loss": {"uniform": [0.05, 0.15]}, "indicators": ["output"]}

# The indicator, and a bound of its levels' kurtosis, which the error of a standard deviation needs.
LAWS = {
    "normal": (OUTPUT, 3.3),
    "student_t": (OUTPUT | {"shock": {"student_t": 5}}, 10),
    "triangular": (OUTPUT | {"volatility": 0, "draw": "year",
                             "growth": {"triangular": [0.07, 0.17, 0.28]}}, 3.3),
    "geometric": (OUTPUT | {"model": "geometric"}, 3.4),
    "event": (OUTPUT, 5),
}


def scenario(law):
    made = {
        "dubao": 1, "id": f"gate-{law}", "years": {"base": 2020, "end": 2030},
        "periods": {"all": [2021, 2030]}, "indicators": {"output": LAWS[law][0]},
        "targets": {"output-2025": {"indicator": "output", "year": 2025, "at_least": 165000}},
        "simulation": {"seed": 2025},
    }
    return made | ({"events": {"crisis": CRISIS}} if law == "event" else {})


def forecast(program, path, sampling, paths):
    out = subprocess.run([program, "simulate", path, "--format", "json", "--sampling", sampling,
                          "--paths", str(paths)], capture_output=True, text=True, check=False)
    if out.returncode:
        sys.exit(f"{path}, {sampling}: {out.stderr}")
    return json.loads(out.stdout)


def distances(made, exact, paths, kurtosis):
    """(what, distance in standard errors) of every figure."""
    target, truth = made["targets"]["output-2025"], exact["targets"]["output-2025"]
    p = truth["probability"]
    yield "probability", (target["probability"] - p) / math.sqrt(p * (1 - p) / paths)
    fan, law = made["indicators"]["output"], exact["indicators"]["output"]
    for t, year in enumerate(fan["years"][1:], 1):
        yield f"mean {year}", (fan["mean"][t] - law["mean"][t]) / (law["sd"][t] / math.sqrt(paths))
        error = law["sd"][t] * math.sqrt((kurtosis - 1) / (4 * paths))
        yield f"sd {year}", (fan["sd"][t] - law["sd"][t]) / error
        for q, values in law["quantiles"].items():
            error = fan["quantiles_standard_error"][q][t]
            yield f"quantile {q} {year}", (fan["quantiles"][q][t] - values[t]) / error


def main():
    program = os.path.abspath(sys.argv[1])
    paths = int(float(sys.argv[2])) if len(sys.argv) > 2 else 1000000000
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for law in LAWS:
            path = os.path.join(folder, f"{law}.json")
            with open(path, "w", encoding="utf-8") as file:
                json.dump(scenario(law), file)
            exact = forecast(program, path, "exact", 1000)
            checks = list(distances(forecast(program, path, "random", paths), exact, paths,
                                    LAWS[law][1]))
            worst = max(checks, key=lambda check: abs(check[1]))
            failed = [check for check in checks if not abs(check[1]) <= 4]
            bad += len(failed)
            print(f"{law:12} {paths:.0e} paths  {len(checks)} figures, the worst is {worst[0]}: "
                  f"{worst[1]:+.2f} standard errors")
            for what, distance in failed:
                print(f"  FAILED {what}: {distance:+.2f}")
    return bad != 0


if __name__ == "__main__":
    sys.exit(main())
