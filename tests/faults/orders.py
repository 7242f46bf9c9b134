"""Kills while a service works: what was ordered is there once, or said to be unknown, and never ordered
again."""

import base64
import http.server
import json
import random
import signal
import sqlite3
import threading
import time
import urllib.parse

import bench
from kills import kill_later, sound

POINTS = ["generation-begun", "service-before-send", "service-answered", "service-id-stored",
          "generation-result-there", "generation-file-stored", "generation-finished"]
MODELS = ["tale.still", "tale.linked", "tale.film", "tale.named"]
SYNCHRONOUS = MODELS[:2]  # whose service names no job

MANIFEST = {
    "manifestVersion": 1,
    "provider": {"id": "tale", "name": "Tale", "local": True, "baseUrl": "http://127.0.0.1:{port}",
                 "auth": {"kind": "none"}, "limits": {"concurrency": 4}},
    "models": [
        {"id": "tale.still", "produces": "image", "flow": "sync", "seed": None,
         "steps": {"submit": {"method": "POST", "url": "{base}/still", "retrySafe": False,
                              "body": {"type": "json", "value": {"prompt": {"$param": "prompt"}}}}},
         "outputs": [{"from": "submit", "value": "/b64", "as": "base64"}]},
        {"id": "tale.linked", "produces": "image", "flow": "sync", "seed": None,
         "steps": {"submit": {"method": "POST", "url": "{base}/linked", "retrySafe": False,
                              "body": {"type": "json", "value": {"prompt": {"$param": "prompt"}}}}},
         "outputs": [{"from": "submit", "value": "/url", "as": "url"}]},
        {"id": "tale.film", "produces": "image", "flow": "poll", "seed": None,
         "steps": {"submit": {"method": "POST", "url": "{base}/film", "retrySafe": False, "save": {"job": "/id"},
                              "body": {"type": "json", "value": {"prompt": {"$param": "prompt"}}}},
                   "poll": {"method": "GET", "url": "{base}/job", "query": {"id": {"$var": "job"}},
                            "everyMs": 200, "retrySafe": True}},
         "status": {"pointer": "/status", "map": {"working": "running", "ready": "done"}},
         "outputs": [{"from": "poll", "value": "/url", "as": "url"}]},
        {"id": "tale.named", "produces": "image", "flow": "poll", "seed": None,
         "steps": {"submit": {"method": "POST", "url": "{base}/named", "retrySafe": False, "save": {"job": "/id"},
                              "recover": "poll",
                              "body": {"type": "json", "value": {"prompt": {"$param": "prompt"},
                                                                 "name": {"$var": "clientJobId"}}}},
                   "poll": {"method": "GET", "url": "{base}/job", "query": {"id": {"$var": "job"}},
                            "everyMs": 200, "retrySafe": True}},
         "status": {"pointer": "/status", "map": {"working": "running", "ready": "done"}},
         "outputs": [{"from": "poll", "value": "/url", "as": "url"}]},
    ],
}
for model in MANIFEST["models"]:
    model["params"] = {"type": "object", "required": ["prompt"],
                       "properties": {"prompt": {"type": "string", "x-widget": "prompt"}}}


class Tale:
    """A service that keeps books: what was ordered, by its prompt."""

    def __init__(self, pictures):
        self.pictures = pictures
        self.orders = []  # of each: prompt, id
        self.asked = {}
        self.lock = threading.Lock()
        tale = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def answer(self, status, body, kind="application/json"):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self):
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                number = tale.order(asked["prompt"], asked.get("name"))
                said = {"id": asked.get("name") or str(number), "url": tale.url(number),
                        "b64": base64.b64encode(tale.picture(number)).decode()}
                self.answer(200, json.dumps(said).encode())

            def do_GET(self):
                address = urllib.parse.urlsplit(self.path)
                if address.path == "/job":
                    name = urllib.parse.parse_qs(address.query)["id"][0]
                    number, ready = tale.state(name)
                    if number is None:
                        self.answer(404, b'{"error":"no such job"}')
                    else:
                        said = {"status": "ready" if ready else "working", "url": tale.url(number)}
                        self.answer(200, json.dumps(said).encode())
                else:
                    self.answer(200, tale.picture(int(address.path.rpartition("/")[2])), "image/png")

        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, *_):
                pass  # the other side was killed, which is what this is about

        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, number):
        return f"http://127.0.0.1:{self.port}/picture/{number}"

    def picture(self, number):
        return self.pictures[number % len(self.pictures)]

    def order(self, prompt, name):
        with self.lock:
            self.orders.append((prompt, name or str(len(self.orders))))
            return len(self.orders) - 1

    def state(self, name):
        with self.lock:
            for number, (_, known) in enumerate(self.orders):
                if known == name:
                    self.asked[name] = self.asked.get(name, 0) + 1
                    return number, self.asked[name] > 1
        return None, False


