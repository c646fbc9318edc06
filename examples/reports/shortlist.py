#!/usr/bin/env python3
"""A shortlist for the panel's table, made from `fieldtrial score --format json`: the strongest of each domain and what they lack.

    fieldtrial score proposals --format json | python3 examples/reports/shortlist.py [HOW_MANY]
"""

import json
import signal
import sys
from collections import defaultdict


def main(most=2):
    report = json.load(sys.stdin)
    percentiles = [rank["percentile"] for rank in report["summary"]["ranks"]] if report["summary"] else []
    domains = defaultdict(list)
    for statement, percentile in zip(report["statements"], percentiles):
        domains[statement["domain"] or "no domain"].append((statement, percentile))
    for domain, members in sorted(domains.items()):
        # Those that meet all criteria first, as the call asks; then by the mean.
        members.sort(key=lambda member: (not member[0]["meets"], -member[0]["overall"], member[0]["id"]))
        print(f"{domain}: {len(members)}")
        for statement, percentile in members[:most]:
            print(f"  {statement['overall']:.1f}  {statement['title']} (percentile {percentile:.0f}, {statement['lead']})")
            for criterion in statement["short"]:
                print(f"       {criterion}: {statement['criteria'][criterion]['next']}")
    for failure in report["failures"]:
        print(f"not read: {failure['id']}: {failure['problems'][0]['message']}")


if __name__ == "__main__":
    # A reader that stops reading, such as `head`, is no error.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    main(*map(int, sys.argv[1:2]))
