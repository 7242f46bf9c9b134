"""The share server is killed while files are on their way to it; whoever sends them goes on."""

import os
import pathlib
import queue
import random
import shutil
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "sync-server"))
import apiserver  # noqa: E402

FILE_BYTES = 6_000_000
HERE = pathlib.Path(__file__).resolve().parent


class OurClient:
    """Sends in pieces and asks after every break how much has arrived."""

    def __init__(self, server, token):
        self.server = server
        self.producer = apiserver.Producer(server, token)

    def again(self, ask):
        while True:
            try:
                answer = ask()
            except (OSError, apiserver.http.client.HTTPException):
                time.sleep(0.02)
                continue
            if answer.status not in (423, 503):
                return answer
            time.sleep(0.02)

    def send(self, path, digest):
        data = path.read_bytes()
        location, offset = None, 0
        while offset < len(data) or location is None:
            if location is None:
                location = self.again(lambda: self.producer.begin_upload(len(data), digest)).headers["Location"]
                offset = 0
            piece = data[offset:offset + 512 * 1024]
            try:
                answer = self.producer.patch(location, offset, piece)
            except (OSError, apiserver.http.client.HTTPException):
                answer = self.again(lambda: self.producer.tus("HEAD", location))
            if answer.status in (409, 423, 503):
                answer = self.again(lambda: self.producer.tus("HEAD", location))
            if answer.status == 404:
                location = None
                continue
            if answer.status not in (200, 204):
                return f"failed {digest} {answer.status} {answer.body[:200]}"
            offset = int(answer.headers["Upload-Offset"])
        return f"done {digest}"

    def close(self):
        pass


class TusJsClient:
    def __init__(self, server, token):
        if not (HERE / "node_modules" / "tus-js-client").is_dir():
            subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=HERE, check=True, capture_output=True)
        self.process = subprocess.Popen(
            ["node", HERE / "tusclient.mjs", f"http://127.0.0.1:{server.port}/api/v1/uploads", token],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def send(self, path, digest):
        print(path, digest, file=self.process.stdin, flush=True)
        return self.process.stdout.readline().strip() or f"failed {digest} the client has ended"

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def send_until(ended, folder, client, said):
    number = 0
    while not ended.is_set():
        number += 1
        data = apiserver.webp(number, FILE_BYTES + number)
        path = folder / f"{number}.webp"
        path.write_bytes(data)
        said.put((apiserver.sha256(data), client.send(path, apiserver.sha256(data))))
        path.unlink()


def killed_with(client_type, binary, folder, count, seed):
    os.environ["RASKADR_BIN"] = str(binary.parent)
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    server = apiserver.Server("--rates", "off", "--min-free-mb", "0", folder=str(folder / "data"))
    token = server.producer().token
    client = client_type(server, token)
    ended, said = threading.Event(), queue.Queue()
    sender = threading.Thread(target=send_until, args=(ended, folder, client, said))
    sender.start()
    try:
        for _ in range(count):
            time.sleep(chance.uniform(0.01, 0.25))
            server.kill()
            server.start()
    finally:
        ended.set()
        sender.join()
        client.close()
    misses = [text for _, text in said.queue if not text.startswith("done")]
    misses += misses_of(server, token, [digest for digest, _ in said.queue])
    server.close()
    shutil.rmtree(folder / "data")
    return count, misses


def misses_of(server, token, digests):
    """What was sent must be there whole, and nothing else under a final name."""
    producer = apiserver.Producer(server, token)
    missing = []
    for begin in range(0, len(digests), 500):
        missing += producer.ask_json("POST", "/api/v1/media/check",
                                     {"sha256": digests[begin:begin + 500]}).json()["missing"]
    misses = [f"{digest} was acknowledged and is missing" for digest in missing]
    files = [path for path in pathlib.Path(server.folder, "media", "files").rglob("*") if path.is_file()]
    misses += [f"{path.name} is not what its name says" for path in files
               if apiserver.sha256(path.read_bytes()) != path.name]
    misses += [f"{path.name} is there and was never sent" for path in files if path.name not in digests]
    return misses


def killed(binary, folder, count, seed):
    return killed_with(OurClient, binary, folder / "ours", count, seed)


def killed_tus_js(binary, folder, count, seed):
    return killed_with(TusJsClient, binary, folder / "tus-js", count, seed)
