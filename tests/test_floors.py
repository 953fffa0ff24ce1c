#!/usr/bin/env python3
"""Every include goes down: a file may include its own folder or a lower floor, never a higher one,
never a sibling of the same floor; packages stay on their floors; models have no headers.

usage: test_floors.py PROGRAM ROOT   (PROGRAM is not used)
"""
import pathlib
import re
import sys

FLOOR = {"base": 0, "math": 1, "core": 2, "run": 3, "io": 3, "models": 3, "plots": 3, "cli": 4}

# Header of a package -> folders that may include it; C and POSIX headers are free.
PACKAGE = {
    "gsl/": {"math"},
    "glpk.h": {"math"},
    "Random123/": {"math"},
    "immintrin.h": {"math"},
    "cblas.h": {"math"},
    "lapacke.h": {"math"},
    "cJSON": {"io"},
    "cjson/": {"io"},
    "sha2.h": {"io"},
    "sqlite3.h": {"io"},
    "mpi.h": {"run"},
    "dlfcn.h": {"run"},
    "malloc.h": {"base"},
    "pthread.h": {"run"},
    "stdatomic.h": {"run"},
}
FREE = {
    "assert.h", "ctype.h", "errno.h", "fcntl.h", "float.h", "inttypes.h", "limits.h", "locale.h",
    "math.h", "poll.h", "signal.h", "spawn.h", "stdarg.h", "stdbool.h", "stddef.h", "stdint.h",
    "stdio.h", "stdlib.h", "string.h", "strings.h", "sys/stat.h", "sys/types.h", "sys/wait.h",
    "time.h", "unistd.h",
}


def folder_of(path, root):
    parts = path.relative_to(root).parts
    return parts[1] if parts[0] == "engine" else parts[0]


def check(path, root):
    own = folder_of(path, root)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = re.match(r'\s*#\s*include\s+([<"])([^>"]+)[>"]', line)
        if not found:
            continue
        where = f"{path.relative_to(root)}:{number}: {found[2]}"
        if found[1] == '"':
            other = found[2].split("/")[0]
            if other not in FLOOR:
                yield f"{where}: is no folder of the house"
            elif other != own and FLOOR[other] >= FLOOR[own]:
                yield f"{where}: {own} (floor {FLOOR[own]}) may not include {other} (floor {FLOOR[other]})"
            elif not (root / "engine" / found[2]).exists() and not (root / found[2]).exists():
                yield f"{where}: does not exist"
        elif found[2] not in FREE:
            homes = [where for start, where in PACKAGE.items() if found[2].startswith(start)]
            if not homes:
                yield f"{where}: a package that no floor is given"
            elif own not in homes[0]:
                yield f"{where}: belongs to {', '.join(sorted(homes[0]))} only"


def main():
    root = pathlib.Path(sys.argv[2]).resolve()
    files = [p for top in ("engine", "models", "plots") for p in sorted((root / top).rglob("*.[ch]"))]
    wrong = [fault for path in files for fault in check(path, root)]
    wrong += [f"{p.relative_to(root)}: models have no headers" for p in (root / "models").glob("*.h")]
    wrong += [f"{p.relative_to(root)}: does not include its own header first"
              for p in files if p.suffix == ".c" and p.with_suffix(".h").exists()
              and not re.search(r'^#include "([^"]+)"', p.read_text(encoding="utf-8"), re.M)[1]
              .endswith(p.with_suffix(".h").name)]
    if len(files) < 50:
        wrong.append(f"only {len(files)} files found under {root}")
    print("\n".join(wrong) if wrong else f"{len(files)} files stand on their floors")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
