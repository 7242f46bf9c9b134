"""Every call to the disk fails once: the work says so, and goes on when the disk is well again."""

import bench

# Names of system calls and what they answer instead.
FAULTS = [("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("write", "ENOSPC"), ("fsync", "EIO"),
          ("fdatasync", "EIO"), ("rename", "EIO"), ("ftruncate", "EIO"), ("syncfs", "EIO")]


def failing_calls(binary, folder, most, seed):
    """Of each call the 1st, 2nd, 3rd … fails until an import runs through without meeting it."""
    del seed
    misses, tried = [], 0
    program, project = bench.make_library(binary, folder / "whole")
    names = bench.put_pictures(folder / "in", 3)
    for call, error in FAULTS:
        for number in range(1, 200):
            if tried >= most:
                return tried, misses
            trial = bench.Program(binary, bench.copy(folder / "whole", folder / "trial"))
            log = folder / "calls"
            wrapper = ("strace", "-f", "-qq", "-o", str(log), "-e", f"trace={call}",
                       "-e", f"inject={call}:error={error}:when={number}")
            status, _, said = trial.run("import", project, folder / "in", wrapper=wrapper, timeout=120)
            what = f"{call} {number} {error}"
            if "(INJECTED)" not in log.read_text(errors="replace"):
                break  # there are not so many calls
            tried += 1
            if status not in (0, 1):
                misses.append(f"{what}: the import ends with {status} {said}")
            if status == 1 and not said:
                misses.append(f"{what}: nothing is said")
            status, report, said = trial.check()
            if status != 0:
                misses.append(f"{what}: check says {status} {said} {report}")
            status, _, said = trial.run("import", project, folder / "in")
            if status != 0 or bench.story(trial.library) != names:
                misses.append(f"{what}: afterwards {status} {said} {bench.story(trial.library)}")
    return tried, misses
