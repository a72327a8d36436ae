"""Measures the store against MLflow, wandb and trackio, in one run.  usage: run.py ASSAY STORE-BENCH FOLDER [--quick]

STORE-BENCH is the program beside this file: it trains nothing, but writes through the worker that every native run has, and watches
from a process of its own as a screen does. A peer that is not installed is left out.
"""
import json
import os
import pty
import random
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
import fcntl

assay, bench, folder = (os.path.abspath(word) for word in sys.argv[1:4])
quick = "--quick" in sys.argv
here = os.path.dirname(os.path.abspath(__file__))
lines = []


def say(text):
    print(text, flush=True)


def row(work, ours, goal, peers=""):
    lines.append((work, ours, goal, peers))
    say(f"{work}: {ours} (goal {goal}){'; ' + peers if peers else ''}")


def environment():
    return {**os.environ, "XDG_CACHE_HOME": folder + "/cache", "XDG_STATE_HOME": folder + "/state", "LANG": "C.UTF-8"}


def fresh(name):
    place = f"{folder}/{name}"
    shutil.rmtree(place, ignore_errors=True)
    os.makedirs(place)
    return place


def tool(*words, **options):
    return subprocess.Popen([bench, *map(str, words)], stdout=subprocess.PIPE, env=environment(), **options)


def answer(child):
    output, _ = child.communicate()
    if child.returncode != 0:
        raise SystemExit(f"{child.args} ended with {child.returncode}")
    return json.loads(output)


def peer(work, *words, limit=900):
    """What a peer took, or None where it is not there."""
    place = fresh("peer")
    try:
        done = subprocess.run([sys.executable, f"{here}/peers.py", work, place, *map(str, words)], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=limit)
    except subprocess.TimeoutExpired:
        say(f"  {work} took longer than {limit} s")
        return None
    if done.returncode != 0:
        say(f"  {work} is left out: {done.stderr.decode(errors='replace').strip().splitlines()[-1:]}")
        return None
    return json.loads(done.stdout.splitlines()[-1])


def rate(done):
    return done["points"] / done["seconds"]


def ratio(ours, theirs, name):
    return f"{name} {theirs:,.0f} ({ours / theirs:,.0f} times)"


def points_of_one_writer():
    count = 200_000 if quick else 4_000_000
    place = fresh("one")
    watching = tool("watch", place, stderr=subprocess.PIPE)
    watching.stderr.readline()
    wrote = answer(tool("write", place, count))
    seen = answer(watching)["seen"]
    assert wrote["points"] == count and wrote["state"] == "done", wrote
    lags, at = [], 0
    for told, when in wrote["told"]:
        while at < len(seen) and seen[at][0] < told:
            at += 1
        lags.append(seen[at][1] - when if at < len(seen) else float("inf"))
    lags.sort()
    ours = rate(wrote)
    others = []
    one = peer("mlflow_log", 50 if quick else 500)
    if one:
        others.append(ratio(ours, rate(one), "MLflow log_metric"))
    for name, work in (("wandb offline", "wandb_log"), ("trackio", "trackio_log")):
        done = peer(work, 1000 if quick else 20_000)
        if done:
            others.append(ratio(ours, rate(done), name))
    row("points a second, one native worker", f"{ours:,.0f}", ">= 200,000", ", ".join(others))
    row("until another process sees a point", f"median {lags[len(lags) // 2] * 1000:.0f} ms, worst {lags[-1] * 1000:.0f} ms",
        "<= 250 ms")


def points_of_a_pipe():
    steps = 20_000 if quick else 250_000
    place = fresh("pipe")
    path = place + "/lines"
    numbers = random.Random(3)
    for values in (1, 4):
        names = ["train/loss", "valid/loss", "train/auc", "valid/auc"][:values]
        with open(path, "w") as file:
            file.write('{"t": "hello", "trainer": "bench"}\n')
            for step in range(1, steps + 1):
                file.write(json.dumps({"t": "metric", "step": step, "values": {name: numbers.random() for name in names}}) + "\n")
            file.write('{"t": "end"}\n')
        with open(path) as file:
            began = time.perf_counter()
            subprocess.run([assay, "log", "--project", place], stdin=file, stdout=subprocess.DEVNULL, env=environment(), check=True)
            seconds = time.perf_counter() - began
        row(f"points a second through `assay log`, {values} a line", f"{steps * values / seconds:,.0f}", ">= 50,000")


