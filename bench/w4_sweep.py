"""W4 as a user runs it: `dubao sweep` into a database, the whole process, on one thread. The answer is
read from the database. usage: w4_sweep.py PROGRAM PATHS SAMPLING [OPTION]..."""
import contextlib
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time

AXES = {"/indicators/output/growth": {"linspace": ["10%", "24%", 100]},
        "/indicators/output/volatility": {"linspace": ["1%", "8%", 100]}}
SCENARIO = pathlib.Path(__file__).with_name("w4.json").read_text(encoding="utf-8")


def main(program, paths, sampling, *options):
    with tempfile.TemporaryDirectory() as folder:
        file, database = pathlib.Path(folder, "sweep.json"), pathlib.Path(folder, "results.sqlite")
        pathlib.Path(folder, "w4.json").write_text(SCENARIO, encoding="utf-8")
        file.write_text(json.dumps({"sweep": 1, "id": "w4", "scenario": "w4.json", "axes": AXES,
                                    "simulation": {"paths": int(paths), "sampling": sampling}}))
        wall, before = time.perf_counter(), os.times()
        subprocess.run([program, "sweep", file, "-o", database, "--threads", "1", "--quiet", *options],
                       check=True)
        wall, after = time.perf_counter() - wall, os.times()
        with contextlib.closing(sqlite3.connect(database)) as results:
            cells, p, variance = results.execute(
                "SELECT count(*), avg(probability), avg(probability * (1 - probability)) FROM target").fetchone()
    seconds = (after.children_user + after.children_system
               - before.children_user - before.children_system)
    error = 1e-6 if sampling == "exact" else (variance / int(paths)) ** 0.5  # common random numbers
    print(json.dumps({"workload": "w4", "subject": f"dubao sweep {sampling}", "paths": int(paths),
                      "units": cells, "seconds": seconds, "wall": wall, "p": p, "p_error": error}))


if __name__ == "__main__":
    main(*sys.argv[1:])
