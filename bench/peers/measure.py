"""What bench/harness.c is for C: one warm-up, then one timed run, printed as one JSON line."""
import json
import sys
import time

QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95]


def summary(p, quantiles):
    """The answers that are compared: the chance and three quantiles of the last year."""
    return {"p": float(p), "q05": float(quantiles[0]), "q50": float(quantiles[2]),
            "q95": float(quantiles[4])}


def measure(workload, variants):
    """Arguments of the program: VARIANT PATHS [WARM-UPS]. A variant is called with the number of
    paths and gives the units of work done and the answers."""
    name, paths = sys.argv[1], int(float(sys.argv[2]))
    for _ in range(int(sys.argv[3]) if len(sys.argv) > 3 else 1):
        variants[name](paths)
    wall, processor = time.perf_counter(), time.process_time()
    units, answers = variants[name](paths)
    processor, wall = time.process_time() - processor, time.perf_counter() - wall
    print(json.dumps({"workload": workload, "subject": "NumPy " + name, "paths": paths,
                      "units": units, "seconds": processor, "wall": wall, **answers}))
