"""Damaged requests and published files in great number, with the sanitizers looking on."""

import os
import subprocess


def sanitized(binary, name, function, seed, **environment):
    """What a test program that was built with the sanitizers complains about."""
    program = binary.parents[2] / "asan" / "bin" / name
    if not program.exists():
        raise RuntimeError(f"{program} was not built")
    run = subprocess.run([program, function], capture_output=True, text=True, check=False,
                         env=dict(os.environ, RASKADR_FUZZ_SEED=str(seed), QT_QPA_PLATFORM="offscreen",
                                  QTEST_FUNCTION_TIMEOUT=str(24 * 3600 * 1000), **environment))
    if run.returncode == 0:
        return []
    lines = [line for line in (run.stdout + run.stderr).splitlines() if "FAIL" in line or "ERROR" in line or "runtime error" in line]
    return lines or [f"ended with {run.returncode}"]


def requests(binary, folder, count, seed):
    """The test of the same name, which the test run does with a few thousands."""
    del folder
    return count, sanitized(binary, "test_sync_server_http_fuzz", "survivesDamagedRequests", seed,
                            RASKADR_FUZZ_COUNT=str(count))


def published(binary, folder, count, seed):
    """Files for publishing that somebody has damaged: five kinds share the number."""
    del folder
    return count, sanitized(binary, "test_core_wire_filestructure", "survivesMutations", seed,
                            RASKADR_FUZZ_RUNS=str(count // 5))
