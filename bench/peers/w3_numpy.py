"""W3 with NumPy. usage: w3_numpy.py simple|best PATHS [WARM-UPS]"""
import numpy as np

from measure import QUANTILES, measure, summary
from w1_numpy import BASE, TARGET, YEARS, summarise

MEAN, SD, FREEDOM = (0.135, 0.145, 0.165), (0.02, 0.06), 5
CRISIS, LOSS = 0.05, (0.05, 0.15)
UNIT = np.sqrt((FREEDOM - 2) / FREEDOM)  # makes the sd of Student's t one
BLOCK = 1 << 13


def simple(paths):
    """As one writes it first: everything at once."""
    random = np.random.default_rng(1)
    shape = (paths, YEARS)
    growth = (random.triangular(*MEAN, (paths, 1))
              + random.uniform(*SD, (paths, 1)) * UNIT * random.standard_t(FREEDOM, shape)
              - (random.random(shape) < CRISIS) * random.uniform(*LOSS, shape))
    level = BASE * np.cumprod(np.maximum(0, 1 + growth), axis=1)
    chance = np.mean(level[:, 4] >= TARGET)
    _ = level.mean(axis=0), level.std(axis=0, ddof=1)
    quantiles = np.quantile(level, QUANTILES, axis=0)
    return YEARS * paths, summary(chance, quantiles[:, -1])


def best(paths):
    """A fast generator, blocks worked in place, losses only where there is a crisis."""
    random = np.random.Generator(np.random.SFC64(1))
    levels = np.empty((YEARS, paths))
    hits = 0
    for first in range(0, paths, BLOCK):
        now = levels[:, first:first + BLOCK]
        n = now.shape[1]
        mean = random.triangular(*MEAN, n)
        sd = UNIT * random.uniform(*SD, n)
        before = BASE
        for year in now:
            factor = random.standard_t(FREEDOM, n)
            factor *= sd
            factor += mean
            hit = np.flatnonzero(random.random(n) < CRISIS)
            factor[hit] -= random.uniform(*LOSS, hit.size)
            factor += 1
            np.maximum(factor, 0, out=factor)
            np.multiply(before, factor, out=year)
            before = year
        hits += np.count_nonzero(now[4] >= TARGET)
    return YEARS * paths, summary(hits / paths, summarise(levels))


if __name__ == "__main__":
    measure("w3", {"simple": simple, "best": best})
