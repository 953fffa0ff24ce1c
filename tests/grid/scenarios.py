"""The scenarios of the grid: every distribution in every place where a quantity may stand, with
every feature that the model takes.

A place is a parameter of a model or of a part of a plan. What a place holds without a distribution
is its middle: the name's, else that of its unit, so that a new model needs no line here."""
from dataclasses import dataclass

from . import laws

MIDDLE = {"base": 100, "value": 100, "ceiling": 135, "capacity": 20, "rate": 6, "share": 0.4,
          "growth": 0.06, "volatility": 0.04, "persistence": 0.3, "elasticity": 1.3,
          "dispersion": 0.2, "scale": 1, "loss": 0.1, "effect": 0.03, "delay": 0.7, "ramp": 1.5}
UNIT = {"level": 100, "rate": 0.05, "number": 1, "probability": 0.5}
SPREAD = 0.08  # of a distribution, as a share of its middle


def middle(row):
    return min(max(MIDDLE.get(row.name, UNIT[row.unit]), row.low), row.high)


# ---- places ----

@dataclass(frozen=True)
class Place:
    model: str  # of the indicator
    part: str   # "model", or the event, programme or project that acts on it
    row: str

    def __str__(self):
        return f"{self.model}.{self.row}" if self.part == "model" else \
            f"{self.model}.{self.part}.{self.row}"


def places(tables):
    for model in tables.models.values():
        for row in model.rows:
            yield Place(model.name, "model", row)
        for part in tables.parts.values():
            takes = model.dated if part.name == "project" else model.shifted
            for row in part.rows if takes else ():
                yield Place(model.name, part.name, row)
        if not model.rows and not model.dated:  # its chance is that of what it follows
            yield Place(model.name, "followed", "growth")


def fits(tables, place, law):
    """Whether the row's range has room for it."""
    row = row_of(tables, place)
    m = middle(row)
    low, high = laws.support(law, m, SPREAD * m)
    return low >= row.low and high <= row.high


def row_of(tables, place):
    if place.part == "followed":
        return tables.models["compound"].rows[place.row]
    entry = tables.models[place.model] if place.part == "model" else tables.parts[place.part]
    return entry.rows[place.row]


# ---- a scenario ----

def leader(k, end):
    """An indicator that others follow or are correlated with."""
    growth = {"p": {"normal": [0.05, 0.02]}, "q": {"uniform": [0.02, 0.08]}}
    if end == 2021:
        del growth["q"]
    return {"model": "compound", "base": 100 + 30 * k, "growth": growth, "volatility": 0.03}


def indicator(model, followed, end):
    """The one that is looked at, x: plain numbers, without noise."""
    made = {"model": model.name}
    for row in model.rows.values():
        if row.name in ("volatility", "persistence"):
            continue
        if row.by_year:
            made[row.name] = {"2020": middle(row), str(end): middle(row) * 1.15}
        elif row.required or row.name in ("base", "dispersion"):
            made[row.name] = middle(row)
    if model.of_most:
        made["of"] = followed[0] if model.of_most == 1 else followed[:max(model.of_least, 2)]
    if model.dated:
        made["projects"] = {"k": project()}
    return made


def project():
    return {"start": "2021-04", "probability": 0.7, "capacity": 20, "delay": 0.7, "ramp": 1.5}


def event():
    return {"probability": 0.2, "loss": 0.1, "indicators": ["x"]}


def programme():
    return {"approval": "2020-10", "effect": 0.03, "delay": 0.7, "ramp": 1.5, "indicators": ["x"]}


def put(x, row, value, by):
    """The distribution in its place: once, or in each of the periods or years."""
    if row.by_year:
        given = x[row.name]
        first, last = given
        x[row.name] = {**given, last: value} | ({first: value} if by else {})
    else:
        x[row.name] = {"p": value, "q": value} if by and row.by_period else value


def base(end):
    periods = {"p": [2021, 2021], "q": [2022, end]} if end > 2021 else {"p": [2021, 2021]}
    return {"dubao": 1, "id": "grid", "years": {"base": 2020, "end": end}, "periods": periods,
            "indicators": {}, "simulation": {"seed": 1}}


# ---- features: what else a scenario has; each says which models take it ----

def noise(made, model, x):
    x.setdefault("volatility", 0.04)


def persistence(made, model, x):
    noise(made, model, x)
    x.setdefault("persistence", 0.5)


def heavy(made, model, x):
    noise(made, model, x)
    x["shock"] = {"student_t": 9}


def wild(made, model, x):
    """Years that reach every end of a law: nothing left, a cap, a ceiling."""
    x.setdefault("volatility", 0.4)


def correlation(made, model, x):
    if model.noisy:
        noise(made, model, x)
    made["indicators"]["y"] = leader(2, made["years"]["end"])
    made["correlation"] = {"x": {"y": 0.6}}


def year(made, model, x):
    x["draw"] = "year"


