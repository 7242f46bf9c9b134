#!/usr/bin/env python3
"""The long tests of what happens when something breaks. Prints a table with goal and miss.

A miss does not turn the run red by itself in `./dev faults`: goals are reported. With --slice, as the
test run does it, a few of each are tried and any miss is a failure.
"""

import argparse
import os
import pathlib
import shutil
import sys
import tempfile
import time

import crowds
import databases
import disks
import kills
import malformed
import mediafiles
import orders
import proxies
import publishing
import services
import sharecomments
import uploads

# Name, function, how many in the whole run and in the slice.
TESTS = [
    ("import killed and resumed", kills.imports, 180, 3),
    ("generation killed and resumed", kills.generations, 90, 2),
    ("order at a service killed and resumed", orders.generations, 200, 20),
    ("hostile service", services.hostile, 60, 0),
    ("a call to the disk fails", disks.failing_calls, 500, 3),
    ("log of the database damaged", databases.log_mutations, 1000, 100),
    ("page of the database damaged", databases.page_mutations, 200, 3),
    ("byte of an original flipped", mediafiles.flipped_bytes, 1000, 50),
    ("malformed media file", mediafiles.malformed, 1000, 25),
    ("publication killed and resumed", publishing.killed, 100, 3),
    ("upload killed, resumed by our client", uploads.killed, 100, 5),
    ("upload killed, resumed by tus-js-client", uploads.killed_tus_js, 200, 0),
    ("share server killed under comments", sharecomments.killed, 500, 15),
    ("disk of the share server full", sharecomments.full_disk, 500, 50),
    ("head that comes slowly", crowds.slow_heads, 1000, 50),
    ("body that comes slowly", crowds.slow_bodies, 300, 50),
    ("reader that does not read", crowds.slow_readers, 500, 50),
    ("connection without a word", crowds.idle, 2000, 100),
    ("body without end", crowds.oversized, 200, 20),
    ("stream of events", crowds.listeners, 1100, 110),
    ("malformed request", malformed.requests, 1_000_000, 0),
    ("malformed published file", malformed.published, 500_000, 0),
    ("smuggled request, also through proxies", proxies.smuggling, 24, 24),
    ("forged address of a client", proxies.forged, 1000, 100),
    ("restart of the share server under load", proxies.restarts, 20, 2),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True, type=pathlib.Path)
    parser.add_argument("--slice", action="store_true", help="a few of each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="part of a name")
    options = parser.parse_args()
    binary = (options.bin / "raskadr-cli").resolve()
    if not binary.exists():
        sys.exit(f"{binary} was not built")

    failed = 0
    print(f"{'what':40} {'tried':>6} {'goal':>6} {'missed':>6} {'s':>6}", flush=True)
    for name, test, whole, part in TESTS:
        if options.only not in name:
            continue
        if test is disks.failing_calls and not shutil.which("strace"):
            print(f"{name:40} strace is not installed", flush=True)
            continue
        if test in (proxies.forged, proxies.restarts) and not pathlib.Path("/usr/sbin/nginx").exists():
            print(f"{name:40} nginx is not installed", flush=True)
            continue
        if test is sharecomments.full_disk and os.geteuid() != 0:
            print(f"{name:40} needs root, for a small disk of its own", flush=True)
            continue
        goal = part if options.slice else whole
        if not goal:
            continue  # the tests run it by themselves
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="raskadr-faults-") as folder:
            try:
                tried, misses = test(binary, pathlib.Path(folder), goal, options.seed)
            except (RuntimeError, OSError) as error:
                tried, misses = 0, [str(error)]
        failed += bool(misses)
        seconds = time.monotonic() - started
        print(f"{name:40} {tried:6} {goal:6} {len(misses):6} {seconds:6.0f}", flush=True)
        for miss in misses[:10]:
            print(f"    {miss}", flush=True)
    return 1 if failed and options.slice else 0


if __name__ == "__main__":
    sys.exit(main())
