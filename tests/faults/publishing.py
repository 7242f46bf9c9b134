"""The publisher is killed at any moment; whoever goes on shows the guests the same whole page, once."""

import hashlib
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import time
import urllib.request

import bench
import kills

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "sync-server"))
import apiserver  # noqa: E402

POINTS = ["publish-link-made", "publish-copied", "publish-file-sent:1", "publish-file-sent:7", "publish-uploaded",
          "publish-sent", "publish-ended"]
NEW_PICTURES = 4


def get(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read()


def page(url):
    """The hashes of all that the page shows, shot by shot."""
    origin = url[:url.index("/s/")]
    shots = json.loads(get(url + "/board.json"))["shots"]
    return [sorted(hashlib.sha256(get(origin + path)).hexdigest() for path in shot["media"].values()) for shot in shots]


def made(library):
    """The hashes of all clean copies in the cache."""
    return {hashlib.sha256(path.read_bytes()).hexdigest()
            for path in pathlib.Path(library, "cache", "published").rglob("*") if path.suffix != ".json" and path.is_file()}


def killed(binary, folder, count, seed):
    os.environ.setdefault("RASKADR_BIN", str(pathlib.Path(binary).parent))
    chance = random.Random(seed)
    program, project = bench.make_library(binary, folder / "library")
    server = apiserver.Server("--rates", "off")
    misses, kills_done, first = [], 0, 0
    try:
        login = subprocess.run(program.command("server", "login", f"http://127.0.0.1:{server.port}", apiserver.LOGIN),
                               input=apiserver.PASSWORD + "\n", text=True, env=program.environment, capture_output=True)
        if login.returncode != 0:
            raise RuntimeError(login.stderr)

        def add_pictures(turn):
            nonlocal first
            bench.put_pictures(folder / f"in{turn}", NEW_PICTURES, first=first)
            first += NEW_PICTURES
            program.done("import", project, folder / f"in{turn}")

        add_pictures("first")
        started = time.monotonic()
        program.done("publish", project)
        usual = time.monotonic() - started
        for turn in range(count):
            what = f"publication {turn}"
            add_pictures(turn)
            links = program.done("share", "list", project)
            if turn % 2 == 0:
                point = POINTS[turn // 2 % len(POINTS)]
                what += f" at {point}"
                status, _, _ = program.run("publish", project, crash_at=point)
                kills_done += status == 137
            else:
                kills_done += kills.kill_later(program.start("publish", project),
                                               chance.uniform(0.1, 1.0) * usual) == -signal.SIGKILL
            after = program.done("share", "list", project)
            if len(after) > len(links) + 1:
                misses.append(f"{what}: {len(after) - len(links)} links")
            if len(after) == len(links):
                continue  # killed before there was anything to go on with
            if turn % 3 == 0:
                server.kill()
                server.start()
            link = after[-1]["id"]
            status, shown, said = program.run("share", "update", link)
            if status != 0:
                misses.append(f"{what}: going on says {status} {said}")
                continue
            shots = page(shown["url"])
            if len(shots) != first or not all(shots):
                misses.append(f"{what}: {len(shots)} shots of {first}, {sum(not shot for shot in shots)} empty")
            if strange := set().union(*shots) - made(program.library):
                misses.append(f"{what}: {len(strange)} files are not as they were made")
            program.done("share", "revoke", link)
        kills.sound(program, misses, "publishing")
    finally:
        server.close()
    return kills_done, misses
