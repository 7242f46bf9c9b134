#!/usr/bin/python3
"""A service that the program has never heard of, from its key to what it cost, in the real window.

  drive_services.py --bin DIR --work DIR --out DIR [--layout ru|us] [--theme dark|light]

The description of the service is taken in by raskadr-cli; then, as a person does it: the key is entered,
given to the system keychain and checked, the service asked what its model takes now, a picture generated,
edited in words by the service's agent, animated, refused, and the money looked at; what cannot work is
explained. Ends with 1 at the first thing that is not as it should be.
"""
import argparse
import base64
import ctypes.util
import json
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from desktop import Desktop, Story, reexec_under_bus, until  # noqa: E402
from fakekeychain import FakeKeychain  # noqa: E402
from lanternservice import KEY, Lantern  # noqa: E402

LOGIN, PASSWORD = "vera", "demo-demo"


class ServiceStory(Story):
    keychain = None

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

    def pick(self, standing, choice):
        """Takes the choice that comes after the one that stands in a combo box, whose name it is."""
        self.desktop.click(self.desktop.find(standing, "combo box"))
        self.desktop.xdo("key", "Down", "Return")
        self.desktop.find(choice, "combo box")

    def provider(self, name):
        self.desktop.click(self.desktop.find("*" + name, "list item"))

    def open_model(self, name):
        """The row of a model, whose acts lie below it."""
        row = self.desktop.find(name, "check box")
        if not row.getState().contains(self.desktop.atspi.STATE_CHECKED):
            self.desktop.click(row)

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
        if self.keychain:
            self.pick("В библиотеке, зашифрованным", "В хранилище ключей системы")
            self.picture("keychain")
        self.desktop.click(self.desktop.find("Сохранить и проверить", "push button"))
        self.sentence("На счету: 12,50")
        self.picture("key")
        if self.keychain:
            self.sentence("В хранилище ключей системы")
            assert base64.b64encode(KEY.encode()).decode() in self.keychain.secrets(), "the key is not in the keychain"
        self.say("the key was entered and checked, and the purse looked into")

    def update_schema(self):
        self.open_model("Фонарь: картинка")
        self.desktop.click(self.desktop.find("Обновить схему", "push button"))
        self.sentence("Схема обновлена: версия 2")
        self.sentence("Paper")
        self.picture("schema")
        self.say("the service told what its model takes now")

    def go_back_to_the_original(self):
        self.provider("Black Forest Labs")
        self.open_model("Чужая картинка")
        self.desktop.click(self.desktop.find("Вернуть исходное…", "push button"))
        self.picture("original")
        self.desktop.click(self.desktop.find("Вернуть исходное", "push button"))
        self.sentence("снова как в программе")
        until("the own name", lambda: not self.desktop.look("Чужая картинка", "check box"))
        self.say("a description that was changed is the original again")

    def enter_no_certificate(self):
        self.provider("Причал")
        self.desktop.fill(self.desktop.find("Сертификат", "text"), "not a certificate")
        self.desktop.fill(self.desktop.find("Ключ", "password text"), "any-key")
        self.desktop.click(self.desktop.find("Сохранить и проверить", "push button"))
        self.sentence("сертификат не читается")
        self.picture("certificate")
        self.say("a certificate that is none was named as one, and nothing was sent")
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

    def make_room(self):
        """One that waits for a busy service goes, and its request stands in the composer again."""
        self.desktop.fill(self.field("Промт"), "тесно у маяка")
        self.desktop.key("ctrl+Return")
        waiting = until("the card that waits", lambda: self.cards("Генерация: Ожидание"))
        self.desktop.click(waiting[0], part=(0.5, 0.3))
        self.picture("busy")
        prompt = self.field("Промт")
        self.desktop.focus(prompt)
        self.desktop.key("ctrl+a")
        self.desktop.xdo("key", "BackSpace")
        until("an empty prompt", lambda: self.desktop.text_of(prompt) == "")
        self.desktop.click(self.desktop.find("Другая модель", "push button"))
        until("its prompt", lambda: self.desktop.text_of(self.field("Промт")) == "тесно у маяка")
        until("an end of the waiting", lambda: not self.cards("Генерация: Ожидание"))
        self.picture("room")
        self.say("another model may take the place of one that waits")

    def ask_from_afar(self):
        """Of a model that takes pictures by their address alone, which nobody gives them."""
        self.desktop.click(self.cards("Картинка")[0], part=(0.5, 0.4))
        self.desktop.key("a")
        self.choose("Модель: ", "Фонарь: издалека")
        self.desktop.click(self.desktop.find("Сгенерировать", "push button"))
        until("the card", lambda: [card for card in self.cards("") if "только по адресу" in card.name + card.description])
        self.picture("relay")
        self.say("who gives pictures an address was asked for")

    def paste_an_address(self):
        """Cut out of a field of the program itself: the clipboard needs nobody else."""
        prompt = self.field("Промт")
        self.desktop.fill(prompt, "http://127.0.0.1/lighthouse.png")
        self.desktop.key("ctrl+a", "ctrl+x")
        until("an empty prompt", lambda: self.desktop.text_of(prompt) == "")
        self.desktop.xdo("key", "Escape")
        self.desktop.key("ctrl+v")
        self.sentence("начинается с http")
        self.picture("address")
        self.say("an address without encryption was refused")

    def lose_the_keychain(self, program):
        self.quit()
        self.keychain.close()
        self.desktop.start(program)
        self.desktop.change_layout("us")
        self.log_in()
        self.desktop.click(self.desktop.find("Настройки", "push button"))
        self.provider("Фонарь")
        self.sentence("Хранилище ключей системы недоступно")
        self.picture("no-keychain")
        self.say("without its keychain the program asks for the key, and has everything else")

    def count_money(self):
        self.desktop.click(self.desktop.find("*Очередь", "push button"))
        self.sentence("0,60\u00a0$")
        self.picture("queue")
        self.desktop.xdo("key", "Escape")
        self.desktop.click(self.desktop.find("Настройки", "push button"))
        self.desktop.click(self.desktop.find("Деньги", "check box"))
        self.sentence("0,60\u00a0$")
        self.picture("money")
        self.say("the money is counted: two pictures, a film and what the agent asked for")

    def whole(self, layout, program):
        self.log_in()
        self.enter_key()
        self.update_schema()
        self.go_back_to_the_original()
        self.enter_no_certificate()
        self.desktop.change_layout(layout)
        self.generate()
        self.edit()
        self.animate()
        self.be_refused()
        self.make_room()
        self.ask_from_afar()
        self.paste_an_address()
        self.count_money()
        if self.keychain:
            self.lose_the_keychain(program)
        self.quit()


