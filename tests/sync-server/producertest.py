"""What a producer's app asks of the server, over real HTTP."""

import concurrent.futures
import json
import os
import pathlib
import secrets
import shutil
import signal
import tempfile
import unittest

from apiserver import Events, Guest, Server, snapshot_of, webp

JSON = {"Content-Type": "application/json"}


class ProducerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server("--rates", "off")
        cls.server.order("add", "boris", "correct horse")
        cls.anna = cls.server.producer()
        cls.boris = cls.server.producer("boris")

    @classmethod
    def tearDownClass(cls):
        cls.server.close()

    # --- accounts

    def test_logs_in_and_out(self):
        anna = self.server.producer()
        me = anna.ask("GET", "/api/v1/me")
        self.assertEqual((me.status, me.json()["login"]), (200, "anna"))
        self.assertEqual(anna.ask("POST", "/api/v1/logout").status, 204)
        self.assertEqual(anna.ask("GET", "/api/v1/me").status, 401)
        self.assertEqual(self.anna.ask("GET", "/api/v1/me").status, 200)

    def test_one_answer_for_unknown_logins_and_wrong_passwords(self):
        answers = [self.server.ask_json("POST", "/api/v1/login", {"login": login, "password": "wrong password"})
                   for login in ("anna", "nobody")]
        for answer in answers:
            self.assertEqual((answer.status, answer.code), (401, "wrong_login"))
        bodies = [{k: v for k, v in answer.json().items() if k not in ("requestId", "instance")} for answer in answers]
        self.assertEqual(bodies[0], bodies[1])

    def test_every_producer_route_needs_the_token(self):
        for headers in ({}, {"Authorization": "Bearer " + "A" * 43}, {"Authorization": "Bearer x"},
                        {"Authorization": "Basic " + self.anna.token}):
            self.assertEqual(self.server.ask("GET", "/api/v1/shares", headers=headers).status, 401)

    def test_accounts_are_added_beside_the_running_server(self):
        self.assertEqual(self.server.order("add", "vera", "correct horse").returncode, 0)
        self.server.producer("vera")
        twice = self.server.order("add", "vera", "correct horse")
        self.assertEqual(twice.returncode, 1)
        self.assertIn("already", twice.stderr)

    def test_a_new_password_ends_sessions(self):
        self.server.order("add", "dora", "correct horse")
        dora = self.server.producer("dora")
        stream = Events(self.server, "/api/v1/events", dora.authorization)
        self.addCleanup(stream.close)
        self.assertEqual(self.server.order("password", "dora", "better horses").returncode, 0)
        self.assertEqual(dora.ask("GET", "/api/v1/me").status, 401)
        self.assertIsNone(stream.next())
        again = self.server.producer("dora", "better horses")
        self.assertEqual(again.ask("GET", "/api/v1/me").status, 200)
        self.assertEqual(self.server.ask_json("POST", "/api/v1/login",
                                              {"login": "dora", "password": "correct horse"}).status, 401)

    def test_an_order_that_makes_no_sense_stops_no_other(self):
        folder = pathlib.Path(self.server.folder) / "accounts-waiting"
        part = folder / "0.part"
        part.write_text("no order")
        part.rename(folder / "0.json")
        self.assertEqual(self.server.order("add", "frida", "correct horse").returncode, 0)
        self.server.producer("frida")
        self.assertEqual(list(folder.iterdir()), [])

    def test_refuses_accounts_that_make_no_sense(self):
        for login, password in (("x" * 65, "correct horse"), ("eva", "short"), ("e\u202eva", "correct horse")):
            self.assertEqual(self.server.order("add", login, password).returncode, 1)
        self.assertEqual(self.server.order("password", "nobody", "correct horse").returncode, 1)

    # --- messages

    def test_refuses_messages_that_are_bombs(self):
        bombs = {
            "depth": '{"login":' + "[" * 100_000 + "]" * 100_000 + "}",
            "no JSON": "{",
            "twice the same key": '{"login":"anna","login":"anna","password":"correct horse"}',
            "unknown field": '{"login":"anna","password":"correct horse","more":1}',
            "no text": '{"login":1,"password":"correct horse"}',
            "not UTF-8": b'{"login":"\xff","password":"correct horse"}',
        }
        for name, body in bombs.items():
            with self.subTest(name):
                self.assertIn(self.server.ask("POST", "/api/v1/login", body, JSON).status, (400, 413, 422))
        long = json.dumps({"login": "a" * 70_000, "password": "p"})
        self.assertEqual(self.server.ask("POST", "/api/v1/login", long, JSON).status, 413)

    def test_never_repeats_what_was_sent(self):
        answer = self.anna.ask_json("POST", "/api/v1/shares", {"title": "x" * 300, "canary": "kanarienvogel"})
        self.assertEqual(answer.status, 422)
        self.assertNotIn(b"kanarienvogel", answer.body)
        self.assertNotIn(b"xxxx", answer.body)

    # --- links

    def test_shows_the_token_once(self):
        share = self.anna.share(name="Клиент", tail="mayak", canDownload=True, password="secret words",
                                expiresAt=4_000_000_000_000)
        self.assertEqual(len(share["token"]), 43)
        self.assertEqual(share["url"], f"http://127.0.0.1:{self.server.port}/s/{share['token']}/mayak")
        again = self.anna.ask("GET", "/api/v1/shares/" + share["id"]).json()
        self.assertNotIn("token", {k for k, v in again.items() if v})
        self.assertTrue(again["hasPassword"])
        self.assertEqual(again["expiresAt"], 4_000_000_000_000)
        everything = self.anna.ask("GET", "/api/v1/shares").body
        self.assertNotIn(share["token"].encode(), everything)

    def test_the_folder_has_no_token_and_no_password(self):
        share = self.anna.share(password="kanarienvogel words")
        for path in pathlib.Path(self.server.folder).rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                for secret in (share["token"], "kanarienvogel", self.anna.token, "correct horse"):
                    self.assertNotIn(secret.encode(), content, path)

    def test_changes_what_is_named_alone(self):
        share = self.anna.share(name="Клиент", greeting="Здравствуйте", password="secret words")
        path = "/api/v1/shares/" + share["id"]
        changed = self.anna.ask_json("PATCH", path, {"title": "Маяк", "canComment": False, "password": None}).json()
        self.assertEqual((changed["title"], changed["name"], changed["greeting"]), ("Маяк", "Клиент", "Здравствуйте"))
        self.assertEqual((changed["canComment"], changed["hasPassword"]), (False, False))

    def test_refuses_options_that_cannot_be(self):
        for options in ({"tail": "a/b"}, {"tail": "events"}, {"title": "a\x00b"}, {"title": "a\u202eb"},
                        {"expiresAt": "tomorrow"}, {"canComment": 1}, {"password": ""}, {"prompt": "a lighthouse"}):
            with self.subTest(options):
                self.assertEqual(self.anna.ask_json("POST", "/api/v1/shares", options).status, 422)

    def test_links_of_others_are_not_there(self):
        share = self.anna.share()
        path = "/api/v1/shares/" + share["id"]
        for method, more, body in (("GET", "", None), ("DELETE", "", None), ("PATCH", "", {"title": "x"}),
                                   ("GET", "/comments", None), ("PUT", "/revisions/1", snapshot_of([])),
                                   ("POST", "/comments", {"parentId": "0" * 32, "text": "x"}),
                                   ("PATCH", "/comments/" + "0" * 32, {"resolved": True})):
            with self.subTest(method + more):
                answer = self.boris.ask_json(method, path + more, body) if body else self.boris.ask(method, path + more)
                self.assertEqual((answer.status, answer.code), (404, "not_found"))
        self.assertEqual(self.boris.ask("GET", "/api/v1/shares").json()["items"], [])

    def test_one_link_for_one_key(self):
        key = {"Idempotency-Key": secrets.token_hex(16)}
        answers = [self.anna.ask_json("POST", "/api/v1/shares", {"title": "Once"}, key) for _ in range(2)]
        self.assertEqual(answers[0].json()["token"], answers[1].json()["token"])
        self.assertEqual(answers[0].json()["id"], answers[1].json()["id"])
        other = self.anna.ask_json("POST", "/api/v1/shares", {"title": "Other"}, key)
        self.assertEqual((other.status, other.code), (422, "key_taken"))
        self.assertEqual(self.anna.ask_json("POST", "/api/v1/shares", {}, {"Idempotency-Key": "short"}).status, 400)

    def test_counts_visits(self):
        share = self.anna.share()
        path = "/api/v1/shares/" + share["id"]
        self.assertNotIn("lastVisitAt", self.anna.ask("GET", path).json())
        guest = Guest(self.server, share["token"])
        guest.page()
        first = self.anna.ask("GET", path).json()
        self.assertEqual(first["visits"], 1)
        self.assertGreaterEqual(first["lastVisitAt"], share["createdAt"])
        guest.page()  # the same visit
        Guest(self.server, share["token"]).page()
        second = self.anna.ask("GET", path).json()
        self.assertEqual(second["visits"], 2)
        self.assertGreaterEqual(second["lastVisitAt"], first["lastVisitAt"])
        listed = {item["id"]: item for item in self.anna.ask("GET", "/api/v1/shares").json()["items"]}
        self.assertEqual(listed[share["id"]]["lastVisitAt"], second["lastVisitAt"])

    # --- revisions

    def test_switches_revisions_whole(self):
        share = self.anna.share()
        token = share["token"]
        first, second = webp(1), webp(2)
        shot = secrets.token_hex(16)
        one = self.anna.publish_pictures(share, 1, [first], [shot])
        guest = Guest(self.server, token)
        address = guest.board()["shots"][0]["media"]["thumb"]
        self.assertEqual(address, f"/s/{token}/m/{one['shots'][0]['media']['thumb']['id']}.webp")
        answer = self.server.ask("GET", address)
        self.assertEqual((answer.status, answer.body, answer.headers["Content-Type"]), (200, first, "image/webp"))
        self.assertNotIn(address.rsplit("/", 1)[1].split(".")[0], (answer.headers["Content-Disposition"] or ""))
        self.anna.publish_pictures(share, 2, [second], [shot])
        self.assertEqual(self.server.ask("GET", address).status, 404)
        board = guest.board()
        self.assertEqual((board["revision"], board["shots"][0]["since"]), (2, 2))
        self.assertEqual(self.server.ask("GET", board["shots"][0]["media"]["thumb"]).body, second)

    def test_the_same_revision_again_changes_nothing(self):
        share = self.anna.share()
        snapshot = self.anna.publish_pictures(share, 1, [webp(1)])
        again = self.anna.publish(share, 1, snapshot)
        self.assertEqual((again.status, again.headers["ETag"]), (200, '"1"'))
        other = self.anna.publish(share, 1, snapshot_of([]))
        self.assertEqual((other.status, other.code), (409, "revision_taken"))

    def test_a_condition_keeps_two_publishers_apart(self):
        share = self.anna.share()
        self.assertEqual(self.anna.publish(share, 1, snapshot_of([]), {"If-Match": '"3"'}).status, 412)
        self.assertEqual(self.anna.publish(share, 1, snapshot_of([]), {"If-Match": '"0"'}).status, 201)
        self.assertEqual(self.anna.publish(share, 2, snapshot_of([]), {"If-Match": '"0"'}).status, 412)
        self.assertEqual(self.anna.publish(share, 2, snapshot_of([]), {"If-Match": '"1"'}).status, 201)
        self.assertEqual(self.anna.publish(share, 3, snapshot_of([]), {"If-Match": "1"}).status, 400)
        for number in ("0", "-1", "x", "99999999999999999999"):
            self.assertEqual(self.anna.publish(share, number, snapshot_of([])).status, 404)

    def test_takes_what_is_on_the_list_alone(self):
        share = self.anna.share()
        for where in ("snapshot", "shot", "medium"):
            snapshot = snapshot_of([webp(1)])
            place = {"snapshot": snapshot, "shot": snapshot["shots"][0],
                     "medium": snapshot["shots"][0]["media"]["thumb"]}[where]
            for field in ("prompt", "seed", "model", "fileName", "path"):
                with self.subTest(where + " " + field):
                    place[field] = "kanarienvogel"
                    answer = self.anna.publish(share, 1, snapshot)
                    self.assertEqual(answer.status, 422)
                    self.assertNotIn(b"kanarienvogel", answer.body)
                    del place[field]

    def test_marks_what_changed_since_the_last_visit(self):
        share = self.anna.share()
        ids = [secrets.token_hex(16), secrets.token_hex(16)]
        self.anna.publish_pictures(share, 1, [webp(1), webp(2)], ids)
        guest = Guest(self.server, share["token"])
        guest.page()
        self.anna.publish_pictures(share, 2, [webp(1), webp(3)], ids)
        del guest.cookies["raskadr_visit"]  # half an hour later
        guest.page()
        guest.page()
        board = guest.board()
        self.assertEqual([(shot["changed"], shot["since"]) for shot in board["shots"]], [(False, 1), (True, 2)])
        self.assertEqual([shot["changed"] for shot in Guest(self.server, share["token"]).board()["shots"]],
                         [False, False])

    # --- the conversation

    def conversation(self):
        share = self.anna.share()
        snapshot = self.anna.publish_pictures(share, 1, [webp(1)])
        return share, snapshot["shots"][0]["id"], Guest(self.server, share["token"])

    def test_answers_and_resolves(self):
        share, shot, guest = self.conversation()
        comment = guest.comment(shot, "Светлее").json()
        path = f"/api/v1/shares/{share['id']}/comments"
        key = {"Idempotency-Key": secrets.token_hex(16)}
        answer = self.anna.ask_json("POST", path, {"parentId": comment["id"], "text": "Сделаем"}, key)
        self.assertEqual(answer.status, 201)
        again = self.anna.ask_json("POST", path, {"parentId": comment["id"], "text": "Сделаем"}, key)
        self.assertEqual((again.status, again.json()["id"]), (200, answer.json()["id"]))
        self.assertEqual(self.anna.ask_json("POST", path, {"parentId": "0" * 32, "text": "x"}).status, 404)
        resolved = self.anna.ask_json("PATCH", f"{path}/{comment['id']}", {"resolved": True}).json()
        self.assertTrue(resolved["resolvedAt"])
        items = guest.ask("GET", "/comments").json()["items"]
        self.assertEqual([(item["text"], item["fromProducer"], item["own"]) for item in items],
                         [("Сделаем", True, False), ("Светлее", False, True)])
        self.assertEqual(items[0]["parentId"], comment["id"])

    def test_answers_under_the_name_that_the_link_gives(self):
        share, shot, guest = self.conversation()
        comment = guest.comment(shot, "Светлее").json()
        path = "/api/v1/shares/" + share["id"]

        def answer(text):
            said = self.anna.ask_json("POST", path + "/comments", {"parentId": comment["id"], "text": text},
                                      {"Idempotency-Key": secrets.token_hex(16)})
            self.assertEqual(said.status, 201)
            return said.json()["author"]

        self.assertEqual(answer("Сделаем"), "")
        self.assertIn("<b>Автор</b>", guest.page("?shot=" + shot).body.decode())
        self.assertEqual(self.anna.ask_json("PATCH", path, {"producer": "Анна <Ким>"}).json()["producer"], "Анна <Ким>")
        self.assertEqual(answer("Сделано"), "Анна <Ким>")
        said = {item["text"]: item["author"] for item in guest.ask("GET", "/comments").json()["items"]}
        self.assertEqual(said, {"Светлее": "Мария", "Сделаем": "", "Сделано": "Анна <Ким>"})
        self.assertIn("<b>Анна &lt;Ким&gt;</b>", guest.page("?shot=" + shot).body.decode())
        for name in ("x" * 61, "a\nb", "a\u202eb", 1, None):
            with self.subTest(name):
                self.assertEqual(self.anna.ask_json("PATCH", path, {"producer": name}).status, 422)

    def test_pages_a_long_conversation(self):
        share, shot, guest = self.conversation()
        for i in range(25):
            self.assertEqual(guest.comment(shot, f"Слово {i}").status, 201)
        cursor, texts = 0, []
        while True:
            page = self.anna.ask("GET", f"/api/v1/shares/{share['id']}/comments?after={cursor}&limit=10").json()
            texts += [item["text"] for item in page["items"]]
            cursor = page["next"]
            if not page["more"]:
                break
        self.assertEqual(texts, [f"Слово {i}" for i in range(25)])
        for query in ("after=x", "limit=0", "limit=-1", "wait=x"):
            self.assertEqual(self.anna.ask("GET", f"/api/v1/shares/{share['id']}/comments?{query}").status, 400)

    def test_a_long_poll_ends_with_the_comment(self):
        share, shot, guest = self.conversation()
        with concurrent.futures.ThreadPoolExecutor() as pool:
            waiting = pool.submit(self.anna.ask, "GET", f"/api/v1/shares/{share['id']}/comments?after=0&wait=25")
            guest.comment(shot, "Здесь")
            self.assertEqual([item["text"] for item in waiting.result().json()["items"]], ["Здесь"])

    def test_events_tell_of_every_link(self):
        share, shot, guest = self.conversation()
        guest.comment(shot, "Раз")
        dora_login = "events" + secrets.token_hex(4)
        self.server.order("add", dora_login, "correct horse")
        dora = self.server.producer(dora_login)
        hers = dora.share()
        snapshot = dora.publish_pictures(hers, 1, [webp(5)])
        her_guest = Guest(self.server, hers["token"])
        her_guest.comment(snapshot["shots"][0]["id"], "Раз")
        stream = Events(self.server, "/api/v1/events", dora.authorization)
        self.addCleanup(stream.close)
        first = stream.next()
        self.assertEqual((first["event"], first["data"]), ("share", {"shareId": hers["id"], "seq": 1}))
        her_guest.comment(snapshot["shots"][0]["id"], "Два")
        second = stream.next()
        self.assertEqual(second["data"], {"shareId": hers["id"], "seq": 2})
        # Who has heard all is told what comes later alone.
        later = Events(self.server, "/api/v1/events", dora.authorization | {"Last-Event-ID": second["id"]})
        self.addCleanup(later.close)
        her_guest.comment(snapshot["shots"][0]["id"], "Три")
        self.assertEqual(later.next()["data"], {"shareId": hers["id"], "seq": 3})

    def test_an_account_has_five_streams(self):
        login = "streams" + secrets.token_hex(4)
        self.server.order("add", login, "correct horse")
        producer = self.server.producer(login)
        streams = [Events(self.server, "/api/v1/events", producer.authorization) for _ in range(6)]
        for stream in streams:
            self.addCleanup(stream.close)
        self.assertEqual(sorted(stream.status for stream in streams), [200] * 5 + [429])

    def test_logging_out_ends_streams(self):
        producer = self.server.producer()
        stream = Events(self.server, "/api/v1/events", producer.authorization)
        self.addCleanup(stream.close)
        producer.ask("POST", "/api/v1/logout")
        while stream.next():
            pass


