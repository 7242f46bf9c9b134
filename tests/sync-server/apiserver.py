"""A real share server in a folder of its own, and those who speak with it: a producer, guests."""

import base64
import contextlib
import hashlib
import http.client
import json
import os
import pathlib
import random
import re
import secrets
import socket
import subprocess
import tempfile

LOGIN, PASSWORD = "anna", "correct horse"


def webp(seed, size=200):
    """A file of the structure of a lossless WebP; different for each seed."""
    payload = random.Random(seed).randbytes(size)
    chunk = b"\x2f\x00\x00\x00\x00" + payload
    chunk += b"\0" * (len(chunk) % 2)
    body = b"WEBPVP8L" + len(chunk).to_bytes(4, "little") + chunk
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        return self.json()["code"]

    def cookies(self):
        return dict(re.match(r"([^=]+)=([^;]*)", value).groups() for value in self.headers.get_all("Set-Cookie", []))


class Server:
    """Runs until `stop`; `start` again goes on in the same folder."""

    def __init__(self, *options, folder=None, login=LOGIN):
        self.temporary = None if folder else tempfile.TemporaryDirectory(prefix="raskadr-server-")
        self.folder = folder or self.temporary.name
        self.options = options
        self.binary = pathlib.Path(os.environ["RASKADR_BIN"]) / "raskadr-sync-server"
        self.port = 0  # any free one, the same again after a restart
        if login:
            self.order("add", login, PASSWORD)
        self.start()

    def order(self, what, login, password):
        return subprocess.run([self.binary, "--data", self.folder, "account", what, login], input=password + "\n",
                              text=True, capture_output=True, check=False)

    def start(self):
        self.process = subprocess.Popen(
            [self.binary, "--data", self.folder, "--listen", f"127.0.0.1:{self.port}", "--access-log", "off", *self.options],
            stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        match = re.search(r":(\d+)\s*$", line)
        assert match, line + self.process.stderr.read()
        self.port = int(match[1])

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stderr.close()

    def stop(self):
        self.process.terminate()
        status = self.process.wait(timeout=60)
        self.process.stderr.close()
        return status

    def close(self):
        if self.process.poll() is None:
            self.kill()
        if self.temporary:
            self.temporary.cleanup()

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers or {})
            return Answer(connection.getresponse())

    def ask_json(self, method, path, document, headers=None):
        return self.ask(method, path, json.dumps(document), {"Content-Type": "application/json"} | (headers or {}))

    def producer(self, login=LOGIN, password=PASSWORD):
        answer = self.ask_json("POST", "/api/v1/login", {"login": login, "password": password})
        assert answer.status == 200, answer.body
        return Producer(self, answer.json()["token"])


class Producer:
    def __init__(self, server, token):
        self.server = server
        self.token = token
        self.authorization = {"Authorization": "Bearer " + token}

    def ask(self, method, path, body=None, headers=None):
        return self.server.ask(method, path, body, self.authorization | (headers or {}))

    def ask_json(self, method, path, document, headers=None):
        return self.server.ask_json(method, path, document, self.authorization | (headers or {}))

    def tus(self, method, path, body=None, headers=None):
        return self.ask(method, path, body, {"Tus-Resumable": "1.0.0"} | (headers or {}))

    def begin_upload(self, size, digest):
        metadata = "sha256 " + base64.b64encode(digest.encode()).decode()
        return self.tus("POST", "/api/v1/uploads",
                        headers={"Upload-Length": str(size), "Upload-Metadata": metadata, "Content-Length": "0"})

    def patch(self, location, offset, data, headers=None):
        return self.tus("PATCH", location, data, {"Upload-Offset": str(offset),
                                                  "Content-Type": "application/offset+octet-stream"} | (headers or {}))

    def upload(self, data):
        answer = self.begin_upload(len(data), sha256(data))
        assert answer.status == 201, answer.body
        return self.patch(answer.headers["Location"], 0, data)

    def share(self, **options):
        answer = self.ask_json("POST", "/api/v1/shares", {"title": "Последний маяк"} | options)
        assert answer.status == 201, answer.body
        return answer.json()

    def publish(self, share, number, snapshot, headers=None):
        return self.ask_json("PUT", f"/api/v1/shares/{share['id']}/revisions/{number}", snapshot, headers)

    def publish_pictures(self, share, number, files, ids=None):
        """One shot for each file; returns the snapshot."""
        for data in files:
            answer = self.upload(data)
            assert answer.status == 204, answer.body
        snapshot = snapshot_of(files, ids)
        answer = self.publish(share, number, snapshot)
        assert answer.status == 201, answer.body
        return snapshot


def medium(data):
    return {"id": secrets.token_hex(16), "sha256": sha256(data), "size": len(data)}


def snapshot_of(files, ids=None):
    ids = ids or [secrets.token_hex(16) for _ in files]
    shots = [{"id": ids[i], "number": i + 1, "title": f"Шот {i + 1}", "kind": "image", "width": 1920, "height": 1080,
              "durationMs": 0, "media": {"thumb": medium(data)}} for i, data in enumerate(files)]
    return {"aspectWidth": 16, "aspectHeight": 9, "shots": shots}


class Guest:
    """A browser on one link: keeps its cookies."""

    def __init__(self, server, token):
        self.server = server
        self.base = "/s/" + token
        self.cookies = {}

    def headers(self, more=None):
        headers = {"Sec-Fetch-Site": "same-origin"} | (more or {})
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return headers

    def keep(self, answer):
        self.cookies |= answer.cookies()
        return answer

    def ask(self, method, path="", body=None, headers=None):
        return self.keep(self.server.ask(method, self.base + path, body, self.headers(headers)))

    def page(self, path=""):
        return self.ask("GET", path, headers={"Accept": "text/html"})

    def ask_json(self, method, path, document, headers=None):
        return self.keep(self.server.ask_json(method, self.base + path, document, self.headers(headers)))

    def form(self, path, **fields):
        from urllib.parse import urlencode
        return self.ask("POST", path, urlencode(fields),
                        {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"})

    def comment(self, shot, text, author="Мария", key=None, **more):
        return self.ask_json("POST", "/comments", {"shotId": shot, "author": author, "text": text} | more,
                             {"Idempotency-Key": key or secrets.token_hex(16)})

    def board(self):
        return self.ask("GET", "/board.json").json()


class Events:
    """One stream of server-sent events."""

    def __init__(self, server, path, headers):
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=60)
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{server.port}", "Accept: text/event-stream"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.file = self.socket.makefile("rb")
        self.status = int(self.file.readline().split()[1])
        while self.file.readline().strip():
            pass

    def next(self):
        """The next event as id, name and data; nothing at the end."""
        event = {}
        while True:
            line = self.file.readline()
            if not line:
                return None
            line = line.strip().decode()
            if not line and "data" in event:
                return event
            name, _, value = line.partition(": ")
            if name in ("id", "event", "data"):
                event[name] = json.loads(value) if name == "data" else value

    def close(self):
        self.file.close()
        self.socket.close()
