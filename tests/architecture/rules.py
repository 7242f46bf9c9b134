"""The rules of the house, each a function that yields (path, line, what is wrong).

They look at a tree: a dictionary of relative paths and texts. What CONTRIBUTING.md says in words
about who may use whom stands here as lists.
"""

import re

TOP_FOLDERS = ["app", "core", "packaging", "resources", "sync-server", "tests", "translations", "ui"]

RANKS = {
    "base": 0, "wire": 0,
    "model": 1, "net": 1, "settings": 1, "vault": 1,
    "store": 2, "media": 2, "providers": 2,
    "edit": 3, "jobs": 3, "ingest": 3, "library": 3, "draft": 3, "passport": 3,
    "agent": 4, "sharing": 4,
}
GUI_MODULES = {"media", "draft", "passport"}
WEBSOCKET_MODULES = {"net"}
SHARED_AREAS = {"common", "player"}
# All that a program without a window takes of ui.
WORDS = {"errortext.h", "format.h", "joberrortext.h", "jsonvalue.h", "labels.h", "manifestproblemtext.h", "moneytext.h",
         "sharetext.h", "smartedittext.h"}

INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')
SOURCE = re.compile(r"\.(cpp|h)$")


def lines(text):
    return enumerate(text.split("\n"), 1)


def sources(tree, folder=""):
    return [path for path in sorted(tree) if path.startswith(folder) and SOURCE.search(path)]


def includes(text):
    """Line, whether in angle brackets, and what is included."""
    for number, line in lines(text):
        if match := INCLUDE.match(line):
            yield number, match[1] == "<", match[2]


def part(path, depth):
    steps = path.split("/")
    return steps[depth] if len(steps) > depth + 1 else ""


def link_lists(tree):
    """Each target of the project: its CMakeLists.txt and the line and name of what it links."""
    targets = {}
    declaration = re.compile(
        r"(raskadr_library|raskadr_test|target_link_libraries|add_library|add_executable)"
        r"\s*\(\s*([\w${}-]+)([^()]*(?:\([^()]*\)[^()]*)*)\)")
    for path in sorted(tree):
        if not path.endswith("CMakeLists.txt"):
            continue
        text = re.sub(r"#[^\n]*", "", tree[path])
        for match in declaration.finditer(text):
            target = targets.setdefault(match[2], {"path": path, "links": []})
            for name in re.finditer(r"[\w-]+::[\w-]+", match[3]):
                line = text.count("\n", 0, match.start(3) + name.start()) + 1
                target["links"].append((line, name[0]))
    return targets


# --- who may use whom


def core_ranks(tree):
    """A module of core uses lower ranks only, and nothing of ui, app and the server."""
    for path in sources(tree, "core/"):
        module = part(path, 1)
        for number, _, included in includes(tree[path]):
            top = included.split("/")[0]
            if top in ("ui", "app", "sync-server", "tests"):
                yield path, number, f"core uses {included}"
            if top == "core":
                used = part(included, 1)
                if module not in RANKS:
                    yield path, number, f"core/{module} has no rank"
                elif used != module and RANKS.get(used, 99) >= RANKS[module]:
                    yield path, number, f"core/{module} (rank {RANKS[module]}) uses {included}"


def core_links(tree):
    """The link lists keep the ranks, too; Qt beyond Core only where it is meant to be."""
    for name, target in link_lists(tree).items():
        if not target["path"].startswith("core/"):
            continue
        module = part(target["path"], 1)
        for number, linked in target["links"]:
            group, _, used = linked.partition("::")
            if group in ("ui", "app"):
                yield target["path"], number, f"core links {linked}"
            elif group == "core" and used != module and RANKS.get(used, 99) >= RANKS.get(module, -1):
                yield target["path"], number, f"core/{module} links {linked}"
            elif linked == "Qt6::Gui" and module not in GUI_MODULES:
                yield target["path"], number, f"core/{module} links Qt6::Gui"
            elif linked == "Qt6::WebSockets" and module not in WEBSOCKET_MODULES:
                yield target["path"], number, f"core/{module} links Qt6::WebSockets"
            elif group == "Qt6" and used not in ("Core", "Gui", "WebSockets") and module != "base":
                yield target["path"], number, f"core/{module} links {linked}"


