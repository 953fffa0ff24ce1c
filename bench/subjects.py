"""The workloads, their true answers, and who runs them. A subject's command prints one JSON line,
as bench/harness.h describes; {build}, {bench}, {dubao}, {python}, {R}, {gsl}, {paths} are filled
in."""
import dataclasses
import math

DUBAO = ("{build}/bench_workload",)
OWN = "dubao random"  # ratios are to this subject unless a workload says otherwise


@dataclasses.dataclass(frozen=True)
class Subject:
    name: str
    command: tuple  # empty: a place kept
    paths: int = 0
    quick: int = 0  # paths in the quick mode; 0: not in it
    goal: float = None  # in the unit of the workload
    tool: str = ""  # what must be installed
    errors: float = 5  # standard errors that an answer may be off


@dataclasses.dataclass(frozen=True)
class Workload:
    title: str
    unit: str  # of the cost
    cost: object  # of a line, in that unit
    subjects: tuple
    truth: dict = dataclasses.field(default_factory=dict)
    rounds: int = 5
    own: str = OWN
    whole: bool = False  # the whole process is timed, from outside
    borrows: tuple = ()  # workloads whose lines are read here too


@dataclasses.dataclass(frozen=True)
class Truth:
    value: float
    error: float  # its standard error
    spread: float  # standard error of one path's answer: divide by the root of the paths


def share(p, error=0.0):
    return Truth(p, error, math.sqrt(p * (1 - p)))


# W1 by numerical convolution; W2 the chance by quadrature; W3 the chance by an independent
# convolution by FFT with Gauss-Legendre quadrature; the quantiles of the last year of W2 and W3 from
# 4e7 and 3e7 plain paths of another program.
W1 = {"p": share(0.469890810057266), "q05": Truth(299641.6011, 0, 70850),
      "q50": Truth(358618.3441, 0, 50360), "q95": Truth(427840.872, 0, 97000)}
W2 = {"p": share(0.4499192, 6e-7), "q05": Truth(290724.4, 12.1, 76350),
      "q50": Truth(359084.9, 9.1, 57620), "q95": Truth(444905.0, 19.1, 120600)}
W3 = {"p": share(0.0843558580102), "q05": Truth(222203.6, 15.4, 84290),
      "q50": Truth(285356.1, 8.6, 47120), "q95": Truth(355390.5, 20.0, 109600)}
W4 = {"p": Truth(0.48855320592, 1e-11, 0.28227)}


COLD = ("1", "inf", "0")  # one thread, these paths and no more, one run


def own(file, sampling, paths, quick=0, goal=None, more=(), name=None):
    command = DUBAO + ("{bench}/" + file, sampling, "{paths}") + tuple(more)
    # the errors of Sobol' points are themselves estimated, from a few replicates
    return Subject(name or "dubao " + sampling, command, paths, quick, goal,
                   errors=8 if sampling == "sobol" else 5)


def python(file, variant, paths, name):
    return Subject(name, ("{python}", "{bench}/peers/" + file, variant, "{paths}"), paths,
                   tool="python")


def sweep(how, name, goal=None):
    return Subject(name, ("{build}/bench_sweep", "{bench}/w4.json", how, "{paths}"), 10_000,
                   goal=goal)


def command(sampling, name, *options):
    return Subject(name, ("{python}", "{bench}/w4_sweep.py", "{dubao}", "{paths}", sampling) + options,
                   10_000, tool="python")


def r(variant, paths, name):
    return Subject(name, ("{R}", "{bench}/peers/w1.R", variant, "{paths}"), paths, tool="R")


def gsl(paths, quick, more=()):
    return Subject("GSL textbook", ("{gsl}", "{paths}") + tuple(more), paths, quick)


def nanoseconds(line):
    return 1e9 * line["seconds"] / line["units"]


def seconds(line):
    return line["seconds"]


def milliseconds(line):
    return 1e3 * line["wall"]


def megabytes(line):
    return line["memory"]


WANTED = 1e-5  # standard error of the chance


def to_accuracy(line):
    """Milliseconds to that error; the square of the error falls as the paths grow."""
    return 1e3 * line["seconds"] * max(1.0, (line["p_error"] / WANTED) ** 2)


def accuracy(file, limit, doubled=None):
    """No paths at all, and more paths until the error is small enough; the rest is borrowed."""
    return (own(file, "exact", 1000, 1000, limit),
            own(file, "sobol", 8192, 8192, doubled, ("1", "{tolerance}", "1"),
                "dubao sobol, paths doubled"))