def linked(made, model, x):
    x["linked"] = True


def mixture(made, model, x):
    """One more parameter is drawn."""
    for row in model.rows.values():
        if not isinstance(x.get(row.name), dict) and row.name != "persistence":
            m = middle(row)
            x[row.name] = {"triangular": [m * 0.8, m, m * 1.1]}
            return


def crisis(made, model, x):
    made.setdefault("events", {}).setdefault("crisis", event())


def push(made, model, x):
    made.setdefault("programmes", {}).setdefault("push", programme())


def lognormal(made, model, x):
    """What it follows is lognormal and correlated, with plain numbers: preintegration knows it."""
    followed = [name for name in made["indicators"] if name != "x"]
    for name in followed:
        other = made["indicators"][name]
        other["model"] = "geometric"
        if "p" in other["growth"]:
            other["growth"] = 0.05
    if len(followed) > 1:
        made["correlation"] = {followed[0]: {followed[1]: 0.5}}


def everything(made, model, x):
    for name in ("persistence", "heavy", "year", "crisis", "push"):
        takes, act = FEATURES[name]
        if takes(model):
            act(made, model, x)


FEATURES = {
    "lognormal": (lambda m: m.of_most > 0, lognormal),
    "plain": (lambda m: True, lambda *_: None),
    "within": (lambda m: True, lambda *_: None),  # the distribution is cut, in `make`
    "noise": (lambda m: m.noisy, noise),
    "persistence": (lambda m: m.noisy, persistence),
    "heavy": (lambda m: m.noisy, heavy),
    "wild": (lambda m: m.noisy, wild),
    "correlation": (lambda m: m.chance, correlation),
    "year": (lambda m: m.drawn, year),
    "linked": (lambda m: m.drawn or m.by_year, linked),
    "mixture": (lambda m: len(m.rows) > 1, mixture),
    "crisis": (lambda m: m.shifted, crisis),
    "push": (lambda m: m.shifted, push),
    "everything": (lambda m: m.shifted, everything),
}
BY = {"linked", "correlation"}  # features with which a parameter is given more than once


def make(tables, place, law, feature, end):
    model = tables.models[place.model]
    made = base(end)
    followed = ["f1", "f2", "f3"][:max(model.of_least, min(model.of_most, 2))]
    for k, name in enumerate(followed):
        made["indicators"][name] = leader(k, end)
    x = made["indicators"]["x"] = indicator(model, followed, end)
    row = row_of(tables, place)
    m = middle(row)
    value = laws.written(law, m, SPREAD * m)
    if feature == "within" and law.name != "constant":
        low, high = laws.ends(law, m, SPREAD * m)
        value["within"] = [low, None if place.row == "growth" else high]
    if place.part == "model":
        put(x, row, value, feature in BY and end > 2021)
        if row.name == "persistence":
            noise(made, model, x)
    elif place.part == "followed":
        made["indicators"][followed[0]]["growth"] = value
    elif place.part == "project":
        x["projects"]["k"][place.row] = value
    else:
        (push if place.part == "programme" else crisis)(made, model, x)
        (part,) = made[place.part + "s"].values()
        part[row.name] = value
    FEATURES[feature][1](made, model, x)
    return made


YEARS = (2021, 2023, 2025)


def taken(tables, place, law):
    """The features that the place's model takes; plain numbers alone are lognormal."""
    model = tables.models[place.model]
    names = [name for name, (takes, _) in FEATURES.items() if takes(model)]
    if place.part == "followed" and law.name != "constant":
        names.remove("lognormal")
    return names


def pairs(tables):
    """Every distribution in every place that has room for it."""
    for place in places(tables):
        for law in tables.distributions.values():
            if fits(tables, place, law):
                yield place, law


def cells(tables):
    """Every (place, distribution, feature, last year) of the grid, the last year in turn."""
    k = 0
    for place, law in pairs(tables):
        for name in taken(tables, place, law):
            k += 1
            yield place, law, name, YEARS[k % 3]


def covering(tables):
    """Each distribution once in each place; of the features and years always those of which the
    most pairs (with the place, the model, the distribution) are new, so that all pairs occur."""
    seen = set()
    for place, law in pairs(tables):
        def fresh(choice):
            return {(a, b) for a in (place, place.model, law.name)
                    for b in (*choice, choice)} - seen
        choices = [(name, end) for name in taken(tables, place, law) for end in YEARS]
        best = max(choices, key=lambda choice: len(fresh(choice)))
        seen |= fresh(best)
        yield place, law, *best


def write_columns(tables, folder):
    """The files that empirical distributions read."""
    for place in places(tables):
        m = middle(row_of(tables, place))
        text = "".join(f"{x!r}\n" for x in laws.column_values(m, SPREAD * m))
        (folder / laws.column(m, SPREAD * m)).write_text("x\n" + text, encoding="utf-8")
