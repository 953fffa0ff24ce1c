#!/usr/bin/env python3
"""The JSON Schema and the program must agree on what a scenario is.

Arguments: the dubao binary, the root of the repository. Silent when good.

Several good scenarios are changed in one place at a time; the schema and `dubao check` must both
accept or both refuse each result. What a schema cannot express is listed apart: it must be
accepted by the schema and refused by the program.
"""

import copy
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

FULL = {
    "$schema": "../scenario.schema.json",
    "dubao": 1,
    "id": "full",
    "title": {"vi": "Đầy đủ", "en": "Full"},
    "source": "a test",
    "language": "vi",
    "years": {"base": 2020, "end": 2030},
    "periods": {"p1": [2021, 2025], "p2": [2026, 2030]},
    "history": "history.csv",
    "indicators": {
        "a": {
            "title": "A", "unit": {"en": "t"}, "price_basis": "2010", "source": "s",
            "model": "compound", "base": 100, "draw": "year", "linked": False,
            "growth": {"p1": {"uniform": ["16.5%", 0.175]}, "p2": "17 %"},
            "volatility": {"p1": "3%", "p2": {"triangular": [0.01, "2%", 0.03]}},
            "persistence": 0.3, "shock": {"student_t": [6]},
        },
        "b": {
            "model": "geometric", "base": {"lognormal": [100, "5%"]},
            "growth": {"metalog": {"0.1": 0.02, "0.5": "5%", "0.9": 0.09}},
            "volatility": 0.01, "shock": {"student_t": 4.5},
        },
        "c": {
            "model": "compound", "base": {"discrete": [[90, 1], [110, 3]]},
            "growth": {"empirical": "history.csv#rate"}, "shock": "normal",
        },
        "d": {"model": "compound", "base": {"pert": [1, 2, 3]},
              "growth": {"normal": [0.05, "1%"], "within": [None, "120%"]}, "volatility": {"constant": [0.02]}},
        "e": {"model": "geometric", "base": {"beta": [2, 3]},
              "growth": {"student_t": [5, 0.05, 0.01]}, "persistence": "30%"},
        "f": {"model": "geometric", "base": {"constant": [7]},
              "growth": {"two_piece_normal": ["5%", 0.01, 0.02]}, "shock": "student_t"},
        "g": {"title": "G", "model": "sum", "of": ["a", "b", "h"]},
        "h": {"model": "sum", "of": ["c"]},
        "pipe": {"model": "pipeline", "of": "a", "projects": {
            "goertek": {"title": {"en": "Goertek"}, "source": "press", "start": "2021-06",
                        "delay": {"triangular": [0, 1, 4]}, "probability": "90%", "ramp": 2,
                        "capacity": {"uniform": [4000, 6000]}},
            "other": {"start": 2025.5, "probability": 1, "capacity": 10}}},
        "bare": {"model": "pipeline", "projects": {
            "one": {"start": 2022, "probability": 0.5, "capacity": 1, "ramp": {"pert": [0, 1, 2]}}}},
    },
    "correlation": {"a": {"b": 0.5}, "repair": False},
    "targets": {
        "t1": {"indicator": "a", "year": 2025, "at_least": 165, "title": "T", "source": "I.2",
               "weight": 2},
        "t2": {"indicator": "b", "each_year": [2022, 2024], "at_most": 1e6},
        "t3": {"indicator": "c", "growth": [2021, 2025], "between": ["-3.5%", 0.5]},
    },
    "groups": {"g1": {"title": {"vi": "Nhóm"}, "targets": ["t1", "t3"]},
               "g2": {"targets": ["t1"]}},
    "events": {
        "crisis": {"title": {"en": "Crisis"}, "probability": "5%",
                   "loss": {"uniform": ["5%", 0.15]}, "indicators": ["a", "b"],
                   "years": [2022, 2030], "duration": 2, "source": "II"},
        "drought": {"probability": 0.1, "loss": 0.02, "indicators": ["c"]},
    },
    "programmes": {
        "support": {"title": {"en": "Support"}, "source": "II.2", "lead": {"vi": "Sở"},
                    "approval": "2022-10", "delay": {"triangular": [0, 0.5, 2]}, "ramp": 2,
                    "effect": {"triangular": ["0%", "0.2%", 0.005]}, "indicators": ["a", "b"],
                    "end": 2030},
        "zone": {"approval": 2022.75, "effect": 0.01, "indicators": ["c"]},
    },
    "levers": {
        "base": {"title": {"en": "Base"}, "pointer": "/indicators/a/base", "from": 90, "to": 120,
                 "cost": 0.5, "source": "III"},
        "bound": {"pointer": "/targets/t1/year", "from": "2000%", "to": "203000.5%"},
    },
    "assumptions": {"one": "text", "two": {"vi": "chữ"}},
    "simulation": {"paths": 1000, "seed": "18446744073709551615", "sampling": "random"},
}

