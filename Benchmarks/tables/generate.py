"""Makes the tables that the benchmark reads, always the same bytes.  usage: generate.py FOLDER"""
import os
import sys

import numpy as np


def numeric(path, rows=1_000_000, columns=28):
    """A label and single-precision numbers with nine significant digits: 29 columns, about 275 MB."""
    random = np.random.default_rng(20)
    values = np.empty((rows, columns), np.float32)
    for column in range(columns):
        shape = column % 4
        if shape == 0:
            values[:, column] = random.gamma(2.5, 0.4, rows)
        elif shape == 1:
            values[:, column] = random.normal(0, 1, rows)
        elif shape == 2:
            values[:, column] = random.uniform(-1.74, 1.74, rows)
        else:
            values[:, column] = random.choice([0.0, 1.086538, 2.173076], rows, p=[0.5, 0.2, 0.3])
    chance = 1 / (1 + np.exp(-(values[:, 0] - 1 + values[:, 1] * values[:, 5])))
    label = (random.random(rows) < chance).astype(int)
    with open(path, "w") as out:
        out.write("label," + ",".join(f"f{column:02d}" for column in range(columns)) + "\n")
        for start in range(0, rows, 10_000):
            out.writelines(
                f"{label[row]}," + ",".join(format(value, ".9g") for value in values[row].tolist()) + "\n"
                for row in range(start, min(start + 10_000, rows)))


def mixed(path, rows=1_000_000):
    """Numbers with gaps, categories of 2 to 5,000 words, dates, times, and notes with commas, quotes and line breaks."""
    random = np.random.default_rng(21)
    columns = {"id": [str(row) for row in range(rows)]}
    for index in range(10):
        kind = index % 5
        drawn = [
            random.normal(50, 12, rows), random.lognormal(3, 1, rows), random.integers(0, 100, rows).astype(float),
            random.exponential(2, rows), random.uniform(-1, 1, rows)][kind]
        digits = [2, 3, 1, 4, 5][kind]
        missing = random.random(rows) < [0, 0.01, 0.05, 0.2, 0.5][kind]
        columns[f"n{index}"] = ["" if gap else f"{value:.{digits}f}" for value, gap in zip(drawn.tolist(), missing.tolist())]
    for index, words in enumerate([2, 5, 12, 40, 150, 500, 2000, 5000]):
        weights = 1 / np.arange(1, words + 1) ** 1.1
        names = [f"k{index}_{word * 2654435761 % 2**32:x}" for word in range(words)]
        drawn = random.choice(words, rows, p=weights / weights.sum()).tolist()
        missing = (random.random(rows) < (0.03 if index % 3 == 1 else 0)).tolist()
        columns[f"c{index}"] = ["" if gap else names[word] for word, gap in zip(drawn, missing)]
    day = np.datetime64("2015-01-01") + random.integers(0, 4000, rows).astype("timedelta64[D]")
    columns["day"] = day.astype(str).tolist()
    second = np.datetime64("2020-01-01T00:00:00") + random.integers(0, 100_000_000, rows).astype("timedelta64[s]")
    columns["time"] = [text.replace("T", " ") for text in second.astype(str).tolist()]
    phrases = ["came late, box torn", "fine", "sent back; paid", 'said ""never again""', "first line\nsecond line", "no word"]
    first, second = random.integers(0, len(phrases), rows).tolist(), random.integers(0, len(phrases), rows).tolist()
    columns["note"] = [f'"{phrases[a]} - {phrases[b]}"' for a, b in zip(first, second)]
    columns["target"] = [str(bit) for bit in random.integers(0, 2, rows).tolist()]
    with open(path, "w") as out:
        out.write(",".join(columns) + "\n")
        out.writelines(",".join(row) + "\n" for row in zip(*columns.values()))


def wide(path, rows=5000, columns=2000):
    """Few rows, 2,001 columns, about 85 MB."""
    random = np.random.default_rng(22)
    values = random.normal(0, 1, (rows, columns))
    label = (values[:, 3] + values[:, 7] * values[:, 9] > 0).astype(int)
    with open(path, "w") as out:
        out.write(",".join([f"v{column}" for column in range(columns)] + ["label"]) + "\n")
        for row in range(rows):
            out.write(",".join(f"{value:.5f}" for value in values[row].tolist()) + f",{label[row]}\n")


if __name__ == "__main__":
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for make in (numeric, mixed, wide):
        path = os.path.join(folder, make.__name__ + ".csv")
        if not os.path.exists(path):
            make(path + ".part")
            os.rename(path + ".part", path)
