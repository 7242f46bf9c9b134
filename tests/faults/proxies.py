"""The share server behind nginx and Caddy, set up as our examples say: what is smuggled, a restart under
load, and who a client is."""

import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "sync-server"))
import apiserver  # noqa: E402
from crowds import say  # noqa: E402

EXAMPLES = HERE.parents[1] / "packaging" / "server"
ROWS = json.loads((HERE.parent / "sync-server" / "smuggling.json").read_text())
NGINX = """daemon off; pid {folder}/pid; error_log {folder}/error.log; user root;
events {{ worker_connections 4096; }}
http {{
client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{example}
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Proxy:
    def __init__(self, command, port, tls):
        self.port, self.tls = port, tls
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(400):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError(f"{command[0]} did not start")

    def connect(self):
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        if not self.tls:
            return plain
        return unchecked().wrap_socket(plain, server_hostname="raskadr.example")

    def connection(self, source="127.0.0.1"):
        if self.tls:
            return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60, context=unchecked(), source_address=(source, 0))
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(source, 0))

    def close(self):
        self.process.terminate()
        self.process.wait()


def unchecked():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def nginx(folder, upstream):
    folder.mkdir()
    folder.chmod(0o755)
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=raskadr.example",
                    "-keyout", folder / "key.pem", "-out", folder / "cert.pem"], check=True, capture_output=True)
    plain, port = free_port(), free_port()
    example = (EXAMPLES / "nginx.conf.example").read_text()
    example = re.sub(r"\n *listen \[::\][^\n]*", "", example)
    for old, new in (("listen 80;", f"listen 127.0.0.1:{plain};"), ("listen 443 ", f"listen 127.0.0.1:{port} "),
                     ("server 127.0.0.1:8787;", f"server 127.0.0.1:{upstream};"),
                     ("/etc/letsencrypt/live/raskadr.example/fullchain.pem", f"{folder}/cert.pem"),
                     ("/etc/letsencrypt/live/raskadr.example/privkey.pem", f"{folder}/key.pem")):
        assert old in example, old
        example = example.replace(old, new)
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, example=example))
    return Proxy(["/usr/sbin/nginx", "-c", folder / "nginx.conf", "-p", folder], port, tls=True)


def caddy(folder, upstream):
    folder.mkdir()
    port = free_port()
    example = (EXAMPLES / "caddyfile.example").read_text()
    for old, new in (("{\n\tservers", "{\n\tadmin off\n\tauto_https off\n\tservers"), ("raskadr.example {", f"http://127.0.0.1:{port}, http://x:{port} {{"),
                     ("127.0.0.1:8787", f"127.0.0.1:{upstream}")):
        assert old in example, old
        example = example.replace(old, new)
    (folder / "Caddyfile").write_text(example)
    os.environ.setdefault("HOME", str(folder))
    return Proxy(["caddy", "run", "--config", folder / "Caddyfile", "--adapter", "caddyfile"], port, tls=False)


def answers(connect, raw):
    """The statuses of everything that comes back for some bytes."""
    with contextlib.closing(connect()) as client:
        said = b""
        with contextlib.suppress(OSError):
            client.sendall(raw)
            client.settimeout(1.5)
            while data := client.recv(65536):
                said += data
    return [int(status) for status in re.findall(rb"(?:^|\n|\}|>)HTTP/1\.[01] (\d{3})", said)]


def requests(server):
    """How many requests the server has seen, without the one that asks."""
    text = server.ask("GET", "/metrics").body.decode()
    return sum(int(count) for count in re.findall(r"raskadr_requests_total\{[^}]*\} (\d+)", text))


def directly(server, count):
    misses = []
    for row in ROWS[:count]:
        statuses = answers(lambda: socket.create_connection(("127.0.0.1", server.port), timeout=10),
                           row["raw"].encode("latin-1"))
        if len(statuses) != 1 or statuses[0] < 400:
            misses.append(f"direct, {row['name']}: {statuses}")
    return misses


def through(proxy, server, where, count):
    """A proxy may take what we refuse and pass it on in its own words, but it must see as many requests
    as the server does: one more at the server would be the smuggled one."""
    misses = []
    for row in ROWS[:count]:
        before = requests(server)
        statuses = answers(proxy.connect, row["raw"].encode("latin-1"))
        seen = requests(server) - before - 1
        if seen > len(statuses) or any(status < 400 for status in statuses):
            misses.append(f"{where}, {row['name']}: {statuses}, of which the server saw {seen}")
    return misses


def start(binary, folder, *options):
    os.environ["RASKADR_BIN"] = str(binary.parent)
    return apiserver.Server("--trusted-proxy", "127.0.0.1", "--min-free-mb", "0", *options, folder=str(folder / "data"))


def smuggling(binary, folder, count, seed):
    """Requests that two programs could read differently: no second answer, directly and through proxies."""
    del seed
    server = start(binary, folder)
    misses = directly(server, count)
    tried = min(count, len(ROWS))
    proxies = [(nginx, pathlib.Path("/usr/sbin/nginx").exists()), (caddy, shutil.which("caddy"))]
    for make, there in proxies:
        if not there:
            say(f"{make.__name__} is not installed")
            continue
        with contextlib.closing(make(folder / make.__name__, server.port)) as proxy:
            misses += through(proxy, server, make.__name__, count)
            misses += inside(proxy, make.__name__)
            tried += min(count, len(ROWS))
    server.close()
    return tried, misses


def inside(proxy, where):
    """What is for the machine alone must not be seen through a proxy, and clients are told apart."""
    misses = []
    for path in ("/healthz", "/readyz", "/metrics", "/%68ealthz", "//healthz"):
        with contextlib.closing(proxy.connection()) as connection:
            connection.request("GET", path, headers={"X-Forwarded-For": "127.0.0.1"})
            answer = connection.getresponse()
            if answer.status not in (400, 404, 301, 308):
                misses.append(f"{where} shows {path}: {answer.status}")
    return misses


def forged(binary, folder, count, seed):
    """A client that says to be another one with every request: its limits hold all the same."""
    del seed
    server = start(binary, folder)
    misses = []

    def guess(connection, number):
        connection.request("GET", f"/s/{number:043}", headers={"X-Forwarded-For": f"203.0.113.{number % 250}"})
        answer = connection.getresponse()
        answer.read()
        return answer.status

    with contextlib.closing(nginx(folder / "nginx", server.port)) as proxy, \
            contextlib.closing(proxy.connection("127.0.0.9")) as connection:
        statuses = [guess(connection, number) for number in range(count)]
    if statuses.count(404) > 60 or statuses.count(404) + statuses.count(429) != count:
        misses.append(f"{statuses.count(404)} guesses were answered of {count}")
    server.close()
    return count, misses


class Restarted:
    """The program on a socket that outlives it, as systemd would keep it."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary.parent / "raskadr-sync-server", folder
        self.listening = socket.socket()
        self.listening.bind(("127.0.0.1", 0))
        self.listening.listen(1024)
        self.port = self.listening.getsockname()[1]
        self.start()

    def start(self):
        number = self.listening.fileno()
        command = f'exec 3<&{number}; export LISTEN_PID=$$ LISTEN_FDS=1; exec "$@"'
        self.process = subprocess.Popen(
            ["bash", "-c", command, "bash", self.binary, "--data", self.folder / "data", "--access-log", "off",
             "--trusted-proxy", "127.0.0.1", "--rates", "off", "--min-free-mb", "0"],
            pass_fds=[number], stderr=subprocess.PIPE, text=True)
        while not self.process.stderr.readline().startswith("listening"):
            if self.process.poll() is not None:
                raise RuntimeError("the server did not start")

    def restart(self):
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        took = time.monotonic() - begun
        self.process.stderr.close()
        self.start()
        return took

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.process.stderr.close()
        self.listening.close()


