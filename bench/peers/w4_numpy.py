"""W4 with NumPy: 100 means by 100 standard deviations of growth, five years, the chance in each.
usage: w4_numpy.py fresh|common PATHS [WARM-UPS]"""
import numpy as np

from measure import measure

YEARS, RATIO, SIDE = 5, 165000 / 75000, 100


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


if __name__ == "__main__":
    measure("w4", {"fresh": lambda paths: sweep(paths, False),
                   "common": lambda paths: sweep(paths, True)})