def generations(binary, folder, count, seed):
    """Orders until `count` of them were killed, each at a point or at a moment; then the queue runs again.
    A moment may come when the order is already done."""
    chance = random.Random(seed)
    program, project = bench.make_library(binary, folder / "orders")
    shot = program.done("shot", "add", project)
    shot = (shot[0] if isinstance(shot, list) else shot)["id"]
    bench.put_pictures(folder / "answers", 4)
    tale = Tale([path.read_bytes() for path in sorted((folder / "answers").iterdir())])
    manifest = folder / "tale.json"
    manifest.write_text(json.dumps(MANIFEST).replace("{port}", str(tale.port)))
    program.done("model", "add", manifest)

    def words(turn):
        return ("generate", shot, "--model", MODELS[turn % len(MODELS)], "--prompt", f"turn {turn}", "--wait")

    misses, killed, points = [], 0, {}
    started = time.monotonic()
    for turn in range(-len(MODELS), 0):
        program.done(*words(turn))
    usual = (time.monotonic() - started) / len(MODELS)
    for turn in range(2 * count):
        if killed == count:
            break
        if turn % 3 < 2:
            synchronous = MODELS[turn % len(MODELS)] in SYNCHRONOUS
            points[turn] = chance.choice([each for each in POINTS if not synchronous or each != "service-id-stored"])
            status, _, _ = program.run(*words(turn), crash_at=points[turn])
            killed += status == 137
        else:
            process = program.start(*words(turn))
            killed += kill_later(process, chance.uniform(0.2, 1.1) * usual) == -signal.SIGKILL
        status, _, said = program.run("queue", "run")
        if status not in (0, 1):
            misses.append(f"order {turn}: queue run says {status} {said}")
    if killed < count:
        misses.append(f"only {killed} were killed")
    misses += compare(folder / "orders" / "library.db", tale, points)
    sound(program, misses, "orders")
    tale.server.shutdown()
    return killed, misses


def compare(library, tale, points):
    """What the service's books and the library say of the same."""
    database = sqlite3.connect(f"file:{library}?mode=ro", uri=True)
    rows = database.execute(
        "SELECT g.prompt, g.model, j.state, (SELECT count(*) FROM asset a WHERE a.generation = g.id) "
        "FROM generation g JOIN job j ON j.generation = g.id").fetchall()
    database.close()
    ordered = [prompt for prompt, _ in tale.orders]
    known = {prompt for prompt, *_ in rows}
    misses = [f"{prompt}: ordered and forgotten" for prompt in ordered if prompt not in known]
    for prompt, model, state, assets in rows:
        turn = int(prompt.split()[1])
        what = f"{prompt} ({model}, {points.get(turn, 'a moment')})"
        orders = ordered.count(prompt)
        if orders > 1:
            misses.append(f"{what}: ordered {orders} times")
        if state not in ("done", "unknown"):
            misses.append(f"{what}: is {state}")
        if assets != (state == "done"):
            misses.append(f"{what}: is {state} and has {assets} assets")
        if state == "done" and orders != 1:
            misses.append(f"{what}: done without an order")
        certain = ("generation-begun", "service-id-stored", "generation-file-stored", "generation-finished")
        if state == "unknown" and points.get(turn) in certain:
            misses.append(f"{what}: could be known")
        if state == "unknown" and orders and model == "tale.named":
            misses.append(f"{what}: the service could have told")
    return misses