def load(proxy, ended, statuses):
    connection = proxy.connection()
    while not ended.is_set():
        try:
            connection.request("GET", "/robots.txt")
            answer = connection.getresponse()
            answer.read()
            statuses.append(answer.status)
        except (OSError, http.client.HTTPException) as error:
            statuses.append(repr(error))
            connection.close()


def restarts(binary, folder, count, seed):
    """The service is restarted under load behind nginx: nobody notices."""
    del seed
    server = Restarted(binary, folder)
    slowest, misses = 0.0, []
    with contextlib.closing(nginx(folder / "nginx", server.port)) as proxy:
        ended, statuses = threading.Event(), []
        clients = [threading.Thread(target=load, args=(proxy, ended, statuses)) for _ in range(8)]
        for client in clients:
            client.start()
        for _ in range(count):
            time.sleep(0.5)
            slowest = max(slowest, server.restart())
        time.sleep(0.5)
        ended.set()
        for client in clients:
            client.join()
    failed = [status for status in statuses if status != 200]
    say(f"{len(statuses)} requests, {len(failed)} failed; ended within {slowest:.2f} s")
    if failed:
        misses.append(f"{len(failed)} of {len(statuses)} requests failed, such as {failed[0]}")
    if slowest > 15:
        misses.append(f"ended after {slowest:.0f} s")
    server.close()
    return count, misses