def cli(binaries, library, *command):
    return subprocess.run([os.path.join(binaries, "raskadr-cli"), "--library", library, "--json", *command],
                          env={**os.environ, "RASKADR_PASSWORD": PASSWORD}, check=True, capture_output=True).stdout


def pier_manifest():
    """A service that trusts an authority of its own, whose certificate is to be entered."""
    return {"manifestVersion": 1,
            "provider": {"id": "pier", "name": "Pier", "nameRu": "Причал", "baseUrl": "https://pier.example/v1",
                         "auth": {"kind": "header", "name": "Authorization", "value": "Bearer {secret.key}",
                                  "secrets": ["key"]},
                         "settings": [{"name": "authority", "title": "Certificate", "titleRu": "Сертификат"}],
                         "tls": {"ca": "authority"}, "health": {"url": "{base}/models"}},
            "models": [{"id": "pier.still", "name": "Pier: picture", "nameRu": "Причал: картинка", "produces": "image",
                        "flow": "sync", "seed": None,
                        "params": {"type": "object", "properties": {"prompt": {"type": "string", "x-widget": "prompt"}}},
                        "steps": {"submit": {"method": "POST", "url": "{base}/pictures",
                                             "body": {"type": "json", "value": {"prompt": {"$param": "prompt"}}}}},
                        "outputs": [{"from": "submit", "value": "/picture", "as": "base64"}]}]}


def prepare(binaries, library, work, lantern):
    description = os.path.join(work, "lantern.json")
    with open(description, "w", encoding="utf-8") as file:
        json.dump(lantern.manifest(), file)
    account = ["--account", LOGIN]
    cli(binaries, library, "library", "init")
    cli(binaries, library, "account", "create", LOGIN)
    cli(binaries, library, *account, "model", "add", description)
    pier = os.path.join(work, "pier.json")
    with open(pier, "w", encoding="utf-8") as file:
        json.dump(pier_manifest(), file)
    cli(binaries, library, *account, "model", "add", pier)
    changed = os.path.join(work, "changed.json")
    own = json.loads(cli(binaries, library, *account, "model", "export", "bfl.flux-kontext-pro"))
    own["model"].update(name="A picture of my own", nameRu="Чужая картинка")
    with open(changed, "w", encoding="utf-8") as file:
        json.dump(own, file)
    cli(binaries, library, *account, "model", "add", changed)
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
        if ctypes.util.find_library("secret-1"):
            story.keychain = FakeKeychain()
        program = [os.path.join(arguments.bin, "raskadr"), "--library", library]
        desktop.start(program)
        if not story.run(lambda: story.whole(arguments.layout, program)):
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
