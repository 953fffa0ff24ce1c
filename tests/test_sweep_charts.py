#!/usr/bin/env python3
"""Charts of a sweep's results from outside: that all come out in both languages, that their data are
what the database says, what is interpolated against closed forms, and what is refused.

usage: test_sweep_charts.py PROGRAM ROOT
"""
import contextlib
import json
import math
import os
import pathlib
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
ROOT = pathlib.Path(sys.argv[2]).resolve()
NAMES = ("heatmap", "frontier", "small_multiples")
GROWTH, VOLATILITY = "/indicators/output/growth", "/indicators/output/volatility"
HOSTILE = "\"; system(\"touch pwned\") `touch pwned` @x %s {/Bold x} ]]> \\"
faults = []


def check(what, good, more=""):
    if not good:
        faults.append(f"{what}: not so {more}")


def dubao(*arguments, code=0, says=()):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
    what = " ".join(arguments)
    check(f"exit code {code} of {what}", done.returncode == code, f"({done.returncode}: {done.stderr})")
    for words in [says] if isinstance(says, str) else says:
        check(f"{what} says {words}", words in done.stderr, f"({done.stderr})")
    return done


def query(path, sql):
    with contextlib.closing(sqlite3.connect(path)) as database:
        return database.execute(sql).fetchall()


def change(path, *sql):
    with contextlib.closing(sqlite3.connect(path)) as database:
        for one in sql:
            database.execute(one)
        database.commit()


def write(name, **content):
    pathlib.Path(name).write_text(json.dumps(content), encoding="utf-8")


def table(path):
    """The data of a chart: a dictionary for each row; texts, or None where a cell is empty."""
    lines = pathlib.Path(path).read_text(encoding="utf-8").split("\n")
    head = lines[0].split("\t")
    rows = [line.split("\t") for line in lines[1:] if line]
    check(f"{path}: all rows are as wide", all(len(row) == len(head) for row in rows))
    return [{name: cell or None for name, cell in zip(head, row)} for row in rows]


def number(row, name):
    return float(row[name]) if row[name] is not None else math.nan


def near(a, b, error=1e-12):
    return abs(a - b) <= error * max(1, abs(b))


def drawn(folder, stem, formats=("svg", "png", "pdf")):
    """Every file is there, and gnuplot draws the script again without a word."""
    for ending in (*formats, "gp", "tsv"):
        file = pathlib.Path(folder, f"{stem}.{ending}")
        check(f"{file} is there", file.exists() and file.stat().st_size > 0)
    again = subprocess.run(["gnuplot", f"{stem}.gp"], cwd=folder, capture_output=True, text=True)
    check(f"{folder}/{stem}.gp draws", again.returncode == 0 and again.stderr == "", f"({again.stderr})")


def prepare():
    """w4 with a second target; one year of normal growth, whose chance has a closed form."""
    plan = json.loads((ROOT / "bench/w4.json").read_text(encoding="utf-8"))
    plan["title"] = {"en": "W4", "vi": "Kế hoạch W4"}
    plan["indicators"]["output"]["unit"] = {"en": "dong"}
    plan["targets"]["growth"] = {"indicator": "output", "growth": [2021, 2025], "at_least": "16%"}
    write("plan.json", **plan)
    write("year.json", dubao=1, id="year", years={"base": 2020, "end": 2021}, periods={"all": [2021, 2021]},
          indicators={"output": {"model": "compound", "base": 100, "growth": "10%", "volatility": "2%"}},
          targets={"up": {"indicator": "output", "year": 2021, "at_least": 120}})
    write("grid.json", sweep=1, id="grid", scenario="plan.json",
          axes={GROWTH: {"linspace": ["14%", "20%", 13]}, VOLATILITY: {"values": ["6%", "2.5%", "4%"]}},
          variants={"plan": {}, "small": {"indicators": {"output": {"base": 70000}}}},
          simulation={"paths": 2000, "seed": 3})
    dubao("sweep", "grid.json", "-o", "grid.db", "--quiet")
    dubao("sweep", "year.json", "--sampling", "exact", "--vary", f"{GROWTH}=10%:30%:81", "--vary",
          f"{VOLATILITY}=1%:4%:13", "-o", "year.db", "--quiet")


