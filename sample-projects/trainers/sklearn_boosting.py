"""Histogram boosting of scikit-learn, ten trees at a time so that the curve grows while it trains."""
import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.metrics import log_loss, root_mean_squared_error

from assay_trainer import Task, say

task = Task()
x, y = np.array(task.x), np.array(task.y)
is_classes = task.task == "classification"
trees = int(task.parameters.get("max_iter", 100))
settings = {key: value for key, value in task.parameters.items() if key != "max_iter"}
kind = HistGradientBoostingClassifier if is_classes else HistGradientBoostingRegressor
metric = "log_loss" if is_classes else "rmse"
say("hello", v=1, trainer=kind.__name__, params=task.parameters, total=task.folds * -(-trees // 10))


def predicted(model, rows):
    if not is_classes:
        return model.predict(rows)
    # A class that these training rows do not have is there with probability 0.
    full = np.zeros((len(rows), len(task.classes)))
    full[:, model.classes_.astype(int)] = model.predict_proba(rows)
    return full


def score(truth, values):
    return log_loss(truth, values, labels=range(len(task.classes))) if is_classes else root_mean_squared_error(truth, values)


for fold in range(1, task.folds + 1):
    fit, valid = task.parts(fold)
    model = kind(warm_start=True, early_stopping=False, random_state=task.seed, **settings)
    for done in range(10, trees + 10, 10):
        model.set_params(max_iter=min(done, trees)).fit(x[fit], y[fit])
        say("metric", step=min(done, trees), values={
            f"{fold}/train/{metric}": score(y[fit], predicted(model, x[fit])),
            f"{fold}/valid/{metric}": score(y[valid], predicted(model, x[valid]))})
    say("predictions", fold=fold, rows=[task.rows[i] for i in valid], **{"p" if is_classes else "y": predicted(model, x[valid])})
say("end", status="ok")
