"""Softmax regression in plain Python, by gradient descent: a trainer without any library."""
import math

from assay_trainer import Task, say

task = Task()
rate, epochs = float(task.parameters.get("learning_rate", 0.5)), int(task.parameters.get("epochs", 40))
width, count = len(task.features), len(task.classes)
say("hello", v=1, trainer="softmax in plain Python", params=task.parameters, total=task.folds * epochs)


def scaled(fit):
    """All rows, scaled by what the training rows come to; what is missing is their mean."""
    means, deviations = [], []
    for column in range(width):
        known = [task.x[i][column] for i in fit if not math.isnan(task.x[i][column])] or [0.0]
        mean = sum(known) / len(known)
        means.append(mean)
        deviations.append(math.sqrt(sum((v - mean) ** 2 for v in known) / len(known)) or 1.0)
    return [[0.0 if math.isnan(v) else (v - m) / d for v, m, d in zip(row, means, deviations)] + [1.0] for row in task.x]


def chances(weights, row):
    scores = [sum(w * v for w, v in zip(own, row)) for own in weights]
    powers = [math.exp(score - max(scores)) for score in scores]
    return [power / sum(powers) for power in powers]


def loss(weights, x, places):
    return -sum(math.log(max(chances(weights, x[i])[int(task.y[i])], 1e-15)) for i in places) / len(places)


for fold in range(1, task.folds + 1):
    fit, valid = task.parts(fold)
    x = scaled(fit)
    weights = [[0.0] * (width + 1) for _ in range(count)]
    for epoch in range(1, epochs + 1):
        slopes = [[0.0] * (width + 1) for _ in range(count)]
        for i in fit:
            for label, chance in enumerate(chances(weights, x[i])):
                off = chance - (task.y[i] == label)
                slopes[label] = [s + off * v for s, v in zip(slopes[label], x[i])]
        weights = [[w - rate * s / len(fit) for w, s in zip(own, slope)] for own, slope in zip(weights, slopes)]
        say("metric", step=epoch, values={
            f"{fold}/train/log_loss": loss(weights, x, fit), f"{fold}/valid/log_loss": loss(weights, x, valid)})
    say("predictions", fold=fold, rows=[task.rows[i] for i in valid], p=[chances(weights, x[i]) for i in valid])
say("end", status="ok")
