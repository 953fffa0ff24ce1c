"""A plain simulator of scenarios, one path after another: the laws of README's and DESIGN.md's
tables written down once more, slowly, without the program. It reads what the grid writes, no more.

The words of the formulas: a score is a standard normal number, a draw is a quantile at a uniform
one, a shift is what events and programmes add to the growth of a year."""
import math
import random
import threading

from . import laws

NORMAL = laws.NORMAL
ONE_AT_A_TIME = threading.Lock()


class Unknown(Exception):
    """The scenario has a model or a distribution that this file does not know."""


def share_of_year(year, start, ramp):
    """The average over the year of a line from 0 at the start to 1 a ramp later."""
    def area(t):  # under that line up to t years after the start
        if t <= 0:
            return 0
        return t * t / (2 * ramp) if t < ramp else t - ramp / 2
    return area(year + 1 - start) - area(year - start)


def date(written):
    """2020.75 of "2020-10"."""
    if isinstance(written, str):
        year, month = map(int, written.split("-"))
        return year + (month - 1) / 12
    return written


def interpolated(given, year):
    years = sorted(given)
    if year <= years[0]:
        return given[years[0]]
    for a, b in zip(years, years[1:]):
        if year <= b:
            return given[a] + (given[b] - given[a]) * (year - a) / (b - a)
    return given[years[-1]]


def count_quantile(u, rate, dispersion):
    """Poisson, or negative binomial with variance rate + dispersion rate^2."""
    if dispersion > 0:
        size = 1 / dispersion
        part = rate / (rate + size)
        chance = math.exp(-size * math.log1p(rate * dispersion))
    else:
        chance = math.exp(-rate)
    k, cumulated = 0, chance
    while cumulated < u and k < 10000:
        chance *= part * (k + size) / (k + 1) if dispersion > 0 else rate / (k + 1)
        k += 1
        cumulated += chance
    return k


class Indicator:
    def __init__(self, made, name):
        self.made, self.name = made, name
        self.x = made["indicators"][name]
        self.law = {}  # (parameter, period or year) -> quantile function
        drawn = ("growth", "elasticity", "rate")
        for key, value in self.x.items():
            if key in ("model", "of", "shock", "draw", "linked", "projects"):
                continue
            several = isinstance(value, dict) and not (set(value) & set(laws.QUANTILES))
            if several and any(name in ("p", "q") or name.isdigit() for name in value):
                for part, quantity in value.items():
                    self.law[key, int(part) if part.isdigit() else part] = laws.quantile(quantity)
            else:
                self.law[key, None] = laws.quantile(value)
        self.drawn = {key for key, _ in self.law if key in drawn}
        df = self.x["shock"]["student_t"] if "shock" in self.x else None
        heavy = laws.student(df) if df else None
        self.shock = (lambda z: heavy(NORMAL.cdf(z)) * math.sqrt((df - 2) / df)) if df else \
            lambda z: z
        self.noisy = "volatility" in self.x or "persistence" in self.x
        self.projects = [project | {key: laws.quantile(project[key]) for key in
                                    ("delay", "ramp", "capacity")}
                         for project in self.x.get("projects", {}).values()]

    def draw(self, score, periods, years):
        """{parameter: its value in each year}; score(purpose) gives this path's scores."""
        values = {}
        for key in {key for key, _ in self.law}:
            parts = {part: law for name, (part, law) in
                     ((k[0], (k[1], v)) for k, v in self.law.items()) if name == key}
            if any(isinstance(part, int) for part in parts):
                u = laws.uniform()
                given = {year: law(u if self.x.get("linked") else laws.uniform())
                         for year, law in parts.items()}
                values[key] = [interpolated(given, year) for year in years]
            elif key in self.drawn:
                values[key] = self.draw_growth(key, parts, score, periods, years)
            else:
                once = {part: law(laws.uniform()) for part, law in parts.items()}
                values[key] = [once.get(None, once.get(period)) for period in periods]
        return values

    def draw_growth(self, key, parts, score, periods, years):
        yearly = self.x.get("draw") == "year"
        made = []
        for period, year in zip(periods, years):
            law = parts.get(None) or parts[period]
            step = year if yearly else "linked" if self.x.get("linked") else period
            made.append(law(NORMAL.cdf(score((key, step)))))
        return made