def languages():
    before = pathlib.Path("grid.db").read_bytes()
    os.chmod("grid.db", 0o444)
    for name in NAMES:
        for lang, title, tick, chance in (("en", "W4", "2.5 ", "Chance"), ("vi", "Kế hoạch W4", "2,5 ", "Xác suất")):
            folder = f"{name}-{lang}"
            out = dubao("chart", name, "grid.db", "-o", folder, "--lang", lang).stdout.splitlines()
            check(f"{name} of both targets", len(out) == 10 and f"{folder}/{name}-output-2025.svg" in out, f"({out})")
            for target in ("output-2025", "growth"):
                drawn(folder, f"{name}-{target}")
            script = pathlib.Path(folder, f"{name}-output-2025.gp").read_text(encoding="utf-8")
            for words in (title, chance, "plan", "grid", "seed 3" if lang == "en" else "hạt giống 3"):
                check(f"{name} in {lang} says {words}", words in script.replace("\u00a0", " "))
            if name == "heatmap":
                check(f"{name} in {lang} has {tick}", tick + "\\045" in script)
            check(f"{name} in {lang}: nothing of the other", ("Chance" in script) == (lang == "en"))
    os.chmod("grid.db", 0o644)
    check("the database is as it was", pathlib.Path("grid.db").read_bytes() == before
          and not pathlib.Path("grid.db-journal").exists())
    dubao("chart", "heatmap", "grid.db", "--target", "growth", "-o", "one.png", "--quiet")
    drawn(".", "one", ["png"])
    check("only that picture", not pathlib.Path("one.svg").exists())


def cells(rows):
    return [row for row in rows if row["left"] is not None and row["right"] is not None]


def data():
    """What the data say is what SQL says."""
    known = query("grid.db", "SELECT growth, volatility, probability, standard_error FROM target "
                  "WHERE target = 'output-2025' AND variant = 'plan' ORDER BY growth, volatility")
    rows = table("heatmap-en/heatmap-output-2025.tsv")
    shown = sorted(tuple(number(row, name) for name in ("x", "y", "probability", "standard_error")) for row in cells(rows))
    check("the cells of a heat map", shown == known, f"({shown[:2]} {known[:2]})")
    dubao("chart", "heatmap", "grid.db", "--target", "output-2025", "--where", "variant=small", "--x", "volatility",
          "--y", GROWTH, "-o", "turned.svg", "--quiet")
    known = query("grid.db", "SELECT volatility, growth, probability FROM target "
                  "WHERE target = 'output-2025' AND variant = 'small' ORDER BY 1, 2")
    shown = sorted(tuple(number(row, name) for name in ("x", "y", "probability")) for row in cells(table("turned.tsv")))
    check("another variant, turned", shown == known)

    known = query("grid.db", "SELECT variant = 'small', growth, volatility, probability FROM target "
                  "WHERE target = 'growth' ORDER BY 1, 2, 3")
    rows = cells(table("small_multiples-vi/small_multiples-growth.tsv"))
    shown = sorted((int(row["panel"]) - 1, number(row, "x"), number(row, "y"), number(row, "probability")) for row in rows)
    check("the panels", shown == known)

    dubao("chart", "small_multiples", "grid.db", "--target", "growth", "--where", "variant=plan", "-o", "lines.svg", "--quiet")
    known = query("grid.db", "SELECT volatility, growth, probability, low95 < probability AND probability < high95 "
                  "FROM target WHERE target = 'growth' AND variant = 'plan' ORDER BY 1, 2")
    rows = table("lines.tsv")
    panel = {1: 0.025, 2: 0.04, 3: 0.06}
    shown = sorted((panel[int(row["panel"])], number(row, "x"), number(row, "probability"),
                    int(number(row, "low") < number(row, "up") < number(row, "high"))) for row in rows)
    check("lines where nothing else tells panels apart", shown == known)
    dubao("chart", "small_multiples", "grid.db", "--where", "variant=plan", "-o", "targets", "--format", "svg", "--quiet")
    rows = cells(table("targets/small_multiples.tsv"))
    check("a panel for each target", len(rows) == 78 and {row["panel"] for row in rows} == {"1", "2"})


