"""What an assay trainer needs and a library does not give: the task, the table, the lines. Copy it beside your own trainer."""
import csv
import json
import math
import os
import sys

# Messages have standard output to themselves: what libraries print goes to standard error, into the run's log.
_out = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)


def say(message, /, **fields):
    """Prints one message; NaN and infinity, which JSON has not, become null."""
    _out.write(json.dumps({"t": message, **_clean(fields)}, allow_nan=False) + "\n")


def _clean(value):
    if isinstance(value, dict):
        return {str(key): _clean(one) for key, one in value.items()}
    if hasattr(value, "tolist"):
        return _clean(value.tolist())
    if isinstance(value, (list, tuple)):
        return [_clean(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


class Task:
    """The run: its task, and the table as lists. Words become numbers by their sorted order, what is missing NaN."""

    def __init__(self):
        with open(os.environ["ASSAY_RUN_FILE"]) as file:
            self.__dict__.update(json.load(file))
        with open(os.environ["ASSAY_TABLE"], newline="") as file:
            lines = list(csv.DictReader(file))
        columns, names = self.columns, [feature["column"] for feature in self.features]
        by_name = {name: _numbers([line[name] for line in lines]) for name in names}
        self.x = [list(values) for values in zip(*(by_name[name] for name in names))]
        self.y = [float(line[columns["target"]] or "nan") for line in lines]
        self.rows = [int(line[columns["row"]]) for line in lines]
        self.is_sealed = [line[columns["sealed"]] == "1" for line in lines]
        self._parts = {fold: [line[name] for line in lines] for fold, name in enumerate(columns["folds"], 1)}

    def parts(self, fold):
        """The places in the table that a fold trains on, and those that score it."""
        parts = self._parts[fold]
        return [i for i, p in enumerate(parts) if p == "train"], [i for i, p in enumerate(parts) if p == "valid"]


def _numbers(texts):
    try:
        return [float(text or "nan") for text in texts]
    except ValueError:
        codes = {word: float(code) for code, word in enumerate(sorted(set(texts) - {""}))}
        return [codes.get(text, math.nan) for text in texts]
