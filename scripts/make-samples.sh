#!/usr/bin/env bash
# Makes the invented tables of sample-projects/ again, each with the generator beside it.
set -euo pipefail
cd "$(dirname "$0")/../sample-projects"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for generator in */generate.swift; do
    project=${generator%/*}
    swiftc -O "$generator" -o "$work/generate"
    "$work/generate" >"$work/table.csv"
    mv "$work/table.csv" "$project/$project.csv"
    echo "$project: $(($(wc -l <"$project/$project.csv") - 1)) rows"
done
