"""What the cases of the learning benchmark are made of. A case is one line in a file of the folder cases; that file has the peers'
functions beside it."""
import dataclasses
import time


@dataclasses.dataclass
class Case:
    """Work that assay and its peers do on the same table with the same number of threads."""
    work: str
    table: str
    """The options of `assay train`."""
    options: list
    """By name, a function of (data, clock, threads) that does the work under the clock and returns predictions, or None."""
    peers: dict
    """Our time through the best peer's."""
    goal: float
    """`fit` is the time to encode and fit; `predict` that to predict the rows of `rows`."""
    what: str = "fit"
    rows: str = ""
    """Further options that make a model whose predictions cost next to nothing: for what reading and writing take."""
    idle: tuple = ("--set", "n_estimators=1")
    threads: tuple = (2, 1)
    """Left out with --quick."""
    is_long: bool = False


class Clock:
    """Wall and processor seconds of what stands in its `with`."""

    def __enter__(self):
        self.wall, self.cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_):
        self.wall, self.cpu = time.perf_counter() - self.wall, time.process_time() - self.cpu


class Data:
    """A table as the peers get it: a fifth of the rows, drawn at random, is held out."""

    def __init__(self, path, rows_path=None):
        import numpy as np
        import pandas as pd
        table = pd.read_csv(path)
        self.words = [name for name in table.columns if not pd.api.types.is_numeric_dtype(table[name])]
        for name in self.words:
            table[name] = table[name].astype("category")
        target = table.pop("label").to_numpy()
        order = np.random.default_rng(0).permutation(len(table))
        held = len(table) // 5
        values = table if self.words else np.ascontiguousarray(table.to_numpy(np.float32))
        pick = (lambda rows: values.iloc[rows].reset_index(drop=True)) if self.words else (lambda rows: values[rows])
        self.training, self.label = pick(order[held:]), target[order[held:]]
        self.held, self.held_label = pick(order[:held]), target[order[:held]]
        self.rows = None
        if rows_path:
            rows = pd.read_csv(rows_path)
            self.rows = np.ascontiguousarray(rows.drop(columns="label").to_numpy(np.float32))
