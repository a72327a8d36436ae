"""A small network in PyTorch: an epoch is a step."""
import os

import torch

from assay_trainer import Task, say

task = Task()
torch.manual_seed(task.seed)
torch.set_num_threads(task.threads)
hidden, epochs = int(task.parameters.get("hidden", 32)), int(task.parameters.get("epochs", 60))
is_classes = task.task == "classification"
x, y = torch.tensor(task.x), torch.tensor(task.y)
y = y.nan_to_num(0).long() if is_classes else y
outputs, metric = (len(task.classes), "log_loss") if is_classes else (1, "mse")
measure = torch.nn.CrossEntropyLoss() if is_classes else lambda out, truth: ((out[:, 0] - truth) ** 2).mean()
say("hello", v=1, trainer=f"PyTorch {torch.__version__}", params=task.parameters, total=task.folds * epochs)

for fold in range(1, task.folds + 1):
    fit, valid = (torch.tensor(places) for places in task.parts(fold))
    # Means and deviations of the training rows alone; what is missing is the mean.
    mean = x[fit].nanmean(0)
    spread = ((x[fit] - mean) ** 2).nanmean(0).sqrt()
    scaled = ((x - mean) / torch.where(spread > 0, spread, 1)).nan_to_num(0)
    net = torch.nn.Sequential(torch.nn.Linear(x.shape[1], hidden), torch.nn.ReLU(), torch.nn.Linear(hidden, outputs))
    optimizer = torch.optim.Adam(net.parameters(), lr=float(task.parameters.get("learning_rate", 0.01)))
    for epoch in range(1, epochs + 1):
        for batch in fit[torch.randperm(len(fit))].split(32):
            optimizer.zero_grad()
            measure(net(scaled[batch]), y[batch]).backward()
            optimizer.step()
        with torch.no_grad():
            say("metric", step=epoch, values={
                f"{fold}/train/{metric}": measure(net(scaled[fit]), y[fit]).item(),
                f"{fold}/valid/{metric}": measure(net(scaled[valid]), y[valid]).item()})
    with torch.no_grad():
        out = net(scaled[valid]).double()
    rows = [task.rows[i] for i in valid]
    say("predictions", fold=fold, rows=rows, **({"p": out.softmax(1)} if is_classes else {"y": out[:, 0]}))
    torch.save(net.state_dict(), os.path.join(os.environ["ASSAY_ARTIFACTS"], f"fold{fold}.pt"))
    say("artifact", name=f"network of fold {fold}", path=f"fold{fold}.pt", kind="torch")
say("end", status="ok")