def declared_dependencies(tree):
    """What a module of core includes of another one, it also links, itself or through others."""
    links = {}
    for target in link_lists(tree).values():
        if target["path"].startswith("core/"):
            used = {name.partition("::")[2] for _, name in target["links"] if name.startswith("core::")}
            links.setdefault(part(target["path"], 1), set()).update(used)

    def reachable(module, seen):
        for used in links.get(module, set()) - seen:
            seen.add(used)
            reachable(used, seen)
        return seen

    for path in sources(tree, "core/"):
        module = part(path, 1)
        for number, _, included in includes(tree[path]):
            used = part(included, 1)
            if included.startswith("core/") and used != module and used not in reachable(module, set()):
                yield path, number, f"core/{module} includes {included} and does not link core::{used}"


def ui_areas(tree):
    """An area of the window uses the shared ones, itself and core; only the shell knows the areas."""
    for path in sources(tree, "ui/"):
        area = part(path, 1)
        allowed = {area} if area == "common" else {area, "common"} if area == "player" else {area} | SHARED_AREAS
        for number, _, included in includes(tree[path]):
            top = included.split("/")[0]
            if top in ("app", "sync-server", "tests"):
                yield path, number, f"ui uses {included}"
            if top == "ui" and area != "shell" and part(included, 1) not in allowed:
                yield path, number, f"ui/{area} uses {included}"


def words_without_a_window(tree):
    """The command line takes words of ui and nothing else; the words themselves need no window."""
    for folder in ("app/cli/", "app/words/"):
        for path in sources(tree, folder):
            for number, _, included in includes(tree[path]):
                if included.startswith("ui/") and included not in {f"ui/common/{name}" for name in WORDS}:
                    yield path, number, f"{folder[:-1]} uses {included}"
                if included.startswith(("app/desktop/", "app/demo/")) and folder == "app/cli/":
                    yield path, number, f"app/cli uses {included}"
    for name, target in link_lists(tree).items():
        windowless = target["path"].startswith(("app/cli/", "app/words/")) or name == "ui_text"
        for number, linked in target["links"]:
            if windowless and (linked == "Qt6::Widgets" or linked.startswith("ui::") and linked != "ui::text"):
                yield target["path"], number, f"{name} links {linked}"


def server_alone(tree):
    """The server uses core/wire and nothing else of the house, and no Qt."""
    for path in sources(tree, "sync-server/"):
        for number, angle, included in includes(tree[path]):
            top = included.split("/")[0]
            if top in ("ui", "app") or top == "core" and not included.startswith("core/wire/"):
                yield path, number, f"the server uses {included}"
            if angle and re.match(r"Qt?[A-Z]", included):
                yield path, number, f"the server uses Qt: {included}"
    for target in link_lists(tree).values():
        for number, linked in target["links"]:
            foreign = linked.startswith(("Qt6::", "ui::", "app::")) or (
                linked.startswith("core::") and linked != "core::wire")
            if target["path"].startswith("sync-server/") and foreign:
                yield target["path"], number, f"the server links {linked}"


def internal_headers(tree):
    """A header that calls itself internal is used by its own module alone."""
    internal = {path for path in tree
                if path.endswith(".h") and "internal to this module" in " ".join(tree[path].split("\n")[:8])}
    for path in sources(tree):
        for number, _, included in includes(tree[path]):
            if included in internal and path.rsplit("/", 1)[0] != included.rsplit("/", 1)[0]:
                yield path, number, f"{included} is internal to its module"


# --- how it is written


