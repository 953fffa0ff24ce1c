#!/usr/bin/env python3
"""Sweeps from outside: what is in the database, what is refused, and that a sweep which was killed at
any moment goes on to the same content as an undisturbed one.

usage: test_sweep.py PROGRAM ROOT [KILLS]
"""
import contextlib
import json
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
ROOT = pathlib.Path(sys.argv[2]).resolve()
KILLS = int(sys.argv[3]) if len(sys.argv) > 3 else 12
faults = []


def check(what, good, more=""):
    if not good:
        faults.append(f"{what}: not so {more}")


def dubao(*arguments, code=0, says=(), **more):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, **more)
    what = " ".join(arguments)
    check(f"exit code {code} of {what}", done.returncode == code, f"({done.returncode}: {done.stderr})")
    for words in [says] if isinstance(says, str) else says:
        check(f"{what} says {words}", words in done.stderr, f"({done.stderr})")
    return done


def query(path, sql):
    with contextlib.closing(sqlite3.connect(path)) as database:
        return database.execute(sql).fetchall()


def dump(path):
    with contextlib.closing(sqlite3.connect(path)) as database:
        check("integrity", database.execute("PRAGMA integrity_check").fetchall() == [("ok",)])
        check("references", database.execute("PRAGMA foreign_key_check").fetchall() == [])
        return "\n".join(database.iterdump())


def write(name, **content):
    pathlib.Path(name).write_text(json.dumps(content), encoding="utf-8")


def scenarios():
    pathlib.Path("w4.json").write_text((ROOT / "bench/w4.json").read_text(encoding="utf-8"), encoding="utf-8")
    write("grid.json", sweep=1, id="grid", scenario="w4.json",
          axes={"/indicators/output/growth": {"linspace": ["10%", "24%", 8]},
                "/indicators/output/volatility": {"grid": [0.02, 0.04, 0.01]}},
          variants={"plan": {}, "small": {"indicators": {"output": {"base": 70000}}}},
          simulation={"paths": 2000, "seed": "7"})
    write("slow.json", sweep=1, id="slow", scenario="w4.json",
          axes={"/indicators/output/growth": {"linspace": ["10%", "24%", 100000]}}, simulation={"paths": 20000})


def cells():
    """Numbering, the same figures as a single simulation, values that are not numbers."""
    dubao("sweep", "grid.json", "-o", "grid.db", "--quiet")
    rows = query("grid.db", "SELECT cell, growth, volatility, variant, probability FROM target ORDER BY cell")
    check("48 cells", len(rows) == 48 and [row[0] for row in rows] == list(range(48)))
    check("row-major order", [row[1:4] for row in (rows[0], rows[1], rows[2], rows[6])]
          == [(0.1, 0.02, "plan"), (0.1, 0.02, "small"), (0.1, 0.03, "plan"), (0.12, 0.02, "plan")])
    for cell in (1, 22, 47):
        _, growth, volatility, variant, probability = rows[cell]
        base = {"plan": 75000, "small": 70000}[variant]
        alone = json.loads(dubao("simulate", "w4.json", "--paths", "2000", "--seed", "7", "--format", "json",
                                 "--set", f"/indicators/output/growth={growth!r}",
                                 "--set", f"/indicators/output/volatility={volatility!r}",
                                 "--set", f"/indicators/output/base={base}").stdout)
        target = alone["targets"]["output-2025"]
        check(f"cell {cell} as a simulation", target["probability"] == probability)
        fan = alone["indicators"]["output"]
        stored = query("grid.db", f"SELECT q05, q95, mean, sd FROM quantile WHERE cell_id = {cell} ORDER BY year")
        check(f"fan of cell {cell}", stored == list(zip(fan["quantiles"]["0.05"], fan["quantiles"]["0.95"],
                                                        fan["mean"], fan["sd"])))
    check("joint", query("grid.db", "SELECT count(*) FROM joint WHERE \"group\" = ''") == [(48,)])
    check("progress", query("grid.db", "SELECT * FROM progress") == [(48, 48, 0)])
    check("best", query("grid.db", "SELECT count(*) FROM best") == [(1,)])
    run = query("grid.db", "SELECT paths, seed, sampling, cells, parameters FROM run")[0]
    check("run", run[:4] == (2000, "7", "auto", 48) and json.loads(run[4])["run"]["paths"] == 2000)
    dubao("sweep", "grid.json", "-o", "one.db", "--threads", "1", "--quiet")
    check("any number of threads", dump("grid.db") == dump("one.db"))
    rows = dubao("sweep", "--export", "grid.db", "--format", "csv").stdout.splitlines()
    check("export", len(rows) == 49 and rows[0].startswith("cell,growth,volatility,variant,target,probability"))
    check("a table at once", dubao("sweep", "grid.json", "--format", "csv").stdout.splitlines() == rows)
    dubao("sweep", "grid.json", "--csv-dialect", "excel-vi", "-o", "grid.csv")
    check("for Excel", pathlib.Path("grid.csv").read_bytes().startswith("\ufeffcell;growth".encode()))
    dubao("sweep", "grid.json", "--format", "csv", "--resume", code=2, says="--resume needs the database")
    dubao("sweep", "grid.json", "--format", "xml", code=2, says="allowed are csv")
    dubao("sweep", "grid.json", "-o", "less.db", "--no-quantiles", "--quiet")
    check("no quantiles, the same chances", query("less.db", "SELECT count(*) FROM quantile") == [(0,)] and
          query("less.db", "SELECT * FROM target") == query("grid.db", "SELECT * FROM target") and
          query("less.db", "SELECT * FROM joint") == query("grid.db", "SELECT * FROM joint"))
    dubao("sweep", "grid.json", "-o", "less.db", "--resume", code=3, says="another sweep")
    check("export as JSON", len(json.loads(dubao("sweep", "--export", "grid.db", "--format", "json").stdout)
                                ["cells"]) == 48)
    dubao("sweep", "w4.json", "--vary", "/indicators/output/model=compound,geometric", "--vary",
          "/indicators/output/growth=150%,15%", "--sampling", "exact", "-o", "models.db", "--quiet")
    check("texts and rates above 1", query("models.db", "SELECT model, growth FROM target ORDER BY cell")
          == [("compound", 1.5), ("compound", 0.15), ("geometric", 1.5), ("geometric", 0.15)])


