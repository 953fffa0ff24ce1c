"""How the cost grows with paths, years, indicators and threads: scenarios made for the purpose, a
table of points and a chart for each."""
import json
import pathlib
import shutil
import statistics

import launch

SCRIPT = pathlib.Path(__file__).resolve().parent / "scaling.gp"


def scenario(indicators, years, correlated):
    """Indicators alike, all pairs correlated or none; the target is on the first."""
    names = [f"i{k:02d}" for k in range(indicators)]
    one = {"model": "compound", "base": 75000, "growth": "17%", "volatility": "4%"}
    made = {
        "dubao": 1, "id": "scaling",
        "years": {"base": 2020, "end": 2020 + years}, "periods": {"all": [2021, 2020 + years]},
        "indicators": {name: one for name in names},
        "targets": {"goal": {"indicator": names[0], "year": 2025, "at_least": 165000}},
    }
    if correlated and indicators > 1:
        made["correlation"] = {name: {other: 0.5 for other in names[k + 1:]}
                               for k, name in enumerate(names[:-1])}
    return made


def point(indicators=1, years=10, paths=1_000_000, sampling="random", threads=1, correlated=False,
          clock="seconds"):
    return locals()


def plans(cores, quick):
    """Name, title, x axis, base of its logarithm (0: none), series, and points by x."""
    largest = 5 if quick else 8
    paths = [10**k for k in range(4, largest + 1)]
    years = [5, 10] if quick else [5, 10, 20, 30, 40, 50]
    indicators = [1, 2] if quick else [1, 2, 4, 8, 16, 32, 64]
    some = 20_000 if quick else 1_000_000
    cost = "processor time, ns per path-year"
    return [
        ("scaling-paths", "Paths", "number of paths", 10, cost, ["random", "sobol"],
         [(n, [point(paths=n), point(paths=min(n // 32 * 32, 10**7), sampling="sobol")])
          for n in paths]),
        ("scaling-years", "Years", "number of years", 0, cost, ["random", "sobol"],
         [(y, [point(years=y, paths=some), point(years=y, paths=some // 10 // 32 * 32,
                                                 sampling="sobol")]) for y in years]),
        ("scaling-indicators", "Indicators", "number of indicators", 2, cost,
         ["independent", "correlated 0.5"],
         [(k, [point(k, paths=some // 5), point(k, paths=some // 5, correlated=True)])
          for k in indicators]),
        ("scaling-threads", "Threads", "number of threads", 0, "speed, relative to one thread",
         ["random", "ideal"],
         [(n, [point(paths=10 * some, threads=n, clock="wall"), n])
          for n in range(1, len(cores) + 1)]),
    ]


def measure(what, tools, settings):
    """Nanoseconds of a path-year, of the processor or by the clock on the wall."""
    name = f"scaling-{what['indicators']}-{what['years']}-{'dep' if what['correlated'] else 'ind'}"
    file = settings.output / f"{name}.json"
    made = scenario(what["indicators"], what["years"], what["correlated"])
    file.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    many = what["paths"] >= 10**7
    run = launch.launch([f"{tools['build']}/bench_workload", str(file), what["sampling"],
                         str(what["paths"]), str(what["threads"]), "inf", "0" if many else "1"],
                        settings.cores if what["threads"] > 1 else {settings.core})
    line = launch.lines(run)[-1]
    return None if "skipped" in line else 1e9 * line[what["clock"]] / line["units"]


def speed(points):
    """Threads are shown by how much faster they are than one."""
    one = statistics.median(points[0][1][0])
    return [(n, [[one / cost for cost in costs], [ideal]]) for n, (costs, ideal) in points]


def draw(chart, settings):
    rows = ["\t".join([chart["x"]] + [f"{name}\tlow\thigh" for name in chart["series"]])]
    for at, point_ in chart["points"]:
        rows.append("\t".join([str(at)] + ["\t".join(map(str, p or ["NaN"] * 3)) for p in point_]))
    stem = settings.output / chart["name"]
    stem.with_suffix(".tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    if shutil.which("gnuplot"):
        done = launch.launch([shutil.which("gnuplot"), "-c", str(SCRIPT), str(stem), chart["x"],
                              chart["y"], str(chart["log"]), str(len(chart["series"]))],
                             settings.cores)
        if done.code:
            raise RuntimeError(f"{stem}: gnuplot failed")


def run(tools, settings, say):
    charts = []
    rounds = 1 if settings.quick else settings.rounds or 5
    for name, title, x, log, y, series, wanted in plans(settings.cores, settings.quick):
        points = [(at, [[] if isinstance(w, dict) else w for w in what]) for at, what in wanted]
        say(f"{title}: rounds {rounds}")
        for _ in range(rounds):
            for (_, what), (_, costs) in zip(wanted, points):
                for one, got in zip(what, costs):
                    cost = measure(one, tools, settings) if isinstance(one, dict) else None
                    if cost is not None:
                        got.append(cost)
        if name == "scaling-threads":
            points = speed(points)
        shown = [(at, [(statistics.median(c), min(c), max(c)) if c else None for c in costs])
                 for at, costs in points]
        charts.append({"name": name, "title": title, "x": x, "y": y, "log": log, "series": series,
                       "points": shown})
        draw(charts[-1], settings)
    return charts
