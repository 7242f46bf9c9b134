"""Comments while the share server is killed, and while its disk is full: what was acknowledged is there,
once."""

import contextlib
import http.client
import os
import pathlib
import random
import secrets
import sqlite3
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "sync-server"))
import apiserver  # noqa: E402

DISK_BYTES = 48 * 1024 * 1024


def room(server):
    producer = server.producer()
    share = producer.share()
    shot = producer.publish_pictures(share, 1, [apiserver.webp(1)])["shots"][0]["id"]
    return producer, share, shot


def conversation(producer, share):
    cursor, items = 0, []
    while True:
        page = producer.ask("GET", f"/api/v1/shares/{share['id']}/comments?after={cursor}").json()
        items += page["items"]
        cursor = page["next"]
        if not page["more"]:
            return items


def insist(guest, shot, text):
    """Sends with one key until there is an answer, as the page does."""
    key = secrets.token_hex(16)
    while True:
        try:
            return guest.comment(shot, text, key=key)
        except (OSError, http.client.HTTPException):
            time.sleep(0.01)


def write_until(ended, server, share, shot, writer, written):
    guest = apiserver.Guest(server, share["token"])
    number = 0
    while not ended.is_set():
        text = f"{writer}-{number}"
        number += 1
        answer = insist(guest, shot, text)
        written.append((text, answer.status))


def killed(binary, folder, count, seed):
    os.environ["RASKADR_BIN"] = str(binary.parent)
    chance = random.Random(seed)
    server = apiserver.Server("--rates", "off", folder=str(folder / "data"))
    producer, share, shot = room(server)
    ended, written = threading.Event(), []
    writers = [threading.Thread(target=write_until, args=(ended, server, share, shot, writer, written))
               for writer in range(4)]
    for writer in writers:
        writer.start()
    try:
        for _ in range(count):
            time.sleep(chance.uniform(0.005, 0.06))
            server.kill()
            server.start()
    finally:
        ended.set()
        for writer in writers:
            writer.join()
    misses = [f"{text} was refused with {status}" for text, status in written if status not in (200, 201)]
    misses += misses_of(conversation(producer, share), [text for text, _ in written])
    server.close()
    return count, misses


def misses_of(items, texts):
    found = [item["text"] for item in items]
    misses = [f"{text} is there {found.count(text)} times" for text in texts if found.count(text) != 1]
    misses += [f"{text} was never acknowledged" for text in set(found) - set(texts)]
    seqs = [item["seq"] for item in items]
    if seqs != sorted(set(seqs)):
        misses.append("the conversation is not in order")
    return misses


@contextlib.contextmanager
def small_disk(folder):
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def fill(path):
    with open(path, "wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while file.write(b"x" * size):
                    pass


def full_disk(binary, folder, count, seed):
    """Uploads are refused while there is room for comments; without any, comments are refused and none is
    half there; with room again all goes on."""
    os.environ["RASKADR_BIN"] = str(binary.parent)
    misses, texts = [], []
    with small_disk(folder / "disk") as disk:
        server = apiserver.Server("--rates", "off", "--min-free-mb", "16", folder=str(disk / "data"))
        producer, share, shot = room(server)
        guest = apiserver.Guest(server, share["token"])

        def write(expected, what):
            text = f"{len(texts)} " + secrets.token_hex(400)
            answer = guest.comment(shot, text)
            if answer.status == 201:
                texts.append(text)
            if answer.status not in expected:
                misses.append(f"a comment {what}: {answer.status}")
            return answer.status

        number, status = seed, 204
        while status == 204:
            number += 1
            status = producer.upload(apiserver.webp(number, 3_000_000)).status \
                if producer.begin_upload(3_000_000, "a" * 64).status == 201 else 507
        if status != 507:
            misses.append(f"an upload to the full disk: {status}")
        for _ in range(count):
            write({201}, "with the reserve left")
        filler = disk / "filler"
        fill(filler)
        while write({201, 507}, "on the full disk") == 201:
            pass
        for _ in range(10):
            write({201, 507}, "on the full disk")  # what one that was refused gave back may hold another
        if guest.page().status != 200:
            misses.append("the page is gone with the room on the disk")
        filler.unlink()
        for _ in range(count):
            write({201}, "with room again")
        misses += misses_of(conversation(producer, share), texts)
        server.close()
        with contextlib.closing(sqlite3.connect(disk / "data" / "server.sqlite")) as database:
            if database.execute("pragma integrity_check").fetchall() != [("ok",)]:
                misses.append("the database is damaged")
    return 2 * count, misses
