"""Distributions of the grid: how one with a given middle and spread is written, and its quantile
function, made here from textbooks and not from the program.

A distribution without a row here is written by the names and ranges of its parameters, and
compared between the program's own methods alone."""
import bisect
import math
import random
from statistics import NormalDist

NORMAL = NormalDist()
EMPIRICAL = [-1.7, -0.4, -0.1, 0.3, 0.3, 1.1, 1.9]  # a column of a file, in spreads from its middle
UNWRITTEN = ("low", "least", "min"), ("high", "greatest", "max")


def beta_shapes(m, s):
    """Of a beta with mean m and sd s, where the unit interval has room for it."""
    if not 0 < m < 1:
        return [4, 4]
    total = m * (1 - m) / s ** 2 - 1
    return [round(m * total, 6), round((1 - m) * total, 6)]


WRITTEN = {
    "beta": beta_shapes,
    "constant": lambda m, s: [m],
    "discrete": lambda m, s: [[m - s, 1], [m, 2], [m + 1.5 * s, 1.5]],
    "empirical": lambda m, s: f"{column(m, s)}#x",
    "lognormal": lambda m, s: [m, s / m],
    "metalog": lambda m, s: {"0.1": m - 1.2 * s, "0.5": m, "0.9": m + 1.5 * s},
    "normal": lambda m, s: [m, s],
    "pert": lambda m, s: [m - 2 * s, m, m + 3 * s],
    "student_t": lambda m, s: [9, m, s / 2],
    "triangular": lambda m, s: [m - 2 * s, m, m + 3 * s],
    "two_piece_normal": lambda m, s: [m, s, 1.4 * s],
    "uniform": lambda m, s: [m - 2 * s, m + 2 * s],
}


def column(m, s):
    return f"column-{m:g}-{s:g}.csv"


def column_values(m, s):
    return [m + s * x for x in EMPIRICAL]


def guessed(law, m, s):
    """One value for each parameter of a distribution that has no row here."""
    values = []
    for row in law.rows.values():
        low, high = (any(word in row.name for word in words) for words in UNWRITTEN)
        value = m - 2 * s if low else m + 2 * s if high else 2 if row.unit == "number" else \
            m if row.low < 0 else s
        values.append(min(max(value, row.low), row.high))
    return values


def written(law, m, s):
    """The distribution as a scenario writes it."""
    values = WRITTEN[law.name](m, s) if law.name in WRITTEN else guessed(law, m, s)
    return {law.name: values}


def ends(law, m, s):
    """Where it may be cut: a spread below its middle and three above."""
    if law.name == "beta" and not 0 < m < 1:
        m, s = 0.5, 1 / 6
    return [m - s, m + 3 * s]


def support(law, m, s):
    """What its values must have room in: all of them, or those within four spreads."""
    return (0, 1) if law.name == "beta" else (m - 4 * s, m + 4 * s)


# ---- quantile functions: u in (0, 1) to x ----

def tabled(density, low, high, points=4000):
    """The quantile function of a density, by trapezoids between equally spaced points."""
    step = (high - low) / points
    x = [low + step * i for i in range(points + 1)]
    cumulated = [0.0]
    before = density(low)
    for value in map(density, x[1:]):
        cumulated.append(cumulated[-1] + (before + value) / 2)
        before = value

    def quantile(u):
        u *= cumulated[-1]
        i = max(bisect.bisect_left(cumulated, u), 1)
        part = (u - cumulated[i - 1]) / ((cumulated[i] - cumulated[i - 1]) or 1)
        return x[i - 1] + step * part
    return quantile


def beta(a, b):
    # By the angle y of x = sin(y)^2, in which no density is infinite.
    angle = tabled(lambda y: math.sin(y) ** (2 * a - 1) * math.cos(y) ** (2 * b - 1) if
                   0 < y < math.pi / 2 else 0, 0, math.pi / 2)
    return lambda u: math.sin(angle(u)) ** 2


