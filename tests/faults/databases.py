"""Damage to the database and its log."""

import random
import shutil
import sqlite3

import bench

PAGE = 4096


def log_mutations(binary, folder, count, seed):
    """A log that is cut, garbled or zeroed anywhere leaves an intact state that was once committed."""
    chance = random.Random(seed)
    program, project = bench.make_library(binary, folder / "log")
    bench.put_pictures(folder / "in", 40)
    status, _, _ = program.run("import", project, folder / "in", crash_at="import-before-finish")
    log = (folder / "log/library.db-wal").read_bytes()
    whole = (folder / "log/library.db").read_bytes()
    misses = [] if status == 137 and log else [f"no log to damage ({status})"]
    trial = folder / "trial"
    trial.mkdir(exist_ok=True)
    reached = set()
    for turn in range(count):
        damaged = bytearray(log)
        at = chance.randrange(len(damaged))
        if turn % 3 == 0:
            del damaged[at:]
        elif turn % 3 == 1:
            damaged[at:at + 64] = chance.randbytes(min(64, len(damaged) - at))
        else:
            damaged[at:at + PAGE] = bytes(min(PAGE, len(damaged) - at))
        (trial / "library.db").write_bytes(whole)
        (trial / "library.db-wal").write_bytes(damaged)
        (trial / "library.db-shm").unlink(missing_ok=True)
        database = sqlite3.connect(trial / "library.db")
        try:
            faults = [row[0] for row in database.execute("PRAGMA integrity_check")]
            loose = database.execute("PRAGMA foreign_key_check").fetchall()
            half = database.execute(
                "SELECT count(*) FROM import_item i LEFT JOIN asset a ON a.id = i.asset "
                "WHERE (i.state = 'stored') <> (a.id IS NOT NULL)").fetchone()[0]
            gaps = database.execute("SELECT count(*) - 1 - coalesce(max(position), -1) FROM shot").fetchone()[0]
            reached.add(database.execute("SELECT count(*) FROM asset").fetchone()[0])
            if faults != ["ok"] or loose or half or gaps:
                misses.append(f"log {turn}: {faults} {loose} {half} half-done, {gaps} gaps")
        except sqlite3.DatabaseError as error:
            # Before the first commit of all there are no tables yet.
            if "no such table" not in str(error):
                misses.append(f"log {turn}: {error}")
        finally:
            database.close()
    if count >= 100 and len(reached) < 2:
        misses.append("the damage never reached a commit")
    shutil.rmtree(trial)
    return count, misses


# The words of manifests that came with the program are compared with the program's own at every start,
# and put there anew where they differ.
OWN_ROWS = {"provider": "account IS NOT NULL", "model": "account IS NOT NULL"}


def dump(path):
    """Everything that cannot be had from elsewhere, or None if something cannot be read."""
    try:
        database = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
        try:
            tables = [row[0] for row in database.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_%' ORDER BY name")]
            return [(table, sorted(map(repr, database.execute(
                f'SELECT * FROM "{table}" WHERE {OWN_ROWS.get(table, "true")}')))) for table in tables]
        finally:
            database.close()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None


def page_mutations(binary, folder, count, seed):
    """A page that is zeroed, garbled or has one bit flipped is noticed, unless nothing stood there."""
    chance = random.Random(seed)
    program, project = bench.make_library(binary, folder / "pages")
    bench.put_pictures(folder / "in", 60)
    program.done("import", project, folder / "in")
    _, clean, _ = program.check()
    before = dump(folder / "pages/library.db")
    misses, damages, harmless, turn = [], 0, 0, 0
    while damages < count and turn < 6 * count:
        turn += 1
        trial = bench.Program(binary, bench.copy(folder / "pages", folder / "trial"))
        path = trial.library / "library.db"
        pages = bytearray(path.read_bytes())
        page = chance.randrange(len(pages) // PAGE) * PAGE
        kind = ("zeroed", "garbled", "one bit")[turn % 3]
        if kind == "zeroed":
            pages[page:page + PAGE] = bytes(PAGE)
        elif kind == "garbled":
            at = page + chance.randrange(PAGE - 256)
            pages[at:at + 256] = chance.randbytes(256)
        else:
            pages[page + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
        path.write_bytes(pages)
        for ending in ("-wal", "-shm"):
            (trial.library / f"library.db{ending}").unlink(missing_ok=True)
        status, report, said = trial.check()
        noticed = status != 0 or report != clean
        if dump(path) == before and not noticed:
            harmless += 1
            continue
        damages += 1
        if status not in (0, 1, 3):
            misses.append(f"page {page // PAGE} {kind}: check ends with {status} {said}")
        elif not noticed:
            misses.append(f"page {page // PAGE} {kind}: not noticed")
        elif status != 0 and not said and not (report or {}).get("brokenRows") and (report or {}).get("ok", True):
            misses.append(f"page {page // PAGE} {kind}: noticed and not named")
    return damages, misses