def banned_words(tree):
    """No singletons, no managers, no utils; texts for people stay out of core."""
    banned = [
        (re.compile(r"\b(?!Q[A-Z])\w+::instance\(|\bstatic\b.*\binstance\("), "a singleton"),
        (re.compile(r"\b(?:class|struct)\s+\w*Manager\b"), "a manager"),
        (re.compile(r"\w*[uU]tils\b"), "utils"),
    ]
    for path in sources(tree):
        if re.search(r"utils?\.", path.rsplit("/", 1)[-1]):
            yield path, 1, "utils as the name of a file"
        for number, line in lines(tree[path]):
            if (match := INCLUDE.match(line)) and match[1] == "<":
                continue
            for pattern, what in banned:
                if pattern.search(line):
                    yield path, number, what
            if path.startswith("core/") and re.search(r"(?<![\w.:>])tr\(\"", line):
                yield path, number, "core says something to people"


def file_names(tree):
    """Files are named in lower case."""
    for path in sorted(tree):
        name = path.rsplit("/", 1)[-1]
        if name.startswith("app.raskadr.Raskadr."):
            continue  # named after the program's id, as desktops want it
        if "/" in path and name != "CMakeLists.txt" and not re.fullmatch(r"[a-z0-9_.][a-z0-9._-]*", name):
            yield path, 1, "not in lower case"


def no_foreign_marks(tree):
    """No licence lines in files, and no paths of the machine on which they were written."""
    marks = [("SP" "DX-", "a licence line"), ("/wo" "rk/", "a machine's path"),
             ("/ro" "ot/", "a machine's path"), ("/tm" "p/", "a machine's path")]
    for path in sorted(tree):
        for number, line in lines(tree[path]):
            for mark, what in marks:
                if mark in line:
                    yield path, number, what


def pragma_once(tree):
    """Every header begins with #pragma once."""
    for path in sources(tree):
        if path.endswith(".h") and not tree[path].startswith("#pragma once\n"):
            yield path, 1, "no #pragma once in the first line"


def main_type_commented(tree):
    """Every header says what its main type is for; one without types says what it holds."""
    declaration = re.compile(r"^(?:class|struct|enum class)\s+(?:\[\[\w+\]\]\s+)?(\w+)\b(?!.*;\s*$)")
    for path in sources(tree):
        if not path.endswith(".h") or path.startswith(("tests/", "core/base/pch_")):
            continue
        stem = path.rsplit("/", 1)[-1][:-2].replace("_", "")
        all_lines = tree[path].split("\n")
        mains = [i for i, line in enumerate(all_lines)
                 if (match := declaration.match(line)) and match[1].lower() == stem]
        if not mains:
            if not any(line.startswith("//") for line in all_lines):
                yield path, 1, "no comment says what it holds"
            continue
        above = mains[0] - 1
        while above >= 0 and all_lines[above].startswith(("template", "    requires", "Q_")):
            above -= 1
        # What stands above all of the file counts as well.
        if not all_lines[above].startswith("//") and not all_lines[2:3][0].startswith("//"):
            yield path, mains[0] + 1, "no comment on its main type"


def listed_sources(tree):
    """Every source is listed in the CMakeLists.txt of its folder or of one above; no globs."""
    for path in sorted(tree):
        if path.endswith("CMakeLists.txt"):
            for number, line in lines(tree[path]):
                if re.search(r"file\s*\(\s*GLOB", line):
                    yield path, number, "a glob"
        elif path.endswith(".cpp") and path.split("/")[0] in ("app", "core", "ui", "sync-server"):
            folder = path.rsplit("/", 1)[0]
            while folder:
                relative = path[len(folder) + 1:]
                if re.search(rf"(?<![\w/.-]){re.escape(relative)}(?![\w.])", tree.get(f"{folder}/CMakeLists.txt", "")):
                    break
                folder = folder.rpartition("/")[0]
            if not folder:
                yield path, 1, "listed nowhere"


def top_folders(tree):
    """The house has the rooms that its map shows."""
    there = {path.split("/")[0] for path in tree if "/" in path}
    for folder in TOP_FOLDERS:
        if folder not in there:
            yield folder, 1, "missing"


RULES = [core_ranks, core_links, declared_dependencies, ui_areas, words_without_a_window, server_alone,
         internal_headers, banned_words, file_names, no_foreign_marks, pragma_once, main_type_commented,
         listed_sources, top_folders]