SMALL = {
    "dubao": 1,
    "id": "small",
    "years": {"base": 2020, "end": 2022},
    "periods": {"all": [2021, 2022]},
    "indicators": {"i": {"model": "compound", "base": 1, "growth": "5%"}},
}

CHILD = {
    "extends": "full.json",
    "id": "child",
    "title": {"vi": "Con"},
    "source": None,
    "indicators": {
        "a": {"volatility": {"p1": "4%"}, "linked": True},
        "b": {"base": 90, "shock": None},
        "c": {"growth": {"empirical": None, "uniform": [0.01, "2%"]}},
        "g": {"of": ["a", "d"]},
        "pipe": {"of": None, "projects": {"goertek": {"ramp": None, "probability": 0.8},
                                          "other": None}},
    },
    "targets": {"t1": {"at_least": 170}, "t2": None},
    "groups": {"g1": {"targets": ["t3"]}, "g2": None},
    "events": {"crisis": {"loss": {"uniform": [0, "8%"]}}, "drought": None},
    "programmes": {"support": {"effect": {"triangular": [0, "0.3%", "0.4%"]}, "end": None},
                   "zone": None},
    "simulation": {"seed": 7},
}

# another model takes the keys of the old one away
SWAP = {"extends": "full.json",
        "indicators": {"h": {"model": "compound", "of": None, "base": 1, "growth": "1%"}}}

HISTORY = "indicator,year,value,rate\na,2019,90,5%\na,2020,100,0.06\n"

WRONG = [None, True, "zzz", 12345.5, -1, 1e301, [], {}, [1, 2], {"zzz": 1}, "16,5%", "-5%", "16.5"]

# objects whose keys are names that the user gives
NAMED = {"periods", "indicators", "correlation", "targets", "groups", "events", "programmes",
         "levers", "assumptions", "growth", "volatility", "loss", "delay", "ramp", "effect", "capacity",
         "projects", "metalog"}
LAWS = {"uniform", "triangular", "pert", "normal", "lognormal", "student_t", "two_piece_normal",
        "beta", "discrete", "metalog", "constant", "within"}


def is_named(path):
    return bool(path) and (path[-1] in NAMED or path[0] == "correlation") and \
        not (len(path) > 1 and path[0] == "targets")


def about_other_parts(path, value):
    """Is it another part of the file, or another file, that tells whether the value is right?"""
    last = path[-1]
    if last in ("history", "sampling", "indicator", "extends") and isinstance(value, str):
        return True
    if "of" in path and isinstance(value, str):
        return True
    if path[0] == "correlation" and value in (-1, {"zzz": 1}):
        return True
    span = path[0] == "periods" or last in ("each_year", "growth")
    if path[0] in ("periods", "targets") and span and value == [1, 2]:
        return True
    if path == ("targets",) and value == {} or "targets" in path[1:] and isinstance(value, str):
        return True  # groups name targets
    if path[0] == "events":
        if last == "years" and value == [1, 2] or "indicators" in path and isinstance(value, str):
            return True
    if path[0] == "programmes" and "indicators" in path and isinstance(value, str):
        return True
    if path[0] == "levers" and last in ("from", "to") and isinstance(value, (str, int, float)):
        return True  # from below to
    if path[0] == "years" and value == 1:
        return True
    ordered = "between" in path[:-1] or any(part in LAWS for part in path[:-1])
    return ordered and "shock" not in path and isinstance(value, (str, int, float)) and \
        not isinstance(value, bool)


def walk(node, path=()):
    yield path, node
    children = node.items() if isinstance(node, dict) else \
        enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from walk(child, path + (key,))


