#!/usr/bin/python3
"""A service that the program has never heard of, from its key to what it cost, in the real window.

  drive_services.py --bin DIR --work DIR --out DIR [--layout ru|us] [--theme dark|light]

The description of the service is taken in by raskadr-cli; then, as a person does it: the key is entered
and checked, a picture generated, edited in words by the service's agent, animated, refused, and the money
looked at. Ends with 1 at the first thing that is not as it should be.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desktop import Desktop, Story, reexec_under_bus, until  # noqa: E402
from lanternservice import KEY, Lantern  # noqa: E402

LOGIN, PASSWORD = "vera", "demo-demo"


class ServiceStory(Story):
    def cards(self, kind):
        feed = self.desktop.look("Ассеты шота", "list")
        cards = [feed.getChildAtIndex(i) for i in range(feed.childCount)] if feed else []
        for card in cards:
            card.clear_cache()
        return [card for card in cards if card.name.startswith(kind)]

    def sentence(self, text):
        return self.desktop.find("*" + text)

    def field(self, name):
        def look():
            for node in self.desktop.walk(self.desktop.app):
                try:
                    if node.name == name and node.getRoleName() == "text" and self.desktop.showing(node) \
                            and node.getState().contains(self.desktop.atspi.STATE_EDITABLE):
                        return node
                except Exception:
                    continue
            return None
        return until("the field " + name, look)

    # The steps

    def log_in(self):
        self.desktop.fill(self.desktop.find("Логин", "text"), LOGIN)
        self.desktop.fill(self.desktop.find("Пароль", "password text"), PASSWORD)
        self.desktop.xdo("key", "Return")
        self.desktop.click(self.desktop.find("*Фильм", timeout=30))
        self.desktop.find("Сценарный стол", "list")

    def enter_key(self):
        self.desktop.click(self.desktop.find("Настройки", "push button"))
        self.desktop.click(self.desktop.find("*Фонарь", "list item"))
        self.desktop.fill(self.desktop.find("Ключ", "password text"), KEY[:-1] + "0")
        self.desktop.xdo("key", "Return")
        self.sentence("Ключ не подходит")
        self.picture("wrong-key")
        self.say("a wrong key was named as one")
        self.desktop.click(self.desktop.find("*Заменить", "push button"))
        self.desktop.fill(self.desktop.find("Ключ", "password text"), KEY)
        self.desktop.xdo("key", "Return")
        self.sentence("На счету: 12,50")
        self.picture("key")
        self.say("the key was entered and checked, and the purse looked into")
        self.desktop.xdo("key", "Escape")

    def generate(self):
        board = self.desktop.find("Сценарный стол", "list")
        self.desktop.click(board.getChildAtIndex(0), part=(0.5, 0.3))
        self.choose("Модель: ", "Фонарь: картинка")
        self.desktop.fill(self.field("Промт"), "Маяк на утёсе, день")
        self.desktop.key("ctrl+Return")
        until("the picture", lambda: len(self.cards("Картинка")) == 1)
        self.desktop.click(self.cards("Картинка")[0], part=(0.5, 0.4))
        self.sentence("Стоимость: 0,04\u00a0$")
        self.picture("picture")
        self.say("a picture was generated, and what it cost is shown")

    def edit(self):
        self.choose("Агент: ", "Фонарь: слова")
        words = self.field("Что изменить, своими словами")
        self.desktop.fill(words, "замени день на вечер")
        self.desktop.xdo("key", "Return")
        self.desktop.find("Отбросить", "push button")
        self.picture("edit")
        self.desktop.key("ctrl+Return")
        until("the edited picture", lambda: len(self.cards("Картинка")) == 2)
        self.take_back()
        self.desktop.click(self.cards("Картинка")[0], part=(0.5, 0.4))
        until("the new prompt", lambda: any("вечер, тёплый свет" in self.desktop.text_of(node)
                                            for node in self.desktop.walk(self.desktop.app)
                                            if node.getRoleName() == "text" and self.desktop.showing(node)))
        self.picture("edited")
        self.say("it was edited in words")

    def take_back(self):
        """The edit goes and comes again; its words and the proposal stand there meanwhile."""
        self.desktop.key("ctrl+z")
        until("the picture in the trash", lambda: len(self.cards("Картинка")) == 1)
        self.desktop.find("Отбросить", "push button")
        self.picture("taken-back")
        self.desktop.key("ctrl+z")
        until("the picture out of the trash", lambda: len(self.cards("Картинка")) == 2)
        self.desktop.click(self.desktop.find("Отбросить", "push button"))
        self.say("the edit was taken back, and brought back")

    def animate(self):
        self.desktop.key("a")
        self.choose("Модель: ", "Фонарь: оживить")
        self.desktop.click(self.desktop.find("Сгенерировать", "push button"))
        until("the video", lambda: self.cards("Видео"), 60)
        self.picture("video")
        self.say("it was animated")

    def be_refused(self):
        self.choose("Модель: ", "Фонарь: картинка")
        self.desktop.fill(self.field("Промт"), "запретное слово")
        self.desktop.key("ctrl+Return")
        until("the refusal", lambda: [card for card in self.cards("") if "тклонен" in card.name + card.description])
        self.picture("refused")
        self.say("a refusal was explained in Russian")

    def count_money(self):
        self.desktop.click(self.desktop.find("*Очередь", "push button"))
        self.sentence("0,58\u00a0$")
        self.picture("queue")
        self.desktop.xdo("key", "Escape")
        self.desktop.click(self.desktop.find("Настройки", "push button"))
        self.desktop.click(self.desktop.find("Деньги", "check box"))
        self.sentence("0,58\u00a0$")
        self.picture("money")
        self.say("the money is counted: two pictures and a film")

    def whole(self, layout):
        self.log_in()
        self.enter_key()
        self.desktop.change_layout(layout)
        self.generate()
        self.edit()
        self.animate()
        self.be_refused()
        self.count_money()
        self.quit()


def cli(binaries, library, *command):
    return subprocess.run([os.path.join(binaries, "raskadr-cli"), "--library", library, "--json", *command],
                          env={**os.environ, "RASKADR_PASSWORD": PASSWORD}, check=True, capture_output=True).stdout


def prepare(binaries, library, work, lantern):
    description = os.path.join(work, "lantern.json")
    with open(description, "w", encoding="utf-8") as file:
        json.dump(lantern.manifest(), file)
    account = ["--account", LOGIN]
    cli(binaries, library, "library", "init")
    cli(binaries, library, "account", "create", LOGIN)
    cli(binaries, library, *account, "model", "add", description)
    project = json.loads(cli(binaries, library, *account, "project", "create", "Фильм"))["id"]
    cli(binaries, library, *account, "shot", "add", project, "--title", "Маяк")


def key_traces(folder):
    """Files that hold the key in clear."""
    found = []
    for root, _, files in os.walk(folder):
        for name in files:
            with open(os.path.join(root, name), "rb") as file:
                if KEY.encode() in file.read():
                    found.append(os.path.join(root, name))
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--layout", default="us")
    parser.add_argument("--theme", default="dark")
    arguments = parser.parse_args()
    work, out = os.path.abspath(arguments.work), os.path.abspath(arguments.out)
    shutil.rmtree(work, ignore_errors=True)
    for folder in (work, out):
        os.makedirs(folder, exist_ok=True)
    library = os.path.join(work, "library")
    lantern = Lantern()
    prepare(arguments.bin, library, work, lantern)

    # Passwords and keys cannot be read back: they are typed before the layouts begin to change.
    with Desktop(layout="us") as desktop:
        desktop.wear(arguments.theme)
        story = ServiceStory(desktop, out)
        desktop.start([os.path.join(arguments.bin, "raskadr"), "--library", library])
        if not story.run(lambda: story.whole(arguments.layout)):
            return 1
    strangers = [path for method, path, headers, _ in lantern.heard if path.startswith("/files") and "Authorization" in headers]
    traces = key_traces(work)
    if strangers or traces:
        print("THE KEY WENT ASTRAY: %s" % (strangers + traces))
        return 1
    story.list_pictures()
    return 0


if __name__ == "__main__":
    reexec_under_bus()
    sys.exit(main())
