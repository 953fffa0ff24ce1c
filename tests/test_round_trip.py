#!/usr/bin/env python3
"""What the JSON of a result calls `parameters` is the same scenario.

usage: test_round_trip.py PROGRAM ROOT

`simulate --format json` of a scenario, and of its `parameters` as a file in the same folder, must
be the same bytes but for the SHA-256 of the file, `parameters` included. So must `audit` and
`compare` of a scenario with itself. Tried on every scenario that is shipped, on those of the cases
and the bench, on some written here, and on scenarios made from the program's own tables: every
distribution on every parameter of every model. A new model or parameter is in them by being listed;
a new distribution fails until it has an example."""
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

PATHS = "64"
CELLS = [0.03, 0.031, 0.05, 0.045, 0.066, 0.02]

# Values around 0.02..0.07 are inside the range of every parameter; large ones are scaled.
SCALE = {"base": 1000, "ceiling": 2000, "value": 1000, "rate": 100}
FACTORS = sorted({1, *SCALE.values()})
BY_PERIOD = {"growth", "elasticity", "rate", "volatility"}
BY_YEAR = {"value", "share"}
EXAMPLES = {
    "constant": lambda f: {"constant": [0.05 * f]},
    "uniform": lambda f: {"uniform": [0.02 * f, 0.07 * f]},
    "normal": lambda f: {"normal": [0.04 * f, 0.001 * f]},
    "lognormal": lambda f: {"lognormal": [0.04 * f, 0.1]},
    "triangular": lambda f: {"triangular": [0.02 * f, 0.03 * f, 0.07 * f]},
    "pert": lambda f: {"pert": [0.02 * f, 0.06 * f, 0.07 * f]},
    "beta": lambda f: {"beta": [2, 3.5], "within": [0.1, 0.9]},
    "student_t": lambda f: {"student_t": [4, 0.04 * f, 0.01 * f],
                            "within": [0.01 * f, 0.1 * f]},
    "two_piece_normal": lambda f: {"two_piece_normal": [0.05 * f, 0.001 * f, 0.003 * f]},
    "discrete": lambda f: {"discrete": [[0.06 * f, 0.3], [0.02 * f, 1], [0.04 * f, 1.7]]},
    "empirical": lambda f: {"empirical": "cells.csv#times%d" % f},
    "metalog": lambda f: {"metalog": {"0.9": 0.07 * f, "0.10": 0.02 * f, "0.5": 0.04 * f},
                          "within": [0.015 * f, 0.08 * f]},
}

