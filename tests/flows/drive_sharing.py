#!/usr/bin/python3
"""A link for the manager, from «Поделиться» to «Отозвать», in the real window and over a real server.

  drive_sharing.py --bin DIR --server PROGRAM --work DIR --out DIR [--layout ru|us] [--light]

The demo film is published on a server on loopback as a person does it; a guest's comment and decision come
by HTTP and have to be in the window within ten seconds; the answer has to be at the guest's; then
«Решено», an update of the page and the end of the link. Ends with 1 at the first thing that is not as
it should be.
"""
import argparse
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import uuid
from urllib.parse import urlparse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desktop import DeskStory, Desktop, reexec_under_bus, until  # noqa: E402

LOGIN, PASSWORD = "vera", "lighthouse-2211"
COMMENT = "Ракета слишком высоко <b>, можно ниже?"
ANSWER = "Опустим, покажем завтра"


class Server:
    def __init__(self, program, data):
        self.program, self.data = program, data
        subprocess.run([program, "--data", data, "account", "add", LOGIN], input=PASSWORD + "\n", text=True,
                       check=True, capture_output=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = "http://127.0.0.1:%d" % self.port
        self.process = subprocess.Popen([program, "--data", data, "--listen", "127.0.0.1:%d" % self.port],
                                        stderr=open(os.path.join(data, "..", "server.log"), "w"))
        until("the server", self.answers)

    def answers(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            return True
        except OSError:
            return False

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


class Guest:
    """Somebody with the link and no browser."""

    def __init__(self, url):
        place = urlparse(url)
        self.host, self.port, self.base = place.hostname, place.port, place.path
        self.cookie = None

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=10)
        headers = {"Origin": "http://%s:%d" % (self.host, self.port), "Sec-Fetch-Site": "same-origin"}
        if self.cookie:
            headers["Cookie"] = self.cookie
        if body is not None:
            headers.update({"Content-Type": "application/json", "Idempotency-Key": uuid.uuid4().hex})
            body = json.dumps(body)
        connection.request(method, self.base + path, body, headers)
        answer = connection.getresponse()
        text = answer.read()
        cookies = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
        if cookies:
            self.cookie = "; ".join(cookies)
        return answer.status, text

    def board(self):
        status, text = self.ask("GET", "/board.json")
        return json.loads(text) if status == 200 else None

    def comments(self):
        status, text = self.ask("GET", "/comments?after=0&limit=200")
        assert status == 200, status
        return json.loads(text)["items"]


class SharingStory(DeskStory):
    def sentence(self, text, timeout=20.0):
        return self.desktop.find("*" + text, timeout=timeout)

    def button(self, name):
        return self.desktop.find(name, "push button")

    # The steps

    def open_dialog(self):
        self.desktop.click(self.button("*Поделиться"))
        self.desktop.find("Опубликовать", "push button")
        self.picture("dialog")

    def sign_in(self, address):
        desktop = self.desktop
        desktop.fill(desktop.find("Адрес сервера", "text"), address)
        desktop.fill(desktop.find("Логин", "text"), LOGIN)
        desktop.fill(desktop.find("Пароль", "password text"), PASSWORD[:-1] + "0")
        desktop.click(self.button("Проверить"))
        self.sentence("еверный логин или пароль")
        self.picture("wrong-password")
        desktop.fill(desktop.find("Пароль", "password text"), PASSWORD)
        desktop.click(self.button("Проверить"))
        self.sentence("Вход выполнен")
        self.picture("signed-in")
        self.say("a wrong password was named as one; then the server let us in")

    def publish(self):
        self.desktop.click(self.button("Опубликовать"))
        self.desktop.find("Продолжить в фоне", "push button")
        self.picture("publishing")
        self.desktop.find("Отозвать ссылку", "push button", timeout=240)
        self.sentence("только на этом компьютере")
        self.picture("published")
        host = self.desktop.text_of(self.desktop.find("Адрес ссылки", "text"))
        self.say("the film is published at " + host[:30] + "…")
        return "http://" + host

    def guard(self, guest):
        desktop = self.desktop
        for first, password in ((True, "mayak-2211"), (False, "mayak-2212")):
            if first:
                desktop.click(desktop.find("Пароль", "check box"))
            desktop.fill(desktop.find("Пароль", "password text"), password)
            desktop.click(self.button("Сохранить"))
            until("the end of saving", lambda: not desktop.look("Сохранить", "push button"))
            assert guest.board() is None, "the page opens without its password"
        self.picture("password")
        desktop.click(desktop.find("Пароль", "check box"))
        desktop.click(self.button("Сохранить"))
        until("the page without a password", guest.board, 10)
        until("the end of saving", lambda: not desktop.look("Сохранить", "push button"))
        self.say("a password closes the page at once, may be changed, and opens it again when it is taken away")

    def close_dialog(self):
        self.desktop.xdo("key", "Escape")
        until("the end of the dialog", lambda: not self.desktop.look("Закрыть", "push button"))

    def comment(self, guest):
        shot = guest.board()["shots"][2]
        status, _ = guest.ask("POST", "/comments", {"shotId": shot["id"], "author": "Анна", "text": COMMENT})
        assert status == 201, status
        sent = time.monotonic()
        number = shot["number"]

        def marked():
            return [box for box in self.boxes()
                    if "новый комментарий" in box.description and box.name.startswith("Шот %d" % number)]
        until("the mark on the box", marked, 10)
        self.say("the comment was on its box %.1f s after it was posted" % (time.monotonic() - sent))
        self.picture("mark-on-box")
        return shot

    def read_and_answer(self, guest):
        desktop = self.desktop
        desktop.click(self.button("*Комментарии"))
        desktop.find("*" + COMMENT, "list item")
        self.picture("comments")
        desktop.fill(desktop.find("Ответ: Анна", "text"), ANSWER)
        self.picture("answer-typed")
        desktop.key("ctrl+Return")
        until("the answer at the guest's", lambda: any(c.get("text") == ANSWER for c in guest.comments()), 10)
        signed = next(c["author"] for c in guest.comments() if c.get("text") == ANSWER)
        assert signed, "the answer has no author"
        self.say("the answer is on the page, signed by " + signed)
        desktop.click(self.button("Решено"))
        desktop.find("Открыть снова", "push button")
        until("«Решено» at the guest's", lambda: any(c.get("resolvedAt") or c.get("resolved")
                                                     for c in guest.comments() if c.get("text") == COMMENT), 10)
        self.picture("resolved")
        self.say("«Решено» is on the page")

    def decide(self, guest, shot):
        status, _ = guest.ask("PUT", "/shots/%s/verdict" % shot["id"], {"state": "accepted", "author": "Анна"})
        assert status == 200, status
        self.desktop.find("*Принято", "list item", timeout=10)
        self.picture("verdict")
        self.desktop.xdo("key", "Escape")
        until("the decision on the box", lambda: [box for box in self.boxes() if "Клиент: принято" in box.description], 10)
        self.picture("verdict-on-box")
        self.say("the decision is a line among the comments and a mark on the box")

    def look_inside_the_shot(self, shot):
        box = next(box for box in self.boxes() if box.name.startswith("Шот %d:" % shot["number"]))
        self.desktop.click(box, part=(0.5, 0.3))
        self.desktop.find("Ассеты шота", "list")
        chip = self.desktop.find("*Комментарии", "check box")
        if not self.desktop.look("Все комментарии", "push button"):
            self.desktop.click(chip)
        self.desktop.find("Все комментарии", "push button")
        self.picture("in-the-shot")
        self.desktop.xdo("key", "Escape")
        self.board()
        self.say("the same talk stands inside of the shot")

    def update(self, guest):
        board = self.board()
        box = board.getChildAtIndex(0)
        self.desktop.click(box, part=(0.5, 0.93))
        self.desktop.xdo("key", "F2")
        self.desktop.type("Новое имя шота")
        self.desktop.xdo("key", "Return")
        until("the new title", lambda: "Новое имя шота" in self.boxes()[0].name)
        self.desktop.click(self.button("*Поделиться"))
        self.sentence("На странице устарело: 1")
        self.picture("stale")
        before = guest.board()["revision"]
        self.desktop.click(self.button("Обновить"))
        until("the new revision", lambda: guest.board()["revision"] > before, 180)
        until("nothing out of date", lambda: not self.desktop.look("*На странице устарело"), 20)
        titles = [shot["title"] for shot in guest.board()["shots"]]
        assert any("Новое имя шота" in title for title in titles), titles
        assert any(c.get("text") == COMMENT for c in guest.comments())
        self.picture("updated")
        self.say("the page was brought up to date at the same address, with its comments")

    def revoke(self, guest):
        self.desktop.click(self.button("Отозвать ссылку"))
        self.desktop.find("Отозвать", "push button")
        self.picture("revoke-question")
        self.desktop.click(self.button("Отозвать"))
        until("the end of the link", lambda: guest.ask("GET", "")[0] == 404, 10)
        self.sentence("Ссылка отозвана")
        self.picture("revoked")
        self.desktop.xdo("key", "Escape")
        self.say("the link is dead at once; what was said stays")
        self.desktop.click(self.button("*Комментарии"))
        self.sentence("ответ некуда отправить")
        self.picture("comments-of-revoked")
        self.desktop.xdo("key", "Escape")

    def publish_in_network(self):
        desktop = self.desktop
        desktop.click(self.button("*Поделиться"))
        way = desktop.find("В этой сети", "radio button")
        if not way.getState().contains(desktop.atspi.STATE_ENABLED):
            desktop.xdo("key", "Escape")
            self.say("this computer is in no network: that way was not gone")
            return
        desktop.click(way)
        self.picture("in-this-network")
        desktop.click(self.button("Опубликовать"))
        desktop.find("Отозвать ссылку", "push button", timeout=180)
        self.sentence("Работает, пока открыт Раскадр")
        host = desktop.text_of(desktop.find("Адрес ссылки", "text"))
        board = Guest("http://" + host).board()
        assert board and len(board["shots"]) > 10, board
        self.picture("published-in-this-network")
        desktop.xdo("key", "Escape")
        self.say("the film is in this network at " + host[:24] + "…")

    def whole(self, address, layout):
        self.wait_for_demo()
        self.open_dialog()
        self.sign_in(address)
        self.desktop.change_layout(layout)
        guest = Guest(self.publish())
        self.guard(guest)
        self.close_dialog()
        shot = self.comment(guest)
        self.read_and_answer(guest)
        self.decide(guest, shot)
        self.look_inside_the_shot(shot)
        self.update(guest)
        self.revoke(guest)
        self.publish_in_network()
        self.quit()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--server", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--layout", default="us")
    parser.add_argument("--light", action="store_true")
    parser.add_argument("--size", default="1920x1080")
    arguments = parser.parse_args()
    work, out = os.path.abspath(arguments.work), os.path.abspath(arguments.out)
    shutil.rmtree(work, ignore_errors=True)
    for folder in (os.path.join(work, "server"), out):
        os.makedirs(folder, exist_ok=True)
    server = Server(arguments.server, os.path.join(work, "server"))
    size = tuple(int(side) for side in arguments.size.split("x"))

    # Passwords cannot be read back: they are typed before the layouts begin to change.
    with Desktop(size=size, layout="us") as desktop:
        if arguments.light:
            desktop.wear("light")
        story = SharingStory(desktop, out)
        try:
            desktop.start([os.path.join(arguments.bin, "raskadr"), "--library", os.path.join(work, "library"), "--demo"])
            if not story.run(lambda: story.whole(server.address, arguments.layout)):
                return 1
        finally:
            server.stop()
    story.list_pictures()
    return 0


if __name__ == "__main__":
    reexec_under_bus()
    sys.exit(main())
