"""The results as JSON and as Markdown tables."""
import json
import os
import pathlib
import re

import launch
from subjects import WORKLOADS


def machine(build):
    """What was measured on, and how it was compiled."""
    text = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")

    def field(name):
        found = re.search(rf"^{name}\s*: (.*)$", text, re.M)
        return found[1].strip() if found else "unknown"

    cache = pathlib.Path(build, "CMakeCache.txt").read_text(encoding="utf-8")
    compiler = re.search(r"^CMAKE_C_COMPILER:\w+=(.*)$", cache, re.M)
    kind = f"family {field('cpu family')}, model {field('model')}"
    return {
        "processor": f"{field('model name')} ({kind})",
        "cores": os.cpu_count(),
        "avx512": " avx512f" in text,
        "compiler": launch.says([compiler[1], "--version"]) if compiler else "unknown",
        "dubao": launch.says([str(build / "dubao"), "--version"]),
    }


def number(x):
    """Three digits, or all those of a whole number."""
    if x is None:
        return ""
    return f"{x:,.0f}" if x >= 100 else f"{x:.3g}"


def goal(row):
    if not row["goal"]:
        return ""
    verdict = {True: "met", False: "missed"}.get(row.get("met"), "open")
    return f"{number(row['goal'])}: {verdict}"


def cells(row):
    if "median" not in row:
        return [row["subject"], "", "", "", goal(row), "", "", row["note"]]
    right = "NO" if row["wrong"] else "yes"
    paths = "none" if "exact" in row["subject"].split(",")[0] else f"{row['paths']:,.0f}"
    return [row["subject"], number(row["median"]), f"{number(row['low'])} to {number(row['high'])}",
            number(row.get("ratio")), goal(row), paths, number(row["memory"]),
            ", ".join(filter(None, [f"right: {right}", row["note"]]))]


def table(word, rows):
    workload = WORKLOADS[word]
    yield f"### {workload.title}"
    yield ""
    yield f"| subject | {workload.unit}: median | low to high | ratio | goal | paths | MB | |"
    yield "|---|---:|---:|---:|---:|---:|---:|---|"
    for row in rows:
        yield "| " + " | ".join(cells(row)) + " |"
    yield ""


def chart_table(chart):
    yield f"### {chart['title']}"
    yield ""
    yield "| " + " | ".join([chart["x"]] + chart["series"]) + " |"
    yield "|---:" * (1 + len(chart["series"])) + "|"
    for at, point in chart["points"]:
        yield "| " + " | ".join([f"{at:,}"] + [number(p and p[0]) for p in point]) + " |"
    yield ""
    yield f"![{chart['title']}]({chart['name']}.svg)"
    yield ""


def markdown(about, peers, rows, charts):
    yield "## Benchmarks"
    yield ""
    yield (f"{about['processor']}, {about['cores']} cores, "
           f"AVX-512: {'yes' if about['avx512'] else 'no'}; {about['compiler']}; "
           + "; ".join([about["dubao"]] + [f"{name} {text}" for name, text in peers.items()]) + ".")
    yield "One core, one thread; processor time inside the process, W5 the wall time of all of it."
    yield ("Ratios are to the subject with ratio 1. `extrapolated`: from the error of the paths "
           "given, since its square falls as paths grow.")
    yield ""
    for word in WORKLOADS:
        own = [row for row in rows if row["workload"] == word]
        if own:
            yield from table(word, own)
    for chart in charts:
        yield from chart_table(chart)


def write(settings, peers, rows, charts):
    about = machine(settings.build)
    text = "\n".join(markdown(about, peers, rows, charts))
    results = {"machine": about, "peers": peers, "quick": settings.quick, "rows": rows,
               "scaling": charts}
    (settings.output / "results.md").write_text(text, encoding="utf-8")
    (settings.output / "results.json").write_text(json.dumps(results, indent=1, allow_nan=False)
                                                  + "\n", encoding="utf-8")
    print(text)
    print(f"{settings.output / 'results.md'}\n{settings.output / 'results.json'}")
