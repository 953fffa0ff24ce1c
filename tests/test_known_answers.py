#!/usr/bin/env python3
"""Small scenarios whose answers are known from outside the program: closed forms, quadrature, or a
rule of the format. Each stands for a kind of scenario; the files lie in tests/known/answers/.

usage: test_known_answers.py PROGRAM ROOT

A share or mean of random paths may be 5 of its own standard errors off: by chance one of 1.7
million is. Seeds are those of the files, so that nothing flickers."""
import json
import math
import pathlib
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]
FILES = pathlib.Path(sys.argv[2]) / "tests/known/answers"


def call(command, name, *options):
    return subprocess.run([PROGRAM, command, FILES / name, *options], capture_output=True,
                          text=True, check=False)


def result(command, name, *options):
    made = call(command, name, "--format", "json", *options)
    if made.returncode not in (0, 10):
        sys.exit(f"{command} {name} {options}: exit {made.returncode}: {made.stderr}")
    return json.loads(made.stdout)


def near(value, truth, error, what):
    if not abs(value - truth) <= error:
        sys.exit(f"{what}: {value} instead of {truth} +- {error}")


def chance(made, truth, what):
    """A probability, or the share that misses it, within 5 of its standard errors."""
    near(made["probability"], truth, 5 * made["standard_error"] + 1e-9, what)


def normal(z):
    return math.erfc(-z / math.sqrt(2)) / 2


# ---- samplings ----

def antithetic_of_a_drawn_base():
    """Uniform between 90 and 110: above 95 with three in four, sd 20 / sqrt(12)."""
    made = result("simulate", "antithetic-base.json", "--sampling", "antithetic")
    chance(made["targets"]["t"], 0.75, "antithetic")
    fan = made["indicators"]["a"]
    near(fan["mean"][0], 100, 0.1, "antithetic, mean")
    near(fan["sd"][0], 20 / math.sqrt(12), 0.05, "antithetic, sd")
    near(fan["quantiles"]["0.05"][0], 91, 0.1, "antithetic, 5 %")


def rare_events_with_two_regions():
    """Both sides of a band; a lower bound of one indicator and an upper one of another."""
    for seed in range(1, 11):
        option = "--set", f"/simulation/seed={seed}"
        made = result("simulate", "rare-between.json", *option)["targets"]["t"]
        chance(made, 1 - 2 * normal(-3.5), f"both sides, seed {seed}")
        assert made["standard_error"] < 0.1 * 2 * normal(-3.5)
        made = result("simulate", "rare-union.json", *option)["joint"]
        chance(made, normal(4) ** 2, f"either of two, seed {seed}")
        assert made["standard_error"] < 0.1 * 2 * normal(-4)


def quantiles_inside_an_atom():
    """A third of the paths is exactly 0; counts are whole; two of three quantiles lie in an atom."""
    for sampling in "random", "sobol", "latin_hypercube", "antithetic":
        fan = result("simulate", "atom.json", "--sampling", sampling)["indicators"]["a"]
        assert fan["quantiles"]["0.25"][1:] == [0, 0], sampling
        fans = result("simulate", "count-atoms.json", "--sampling", sampling)["indicators"]
        for name in "yz":
            for level, values in fans[name]["quantiles"].items():
                assert all(x == int(x) for x in values), (sampling, name, level)
        fan = result("simulate", "pipeline-atoms.json", "--sampling", sampling)["indicators"]["c"]
        assert fan["quantiles"]["0.25"][-1] == 0, sampling


def a_mean_that_does_not_exist():
    """exp of a Student's t has no mean; its quantiles are those of the law."""
    for sampling in "exact", "random", "sobol", "antithetic", "latin_hypercube", "auto":
        fan = result("simulate", "infinite-mean.json", "--sampling", sampling)["indicators"]["a"]
        near(fan["mean"][0], 100, 1e-9, f"mean of a plain base, {sampling}")
        assert fan["mean"][1] is None and fan["sd"] == [0, None], sampling
        assert fan["mean_missing"]["from"] == 2021, sampling
        near(fan["quantiles"]["0.5"][1], 105, 0.3, f"median, {sampling}")


def shocks_and_persistence():
    """The first by Fourier inversion (Gil-Pelaez 1951)."""
    for sampling in "random", "auto":
        made = result("simulate", "student-shock.json", "--sampling", sampling)["targets"]["t"]
        near(made["probability"], 0.9011808907, 5 * made["standard_error"] + 1e-9, "student_t")
        made = result("simulate", "persistence.json", "--sampling", sampling)["targets"]["t"]
        near(made["probability"], 0.25876, 5 * made["standard_error"] + 5e-6, "persistence")