def errors():
    """10,000 cells by 10,000 paths of five years against their exact chances. One set of random numbers
    for all cells: the mean error is about 0.4 standard errors of 0.005, that bound more than four times."""
    axes = {"/indicators/output/growth": {"linspace": ["10%", "24%", 100]},
            "/indicators/output/volatility": {"linspace": ["1%", "8%", 100]}}
    write("w4s.json", sweep=1, id="w4", scenario="w4.json", axes=axes, quantiles=False, simulation={"paths": 10000})
    chances = []
    for sampling in ("random", "exact"):
        dubao("sweep", "w4s.json", "-o", f"{sampling}.db", "--sampling", sampling, "--quiet")
        chances.append([row[0] for row in query(f"{sampling}.db", "SELECT probability FROM target ORDER BY cell")])
    error = sum(abs(a - b) for a, b in zip(*chances)) / len(chances[0])
    check("10,000 cells", [len(each) for each in chances] == [10000, 10000])
    check("mean absolute error", 0 < error < 0.006, error)


def shared():
    """Random numbers drawn once for several cells give what each cell gives alone: for every sampling with paths,
    for heavy tails, events and uncertain growth, and when a thread's store of numbers is too small for a cell."""
    write("rough.json", dubao=1, id="rough", years={"base": 2020, "end": 2025}, periods={"all": [2021, 2025]},
          indicators={name: {"model": "compound", "base": 75000, "growth": {"uniform": ["16%", "18%"]},
                             "volatility": "4%", "shock": shock, "persistence": 0.3}
                      for name, shock in (("output", {"student_t": 5}), ("other", "normal"))},
          events={"crisis": {"probability": "10%", "loss": {"uniform": ["5%", "15%"]}, "indicators": ["output"]}},
          correlation={"output": {"other": 0.6}},
          targets={"output-2025": {"indicator": "output", "year": 2025, "at_least": 150000}})
    for scenario, sampling, paths in (("rough.json", "random", 3000), ("rough.json", "antithetic", 3000),
                                      ("rough.json", "sobol", 4096), ("rough.json", "latin_hypercube", 4096),
                                      ("w4.json", "random", 500000)):
        pathlib.Path("shared.db").unlink(missing_ok=True)
        how = ("--sampling", sampling, "--paths", str(paths))
        dubao("sweep", scenario, "--vary", "/indicators/output/volatility=" + ",".join(f"{v}%" for v in range(1, 13)),
              "-o", "shared.db", "--quiet", "--threads", "1", *how)
        for cell in (0, 5, 9, 11):
            alone = json.loads(dubao("simulate", scenario, "--format", "json", "--set",
                                     f"/indicators/output/volatility={cell + 1}%", *how).stdout)
            stored = query("shared.db", "SELECT mean, sd, q05, q50 FROM quantile WHERE indicator = 'output' "
                                        f"AND cell_id = {cell} ORDER BY year")
            fan = alone["indicators"]["output"]
            check(f"{scenario} {sampling} {paths}: cell {cell} as a simulation",
                  stored == list(zip(fan["mean"], fan["sd"], fan["quantiles"]["0.05"], fan["quantiles"]["0.5"])))
            check(f"{scenario} {sampling}: chance of cell {cell}",
                  query("shared.db", f"SELECT probability FROM target WHERE cell = {cell}")
                  == [(alone["targets"]["output-2025"]["probability"],)])


