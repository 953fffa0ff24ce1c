"""The program under test, run as its users run it; files lie in a folder of their own."""
import json
import pathlib
import subprocess
import threading
from dataclasses import dataclass

NO_CHARTS = {"PATH": ""}  # gnuplot is not found: `run` draws nothing, exit code 6
SECONDS = 120  # the longest that a run may take


@dataclass
class Answer:
    code: int
    text: str   # standard output
    words: str  # standard error

    @property
    def result(self):
        """The JSON; a NaN or an infinity in it is an error."""
        def refuse(word):
            raise ValueError(f"{word} in the JSON")
        return json.loads(self.text, parse_constant=refuse)


class Program:
    def __init__(self, path, folder):
        self.path, self.folder = str(pathlib.Path(path).resolve()), pathlib.Path(folder)

    def write(self, scenario):
        """A file for this thread's scenario; the next one takes its place."""
        path = self.folder / f"scenario-{threading.get_ident()}.json"
        path.write_text(json.dumps(scenario), encoding="utf-8")
        return path

    def run(self, command, *words):
        try:
            out = subprocess.run([self.path, command, *map(str, words)], cwd=self.folder,
                                 env=NO_CHARTS,
                                 capture_output=True, text=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return Answer(-1, "", f"took more than {SECONDS} seconds")
        return Answer(out.returncode, out.stdout, out.stderr.strip())

    @staticmethod
    def read(folder):
        """simulate.json of a folder that `run` wrote, wherever it lies in it."""
        return json.loads(next(folder.rglob("simulate.json")).read_text(encoding="utf-8"))

    def simulate(self, scenario, sampling, paths, seed):
        return self.run("simulate", self.write(scenario), "--format", "json", "--sampling",
                        sampling, "--paths", paths, "--seed", seed, "--threads", 1)