def shifts(made, rows, years):
    """{indicator: the points that a path's events and programmes add to the growth of each year}"""
    sums = {}
    for event in made.get("events", {}).values():
        loss = rows["event"]
        points = [-loss(laws.uniform()) if year > years[0] and
                  random.random() < event["probability"] else 0 for year in years]
        for name in event["indicators"]:
            sums[name] = [a + b for a, b in zip(sums.get(name, [0] * len(years)), points)]
    for programme in made.get("programmes", {}).values():
        delay, ramp, effect = (rows["programme", key](laws.uniform()) for key in
                               ("delay", "ramp", "effect"))
        start = date(programme["approval"]) + delay
        points = [effect * share_of_year(year, start, ramp) for year in years]
        for name in programme["indicators"]:
            sums[name] = [a + b for a, b in zip(sums.get(name, [0] * len(years)), points)]
    return sums


# ---- the laws of the models: the level of every year from what the path has drawn ----

def compound(p):
    level = [p.value["base"][0]]
    for t in p.steps:
        level.append(level[-1] * max(0, 1 + p.value["growth"][t] + p.shift[t] + p.noise[t]))
    return level


def geometric(p):
    level = [p.value["base"][0]]
    for t in p.steps:
        factor = 1 + p.value["growth"][t] + p.shift[t]
        level.append(level[-1] * factor * math.exp(p.noise[t]) if factor > 0 else 0)
    return level


def elastic(p):
    level, other = [p.value["base"][0]], p.followed[0]
    for t in p.steps:
        growth = other[t] / other[t - 1] - 1 if other[t - 1] else 0
        level.append(level[-1] * max(0, 1 + p.value["elasticity"][t] * growth + p.noise[t]))
    return level


def logistic(p):
    """S = K f L / (K + (f - 1) L), L = min(K, S (1 + noise)); no base is above the ceiling K."""
    level = [p.value["base"][0]]
    for t in p.steps:
        ceiling = p.value["ceiling"][t]
        before = min(level[-1], ceiling)
        factor = max(0, 1 + p.value["growth"][t] + p.shift[t])
        grown = ceiling * factor * before / (ceiling + (factor - 1) * before) if factor else 0
        level.append(min(ceiling, grown * max(0, 1 + p.noise[t])))
    return level


def value_by_year(p):
    return [x * (1 + e) for x, e in zip(p.value["value"], p.noise)]


def share(p):
    whole = p.followed[0] if p.followed else [1] * len(p.noise)
    return [scale * min(1, max(0, x + e)) * of for scale, x, e, of in
            zip(p.scale, p.value["share"], p.noise, whole)]


def total(p):
    return [sum(parts) for parts in zip(*p.followed)]


def ratio(p):
    return [scale * a / b for scale, a, b in zip(p.scale, *p.followed)]


def arrivals(p):
    level = [p.value.get("base", [0])[0]]
    for t in p.steps:
        dispersion = p.value.get("dispersion", [0] * len(p.noise))[t]
        level.append(level[-1] +
                     count_quantile(NORMAL.cdf(p.scores[t]), p.value["rate"][t], dispersion))
    return level


def pipeline(p):
    level = list(p.followed[0]) if p.followed else [0.0] * len(p.noise)
    for project in p.projects:
        if random.random() >= project["probability"]:
            continue
        delay, ramp, capacity = (project[key](laws.uniform()) for key in
                                 ("delay", "ramp", "capacity"))
        start = date(project["start"]) + delay
        for t, year in enumerate(p.years):
            level[t] += capacity * share_of_year(year, start, ramp)
    return level


MODELS = {"compound": compound, "geometric": geometric, "elastic": elastic, "logistic": logistic,
          "level": value_by_year, "share": share, "sum": total, "ratio": ratio,
          "arrivals": arrivals, "pipeline": pipeline}


class Path:
    """What a model's law sees of one path."""


