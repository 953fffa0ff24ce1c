"""W4 with NumPy: 100 means by 100 standard deviations of growth, five years, the chance in each.
With common numbers also what a sweep keeps: mean, sd and quantiles of every year, in a database.
usage: w4_numpy.py fresh|common|kept PATHS [WARM-UPS]"""
import sqlite3
import tempfile

import numpy as np

from measure import measure

YEARS, RATIO, SIDE = 5, 165000 / 75000, 100
LEVELS = np.array([0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95])


def sweep(paths, common):
    """The same shocks for all scenarios, or new ones for each."""
    random = np.random.Generator(np.random.SFC64(1))
    shock = random.standard_normal((YEARS, paths))
    factor, level = np.empty(paths), np.empty(paths)
    chance = np.empty((SIDE, SIDE))
    for i, mean in enumerate(np.linspace(0.10, 0.24, SIDE)):
        for j, sd in enumerate(np.linspace(0.01, 0.08, SIDE)):
            if not common:
                random.standard_normal(out=shock)
            np.multiply(shock[0], sd, out=level)
            level += 1 + mean
            for year in shock[1:]:
                np.multiply(year, sd, out=factor)
                factor += 1 + mean
                level *= factor
            chance[i, j] = np.count_nonzero(level >= RATIO) / paths
    # of the mean chance; with common shocks at most that of one path
    error = np.sqrt(np.mean(chance * (1 - chance)) / paths / (1 if common else chance.size))
    return SIDE * SIDE, {"p": float(chance.mean()), "p_error": float(error)}


def kept(paths):
    shock = np.random.Generator(np.random.SFC64(1)).standard_normal((YEARS, paths))
    place = (LEVELS * (paths - 1)).astype(int)
    factor, level, part = np.empty(paths), np.empty(paths), np.empty(paths)
    chances = []
    with tempfile.NamedTemporaryFile() as file, sqlite3.connect(file.name) as results:
        results.execute("CREATE TABLE target (cell, mean, sd, chance, PRIMARY KEY (cell))")
        results.execute("CREATE TABLE quantile (cell, year, mean, sd, " + ", ".join(f"q{i}" for i in range(7))
                        + ", PRIMARY KEY (cell, year))")
        for cell in range(SIDE * SIDE):
            mean, sd = 0.10 + 0.14 * (cell // SIDE) / (SIDE - 1), 0.01 + 0.07 * (cell % SIDE) / (SIDE - 1)
            level.fill(1)
            rows = []
            for t in range(YEARS):
                np.multiply(shock[t], sd, out=factor)
                factor += 1 + mean
                np.multiply(level, factor, out=level)
                part[:] = level
                part.partition(place)
                rows.append((cell, t + 1, float(level.mean()), float(level.std(ddof=1)), *part[place].tolist()))
            chances.append(np.count_nonzero(level >= RATIO) / paths)
            results.executemany("INSERT INTO quantile VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)
            results.execute("INSERT INTO target VALUES (?,?,?,?)", (cell, mean, sd, chances[-1]))
    chance = np.array(chances)
    return SIDE * SIDE, {"p": float(chance.mean()),
                         "p_error": float(np.sqrt(np.mean(chance * (1 - chance)) / paths))}


if __name__ == "__main__":
    measure("w4", {"fresh": lambda paths: sweep(paths, False),
                   "common": lambda paths: sweep(paths, True), "kept": kept})
