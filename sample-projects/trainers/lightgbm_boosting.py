"""LightGBM: its evaluation callback prints the curve, its model is kept as an artefact."""
import os

import lightgbm
import numpy as np

from assay_trainer import Task, say

task = Task()
x, y = np.array(task.x), np.array(task.y)
is_classes, count = task.task == "classification", len(task.classes)
rounds = int(task.parameters.get("n_estimators", 100))
settings = {key: value for key, value in task.parameters.items() if key != "n_estimators"} | {
    "objective": "regression" if not is_classes else "binary" if count == 2 else "multiclass",
    "metric": "rmse" if not is_classes else "binary_logloss" if count == 2 else "multi_logloss",
    "seed": task.seed, "num_threads": task.threads, "verbosity": -1, "deterministic": True}
if is_classes and count > 2:
    settings["num_class"] = count
words = [place for place, feature in enumerate(task.features) if feature["kind"] in ("category", "flag", "text")]
say("hello", v=1, trainer=f"LightGBM {lightgbm.__version__}", params=task.parameters, total=task.folds * rounds)


def fitted(places, watched, fold):
    own = lightgbm.Dataset(x[places], y[places], categorical_feature=words, free_raw_data=False)
    sets = {"train": own} | ({"valid": own.create_valid(x[watched], y[watched])} if watched else {})
    names = {"rmse": "rmse", "binary_logloss": "log_loss", "multi_logloss": "log_loss"}

    def told(env):
        say("metric", step=env.iteration + 1, values={
            f"{fold}/{rows}/{names[metric]}": value for rows, metric, value, _ in env.evaluation_result_list})

    return lightgbm.train(settings, own, rounds, list(sets.values()), list(sets), callbacks=[told])


for fold in range(1, task.folds + 1):
    fit, valid = task.parts(fold)
    model = fitted(fit, valid, fold)
    say("predictions", fold=fold, rows=[task.rows[i] for i in valid], **{"p" if is_classes else "y": model.predict(x[valid])})
if task.refit:
    model = fitted([i for i, sealed in enumerate(task.is_sealed) if not sealed], [], "refit")
    model.save_model(os.path.join(os.environ["ASSAY_ARTIFACTS"], "model.txt"))
    say("artifact", name="model", path="model.txt", kind="lightgbm")
say("end", status="ok")