def contours():
    """Each point of a line lies on an edge between two cells, where they interpolate to its chance."""
    chance = {(g, v): p for g, v, p in query("grid.db", "SELECT growth, volatility, probability FROM target "
                                             "WHERE target = 'output-2025' AND variant = 'plan'")}
    axis = [sorted({key[i] for key in chance}) for i in (0, 1)]
    count = 0
    for row in table("heatmap-en/heatmap-output-2025.tsv"):
        for level in (0.5, 0.8):
            if row[f"line_{100 * level:.0f}"] is None:
                continue
            count += 1
            at = [number(row, "x"), number(row, "y")]
            on = [min(axis[i], key=lambda value, i=i: abs(value - at[i])) for i in (0, 1)]
            along = 0 if abs(at[0] - on[0]) > 1e-12 else 1
            low = max(value for value in axis[along] if value <= at[along] + 1e-12)
            low = min(low, axis[along][-2])
            high = axis[along][axis[along].index(low) + 1]
            ends = [chance[(end, on[1]) if along == 0 else (on[0], end)] for end in (low, high)]
            p = ends[0] + (ends[1] - ends[0]) * (at[along] - low) / (high - low)
            check(f"a line of {level} at {at}", near(p, level, 1e-9), f"({p})")
    check("there are lines", count >= 6, f"({count} points)")


def closed_forms():
    """100 (1 + g + v z) >= 120: the chance p needs g = 0.2 + v quantile(p)."""
    dubao("chart", "frontier", "year.db", "-o", "year.svg", "--quiet")
    rows = table("year.tsv")
    check("13 volatilities", len(rows) == 13)
    normal = statistics.NormalDist()
    for row in rows:
        volatility = number(row, "across")
        for level in (0.2, 0.5, 0.8):
            wanted = 0.2 + volatility * normal.inv_cdf(level)
            shown = number(row, f"value_{100 * level:.0f}")
            check(f"growth for {level} at {volatility}", abs(shown - wanted) < 2e-4, f"({shown}, {wanted})")
    dubao("chart", "heatmap", "year.db", "-o", "even.svg", "--quiet")
    for row in table("even.tsv"):
        if row["line_80"] is not None:
            wanted = 0.2 + number(row, "y") * normal.inv_cdf(0.8)
            check("the line of 80 %", abs(number(row, "x") - wanted) < 2e-3)

    cells_of = {}
    for v, g, p, error in query("grid.db", "SELECT volatility, growth, probability, standard_error FROM target "
                                "WHERE target = 'output-2025' AND variant = 'plan' ORDER BY 1, 2"):
        cells_of.setdefault(v, []).append((g, p, error))
    for row in table("frontier-en/frontier-output-2025.tsv"):
        line = cells_of[number(row, "across")]
        for level in (0.2, 0.5, 0.8):
            name = f"{100 * level:.0f}"
            pair = [(a, b) for a, b in zip(line, line[1:]) if a[1] < level <= b[1]]
            if not pair:
                check("a gap", row[f"value_{name}"] is None and row[f"error_{name}"] is None)
                continue
            (g0, p0, e0), (g1, p1, e1) = pair[0]
            share = (level - p0) / (p1 - p0)
            check("the frontier", near(number(row, f"value_{name}"), g0 + share * (g1 - g0)))
            check("its error", near(number(row, f"error_{name}"), (e0 + share * (e1 - e0)) * (g1 - g0) / (p1 - p0)))
    dubao("chart", "frontier", "grid.db", "--target", "output-2025", "--where", "variant=small", "-o", "small.svg",
          "--lang", "en", "--quiet")
    most = query("grid.db", "SELECT max(probability), min(probability) FROM target WHERE target = 'output-2025' "
                 "AND variant = 'small' GROUP BY volatility")
    short = sum(p < 0.8 for p, _ in most)
    over = sum(p >= 0.2 for _, p in most)
    script = pathlib.Path("small.gp").read_text(encoding="utf-8")
    check("what is not reached is said", 0 < short < 3 and not over
          and f"80 \\045: not reached at {short} of 3 values" in script and "20 \\045: always above" not in script)