ODD = {  # one kind of spelling each
    "volatility-once": {"/indicators/x/volatility": {"discrete": [[0, 0.5], [0.3, 0.5]]}},
    "volatility-twice": {"/indicators/x/volatility": {"p": {"discrete": [[0, 0.5], [0.3, 0.5]]},
                                                      "q": 0.01}},
    "metalog": {"/indicators/x/growth": {"metalog": {
        "0.1": 0.01, "0.90": 0.2, "0.30000000000000004": 0.06, "0.5": 0.1}}},
    "rates-above-one": {"/indicators/x/growth": {"uniform": ["-100%", "110.00000000000001 %"]},
                        "/targets/g/at_least": "123.4567890123457%"},
    "small-rates": {"/indicators/x/growth": {"normal": ["0.00001%", 1e-300]}},
    "within": {"/indicators/x/base": {"normal": [100, 80], "within": [0, None]},
               "/indicators/x/growth": {"student_t": [2, "5%", "60%"], "within": [None, "150%"]},
               "/indicators/x/volatility": {"normal": ["2%", "1%"], "within": ["0%", 0.04]}},
    "within-discrete": {"/indicators/x/base": {"discrete": [[1, 1], [90, 2], [110, 3]],
                                               "within": [90, 1e9]},
                        "/indicators/x/growth": {"constant": [0.1], "within": [0, 0.2]}},
    "cut-by-the-row": {"/indicators/x/volatility": {"normal": [0.05, 0.01]}},
    "zero-correlation": {"/correlation": {"y": {"x": 0}}},
    "correlation": {"/correlation": {"y": {"x": 0.5, "y": 1}, "z": {"x": -0.2}}},
    "repair": {"/correlation": {"y": {"x": 0.9, "z": 0.9}, "z": {"x": -0.9}, "repair": True}},
    "only-repair": {"/correlation": {"repair": True}},
    "shock": {"/indicators/x/shock": "student_t", "/indicators/y/shock": {"student_t": [4.5]}},
    "seed": {"/simulation": {"seed": "9007199254740992"}},
    "greatest-seed": {"/simulation": {"seed": "18446744073709551615"}},
    "between": {"/targets/g": {"indicator": "x", "growth": [2021, 2022],
                               "between": ["-100%", "200%"], "weight": 0}},
    "words": {"/title": "\"Kế hoạch\" \\ €", "/indicators/x/title": {"vi": "Sản lượng"},
              "/indicators/x/unit": {"en": "t"}, "/indicators/x/price_basis": "2010",
              "/indicators/x/source": "I.2.a", "/assumptions": {"a": "b", "c": {"en": "d"}}},
    "lever": {"/levers": {
        "once": {"pointer": "/indicators/x/growth", "from": "5%", "to": "120%"},
        "period": {"pointer": "/indicators/z/growth/p", "from": 0, "to": 0.2, "cost": 3},
        "pair": {"pointer": "/correlation/y/x", "from": -0.5, "to": 0.5},
        "law": {"pointer": "/indicators/y/base/normal/0", "from": 50, "to": 150},
        "bound": {"pointer": "/targets/g/at_least", "from": "1%", "to": "20%"}},
        "/correlation": {"y": {"x": 0}}},
    "events": {"/events": {"crisis": {
        "probability": "10%", "loss": {"normal": ["20%", "1%"], "within": ["18%", None]},
        "indicators": ["x"], "years": [2021, 2021], "duration": 2}}},
    "programmes": {"/programmes": {"push": {
        "title": {"en": "P"}, "lead": "L", "approval": "2020-11", "delay": {"normal": [1, 0.1]},
        "ramp": {"lognormal": [1, 0.2], "within": [0.5, 2]}, "effect": {"pert": [0, "1%", "2%"]},
        "indicators": ["x", "z"], "end": 2022, "source": "s"}}},
    "projects": {"/indicators/w": {"model": "pipeline", "of": "x", "projects": {"plant": {
        "start": 2021.3, "probability": 0.7, "capacity": {"normal": [50, 5]},
        "delay": {"discrete": [[0, 1], [1, 1]]}}}}},
    "groups": {"/groups": {"both": {"targets": ["t", "g"], "title": "B"}}},
    "linked": {"/indicators/x/linked": True, "/indicators/x/draw": "year"},
}

FRAME = {
    "dubao": 1, "id": "round-trip", "years": {"base": 2020, "end": 2022},
    "periods": {"p": [2021, 2021], "q": [2022, 2022]},
    "indicators": {
        "x": {"model": "geometric", "base": 100, "growth": "10%", "volatility": 0.02},
        "y": {"model": "compound", "base": {"normal": [100, 3]}, "growth": {"uniform": [0, "5%"]},
              "volatility": 0.01},
        "z": {"model": "compound", "base": 50, "growth": {"p": 0.1, "q": {"normal": [0.1, 0.01]}},
              "persistence": 0.3, "volatility": "1%"}},
    "targets": {"t": {"indicator": "x", "year": 2022, "at_least": 120},
                "g": {"indicator": "x", "growth": [2021, 2022], "at_least": "10%"}}}


def put(document, pointer, value):
    *way, last = pointer.split("/")[1:]
    for key in way:
        document = document.setdefault(key, {})
    document[last] = value


def odd_scenarios():
    for name, changes in ODD.items():
        document = json.loads(json.dumps(FRAME))
        for pointer, value in changes.items():
            put(document, pointer, value)
        yield name, document


def tables(program):
    """{model: [parameters]} and the names of the distributions, as the program lists them."""
    listed = json.loads(run(program, "list", "--format", "json")[1])
    models, name = {}, None
    for row in listed["models"]:
        name = row.get("name", name)
        models.setdefault(name, [])
        if "parameter" in row:
            models[name].append(row["parameter"])
    laws = [row["name"] for row in listed["distributions"] if "name" in row]
    missing = set(laws) - set(EXAMPLES)
    if missing:
        sys.exit("no example of %s: add it to EXAMPLES" % ", ".join(missing))
    return models, laws


def law_of(name, parameter, law, dice):
    made = EXAMPLES[law](1 if law == "beta" else SCALE.get(parameter, 1))
    if parameter == "scale" or name == "ratio":
        return made
    if parameter in BY_PERIOD and dice.random() < 0.5:
        return {"p": made, "q": 0.04 * SCALE.get(parameter, 1)}
    if parameter in BY_YEAR and dice.random() < 0.7:
        return {"2022": made, "2020": 0.04 * SCALE.get(parameter, 1)}
    return made


