"""W1 with NumPy. usage: w1_numpy.py simple|selection|histogram|float32 PATHS [WARM-UPS]"""
import numpy as np

from measure import QUANTILES, measure, summary

YEARS, BASE, GROWTH, SD, TARGET = 10, 75000.0, 0.17, 0.04, 165000.0
BLOCK = 1 << 14  # a block of shocks and levels stays in the cache


def simple(paths):
    """As one writes it first: everything at once."""
    random = np.random.default_rng(1)
    level = BASE * np.cumprod(1 + random.normal(GROWTH, SD, (paths, YEARS)), axis=1)
    chance = np.mean(level[:, 4] >= TARGET)
    _ = level.mean(axis=0), level.std(axis=0, ddof=1)
    quantiles = np.quantile(level, QUANTILES, axis=0)
    return YEARS * paths, summary(chance, quantiles[:, -1])


def ranks(paths):
    return [int(q * (paths - 1)) for q in QUANTILES]


def summarise(levels):
    """Mean, sd and order statistics of each year; gives the last year's. Levels are reordered."""
    wanted = ranks(levels.shape[1])
    for level in levels:
        mean = level.mean()
        away = level - mean
        _ = np.sqrt(away @ away / (level.size - 1))
        level.partition(wanted)
    return levels[-1][wanted]


def selection(paths):
    """A fast generator, blocks worked in place, order statistics by selection."""
    random = np.random.Generator(np.random.SFC64(1))
    levels = np.empty((YEARS, paths))
    factor = np.empty(BLOCK)
    hits = 0
    for first in range(0, paths, BLOCK):
        now = levels[:, first:first + BLOCK]
        f = factor[:now.shape[1]]
        before = BASE
        for year in now:
            random.standard_normal(out=f)
            f *= SD
            f += 1 + GROWTH
            np.multiply(before, f, out=year)
            before = year
        hits += np.count_nonzero(now[4] >= TARGET)
    return YEARS * paths, summary(hits / paths, summarise(levels))


class Histogram:
    """Of one year's levels, with their moments; the cells are 14 sd / 16384 wide."""
    CELLS = 1 << 14

    def __init__(self, year, real):
        self.real = real
        self.centre = BASE * (1 + GROWTH)**year
        sd = self.centre * SD / (1 + GROWTH) * np.sqrt(year)
        self.low, self.scale = self.centre - 6 * sd, self.CELLS / (14 * sd)
        self.count = np.zeros(self.CELLS, np.int64)
        self.sum = self.squares = 0.0

    def add(self, level, work):
        np.subtract(level, self.real(self.centre), out=work)
        self.sum += float(work.sum())
        self.squares += float(work @ work)
        np.subtract(level, self.real(self.low), out=work)
        work *= self.real(self.scale)
        np.clip(work, 0, self.CELLS - 1, out=work)
        self.count += np.bincount(work.astype(np.int64), minlength=self.CELLS)

    def quantiles(self):
        below = np.concatenate(([0], np.cumsum(self.count)))
        edges = np.arange(self.CELLS + 1) / self.scale + self.low
        return np.interp(np.array(QUANTILES) * below[-1], below, edges)


def histogram(paths, real=np.float64):
    """A fast generator, blocks worked in place, no level kept: quantiles from a histogram."""
    random = np.random.Generator(np.random.SFC64(1))
    years = [Histogram(t + 1, real) for t in range(YEARS)]
    factor, level, work = (np.empty(BLOCK, real) for _ in range(3))
    hits = 0
    for first in range(0, paths, BLOCK):
        n = min(BLOCK, paths - first)
        f, now = factor[:n], level[:n]
        now[:] = BASE
        for t, year in enumerate(years):
            random.standard_normal(out=f, dtype=real)
            f *= real(SD)
            f += real(1 + GROWTH)
            now *= f
            year.add(now, work[:n])
            if t == 4:
                hits += np.count_nonzero(now >= TARGET)
    return YEARS * paths, summary(hits / paths, years[-1].quantiles())


if __name__ == "__main__":
    measure("w1", {"simple": simple, "selection": selection, "histogram": histogram,
                   "float32": lambda paths: histogram(paths, np.float32)})
