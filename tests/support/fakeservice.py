"""A service of HTTP that does what a script of data says, for tests on loopback.

The script is one line of JSON on standard input:

    {"listeners": [{"name": "api", "kind": "https", "certificate": "good", "names": ["api.test"]}],
     "exchanges": [{"on": "api", "times": 1, "expect": {...}, "answer": {...}}]}

Kinds of listeners: http, https, socks5, proxy (HTTP with CONNECT); the latter two resolve names by
the script's "names" ({"api.test": "127.0.0.1"}, also with a port of its own behind a colon) and want
"credentials" if there are any. With "closesOnTls" one of http leaves where TLS is spoken.
Certificates: good, expired, other-name, self-signed.

A request takes the first exchange of its listener whose expectation names its method and path and
whose times are not used up. The rest of the expectation is checked: query, headers, absent (headers),
json (all of it), jsonHas (values by pointer), text, bodySize, bodySha256, parts (of a form). What does
not hold stands in the ledger as a fault, and the answer is 599 with the same words.

An answer has a status, headers, and a body: text, json, base64, or repeat and count; encoding (gzip,
deflate) compresses it; framing is length, chunked or close; contentLength lies about it. With steps it
goes its own way after the head, or with "raw" without one: send, sendBase64, repeat and count,
trickle (a text, byte by byte, with everyMs between), wait (until the test releases that latch), close,
reset. "socket" instead of a body makes it a WebSocket: a list of steps (send, repeat and count, wait,
close) that send messages; after the last one it stays open. "${port:NAME}" in the script is that
listener's port.

Afterwards each line of standard input is a command, and each has one line of JSON as its answer:
{"do": "ledger"}, {"do": "clear"} (what the ledger holds), {"do": "await", "requests": N} (or
"closed": N), {"do": "release", "latch": L}, {"do": "play", "exchanges": [...]} (these instead, and a
ledger that is empty).
The end of standard input ends the service.
"""

import base64
import hashlib
import json
import os
import select
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import zlib

HEAD_LIMIT = 1 << 20
KEPT_BODY = 64 << 10
TLS_HANDSHAKE = b"\x16"
SOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class Certificates:
    """An authority of its own, made anew for each run, and what it signs."""

    def __init__(self, folder):
        self.folder = folder
        self.made = 0
        self.authority = self.path("ca.pem")
        self.run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                 "-keyout", self.path("ca.key"), "-out", self.authority, "-days", "2",
                 "-subj", "/CN=Test Authority", "-addext", "basicConstraints=critical,CA:TRUE",
                 "-addext", "keyUsage=critical,keyCertSign,cRLSign")

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, *arguments):
        subprocess.run(["openssl", *arguments], check=True, cwd=self.folder,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def context(self, kind, names):
        self.made += 1
        key, request, chain = (self.path(f"{self.made}.{end}") for end in ("key", "csr", "pem"))
        if kind == "other-name":
            names = ["elsewhere.test"]
        words = ",".join(["IP:127.0.0.1"] * (kind != "other-name") + [f"DNS:{name}" for name in names])
        new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key,
                   "-subj", "/CN=Test Service"]
        if kind == "self-signed":
            self.run("req", "-x509", *new_key, "-out", chain, "-days", "2",
                     "-addext", f"subjectAltName={words}")
        else:
            self.run("req", *new_key, "-out", request)
            self.sign(request, chain, words, expired=kind == "expired")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain, key)
        return context

    def sign(self, request, chain, words, expired):
        settings = self.path("ca.cnf")
        index = self.path("index.txt")
        open(index, "w").close()
        with open(settings, "w") as file:
            file.write(f"[ca]\ndefault_ca=d\n[d]\ndatabase={index}\nserial={self.path('serial')}\n"
                       f"new_certs_dir={self.folder}\ndefault_md=sha256\npolicy=p\nx509_extensions=e\n"
                       f"[p]\ncommonName=supplied\n[e]\nsubjectAltName={words}\n")
        dates = ["-startdate", "20200101000000Z", "-enddate", "20200102000000Z"] if expired else ["-days", "2"]
        self.run("ca", "-batch", "-notext", "-create_serial", "-config", settings, "-in", request,
                 "-out", chain, "-cert", self.authority, "-keyfile", self.path("ca.key"), *dates)