def changed(document, path, change):
    """A copy in which change(parent, key) was done."""
    result = copy.deepcopy(document)
    parent = result
    for key in path[:-1]:
        parent = parent[key]
    change(parent, path[-1])
    return result


def put(value):
    def change(parent, key):
        parent[key] = copy.deepcopy(value)
    return change


def remove(parent, key):
    del parent[key]


def rename(name):
    def change(parent, key):
        parent[name] = parent.pop(key)
    return change


def structural(document):
    """(what was done, the changed document) for every place of the document."""
    child = "extends" in document
    for path, node in walk(document):
        where = "/" + "/".join(map(str, path))
        inside = path and isinstance(path[-1], str)
        if inside and not is_named(path[:-1]) and node is not None:
            if path != ("targets",):  # which groups name
                yield f"remove {where}", changed(document, path, remove)
            yield f"misspell {where}", changed(document, path, rename(path[-1] + "x"))
            yield f"capital {where}", changed(document, path, rename(path[-1].upper()))
        if isinstance(node, dict) and path[:1] != ("correlation",):
            more = dict(node, zzz=1)
            yield f"unknown key in {where}", changed(document, path, put(more)) if path else more
        if isinstance(node, list):
            yield f"longer {where}", changed(document, path, put(node + node[-1:]))
            yield f"shorter {where}", changed(document, path, put(node[:-1]))
        for value in WRONG if path else ():
            if about_other_parts(path, value) or child and value in (None, {}):
                continue
            if child and path[-1] == "at_least":  # the kind of target is in the other file
                continue
            yield f"{where} = {json.dumps(value)}", changed(document, path, put(value))


