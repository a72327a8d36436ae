#!/bin/sh
# The share of each class among the training rows, by awk: the least that a trainer can be. The table has no quotes here: class codes and
# parts of folds stand in front of the features.
folds=$(head -n 1 "$ASSAY_TABLE" | tr ',' '\n' | grep -c '^assay_fold_')
classes=$(tr -d ' \n' < "$ASSAY_RUN_FILE" | sed 's/.*"classes":\[\([^]]*\)\].*/\1/' | awk -F, '{ print NF }')
echo '{"t":"hello","v":1,"trainer":"shares in awk","total":'"$folds"'}'
fold=1
while [ "$fold" -le "$folds" ]; do
    awk -F, -v fold="$fold" -v classes="$classes" '
        NR == 1 { for (i = 1; i <= NF; i++) { if ($i == "assay_fold_" fold) part = i; if ($i == "assay_target") target = i } next }
        $part == "train" { count[$target]++; all++ }
        $part == "valid" { rows = rows (rows == "" ? "" : ",") $1; valid++ }
        END {
            for (class = 0; class < classes; class++) p = p (class ? "," : "") sprintf("%.12f", count[class] / all)
            for (i = 1; i <= valid; i++) list = list (i > 1 ? "," : "") "[" p "]"
            printf "{\"t\":\"predictions\",\"fold\":%d,\"rows\":[%s],\"p\":[%s]}\n", fold, rows, list
        }' "$ASSAY_TABLE"
    echo '{"t":"progress","done":'"$fold"',"total":'"$folds"'}'
    fold=$((fold + 1))
done
echo '{"t":"end","status":"ok"}'