# ---- laws ----

def elastic_has_no_exact_law():
    made = call("simulate", "elastic.json", "--sampling", "exact")
    assert made.returncode == 3 and "elastic" in made.stderr, made.stderr
    for command in "simulate", "project", "solve":
        assert call(command, "elastic.json").returncode == 0, command


def yearly_student_growth():
    """Ten independent factors 1 + g: an answer, or a refusal that names the law."""
    made = call("simulate", "yearly-student.json", "--sampling", "exact", "-f", "json")
    assert made.returncode in (0, 3), made.stderr
    fan = result("simulate", "yearly-student.json")["indicators"]["a"]
    near(fan["mean"][-1], 100 * 1.07 ** 10, 0.5, "mean of ten years")


def two_drawn_parameters():
    """By quadrature over the base of the metalog's quantiles."""
    for sampling in "exact", "sobol", "auto":
        made = result("simulate", "two-drawn.json", "--sampling", sampling)
        fan, target = made["indicators"]["a"], made["targets"]["t"]
        near(fan["quantiles"]["0.5"][1], 157.4328,
             1e-4 + 5 * fan["quantiles_standard_error"]["0.5"][1], f"median, {sampling}")
        near(target["probability"], 0.9032, 6e-5 + 5 * target["standard_error"], sampling)


def a_law_given_once_is_drawn_once():
    """Both periods have volatility 0 with one half; what the result calls parameters says so too."""
    truth = 0.5 + 0.5 * (2 * normal(1e-5 / (0.3 * math.sqrt(2))) - 1)
    made = result("simulate", "drawn-once.json", "--sampling", "random")
    with tempfile.TemporaryDirectory() as folder:
        again = pathlib.Path(folder) / "again.json"
        again.write_text(json.dumps(made["parameters"]), encoding="utf-8")
        repeated = json.loads(subprocess.run(
            [PROGRAM, "simulate", again, "-f", "json"], capture_output=True, text=True,
            check=True).stdout)
    chance(made["targets"]["t"], truth, "drawn once")
    assert repeated["targets"] == made["targets"] and repeated["indicators"] == made["indicators"]


def a_base_that_may_be_negative_is_refused():
    made = call("check", "negative-base.json")
    assert made.returncode == 3, made.stderr
    assert "/indicators/y/base" in made.stderr and "within" in made.stderr, made.stderr
    assert "10.6" in made.stderr, made.stderr
    cut = ('/indicators/y/base={"normal":[100,80],"within":[0,null]}',)
    fan = result("simulate", "negative-base.json", "--set", *cut)["indicators"]["y"]
    z = 100 / 80  # the mean of a normal law cut at 0
    density = math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    near(fan["mean"][0], 100 + 80 * density / normal(z), 0.5, "mean of a cut law")


# ---- targets ----

def growth_over_a_sign_is_undefined():
    for sampling in "random", "auto":
        made = result("simulate", "turnaround.json", "--sampling", sampling)["targets"]
        for name in "up", "down":
            assert made[name]["probability"] == 0 and made[name]["undefined"] == 1, name
        assert made["lev"]["probability"] > 0.9999
        made = result("simulate", "balance-growth.json", "--sampling", sampling)["targets"]
        met = 1 - normal((50 * 1.05 ** 5 - 80) / 40)
        chance(made["g"], met, "defined and met")
        near(made["g"]["undefined"], normal(-2), 0.002, "undefined")
        chance(made["l"], 1 - normal((63.8 - 80) / 40), "a level beside it")


def a_ratio_to_nothing_is_undefined():
    """Noise of 30 % takes all in a year with the chance of -1 / 0.3 standard deviations; whatever
    the seed, such paths are counted and miss every target."""
    lost = 1 - (1 - normal(-1 / 0.3)) ** 3
    for seed in range(1, 6):
        made = result("simulate", "ratio-to-ruin.json", "--sampling", "random", "--set",
                      f"/simulation/seed={seed}")
        for name in "tuge":
            near(made["targets"][name]["undefined"], lost, 5 * math.sqrt(lost / 1e5), name)
        near(made["indicators"]["q"]["undefined"][-1], lost, 5 * math.sqrt(lost / 1e5), "q")
        assert made["targets"]["g"]["probability"] <= 1 - made["targets"]["g"]["undefined"]


