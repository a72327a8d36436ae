#!/usr/bin/env bash
# Fails unless every target of the package that compiles Swift treats all warnings as errors.
set -euo pipefail
cd "$(dirname "$0")/.."

package=$(swift package dump-package)
targets=$(grep -cE '"type" : "(regular|test|executable)"' <<<"$package")
strict=$(grep -A 1 '"treatAllWarnings"' <<<"$package" | grep -c '"_0" : "error"')
if [ "$targets" -ne "$strict" ]; then
    echo "$((targets - strict)) of $targets targets do not treat warnings as errors: give them the settings of Package.swift" >&2
    exit 1
fi
echo "all $targets targets treat warnings as errors"
