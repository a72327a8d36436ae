"""Measures how long assay and its peers take to learn, on the same tables with the same number of threads.

usage: run.py ASSAY FOLDER [--quick] [--only TEXT] [--repeat N]

Every measurement is a process of its own; ours and each peer's take turns, and the least of the repetitions counts. Ours is the real
program: what `assay train --json` says of encoding and fitting, and of the processor what the process used beyond one that fits the
baseline. To predict, it is the time of `assay predict` beyond that with a model that does next to nothing, so that reading and
writing do not count. Peers have read their table before their clock starts. The score is the area under the ROC curve on a fifth of the rows, which
is not the same fifth: differences of 0.004 are chance (quality.py compares on equal rows).
"""
import dataclasses
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)
cores = sorted(os.sched_getaffinity(0))


def option(name, standard):
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else standard


def all_cases():
    """In the order of the files' names; whoever adds a family adds a file."""
    found = []
    for name in sorted(os.listdir(os.path.join(here, "cases"))):
        if name.endswith(".py"):
            found += importlib.import_module("cases." + name[:-3]).CASES
    return found


def table(folder, name):
    return os.path.join(folder, name + ".csv") if name else None


def pinned(threads):
    return ["taskset", "-c", ",".join(str(core) for core in cores[:threads])]


def child(arguments, threads, environment=None):
    """What a process printed, its wall and processor seconds."""
    began = time.perf_counter()
    process = subprocess.Popen(pinned(threads) + arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}")
    return output, time.perf_counter() - began, usage.ru_utime + usage.ru_stime


class Ours:
    """The program with a cache and a store of its own."""

    def __init__(self, assay, folder, work):
        self.assay, self.folder = assay, folder
        self.environment = {**os.environ, "XDG_CACHE_HOME": work + "/cache", "XDG_STATE_HOME": work + "/state"}
        self.work = work
        self.ready = set()

    def train(self, case, threads, more=()):
        path = table(self.folder, case.table)
        for name in {path, table(self.folder, case.rows)} - {None} - self.ready:
            child([self.assay, "import", name, "--quiet"], 2, self.environment)
            self.ready.add(name)
        arguments = [
            self.assay, "train", path, "--target", "label", "--task", "classification", "--split", "holdout:0.2", "--threads",
            str(threads), "--quiet", "--json", *case.options, *more]
        output, _, cpu = child(arguments, threads, self.environment)
        return json.loads(output), cpu

    def fit(self, case, threads):
        run, cpu = self.train(case, threads, ["--no-refit"])
        _, idle = self.train(dataclasses.replace(case, options=["--model", "baseline"]), threads, ["--no-refit"])
        seconds = run["seconds"]
        return {"wall": seconds["encode"] + seconds["fit"], "cpu": cpu - idle, "auc": run["metrics"]["auc"]["mean"]}

    def predict(self, case, threads):
        rows = table(self.folder, case.rows)
        times = []
        for more in ([], list(case.idle)):
            run, _ = self.train(case, threads, more)
            _, wall, cpu = child(
                [self.assay, "predict", run["run"], rows, "--project", self.folder, "--threads", str(threads),
                 "--out", self.work + "/predictions.csv", "--quiet"], threads, self.environment)
            times.append((wall, cpu))
        return {"wall": times[0][0] - times[1][0], "cpu": times[0][1] - times[1][1], "auc": None}


def peer(folder, case, name, threads):
    output, _, _ = child(
        [sys.executable, os.path.abspath(__file__), "--peer", case.work, name, str(threads), folder], threads)
    return json.loads(output.decode().strip().splitlines()[-1])


def be_peer(work, name, threads, folder):
    """One measurement of a peer, in a process of its own."""
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = threads
    import warnings
    warnings.filterwarnings("ignore")
    from harness import Clock, Data
    from sklearn.metrics import roc_auc_score
    case = next(case for case in all_cases() if case.work == work)
    data = Data(table(folder, case.table), table(folder, case.rows))
    clock = Clock()
    held = case.peers[name](data, clock, int(threads))
    score = None if held is None else float(roc_auc_score(data.held_label, held))
    print(json.dumps({"wall": clock.wall, "cpu": clock.cpu, "auc": score}))


def least(results):
    return {
        "wall": min(result["wall"] for result in results), "cpu": min(result["cpu"] for result in results),
        "auc": results[0]["auc"]}


def score(result):
    return f"{result['auc']:.4f}" if result["auc"] is not None else ""


def main():
    assay, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    quick = "--quick" in sys.argv
    repetitions = int(option("--repeat", 1 if quick else 3))
    wanted = option("--only", "")
    print(f"load {os.getloadavg()[0]:.2f} at the start; the least of {repetitions}; seconds")
    print(f"{'work':<42} {'threads':>7} {'who':<9} {'wall':>7} {'cpu':>7} {'auc':>7}  ours / best peer (goal)")
    with tempfile.TemporaryDirectory() as work:
        ours = Ours(assay, folder, work)
        for case in all_cases():
            if wanted not in case.work or (quick and case.is_long) or not os.path.exists(table(folder, case.table)):
                continue
            for threads in case.threads:
                results = {}
                for _ in range(repetitions):
                    results.setdefault("assay", []).append(getattr(ours, case.what)(case, threads))
                    for name in case.peers:
                        results.setdefault(name, []).append(peer(folder, case, name, threads))
                results = {name: least(found) for name, found in results.items()}
                own = results.pop("assay")
                ratio = {what: own[what] / min(found[what] for found in results.values()) for what in ("wall", "cpu")}
                print(f"{case.work:<42} {threads:>7} {'assay':<9} {own['wall']:7.3f} {own['cpu']:7.3f} {score(own):>7}  "
                      f"{ratio['wall']:.2f} wall, {ratio['cpu']:.2f} cpu ({case.goal})", flush=True)
                for name, found in results.items():
                    print(f"{'':<42} {'':>7} {name:<9} {found['wall']:7.3f} {found['cpu']:7.3f} {score(found):>7}", flush=True)
    print(f"load {os.getloadavg()[0]:.2f} at the end")


if __name__ == "__main__":
    if sys.argv[1] == "--peer":
        be_peer(*sys.argv[2:6])
    else:
        main()