def the_path_of_a_count_is_straight():
    made = result("simulate", "count-on-path.json", "--sampling", "random")["targets"]["t"]
    for t in range(1, 6):
        mean = 8 * t  # P(Poisson(8 t) >= 8 t)
        below = sum(math.exp(-mean + k * math.log(mean) - math.lgamma(k + 1)) for k in range(mean))
        near(made["on_path"][t], 1 - below, 5 * math.sqrt(0.25 / 200000), f"on path in year {t}")


def two_bounds_have_a_band():
    for name, base, own in ("between-falling.json", 10, -0.12), ("between-inside.json", 5, 0):
        band = [(bound / base) ** 0.2 - 1 for bound in (4, 6)]
        for command in "project", "simulate":
            made = result(command, name)["targets"]["b"]
            for i in 0, 1:
                near(made["required_growth_band"][i], band[i], 1e-12, f"{command} {name}")
            near(made["required_growth"], own, 1e-12, f"{command} {name}: nearest to its own")


def zero_and_minus_zero():
    assert call("check", "negative-zero.json").returncode == 0
    assert call("solve", "negative-zero.json").returncode == 0


# ---- audit ----

def an_uncertain_base_stands_at_its_median():
    """50 + sqrt(0.5 (200 - 50)(200 - 60)) from above: the median of the triangle is 97.53."""
    median = 200 - math.sqrt(0.5 * 150 * 140)
    growth = math.sqrt(150 / median) - 1
    near(result("project", "audit-median.json")["targets"]["t"]["required_growth"], growth, 1e-9,
         "required from the median")


def sums_are_audited_by_levels():
    made = result("audit", "audit-sum-growth.json", "--set", '/targets/g/at_least="7.5%"')
    assert made["consistent"] is False
    made = result("audit", "audit-minimal.json")
    assert made["consistent"] is False and len(made["conflicts"]) == 1
    statements = made["conflicts"][0]["statements"]
    assert len(statements) == 4 and not any("base" in s for s in statements), statements


# ---- solve ----

def the_least_effort():
    """Closed forms of the normal law of the log level; several levers: the cheapest one alone."""
    made = result("solve", "effort-between.json", "--probability", "50%", "--sampling", "exact")
    near(made["effort"]["levers"]["c"]["value"], 104.276, 0.001, "a two-sided target")
    made = result("solve", "effort-direction.json", "--probability", "0.3", "--sampling", "exact")
    near(made["effort"]["effort"], 0.0165, 1e-4, "more volatility")
    near(made["effort"]["levers"]["v"]["value"], 0.0565, 1e-4, "more volatility")


def one_lever_is_searched_everywhere():
    """The log level is normal with the sd 1 % sqrt(5): the chance of a band has a hump."""
    made = result("solve", "solve-hump.json", "--target", "t", "--lever", "/indicators/x/base",
                  "--probability", "0.4", "--sampling", "exact")
    assert made["reachable"] is True
    middle = math.log(made["value"] * 1.04 ** 5)
    sd = 0.01 * math.sqrt(5)
    near(normal((math.log(310) - middle) / sd) - normal((math.log(300) - middle) / sd), 0.4, 1e-8,
         "the chance at the value found")
    made = result("solve", "solve-integer.json", "--target", "t1", "--lever",
                  "/events/crisis/duration", "--probability", "0.58")
    assert made["value"] == 1 and made["reachable"] is True


TESTS = [
    antithetic_of_a_drawn_base, rare_events_with_two_regions, quantiles_inside_an_atom,
    a_mean_that_does_not_exist, shocks_and_persistence, elastic_has_no_exact_law,
    yearly_student_growth, two_drawn_parameters, a_law_given_once_is_drawn_once,
    a_base_that_may_be_negative_is_refused, growth_over_a_sign_is_undefined,
    a_ratio_to_nothing_is_undefined, the_path_of_a_count_is_straight, two_bounds_have_a_band, zero_and_minus_zero,
    an_uncertain_base_stands_at_its_median, sums_are_audited_by_levels, the_least_effort,
    one_lever_is_searched_everywhere,
]

if __name__ == "__main__":
    for test in TESTS:
        try:
            test()
        except AssertionError as error:
            sys.exit(f"{test.__name__}: {error!r}")
    print(f"{len(TESTS)} passed, 0 failed")