def indicator(name, parameters, chosen, law, dice):
    made = {"model": name}
    for parameter in parameters:
        if parameter == "of":
            made["of"] = ["x", "y"] if name in ("sum", "ratio") else "x"
        elif parameter == "projects":
            made["projects"] = {"plant": {"start": 2021, "probability": 0.5, "capacity": 5}}
        elif parameter == chosen:
            made[parameter] = law_of(name, parameter, law, dice)
        else:
            made[parameter] = 0.05 * SCALE.get(parameter, 1)
    if dice.random() < 0.4 and name in ("compound", "geometric", "logistic", "elastic"):
        made["draw"] = "year"
    if dice.random() < 0.4 and name in ("compound", "geometric", "level", "share"):
        made["linked"] = True
    return made


def made_scenarios(program):
    """For each parameter of each model an indicator with each distribution, three to a file."""
    models, laws = tables(program)
    dice = random.Random(11)
    for name, parameters in models.items():
        for chosen in [p for p in parameters if p not in ("of", "projects")] or [None]:
            for first in range(0, len(laws), 3):
                document = json.loads(json.dumps(FRAME))
                for law in laws[first:first + 3]:
                    document["indicators"][law] = indicator(name, parameters, chosen, law, dice)
                document["targets"]["own"] = {"indicator": laws[first], "year": 2022,
                                              "at_least": 50}
                document["simulation"] = {"seed": dice.randrange(2 ** 53),
                                          "sampling": dice.choice(["random", "sobol"])}
                yield "%s-%s-%d" % (name, chosen, first), document


def run(program, *arguments, folder=None):
    done = subprocess.run([program, *arguments], capture_output=True, check=False, cwd=folder)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def check(program, folder, name, faults):
    """Compares the results of a file with those of its parameters; False when it is no scenario."""
    options = ["--format", "json", "--paths", PATHS]
    code, before, words = run(program, "simulate", name, *options, folder=folder)
    if code:
        return words
    first = json.loads(before)
    (folder / "again.json").write_text(json.dumps(first["parameters"]), encoding="utf-8")
    code, after, words = run(program, "simulate", "again.json", *options, folder=folder)
    if code:
        faults.append("%s: its parameters are refused: %s" % (name, words))
        return ""
    second = json.loads(after)
    if before.replace(first["scenario"]["sha256"], second["scenario"]["sha256"]) != after:
        keys = [k for k in first if k != "scenario" and first[k] != second.get(k)]
        faults.append("%s: %s differ" % (name, ", ".join(keys)))
    return ""


def check_more(program, folder, name, faults):
    """Commands that look at the spelling: words on a change, the parts in which two differ."""
    for command in (["audit"], ["solve"]):
        files = [run(program, *command, "--format", "json", "--paths", PATHS, f, folder=folder)
                 for f in (name, "again.json")]
        results = [json.loads(out) if not code else code for code, out, _ in files]
        for result in results:
            if isinstance(result, dict):
                del result["scenario"]
        if results[0] != results[1]:
            faults.append("%s: %s differs" % (name, command[0]))
    code, out, words = run(program, "compare", name, "again.json", "--format", "json", "--paths",
                           PATHS, folder=folder)
    if code:
        faults.append("%s: compare: %s" % (name, words))
        return
    for target in json.loads(out).get("targets", {}).values():
        if isinstance(target, dict) and target.get("difference", 0) != 0:
            faults.append("%s: compare sees a difference" % name)


def main():
    program, root = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    faults, tried = [], 0
    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder)
        lines = [",".join("times%d" % f for f in FACTORS)]
        lines += [",".join(repr(x * f) for f in FACTORS) for x in CELLS]
        (made / "cells.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        for name, document in [*odd_scenarios(), *made_scenarios(program)]:
            (made / "made.json").write_text(json.dumps(document), encoding="utf-8")
            before, tried = len(faults), tried + 1
            refused = check(program, made, "made.json", faults)
            if refused:
                faults.append("%s: %s" % (name, refused))
            elif name in ODD:
                check_more(program, made, "made.json", faults)
            faults[before:] = ["%s: %s" % (name, fault) for fault in faults[before:]]
    folders = {p.parent for p in [*root.glob("scenarios/*/*.json"), *root.glob("bench/*.json"),
                                  *root.glob("tests/cases/*/*.json")]}
    for source in sorted(folders):
        with tempfile.TemporaryDirectory() as folder:
            for file in [*source.glob("*.json"), *source.glob("*.csv")]:
                shutil.copy(file, folder)
            for file in sorted(source.glob("*.json")):
                tried += not check(program, pathlib.Path(folder), file.name, faults)
    if tried < 150:
        faults.append("only %d scenarios were tried" % tried)
    sys.exit("\n".join(faults) if faults else 0)


if __name__ == "__main__":
    main()
