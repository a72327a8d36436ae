"""One peer doing one thing, in a process of its own.  usage: peers.py ENGINE WORK FILE THREADS

ENGINE is polars or duckdb. WORK is import (text to typed columns in memory) or profile (the table is there already; missing,
distinct, moments, quartiles, ten commonest values and a histogram of 32 bins for every column). Prints one line of JSON.
"""
import json
import os
import resource
import sys
import time

engine, work, path, threads = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
os.environ["POLARS_MAX_THREADS"] = str(threads)


def processor_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def peak_megabytes():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))


def polars_import():
    return polars.read_csv(path, try_parse_dates=True)


def polars_profile(table):
    table.describe()
    table.select(polars.all().n_unique())
    for column in table:
        column.value_counts(sort=True).head(10)
        if column.dtype.is_numeric():
            column.drop_nulls().hist(bin_count=32)


def duckdb_import():
    connection = duckdb.connect(config={"threads": threads})
    connection.execute("create table t as select * from read_csv(?)", [path])
    return connection


def duckdb_profile(connection):
    for row in connection.execute("summarize t").fetchall():
        name = '"' + row[0].replace('"', '""') + '"'
        connection.execute(f"select {name}, count(*) as n from t group by 1 order by n desc limit 10").fetchall()
        if row[1] in ("DOUBLE", "BIGINT"):
            bins = f"equi_width_bins(cast({row[2]} as double), cast({row[3]} as double), 32, false)"
            connection.execute(f"select histogram({name}, {bins}) from t").fetchall()


if engine == "polars":
    import polars
else:
    import duckdb

table = globals()[engine + "_import"]() if work == "profile" else None
wall, cpu = time.perf_counter(), processor_seconds()
if work == "profile":
    globals()[engine + "_profile"](table)
else:
    table = globals()[engine + "_import"]()
print(json.dumps({
    "wall": time.perf_counter() - wall, "cpu": processor_seconds() - cpu, "peak": peak_megabytes(),
}))