class Ledger:
    """All that came, and the latches for which answers wait."""

    def __init__(self):
        self.changed = threading.Condition()
        self.requests = []
        self.opened = {}
        self.closed = 0
        self.released = set()

    def add(self, entry):
        with self.changed:
            self.requests.append(entry)
            self.changed.notify_all()

    def open(self, name):
        with self.changed:
            self.opened[name] = self.opened.get(name, 0) + 1

    def close(self):
        with self.changed:
            self.closed += 1
            self.changed.notify_all()

    def release(self, latch):
        with self.changed:
            self.released.add(latch)
            self.changed.notify_all()

    def wait_for(self, condition, patience=60):
        with self.changed:
            return self.changed.wait_for(condition, patience)

    def clear(self):
        with self.changed:
            self.requests, self.opened, self.closed, self.released = [], {}, 0, set()

    def as_json(self):
        with self.changed:
            return {"requests": self.requests, "connections": self.opened, "closed": self.closed}


class Request:
    def __init__(self, on, head, body):
        first, *rest = head.decode("latin-1").split("\r\n")
        self.on = on
        self.method, self.target, self.version = (first.split(" ") + ["", ""])[:3]
        self.headers = [[name.strip(), value.strip()] for name, _, value in (line.partition(":") for line in rest)]
        self.body = body
        self.path, _, query = self.target.partition("?")
        self.query = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def entry(self, faults):
        return {"on": self.on, "method": self.method, "target": self.target, "headers": self.headers,
                "bodySize": len(self.body), "bodySha256": hashlib.sha256(self.body).hexdigest(),
                "body": self.body[:KEPT_BODY].decode("utf-8", "replace"), "faults": faults}

    def parts(self):
        mark = (self.header("content-type") or "").partition("boundary=")[2].encode()
        parts = []
        for piece in self.body.split(b"--" + mark)[1:-1]:
            head, _, value = piece.removeprefix(b"\r\n").removesuffix(b"\r\n").partition(b"\r\n\r\n")
            part = {"sha256": hashlib.sha256(value).hexdigest(), "value": value.decode("utf-8", "replace")}
            for line in head.decode("utf-8").split("\r\n"):
                name, _, rest = line.partition(": ")
                if name.lower() == "content-type":
                    part["contentType"] = rest
                for field in rest.split("; ")[1:]:
                    key, _, text = field.partition("=")
                    part[key] = text.strip('"')
            parts.append(part)
        return parts


def by_pointer(document, pointer):
    for step in pointer.split("/")[1:]:
        step = step.replace("~1", "/").replace("~0", "~")
        try:
            document = document[int(step)] if isinstance(document, list) else document[step]
        except (KeyError, IndexError, ValueError, TypeError):
            return None
    return document


def faults_of(request, expected):
    """What of the expectation does not hold, in words."""
    faults = []

    def check(what, wanted, found):
        if wanted != found:
            faults.append(f"{what}: {found!r} instead of {wanted!r}")

    if "query" in expected:
        check("query", expected["query"], request.query)
    for name, value in expected.get("headers", {}).items():
        check(f"header {name}", value, request.header(name))
    for name in expected.get("absent", []):
        check(f"header {name}", None, request.header(name))
    if "json" in expected or "jsonHas" in expected:
        try:
            document = json.loads(request.body)
        except ValueError:
            return faults + ["body: no JSON"]
        if "json" in expected:
            check("json", expected["json"], document)
        for pointer, value in expected.get("jsonHas", {}).items():
            check(pointer, value, by_pointer(document, pointer))
    if "text" in expected:
        check("body", expected["text"].encode(), request.body)
    if "bodySize" in expected:
        check("size of the body", expected["bodySize"], len(request.body))
    if "bodySha256" in expected:
        check("hash of the body", expected["bodySha256"], hashlib.sha256(request.body).hexdigest())
    if "parts" in expected:
        found = request.parts()
        check("number of parts", len(expected["parts"]), len(found))
        for number, (wanted, part) in enumerate(zip(expected["parts"], found)):
            for key, value in wanted.items():
                check(f"part {number} {key}", value, part.get(key))
    return faults