class Simulator:
    def __init__(self, made):
        self.made = made
        self.years = list(range(made["years"]["base"], made["years"]["end"] + 1))
        self.periods = [next((p for p, (a, b) in made["periods"].items() if a <= year <= b), None)
                        for year in self.years]
        self.periods[0] = self.periods[1]
        try:
            self.indicators = {name: Indicator(made, name) for name in made["indicators"]}
            self.rows = self.part_rows()
            self.law = {name: MODELS[x.x["model"]] for name, x in self.indicators.items()}
        except KeyError as missing:
            raise Unknown(str(missing)) from missing
        (self.first, pair), = made.get("correlation", {"": {"": 0}}).items()
        (self.second, self.r), = pair.items()

    def part_rows(self):
        rows = {}
        for event in self.made.get("events", {}).values():
            rows["event"] = laws.quantile(event["loss"])
        for programme in self.made.get("programmes", {}).values():
            for key in ("delay", "ramp", "effect"):
                rows["programme", key] = laws.quantile(programme[key])
        return rows

    def scores(self):
        """The scores of one path: score(indicator, purpose), each drawn at its first use; those of
        the correlated pair for the same purpose belong together."""
        drawn = {}

        def score(name, purpose):
            if (name, purpose) not in drawn:
                z = random.gauss(0, 1)
                other = self.first if name == self.second else self.second
                if name in (self.first, self.second) and (other, purpose) in drawn:
                    z = self.r * drawn[other, purpose] + math.sqrt(1 - self.r ** 2) * z
                drawn[name, purpose] = z
            return drawn[name, purpose]
        return score

    def path(self):
        levels, score = {}, self.scores()
        moved = shifts(self.made, self.rows, self.years)
        waiting = list(self.indicators.values())
        while waiting:
            x = waiting.pop(0)
            of = x.x.get("of", [])
            of = [of] if isinstance(of, str) else of
            if any(name not in levels for name in of):
                waiting.append(x)
                continue
            p = Path()
            p.years, p.steps = self.years, range(1, len(self.years))
            p.value = x.draw(lambda purpose: score(x.name, purpose), self.periods, self.years)
            p.scale = p.value.get("scale", [1] * len(self.years))
            p.followed = [levels[name] for name in of]
            p.shift = moved.get(x.name, [0] * len(self.years))
            p.projects = x.projects
            p.scores = [score(x.name, ("shock", year)) for year in self.years] if \
                x.noisy or x.x["model"] == "arrivals" else None
            p.noise = self.noise(x, p)
            levels[x.name] = self.law[x.name](p)
        return levels

    def noise(self, x, p):
        """v e[t]; e[first] = z, e[t] = r e[t-1] + sqrt(1 - r^2) z[t]."""
        if not x.noisy:
            return [0] * len(self.years)
        e, noise = 0, [0]
        for t in p.steps:
            r = p.value["persistence"][t] if "persistence" in p.value and t > 1 else 0
            e = r * e + math.sqrt(1 - r * r) * x.shock(p.scores[t])
            noise.append(p.value.get("volatility", [0] * len(self.years))[t] * e)
        return noise


def bounds(target):
    """(low, high) as numbers; a percent is a text."""
    def number(x):
        return float(x[:-1]) / 100 if isinstance(x, str) else x
    low, high = target.get("between", [target.get("at_least", -math.inf),
                                       target.get("at_most", math.inf)])
    return number(low), number(high)


def met(target, base, level):
    """Whether a path meets a target."""
    low, high = bounds(target)
    if "year" in target:
        return low <= level[target["year"] - base] <= high
    if "each_year" in target:
        first, last = target["each_year"]
        return all(low <= level[year - base] <= high for year in range(first, last + 1))
    first, last = target["growth"]
    before, after = level[first - 1 - base], level[last - base]
    if before <= 0 or after < 0:
        return False  # undefined growth
    return low <= (after / before) ** (1 / (last - first + 1)) - 1 <= high


def simulate(made, paths, seed):
    """The levels of indicator x: a list of years for each path. Raises Unknown. One at a time,
    since all take their numbers from Python's one generator."""
    simulator = Simulator(made)
    with ONE_AT_A_TIME:
        random.seed(seed)
        return [simulator.path()["x"] for _ in range(paths)]


def result(made, levels):
    """Chances, means and deviations in the form of the program's JSON."""
    paths, years = len(levels), made["years"]
    base = years["base"]
    of_year = list(zip(*levels))
    mean = [sum(x) / paths for x in of_year]
    sd = [math.sqrt(sum((x - m) ** 2 for x in xs) / paths) for xs, m in zip(of_year, mean)]
    chance = {name: {"probability": sum(met(target, base, level) for level in levels) / paths}
              for name, target in made["targets"].items()}
    return {"targets": chance, "indicators": {"x": {
        "years": list(range(base, years["end"] + 1)), "mean": mean, "sd": sd}}}
