"""Crowds before the share server: slow, silent, endless, and those who only listen. The others notice
nothing, and the server gets rid of them in time."""

import contextlib
import os
import pathlib
import resource
import selectors
import socket
import statistics
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "sync-server"))
import apiserver  # noqa: E402

# From so many on, the real deadlines are waited for and times are a goal; the slice runs on machines that
# do something else meanwhile.
WHOLE = 200
HEAD = b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: "
FILM_BYTES = 32 * 1024 * 1024


def say(text):
    print(f"    {text}", flush=True)


def serve(binary, folder, *options):
    os.environ["RASKADR_BIN"] = str(binary.parent)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return apiserver.Server("--rates", "off", "--min-free-mb", "0", "--connections-per-address", "100000",
                            *options, folder=str(folder / "data"))


def resident(server):
    """MiB of the server's memory."""
    with open(f"/proc/{server.process.pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


class Probe:
    """Somebody like you and me, who asks again and again meanwhile."""

    def __init__(self, server):
        self.server, self.times, self.failures = server, [], 0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        while not self.ended.wait(0.05):
            begun = time.monotonic()
            try:
                self.failures += self.server.ask("GET", "/readyz").status != 200
            except OSError:
                self.failures += 1
            self.times.append((time.monotonic() - begun) * 1000)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()

    def misses(self, most, timed=True):
        p95 = statistics.quantiles(self.times, n=20)[-1] if len(self.times) > 1 else 0
        say(f"others: {len(self.times)} requests, 95 % within {p95:.1f} ms, {self.failures} failed")
        misses = [f"{self.failures} of the others failed"] if self.failures else []
        return misses + ([f"95 % of the others within {p95:.0f} ms"] if timed and p95 > most else [])


def connect(server, count, receive_buffer=0, first=b""):
    sockets = []
    for _ in range(count):
        client = socket.socket()
        if receive_buffer:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        client.connect(("127.0.0.1", server.port))
        client.setblocking(False)
        if first:
            client.send(first)
        sockets.append(client)
    return sockets


def is_closed(client):
    try:
        return client.recv(65536) == b"" or None
    except BlockingIOError:
        return False
    except OSError:
        return True


def trickle(sockets, seconds, every=1.0, byte=b"x"):
    """A byte of each now and then; the seconds after which each was closed, and those who never were."""
    begun, ages, left = time.monotonic(), [], set(sockets)
    while left and time.monotonic() - begun < seconds:
        round_begun = time.monotonic()
        for client in list(left):
            closed = is_closed(client)
            while closed is None:  # an answer, whose end follows
                closed = is_closed(client)
            if not closed and byte:
                with contextlib.suppress(BlockingIOError):
                    try:
                        client.send(byte)
                    except OSError as error:
                        if isinstance(error, BlockingIOError):
                            raise
                        closed = True
            if closed:
                ages.append(time.monotonic() - begun)
                left.discard(client)
        time.sleep(max(0.0, every - (time.monotonic() - round_begun)))
    return ages, left


def close(sockets):
    for client in sockets:
        client.close()


def dropped_in_time(server, sockets, seconds, before, every, byte=b"x", memory=256):
    with Probe(server) as probe:
        ages, left = trickle(sockets, seconds, every, byte)
        grown = resident(server) - before
    misses = probe.misses(300, len(sockets) >= WHOLE)
    say(f"dropped {len(ages)} of {len(sockets)} within {max(ages, default=0):.1f} s; memory grew by {grown:.1f} MiB "
        f"to {resident(server):.0f} MiB")
    if left:
        misses.append(f"{len(left)} were not dropped within {seconds} s")
    if resident(server) > memory:
        misses.append(f"{resident(server):.0f} MiB of memory")
    close(sockets)
    return misses


def slow_heads(binary, folder, count, seed):
    """Bytes of a head, one a second: an absolute deadline of ten seconds."""
    del seed
    whole = count >= WHOLE
    server = serve(binary, folder, *([] if whole else ["--header-timeout-ms", "1000"]))
    before = resident(server)
    sockets = connect(server, count, first=HEAD)
    misses = dropped_in_time(server, sockets, 11.5 if whole else 20, before, 1.0 if whole else 0.1)
    server.close()
    return count, misses


def slow_bodies(binary, folder, count, seed):
    """Bytes of a body, one a second: less than 1 KB/s over thirty seconds."""
    del seed
    whole = count >= WHOLE
    server = serve(binary, folder, *([] if whole else ["--body-window-ms", "1000"]))
    before = resident(server)
    head = b"POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n"
    sockets = connect(server, count, first=head)
    misses = dropped_in_time(server, sockets, 60 if whole else 20, before, 1.0 if whole else 0.1)
    server.close()
    return count, misses


def slow_readers(binary, folder, count, seed):
    """A film is asked for and not read: nothing piles up in the server."""
    whole = count >= WHOLE
    server = serve(binary, folder, *([] if whole else ["--write-timeout-ms", "1500"]))
    producer = server.producer()
    share = producer.share()
    producer.publish_pictures(share, 1, [apiserver.webp(seed, FILM_BYTES)])
    path = apiserver.Guest(server, share["token"]).board()["shots"][0]["media"]["thumb"]
    before = resident(server)
    request = f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    sockets = connect(server, count, receive_buffer=4096, first=request)
    time.sleep(1)
    each = (resident(server) - before) * 1024 / count
    with Probe(server) as probe:
        begun, deadline = time.monotonic(), 45 if whole else 30
        while connections(server) > 3 and time.monotonic() - begun < deadline:
            time.sleep(0.25)
        took = time.monotonic() - begun
    misses = probe.misses(300, whole)
    say(f"memory grew by {each:.1f} KiB each; all dropped within {took + 1:.0f} s")
    if each > 128:
        misses.append(f"{each:.0f} KiB of memory for each")
    if took >= deadline:
        misses.append(f"{connections(server)} are still there after {deadline} s")
    close(sockets)
    server.close()
    return count, misses


def metric(server, name):
    for line in server.ask("GET", "/metrics").body.decode().splitlines():
        if line.startswith(f"raskadr_{name} "):
            return float(line.split()[1])
    raise RuntimeError(f"there is no {name}")


def connections(server):
    return int(metric(server, "connections"))


def idle(binary, folder, count, seed):
    """Connections on which nothing is said: few bytes each, closed after a minute."""
    del seed
    whole = count >= WHOLE
    server = serve(binary, folder, *([] if whole else ["--idle-timeout-ms", "2000"]))
    server.ask("GET", "/healthz")
    before = resident(server)
    # Half of them have asked once.
    sockets = connect(server, count // 2) + connect(server, count - count // 2, first=b"GET /page/none HTTP/1.1\r\nHost: x\r\n\r\n")
    while connections(server) < count:
        time.sleep(0.05)
    each = (resident(server) - before) * 1024 / count
    say(f"{each:.1f} KiB of memory each")
    misses = [f"{each:.1f} KiB of memory for each"] if each > 16 and whole else []
    with Probe(server) as probe:
        ages, left = trickle(sockets, 75 if whole else 30, 0.5, byte=b"")
    say(f"closed {len(ages)} of {count} within {max(ages, default=0):.0f} s")
    misses += probe.misses(50, whole)
    if left:
        misses.append(f"{len(left)} were not closed")
    close(sockets)
    server.close()
    return count, misses


def oversized(binary, folder, count, seed):
    """Bodies of a terabyte, and ones that never end: refused at once, and nothing of them is kept."""
    del seed
    server = serve(binary, folder)
    before, slowest, misses = resident(server), 0.0, []
    head = b"POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    for number in range(count):
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
            begun = time.monotonic()
            if number % 2:
                client.sendall(head + b"Content-Length: 1099511627776\r\n\r\n")
            else:
                client.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n")
                with contextlib.suppress(OSError):
                    for _ in range(40):
                        client.sendall(b"1000\r\n" + b"x" * 4096 + b"\r\n")
            answer = client.recv(100)
            slowest = max(slowest, time.monotonic() - begun)
            if not answer.startswith(b"HTTP/1.1 413 "):
                misses.append(f"{answer[:40]} to a body without end")
    say(f"refused within {slowest * 1000:.0f} ms; memory grew by {resident(server) - before:.1f} MiB")
    if slowest > 0.1 and count >= WHOLE:
        misses.append(f"refused after {slowest * 1000:.0f} ms")
    server.close()
    return count, misses


def listeners(binary, folder, count, seed):
    """More streams of events than there may be: the rest is told so, the page is as fast as before."""
    most = count * 10 // 11
    server = serve(binary, folder, "--streams", str(most))
    producer = server.producer()
    shares = []
    for number in range(count // 50 + 1):
        shares.append(producer.share())
        producer.publish_pictures(shares[-1], 1, [apiserver.webp(seed + number)])
    before = resident(server)
    sockets = []
    for number in range(count):
        token = shares[number // 50]["token"]
        sockets += connect(server, 1, first=f"GET /s/{token}/events HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    statuses, waiting = [], selectors.DefaultSelector()
    for client in sockets:
        waiting.register(client, selectors.EVENT_READ)
    begun = time.monotonic()
    while len(statuses) < count and time.monotonic() - begun < 60:
        for key, _ in waiting.select(1):
            statuses.append(key.fileobj.recv(65536)[9:12])
            waiting.unregister(key.fileobj)
    each = (resident(server) - before) * 1024 / most
    guest = apiserver.Guest(server, shares[0]["token"])
    times = []
    for _ in range(100):
        begun = time.monotonic()
        guest.page()
        times.append((time.monotonic() - begun) * 1000)
    p95 = statistics.quantiles(times, n=20)[-1]
    say(f"{statuses.count(b'200')} streams at {each:.1f} KiB, {statuses.count(b'429')} refused; the page within {p95:.1f} ms")
    misses = []
    if statuses.count(b"200") != most or statuses.count(b"429") != count - most:
        misses.append(f"{statuses.count(b'200')} streams and {statuses.count(b'429')} refusals of {count}")
    if p95 > 50 and count >= WHOLE:
        misses.append(f"95 % of the pages within {p95:.0f} ms")
    begun = time.monotonic()
    server.stop()
    took = time.monotonic() - begun
    say(f"ended within {took:.1f} s")
    if took > 15 and count >= WHOLE:
        misses.append(f"ended after {took:.0f} s")
    close(sockets)
    server.close()
    return count, misses
