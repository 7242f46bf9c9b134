"""Kills at any moment: nothing is lost, nothing is there twice."""

import random
import signal
import sqlite3
import time

import bench

IMPORT_POINTS = ["import-confirmed", "import-file-copied", "media-named", "import-file-stored",
                 "import-slice-committed", "import-before-finish", "records-written"]
GENERATION_POINTS = ["generation-begun", "generation-result-there", "generation-file-stored",
                     "generation-finished", "records-written"]


def kill_later(process, seconds):
    """Kills the process after some time, if it still runs then."""
    try:
        process.wait(timeout=seconds)
    except Exception:
        process.send_signal(signal.SIGKILL)
    process.communicate()
    return process.returncode


def sound(program, misses, what):
    status, report, said = program.check()
    if status != 0 or report is None:
        misses.append(f"{what}: check says {status} {said}")
    elif report.get("unreferenced") and not report.get("ok"):
        misses.append(f"{what}: {report}")


def imports(binary, folder, count, seed):
    """Each import is killed once, at a point or at a moment, and then run again."""
    chance = random.Random(seed)
    program, project = bench.make_library(binary, folder / "import")
    started = time.monotonic()
    names = bench.put_pictures(folder / "probe", 12)
    program.done("import", project, folder / "probe")
    usual = time.monotonic() - started
    misses, killed = [], 0
    for turn in range(count):
        film = program.done("project", "create", f"Film {turn}")["id"]
        source = folder / f"in{turn}"
        names = bench.put_pictures(source, 12, first=1000 * (turn + 1))
        if turn % 3 == 0:
            point = IMPORT_POINTS[turn // 3 % len(IMPORT_POINTS)]
            status, _, _ = program.run("import", film, source, crash_at=f"{point}:{1 + turn // 15 % 4}")
            killed += status == 137
        else:
            process = program.start("import", film, source)
            killed += kill_later(process, chance.uniform(0.2, 1.0) * usual) == -signal.SIGKILL
        status, _, said = program.run("import", film, source)
        if status != 0:
            misses.append(f"import {turn}: the second run says {status} {said}")
            continue
        story = bench.story(program.library, film)
        if story != names:
            misses.append(f"import {turn}: {story} of {names}")
    sound(program, misses, "imports")
    return killed, misses


def generations(binary, folder, count, seed):
    """Generations are killed while they run; afterwards each has exactly one asset."""
    chance = random.Random(seed)
    program, project = bench.make_library(binary, folder / "generate")
    shot = program.done("shot", "add", project)
    shot = (shot[0] if isinstance(shot, list) else shot)["id"]
    misses, killed, asked = [], 0, 0
    words = ("generate", shot, "--model", "draft.image", "--prompt", "lighthouse at night", "--set", "height=540")
    started = time.monotonic()
    program.done(*words, "--wait")
    usual = time.monotonic() - started
    for turn in range(count):
        if turn % 2 == 0:
            point = GENERATION_POINTS[turn // 2 % len(GENERATION_POINTS)]
            status, _, _ = program.run(*words, "--wait", crash_at=point)
            killed += status == 137
        else:
            process = program.start(*words, "--wait")
            killed += kill_later(process, chance.uniform(0.3, 1.0) * usual) == -signal.SIGKILL
        status, _, said = program.run("queue", "run")
        if status != 0:
            misses.append(f"generation {turn}: queue run says {status} {said}")
    database = sqlite3.connect(f"file:{folder}/generate/library.db?mode=ro", uri=True)
    asked = database.execute("SELECT count(*) FROM generation").fetchone()[0]
    wrong = database.execute(
        "SELECT count(*) FROM generation g JOIN job j ON j.generation = g.id WHERE j.state <> 'done' OR "
        "(SELECT count(*) FROM asset a WHERE a.generation = g.id) <> 1").fetchone()[0]
    database.close()
    if wrong or asked < 1:
        misses.append(f"{wrong} of {asked} generations have not exactly one asset")
    sound(program, misses, "generations")
    return killed, misses
