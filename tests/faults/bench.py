"""Libraries to break, driven through the command line as a user would."""

import json
import os
import pathlib
import random
import shutil
import sqlite3
import struct
import subprocess
import uuid
import zlib

PASSWORD = "fault and fault"


class Program:
    """raskadr-cli on one library."""

    def __init__(self, binary, library):
        self.binary = str(binary)
        self.library = pathlib.Path(library)
        self.environment = dict(os.environ, RASKADR_PASSWORD=PASSWORD, QT_QPA_PLATFORM="offscreen",
                                LC_ALL="C.UTF-8")

    def command(self, *words):
        return [self.binary, "--library", str(self.library), "--json", "--wait-lock", "30", *map(str, words)]

    def start(self, *words, crash_at="", wrapper=()):
        environment = dict(self.environment, RASKADR_CRASH_AT=crash_at)
        return subprocess.Popen([*wrapper, *self.command(*words)], env=environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *words, crash_at="", wrapper=(), timeout=300):
        """Exit status, JSON or None, what was said on stderr."""
        process = self.start(*words, crash_at=crash_at, wrapper=wrapper)
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return "hung", None, "no end within the time"
        try:
            document = json.loads(out)
        except ValueError:
            document = None
        return process.returncode, document, err.decode("utf-8", "replace").strip()

    def done(self, *words):
        status, document, said = self.run(*words)
        if status != 0:
            raise RuntimeError(f"{' '.join(map(str, words))}: {status} {said}")
        return document

    def check(self):
        return self.run("library", "check")


def make_library(binary, folder):
    """A fresh library with one account and one project, whose id is returned."""
    program = Program(binary, folder)
    program.done("library", "init")
    program.done("account", "create", "vera")
    return program, program.done("project", "create", "Film")["id"]


def picture(seed, width=48, height=27):
    """A small PNG, different for every seed."""
    noise = random.Random(seed)
    rows = b"".join(b"\0" + bytes(noise.randrange(256) for _ in range(width * 3)) for _ in range(height))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def put_pictures(folder, count, first=0):
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"{i:04}.png" for i in range(count)]
    for i, name in enumerate(names):
        (folder / name).write_bytes(picture(first + i))
    return names


def story(library, project=None):
    """The names of the files in the shots, in the order of the story; of one project or of all."""
    database = sqlite3.connect(f"file:{library}/library.db?mode=ro", uri=True)
    try:
        return [row[0] for row in database.execute(
            "SELECT coalesce(group_concat(asset.source_name, '+'), '') FROM shot LEFT JOIN asset "
            "ON asset.shot = shot.id WHERE shot.trashed = 0 AND (?1 IS NULL OR shot.project = ?1) "
            "GROUP BY shot.id ORDER BY shot.position", (uuid.UUID(project).bytes if project else None,))]
    finally:
        database.close()


def originals(library):
    return sorted(path for path in pathlib.Path(library, "media").rglob("*")
                  if path.is_file() and len(path.name) == 64)


def copy(source, target):
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(source, target)
    return target
