"""Figures of two runs of one scenario, compared within LIMIT standard errors.

The error is never the one that a method claims for itself. A chance from n paths has that of n
independent ones, sqrt(p (1 - p) / n): pairs, Latin hypercubes and Owen's scrambled points have no
more (Owen 1997: at most e = 2.72 of its variance, in practice far less). A method without paths has
none. The limit of a share is Bernstein's, which holds for any p.

At LIMIT = 5 one of 1.7 million figures is beyond it by chance alone."""
import math
from dataclasses import dataclass

LIMIT = 5
KURTOSIS = 20    # of levels, at most; where a deviation is further off, seeds decide (`repeated`)
ROUNDING = 1e-9  # relative
LEVELS = ("0.05", "0.5", "0.95")


@dataclass
class Figure:
    kind: str      # "chance", "mean", "sd", "quantile" or "median"
    where: tuple   # what to look up once more
    got: float
    wanted: float
    limit: float   # of their difference

    @property
    def distance(self):
        """In standard errors; infinite where one of two is missing."""
        if self.got is None or self.wanted is None:
            return 0 if self.got is self.wanted else math.inf
        return LIMIT * abs(self.got - self.wanted) / max(self.limit, 1e-300)

    def __str__(self):
        return (f"{self.kind} {' '.join(map(str, self.where))}: {self.got} instead of {self.wanted}"
                f" ({self.distance:.1f} standard errors)")


def share_limit(p, inverse):
    """Of the difference of two shares around p; `inverse` is the sum of 1 / paths of both."""
    return LIMIT * math.sqrt(p * (1 - p) * inverse) + LIMIT ** 2 / 3 * inverse + ROUNDING


def chances(got, wanted, inverse):
    for name, target in got["targets"].items():
        p = wanted["targets"][name]["probability"]
        yield Figure("chance", (name,), target["probability"], p, share_limit(p, inverse))
    p, q = (run.get("joint", {}).get("probability") for run in (wanted, got))
    if p is not None and q is not None and got["targets"].keys() == wanted["targets"].keys():
        yield Figure("chance", ("joint",), q, p, share_limit(p, inverse))


def moments(got, wanted, inverse):
    for name, mine in got["indicators"].items():
        fan = wanted["indicators"][name]
        for t, year in enumerate(fan["years"]):
            mean, sd = fan["mean"][t], fan["sd"][t]
            if mean is not None and mine["mean"][t] is not None and sd is None:
                continue  # without a variance a mean of paths has no error to be held to
            error = LIMIT * (sd or 0) * math.sqrt(inverse) + ROUNDING * abs(mean or 0)
            yield Figure("mean", (name, year), mine["mean"][t], mean, error)
            error *= math.sqrt((KURTOSIS - 1) / 4)
            yield Figure("sd", (name, year), mine["sd"][t], sd, error)


def scaled(error, paths, inverse):
    """The error of a quantile of `paths` independent paths, for a difference."""
    return LIMIT * (error or 0) * math.sqrt(paths * inverse)


def quantiles(got, wanted, paths, inverse):
    for name, fan in wanted["indicators"].items():
        mine = got["indicators"][name]
        for q in LEVELS:
            for t, year in enumerate(fan["years"]):
                x = fan["quantiles"][q][t]
                error = scaled(fan["quantiles_standard_error"][q][t], paths, inverse)
                yield Figure("quantile", (name, year, q), mine["quantiles"][q][t], x,
                             error + ROUNDING * abs(x))
    for name, mine in got["targets"].items():
        target = wanted["targets"][name]
        x, mine = target["median"], mine["median"]
        if x is not None and mine is not None:
            error = scaled(target["median_standard_error"], paths, inverse)
            yield Figure("median", (name,), mine, x, error + ROUNDING * abs(x))


def counted(levels, wanted, inverse):
    """Where the quantiles of `wanted` lie among the levels of paths: the share of them below, or
    not above, whichever is nearer to the q that it should be."""
    fan = wanted["indicators"]["x"]
    for q in LEVELS:
        for t, year in enumerate(fan["years"]):
            x = fan["quantiles"][q][t]
            near = 1e-5 * (fan["sd"][t] or 0) + 1e-9 * abs(x)
            below = sum(level[t] < x - near for level in levels) / len(levels)
            up_to = sum(level[t] <= x + near for level in levels) / len(levels)
            yield Figure("share below the quantile", ("x", year, q),
                         min(max(float(q), below), up_to), float(q),
                         share_limit(float(q), inverse))


def figures(got, wanted, paths, inverse):
    """All of them; `paths` are those of `wanted`."""
    yield from chances(got, wanted, inverse)
    yield from moments(got, wanted, inverse)
    yield from quantiles(got, wanted, paths, inverse)


# ---- figures that are beyond it are looked at once more ----

def sides(figure, targets, sd):
    """A quantile of a law with steps jumps, so that its error says nothing: whether x is the q
    quantile is asked of the chances P(X >= x-) >= 1 - q and P(X >= x+) <= 1 - q, a little below and
    above it. Returns the two targets and the q."""
    x = figure.got
    near = 1e-5 * (sd or 0) + 1e-9 * abs(x)
    if figure.kind == "quantile":
        name, year, q = figure.where
        shape, q = {"indicator": name, "year": year}, float(q)
    else:
        shape, q = {key: value for key, value in targets[figure.where[0]].items()
                    if key not in ("at_least", "at_most", "between")}, 0.5
        near = 1e-9 * abs(x) + 1e-12
    return shape | {"at_least": x - near}, shape | {"at_least": x + near}, q