def points_of_four_writers():
    count = 100_000 if quick else 1_000_000
    place = fresh("four")
    # The store is there before they race.
    answer(tool("write", place, 4))
    began = time.perf_counter()
    writers = [tool("write", place, count) for _ in range(4)]
    wrote = [answer(writer) for writer in writers]
    seconds = time.perf_counter() - began
    lost = 4 * count - sum(one["points"] for one in wrote)
    ours = 4 * count / seconds
    theirs = peer("mlflow_writers", 20 if quick else 100)
    others = f"{ratio(ours, rate(theirs), 'MLflow')}, {theirs['errors']} errors" if theirs else ""
    row("points a second, four writers together", f"{ours:,.0f}, {lost} lost, {sum(one['state'] != 'done' for one in wrote)} errors",
        ">= 100,000, none", others)


def questions():
    count = 1000 if quick else 10_000
    place = fresh("many")
    made = answer(tool("fill", place + "/.assay", count))
    asked = answer(tool("ask", place + "/.assay"))
    theirs = peer("mlflow_search", count, limit=1800)
    for key, title, goal in (("sorted", "first 100 sorted by a metric", "<= 10 ms"),
                             ("three_clauses", "the same, three clauses", "<= 20 ms")):
        ours = asked[key]
        others = f"MLflow {theirs[key]['median']:,.0f} ms ({theirs[key]['median'] / ours['median']:,.0f} times)" if theirs else ""
        row(f"{count:,} runs x {made['metrics']} x 20, {title}", f"{ours['median']:.1f} ms, the first time {ours['first']:.1f} ms",
            goal, others)
    for key, title in (("two_keys", "first 100 by two keys"), ("counted", "three clauses, counted"),
                       ("word_anywhere", "a word anywhere, counted")):
        row(title, f"{asked[key]['median']:.1f} ms", "-")
    return place


def a_million_points(place):
    outline = answer(tool("outline", place + "/.assay"))
    row("outline of 1,000,000 points", f"{outline['outline']['median']:.1f} ms, the first time {outline['outline']['first']:.1f} ms",
        "<= 100 ms")
    row("points outside of the outline", f"{outline['outside']} of {outline['compared']:,}, extremes wrong by "
        f"{outline['error_of_extremes']:.1g} of themselves", "0")
    with open(place + "/bench.csv", "w") as file:
        file.write("x,outcome\n" + "".join(f"{index},{'yes' if index % 3 else 'no'}\n" for index in range(60)))
    with open(place + "/assay.toml", "w") as file:
        file.write('data = "bench.csv"\ntarget = "outcome"\n')
    times = sorted(first_frame(place) for _ in range(3 if quick else 7))
    row("key to first frame with its curve, 160 x 48", f"median {times[len(times) // 2]:.0f} ms, worst {times[-1]:.0f} ms",
        "<= 100 ms")


def first_frame(place):
    """Milliseconds from the key that moves the cursor onto the run to the curve on the terminal."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(assay, ["assay", "--project", place], {**environment(), "TERM": "xterm-256color"})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 48, 160, 0, 0))

    def read_until(done, limit):
        output, end = b"", time.perf_counter() + limit
        while time.perf_counter() < end:
            if select.select([terminal], [], [], 0.05)[0]:
                output += os.read(terminal, 1 << 16)
            elif done is None:
                return output
            if done and done(output):
                return output
        return output

    def has_braille(output):
        return any(b"\xe2" + bytes([second]) in output for second in range(0xA1, 0xA4)) or b"\xe2\xa0" in output

    try:
        read_until(lambda output: b"alerts" in output, 30)
        os.write(terminal, b"5")
        read_until(lambda output: b"what changed" in output, 30)
        time.sleep(1)
        read_until(None, 1)
        began = time.perf_counter()
        os.write(terminal, b"j")
        output = read_until(has_braille, 10)
        taken = (time.perf_counter() - began) * 1000
        if not has_braille(output):
            raise SystemExit("the curve was not drawn")
        return taken
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(terminal)


def room():
    sizes = answer(tool("size", fresh("room")))
    one = peer("mlflow_bytes", 10_000)
    two = peer("wandb_log", 1000 if quick else 10_000)
    others = ", ".join(f"{name} {done['bytes']:.0f}" for name, done in (("MLflow", one), ("wandb", two)) if done)
    row("bytes a point", f"{sizes['long']:.1f} of a curve of 1,000,000, {sizes['middle']:.1f} of 1,000, {sizes['short']:.1f} of 100",
        "<= 10", others)


os.makedirs(folder, exist_ok=True)
points_of_one_writer()
points_of_a_pipe()
points_of_four_writers()
place = questions()
a_million_points(place)
room()
say("\n| work | assay | goal | peers |\n| --- | --- | --- | --- |")
for cells in lines:
    say("| " + " | ".join(cells) + " |")
