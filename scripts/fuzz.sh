#!/bin/bash
# fuzz.sh [SECONDS [TARGET..]]: runs the coverage-guided fuzzer for so many seconds, divided among the targets (default: 600, all).
#
# What it finds worth keeping is left in .build/fuzz/corpus, what does harm in .build/fuzz/harm; both are read again the next time.
# An input that did harm belongs into Tests/Fuzz/Corpus/TARGET once it is cured.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-600}
shift || true
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
    for folder in Tests/Fuzz/Corpus/*/; do targets+=("$(basename "$folder")"); done
fi

out=.build/fuzz
mkdir -p $out
swift=${SWIFTC:-swiftc}
flags=(-O -g -swift-version 6 -parse-as-library -wmo -enable-testing -sanitize=fuzzer,address -I $out -I Sources/CKernels)
flags+=(-use-ld=lld -package-name assay -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature MemberImportVisibility)

# SwiftPM allows no sanitizer of this kind in a manifest, so the few modules are compiled by hand.
module() {
    if [ -f "$out/$1.o" ] && [ -z "$(find "Sources/$1" Sources/CKernels -newer "$out/$1.o" -print -quit)" ]; then return; fi
    echo "compiling $1"
    find "Sources/$1" -name '*.swift' -print0 | sort -z | xargs -0 $swift "${flags[@]}" -module-name "$1" \
        -emit-module -emit-module-path "$out/$1.swiftmodule" -c -o "$out/$1.o"
}
for name in Recipes Statistics Tabular; do module $name; done
echo "compiling the targets"
$swift "${flags[@]}" -module-name Fuzz Tests/Fuzz/FuzzTarget.swift Tests/Fuzz/Entry/*.swift \
    $out/Recipes.o $out/Statistics.o $out/Tabular.o -o $out/fuzz

# Traps are for the fuzzer to catch and to keep, not for the backtracer.
export ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no
status=0
# To the fuzzer 0 means without an end.
share=$((seconds / ${#targets[@]} > 0 ? seconds / ${#targets[@]} : 1))
for target in "${targets[@]}"; do
    mkdir -p "$out/corpus/$target" "$out/harm/$target"
    echo "fuzzing $target for $share seconds"
    found=0
    ASSAY_FUZZ_TARGET=$target $out/fuzz -max_total_time=$share -max_len=4096 -timeout=20 -rss_limit_mb=4096 \
        -print_final_stats=1 -artifact_prefix="$out/harm/$target/" \
        "$out/corpus/$target" "Tests/Fuzz/Corpus/$target" "$out/harm/$target" >"$out/$target.log" 2>&1 || found=$?
    grep -E "ERROR|SUMMARY|Fatal|DONE|stat::(number_of_executed|average|new|peak)" "$out/$target.log" || true
    [ $found -eq 0 ] || { status=1; tail -40 "$out/$target.log"; }
    rm -f /dev/shm/assay-fuzz-* /tmp/assay-fuzz-*
done
exit $status
