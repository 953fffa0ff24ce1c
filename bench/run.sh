#!/usr/bin/env bash
# Builds and runs the benchmarks on one core and prints each workload as a Markdown table of ratios
# to dubao in the same run. The JSON lines go to build/bench.jsonl.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
cmake --build build --target bench_w1 bench_w2 >&2
for name in w1 w2; do taskset -c 0 "build/bench_$name" "bench/$name.json"; done | tee build/bench.jsonl >&2
python3 - <<'PYTHON'
import json
rows = [json.loads(line) for line in open("build/bench.jsonl")]
own = {r["workload"]: r["ns_per_unit"] for r in rows if r["subject"] == "dubao"}
print("| workload | subject | ns per unit (median; low to high) | ratio to dubao | right |")
print("|---|---|---:|---:|---|")
for r in rows:
    print(f'| {r["workload"]} | {r["subject"]} | {r["ns_per_unit"]:.3g} ({r["low"]:.3g} to {r["high"]:.3g})'
          f' | {r["ns_per_unit"] / own[r["workload"]]:.3g} | {"yes" if r["right"] else "NO"} |')
PYTHON