class Connection:
    def __init__(self, service, listener, link):
        self.service = service
        self.listener = listener
        self.link = link
        self.buffer = b""

    def serve(self):
        try:
            context = self.listener.get("context")
            if context:
                self.link = context.wrap_socket(self.link, server_side=True)
            elif self.listener.get("closesOnTls") and self.link.recv(1, socket.MSG_PEEK) == TLS_HANDSHAKE:
                return
            if self.listener["kind"] == "socks5":
                self.serve_socks()
            else:
                while self.serve_request():
                    pass
        except (OSError, ssl.SSLError, ValueError):
            pass  # the other side left, which tests may want
        finally:
            self.close()

    def close(self):
        self.link.close()
        self.service.ledger.close()

    def receive(self, size=65536):
        more = self.link.recv(size)
        if not more:
            raise ValueError("ended")
        return more

    def exactly(self, size):
        while len(self.buffer) < size:
            self.buffer += self.receive()
        taken, self.buffer = self.buffer[:size], self.buffer[size:]
        return taken

    def until(self, mark):
        while mark not in self.buffer:
            if len(self.buffer) > HEAD_LIMIT:
                raise ValueError("too long")
            self.buffer += self.receive()
        taken, _, self.buffer = self.buffer.partition(mark)
        return taken

    def read_request(self):
        head = self.until(b"\r\n\r\n")
        request = Request(self.listener["name"], head, b"")
        if (request.header("transfer-encoding") or "").lower() == "chunked":
            while size := int(self.until(b"\r\n").split(b";")[0], 16):
                request.body += self.exactly(size)
                self.exactly(2)
            self.until(b"\r\n")
        else:
            request.body = self.exactly(int(request.header("content-length") or 0))
        return request

    def serve_request(self):
        request = self.read_request()
        if self.listener["kind"] == "proxy" and request.method == "CONNECT":
            return self.serve_connect(request)
        exchange = self.service.exchange_for(request)
        faults = ["nobody expects this"] if exchange is None else faults_of(request, exchange.get("expect", {}))
        self.service.ledger.add(request.entry(faults))
        if faults:
            text = "\n".join(faults)
            print(f"fakeservice: {request.method} {request.target}: {text}", file=sys.stderr)
            return self.answer(request, {"status": 599, "text": text})
        return self.answer(request, exchange.get("answer", {}))

    # --- answers

    def answer(self, request, answer):
        if "socket" in answer:
            return self.tell_socket(request, answer["socket"])
        steps = answer.get("steps")
        body = self.body_of(answer) if steps is None else None
        framing = answer.get("framing", "length" if steps is None else "close")
        if not answer.get("raw"):
            self.link.sendall(self.head_of(answer, body, framing))
        if request.method == "HEAD":
            return framing != "close"
        chunked = framing == "chunked"
        if steps is not None:
            for step in steps:
                if not self.take_step(step, chunked):
                    return False
        else:
            for start in range(0, len(body), 16384):
                self.send(body[start:start + 16384], chunked)
        if chunked:
            self.link.sendall(b"0\r\n\r\n")
        if framing == "close" and self.listener.get("context"):
            self.link.settimeout(10)
            self.link = self.link.unwrap()  # without it an end is a break
        return framing != "close" and "contentLength" not in answer

    def tell_socket(self, request, steps):
        key = request.header("sec-websocket-key") or ""
        accepted = base64.b64encode(hashlib.sha1((key + SOCKET_GUID).encode()).digest()).decode()
        self.link.sendall(f"HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          f"Sec-WebSocket-Accept: {accepted}\r\n\r\n".encode())
        for step in steps:
            if "close" in step:
                return False
            if "wait" in step:
                self.take_step(step, False)
                continue
            text = (step["send"] if "send" in step else step["repeat"] * step["count"]).encode()
            size = (bytes([len(text)]) if len(text) < 126 else b"\x7e" + struct.pack(">H", len(text))
                    if len(text) < 65536 else b"\x7f" + struct.pack(">Q", len(text)))
            self.link.sendall(b"\x81" + size + text)
        while True:
            self.receive()  # until the other side leaves

    def body_of(self, answer):
        if "json" in answer:
            body = json.dumps(answer["json"]).encode()
        elif "base64" in answer:
            body = base64.b64decode(answer["base64"])
        elif "repeat" in answer:
            body = answer["repeat"].encode() * answer["count"]
        else:
            body = answer.get("text", "").encode()
        for encoding in answer.get("encoding", []):
            packer = zlib.compressobj(9, zlib.DEFLATED, 31 if encoding == "gzip" else 15)
            body = packer.compress(body) + packer.flush()
        return body

    def head_of(self, answer, body, framing):
        status = answer.get("status", 200)
        lines = [f"HTTP/1.1 {status} {answer.get('reason', 'As Told')}"]
        headers = [[name, value] for name, value in answer.get("headers", {}).items()]
        if "json" in answer and not any(name.lower() == "content-type" for name, _ in headers):
            headers.append(["Content-Type", "application/json"])
        if answer.get("encoding"):
            headers.append(["Content-Encoding", ", ".join(answer["encoding"])])
        if framing == "chunked":
            headers.append(["Transfer-Encoding", "chunked"])
        elif "contentLength" in answer:
            headers.append(["Content-Length", answer["contentLength"]])
        elif framing == "length":
            headers.append(["Content-Length", len(body or b"")])
        else:
            headers.append(["Connection", "close"])
        for name, value in headers:
            lines += [f"{name}: {one}" for one in (value if isinstance(value, list) else [value])]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def send(self, data, chunked):
        if data and chunked:
            data = b"%x\r\n%s\r\n" % (len(data), data)
        self.link.sendall(data)

    def take_step(self, step, chunked):
        """Whether the next one follows."""
        if "send" in step:
            self.send(step["send"].encode(), chunked)
        elif "sendBase64" in step:
            self.send(base64.b64decode(step["sendBase64"]), chunked)
        elif "repeat" in step:
            piece = step["repeat"].encode()
            at_once = max(1, 65536 // len(piece))
            left = step["count"]
            while left > 0:
                self.send(piece * min(left, at_once), chunked)
                left -= at_once
        elif "trickle" in step:
            for byte in step["trickle"].encode():
                self.send(bytes([byte]), chunked)
                time.sleep(step["everyMs"] / 1000)
        elif "wait" in step:
            latch = step["wait"]
            self.service.ledger.wait_for(lambda: latch in self.service.ledger.released)
        elif "reset" in step:
            self.link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        else:
            return False
        return True

    # --- proxies

    def tunnel(self, host, port):
        names = self.service.script.get("names", {})
        host, _, own = names.get(host, host).partition(":")
        with socket.create_connection((host, int(own or port)), 20) as target:
            if self.buffer:
                target.sendall(self.buffer)
            ends = {self.link: target, target: self.link}
            while True:
                for ready in select.select(list(ends), [], [])[0]:
                    data = ready.recv(65536)
                    if not data:
                        return
                    ends[ready].sendall(data)

    def note_tunnel(self, host, port, credentials):
        wanted = self.listener.get("credentials")
        faults = [] if wanted in (None, credentials) else ["credentials"]
        self.service.ledger.add({"on": self.listener["name"], "method": "CONNECT", "target": f"{host}:{port}",
                                 "credentials": credentials, "faults": faults})
        return not faults

    def serve_connect(self, request):
        host, _, port = request.target.rpartition(":")
        basic = (request.header("proxy-authorization") or "").partition("Basic ")[2]
        welcome = self.note_tunnel(host, int(port), base64.b64decode(basic).decode() or None)
        self.service.ledger.requests[-1]["headers"] = request.headers
        if not welcome:
            self.link.sendall(b"HTTP/1.1 407 Who Are You\r\nContent-Length: 0\r\n\r\n")
            return False
        self.link.sendall(b"HTTP/1.1 200 Go On\r\n\r\n")
        self.tunnel(host, int(port))
        return False

    def serve_socks(self):
        _, count = self.exactly(2)
        methods = self.exactly(count)
        credentials = None
        if self.listener.get("credentials") and 2 in methods:
            self.link.sendall(b"\x05\x02")
            self.exactly(1)
            user = self.exactly(self.exactly(1)[0]).decode()
            credentials = f"{user}:{self.exactly(self.exactly(1)[0]).decode()}"
            self.link.sendall(b"\x01\x00")
        else:
            self.link.sendall(b"\x05\x00")
        kind = self.exactly(4)[3]
        if kind == 3:
            host = self.exactly(self.exactly(1)[0]).decode()
        else:
            size = 4 if kind == 1 else 16
            host = socket.inet_ntop(socket.AF_INET if kind == 1 else socket.AF_INET6, self.exactly(size))
        port = int.from_bytes(self.exactly(2), "big")
        welcome = self.note_tunnel(host, port, credentials)
        self.link.sendall(b"\x05" + (b"\x00" if welcome else b"\x02") + b"\x00\x01" + bytes(6))
        if welcome:
            self.tunnel(host, port)


class Service:
    def __init__(self, text, folder):
        script = json.loads(text)
        self.ledger = Ledger()
        self.lock = threading.Lock()
        sockets = {one["name"]: socket.create_server((one.get("address", "127.0.0.1"), 0), backlog=512)
                   for one in script["listeners"]}
        self.ports = {name: opened.getsockname()[1] for name, opened in sockets.items()}
        self.script = json.loads(self.with_ports(text))
        self.authority = ""
        certificates = None
        for listener in self.script["listeners"]:
            if listener["kind"] == "https":
                certificates = certificates or Certificates(folder)
                listener["context"] = certificates.context(listener.get("certificate", "good"),
                                                           listener.get("names", ["localhost"]))
                with open(certificates.authority) as file:
                    self.authority = file.read()
            threading.Thread(target=self.accept, args=(listener, sockets[listener["name"]]), daemon=True).start()

    def with_ports(self, text):
        for name, port in self.ports.items():
            text = text.replace("${port:%s}" % name, str(port))
        return text

    def play(self, exchanges):
        with self.lock:
            self.script["exchanges"] = json.loads(self.with_ports(json.dumps(exchanges)))
        self.ledger.clear()

    def accept(self, listener, opened):
        while True:
            link, _ = opened.accept()
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.ledger.open(listener["name"])
            threading.Thread(target=Connection(self, listener, link).serve, daemon=True).start()

    def exchange_for(self, request):
        with self.lock:
            for exchange in self.script.get("exchanges", []):
                expected = exchange.get("expect", {})
                if (exchange.get("on", request.on) == request.on
                        and expected.get("method", request.method) == request.method
                        and expected.get("path", request.path) == request.path
                        and exchange.get("times", 1) > 0):
                    if "times" in exchange:
                        exchange["times"] -= 1
                    return exchange
        return None

    def obey(self, command):
        if command["do"] == "release":
            self.ledger.release(command["latch"])
        elif command["do"] == "clear":
            self.ledger.clear()
        elif command["do"] == "play":
            self.play(command["exchanges"])
        elif command["do"] == "await":
            return {"met": self.ledger.wait_for(
                lambda: len(self.ledger.requests) >= command.get("requests", 0)
                and self.ledger.closed >= command.get("closed", 0))}
        elif command["do"] == "ledger":
            return self.ledger.as_json()
        return {}


def main():
    def tell(what):
        print(json.dumps(what), flush=True)

    with tempfile.TemporaryDirectory() as folder:
        service = Service(sys.stdin.readline(), folder)
        tell({"ports": service.ports, "authority": service.authority})
        for line in sys.stdin:
            tell(service.obey(json.loads(line)))


if __name__ == "__main__":
    main()
