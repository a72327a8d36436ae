"""Measures what the workbench is for: a feature off, `R`, and the verdict on the screen.

usage: toggle.py ASSAY FOLDER [--split holdout:0.2] [--times N]

The real program in a real terminal (tmux), asked every few milliseconds what its screen says. Beside it a Python process that has everything
imported and the table in memory: drops the column, builds LightGBM's data set, grows 100 trees and scores the held rows at every one. The first
number is that of the first training after the start, when nothing is kept yet; then the middle one of N toggles of one feature after another.
"""
import os
import re
import subprocess
import sys
import tempfile
import time


def option(name, standard):
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else standard


class Terminal:
    def __init__(self, folder, environment, *command):
        self.tmux = ["tmux", "-S", os.path.join(folder, "socket")]
        words = " ".join(f"'{word}'" for word in ["env", *(f"{k}={v}" for k, v in environment.items()), *command])
        subprocess.run([*self.tmux, "-f", "/dev/null", "new-session", "-d", "-x", "160", "-y", "45", words], check=True)

    def press(self, *keys):
        subprocess.run([*self.tmux, "send-keys", *keys], check=True)

    def text(self):
        return subprocess.run([*self.tmux, "capture-pane", "-p"], capture_output=True, text=True).stdout

    def wait(self, pattern, seconds=120):
        began = time.perf_counter()
        while time.perf_counter() - began < seconds:
            if re.search(pattern, self.text()):
                return time.perf_counter() - began
            time.sleep(0.004)
        raise SystemExit(f"nothing like {pattern!r} came:\n{self.text()}")

    def close(self):
        subprocess.run([*self.tmux, "kill-server"], check=False)


def ours(assay, table, split, times):
    with tempfile.TemporaryDirectory() as folder:
        project = os.path.join(folder, "project")
        os.mkdir(project)
        with open(os.path.join(project, "assay.toml"), "w") as file:
            file.write(f'data = "{table}"\ntarget = "label"\n[defaults]\nmodel = "boosting"\nsplit = "{split}"\n')
        environment = {"XDG_CACHE_HOME": folder + "/cache", "XDG_STATE_HOME": folder + "/state", "TERM": "screen-256color"}
        subprocess.run(
            [assay, "import", table, "--quiet"], env={**os.environ, **environment}, stdout=subprocess.DEVNULL, check=True)
        screen = Terminal(folder, environment, assay, project)
        try:
            screen.wait("Data")
            time.sleep(3)
            seconds = []
            for number in range(1, times + 2):
                screen.press("2")
                screen.wait("features · [0-9]+ of")
                if number > 1:
                    screen.press("g", "g", *["j"] * (number + 1), "Space")
                    screen.wait("not trained yet")
                    time.sleep(1.5)
                screen.press("R")
                verdict = rf"run {number} from .*AUC [0-9.]+ → [0-9.]+" if number > 1 else rf"run {number}\b[^$]*mean +0\.[0-9]+"
                seconds.append(screen.wait(verdict))
                screen.wait(r"● idle")
                time.sleep(1)
            return seconds[0], sorted(seconds[1:])[(times - 1) // 2], seconds
        finally:
            screen.close()


def warm(table, times):
    script = f"""
import time, warnings
warnings.filterwarnings("ignore")
import pandas, lightgbm
table = pandas.read_csv({table!r})
label = table.pop("label")
held = len(table) // 5
seconds = []
for name in table.columns[1:1 + {times}]:
    began = time.perf_counter()
    rest = table.drop(columns=[name])
    data = lightgbm.Dataset(rest[held:], label[held:])
    other = lightgbm.Dataset(rest[:held], label[:held], reference=data)
    scores = {{}}
    lightgbm.train(
        dict(objective="binary", metric="auc", num_leaves=31, learning_rate=0.1, num_threads=2, verbosity=-1), data, 100,
        valid_sets=[other], callbacks=[lightgbm.record_evaluation(scores)])
    seconds.append(time.perf_counter() - began)
print(sorted(seconds)[(len(seconds) - 1) // 2])
"""
    began = time.perf_counter()
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    return float(output), time.perf_counter() - began


def main():
    assay, table = os.path.abspath(sys.argv[1]), os.path.abspath(os.path.join(sys.argv[2], "tall100k.csv"))
    times = int(option("--times", 7))
    peer, _ = warm(table, times)
    _, script = warm(table, 1)
    first, middle, every = ours(assay, table, option("--split", "holdout:0.2"), times)
    print(f"load {os.getloadavg()[0]:.2f}; seconds from the key to the verdict: " + " ".join(f"{one:.2f}" for one in every))
    print(f"the first after the start {first:.2f}, a toggle {middle:.2f}; a warm Python process {peer:.2f}, a script {script:.2f}")
    print(f"ours / warm process {middle / peer:.2f} (0.25), ours / script {middle / script:.2f} (0.09)")


if __name__ == "__main__":
    main()
