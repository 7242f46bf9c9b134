"""What a manager's browser does with a link, over real HTTP."""

import concurrent.futures
import re
import secrets
import unittest

from apiserver import Events, Guest, Server, webp

HOSTILE = [
    "<script>alert(1)</script>", "\"><script>alert(1)</script>", "'-alert(1)-'", "<img src=x onerror=alert(1)>",
    "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>", "</script><script>alert(1)</script>",
    "<svg onload=alert(1)>", "javascript:alert(1)", "{{7*7}}", "${alert(1)}", "<!--", "-->", "]]>", "&lt;b&gt;",
    "<a href=javascript:alert(1)>x</a>", "<style>*{display:none}</style>", "<base href=//evil>", "<meta http-equiv=refresh>",
    "<iframe srcdoc='<script>alert(1)</script>'>", "\u2028alert(1)\u2029", "<\u200bscript>alert(1)</script>",
]
# Marks that would begin a tag or an attribute if they stood in the page unescaped.
BREAKS = [b"<script>alert", b"<img src=x", b"<svg onload", b"<iframe srcdoc", b"<base href", b"<meta http-equiv=refresh",
          b"<style>*", b"<a href=javascript"]


class GuestTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server("--rates", "off")
        cls.anna = cls.server.producer()

    @classmethod
    def tearDownClass(cls):
        cls.server.close()

    def link(self, **options):
        share = self.anna.share(**options)
        snapshot = self.anna.publish_pictures(share, 1, [webp(1), webp(2)])
        return share, snapshot["shots"][0]["id"], Guest(self.server, share["token"])

    # --- looking

    def test_shows_the_page(self):
        share, shot, guest = self.link(greeting="Здравствуйте", tail="mayak")
        page = guest.page("/mayak")
        self.assertEqual((page.status, page.headers["Content-Type"]), (200, "text/html; charset=utf-8"))
        self.assertIn("Последний маяк".encode(), page.body)
        self.assertEqual(page.headers["Cache-Control"], "private, no-cache")
        self.assertIn("default-src 'none'", page.headers["Content-Security-Policy"])
        self.assertEqual(page.headers["Referrer-Policy"], "same-origin")
        one = guest.page("/mayak?shot=" + shot)
        self.assertEqual(one.status, 200)
        self.assertEqual(guest.page("?shot=" + "0" * 32).status, 303)

    def test_loads_everything_that_the_page_names(self):
        _, _, guest = self.link()
        names = set(re.findall(rb'(?:src|href)="(/page/[^"]+)"', guest.page().body))
        self.assertTrue(names)
        for name in names:
            answer = self.server.ask("GET", name.decode())
            self.assertEqual(answer.status, 200)
            self.assertIn("immutable", answer.headers["Cache-Control"])
        self.assertEqual(self.server.ask("GET", "/robots.txt").body, b"User-agent: *\nDisallow: /\n")
        self.assertEqual(self.server.ask("GET", "/page/nothing.css").status, 404)

    def test_serves_ranges_of_media(self):
        _, _, guest = self.link()
        address = guest.board()["shots"][0]["media"]["thumb"]
        part = self.server.ask("GET", address, headers={"Range": "bytes=4-9"})
        self.assertEqual((part.status, part.body), (206, webp(1)[4:10]))
        whole = self.server.ask("GET", address)
        self.assertNotIn(whole.headers["ETag"].strip('"')[:16], (webp(1)[:8].hex(),))
        self.assertEqual(self.server.ask("GET", address, headers={"If-None-Match": whole.headers["ETag"]}).status, 304)
        self.assertEqual(whole.headers["Cache-Control"], "private, no-cache")
        self.assertEqual(whole.headers["X-Content-Type-Options"], "nosniff")

    def test_addresses_of_media_lead_nowhere_else(self):
        share, _, guest = self.link()
        address = guest.board()["shots"][0]["media"]["thumb"]
        name = address.rsplit("/", 1)[1]
        for wrong in (name[:-5] + ".mp4", name[:-5], name + "x", name.upper(), "..%2f..%2fserver.sqlite", "%2e%2e",
                      "..", "%00" + name, name + "%00", "a" * 5000, ".webp", "0" * 32 + ".webp",
                      "....//....//etc/passwd", "%252e%252e%252fpasswd", "..\\..\\lock"):
            with self.subTest(wrong[:40]):
                answer = self.server.ask("GET", f"/s/{share['token']}/m/{wrong}")
                self.assertIn(answer.status, (400, 404, 414, 431))
                self.assertNotIn(b"RIFF", answer.body)

    def test_a_ready_page_is_nobody_elses(self):
        share, shot, guest = self.link()
        name = "О'Хара & <b>\"Ко\"</b>"
        guest.comment(shot, "Светлее", author=name)
        fresh = Guest(self.server, share["token"])
        for _ in range(2):  # rendered, and from memory
            nameless = fresh.page().body.decode()
            self.assertNotIn("Хара", nameless)
            named = guest.page().body.decode()
            self.assertIn("О&#39;Хара &amp; &lt;b&gt;&quot;Ко&quot;&lt;/b&gt;", named)
            self.assertNotIn("<b>\"Ко", named)
            fresh.cookies = {}
        self.assertEqual(len(named) - len(nameless), len("О&#39;Хара &amp; &lt;b&gt;&quot;Ко&quot;&lt;/b&gt;"))
        self.anna.ask_json("PATCH", "/api/v1/shares/" + share["id"], {"title": "Другое имя"})
        self.assertIn("Другое имя", Guest(self.server, share["token"]).page().body.decode())
        self.anna.ask_json("PATCH", "/api/v1/shares/" + share["id"], {"password": "secret words"})
        self.assertEqual(Guest(self.server, share["token"]).page().status, 401)
        self.assertEqual(guest.page().status, 401)

    def test_speaks_gzip(self):
        import gzip
        _, _, guest = self.link()
        packed = guest.ask("GET", "", headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
        self.assertEqual(packed.headers["Content-Encoding"], "gzip")
        self.assertIn("Accept-Encoding", packed.headers["Vary"])
        self.assertIn("Последний маяк".encode(), gzip.decompress(packed.body))

    # --- commenting

    def test_a_comment_makes_a_guest(self):
        share, shot, guest = self.link()
        answer = guest.comment(shot, "  Светлее\r\nздесь  ", atMs=1500)
        self.assertEqual(answer.status, 201)
        comment = answer.json()
        self.assertEqual((comment["text"], comment["author"], comment["atMs"], comment["own"], comment["revision"]),
                         ("Светлее\nздесь", "Мария", 1500, True, 1))
        cookie = answer.headers["Set-Cookie"]
        self.assertIn(f"Path=/s/{share['token']};", cookie)
        self.assertIn("HttpOnly", cookie)
        self.assertIn("SameSite=Lax", cookie)
        second = guest.comment(shot, "Ещё", author="")
        self.assertEqual((second.status, second.json()["author"]), (201, "Мария"))
        self.assertEqual(guest.board()["shots"][0]["comments"], 2)

    def test_nobody_else_changes_a_comment(self):
        share, shot, guest = self.link()
        comment = guest.comment(shot, "Светлее").json()
        path = "/comments/" + comment["id"]
        other = Guest(self.server, share["token"])
        self.assertEqual(other.ask_json("PATCH", path, {"text": "Темнее"}).status, 404)
        other.comment(shot, "Я тоже Мария")  # the same name
        self.assertEqual(other.ask_json("PATCH", path, {"text": "Темнее"}).status, 404)
        self.assertEqual(other.ask("DELETE", path).status, 404)
        changed = guest.ask_json("PATCH", path, {"text": "Намного светлее"})
        self.assertEqual((changed.status, changed.json()["text"]), (200, "Намного светлее"))
        self.assertEqual(guest.ask("DELETE", path).status, 204)
        self.assertEqual(guest.ask("DELETE", path).status, 404)
        stone = [item for item in guest.ask("GET", "/comments").json()["items"] if item["id"] == comment["id"]][0]
        self.assertTrue(stone["deletedAt"])
        self.assertEqual((stone["author"], stone.get("text", "")), ("", ""))

    def test_a_lost_answer_is_given_again_with_the_cookie(self):
        share, shot, guest = self.link()
        key = secrets.token_hex(16)
        first = guest.comment(shot, "Светлее", key=key)
        without_cookie = Guest(self.server, share["token"])
        again = without_cookie.comment(shot, "Светлее", key=key)
        self.assertEqual((again.status, again.json()["id"]), (200, first.json()["id"]))
        self.assertEqual(without_cookie.cookies["raskadr_guest"], guest.cookies["raskadr_guest"])
        self.assertEqual(len(guest.ask("GET", "/comments").json()["items"]), 1)
        other = guest.comment(shot, "Темнее", key=key)
        self.assertEqual((other.status, other.code), (422, "key_taken"))
        self.assertEqual(guest.ask_json("POST", "/comments", {"shotId": shot, "author": "М", "text": "т"}).code,
                         "key_needed")

    def test_a_lost_answer_is_given_again_whatever_was_forbidden_since(self):
        share, shot, guest = self.link()
        key = secrets.token_hex(16)
        first = guest.comment(shot, "Светлее", key=key).json()
        gone = self.anna.publish_pictures(share, 2, [webp(7)])["shots"][0]["id"]
        self.assertNotEqual(gone, shot)
        self.assertEqual(guest.comment(shot, "Темнее").code, "unknown_shot")
        again = guest.comment(shot, "Светлее", key=key)
        self.assertEqual((again.status, again.json()["id"]), (200, first["id"]))
        self.anna.ask_json("PATCH", "/api/v1/shares/" + share["id"], {"canComment": False})
        again = Guest(self.server, share["token"]).comment(shot, "Светлее", key=key)
        self.assertEqual((again.status, again.json()["id"]), (200, first["id"]))
        self.assertEqual(guest.comment(shot, "Темнее", key=key).code, "key_taken")
        self.assertEqual(guest.comment(shot, "Темнее").code, "comments_off")

    def test_one_comment_for_one_key_among_eight_writers(self):
        share, shot, guest = self.link()
        key = secrets.token_hex(16)
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(
                lambda _: Guest(self.server, share["token"]).comment(shot, "Однажды", key=key), range(8)))
        self.assertEqual(len({answer.json()["id"] for answer in answers}), 1)
        self.assertEqual(sorted(answer.status for answer in answers), [200] * 7 + [201])
        self.assertEqual(len({answer.cookies()["raskadr_guest"] for answer in answers}), 1)
        self.assertEqual(len(guest.ask("GET", "/comments").json()["items"]), 1)

    def test_no_comment_is_missed_among_eight_writers(self):
        share, shot, _ = self.link()
        with concurrent.futures.ThreadPoolExecutor(9) as pool:
            def write(writer):
                guest = Guest(self.server, share["token"])
                return [guest.comment(shot, f"{writer}-{i}").status for i in range(40)]

            def read():
                cursor, seqs = 0, []
                while len(seqs) < 320:
                    page = self.anna.ask(
                        "GET", f"/api/v1/shares/{share['id']}/comments?after={cursor}&limit=17&wait=5").json()
                    seqs += [item["seq"] for item in page["items"]]
                    cursor = page["next"]
                return seqs
            reading = pool.submit(read)
            for statuses in pool.map(write, range(8)):
                self.assertEqual(statuses, [201] * 40)
            self.assertEqual(reading.result(), list(range(1, 321)))

    def test_says_what_is_wrong_with_the_words(self):
        _, shot, guest = self.link()
        for text, author, code in (("", "М", "text_missing"), (" \n ", "М", "text_missing"), ("т", "", "author_missing"),
                                   ("т" * 2001, "М", "text_too_long"), ("т", "М" * 61, "not_plain"),
                                   ("a\x07b", "М", "not_plain"), ("a\u202eb", "М", "not_plain"),
                                   ("т", "a\nb", "not_plain")):
            with self.subTest(code):
                answer = guest.comment(shot, text, author)
                self.assertEqual((answer.status, answer.code), (422, code))
        self.assertEqual(guest.comment(shot, "😀" * 2000).status, 201)
        self.assertEqual(guest.comment("0" * 32, "т").code, "unknown_shot")
        self.assertEqual(guest.comment("../..", "т").status, 422)

    def test_comments_can_be_off(self):
        share, shot, guest = self.link(canComment=False)
        self.assertEqual(guest.comment(shot, "Светлее").code, "comments_off")
        answer = guest.ask_json("PUT", f"/shots/{shot}/verdict", {"state": "accepted", "author": "М"})
        self.assertEqual(answer.code, "comments_off")

    def test_foreign_pages_change_nothing(self):
        share, shot, guest = self.link()
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        body = f"shotId={shot}&author=M&text=evil&key={secrets.token_hex(16)}"
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://evil.example"},
                        {"Origin": "null"}):
            with self.subTest(headers):
                answer = self.server.ask("POST", guest.base + "/comments", body, form | headers)
                self.assertEqual((answer.status, answer.code), (403, "cross_site"))
        self.assertEqual(guest.ask("GET", "/comments").json()["items"], [])

    def test_comments_by_form(self):
        share, shot, guest = self.link(tail="mayak")
        page = guest.page("/mayak?shot=" + shot).body.decode()
        key = re.search(r'name="key" value="([^"]+)"', page)[1]
        fields = {"shotId": shot, "author": "Мария", "text": "Без скрипта\r\nтоже", "key": key}
        answer = guest.form("/comments", **fields)
        self.assertEqual(answer.status, 303)
        self.assertRegex(answer.headers["Location"], rf"^{guest.base}/mayak\?shot={shot}#c-[0-9a-f]{{32}}$")
        again = guest.form("/comments", **fields)
        self.assertEqual((again.status, again.headers["Location"]), (303, answer.headers["Location"]))
        self.assertIn("Без скрипта", guest.page("?shot=" + shot).body.decode())
        refused = guest.form("/comments", **(fields | {"text": "", "key": secrets.token_hex(16)}))
        self.assertEqual(refused.status, 422)
        self.assertIn("text/html", refused.headers["Content-Type"])
        kept = guest.form("/comments", **(fields | {"text": "т" * 2001, "key": secrets.token_hex(16)}))
        self.assertIn("ттт", kept.body.decode())

    def test_gives_verdicts(self):
        share, shot, guest = self.link()
        path = f"/shots/{shot}/verdict"
        self.assertEqual(guest.ask_json("PUT", path, {"state": "accepted"}).code, "author_missing")
        answer = guest.ask_json("PUT", path, {"state": "accepted", "author": "Мария"})
        self.assertEqual((answer.status, answer.json()["verdict"], answer.json()["kind"]), (200, "accepted", "verdict"))
        self.assertEqual(guest.board()["shots"][0]["verdict"], "accepted")
        self.assertEqual(guest.ask_json("PUT", path, {"state": "none"}).json()["verdict"], "none")
        self.assertEqual(guest.ask_json("PUT", path, {"state": "splendid"}).status, 422)
        self.assertEqual(guest.form(path, state="changes").status, 303)
        lines = self.anna.ask("GET", f"/api/v1/shares/{share['id']}/comments").json()
        self.assertEqual([(line["verdict"], line["author"], line["seq"]) for line in lines["items"]],
                         [("changes", "Мария", 3)])

    def test_a_room_hears_what_happens(self):
        share, shot, guest = self.link()
        stream = Events(self.server, guest.base + "/events", {})
        self.addCleanup(stream.close)
        guest.comment(shot, "Светлее")
        first = stream.next()
        self.assertEqual((first["event"], first["data"]), ("comments", {"seq": 1}))
        self.anna.publish_pictures(share, 2, [webp(3)])
        self.assertEqual(stream.next()["data"], {"revision": 2})
        missed = Events(self.server, guest.base + "/events", {"Last-Event-ID": first["id"]})
        self.addCleanup(missed.close)
        self.assertEqual(missed.next()["data"], {"revision": 2})
        self.anna.ask("DELETE", "/api/v1/shares/" + share["id"])
        self.assertIsNone(stream.next())

    def test_what_people_write_stays_text(self):
        for text in HOSTILE:
            with self.subTest(text):
                share = self.anna.share(title=text[:200], greeting=text, name=text[:80])
                snapshot = self.anna.publish_pictures(share, 1, [webp(1)])
                snapshot["shots"][0]["title"] = text
                self.assertEqual(self.anna.publish(share, 2, snapshot).status, 201)
                shot = snapshot["shots"][0]["id"]
                guest = Guest(self.server, share["token"])
                self.assertEqual(guest.comment(shot, text, author=text[:60].replace("\u2028", "").replace("\u2029", "")).status,
                                 201)
                pages = [guest.page().body, guest.page("?shot=" + shot).body,
                         guest.form("/comments", shotId=shot, author=text, text="", key=secrets.token_hex(16)).body]
                for page in pages:
                    for mark in BREAKS:
                        self.assertNotIn(mark, page)
                self.assertEqual(guest.board()["shots"][0]["title"], text)

    # --- passwords

    def test_a_password_guards_everything(self):
        share, shot, guest = self.link(password="secret words")
        page = guest.page()
        self.assertEqual(page.status, 401)
        self.assertNotIn("Последний маяк".encode(), page.body)
        self.assertEqual(guest.ask("GET", "/board.json").code, "password_needed")
        wrong = guest.form("/unlock", password="wrong words")
        self.assertEqual(wrong.status, 403)
        self.assertEqual(guest.page().status, 401)
        right = guest.form("/unlock", password="secret words")
        self.assertEqual((right.status, right.headers["Location"]), (303, guest.base))
        self.assertEqual(guest.page().status, 200)
        other = self.link(password="secret words")[2]
        other.cookies = dict(guest.cookies)
        self.assertEqual(other.page().status, 401)
        self.anna.ask_json("PATCH", "/api/v1/shares/" + share["id"], {"password": "other words"})
        self.assertEqual(guest.page().status, 401)

    def test_an_unlock_cookie_cannot_be_made(self):
        share, _, guest = self.link(password="secret words")
        guest.ask_json("POST", "/unlock", {"password": "secret words"})
        end, signature = guest.cookies["raskadr_unlock"].split(".")
        for cookie in (f"{int(end) + 1}.{signature}", f"{end}.{signature[:-1]}", f"{end}.", end, f"0{end}.{signature}", "."):
            guest.cookies["raskadr_unlock"] = cookie
            self.assertEqual(guest.ask("GET", "/board.json").status, 401, cookie)

    def test_ten_thousand_comments(self):
        share, shot, guest = self.link()
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            def write(writer):
                one = Guest(self.server, share["token"])
                return sum(one.comment(shot, f"{writer}-{i}").status == 201 for i in range(1250))
            self.assertEqual(sum(pool.map(write, range(8))), 10_000)
        cursor, texts = 0, []
        while True:
            page = self.anna.ask("GET", f"/api/v1/shares/{share['id']}/comments?after={cursor}").json()
            texts += [item["text"] for item in page["items"]]
            cursor = page["next"]
            if not page["more"]:
                break
        self.assertEqual(sorted(texts), sorted(f"{writer}-{i}" for writer in range(8) for i in range(1250)))
        self.assertEqual(guest.board()["shots"][0]["comments"], 10_000)
        self.assertEqual(guest.page().status, 200)


class RateTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.anna = cls.server.producer()

    @classmethod
    def tearDownClass(cls):
        cls.server.close()

    def test_a_guest_writes_ten_a_minute(self):
        share = self.anna.share()
        shot = self.anna.publish_pictures(share, 1, [webp(1)])["shots"][0]["id"]
        guest = Guest(self.server, share["token"])
        keys = [secrets.token_hex(16) for _ in range(13)]
        answers = [guest.comment(shot, f"{i}", key=key) for i, key in enumerate(keys)]
        statuses = [answer.status for answer in answers]
        self.assertEqual(statuses[:11], [201] * 11)  # the first one made the guest
        self.assertEqual((statuses[-1], answers[-1].code), (429, "too_many_comments"))
        self.assertGreaterEqual(int(answers[-1].headers["Retry-After"]), 1)
        again = guest.comment(shot, "1", key=keys[1])  # its answer was lost
        self.assertEqual((again.status, again.json()["id"]), (200, answers[1].json()["id"]))
        by_form = guest.form("/comments", shotId=shot, text="Моё слово", key=secrets.token_hex(16))
        self.assertEqual(by_form.status, 429)
        self.assertIn("Моё слово", by_form.body.decode())

    def test_a_password_is_tried_ten_times(self):
        share = self.anna.share(password="secret words")
        guest = Guest(self.server, share["token"])
        statuses = [guest.ask_json("POST", "/unlock", {"password": f"wrong {i}"}).status for i in range(11)]
        self.assertEqual(statuses, [403] * 10 + [429])
        self.assertEqual(guest.form("/unlock", password="secret words").status, 429)


if __name__ == "__main__":
    unittest.main()