def single(document):
    """Mistakes with values that people make."""
    def at(pointer, value):
        path = tuple(pointer.split("/")[1:])
        return f"{pointer} = {json.dumps(value)}", changed(document, path, put(value))
    a, b, d = "/indicators/a", "/indicators/b", "/indicators/d"
    yield at(a + "/growth", 16.5)
    yield at(a + "/growth", 1)
    yield at(a + "/growth", -1)
    yield at(a + "/growth", 0.999)
    yield at(a + "/growth", "150%")
    yield at(a + "/growth", "16.5")
    yield at(a + "/growth", "16.5  %")
    yield at(a + "/growth", ".5%")
    yield at(a + "/growth", "1e1%")
    yield at(a + "/growth", {"unifrom": [0.1, 0.2]})
    yield at(a + "/growth", {"uniform": [0.1, 0.2], "normal": [0.1, 0.2]})
    yield at(a + "/growth", {"uniform": [0.1, 16.5]})
    yield at(a + "/growth", {"metalog": {"0.5": 0.1, "1.5": 0.2}})
    yield at(a + "/growth", {"metalog": {"0": 0.1, "0.5": 0.2}})
    yield at(a + "/growth", {"metalog": {"50%": 0.1, "0.9": 0.2}})
    yield at(a + "/growth", {"empirical": "history.csv"})
    yield at(a + "/growth", {"empirical": "a/history.csv#rate"})
    yield at(a + "/growth", {"empirical": 5})
    yield at(a + "/model", "compuond")
    yield at(a + "/base", 0)
    yield at(a + "/base", -0.5)
    yield at(a + "/base", "100")
    yield at(a + "/base", "5%")
    yield at(a + "/volatility", "-1%")
    yield at(a + "/volatility", "-0%")
    yield at(a + "/volatility", -0.01)
    yield at(a + "/persistence", 1)
    yield at(a + "/persistence", -0.999)
    yield at(a + "/persistence", {"p1": 0.5, "p2": 0.5})
    yield at(a + "/shock", {"student_t": 2})
    yield at(a + "/shock", {"student_t": 2.5})
    yield at(a + "/shock", {"student_t": [3, 4]})
    yield at(a + "/shock", {"normal": 1})
    yield at(a + "/draw", "month")
    yield at("/indicators/g/of", "a")
    yield at("/indicators/g/of", ["a", "a"])
    yield at("/indicators/g/of", ["a", {"b": 1}])
    yield at("/indicators/g/base", 5)
    yield at("/indicators/g/growth", "5%")
    yield at("/indicators/g/volatility", "5%")
    yield at("/indicators/g/shock", "normal")
    yield at("/indicators/g/draw", "year")
    yield at("/indicators/g/linked", True)
    yield at(a + "/of", ["b"])
    yield at(b + "/base", {"lognormal": [0, 0.1]})
    yield at(b + "/base", {"lognormal": [100, -0.1]})
    yield at(b + "/base", {"lognormal": [100, 21]})
    yield at(d + "/base", {"beta": [0, 1]})
    yield at(d + "/growth", {"normal": [0.1, -0.1]})
    yield at(d + "/growth", {"within": [0, 1]})
    yield at(d + "/growth", {"within": ["0%", None], "normal": [0.1, 0.1]})
    yield at(d + "/growth", {"within": [0, 16.5], "normal": [0.1, 0.1]})
    yield at(d + "/growth", {"within": [0, 0.2], "normal": [0.1, 0.1], "uniform": [0, 0.1]})
    yield at(d + "/base", {"within": [0, None], "normal": [100, 80]})
    yield at(d + "/base", {"within": ["5%", None], "normal": [100, 80]})
    yield at(d + "/growth", {"student_t": [0.5, 0, 0.1]})
    yield at(d + "/growth", {"discrete": [[0.1, -1], [0.2, 2]]})
    yield at(d + "/growth", {"discrete": [[0.1, "50%"], ["20%", 2]]})
    yield at("/correlation/a/b", 1.5)
    yield at("/correlation/a/b", "50%")
    yield at("/indicators/repair", document["indicators"]["a"])
    yield at("/indicators/x y", document["indicators"]["a"])
    yield at("/indicators/" + "x" * 65, document["indicators"]["a"])
    yield at("/indicators/" + "x" * 64, document["indicators"]["a"])
    yield at("/periods/normal", [2026, 2030])
    yield at("/years/base", 0)
    yield at("/years/end", 10000)
    yield at("/years/end", "2030")
    yield at("/targets/t1/at_most", 5)
    yield at("/targets/t1/growth", [2021, 2025])
    yield at("/targets/t1/weight", -1)
    yield at("/targets/t1/weight", 0)
    yield at("/targets/t1/at_least", "5%")
    yield at("/targets/t3/between", [1.5, 2.5])
    yield at("/targets/t3/between", [0.1, "250%"])
    crisis = "/events/crisis"
    yield at(crisis + "/probability", 0)
    yield at(crisis + "/probability", 1)
    yield at(crisis + "/probability", 1.01)
    yield at(crisis + "/probability", 5)
    yield at(crisis + "/probability", "100%")
    yield at(crisis + "/probability", {"uniform": [0, 0.1]})
    yield at(crisis + "/loss", 0)
    yield at(crisis + "/loss", -0.01)
    yield at(crisis + "/loss", "-1%")
    yield at(crisis + "/loss", "150%")
    yield at(crisis + "/loss", 5)
    yield at(crisis + "/loss", {"p1": 0.1, "p2": 0.2})
    yield at(crisis + "/indicators", "a")
    yield at(crisis + "/indicators", [])
    yield at(crisis + "/indicators", ["a", "a"])
    yield at(crisis + "/indicators", ["a b"])
    yield at(crisis + "/duration", 0)
    yield at(crisis + "/duration", 1.5)
    yield at(crisis + "/duration", 200)
    yield at(crisis + "/duration", 201)
    yield at(crisis + "/years", 2022)
    yield at("/levers/base/cost", 0)
    yield at("/levers/base/cost", -1)
    yield at("/levers/base/pointer", "indicators/a/base")
    yield at("/levers/base/from", "90")
    support = "/programmes/support"
    yield at(support + "/approval", "2022-00")
    yield at(support + "/approval", "2022-13")
    yield at(support + "/approval", "2022-1")
    yield at(support + "/approval", "2022")
    yield at(support + "/approval", "0000-05")
    yield at(support + "/approval", 0.5)
    yield at("/programmes/zone/approval", 9999.5)
    yield at(support + "/approval", 10000)
    yield at(support + "/delay", -0.01)
    yield at(support + "/delay", "50%")
    yield at(support + "/delay", 200.5)
    yield at(support + "/ramp", 0)
    yield at(support + "/ramp", {"uniform": [0, 3]})
    yield at(support + "/effect", 0)
    yield at(support + "/effect", "-1%")
    yield at(support + "/effect", 1.5)
    yield at(support + "/indicators", [])
    yield at(support + "/end", 2030.5)
    yield at(support + "/lead", "Sở Công Thương")
    project = "/indicators/pipe/projects/goertek"
    yield at(project + "/start", "2022-13")
    yield at(project + "/start", 2040)
    yield at(project + "/probability", 0)
    yield at(project + "/probability", 1.01)
    yield at(project + "/probability", 90)
    yield at(project + "/capacity", -1)
    yield at(project + "/capacity", "5%")
    yield at(project + "/delay", -1)
    yield at("/indicators/pipe/projects", {})
    yield at("/indicators/pipe/of", ["a"])
    yield at("/indicators/pipe/base", 5)
    yield at("/indicators/a/projects", {})
    yield at("/indicators/pipe/projects/a b", {"start": 2022, "probability": 1, "capacity": 1})
    yield at("/simulation/paths", 0)
    yield at("/simulation/paths", 1e12)
    yield at("/simulation/paths", 1e12 + 1)
    yield at("/simulation/seed", 9007199254740991)
    yield at("/simulation/seed", 9007199254740993)
    yield at("/simulation/seed", "007")
    yield at("/title", "")
    yield at("/title", "a\nb")
    yield at("/history", "../history.csv")
    yield at("/history", "-")
    yield at("/id", "")