def missing():
    """Cells that failed or were never made stay without a result; half a batch is rolled back."""
    shutil.copy("grid.db", "part.db")
    change("part.db", "UPDATE cell SET status = 'failed', message = 'no' WHERE id IN (0, 14)",
           "DELETE FROM target_result WHERE cell_id IN (0, 14)",
           *(f"DELETE FROM {name} WHERE cell_id >= 62" for name in ("target_result", "joint_result", "quantile", "cell_value")),
           "DELETE FROM cell WHERE id >= 62")
    for name in NAMES:
        dubao("chart", name, "part.db", "--target", "output-2025", "-o", f"part-{name}.svg", "--lang", "en", "--quiet")
        drawn(".", f"part-{name}", ["svg"])
        script = pathlib.Path(f"part-{name}.gp").read_text(encoding="utf-8")
        check(f"{name} says how many", "62 of 78 cells of the sweep are computed" in script)
    rows = cells(table("part-heatmap.tsv"))
    empty = {(number(row, "x"), number(row, "y")) for row in rows if row["probability"] is None}
    good = {(g, v) for g, v in query("part.db", "SELECT growth, volatility FROM target WHERE variant = 'plan'")}
    everything = {(g, v) for g, v in query("part.db", "SELECT DISTINCT a.value, b.value FROM cell_value a, cell_value b "
                                           "WHERE a.axis_id = 1 AND b.axis_id = 2")}
    check("which are missing", empty == everything - good and empty and
          all(row["missing"] is not None and row["colour"] is None for row in rows if row["probability"] is None))

    shutil.copy("grid.db", "hot.db")
    with contextlib.closing(sqlite3.connect("hot.db", isolation_level=None)) as database:
        database.execute("PRAGMA cache_size = 1")
        database.execute("BEGIN IMMEDIATE")
        database.execute("UPDATE target_result SET probability = 0.123, median = median + 1")
        database.execute("UPDATE quantile SET mean = mean + 1")
        shutil.copy("hot.db", "killed.db")
        shutil.copy("hot.db-journal", "killed.db-journal")
        database.execute("ROLLBACK")
    check("there is a journal", pathlib.Path("killed.db").read_bytes() != pathlib.Path("grid.db").read_bytes())
    dubao("chart", "heatmap", "killed.db", "--target", "output-2025", "-o", "killed.svg", "--quiet")
    check("what was half written is rolled back", table("killed.tsv") == table("heatmap-en/heatmap-output-2025.tsv"))


def designs():
    write("design.json", sweep=1, id="design", scenario="plan.json", points=40,
          axes={GROWTH: {"latin_hypercube": ["14%", "20%"]}, VOLATILITY: {"sobol": ["2%", "6%"]},
                "/indicators/output/base": {"values": [70000, 75000]}}, simulation={"sampling": "exact"})
    dubao("sweep", "design.json", "-o", "design.db", "--quiet")
    for name in ("heatmap", "small_multiples"):
        dubao("chart", name, "design.db", "--target", "growth", "-o", f"design-{name}.svg", "--quiet")
        drawn(".", f"design-{name}", ["svg"])
    known = query("design.db", "SELECT growth, volatility, probability FROM target WHERE target = 'growth' "
                  "AND base = 70000 ORDER BY 1")
    rows = table("design-heatmap.tsv")
    check("points of a design", [tuple(number(row, name) for name in ("x", "y", "probability"))
                                 for row in sorted(rows, key=lambda row: number(row, "x"))] == known)
    check("no lines between them", all(row["line_50"] is None for row in rows))
    dubao("chart", "frontier", "design.db", "--target", "growth", "-o", "x.svg", code=3, says="points are no grid")
    dubao("chart", "heatmap", "design.db", "--target", "growth", "--where", "growth=15%", "-o", "x.svg", code=2,
          says="only axes of a grid can be held")


