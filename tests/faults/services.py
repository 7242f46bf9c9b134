"""Services that misbehave in every way that the table of tests/core/jobs knows, with the product's own
patience and limits."""

import os
import pathlib
import re
import subprocess

SOURCE = pathlib.Path(__file__).resolve().parents[2]


def hostile(binary, folder, count, seed):
    """Prints what became of each; tried are its modes, and those that end otherwise are missed."""
    test = binary.parent / "test_core_jobs_hostile"
    if not test.exists():
        raise RuntimeError(f"{test} was not built")
    environment = dict(os.environ, RASKADR_WHOLE="1", RASKADR_SOURCE=str(SOURCE), LC_ALL="C.UTF-8",
                       QT_QPA_PLATFORM="offscreen", TMPDIR=str(folder))
    ran = subprocess.run([test], env=environment, capture_output=True, text=True, timeout=3600)
    modes = re.findall(r"^(PASS|FAIL!) .*hasANamedOutcomeWhateverTheServiceDoes\((.+?)\)(.*)", ran.stdout, re.M)
    for line in re.findall(r"cleanupTestCase\(\) (.*)", ran.stdout):
        print(f"    {line}", flush=True)
    misses = [f"{name}:{said}" for verdict, name, said in modes if verdict != "PASS"]
    if len(modes) < count:
        misses.append(f"only {len(modes)} modes were tried: {ran.stderr[-500:]}")
    return len(modes), misses
