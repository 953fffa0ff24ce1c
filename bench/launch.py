"""Runs a program and says what it cost: wall and processor time, and the greatest memory."""
import dataclasses
import json
import os
import resource
import shutil
import subprocess
import tempfile
import time

# Nobody's library starts threads of its own.
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
               "MKL_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}


@dataclasses.dataclass
class Run:
    code: int
    output: str
    wall: float  # seconds
    processor: float  # seconds, user and system
    memory: float  # MB; None when this program's own may stand in its place


def launch(command, cores):
    """Runs the command (words, the first a path) on those cores, its standard output kept."""
    os.sched_setaffinity(0, cores)
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = os.posix_spawn(command[0], command, ENVIRONMENT,
                                 file_actions=[(os.POSIX_SPAWN_DUP2, output.fileno(), 1)])
        _, status, used = os.wait4(process, 0)
        wall = time.perf_counter() - start
        output.seek(0)
        text = output.read().decode(errors="replace")
    inherited = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Run(os.waitstatus_to_exitcode(status), text, wall, used.ru_utime + used.ru_stime,
               used.ru_maxrss / 1024 if used.ru_maxrss > 1.1 * inherited else None)


def lines(run):
    """The JSON lines that a program printed."""
    return [json.loads(line) for line in run.output.splitlines() if line.startswith("{")]


def says(command):
    """The first line of a command's output; "" when it does not work."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return (done.stdout + done.stderr).split("\n")[0].strip()


def python_with_numpy():
    """Path of a Python that has NumPy, and the version of that; None, "" when there is none."""
    for name in ("python3", "/usr/bin/python3"):
        path = shutil.which(name)
        version = path and says([path, "-c", "import numpy; print(numpy.__version__)"])
        if version:
            return path, version
    return None, ""