def designs():
    axes = {"/indicators/output/growth": {"latin_hypercube": {"triangular": ["10%", "17%", "24%"]}},
            "/indicators/output/volatility": {"sobol": [0.01, 0.05]},
            "/indicators/output/base": {"values": [70000, 75000]}}
    write("design.json", sweep=1, id="design", scenario="w4.json", points=64, axes=axes,
          simulation={"sampling": "exact"})
    dubao("sweep", "design.json", "-o", "design.db", "--quiet")
    points = query("design.db", "SELECT DISTINCT growth, volatility FROM target ORDER BY volatility")
    check("one joint design", len(points) == 64 and query("design.db", "SELECT count(*) FROM cell") == [(128,)])
    check("evenly spread", [int((v - 0.01) / 0.04 * 64) for _, v in points] == list(range(64)))
    lower = sorted(g for g, _ in points)
    check("inside the law", 0.1 < lower[0] < 0.12 and 0.22 < lower[-1] < 0.24 and 0.165 < lower[32] < 0.175)
    dubao("sweep", "design.json", "-o", "seed.db", "--seed", "2", "--quiet")
    check("another seed, other points", query("seed.db", "SELECT min(growth) FROM target") != [(lower[0],)])


def refused():
    simulation = {"pathes": 3}
    axes = {"/indicators/output/growth": {"values": []}, "/indicators/output/volatility": {"linspac": [0, 1, 2]},
            "output": {"grid": [1, 2, 0]}, "/indicators/output/base": {"linspace": [1, 2, 1.5]},
            "/years/end": {"sobol": [2, 1]}}
    write("bad.json", sweep=1, id="bad id", scenario="../w4.json", axe=axes, axes=axes, points=0, simulation=simulation)
    dubao("sweep", "bad.json", "-o", "x.db", code=3, says=(
        'unknown key "axe"; did you mean "axes"?', "is not an id", "/scenario: found", "values: found a list; wanted",
        'unknown key "linspac"; did you mean "linspace"?', "no place in a scenario", "no step of 0", "1.5 is no number",
        "/points: found 0", 'unknown key "pathes"; did you mean "paths"?'))
    write("none.json", sweep=1, id="none", scenario="w4.json", axes={"/indicators/outptu/base": {"values": [1]},
                                                                     "/indicators/output/bas": {"values": [1]}})
    dubao("sweep", "none.json", "-o", "x.db", code=3, says=(
        'axis /indicators/outptu/base: there is no "outptu"; did you mean "output"?',
        '/indicators/output/bas: unknown key "bas"; did you mean "base"?'))
    thousand = {"linspace": [1, 2, 1000000]}
    write("many.json", sweep=1, id="many", scenario="w4.json",
          axes={"/indicators/output/base": thousand, "/indicators/output/growth": thousand, "/years/end": thousand,
                "/years/base": thousand})
    dubao("sweep", "many.json", "-o", "x.db", code=3, says="1e+24 cells; allowed are at most 100000000")
    dubao("sweep", "w4.json", "-o", "x.db", code=2, says="--vary")
    dubao("sweep", "grid.json", code=2, says="-o")
    check("nothing written", not pathlib.Path("x.db").exists())

    before = pathlib.Path("grid.db").read_bytes()
    dubao("sweep", "grid.json", "-o", "grid.db", code=1, says="--resume goes on")
    for change in (("--paths", "3000"), ("--seed", "8"), ("--sampling", "sobol"),
                   ("--set", "/indicators/output/base=1"), ("--vary", "/years/end=2025,2026")):
        dubao("sweep", "grid.json", "-o", "grid.db", "--resume", *change, code=3, says="holds results of another")
    pathlib.Path("text.db").write_text("not a database, but long enough to be read as one" * 100)
    dubao("sweep", "grid.json", "-o", "text.db", "--resume", code=3, says="is no database")
    dubao("sweep", "--export", "text.db", code=3, says="is no database")
    with contextlib.closing(sqlite3.connect("other.db")) as other:
        other.execute("CREATE TABLE t (x)")
    dubao("sweep", "grid.json", "-o", "other.db", "--resume", code=3, says="is no database of a sweep")
    check("the other database as it was", query("other.db", "SELECT count(*) FROM sqlite_master") == [(1,)])
    check("the database as it was", pathlib.Path("grid.db").read_bytes() == before)
    dubao("sweep", "grid.json", "-o", ".", code=1, says="is no file")
    dubao("sweep", "grid.json", "-o", "no/folder.db", code=1)
    dubao("sweep", "grid.json", "-o", "/proc/x.db", code=1)