WORKLOADS = {
    "w1": Workload("W1, compound growth with normal noise", "ns per path-year", nanoseconds, (
        own("w1.json", "random", 10_000_000, 100_000, 1.3),
        own("w1.json", "antithetic", 10_000_000, 100_000),
        own("w1.json", "sobol", 1 << 20, 1 << 16),
        gsl(1_000_000, 100_000),
        python("w1_numpy.py", "simple", 1_000_000, "NumPy simple"),
        python("w1_numpy.py", "selection", 10_000_000, "NumPy best, by selection"),
        python("w1_numpy.py", "histogram", 10_000_000, "NumPy best, histogram"),
        python("w1_numpy.py", "float32", 10_000_000, "NumPy best, histogram, float32"),
        r("simple", 1_000_000, "R simple"),
        r("best", 1_000_000, "R best"),
    ), W1),
    "w2": Workload("W2, the sum of eight correlated sectors", "ns per sector-year", nanoseconds, (
        own("w2.json", "random", 1_000_000, 50_000, 1.5),
        own("w2.json", "antithetic", 1_000_000, 50_000),
        own("w2.json", "sobol", 1 << 17, 1 << 14),
        python("w2_numpy.py", "simple", 250_000, "NumPy simple"),
        python("w2_numpy.py", "best", 1_000_000, "NumPy best"),
    ), W2),
    "w3": Workload("W3, Student-t noise, uncertain parameters, crises", "ns per path-year",
                   nanoseconds, (
        own("w3.json", "random", 4_000_000, 100_000, 2),
        own("w3.json", "sobol", 1 << 18, 1 << 14),
        python("w3_numpy.py", "simple", 300_000, "NumPy simple"),
        python("w3_numpy.py", "best", 1_000_000, "NumPy best"),
    ), W3),
    "w4": Workload("W4, 10,000 scenarios", "s", seconds, (
        sweep("convolve", "dubao, the chances alone, exact", 0.03),
        sweep("common", "dubao, the chances alone, common random numbers", 0.06),
        sweep("exact", "dubao, a whole exact forecast each"),
        command("random", "dubao sweep, random, all quantiles, into a database"),
        command("random", "dubao sweep, random, the chances, into a database", "--no-quantiles"),
        command("exact", "dubao sweep, exact, all quantiles, into a database"),
        command("exact", "dubao sweep, exact, the chances, into a database", "--no-quantiles"),
        python("w4_numpy.py", "fresh", 10_000, "NumPy, fresh numbers"),
        python("w4_numpy.py", "common", 10_000, "NumPy, common random numbers"),
        Subject("NumPy, common random numbers, all quantiles, into a database",
                ("{python}", "{bench}/peers/w4_numpy.py", "kept", "{paths}", "0"), 10_000,
                tool="python"),
    ), W4, own="dubao, the chances alone, exact"),
    "w5": Workload("W5, a small run, the whole process", "ms, wall", milliseconds, (
        Subject(OWN, ("{dubao}", "simulate", "{bench}/w1.json", "--paths", "{paths}",
                      "--format", "json"), 100_000, 100_000, 6),
        Subject("dubao exact", ("{dubao}", "simulate", "{bench}/w1.json", "--sampling", "exact",
                                "--format", "json"), 100_000, 100_000),
        gsl(100_000, 100_000, ("0",)),
        Subject("NumPy simple", ("{python}", "{bench}/peers/w1_numpy.py", "simple", "{paths}", "0"),
                100_000, tool="python"),
        Subject("R simple", ("{R}", "{bench}/peers/w1.R", "simple", "{paths}", "0"), 100_000,
                tool="R"),
    ), W1, rounds=21, whole=True),
    "accuracy-w1": Workload("W1, time to a standard error of 1e-5 of the chance", "ms",
                            to_accuracy, accuracy("w1.json", 1), W1,
                            own="dubao exact", borrows=("w1",)),
    "accuracy-w2": Workload("W2, time to a standard error of 1e-5 of the chance", "ms",
                            to_accuracy, (
                                Subject("dubao preintegration, the chance alone",
                                        ("{build}/bench_chance", "{bench}/w2.json", "{paths}"),
                                        4096, 4096, 5),
                                own("w2.json", "preintegration", 1 << 17, 1 << 14),
                            ), W2,
                            own="dubao preintegration, the chance alone", borrows=("w2",)),
    "accuracy-w3": Workload("W3, time to a standard error of 1e-5 of the chance", "ms",
                            to_accuracy, accuracy("w3.json", None), W3,
                            own="dubao exact", borrows=("w3",)),
    "memory": Workload("W1 with 10^9 paths", "MB", megabytes, (
        own("w1.json", "random", 10**9, 100_000, 60, COLD),
        own("w1.json", "antithetic", 10**9, 100_000, 60, COLD),
    ), W1, rounds=1),
}
