#!/usr/bin/python3
"""What passes between the real window and another program.

  drive_exchange.py --bin DIR --work DIR --out DIR [--layout ru|us]

Drags files, a picture without a file, text and damaged files from another window into the desk and the
feed; pastes; drags an asset out. The first thing that is not as it should be ends it with 1.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desktop import Desktop, NotFound, Story, reexec_under_bus, until  # noqa: E402

LOGIN, PASSWORD = "vera", "vera-vera-1"


class Exchange(Story):
    def __init__(self, desktop, arguments):
        super().__init__(desktop, arguments.out)
        self.bin = arguments.bin
        self.work = os.path.abspath(arguments.work)
        self.library = os.path.join(self.work, "library")

    def path(self, name):
        return os.path.join(self.work, name)

    # Before the window opens

    def cli(self, *words):
        done = subprocess.run([os.path.join(self.bin, "raskadr-cli"), "--library", self.library, "--account", LOGIN,
                               "--json", *words], env={**os.environ, "RASKADR_PASSWORD": PASSWORD},
                              stdout=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise NotFound("%s: %d" % (" ".join(words), done.returncode))
        return json.loads(done.stdout)

    def make_files(self):
        for number in range(1, 6):
            subprocess.run(["convert", "-size", "320x180", "-seed", str(number), "plasma:fractal",
                            self.path("%d.png" % number)], check=True)
        with open(self.path("1.png"), "rb") as whole, open(self.path("broken.png"), "wb") as broken:
            broken.write(whole.read()[:2000])

    def make_library(self):
        self.cli("library", "init")
        self.cli("account", "create", LOGIN)
        project = self.cli("project", "create", "Обмен")["id"]
        self.cli("import", project, self.path("1.png"))

    def url(self, name):
        return "file://" + self.path(name)

    def offers(self):
        return [
            {"name": "file", "urls": [self.url("2.png")]},
            {"name": "picture", "urls": ["https://example.org/маяк.png"], "files": {"image/png": self.path("3.png")}},
            {"name": "mixture", "urls": [self.url("4.png"), self.url("broken.png")]},
            {"name": "text", "text": "Просто слова"},
            {"name": "garbage", "files": {"image/png": self.path("offers.json")}},
            {"name": "pasted", "files": {"image/png": self.path("5.png")}},
        ]

    # The two windows

    def open_windows(self):
        with open(self.path("offers.json"), "w") as file:
            json.dump(self.offers(), file)
        desktop = self.desktop
        desktop.start([os.path.join(self.bin, "raskadr"), "--library", self.library])
        for name, role, text in (("Логин", "text", LOGIN), ("Пароль", "password text", PASSWORD)):
            desktop.fill(desktop.find(name, role), text)
        desktop.xdo("key", "Return")
        desktop.click(desktop.find("Обмен"), part=(0.5, 0.4))
        self.board()
        window = self.window_of(desktop.program)
        desktop.xdo("windowsize", window, 1500, 1000, "windowmove", window, 0, 0)
        self.output = open(self.path("dropped"), "w+")
        neighbour = subprocess.Popen([os.path.join(self.bin, "neighbour"), self.path("offers.json")],
                                     stdout=self.output)
        desktop.children.append(neighbour)
        desktop.xdo("windowmove", self.window_of(neighbour), 1600, 100)
        self.places = {}

        def seen():
            for app in desktop.atspi.Registry.getDesktop(0):
                if app and app.get_process_id() == neighbour.pid:
                    for node in desktop.walk(app):
                        if node.name and node.getRoleName() == "label":
                            self.places[node.name] = desktop.centre(node)
            return len(self.places) == len(self.offers()) + 1 and self.places["file"][0] > 1600
        until("the other window", seen)

    def window_of(self, process):
        def look():
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(process.pid)],
                                   stdout=subprocess.PIPE, text=True).stdout.split()
            return found[-1] if found else None
        return until("a window", look)

    def drag(self, start, end):
        """Lingers over the goal as a hand does, until the programs have spoken with each other."""
        desktop = self.desktop
        desktop.xdo("mousemove", *start, "mousedown", 1)
        for step in range(1, 13):
            desktop.xdo("mousemove", start[0] + (end[0] - start[0]) * step // 12,
                        start[1] + (end[1] - start[1]) * step // 12, "sleep", "0.02")
        for shift in (1, 0, 1, 0):
            desktop.xdo("mousemove", end[0] + shift, end[1], "sleep", "0.06")
        desktop.xdo("mouseup", 1)

    def give(self, name, place):
        self.drag(self.places[name], place)

    def children(self, name):
        node = self.desktop.find(name, "list")
        node.clear_cache()
        return [node.getChildAtIndex(i) for i in range(node.childCount)]

    def board(self):
        return self.desktop.find("Сценарный стол", "list")

    def boxes(self):
        return self.children("Сценарный стол")

    def cards(self):
        return self.children("Ассеты шота")

    def empty_place(self, name):
        x, y, width, height = self.desktop.extents(self.desktop.find(name, "list"))
        return x + width - 60, y + height - 60

    def told(self, sentence):
        self.desktop.find("*" + sentence, "label")
        self.picture("told")
        self.desktop.click(self.desktop.find("Закрыть", "push button"))
        until("no message", lambda: not self.desktop.look("*" + sentence, "label"))

    # The story

    def the_desk_takes(self):
        for name in ("file", "picture", "text"):
            count = len(self.boxes())
            self.give(name, self.empty_place("Сценарный стол"))
            until("the shot of «%s»" % name, lambda: len(self.boxes()) == count + 1)
        until("the words as a title", lambda: any("Просто слова" in box.name for box in self.boxes()))
        self.give("garbage", self.empty_place("Сценарный стол"))
        self.told("Это не картинка")
        self.say("the desk took a file, a picture without a file and a line of text, and refused garbage")

    def the_feed_takes(self):
        self.desktop.click(self.boxes()[0], part=(0.5, 0.3))
        until("the feed", lambda: len(self.cards()) == 1)
        self.give("mixture", self.empty_place("Ассеты шота"))
        until("the good file", lambda: len(self.cards()) == 2)
        self.told("Не удалось импортировать")
        self.give("text", self.empty_place("Ассеты шота"))
        self.told("Здесь нет ни картинки, ни файла")
        x, y = self.places["pasted"]
        self.desktop.xdo("mousemove", x, y, "click", 3)
        self.desktop.click(self.cards()[0], part=(0.5, 0.4))
        self.desktop.xdo("keydown", "ctrl", "key", "55", "keyup", "ctrl")
        until("the pasted picture", lambda: len(self.cards()) == 3)
        self.say("the feed took the good one of two files and a pasted picture, and said what was wrong")

    def an_asset_goes_out(self):
        x, y = self.desktop.centre(self.cards()[-1])
        self.drag((x, y - 20), self.places["drop"])

        def dropped():
            self.output.seek(0)
            return self.output.read().split()
        names = until("the dragged file", dropped)
        if names != ["001_01.png"]:
            raise NotFound("a readable name: %s" % names)
        self.say("an asset was dragged out as «%s»" % names[0])

    def whole(self):
        self.make_files()
        self.make_library()
        self.open_windows()
        self.the_desk_takes()
        self.the_feed_takes()
        self.an_asset_goes_out()
        self.quit()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--layout", default="ru")
    arguments = parser.parse_args()
    shutil.rmtree(arguments.work, ignore_errors=True)
    os.makedirs(arguments.work)
    os.makedirs(arguments.out, exist_ok=True)

    with Desktop(layout=arguments.layout) as desktop:
        story = Exchange(desktop, arguments)
        if not story.run(story.whole):
            return 1
    return 0


if __name__ == "__main__":
    reexec_under_bus()
    sys.exit(main())
