#!/usr/bin/env python3
"""`exact` agrees with a million random paths on every scenario that is shipped.

usage: test_exact_scenarios.py PROGRAM ROOT

For each scenario under scenarios/ and each workload under bench/, whatever is laid there:
* the chance of each target, and of all together where it is known, against the share of the paths;
* each quantile q of level p of each year and indicator: a further target "at least q" is laid on
  the paths, whose share must be 1 - p - no density is needed;
* the mean, by the exact standard deviation; the standard deviation, with a kurtosis of at most 20,
  which a year of Student's t needs with 4.4 degrees of freedom or more.
A share of n paths may be off by z sqrt(p (1 - p) / n) + z^2 / (3 n), which is sound for any p
(Bernstein), the others by z standard errors. With z = 4.5 one of 150,000 figures is beyond it by
chance; here are about a thousand, not independent, so that fresh seeds would fail once in 150 runs.
The seeds are those of the files, so that nothing flickers.

A scenario that exact refuses must stand in REFUSED with what the refusal names."""
import json
import math
import pathlib
import subprocess
import sys

PATHS = 1_000_000
Z = 4.5
KURTOSIS = 20
ROUNDING = 1e-9  # relative; of years without chance

REFUSED = {
    "bench/w2.json": "/indicators/total/model",
    "scenarios/nghe-an/plan-174-sectors.json": "/indicators/output/model",
    "scenarios/nghe-an/plan-174-full.json": "/programmes/",
    "scenarios/nghe-an/as-published-2022-full.json": "/programmes/",
    "scenarios/nghe-an/plan-174-projects.json": "/indicators/",
}


def files(root):
    for path in sorted([*root.glob("scenarios/*/*.json"), *root.glob("bench/w*.json")]):
        document = json.loads(path.read_text(encoding="utf-8"))
        if "dubao" in document or "extends" in document:
            yield path


def simulate(program, path, *more):
    return subprocess.run([program, "simulate", str(path), "--format", "json", *more],
                          capture_output=True, text=True, check=False)


def levels(exact):
    """(indicator, position of the year, year) of every level that chance moves."""
    for name, fan in exact["indicators"].items():
        for t, year in enumerate(fan["years"][1:], 1):  # no target may ask for the base year
            if fan["quantiles"]["0.95"][t] > fan["quantiles"]["0.05"][t]:
                yield name, t, year


def quantile_targets(exact):
    """Targets at each quantile; the chance of each."""
    made, chance = {}, {}
    for name, t, year in levels(exact):
        for q, values in exact["indicators"][name]["quantiles"].items():
            target = f"q{len(made)}"
            made[target] = {"indicator": name, "year": year, "at_least": values[t]}
            chance[target] = (f"quantile {q} of {name} in {year}", 1 - float(q))
    return made, chance


def beyond(share, p):
    """How many times too far a share of the paths is from p."""
    limit = Z * math.sqrt(p * (1 - p) / PATHS) + Z * Z / (3 * PATHS)
    return abs(share - p) / limit


def distances(exact, paths, quantiles):
    """(what, distance as a share of what is allowed) of every figure."""
    for name, target in exact["targets"].items():
        yield name, beyond(paths["targets"][name]["probability"], target["probability"])
    for name, (what, p) in quantiles.items():
        yield what, beyond(paths["targets"][name]["probability"], p)
    for name, law in exact["indicators"].items():
        fan = paths["indicators"][name]
        for t, year in enumerate(law["years"]):
            mean, sd = law["mean"][t], law["sd"][t]
            if mean is None or sd is None:  # they do not exist
                continue
            error = Z * sd / math.sqrt(PATHS)
            yield f"mean of {name} in {year}", \
                abs(fan["mean"][t] - mean) / (error + ROUNDING * abs(mean))
            error *= math.sqrt((KURTOSIS - 1) / 4)
            yield f"sd of {name} in {year}", abs(fan["sd"][t] - sd) / (error + ROUNDING * mean)
        for q, values in law["quantiles"].items():
            error = Z * fan["quantiles_standard_error"][q][0] + ROUNDING * values[0]
            yield f"quantile {q} of the base of {name}", \
                abs(fan["quantiles"][q][0] - values[0]) / error


def joint_distance(exact, program, path):
    """The same of all targets together, which further targets would change."""
    p = exact.get("joint", {}).get("probability")
    if p is None:
        return
    done = simulate(program, path, "--sampling", "random", "--paths", str(PATHS))
    yield "all targets", beyond(json.loads(done.stdout)["joint"]["probability"], p)


def faults_of(program, path, name):
    done = simulate(program, path, "--sampling", "exact")
    wanted = REFUSED.get(name)
    if done.returncode:
        if done.returncode not in (3, 4) or not wanted or wanted not in done.stderr:
            yield f"exact is refused with exit code {done.returncode}: {done.stderr.strip()}"
        return
    if wanted:
        yield "exact takes it: it need not stand in REFUSED"
    exact = json.loads(done.stdout)
    targets, quantiles = quantile_targets(exact)
    done = simulate(program, path, "--sampling", "random", "--paths", str(PATHS),
                    *(word for key, target in targets.items()
                      for word in ("--set", f"/targets/{key}={json.dumps(target)}")))
    if done.returncode:
        yield f"random paths: {done.stderr.strip()}"
        return
    figures = [*distances(exact, json.loads(done.stdout), quantiles),
               *joint_distance(exact, program, path)]
    if len(figures) < 40:
        yield f"only {len(figures)} figures were compared"
    for what, distance in figures:
        if not distance <= 1:
            yield f"{what}: {distance:.2f} times too far from the paths"


def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])
    seen, bad = set(), 0
    for path in files(root):
        name = str(path.relative_to(root))
        seen.add(name)
        for fault in faults_of(program, path, name):
            print(f"{name}: {fault}", file=sys.stderr)
            bad += 1
    for name in sorted({*REFUSED, "bench/w1.json", "scenarios/nghe-an/plan-174.json"} - seen):
        print(f"{name}: not found", file=sys.stderr)
        bad += 1
    return bad != 0


if __name__ == "__main__":
    sys.exit(main())