def beyond_schemas():
    """What only the program can know; (what, document)."""
    def at(pointer, value):
        path = tuple(pointer.split("/")[1:])
        return f"{pointer} = {json.dumps(value)}", changed(FULL, path, put(value))
    a, b = "/indicators/a", "/indicators/b"
    yield at("/targets/t1/indicator", "zzz")
    yield at("/correlation/a", {"zzz": 0.5})
    yield at("/correlation/zzz", {"a": 0.5})
    yield at("/correlation/b", {"a": 0.4})
    yield at("/correlation/b", {"g": 0.4})
    yield at("/indicators/g/of", ["a", "zzz"])
    yield at("/indicators/h/of", ["c", "g"])
    yield at("/indicators/h/of", ["h"])
    yield at("/correlation/b", {"b": 0.4})
    yield at("/correlation", {"a": {"b": 0.9, "c": 0.9}, "b": {"c": -0.9}})
    yield at(a + "/growth", {"p1": 0.1})
    yield at(a + "/growth", {"p1": 0.1, "p2": 0.1, "p3": 0.1})
    yield at(a + "/growth", "1001%")
    yield at(a + "/growth", {"uniform": [0.2, 0.1]})
    yield at(a + "/growth", {"uniform": [0.2, "1001%"]})
    yield at(a + "/growth", {"metalog": {"0.5": 0.1}})
    yield at(a + "/growth", {"metalog": {"0.1": 0.2, "0.9": 0.1}})
    yield at(a + "/growth", {"metalog": {"0.5": 0.2, "0.50": 0.3}})
    yield at(a + "/growth", {"discrete": [[0.1, 0]]})
    yield at(a + "/growth", {"empirical": "none.csv#rate"})
    yield at(a + "/growth", {"empirical": "history.csv#none"})
    yield at(a + "/volatility", "201%")
    yield at(a + "/persistence", "100%")
    yield at(b + "/base", {"uniform": [-1, 1]})
    yield at(b + "/base", {"triangular": [1, 3, 2]})
    yield at("/years/end", 2019)
    yield at("/years/end", 2031)
    yield at("/periods/p2", [2027, 2030])
    yield at("/periods/p2", [2025, 2030])
    yield at("/periods/p2", [2030, 2026])
    yield at("/targets/t1/year", 2031)
    yield at("/targets/t2/each_year", [2024, 2022])
    yield at("/targets/t3/between", [0.5, 0.1])
    yield at("/targets/t3/between", ["-101%", 0.1])
    yield at("/events/crisis/indicators", ["zzz"])
    yield at("/events/crisis/years", [2030, 2022])
    yield at("/events/crisis/years", [2020, 2030])
    yield at("/events/crisis/years", [2022, 2031])
    yield at("/events/crisis/probability", "101%")
    yield at("/events/crisis/loss", "1101%")
    yield at("/events/crisis/loss", {"uniform": [-0.01, 0.1]})
    yield at("/events/crisis/loss", {"normal": [0.1, 0.1]})
    yield at("/indicators/d/base", {"normal": [100, 80]})
    yield at("/indicators/d/base", {"normal": [100, 80], "within": [50, 40]})
    yield at("/indicators/d/base", {"normal": [100, 80], "within": [1e6, None]})
    yield at("/programmes/support/indicators", ["zzz"])
    yield at("/programmes/support/indicators", ["g"])
    yield at("/programmes/support/end", 2021)
    yield at("/programmes/support/indicators", ["pipe"])
    yield at("/correlation/b", {"pipe": 0.4})
    yield at("/indicators/pipe/of", "pipe")
    yield at("/indicators/pipe/of", "zzz")
    yield at("/indicators/pipe/projects/goertek/delay", {"uniform": [-1, 1]})
    yield at("/indicators/pipe/projects/goertek/capacity", {"normal": [2, 1]})
    yield at("/indicators/pipe/projects/goertek/probability", "101%")
    yield at("/programmes/support/delay", {"uniform": [-1, 1]})
    yield at("/programmes/support/delay", {"normal": [2, 1]})
    yield at("/programmes/support/effect", "1001%")
    yield at("/levers/base/pointer", "/indicators/a")
    yield at("/levers/base/pointer", "/indicators/a/zzz")
    yield at("/levers/base/from", 120)
    yield at("/history", "none.csv")
    yield at("/simulation/seed", "18446744073709551616")
    yield "/extends = none.json", {"extends": "none.json"}
    yield "/extends = itself", {"extends": "changed.json"}
    yield "a law beside the one it extends", {
        "extends": "full.json", "indicators": {"a": {"growth": {"p1": {"normal": [0.1, 0.1]}}}}}
    yield "a key needed taken away", {"extends": "full.json", "years": None}