def texts():
    """Categories, hostile words, one axis, many panels."""
    write("words.json", sweep=1, id="words", scenario="plan.json",
          axes={GROWTH: {"linspace": ["14%", "20%", 5]}, "/indicators/output/model": {"values": ["compound", "geometric"]},
                "/indicators/output/unit/en": {"values": [HOSTILE, "x"]}}, simulation={"sampling": "exact"})
    dubao("sweep", "words.json", "-o", "words.db", "--quiet")
    for name in NAMES:
        dubao("chart", name, "words.db", "--target", "growth", "--y", GROWTH, "--x", "en" if name != "frontier" else "model",
              "-o", f"words-{name}.svg", "--quiet")
        drawn(".", f"words-{name}", ["svg"])
    check("no lines over categories", all(row["line_50"] is None for row in table("words-heatmap.tsv")))
    check("nothing was run", not pathlib.Path("pwned").exists())
    dubao("chart", "heatmap", "words.db", "--target", "growth", "--where", "en=x", "-o", "words.svg", "--quiet")
    check("texts as categories", {row["y"] for row in table("words.tsv")} == {"compound", "geometric"})

    dubao("sweep", "plan.json", "--sampling", "exact", "--vary", f"{GROWTH}=14%,20%", "--vary", f"{VOLATILITY}=2%,4%",
          "--vary", "/indicators/output/base=60000:80000:21", "-o", "many.db", "--quiet")
    dubao("chart", "small_multiples", "many.db", "--target", "growth", "-o", "many.svg", "--lang", "vi", "--quiet")
    check("12 panels of 21", {int(row["panel"]) for row in table("many.tsv")} == set(range(1, 13))
          and "12 trong 21 khung" in pathlib.Path("many.gp").read_text(encoding="utf-8"))
    dubao("sweep", "plan.json", "--sampling", "exact", "--vary", f"{GROWTH}=14%:20%:4", "-o", "single.db", "--quiet")
    dubao("chart", "small_multiples", "single.db", "--target", "growth", "-o", "single.svg", "--quiet")
    check("one axis, one panel", len(table("single.tsv")) == 4)
    for name in ("heatmap", "frontier"):
        dubao("chart", name, "single.db", "--target", "growth", "-o", "x.svg", code=3, says="takes two axes")

    for number_of, more in enumerate(("/indicators/output/model=compound,geometric", f"{VOLATILITY}=1%,2%")):
        dubao("sweep", "plan.json", "--sampling", "exact", "--vary", f"{GROWTH}=5%,6%", "--vary", more, "-o",
              f"low{number_of}.db", "--quiet")
        for name in NAMES:
            dubao("chart", name, f"low{number_of}.db", "--target", "output-2025", "-o", f"low-{name}.svg", "--quiet")
            drawn(".", f"low-{name}", ["svg"])


def refused():
    chart = ("chart", "heatmap", "grid.db", "--target", "growth", "-o", "x.svg")
    for more, words in (
            (("--x", "volatilty"), ('did you mean "volatility"?', "Allowed are growth, volatility, variant")),
            (("--x", "growth", "--y", "growth"), "goes up already"),
            (("--where", "volatility=3%"), "allowed are 0.025, 0.04, 0.06"),
            (("--where", "variant=smal"), "allowed are plan, small"),
            (("--where", "volatility"), "wanted is AXIS=VALUE"),
            (("--where", "basis=1"), "no such axis"),
            (("--where", "growth=14%", "--x", "growth"), "is held at one value"),
            (("--paths", "10"), "whose charts take no such option"),
            (("--set", "/id=x"), "whose charts take no such option")):
        dubao(*chart, *more, code=2, says=words)
    dubao("chart", "frontier", "grid.db", "--target", "growth", "--y", "variant", "-o", "x.svg", code=2, says="are texts")
    dubao("chart", "heatmap", "grid.db", "--target", "grwth", "-o", "x.svg", code=2,
          says=('did you mean "growth"?', "Allowed are output-2025, growth"))
    dubao("chart", "heatmap", "grid.db", "-o", "x.svg", code=2, says="choose one by --target")
    dubao("chart", "heatmap", "plan.json", code=2, says=("is drawn from the database of a sweep", "fan"))
    dubao("chart", "fan", "grid.db", code=2, says=("is drawn from a scenario", "frontier", "heatmap", "small_multiples"))
    dubao("chart", "heatmpa", "grid.db", code=2, says='no such chart; did you mean "heatmap"?')
    dubao("chart", "heatmap", "none.db", code=3, says="cannot be opened")
    dubao("chart", "frontier", "plan.json", "--x", "growth", code=2, says="whose charts take no such option")
    change("other.db", "CREATE TABLE t (x)")
    dubao("chart", "heatmap", "other.db", code=3, says="is no database of a sweep")
    pathlib.Path("damaged.db").write_bytes(pathlib.Path("grid.db").read_bytes()[:3000])
    dubao("chart", "heatmap", "damaged.db", code=3, says="damaged.db: ")
    dubao("sweep", "plan.json", "--sampling", "exact", "--vary", f"{GROWTH}=14%,20%", "-o", "none.db", "--quiet")
    change("none.db", "DELETE FROM target_result", "DELETE FROM cell_value", "DELETE FROM cell")
    dubao("chart", "heatmap", "none.db", code=3, says="no cell has the chance of a target")
    check("nothing drawn", not list(pathlib.Path(".").glob("x.*")))


