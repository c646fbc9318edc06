#!/bin/sh
# Where statements fall short, made from `fieldtrial score --format json` with jq: how many are short on each criterion, how strong the
# middle one is, and what else was seen there and not counted.
#
#     fieldtrial score proposals --format json | sh examples/reports/gaps.sh
set -eu
jq --raw-output '
  .statements as $statements
  | (.summary.all.criteria // {}) | to_entries
  | map(.key as $id | .value + {
      id: $id,
      short: ([$statements[].short[] | select(. == $id)] | length),
      uncounted: ([$statements[].criteria[$id].evidence[] | select(.counted | not) | .stance]
        | group_by(.) | map("\(length) \(.[0])") | join(", "))
    })
  | sort_by(-.short, .id)[]
  | "\(.short) of \(.count) short on \(.id), median \(.median); not counted: \(if .uncounted == "" then "nothing" else .uncounted end)"
'