class Judges:
    def __init__(self, binary, schema, folder):
        self.binary, self.folder = binary, folder
        self.validator = jsonschema.Draft7Validator(schema)

    def program(self, document):
        path = self.folder / "changed.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        done = subprocess.run([self.binary, "check", str(path)], capture_output=True, text=True,
                              check=False)
        if done.returncode not in (0, 3):
            sys.exit(f"dubao check exits {done.returncode}: {done.stderr}")
        return done.returncode == 0, done.stderr

    def schema(self, document):
        return self.validator.is_valid(document)


def disagreements(judges):
    count = 0
    cases = [(name, document) for name, document in (("full", FULL), ("small", SMALL),
                                                     ("child", CHILD), ("swap", SWAP))]
    for name, document in cases:
        if not judges.schema(document) or not judges.program(document)[0]:
            yield f"{name} is refused: {judges.program(document)[1]}"
    changes = [*structural(FULL), *structural(SMALL), *structural(CHILD), *single(FULL)]
    for what, document in changes:
        count += 1
        good, words = judges.program(document)
        if good != judges.schema(document):
            yield f"{what}: the program {'accepts' if good else 'refuses'} it, the schema not " \
                  f"{words}"
    if count < 500:
        yield f"only {count} changes were tried"


def expressible(judges):
    for what, document in beyond_schemas():
        if not judges.schema(document):
            yield f"{what}: the schema refuses it; move it to the changes that both refuse"
        if judges.program(document)[0]:
            yield f"{what}: the program accepts it"


def shipped(judges, root):
    for path in sorted(root.glob("scenarios/*/*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        if "dubao" in document or "extends" in document:
            for error in judges.validator.iter_errors(document):
                yield f"{path}: {error.message[:200]}"


def main():
    binary, root = sys.argv[1], pathlib.Path(sys.argv[2])
    made = subprocess.run([binary, "schema"], capture_output=True, check=True).stdout
    file = root / "scenarios" / "scenario.schema.json"
    schema = json.loads(made)
    faults = []
    if json.loads(file.read_bytes()) != schema:
        faults.append(f"{file} is not what `dubao schema` prints")
    jsonschema.Draft7Validator.check_schema(schema)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "history.csv").write_text(HISTORY, encoding="utf-8")
        (folder / "full.json").write_text(json.dumps(FULL), encoding="utf-8")
        judges = Judges(binary, schema, folder)
        faults += disagreements(judges)
        faults += expressible(judges)
        faults += shipped(judges, root)
    for fault in faults:
        print(fault.rstrip(), file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
