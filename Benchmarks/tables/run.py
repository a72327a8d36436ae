"""Measures assay against its peers on the same tables, in one run.  usage: run.py ASSAY FOLDER [--quick]

Every measurement is a process of its own and is repeated, peers and assay by turns; the least of the repetitions counts. Of assay the
whole process is measured, start and end included; of a peer the work alone, without the start of Python. An import of assay
starts with an empty cache and ends when the cache is written; a profile and an opening start from the cache.
"""
import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

assay, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
repetitions = 1 if "--quick" in sys.argv else 5
here = os.path.dirname(os.path.abspath(__file__))
python = sys.executable
cores = sorted(os.sched_getaffinity(0))


def environment(cache):
    return {**os.environ, "XDG_CACHE_HOME": cache, "XDG_STATE_HOME": cache + "/state"}


def pinned(threads):
    return ["taskset", "-c", ",".join(str(core) for core in cores[:threads])]


def run_assay(arguments, cache, threads):
    """Wall and processor seconds and the peak in MB of a whole process."""
    began = time.perf_counter()
    child = subprocess.Popen(pinned(threads) + [assay] + arguments, env=environment(cache), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"assay {' '.join(arguments)} ended with {child.returncode}")
    return {"wall": time.perf_counter() - began, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 1024}


def run_peer(engine, work, path, threads, limit=300):
    try:
        done = subprocess.run(
            pinned(threads) + [python, os.path.join(here, "peers.py"), engine, work, path, str(threads)],
            stdout=subprocess.PIPE, timeout=limit, check=True)
    except subprocess.TimeoutExpired:
        return None
    return json.loads(done.stdout)


def first_screen(command, wanted, env):
    """Seconds until the text `wanted` stands on the screen of a terminal of 120 x 36."""
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(env, TERM="xterm-256color", LINES="36", COLUMNS="120")
        subprocess.run(["stty", "rows", "36", "cols", "120"])
        os.execvp(command[0], command)
    seen = b""
    found = None
    while time.perf_counter() - began < 120:
        if select.select([terminal], [], [], 0.5)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                break
            if wanted.encode() in re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b\([A-Z0-9]", b"", seen):
                found = time.perf_counter() - began
                break
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    os.close(terminal)
    return found


def least(results):
    results = [result for result in results if result]
    return {key: min(result[key] for result in results) for key in results[0]} if results else None


def row(work, peer, theirs, ours, what, goal):
    if theirs is None:
        print(f"{work:<44} {peer:<9} {what:<5} {'none':>8} {ours[what]:8.2f} {'':>7}  {goal}")
        return
    ratio = ours[what] / theirs[what]
    print(f"{work:<44} {peer:<9} {what:<5} {theirs[what]:8.2f} {ours[what]:8.2f} {ratio:7.2f}  {goal}", flush=True)


def bench_import(name, goal):
    path = os.path.join(folder, name + ".csv")
    for threads in (2, 1):
        ours, polars, duckdb = [], [], []
        for _ in range(repetitions):
            with tempfile.TemporaryDirectory() as cache:
                ours.append(run_assay(["import", path, "--quiet"], cache, threads))
            polars.append(run_peer("polars", "import", path, threads))
            duckdb.append(run_peer("duckdb", "import", path, threads))
        ours, polars, duckdb = least(ours), least(polars), least(duckdb)
        label = f"import {name}, {threads} thread{'s' if threads > 1 else ''}"
        for what in ("wall", "cpu"):
            row(label, "polars", polars, ours, what, goal if threads == 2 and what == "wall" else "")
            row(label, "duckdb", duckdb, ours, what, goal if threads == 2 and what == "wall" and name != "wide" else "")
        if threads == 2:
            row(label, "polars", polars, ours, "peak", "<= 0.7")


def bench_profile(name, wall_goal, cpu_goal, with_polars):
    path = os.path.join(folder, name + ".csv")
    with tempfile.TemporaryDirectory() as cache:
        run_assay(["import", path, "--quiet"], cache, 2)
        for threads in (2, 1):
            ours, polars, duckdb = [], [], []
            for _ in range(repetitions):
                ours.append(run_assay(["profile", path, "--json", "--quiet"], cache, threads))
                if with_polars:
                    polars.append(run_peer("polars", "profile", path, threads))
                duckdb.append(run_peer("duckdb", "profile", path, threads))
            ours, polars, duckdb = least(ours), least(polars), least(duckdb)
            label = f"profile {name}, {threads} thread{'s' if threads > 1 else ''}"
            for what in ("wall", "cpu"):
                if with_polars:
                    row(label, "polars", polars, ours, what, wall_goal if threads == 2 and what == "wall" else "")
                goal = wall_goal if what == "wall" else cpu_goal
                row(label, "duckdb", duckdb, ours, what, goal if threads == 2 else "")


def bench_opening(name):
    path = os.path.join(folder, name + ".csv")
    with open(path) as source:
        header = source.readline().rstrip("\n").split(",")
        wanted = source.readline().rstrip("\n").split(",")[1][:5]
    with tempfile.TemporaryDirectory() as cache:
        run_assay(["import", path, "--quiet"], cache, 2)
        ours, theirs = [], []
        for _ in range(repetitions):
            ours.append({"wall": first_screen([assay, path], wanted, environment(cache))})
            theirs.append({"wall": first_screen([os.path.join(os.path.dirname(python), "vd"), path], wanted, {})})
    row(f"open cached {name} to the first rows", "visidata", least(theirs), least(ours), "wall", "<= 0.1")


def bench_first_rows(name):
    """From the start of the program to the first rows of a file that no cache knows; VisiData shows its first rows likewise."""
    path = os.path.join(folder, name + ".csv")
    with open(path) as source:
        source.readline()
        wanted = source.readline().rstrip("\n").split(",")[1][:5]
    ours, theirs = [], []
    for _ in range(repetitions):
        with tempfile.TemporaryDirectory() as cache:
            ours.append({"wall": first_screen([assay, path], wanted, environment(cache))})
        theirs.append({"wall": first_screen([os.path.join(os.path.dirname(python), "vd"), path], wanted, {})})
    row(f"first rows of an unread file, {name}", "visidata", least(theirs), least(ours), "wall", "0.1 s")


print(f"load {os.getloadavg()[0]:.2f} at the start; the least of {repetitions}; seconds, MB")
print(f"{'work':<44} {'peer':<9} {'':<5} {'peer':>8} {'assay':>8} {'ratio':>7}  goal")
bench_import("numeric", "<= 0.5")
bench_import("mixed", "<= 0.7")
bench_import("wide", "<= 0.7")
bench_profile("numeric", "<= 0.25", "<= 0.2", with_polars=True)
bench_profile("wide", "<= 0.2", "<= 0.2", with_polars=False)
for table in ("numeric", "mixed", "wide"):
    bench_opening(table)
for table in ("numeric", "mixed", "wide"):
    bench_first_rows(table)
print(f"load {os.getloadavg()[0]:.2f} at the end")
