#!/usr/bin/env python3
"""The share server beside nginx: pages and ranges, in one run, turn by turn with the same wrk.

Prints JSON: of each row what was measured, ours, nginx's, and the goal. `serving.cpp` puts it into the
report of `./dev bench server`.
"""

import argparse
import json
import os
import pathlib
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "sync-server"))
import apiserver  # noqa: E402

SHOTS = 150
FILM_BYTES = 5 * 1024 * 1024
RANGE_BYTES = 256 * 1024
NGINX = """daemon off; worker_processes {workers}; pid {folder}/pid; error_log {folder}/error.log; user root;
worker_rlimit_nofile 20000;
events {{ worker_connections 8192; }}
http {{ access_log off; sendfile on; open_file_cache max=1000; keepalive_requests 100000000;
  types {{ text/html html; image/webp webp; }}
  server {{ listen 127.0.0.1:{port} backlog=4096; root {folder}/files; }} }}
"""
RANGES = """
math.randomseed(1)
request = function()
  local first = math.random(0, {last}) * {size}
  wrk.headers["Range"] = "bytes=" .. first .. "-" .. (first + {size} - 1)
  return wrk.format("GET", "{path}")
end
"""
REPORT = """
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d\\n", summary.requests, summary.bytes, summary.duration,
    latency:percentile(99), errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Nginx:
    def __init__(self, folder, workers):
        self.folder, self.port = folder, free_port()
        (folder / "files").mkdir(parents=True)
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=self.port, workers=workers))
        folder.chmod(0o755)

    def start(self):
        self.process = subprocess.Popen(["/usr/sbin/nginx", "-c", self.folder / "nginx.conf", "-p", self.folder],
                                        stderr=subprocess.DEVNULL)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError("nginx did not start")

    def stop(self):
        self.process.terminate()
        self.process.wait()


def wrk(folder, port, path, connections, seconds, script="", headers=()):
    """Requests and bytes per second, the 99th percentile in ms, errors."""
    lua = folder / "wrk.lua"
    lua.write_text(script + REPORT)
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "-s", lua]
    for header in headers:
        command += ["-H", header]
    said = subprocess.run([*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True).stdout
    count, size, micros, p99, errors = map(int, re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+)", said).groups())
    return {"rate": count / micros * 1e6, "bytes": size / micros * 1e6, "p99": p99 / 1000, "errors": errors}


def turn_by_turn(rounds, *sides):
    """The median of each figure of each side; whoever begins changes."""
    results = [[] for _ in sides]
    for number in range(rounds):
        order = range(len(sides)) if number % 2 == 0 else reversed(range(len(sides)))
        for i in order:
            results[i].append(sides[i]())
    return [{name: statistics.median(run[name] for run in runs) for name in runs[0]} for runs in results]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    options = parser.parse_args()
    os.environ["RASKADR_BIN"] = options.bin
    rows = []
    with tempfile.TemporaryDirectory(prefix="raskadr-serving-") as name:
        folder = pathlib.Path(name)
        server = apiserver.Server("--threads", "2", "--rates", "off", "--connections-per-address", "100000",
                                  "--public-url", "http://raskadr.example", "--min-free-mb", "0", folder=str(folder / "data"))
        nginx = Nginx(folder / "nginx", 2)
        try:
            rows = measure(server, nginx, folder, options)
        finally:
            server.close()
            nginx.stop()
    json.dump(rows, sys.stdout, indent=1)


def measure(server, nginx, folder, options):
    producer = server.producer()
    share = producer.share()
    film = apiserver.webp(0, FILM_BYTES)
    snapshot = producer.publish_pictures(share, 1, [film] + [apiserver.webp(i) for i in range(1, SHOTS)])
    base = "/s/" + share["token"]
    page = server.ask("GET", base)
    assert page.status == 200 and len(page.body) > 10_000, page.status
    medium = apiserver.Guest(server, share["token"]).board()["shots"][0]["media"]["thumb"]
    assert snapshot["shots"][0]["media"]["thumb"]["id"] in medium
    (nginx.folder / "files" / "page.html").write_bytes(page.body)
    kept = [path for path in (folder / "data" / "media").rglob("*") if path.is_file()]
    # The very same file: how its pages lie in memory makes a difference.
    (nginx.folder / "files" / "film.webp").symlink_to(max(kept, key=lambda path: path.stat().st_size))
    nginx.start()

    def side(port, path, connections, script="", headers=()):
        return lambda: wrk(folder, port, path, connections, options.seconds, script, headers)

    rows = []

    def row(what, figure, ours, theirs, unit, goal, at_least=True):
        rows.append({"what": what, "value": ours[figure], "peer": theirs[figure], "unit": unit, "goal": goal,
                     "atLeast": at_least})
        if ours["errors"]:
            rows.append({"what": what + ": errors", "value": ours["errors"], "unit": "", "goal": 0, "atLeast": False})

    for connections in (64, 512):
        ours, theirs, rendered = turn_by_turn(
            options.rounds, side(server.port, base, connections), side(nginx.port, "/page.html", connections),
            side(server.port, base, connections, headers=["Cookie: raskadr_guest=" + "A" * 43]))
        row(f"page of {SHOTS} shots, {connections} connections", "rate", ours, theirs, "1/s", 0.60)
        row(f"the same, 99 % within, {connections}", "p99", ours, theirs, "ms", 2.0, at_least=False)
        row(f"the same for a guest, rendered, {connections}", "rate", rendered, theirs, "1/s", 0.25)
    for connections in (64, 512):
        last = FILM_BYTES // RANGE_BYTES - 1
        script = {path: RANGES.format(last=last, size=RANGE_BYTES, path=path) for path in (medium, "/film.webp")}
        ours, theirs = turn_by_turn(
            options.rounds, side(server.port, medium, connections, script[medium]),
            side(nginx.port, "/film.webp", connections, script["/film.webp"]))
        row(f"ranges of 256 KiB, {connections} connections", "bytes", ours, theirs, "B/s", 0.85)
    return rows


if __name__ == "__main__":
    main()
