"""Media that are damaged in the library, and media that were damaged before they came."""

import random
import subprocess

import bench


def flipped_bytes(binary, folder, count, seed):
    """A byte flipped in an original is found, whichever it is."""
    chance = random.Random(seed)
    program, project = bench.make_library(binary, folder / "flipped")
    bench.put_pictures(folder / "in", 50)
    program.done("import", project, folder / "in")
    files = bench.originals(folder / "flipped")
    misses, done = [], 0
    while done < count:
        chosen = chance.sample(files, min(25, count - done))
        before = {path: path.read_bytes() for path in chosen}
        for path, content in before.items():
            damaged = bytearray(content)
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
            path.chmod(0o600)
            path.write_bytes(damaged)
        status, report, said = program.check()
        found = {entry["name"] for entry in (report or {}).get("altered", [])}
        wanted = {path.name for path in chosen}
        if status != 1 or found != wanted:
            misses.append(f"{len(wanted - found)} of {len(wanted)} not found, {len(found - wanted)} invented; "
                          f"{status} {said}")
        done += len(chosen)
        for path, content in before.items():
            path.write_bytes(content)
            path.chmod(0o400)
    status, _, said = program.check()
    if status != 0:
        misses.append(f"well again, and check says {status} {said}")
    return done, misses


def good_files(folder):
    """One whole file of each format, by the ffmpeg program."""
    folder.mkdir(parents=True)
    picture = ["-f", "lavfi", "-i", "testsrc=size=96x64:rate=1", "-frames:v", "1"]
    film = ["-f", "lavfi", "-i", "testsrc=size=96x64:rate=12", "-t", "1"]
    formats = {"a.png": picture, "b.jpg": picture, "c.webp": picture, "d.tiff": picture, "e.gif": picture,
               "f.mp4": [*film, "-c:v", "libx264"], "g.mov": [*film, "-c:v", "libx264"],
               "h.webm": [*film, "-c:v", "libvpx"], "i.mkv": [*film, "-c:v", "libx264"]}
    for name, arguments in formats.items():
        subprocess.run(["ffmpeg", "-v", "quiet", "-nostdin", "-y", *arguments, str(folder / name)], check=False)
    return [path for path in sorted(folder.iterdir()) if path.stat().st_size > 0]


def mutated(content, chance):
    damaged = bytearray(content)
    kind = chance.randrange(5)
    if kind == 0:
        del damaged[chance.randrange(1, len(damaged)):]
    elif kind == 1:
        for _ in range(chance.randrange(1, 40)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    elif kind == 2:  # sizes and counts near the beginning
        for _ in range(4):
            at = chance.randrange(min(512, len(damaged) - 4))
            damaged[at:at + 4] = chance.choice([b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", bytes(4), b"\0\0\0\1"])
    elif kind == 3:
        at = chance.randrange(len(damaged))
        damaged[at:at] = damaged[:chance.randrange(1, len(damaged))]
    else:
        at = chance.randrange(len(damaged))
        damaged[at:at + 200] = chance.randbytes(200)
    return bytes(damaged)


def malformed(binary, folder, count, seed):
    """Malformed files are taken in or refused by name, each of them, and nothing falls over."""
    chance = random.Random(seed)
    program, project = bench.make_library(binary, folder / "malformed")
    good = good_files(folder / "good")
    misses = [] if len(good) >= 6 else [f"only {len(good)} formats to damage"]
    done = 0
    while done < count and good:
        source = folder / f"batch{done}"
        source.mkdir()
        batch = min(50, count - done)
        for i in range(batch):
            original = chance.choice(good)
            (source / f"{i:03}{original.suffix}").write_bytes(mutated(original.read_bytes(), chance))
        status, report, said = program.run("import", project, source, timeout=600)
        if status not in (0, 1) or report is None:
            misses.append(f"batch at {done}: the import ends with {status} {said}")
        else:
            refused = {entry["path"].rsplit("/", 1)[-1] for entry in report.get("refused", [])}
            stored = len(report.get("shots", []))
            if stored + len(refused) > batch or any(not entry.get("reason") for entry in report["refused"]):
                misses.append(f"batch at {done}: {stored} stored and {len(refused)} refused of {batch}")
        done += batch
    status, _, said = program.check()
    if status != 0:
        misses.append(f"check says {status} {said}")
    return done, misses