def beside():
    """Charts of scenarios go on as before."""
    dubao("run", "plan.json", "--paths", "500", "-o", "run", "--quiet")
    stems = {path.name.split("-")[0] for path in pathlib.Path("run").glob("*.gp")}
    check("a run draws no chart of a sweep", "fan" in stems and not stems & {"heatmap", "small_multiples", "frontier"})
    listed = dubao("list", "charts").stdout
    check("the list marks them", listed.count("from a sweep: ") == 3 and listed.count("frontier") == 2)
    plan = json.loads(pathlib.Path("plan.json").read_text(encoding="utf-8"))
    plan["levers"] = {"base": {"pointer": "/indicators/output/base", "from": 70000, "to": 90000, "cost": 0.001}}
    write("levers.json", **plan)
    dubao("chart", "frontier", "levers.json", "--target", "output-2025", "-o", "levers.svg", "--paths", "2000", "--quiet")
    check("the frontier of levers", pathlib.Path("levers.tsv").read_text(encoding="utf-8").startswith("point\tprobability\teffort"))


def twice():
    """A level between two bounds becomes likelier with its base, then less: both bases of a chance stand in the data."""
    write("hump.json", dubao=1, id="h", years={"base": 2020, "end": 2025}, periods={"p": [2021, 2025]},
          indicators={"x": {"model": "geometric", "base": 100, "growth": "4%", "volatility": "2%"}},
          targets={"t": {"indicator": "x", "year": 2025, "between": [120, 150]}})
    base, growth = "/indicators/x/base", "/indicators/x/growth"
    dubao("sweep", "hump.json", "--vary", f"{base}=80:160:81", "--vary", f"{growth}=2%:6%:3", "-o", "hump.db",
          "--sampling", "exact", "--quiet")
    dubao("chart", "frontier", "hump.db", "--x", growth, "--y", base, "-o", "hump.svg", "--lang", "en", "--quiet")
    normal = statistics.NormalDist()
    for row in table("hump.tsv"):
        for level in (20, 50, 80):
            for name, up in (("", True), ("second_", False)):
                at, g = number(row, f"{name}value_{level}"), number(row, "across")
                middle, sd = math.log(at) + 5 * math.log1p(g), 0.02 * math.sqrt(5)
                chance = normal.cdf((math.log(150) - middle) / sd) - normal.cdf((math.log(120) - middle) / sd)
                check("a place on the frontier", abs(chance - level / 100) < 0.01, f"({name}{level}: {chance})")
                check("on its side of the hump", (middle < math.log(120 * 150) / 2) == up)
    check("it is told", "more than once at 3 of 3 values" in pathlib.Path("hump.svg").read_text(encoding="utf-8"))


def main():
    home = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for part in (prepare, languages, data, contours, closed_forms, missing, designs, texts, refused, beside, twice):
            try:
                part()
            except OSError as error:  # of a file that a fault above left out
                faults.append(f"{part.__name__}: {error}")
        check("nothing left over", not list(pathlib.Path(".").rglob(".dubao-*")))
        os.chdir(home)
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


main()
