#!/usr/bin/python3
"""The producer's main job, done in the real window from outside: by pointer, keys and accessibility tree.

  drive_main_job.py --bin DIR --library DIR --out DIR [--layout ru|us] [--fresh]

Opens the demo film, waits until it is made, drags a box, enters a shot, generates, chooses a headliner with
H, animates, goes back, undoes, plays the film and takes the passport out. Prints the paths of the
screenshots and of the passport; the first thing that is not as it should be ends it with 1.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desktop import DeskStory, Desktop, reexec_under_bus, until  # noqa: E402

PROMPT = "Маяк на утёсе, шторм, ночь, луч над морем, общий план, 24 мм"


class MainJob(DeskStory):
    # The desk

    def titles(self):
        return [box.name.split(": ", 1)[1] for box in self.boxes()]

    def box(self, title):
        return next(box for box in self.boxes() if box.name.endswith(": " + title))

    def has_headliner(self, title):
        return "нет хедлайнера" not in self.box(title).description

    def drag_a_box(self):
        before = self.titles()
        moved = before[2]
        start = self.desktop.centre(self.boxes()[2])
        x, y, width, _ = self.desktop.extents(self.boxes()[6])
        self.desktop.drag((start[0], start[1] - 20), (x + width - 12, y + 40))
        until("the dragged box in its new place", lambda: self.titles().index(moved) == 6)
        self.say("dragged «%s» from place 3 to place %d" % (moved, self.titles().index(moved) + 1))
        self.desktop.key("ctrl+z")
        until("the old order", lambda: self.titles() == before)
        self.say("took the move back with Ctrl+Z")

    # The shot

    def enter(self, title):
        self.desktop.click(self.box(title), part=(0.5, 0.3))
        self.desktop.find("Ассеты шота", "list")

    def assets(self):
        feed = self.desktop.find("Ассеты шота", "list")
        cards = [feed.getChildAtIndex(i) for i in range(feed.childCount)]
        for card in cards:
            card.clear_cache()
        return cards

    def finished(self, kind):
        return [card for card in self.assets() if card.name.startswith(kind)]

    def generate(self):
        self.choose("Модель: ", "Черновик: картинка")  # a shot shows the model that was used last
        before = len(self.finished("Картинка"))
        prompt = [node for node in self.desktop.walk(self.desktop.app)
                  if node.name == "Промт" and node.getRoleName() == "text" and self.desktop.showing(node)
                  and node.getState().contains(self.desktop.atspi.STATE_EDITABLE)]
        self.desktop.fill(prompt[-1], PROMPT)  # a prompt that was typed before is still there
        self.desktop.xdo("keydown", "ctrl")
        self.desktop.xdo("key", "Return")
        self.desktop.xdo("keyup", "ctrl")
        until("the generated picture", lambda: len(self.finished("Картинка")) == before + 1, 60)
        self.say("typed a prompt, generated with Ctrl+Enter")

    def choose_newest_headliner(self):
        self.desktop.click(self.finished("Картинка")[0], part=(0.5, 0.4))
        self.desktop.key("h")
        until("the headliner", lambda: "хедлайнер" in self.finished("Картинка")[0].name)
        self.say("chose it as the headliner with H")

    def animate(self):
        before = len(self.finished("Видео"))
        self.desktop.key("a")
        self.desktop.find("*движение камеры", "push button")
        self.desktop.click(self.desktop.find("Сгенерировать", "push button"))
        until("the video", lambda: len(self.finished("Видео")) == before + 1, 120)
        self.say("animated it")

    def go_back(self):
        self.desktop.click(self.assets()[0], part=(0.5, 0.4))
        self.desktop.xdo("key", "Escape")
        self.board()

    # The rest

    def play(self):
        self.desktop.xdo("key", "space")
        self.desktop.find("*Пауза", timeout=10)
        self.picture("film")
        self.desktop.xdo("key", "Escape")
        self.board()
        self.say("played the film")

    def passport(self):
        path = os.path.join(self.out, "passport.xlsx")
        if os.path.exists(path):
            os.remove(path)
        self.desktop.click(self.desktop.find("Паспорт", "push button"))
        save = self.desktop.find("*Сохранить", "push button")
        self.picture("passport-dialog")
        self.desktop.click(save)
        name = until("the field for the file's name", lambda: self.file_name_field())
        self.desktop.click(name)
        self.desktop.key("ctrl+a")
        self.desktop.type(path)
        self.desktop.xdo("key", "Return")
        until("the passport", lambda: os.path.exists(path), 60)
        with zipfile.ZipFile(path) as book:
            sheets = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
        assert sheets[:2] == ["Ассеты", "Шоты"], sheets
        self.say("took the passport out")
        return path

    def file_name_field(self):
        desktop = self.desktop.atspi.Registry.getDesktop(0)
        for i in range(desktop.childCount):
            app = desktop.getChildAtIndex(i)
            if app is None or app.get_process_id() != self.desktop.program.pid:
                continue
            for window in app:
                if window and window.getRoleName() in ("file chooser", "dialog"):
                    node = self.desktop.look(None, "text", window)
                    if node:
                        return node
        return None

    def whole(self):
        self.board()
        self.wait_for_demo()
        self.say("the demo film is made")
        self.picture("desk")
        self.drag_a_box()
        title = "Разговор за столом"
        had = self.has_headliner(title)
        self.enter(title)
        self.generate()
        self.choose_newest_headliner()
        self.picture("shot")
        self.go_back()
        until("the headliner on the desk", lambda: self.has_headliner(title))
        self.say("saw it on the desk")
        if not had:
            self.desktop.key("ctrl+z")
            until("the shot without a headliner", lambda: not self.has_headliner(title))
            self.desktop.key("ctrl+shift+z")
            until("the headliner again", lambda: self.has_headliner(title))
            self.say("undid and redid the choice")
        self.enter(title)
        self.animate()
        self.picture("animated")
        self.go_back()
        self.play()
        self.passport_file = self.passport()
        self.quit()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--library", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--layout", default="us")
    parser.add_argument("--fresh", action="store_true", help="begin with an empty library")
    arguments = parser.parse_args()
    out = os.path.abspath(arguments.out)
    library = os.path.abspath(arguments.library)
    if arguments.fresh:
        shutil.rmtree(library, ignore_errors=True)
    os.makedirs(out, exist_ok=True)

    with Desktop(layout=arguments.layout) as desktop:
        desktop.start([os.path.join(arguments.bin, "raskadr"), "--library", library, "--demo"])
        story = MainJob(desktop, out)
        if not story.run(story.whole):
            return 1
    check = subprocess.run([os.path.join(arguments.bin, "raskadr-cli"), "--library", library, "--account", "demo",
                            "library", "check"], env={**os.environ, "RASKADR_PASSWORD": "demo-demo"})
    if check.returncode != 0:
        print("the library is not as it should be")
        return 1
    story.list_pictures()
    print("passport:\n  " + story.passport_file)
    return 0


if __name__ == "__main__":
    reexec_under_bus()
    sys.exit(main())
