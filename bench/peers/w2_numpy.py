"""W2 with NumPy. usage: w2_numpy.py simple|best PATHS [WARM-UPS]"""
import numpy as np

from measure import QUANTILES, measure, summary
from w1_numpy import TARGET, YEARS, summarise

BASE = np.array([20000., 15000, 12000, 9000, 7000, 5000, 4000, 3000])
MEAN = np.array([0.15, 0.17, 0.13, 0.16, 0.14, 0.18, 0.12, 0.20])
SD = np.array([0.04, 0.05, 0.03, 0.06, 0.04, 0.07, 0.03, 0.08])
PERSISTENCE = 0.3
FRESH = np.sqrt(1 - PERSISTENCE**2)
SECTORS = len(BASE)
FACTOR = np.linalg.cholesky(0.6**np.abs(np.subtract.outer(range(SECTORS), range(SECTORS))))
BLOCK = 1 << 13


def simple(paths):
    """As one writes it first: everything at once."""
    random = np.random.default_rng(1)
    shock = random.standard_normal((paths, YEARS, SECTORS)) @ FACTOR.T
    for t in range(1, YEARS):
        shock[:, t] = PERSISTENCE * shock[:, t - 1] + FRESH * shock[:, t]
    total = (BASE * np.exp(np.cumsum(MEAN + SD * shock, axis=1))).sum(axis=2)
    chance = np.mean(total[:, 4] >= TARGET)
    _ = total.mean(axis=0), total.std(axis=0, ddof=1)
    quantiles = np.quantile(total, QUANTILES, axis=0)
    return YEARS * SECTORS * paths, summary(chance, quantiles[:, -1])


def best(paths):
    """A fast generator, blocks worked in place, order statistics by selection."""
    random = np.random.Generator(np.random.SFC64(1))
    totals = np.empty((YEARS, paths))
    score, fresh, shock, log = (np.empty((SECTORS, BLOCK)) for _ in range(4))
    hits = 0
    for first in range(0, paths, BLOCK):
        now = totals[:, first:first + BLOCK]
        n = now.shape[1]
        log[:] = np.log(BASE)[:, None]
        for t, total in enumerate(now):
            random.standard_normal(out=score)
            np.matmul(FACTOR, score, out=fresh)
            if t == 0:
                shock[:] = fresh
            else:
                shock *= PERSISTENCE
                fresh *= FRESH
                shock += fresh
            np.multiply(shock, SD[:, None], out=fresh)
            fresh += MEAN[:, None]
            log += fresh
            np.exp(log, out=fresh)
            np.sum(fresh[:, :n], axis=0, out=total)
        hits += np.count_nonzero(now[4] >= TARGET)
    return YEARS * SECTORS * paths, summary(hits / paths, summarise(totals))


if __name__ == "__main__":
    measure("w2", {"simple": simple, "best": best})