def failing():
    """Cells that cannot be computed are recorded; the others are there."""
    dubao("sweep", "w4.json", "--vary", "/indicators/output/growth=17%,-300%,18%", "--vary",
          "/indicators/output/volatility=2%,16.5", "-o", "fail.db", "--paths", "1000", code=7, says="4 of 6 cells failed")
    failed = query("fail.db", "SELECT cell, message, place FROM failed ORDER BY cell")
    check("which cells", [row[0] for row in failed] == [1, 2, 3, 5])
    check("why", "16.5: a rate is 0.165" in failed[0][1] and "-300% is not allowed" in failed[1][1])
    check("where", failed[0][2] == "growth = 0.17, volatility = 16.5", failed[0][2])
    cells = json.loads(dubao("sweep", "--export", "fail.db", "--format", "json").stdout)["cells"]
    named = [(row["cell"], row["message"]) for row in cells if row["status"] == "failed"]
    check("an export names them", named == [(row[0], row[1]) for row in failed], str(named))
    check("with their place", [row for row in cells if row["cell"] == 1][0]["volatility"] == 16.5)
    check("and no chance", all((row["probability"] is None) == (row["status"] == "failed") for row in cells))
    check("the others", query("fail.db", "SELECT count(*) FROM target") == [(2,)])
    dubao("sweep", "w4.json", "--vary", "/indicators/output/growth=17%,-300%,18%", "--vary",
          "/indicators/output/volatility=2%,16.5", "-o", "fail.db", "--paths", "1000", "--resume", code=7)


