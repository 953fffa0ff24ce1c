"""The tables of the program itself, as `dubao list --format json` tells them."""
import json
import subprocess
from dataclasses import dataclass, field


@dataclass
class Row:
    """One row of a parameter table."""
    name: str
    unit: str
    low: float
    high: float
    open_low: bool
    required: bool
    by_period: bool
    by_year: bool
    drawn: bool
    shifted: bool


@dataclass
class Entry:
    """A model, a part of a plan (event, programme, project), a distribution or a sampling."""
    name: str
    facts: dict
    rows: dict = field(default_factory=dict)
    of_least: int = 0
    of_most: int = 0
    dated: bool = False

    @property
    def noisy(self):
        return "volatility" in self.rows

    @property
    def drawn(self):
        return any(row.drawn for row in self.rows.values())

    @property
    def by_year(self):
        return any(row.by_year for row in self.rows.values())

    @property
    def shifted(self):
        return any(row.shifted for row in self.rows.values())

    @property
    def chance(self):
        """Whether it takes part in the correlation of scores."""
        return self.drawn or self.facts.get("chance", False)


def _read(rows):
    entries = {}
    for row in rows:
        if "name" in row:
            last = entries[row["name"]] = Entry(row["name"], row)
        elif row["parameter"] == "of":
            last.of_least, last.of_most = row["least"], row.get("most", 3)
        elif row["parameter"] == "projects":
            last.dated = True
        else:
            name = row["parameter"]
            facts = {key: row[key] for key in Row.__dataclass_fields__ if key != "name"}
            last.rows[name] = Row(name, **facts)
    return entries


@dataclass
class Tables:
    models: dict
    parts: dict
    distributions: dict
    samplings: dict


def read(program):
    out = subprocess.run([program, "list", "--format", "json"], capture_output=True, check=True)
    listed = json.loads(out.stdout)
    return Tables(*(_read(listed[key]) for key in
                    ("models", "parts", "distributions", "samplings")))
