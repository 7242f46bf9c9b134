"""Damaged requests in great number, with the sanitizers looking on."""

import os
import subprocess


def requests(binary, folder, count, seed):
    """The test of the same name, which the test run does with a few thousands."""
    del folder
    program = binary.parents[2] / "asan" / "bin" / "test_sync_server_http_fuzz"
    if not program.exists():
        raise RuntimeError(f"{program} was not built")
    run = subprocess.run([program, "survivesDamagedRequests"], capture_output=True, text=True, check=False,
                         env=dict(os.environ, RASKADR_FUZZ_COUNT=str(count), RASKADR_FUZZ_SEED=str(seed),
                                  QTEST_FUNCTION_TIMEOUT=str(24 * 3600 * 1000)))
    if run.returncode == 0:
        return count, []
    lines = [line for line in (run.stdout + run.stderr).splitlines() if "FAIL" in line or "ERROR" in line or "runtime error" in line]
    return count, lines or [f"ended with {run.returncode}"]
