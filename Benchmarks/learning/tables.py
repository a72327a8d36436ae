"""Makes the tables that the learning benchmark reads, always the same bytes.  usage: tables.py FOLDER [--quick]"""
import os
import sys

import numpy as np


def collisions(rows, seed=31):
    """Twenty-one measured and seven derived numbers, in single precision, with a label that follows from both without being plain."""
    random = np.random.default_rng(seed)
    measured = np.empty((rows, 21))
    for column in range(21):
        kind = column % 3
        measured[:, column] = [
            random.gamma(2.6, 0.38, rows), random.normal(0, 1, rows), random.uniform(-1.74, 1.74, rows)][kind]
    for column in (8, 12, 16, 20):
        measured[:, column] = random.choice([0.0, 1.09, 2.17], rows, p=[0.5, 0.2, 0.3])

    def mass(a, b):
        sizes = np.abs(measured[:, a] * measured[:, b])
        return np.sqrt(2 * sizes * (np.cosh(np.clip(measured[:, a + 1] - measured[:, b + 1], -3, 3))
                                    - np.cos(measured[:, a + 2] - measured[:, b + 2])).clip(0))

    first, second, third = mass(0, 3), mass(6, 9), mass(12, 15)
    derived = [first, second, third, first + second, second + third, np.hypot(first, third), first + second + third]
    seen = [value * np.exp(random.normal(0, 0.2, rows)) for value in derived]
    score = (1.5 * np.exp(-((np.log1p(first) - 0.9) / 0.4) ** 2) - 1.2 * np.exp(-((np.log1p(second) - 1.1) / 0.4) ** 2)
             + 0.8 * np.cos(measured[:, 2] - measured[:, 5]) * (measured[:, 0] > 0.8) + 0.5 * measured[:, 1] * measured[:, 4]
             + 0.4 * (measured[:, 8] > 1) * (measured[:, 12] > 1) + 0.3 * np.abs(measured[:, 10]) - 0.3 * third)
    chance = 1 / (1 + np.exp(-1.8 * (score - np.median(score))))
    return np.column_stack([measured, *seen]).astype(np.float32), (random.random(rows) < chance).astype(int)


def write(path, names, columns):
    with open(path, "w") as out:
        out.write(",".join(names) + "\n")
        for start in range(0, len(columns[0]), 10_000):
            part = [column[start:start + 10_000] for column in columns]
            out.writelines(",".join(row) + "\n" for row in zip(*part))


def text(values, digits=9):
    return [format(value, f".{digits}g") for value in values.tolist()]


def tall(path, rows):
    values, label = collisions(rows)
    write(path, ["label"] + [f"f{column:02d}" for column in range(28)],
          [[str(value) for value in label.tolist()]] + [text(values[:, column]) for column in range(28)])


def mixed(path, rows=100_000):
    """Twenty numbers, some with gaps, and eight categories of 2 to 250 words that matter."""
    random = np.random.default_rng(32)
    values, _ = collisions(rows, seed=33)
    score = 0.8 * values[:, 1] * values[:, 4] + 0.5 * values[:, 0]
    columns = [text(values[:, column]) for column in range(20)]
    for column in (3, 7, 11):
        gaps = random.random(rows) < 0.1
        columns[column] = ["" if gap else value for gap, value in zip(gaps.tolist(), columns[column])]
    for index, words in enumerate([2, 5, 12, 40, 150, 200, 240, 250]):
        weights = 1 / np.arange(1, words + 1) ** 1.1
        drawn = random.choice(words, rows, p=weights / weights.sum())
        score = score + random.normal(0, 0.5, words)[drawn]
        columns.append([f"k{index}_{word}" for word in drawn.tolist()])
    label = random.random(rows) < 1 / (1 + np.exp(np.median(score) - score))
    write(path, ["label"] + [f"n{column:02d}" for column in range(20)] + [f"c{column}" for column in range(8)],
          [[str(int(value)) for value in label]] + columns)


def wide(path, rows=5_000, width=2_000):
    random = np.random.default_rng(34)
    values = random.normal(0, 1, (rows, width))
    score = values[:, :40] @ random.normal(0, 0.6, 40) + 1.5 * values[:, 50] * values[:, 51] + random.normal(0, 1, rows)
    write(path, ["label"] + [f"v{column}" for column in range(width)],
          [[str(int(value > 0)) for value in score]] + [text(values[:, column], 6) for column in range(width)])


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    made = {"tall100k": lambda path: tall(path, 100_000), "mixed": mixed, "wide": wide, "rows200k": lambda path: tall(path, 200_000),
            "rows5k": lambda path: tall(path, 5_000)}
    if "--quick" not in sys.argv:
        made["tall1m"] = lambda path: tall(path, 1_000_000)
    for name, make in made.items():
        path = os.path.join(folder, name + ".csv")
        if not os.path.exists(path):
            make(path + ".part")
            os.rename(path + ".part", path)


if __name__ == "__main__":
    main()