def killed():
    """Kills at random moments, then an interrupt, then the rest."""
    write("long.json", sweep=1, id="long", scenario="w4.json", simulation={"paths": 1000 * max(1, KILLS // 12)},
          axes={"/indicators/output/growth": {"linspace": [0.1, 0.24, 60]},
                "/indicators/output/volatility": {"linspace": [0.01, 0.08, 20]}})
    start = time.monotonic()
    dubao("sweep", "long.json", "-o", "whole.db", "--quiet")
    seconds = time.monotonic() - start
    draw = random.Random(174)
    command = [PROGRAM, "sweep", "long.json", "-o", "killed.db", "--resume", "--quiet"]
    stops = 0
    for kill in range(KILLS):
        process = subprocess.Popen(command, stderr=subprocess.PIPE)
        time.sleep(draw.uniform(0, 2.0 * seconds / KILLS))
        process.kill()
        _, words = process.communicate()
        stops += process.returncode == -signal.SIGKILL
        check("no error before the kill", not words, words)
        pathlib.Path("killed.db").exists() and dump("killed.db")
    check("killed at work", stops >= KILLS / 4, f"({stops} of {KILLS})")
    dubao("sweep", "long.json", "-o", "killed.db", "--resume", "--quiet")
    check("the same content after kills", dump("killed.db") == dump("whole.db"))

    process = subprocess.Popen([*command[:4], "stopped.db", *command[5:]], stderr=subprocess.PIPE)
    time.sleep(seconds / 3)
    process.send_signal(signal.SIGINT)
    start = time.monotonic()
    _, words = process.communicate()
    check("an interrupt", process.returncode == 130 and b"--resume" in words, (process.returncode, words))
    check("within a second", time.monotonic() - start < 3)
    check("what was done is there", query("stopped.db", "SELECT done > 0 FROM progress") == [(1,)])
    dubao("sweep", "long.json", "-o", "stopped.db", "--resume", "--quiet")
    check("the same content after an interrupt", dump("stopped.db") == dump("whole.db"))


def full():
    """A disk that is full: an error, and all batches before are there."""
    def limit(size):
        return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    dubao("sweep", "grid.json", "-o", "none.db", code=1, says="none.db", preexec_fn=limit(8192))
    check("nothing left", not pathlib.Path("none.db").exists())
    dubao("sweep", "long.json", "-o", "full.db", code=1, says="full.db", preexec_fn=limit(400000))
    check("what was done is there", query("full.db", "SELECT done > 0, failed FROM progress") == [(1, 0)])
    dubao("sweep", "long.json", "-o", "full.db", "--resume", "--quiet")
    check("the same content after a full disk", dump("full.db") == dump("whole.db"))
    if os.getuid() != 0:
        os.mkdir("closed", 0o500)
        dubao("sweep", "grid.json", "-o", "closed/x.db", code=1)


def readme():
    """The sweep of the README, and what it says the questions give."""
    text = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## Sweeps\n")[1].split("\n## ")[0]
    fences = re.findall(r"^```(\w+)\n(.*?)^```", text, re.M | re.S)
    for file in (ROOT / "scenarios/nghe-an").glob("*-174.json"):
        pathlib.Path(file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    pathlib.Path("rates.json").write_text(fences[0][1], encoding="utf-8")
    dubao("sweep", "rates.json", "-o", "rates.sqlite", "--quiet")
    with contextlib.closing(sqlite3.connect("rates.sqlite")) as database:
        for (_, question), (_, answer) in zip(fences[1::2], fences[2::2]):
            rows = database.execute(question)
            said = [line.split() for line in answer.splitlines()]
            names = " ".join(column[0] for column in rows.description).split()
            got = [names] + [[str(value) for value in row] for row in rows.fetchall()]
            check("README", said[:1] + said[2:] == got, f"{question}{got}")
    check("five questions", len(fences) == 11)


# What a machine without a network, an ssh or a user of its own needs, and one whose cores are few
LAUNCH = {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_plm": "isolated",
          "OMPI_MCA_btl": "self,vader", "OMPI_MCA_rmaps_base_oversubscribe": "1",
          "OMPI_MCA_hwloc_base_binding_policy": "none",
          # Open MPI itself leaks at its end and takes its locks in two orders
          "ASAN_OPTIONS": "detect_leaks=0", "TSAN_OPTIONS": "detect_deadlocks=0"}


def launched(*arguments, count=2):
    """mpirun at work on a sweep."""
    return subprocess.Popen(["mpirun", "-n", str(count), PROGRAM, "sweep", *arguments], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, env=dict(os.environ, **LAUNCH))


def rank_of(process, rank):
    """The number of the process that mpirun started with that rank; None when it is gone."""
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if parent == process.pid and f"OMPI_COMM_WORLD_RANK={rank}".encode() in \
                    (folder / "environ").read_bytes().split(b"\0"):
                return int(folder.name)
    return None


def at_work(process, path, seconds):
    """Waits until there is a database, and so long after it."""
    while process.poll() is None and not pathlib.Path(path).exists():
        time.sleep(0.01)
    time.sleep(seconds)


def ranks():
    """Several processes under mpirun, where there is one, make the same database."""
    module = pathlib.Path(PROGRAM).with_name("dubao-mpi.so")
    if not shutil.which("mpirun") or not module.exists():
        return
    for count in (1, 2, 4):
        process = launched("grid.json", "-o", f"ranks{count}.db", count=count)
        words, errors = process.communicate()
        check(f"{count} ranks", process.returncode == 0 and words == f"grid: 48 cells in ranks{count}.db\n", errors)
        check(f"the same content of {count} ranks", dump(f"ranks{count}.db") == dump("grid.db"))
    ranks_refused()
    ranks_killed()
    ranks_interrupted()


def has_cells(path):
    try:
        return query(path, "SELECT count(*) FROM cell") != [(0,)]
    except sqlite3.OperationalError:  # its tables are not there yet, or another program is at it
        return False


def ended(process):
    """The words of mpirun at its end. Open MPI 4.1 may wait for itself for ever (in PMIx_server_finalize) after it
    has lost a rank, when all of them are gone: then it is killed."""
    while True:
        try:
            return process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            if not any(rank_of(process, rank) for rank in range(4)):
                process.kill()


def ranks_refused():
    """The exit code and the words of one process, once."""
    for arguments in (("grid.json", "-o", "grid.db"), ("nowhere.json", "-o", "x.db"), ("bad.json", "-o", "x.db"),
                      ("grid.json",), ("w4.json", "--vary", "/indicators/output/growth=17%,-300%", "-o", "fails.db")):
        pathlib.Path("fails.db").unlink(missing_ok=True)
        alone = subprocess.run([PROGRAM, "sweep", *arguments], capture_output=True, text=True)
        pathlib.Path("fails.db").unlink(missing_ok=True)
        process = launched(*arguments)
        _, errors = process.communicate()
        check(f"exit code of {arguments} under mpirun", 0 < process.returncode == alone.returncode, errors)
        for line in alone.stderr.splitlines():
            check(f"{line} of two ranks", errors.splitlines().count(line) == 1, errors)
    process = launched("grid.json", "-o", "x.db", ":", "-n", "1", PROGRAM, "sweep", "grid.json", "-o", "x.db",
                       "--seed", "9", count=1)
    _, errors = process.communicate()
    check("different sweeps", process.returncode == 3 and errors.count("have read different") == 1, errors)


def ranks_killed():
    """mpirun ends them all when one is killed; --resume goes on, alone or with others."""
    start = time.monotonic()
    process = launched("long.json", "-o", "ranks.db", "--quiet")
    process.communicate()
    seconds = time.monotonic() - start
    check("the same content of a long sweep", dump("ranks.db") == dump("whole.db"))
    draw = random.Random(1740)
    stops = 0
    for victim in (0, 1, 1, 0):
        process = launched("long.json", "-o", "ranks_killed.db", "--resume", "--quiet")
        at_work(process, "ranks_killed.db", draw.uniform(0, seconds / 5))
        rank = rank_of(process, victim)
        if rank:
            with contextlib.suppress(ProcessLookupError):
                os.kill(rank, signal.SIGKILL)
        _, errors = ended(process)
        stops += process.returncode != 0
        check("no words of a killed one", "dubao: " not in errors, errors)
        dump("ranks_killed.db")
        rows = query("ranks_killed.db", "SELECT count(*), coalesce(max(id) + 1, 0) FROM cell")[0]
        check("the first cells are there", rows[0] == rows[1], rows)
    check("ranks killed at work", stops)
    shutil.copy("ranks_killed.db", "alone.db")
    process = launched("long.json", "-o", "ranks_killed.db", "--resume", "--quiet", count=3)
    process.communicate()
    check("the same content after a killed rank", dump("ranks_killed.db") == dump("whole.db"))
    dubao("sweep", "long.json", "-o", "alone.db", "--resume", "--quiet")
    check("the same content without the others", dump("alone.db") == dump("whole.db"))


def ranks_interrupted():
    """A signal to any rank ends all, with the exit code of the signal; one to mpirun ends them too."""
    for number, code, victim in ((signal.SIGINT, 130, 0), (signal.SIGTERM, 143, 1), (signal.SIGINT, 1, None),
                                 (signal.SIGTERM, 1, None)):
        pathlib.Path("ranks_stopped.db").unlink(missing_ok=True)
        process = launched("slow.json", "-o", "ranks_stopped.db", "--quiet")
        at_work(process, "ranks_stopped.db", 0)
        while process.poll() is None and not has_cells("ranks_stopped.db"):
            time.sleep(0.01)
        os.kill(process.pid if victim is None else rank_of(process, victim), number)
        _, errors = ended(process)
        check(f"{number} to {victim}", process.returncode in (code, -signal.SIGKILL), (process.returncode, errors))
        check("one word of it", errors.count("--resume goes on") == 1, errors)
        dump("ranks_stopped.db")
        check("what was done is there", query("ranks_stopped.db", "SELECT done > 0, done < cells FROM progress")
              == [(1, 1)])


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        scenarios()
        for part in (cells, errors, shared, designs, refused, failing, killed, full, readme, ranks):
            part()
        os.chdir("/")
    print("\n".join(faults))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