def pert(low, mode, high):
    if high == low:
        return lambda u: low
    unit = beta(1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low))
    return lambda u: low + (high - low) * unit(u)


def student(df):
    # T = sinh(y): tails of any weight end within a few units of y.
    end = 2 + 36 / df
    y = tabled(lambda y: math.cosh(y) * (1 + math.sinh(y) ** 2 / df) ** (-(df + 1) / 2), -end, end)
    return lambda u: math.sinh(y(u))


def student_t(df, location, scale):
    unit = student(df)
    return lambda u: location + scale * unit(u)


def triangular(low, mode, high):
    def quantile(u):
        if u * (high - low) < mode - low:
            return low + math.sqrt(u * (high - low) * (mode - low))
        return high - math.sqrt((1 - u) * (high - low) * (high - mode))
    return quantile


def two_piece_normal(mode, left, right):
    below = left / (left + right)

    def quantile(u):
        if u < below:
            return mode + left * NORMAL.inv_cdf(u / below / 2)
        return mode - right * NORMAL.inv_cdf((1 - u) / (1 - below) / 2)
    return quantile


def metalog(points):
    """Through three points, symmetric in probability: M = a + b L + c (u - 1/2) L."""
    (p, low), (_, mid), (q, high) = sorted((float(u), x) for u, x in points.items())
    logit = math.log(q / p)
    b = (high - low) / (2 * logit)
    c = (high + low - 2 * mid) / (2 * (q - 0.5) * logit)
    return lambda u: mid + (b + c * (u - 0.5)) * math.log(u / (1 - u))


def steps(values, weights):
    """The smallest value whose cumulated weight reaches u."""
    pairs = sorted(zip(values, weights))
    total, cumulated = sum(weights), []
    for _, weight in pairs:
        cumulated.append((cumulated[-1] if cumulated else 0) + weight / total)
    return lambda u: pairs[min(bisect.bisect_left(cumulated, u), len(pairs) - 1)][0]


QUANTILES = {
    "beta": lambda v: beta(*v),
    "constant": lambda v: lambda u: v[0],
    "discrete": lambda v: steps(*zip(*v)),
    "empirical": lambda v: steps(column_of(v), [1] * len(EMPIRICAL)),
    "lognormal": lambda v: lambda u: v[0] * math.exp(v[1] * NORMAL.inv_cdf(u)),
    "metalog": metalog,
    "normal": lambda v: lambda u: v[0] + v[1] * NORMAL.inv_cdf(u),
    "pert": lambda v: pert(*v),
    "student_t": lambda v: student_t(*v),
    "triangular": lambda v: triangular(*v),
    "two_piece_normal": lambda v: two_piece_normal(*v),
    "uniform": lambda v: lambda u: v[0] + (v[1] - v[0]) * u,
}


def column_of(written_as):
    name = written_as.split("#")[0].removeprefix("column-").removesuffix(".csv")
    m, s = map(float, name.split("-"))
    return column_values(m, s)


def cut(whole, low, high):
    """Within [low, high] (None: no end), by its quantiles: those u whose value lies inside."""
    def first(inside):  # the least u from which on `inside` holds
        least, most = 0.0, 1.0
        while most - least > 1e-15:
            mid = (least + most) / 2
            least, most = (least, mid) if inside(whole(mid)) else (mid, most)
        return most
    start = 0 if low is None else first(lambda x: x >= low)
    end = 1 if high is None else first(lambda x: x > high)
    return lambda u: whole(start + (end - start) * u)


def quantile(quantity):
    """Of a number or a distribution; KeyError where there is none here."""
    if not isinstance(quantity, dict):
        return lambda u: quantity
    (name, values), = ((key, value) for key, value in quantity.items() if key != "within")
    whole = QUANTILES[name](values)
    return cut(whole, *quantity["within"]) if "within" in quantity else whole


def uniform():
    """In (0, 1), never an end."""
    return random.random() or 0.5
