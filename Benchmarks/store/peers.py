"""One piece of work by one of assay's peers, as one JSON document.  usage: peers.py WORK FOLDER [COUNT]"""
import json
import multiprocessing
import os
import random
import sqlite3
import sys
import time
import uuid


def mlflow_in(folder):
    os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
    os.environ.setdefault("DO_NOT_TRACK", "true")
    import mlflow
    mlflow.set_tracking_uri(f"sqlite:///{folder}/mlflow.db")
    return mlflow


def mlflow_log(folder, count):
    mlflow = mlflow_in(folder)
    with mlflow.start_run():
        mlflow.log_metric("loss", 1.0, step=0)
        began = time.perf_counter()
        for step in range(count):
            mlflow.log_metric("loss", random.random(), step=step + 1)
        return {"points": count, "seconds": time.perf_counter() - began}


def mlflow_writer(folder, count, barrier, answers):
    mlflow = mlflow_in(folder)
    errors = 0
    with mlflow.start_run():
        barrier.wait()
        began = time.perf_counter()
        for step in range(count):
            try:
                mlflow.log_metric("loss", random.random(), step=step)
            except Exception:
                errors += 1
        answers.put((time.perf_counter() - began, errors))


def mlflow_writers(folder, count):
    mlflow_in(folder).search_runs()
    barrier, answers = multiprocessing.Barrier(4), multiprocessing.Queue()
    writers = [multiprocessing.Process(target=mlflow_writer, args=(folder, count, barrier, answers)) for _ in range(4)]
    for writer in writers:
        writer.start()
    took = [answers.get() for _ in writers]
    for writer in writers:
        writer.join()
    return {"points": 4 * count, "seconds": max(seconds for seconds, _ in took), "errors": sum(errors for _, errors in took)}


def mlflow_bytes(folder, count):
    """What a thousand metrics at a time add to the file."""
    mlflow = mlflow_in(folder)
    from mlflow.entities import Metric
    client = mlflow.tracking.MlflowClient()
    run = mlflow.start_run()
    path = f"{folder}/mlflow.db"
    before = os.path.getsize(path)
    began = time.perf_counter()
    for start in range(0, count, 1000):
        client.log_batch(
            run.info.run_id, metrics=[Metric("loss", random.random(), 1_700_000_000_000 + step, step)
                                      for step in range(start, start + 1000)])
    seconds = time.perf_counter() - began
    return {"bytes": (os.path.getsize(path) - before) / count, "points": count, "seconds": seconds}


def mlflow_search(folder, count):
    """`count` runs of twenty metrics and twenty parameters, written past its API, which would take an hour."""
    mlflow = mlflow_in(folder)
    with mlflow.start_run():
        mlflow.log_metric("auc", 0.5)
        mlflow.log_param("learning_rate", 0.1)
        mlflow.set_tag("keep", "no")
    base = sqlite3.connect(f"{folder}/mlflow.db")
    base.row_factory = sqlite3.Row
    numbers = random.Random(7)

    def insert(table, rows):
        names = list(rows[0])
        base.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
                         [list(row.values()) for row in rows])

    pattern = dict(base.execute("SELECT * FROM runs").fetchone())
    shape = {table: dict(base.execute(f"SELECT * FROM {table}").fetchone()) for table in ("latest_metrics", "params", "tags")}
    for start in range(0, count, 1000):
        runs, metrics, params, tags = [], [], [], []
        for index in range(start, start + 1000):
            run = uuid.uuid4().hex
            runs.append({**pattern, "run_uuid": run, "name": f"run-{index}", "start_time": 1_700_000_000_000 + index})
            for place in range(20):
                key = "auc" if place == 0 else f"metric_{place}"
                metrics.append({**shape["latest_metrics"], "run_uuid": run, "key": key, "value": 0.5 + numbers.random() / 2})
                key = "learning_rate" if place == 0 else f"param_{place}"
                value = [0.01, 0.03, 0.1, 0.3][index // 4 % 4] if place == 0 else numbers.randrange(100)
                params.append({**shape["params"], "run_uuid": run, "key": key, "value": str(value)})
            tags.append({**shape["tags"], "run_uuid": run, "key": "keep", "value": "yes" if index % 10 == 0 else "no"})
        insert("runs", runs)
        insert("latest_metrics", metrics)
        insert("metrics", [{"run_uuid": row["run_uuid"], "key": row["key"], "value": row["value"], "timestamp": row["timestamp"],
                            "step": row["step"], "is_nan": row["is_nan"]} for row in metrics])
        insert("params", params)
        insert("tags", tags)
        base.commit()
    base.close()

    def measure(**arguments):
        times = []
        for _ in range(3):
            began = time.perf_counter()
            found = mlflow.search_runs(max_results=100, **arguments)
            times.append((time.perf_counter() - began) * 1000)
        return {"first": times[0], "median": sorted(times)[1], "count": len(found)}

    clauses = "metrics.auc > 0.7 and params.learning_rate = '0.01' and tags.keep = 'yes'"
    return {"sorted": measure(order_by=["metrics.auc DESC"]),
            "three_clauses": measure(order_by=["metrics.auc DESC"], filter_string=clauses)}


def wandb_log(folder, count):
    os.environ.update(WANDB_MODE="offline", WANDB_SILENT="true", WANDB_DIR=folder, WANDB_DISABLE_CODE="true")
    import wandb
    run = wandb.init(project="bench", dir=folder)
    began = time.perf_counter()
    for step in range(count):
        run.log({"a": step / 2, "b": step / 3, "c": step / 5, "d": step / 7})
    run.finish()
    seconds = time.perf_counter() - began
    size = sum(os.path.getsize(os.path.join(place, name)) for place, _, names in os.walk(folder) for name in names
               if name.endswith(".wandb"))
    return {"points": 4 * count, "calls": count, "seconds": seconds, "bytes": size / (4 * count)}


def trackio_log(folder, count):
    os.environ.update(TRACKIO_DIR=folder, HF_HUB_OFFLINE="1", HF_HOME=folder)
    import trackio
    trackio.init(project="bench", embed=False) if "embed" in trackio.init.__code__.co_varnames else trackio.init(project="bench")
    began = time.perf_counter()
    for step in range(count):
        trackio.log({"a": step / 2, "b": step / 3, "c": step / 5, "d": step / 7})
    trackio.finish()
    return {"points": 4 * count, "calls": count, "seconds": time.perf_counter() - began}


if __name__ == "__main__":
    work, folder = sys.argv[1:3]
    os.makedirs(folder, exist_ok=True)
    # What libraries print is not the answer.
    answer = os.dup(1)
    os.dup2(2, 1)
    result = globals()[work](folder, *(int(word) for word in sys.argv[3:]))
    os.write(answer, (json.dumps(result) + "\n").encode())
    os._exit(0)
