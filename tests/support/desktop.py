"""A desktop of its own for one program: X server, window manager, session bus and accessibility bus.

Use `with Desktop(...) as desktop:` in a program that was started through `reexec_under_bus()`. What a
person does is done through real pointer and key events; what a person sees is read from the
accessibility tree and from screenshots. Every wait is for something to appear, never for time alone.
"""
import os
import random
import subprocess
import sys
import tempfile
import time

BUS_MARK = "RASKADR_TEST_BUS"


def reexec_under_bus():
    """Starts this script again under a session bus of its own, once."""
    if os.environ.get(BUS_MARK) != "1":
        os.environ[BUS_MARK] = "1"
        os.execvp("dbus-run-session", ["dbus-run-session", "--", sys.executable, *sys.argv])


class NotFound(Exception):
    pass


def until(what, condition, timeout=20.0):
    """Polls until the condition gives something true, and returns it."""
    end = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise NotFound(what)
        time.sleep(0.05)


class Desktop:
    def __init__(self, size=(1920, 1080), layout="us"):
        self.size = size
        self.layout = layout
        self.children = []

    def __enter__(self):
        self.run_dir = tempfile.TemporaryDirectory(prefix="desktop-")
        os.environ.update(
            DISPLAY=self._start_x(), XDG_RUNTIME_DIR=self.run_dir.name,
            XDG_CONFIG_HOME=self.run_dir.name + "/config", XDG_DATA_HOME=self.run_dir.name + "/data",
            XDG_CACHE_HOME=self.run_dir.name + "/cache",
            QT_QPA_PLATFORM="xcb", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", LANG="C.UTF-8")
        self._start_bus()
        self._start_manager()
        self.keyboard(self.layout)
        return self

    def __exit__(self, *_):
        for child in reversed(self.children):
            child.terminate()
        for child in reversed(self.children):
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self.run_dir.cleanup()

    def _start_x(self):
        # A number of its own: a server that ends takes the socket of another with the same number along.
        said = tempfile.TemporaryFile("w+")
        for _ in range(5):
            display = ":%d" % random.randrange(100, 10000)
            server = subprocess.Popen(["Xvfb", display, "-screen", "0", "%dx%dx24" % self.size, "-nolisten", "tcp"],
                                      stderr=said)
            self.children.append(server)

            def answers():
                return server.poll() is not None or subprocess.run(
                    ["xdotool", "getdisplaygeometry"], env={**os.environ, "DISPLAY": display},
                    stdout=subprocess.DEVNULL, stderr=said).returncode == 0
            try:
                until("the X server", answers, 15)
            except NotFound:
                server.kill()
                server.wait()
            if server.poll() is None:
                return display
        said.seek(0)
        raise SystemExit("no X server could be started:\n" + said.read()[-2000:])

    def _start_manager(self):
        # On a busy machine it may give up before the server answers: then once more.
        for _ in range(5):
            manager = subprocess.Popen(["openbox", "--sm-disable"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            self.children.append(manager)
            until("the window manager", lambda: manager.poll() is not None or subprocess.run(
                ["xdotool", "get_num_desktops"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0, 30)
            if manager.poll() is None:
                return
        raise SystemExit("no window manager could be started")

    def _start_bus(self):
        for launcher in ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher"):
            if os.path.exists(launcher):
                self.children.append(subprocess.Popen([launcher, "--launch-immediately"], stderr=subprocess.DEVNULL))
                break
        else:
            raise SystemExit("at-spi2-core is not installed")
        until("the accessibility bus", lambda: subprocess.run(
            ["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus",
             "--method", "org.a11y.Bus.GetAddress"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0)
        import pyatspi  # only works once the bus is there
        self.atspi = pyatspi

    # The program and what it shows

    def start(self, command):
        self.program = subprocess.Popen(command)
        self.children.append(self.program)
        return self.application()

    def application(self):
        def look():
            if self.program.poll() is not None:
                raise SystemExit("the program ended with %d" % self.program.returncode)
            desktop = self.atspi.Registry.getDesktop(0)
            for i in range(desktop.childCount):
                try:
                    app = desktop.getChildAtIndex(i)
                    if app and app.get_process_id() == self.program.pid and app.childCount:
                        return app
                except Exception:
                    pass
            return None
        self.app = until("the program on the accessibility bus", look, 60)
        return self.app

    def walk(self, node):
        yield node
        try:
            count = node.childCount
        except Exception:
            return
        for i in range(count):
            try:
                child = node.getChildAtIndex(i)
            except Exception:
                continue
            if child is not None:
                yield from self.walk(child)

    def showing(self, node):
        try:
            return node.getState().contains(self.atspi.STATE_SHOWING)
        except Exception:
            return False

    def look(self, name=None, role=None, root=None):
        """The first node in sight with this role whose name is, or with `*name` contains, the text."""
        for node in self.walk(root or self.app):
            try:
                text, kind = node.name or "", node.getRoleName()
            except Exception:
                continue
            named = name is None or text == name or (name.startswith("*") and name[1:] in text)
            if named and role in (None, kind) and self.showing(node):
                return node
        return None

    def find(self, name=None, role=None, root=None, timeout=20.0):
        return until("%s %s" % (role or "node", name), lambda: self.look(name, role, root), timeout)

    def await_active(self):
        """Waits until the program's window has the keyboard, which a dialog that closes gives back later."""
        def look():
            shown = self.ask_x("search", "--onlyvisible", "--pid", self.program.pid)
            return len(shown) == 1 and self.ask_x("getactivewindow") == shown
        return until("the window with the keyboard", look)

    def text_of(self, node):
        try:
            return node.queryText().getText(0, -1)
        except Exception:
            return ""

    # What a person does

    def extents(self, node):
        box = node.queryComponent().getExtents(self.atspi.DESKTOP_COORDS)
        return box.x, box.y, box.width, box.height

    def centre(self, node):
        x, y, width, height = self.extents(node)
        return x + width // 2, y + height // 2

    def ask_x(self, *arguments):
        return subprocess.run(["xdotool", *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              text=True).stdout.split()

    def xdo(self, *arguments):
        subprocess.run(["xdotool", *map(str, arguments)], check=True)

    def resting_place(self, node):
        """Where a node is once the layout around it has come to rest: what is chosen may still move it."""
        seen = []

        def look():
            seen.append(self.extents(node))
            return len(seen) > 1 and seen[-1] == seen[-2] and seen[-1]
        return until("a place of rest for " + (node.name or "a node"), look)

    def click(self, node, part=(0.5, 0.5), button=1):
        x, y, width, height = self.resting_place(node)
        self.xdo("mousemove", x + int(width * part[0]), y + int(height * part[1]), "click", button)

    def drag(self, start, end):
        self.xdo("mousemove", *start, "mousedown", 1)
        for step in range(1, 13):
            self.xdo("mousemove", start[0] + (end[0] - start[0]) * step // 12,
                     start[1] + (end[1] - start[1]) * step // 12)
            time.sleep(0.02)
        self.xdo("mouseup", 1)

    def wear(self, theme):
        """The theme of a program that is still to be started: "dark" or "light"."""
        settings = os.path.join(os.environ["XDG_CONFIG_HOME"], "raskadr")
        os.makedirs(settings, exist_ok=True)
        with open(os.path.join(settings, "raskadr.ini"), "w", encoding="utf-8") as file:
            file.write("[General]\ntheme=%s\n" % theme)

    def keyboard(self, layout):
        subprocess.run(["setxkbmap", "-layout", layout], check=True)

    def change_layout(self, layout):
        """From now on a person types with this one."""
        self.layout = layout
        self.keyboard(layout)

    def key(self, *keys):
        """Presses physical keys, named as on an English keyboard ("ctrl+z", "h")."""
        codes = {"h": 43, "f": 41, "x": 53, "a": 38, "r": 27, "e": 26, "n": 57, "z": 52, "y": 29, "m": 58, "q": 24}
        for combination in keys:
            *modifiers, last = combination.split("+")
            code = codes.get(last)
            for modifier in modifiers:
                self.xdo("keydown", modifier)
            self.xdo("key", str(code) if code else last)
            for modifier in reversed(modifiers):
                self.xdo("keyup", modifier)

    def type(self, text):
        """Types with a layout that has the letters, then goes back to the one before."""
        cyrillic = any("\u0400" <= c <= "\u04ff" for c in text)
        self.keyboard("ru" if cyrillic else "us")
        self.xdo("type", "--clearmodifiers", "--delay", "12", text)
        self.keyboard(self.layout)

    def focus(self, field):
        """Clicks into a field and waits until the keyboard is there."""
        self.click(field)
        until("the keyboard in " + field.name, lambda: field.getState().contains(self.atspi.STATE_FOCUSED))

    def fill(self, field, text):
        """Types into a field and makes sure that every letter came: a busy program may see the next layout first.
        Of a password only the length can be seen."""
        secret = field.getRoleName() == "password text"

        def came():
            return field.queryText().characterCount == len(text) if secret else self.text_of(field) == text
        for attempt in range(3):
            self.focus(field)
            self.key("ctrl+a")
            self.type(text)
            try:
                return until("%d letters in %s" % (len(text), field.name), came, 5.0)
            except NotFound:
                if attempt == 2:
                    raise

    def screenshot(self, path):
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        subprocess.run(["import", "-window", "root", path], check=True)
        return path


class Story:
    """What is told and pictured of a run."""

    def __init__(self, desktop, out):
        self.desktop = desktop
        self.out = os.path.abspath(out)
        self.shots = []

    def picture(self, name):
        self.shots.append(self.desktop.screenshot(os.path.join(self.out, "%02d-%s.png" % (len(self.shots) + 1, name))))
        return self.shots[-1]

    def say(self, text):
        print("- " + text, flush=True)

    def run(self, steps):
        """Tells it to its end; false, with a picture, at the first thing that is not as it should be."""
        try:
            steps()
        except (NotFound, AssertionError) as missing:
            print("NOT AS IT SHOULD BE: %s (see %s)" % (missing, self.picture("failed")))
            return False
        return True

    def quit(self):
        self.desktop.await_active()
        self.desktop.key("ctrl+q")
        program = self.desktop.program
        until("the end of the program", lambda: program.poll() is not None)
        if program.returncode != 0:
            raise NotFound("a clean end: %d" % program.returncode)

    def list_pictures(self):
        print("screenshots:")
        for path in self.shots:
            print("  " + path)

    def choose(self, button, name):
        """Opens a menu of choices and takes the one of this name: the menu itself has no accessible items."""
        for steps in range(1, 9):
            if self.desktop.look(button + name, "push button"):
                return
            self.desktop.click(self.desktop.find("*" + button, "push button"))
            for _ in range(steps):
                self.desktop.xdo("key", "Down")
            self.desktop.xdo("key", "Return")
            try:
                until(name, lambda: self.desktop.look(button + name, "push button"), 1.5)
            except NotFound:
                continue
        raise NotFound("the choice " + name)


class DeskStory(Story):
    """What is told of the boxes on the desk."""

    def board(self):
        return self.desktop.find("Сценарный стол", "list")

    def boxes(self):
        board = self.board()
        boxes = [board.getChildAtIndex(i) for i in range(board.childCount)]
        for box in boxes:
            box.clear_cache()
        return boxes

    def wait_for_demo(self):
        """The demo film is made when nothing is under way; one of its generations fails."""
        def made():
            texts = [box.description for box in self.boxes()]
            busy = [text for text in texts if "в очереди" in text or "генерируется" in text]
            return len(texts) == 24 and not busy and any("генерация не удалась" in text for text in texts)
        until("the demo film", made, 240)
