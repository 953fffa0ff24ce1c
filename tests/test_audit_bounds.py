#!/usr/bin/env python3
"""The audit of random plans against linear programmes written down from the scenario by other code,
with all rows and all years: the verdict, the ends of every level, and conflicts of which each was
shown to be infeasible, and feasible without any one of its statements (tests/known/audit_bounds.json).
A plan in units a million times as large has the same verdict and ends a million times as large.

usage: test_audit_bounds.py PROGRAM ROOT
"""
import json
import pathlib
import subprocess
import sys


def audit(program, scenario):
    run = subprocess.run([program, "audit", "-", "--format", "json"], input=json.dumps(scenario),
                         capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def near(value, truth):
    if truth is None or value is None:
        return value is None and (truth is None or abs(truth) < 1e-9)
    return abs(value - truth) <= 2e-5 * abs(truth)


def faults(program, known):
    made = audit(program, known["scenario"])
    if made["consistent"] is not known["consistent"]:
        yield f"consistent: {made['consistent']}, not {known['consistent']}"
    sets = [sorted(conflict["statements"]) for conflict in made["conflicts"]]
    if sets != known.get("smallest", []):
        yield f"conflicts: {sets}, not {known.get('smallest')}"
    for name, truth in known.get("levels", {}).items():
        for end in "low", "high":
            for value, right in zip(made["implied"]["indicators"][name][end], truth[end]):
                if not near(value, right):
                    yield f"{name} {end}: {value}, not {right}"


def scaled(number, factor):
    if isinstance(number, dict):
        return {key: scaled(value, factor) for key, value in number.items()}
    return [scaled(x, factor) for x in number] if isinstance(number, list) else number * factor


def in_units(scenario, factor):
    other = json.loads(json.dumps(scenario))
    for indicator in other["indicators"].values():
        for key in "base", "value":
            if key in indicator:
                indicator[key] = scaled(indicator[key], factor)
    for target in other["targets"].values():
        if "growth" in target or other["indicators"][target["indicator"]]["model"] == "ratio":
            continue
        for key in "at_least", "at_most", "between":
            if key in target:
                target[key] = scaled(target[key], factor)
    return other


def unit_faults(program, known):
    factor = 1e6
    made = audit(program, in_units(known["scenario"], factor))
    if made["consistent"] is not known["consistent"]:
        yield f"in other units consistent: {made['consistent']}"
    for name, truth in known.get("levels", {}).items():
        ratio = known["scenario"]["indicators"][name]["model"] == "ratio"
        for end in "low", "high":
            for value, right in zip(made["implied"]["indicators"][name][end], truth[end]):
                if right is not None and not near(value, right * (1 if ratio else factor)):
                    yield f"in other units {name} {end}: {value}"


def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])
    plans = json.loads((root / "tests/known/audit_bounds.json").read_text(encoding="utf-8"))
    wrong = [f"plan {i}: {fault}" for i, known in enumerate(plans)
             for look in (faults, unit_faults) for fault in look(program, known)]
    print("\n".join(wrong) if wrong else f"{len(plans)} plans agree")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
