"""Every route of the server, as it lists them itself, against everybody who has no right to it.

A route that this test does not know how to ask makes it fail, so that no new one comes without a rule.
"""

import json
import re
import secrets
import subprocess
import time
import unittest

from apiserver import Events, Guest, Server, snapshot_of, webp

# What may be asked without any right.
PUBLIC = {
    ("GET", "/robots.txt"), ("GET", "/favicon.ico"), ("POST", "/api/v1/login"), ("OPTIONS", "/api/v1/uploads"),
    ("GET", "/page/{name}"),
}
# For the machine itself, and not through a proxy.
LOOPBACK = {("GET", "/healthz"), ("GET", "/readyz"), ("GET", "/metrics")}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TUS = {"Tus-Resumable": "1.0.0"}


def body_of(method, pattern, shot):
    """A sound body for a route, and its header fields: only the right may be missing."""
    documents = {
        ("POST", "/api/v1/media/check"): {"sha256": []},
        ("POST", "/api/v1/shares"): {"title": "x"},
        ("PATCH", "/api/v1/shares/{id}"): {"title": "stolen"},
        ("PUT", "/api/v1/shares/{id}/revisions/{rev}"): snapshot_of([]),
        ("POST", "/api/v1/shares/{id}/comments"): {"parentId": "0" * 32, "text": "x"},
        ("PATCH", "/api/v1/shares/{id}/comments/{cid}"): {"resolved": True},
        ("POST", "/s/{token}/unlock"): {"password": "wrong words"},
        ("POST", "/s/{token}/comments"): {"shotId": shot, "author": "Eve", "text": "x"},
        ("PATCH", "/s/{token}/comments/{cid}"): {"text": "x"},
        ("PUT", "/s/{token}/shots/{id}/verdict"): {"state": "accepted", "author": "Eve"},
        ("POST", "/s/{token}/shots/{id}/verdict"): {"state": "accepted", "author": "Eve"},
    }
    if (method, pattern) == ("POST", "/api/v1/uploads"):
        return b"", TUS | {"Upload-Length": "10", "Upload-Metadata": "sha256 " + "YWFh" * 21 + "YQ=="}
    if (method, pattern) == ("PATCH", "/api/v1/uploads/{id}"):
        return b"x", TUS | {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    document = documents.get((method, pattern))
    if document is None:
        return None, TUS if "uploads" in pattern else {}
    return json.dumps(document), {"Content-Type": "application/json", "Idempotency-Key": secrets.token_hex(16)}


class ShareMatrixTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server("--rates", "off")
        cls.server.order("add", "boris", "correct horse")
        cls.anna = cls.server.producer()
        cls.boris = cls.server.producer("boris")
        listing = subprocess.run([cls.server.binary, "--list-routes"], capture_output=True, text=True, check=True)
        cls.routes = [line.split() for line in listing.stdout.splitlines()]
        cls.share, cls.snapshot, cls.guest, cls.comment = cls.room()

    @classmethod
    def tearDownClass(cls):
        cls.server.close()

    @classmethod
    def room(cls, **options):
        share = cls.anna.share(**options)
        snapshot = cls.anna.publish_pictures(share, 1, [webp(1)])
        guest = Guest(cls.server, share["token"])
        if "password" in options:
            guest.ask_json("POST", "/unlock", {"password": options["password"]})
        comment = guest.comment(snapshot["shots"][0]["id"], "Моё").json()
        return share, snapshot, guest, comment

    def routes_of(self, access):
        chosen = [(method, pattern) for method, pattern, kind in self.routes if kind == access]
        self.assertTrue(chosen)
        return chosen

    def fill(self, pattern, token=None, comment=None, shot=None, file=None):
        comment = comment or self.comment
        shot = shot or self.snapshot["shots"][0]
        path = pattern.replace("{token}", token if token is not None else self.share["token"])
        path = path.replace("/{tail?}", "").replace("{cid}", comment["id"]).replace("{rev}", "2")
        path = path.replace("{file}", file or shot["media"]["thumb"]["id"] + ".webp")
        path = path.replace("{id}", shot["id"] if pattern.startswith("/s/") else self.share["id"])
        self.assertNotIn("{", path, "no rule for " + pattern)
        return path

    def methods(self, method):
        return ("GET", "HEAD") if method == "GET" else (method,)

    def ask(self, method, pattern, path, headers, shot=None):
        body, more = body_of(method, pattern, (shot or self.snapshot["shots"][0])["id"])
        return self.server.ask(method, path, body, more | {"Sec-Fetch-Site": "same-origin"} | headers)

    def test_every_route_has_its_guard(self):
        self.assertEqual({(m, p) for m, p, kind in self.routes if kind == "public"}, PUBLIC)
        self.assertLessEqual({(m, p) for m, p, kind in self.routes if kind == "loopback"}, LOOPBACK)
        for method, pattern, kind in self.routes:
            self.assertEqual(kind, "guest" if pattern.startswith("/s/") else
                             "producer" if (method, pattern) not in PUBLIC | LOOPBACK else kind, pattern)

    def test_producers_routes_need_a_living_token(self):
        gone = self.server.producer()
        gone.ask("POST", "/api/v1/logout")
        wrong = {"none": {}, "empty": {"Authorization": "Bearer "}, "random": {"Authorization": "Bearer " + "A" * 43},
                 "a link's": {"Authorization": "Bearer " + self.share["token"]}, "ended": gone.authorization,
                 "in the query": {}, "as a cookie": {"Cookie": "token=" + self.anna.token}}
        for method, pattern in self.routes_of("producer"):
            for name, headers in wrong.items():
                for asked in self.methods(method):
                    with self.subTest(f"{asked} {pattern}: {name}"):
                        path = self.fill(pattern) + ("?token=" + self.anna.token if name == "in the query" else "")
                        self.assertEqual(self.ask(asked, pattern, path, headers).status, 401)

    def test_producers_see_their_own_alone(self):
        for method, pattern in self.routes_of("producer"):
            if "{id}" not in pattern:
                continue
            for asked in self.methods(method):
                with self.subTest(f"{asked} {pattern}"):
                    self.assertEqual(self.ask(asked, pattern, self.fill(pattern), self.boris.authorization).status, 404)
        self.assertEqual(self.anna.ask("GET", "/api/v1/shares/" + self.share["id"]).json()["title"], "Последний маяк")

    def test_dead_links_are_all_the_same(self):
        revoked, _, revoked_guest, _ = self.room()
        self.anna.ask("DELETE", "/api/v1/shares/" + revoked["id"])
        expired, _, expired_guest, _ = self.room()
        self.anna.ask_json("PATCH", "/api/v1/shares/" + expired["id"], {"expiresAt": 1_700_000_000_000})
        locked, _, locked_guest, _ = self.room(password="secret words")
        self.anna.ask("DELETE", "/api/v1/shares/" + locked["id"])
        tokens = {"wrong": (secrets.token_urlsafe(32), self.guest), "malformed": ("x", self.guest),
                  "of an account": (self.anna.token, self.guest), "an id": (self.share["id"], self.guest),
                  "changed": (self.share["token"][:-1] + ("A" if self.share["token"][-1] != "A" else "E"), self.guest),
                  "revoked": (revoked["token"], revoked_guest), "expired": (expired["token"], expired_guest),
                  "revoked with a password": (locked["token"], locked_guest)}
        for method, pattern in self.routes_of("guest"):
            for asked in self.methods(method):
                for accept in ("text/html", "application/json"):
                    answers = {}
                    for name, (token, guest) in tokens.items():
                        answer = self.ask(asked, pattern, self.fill(pattern, token), guest.headers({"Accept": accept}))
                        with self.subTest(f"{asked} {pattern}: {name}"):
                            self.assertEqual(answer.status, 404)
                            self.assertEqual(answer.cookies(), {})
                        if answer.headers["Content-Type"].startswith("text/html"):
                            answers[name] = answer.body
                        elif asked != "HEAD":
                            self.assertEqual(answer.code, "link_gone")
                            answers[name] = len(answer.body)
                    with self.subTest(f"{asked} {pattern}: one answer"):
                        self.assertLessEqual(len(set(answers.values())), 1)
        page = self.server.ask("GET", "/s/" + revoked["token"], headers={"Accept": "text/html"})
        words = re.sub(r"<[^>]*>", " ", page.body.decode())
        self.assertRegex(words, r"Ссылка недоступна\W+Обратитесь к автору проекта\.")

    def test_no_token_at_all(self):
        for method, pattern in self.routes_of("guest"):
            with self.subTest(f"{method} {pattern}"):
                path = self.fill(pattern, "")
                self.assertIn(self.ask(method, pattern, path, {}).status, (400, 404, 405))

    def test_a_password_guards_every_route(self):
        share, snapshot, guest, comment = self.room(password="secret words")
        other = self.room(password="secret words")[2]
        visitors = {"without": Guest(self.server, share["token"]), "of another link": Guest(self.server, share["token"])}
        visitors["of another link"].cookies = other.cookies
        visitors["forged"] = Guest(self.server, share["token"])
        visitors["forged"].cookies = {"raskadr_unlock": guest.cookies["raskadr_unlock"][:-2] + "AA"}
        visitors["without, but with a name"] = Guest(self.server, share["token"])
        visitors["without, but with a name"].cookies = {"raskadr_guest": guest.cookies["raskadr_guest"]}
        shot = snapshot["shots"][0]
        for method, pattern in self.routes_of("guest"):
            path = self.fill(pattern, share["token"], comment, shot)
            for name, visitor in visitors.items():
                for asked in self.methods(method):
                    with self.subTest(f"{asked} {pattern}: {name}"):
                        answer = self.ask(asked, pattern, path, visitor.headers(), shot)
                        self.assertEqual(answer.status, 403 if pattern.endswith("/unlock") else 401)
                        self.assertNotIn("Последний маяк".encode(), answer.body)
            with_query = self.ask(method, pattern, path + "?password=secret+words", visitors["without"].headers(), shot)
            self.assertIn(with_query.status, (401, 403))
        self.assertEqual(guest.ask("GET", "/board.json").status, 200)

    def test_media_and_comments_stay_in_their_link(self):
        share, snapshot, guest, comment = self.room()
        shot = snapshot["shots"][0]
        for method, pattern in self.routes_of("guest"):
            if not any(part in pattern for part in ("{file}", "{cid}", "{id}")):
                continue
            for asked in self.methods(method):
                with self.subTest(f"{asked} {pattern}"):
                    # What belongs to the other link, asked through this one, by the guest whom it belongs to.
                    path = self.fill(pattern, self.share["token"], comment, shot)
                    self.assertEqual(self.ask(asked, pattern, path, guest.headers(), shot).status, 404)
        texts = [item["text"] for item in guest.ask("GET", "/comments").json()["items"]]
        self.assertEqual(texts, ["Моё"])

    def test_a_guest_of_another_link_is_nobody_here(self):
        share, _, _, comment = self.room()
        for method, pattern in self.routes_of("guest"):
            if "{cid}" in pattern:
                path = self.fill(pattern, share["token"], comment)
                self.assertEqual(self.ask(method, pattern, path, self.guest.headers()).status, 404)
        stranger = Guest(self.server, share["token"])
        stranger.cookies = self.guest.cookies
        self.assertEqual([item["own"] for item in stranger.ask("GET", "/comments").json()["items"]], [False])

    def test_media_of_an_older_revision_are_gone(self):
        share, snapshot, guest, _ = self.room()
        old = snapshot["shots"][0]["media"]["thumb"]["id"]
        self.assertEqual(guest.ask("GET", f"/m/{old}.webp").status, 200)
        self.anna.publish_pictures(share, 2, [webp(1)], [snapshot["shots"][0]["id"]])
        for method in ("GET", "HEAD"):
            self.assertEqual(guest.ask(method, f"/m/{old}.webp").status, 404)

    def test_all_is_dead_once_a_link_is_revoked(self):
        """From the answer to the revoking on, also what was ready in memory or already flowing."""
        server = Server("--rates", "off", "--public-url", "http://share.example")
        self.addCleanup(server.close)
        anna = server.producer()
        share = anna.share()
        snapshot = anna.publish_pictures(share, 1, [webp(1)])
        path = "/s/" + share["token"]
        media = f"{path}/m/{snapshot['shots'][0]['media']['thumb']['id']}.webp"
        html = {"Accept": "text/html"}
        for _ in range(3):
            self.assertEqual(server.ask("GET", path, headers=html).status, 200)
        etag = server.ask("GET", media).headers["ETag"]
        stream = Events(server, path + "/events", {})
        self.addCleanup(stream.close)
        self.assertEqual(anna.ask("DELETE", "/api/v1/shares/" + share["id"]).status, 204)
        revoked_at = time.monotonic()
        self.assertEqual(server.ask("GET", path, headers=html).status, 404)
        self.assertEqual(server.ask("GET", media).status, 404)
        self.assertEqual(server.ask("GET", media, headers={"If-None-Match": etag}).status, 404)
        self.assertEqual(server.ask("GET", media, headers={"Range": "bytes=0-3"}).status, 404)
        self.assertEqual(server.ask("GET", path + "/board.json").status, 404)
        self.assertIsNone(stream.next())
        print(f"everything was dead {1000 * (time.monotonic() - revoked_at):.0f} ms after the revoking")

    def test_guesses_are_counted_for_the_address(self):
        server = Server()
        self.addCleanup(server.close)
        statuses = [server.ask("GET", "/s/" + secrets.token_urlsafe(32)).status for _ in range(70)]
        self.assertEqual(statuses[:30], [404] * 30)
        self.assertIn(429, statuses)
        self.assertEqual(statuses[-1], 429)


if __name__ == "__main__":
    unittest.main()