class OwnerTest(unittest.TestCase):
    @unittest.skipIf(os.geteuid() != 0, "only root acts for others")
    def test_what_root_orders_belongs_to_the_owner_of_the_folder(self):
        folder = tempfile.mkdtemp(prefix="raskadr-server-")
        self.addCleanup(shutil.rmtree, folder)
        os.chown(folder, 65534, 65534)
        server = Server(folder=folder)
        server.stop()
        # But for what the server itself has made, which is root's here.
        owners = {path: path.stat().st_uid for path in pathlib.Path(folder).rglob("*") if path.name != "accounts-waiting"}
        server.order("password", "anna", "better horses")
        server.start()
        # While the server does not move, the order waits.
        server.process.send_signal(signal.SIGSTOP)
        with concurrent.futures.ThreadPoolExecutor() as pool:
            ordered = pool.submit(server.order, "add", "boris", "correct horse")
            orders = []
            while not orders:
                orders = list(pathlib.Path(folder, "accounts-waiting").glob("*.json"))
            self.assertEqual((orders[0].stat().st_uid, orders[0].parent.stat().st_uid), (65534, 65534))
            server.process.send_signal(signal.SIGCONT)
            self.assertEqual(ordered.result().returncode, 0)
        server.producer("boris")
        server.close()
        self.assertEqual({path.name for path, owner in owners.items() if owner != 65534}, set())


class LoginRateTest(unittest.TestCase):
    def test_guessing_is_stopped(self):
        server = Server()
        self.addCleanup(server.close)
        statuses = [server.ask_json("POST", "/api/v1/login", {"login": "anna", "password": "wrong password"}).status
                    for _ in range(12)]
        self.assertEqual(statuses[:10], [401] * 10)
        self.assertEqual(statuses[-1], 429)
        last = server.ask_json("POST", "/api/v1/login", {"login": "anna", "password": "correct horse"},
                               {"X-Forwarded-For": "203.0.113.9"})
        self.assertEqual(last.status, 429)
        self.assertGreaterEqual(int(last.headers["Retry-After"]), 1)


if __name__ == "__main__":
    unittest.main()
