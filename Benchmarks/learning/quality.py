"""Compares the scores of boosting in assay, LightGBM and scikit-learn on equal folds: the mean of five seeds, each of which draws other
folds.

usage: quality.py ASSAY FOLDER... [--only NAME] [--seeds N]

The folders hold tables as their collections carry them; those named below are used where they are there, and any other CSV with a
header whose columns `target` and `fold` are its last.
"""
import csv
import json
import os
import subprocess
import sys
import tempfile
import warnings

# Scores do not depend on threads, and theirs wait for one another on a busy machine.
os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

warnings.filterwarnings("ignore")

# File: columns (None where the first line names them), target, columns to leave out.
ADULT = "age workclass fnlwgt education education_num marital occupation relationship race sex gain loss hours country income"
KNOWN = {
    "adult-train.csv": (ADULT.split(), "income", []),
    "diamonds.csv": (None, "price", []),
    "hotel_rates.csv": (None, "avg_price_per_room", ["rownames", "arrival_date"]),
    "pollution.csv": (None, "pm2.5", ["No"]),
    "mammography.csv": (["a", "b", "c", "d", "e", "f", "target"], "target", []),
}


def option(name, standard):
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else standard


def read(path):
    """Features, target, and whether it has classes."""
    names, target, without = KNOWN.get(os.path.basename(path), (None, "target", ["fold"]))
    table = pd.read_csv(
        path, names=names, header=0 if names is None else None, skipinitialspace=True, na_values=["?"], quotechar="'" if
        "mammography" in path else '"')
    table = table.dropna(subset=[target]).drop(columns=without, errors="ignore").reset_index(drop=True)
    label = table.pop(target)
    has_classes = not pd.api.types.is_numeric_dtype(label) or label.nunique() <= 20
    return table, label.astype(str) if has_classes else label.astype(float), has_classes


def folds(label, has_classes, seed):
    from sklearn.model_selection import KFold, StratifiedKFold
    kind = StratifiedKFold if has_classes else KFold
    result = np.zeros(len(label), int)
    for number, (_, held) in enumerate(kind(5, shuffle=True, random_state=seed).split(label, label)):
        result[held] = number + 1
    return result


def ours(assay, work, table, label, has_classes, fold):
    """Scores by fold, from the real program."""
    path = os.path.join(work, "table.csv")
    names = [f"v{place}" for place in range(table.shape[1])]
    whole = table.set_axis(names, axis=1).assign(label=label, fold=fold)
    whole.to_csv(path, index=False, quoting=csv.QUOTE_MINIMAL)
    environment = {**os.environ, "XDG_CACHE_HOME": work + "/cache", "XDG_STATE_HOME": work + "/state"}
    arguments = [
        assay, "train", path, "--target", "label", "--task", "classification" if has_classes else "regression", "--split",
        "column:fold", "--only", ",".join(names), "--no-refit", "--quiet", "--json"]
    run = json.loads(subprocess.run(arguments, env=environment, stdout=subprocess.PIPE, check=True).stdout)
    wanted = ["accuracy", "auc", "auc_ovr_macro"] if has_classes else ["r2"]
    return {name: run["metrics"][name]["mean"] for name in wanted if name in run["metrics"]}


def peers(table, label, has_classes, fold):
    from lightgbm import LGBMClassifier, LGBMRegressor
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
    from sklearn.metrics import accuracy_score, r2_score, roc_auc_score
    table = table.copy()
    for name in table.columns:
        if not pd.api.types.is_numeric_dtype(table[name]):
            # HistGradientBoosting takes no more words than these.
            kept = table[name].value_counts().index[:250]
            table[name] = table[name].where(table[name].isin(kept)).astype("category")
    names = [f"v{place}" for place in range(table.shape[1])]
    table = table.set_axis(names, axis=1)
    made = {
        "lightgbm": lambda: (LGBMClassifier if has_classes else LGBMRegressor)(verbosity=-1, n_jobs=1),
        "sklearn": lambda: (HistGradientBoostingClassifier if has_classes else HistGradientBoostingRegressor)(
            early_stopping=False, categorical_features="from_dtype"),
    }
    result = {}
    for who, make in made.items():
        scores = {}
        for held in range(1, 6):
            inside, outside = fold != held, fold == held
            model = make().fit(table[inside], label[inside])
            truth = label[outside]
            if has_classes:
                chances = model.predict_proba(table[outside])
                scores.setdefault("accuracy", []).append(accuracy_score(truth, model.classes_[chances.argmax(1)]))
                if len(model.classes_) == 2:
                    scores.setdefault("auc", []).append(roc_auc_score(truth, chances[:, 1]))
                else:
                    scores.setdefault("auc_ovr_macro", []).append(
                        roc_auc_score(truth, chances, multi_class="ovr", average="macro", labels=model.classes_))
            else:
                scores.setdefault("r2", []).append(r2_score(truth, model.predict(table[outside])))
        result[who] = {name: float(np.mean(values)) for name, values in scores.items()}
    return result


def main():
    assay = os.path.abspath(sys.argv[1])
    folders = [argument for argument in sys.argv[2:] if os.path.isdir(argument)]
    seeds = int(option("--seeds", 5))
    print(f"{'table':<34} {'score':<14} {'assay':>8} {'lightgbm':>9} {'sklearn':>8} {'least difference':>17}")
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            if not name.endswith(".csv") or option("--only", "") not in name:
                continue
            with open(path) as source:
                if name not in KNOWN and not source.readline().strip().endswith("target,fold"):
                    continue
            table, label, has_classes = read(path)
            found = {}
            for seed in range(seeds):
                fold = folds(label, has_classes, seed)
                with tempfile.TemporaryDirectory() as work:
                    every = {"assay": ours(assay, work, table, label, has_classes, fold), **peers(table, label, has_classes, fold)}
                for who, scores in every.items():
                    for score, value in scores.items():
                        found.setdefault(score, {}).setdefault(who, []).append(value)
            for score, values in found.items():
                mean = {who: float(np.mean(own)) for who, own in values.items()}
                least = mean["assay"] - max(mean["lightgbm"], mean["sklearn"])
                bound = 0.01 if score == "r2" else 0.005
                print(f"{name[:-4]:<34} {score:<14} {mean['assay']:8.4f} {mean['lightgbm']:9.4f} {mean['sklearn']:8.4f} "
                      f"{least:+17.4f} {'' if least > -bound else 'WORSE'}", flush=True)


if __name__ == "__main__":
    main()
