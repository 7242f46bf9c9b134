#!/usr/bin/env python3
"""Each rule of the house has to notice the thing that it is there for."""

import unittest

import rules

HEADER = "#pragma once\n\n// What it is for.\nclass Thing\n{\n};\n"


def found(rule, tree):
    return [(path, line) for path, line, _ in rule(tree)]


class RulesTest(unittest.TestCase):
    def test_core_ranks(self):
        self.assertEqual(found(rules.core_ranks, {"core/store/a.cpp": '#include "core/model/b.h"\n'}), [])
        for included in ("core/library/b.h", "core/media/b.h", "ui/common/b.h", "app/cli/b.h"):
            tree = {"core/store/a.cpp": f'#include <memory>\n#include "{included}"\n'}
            self.assertEqual(found(rules.core_ranks, tree), [("core/store/a.cpp", 2)], included)
        self.assertTrue(found(rules.core_ranks, {"core/new/a.cpp": '#include "core/base/b.h"\n'}))

    def test_core_links(self):
        def tree(module, linked):
            return {f"core/{module}/CMakeLists.txt":
                    f"raskadr_library(core_{module}\n    SOURCES a.cpp\n    PUBLIC {linked})\n"}
        for module, linked in (("store", "core::model"), ("media", "Qt6::Gui"), ("net", "Qt6::WebSockets")):
            self.assertEqual(found(rules.core_links, tree(module, linked)), [])
        for module, linked in (("store", "core::media"), ("store", "core::jobs"), ("store", "ui::text"),
                               ("store", "Qt6::Gui"), ("media", "Qt6::WebSockets"), ("media", "Qt6::Widgets")):
            self.assertEqual(found(rules.core_links, tree(module, linked)),
                             [(f"core/{module}/CMakeLists.txt", 3)], linked)

    def test_declared_dependencies(self):
        tree = {"core/store/CMakeLists.txt": "raskadr_library(core_store PUBLIC core::model)",
                "core/model/CMakeLists.txt": "raskadr_library(core_model PUBLIC core::base)",
                "core/store/a.cpp": '#include "core/base/b.h"\n#include "core/vault/c.h"\n'}
        self.assertEqual(found(rules.declared_dependencies, tree), [("core/store/a.cpp", 2)])

    def test_ui_areas(self):
        for area, included in (("shot", "ui/common/a.h"), ("shot", "ui/player/a.h"), ("shell", "ui/shot/a.h"),
                               ("storyboard", "ui/storyboard/board/a.h"), ("shot", "core/store/a.h")):
            self.assertEqual(found(rules.ui_areas, {f"ui/{area}/a.cpp": f'#include "{included}"'}), [])
        for area, included in (("shot", "ui/queue/a.h"), ("common", "ui/player/a.h"), ("player", "ui/shot/a.h"),
                               ("shot", "app/desktop/a.h")):
            self.assertEqual(found(rules.ui_areas, {f"ui/{area}/a.cpp": f'#include "{included}"'}),
                             [(f"ui/{area}/a.cpp", 1)], included)

    def test_words_without_a_window(self):
        rule = rules.words_without_a_window
        self.assertEqual(found(rule, {"app/cli/a.cpp": '#include "ui/common/errortext.h"'}), [])
        for included in ("ui/common/theme.h", "ui/shell/a.h", "app/desktop/application.h"):
            self.assertTrue(found(rule, {"app/cli/a.cpp": f'#include "{included}"'}), included)
        for linked in ("ui::common", "Qt6::Widgets"):
            self.assertTrue(found(rule, {"app/cli/CMakeLists.txt":
                                         f"target_link_libraries(raskadr-cli PRIVATE {linked})"}), linked)
        self.assertTrue(found(rule, {"ui/common/CMakeLists.txt":
                                     "raskadr_library(ui_text PUBLIC Qt6::Widgets)"}))

    def test_server_alone(self):
        rule = rules.server_alone
        self.assertEqual(found(rule, {"sync-server/a.cpp": '#include "core/wire/b.h"\n#include <queue>'}), [])
        for include in ('"core/base/error.h"', '"ui/common/a.h"', "<QString>", "<QtGlobal>", "<QtCore/QString>"):
            self.assertTrue(found(rule, {"sync-server/a.cpp": f"#include {include}"}), include)
        for linked in ("Qt6::Core", "core::base"):
            self.assertTrue(found(rule, {"sync-server/CMakeLists.txt":
                                         f"target_link_libraries(server PRIVATE {linked})"}), linked)

    def test_internal_headers(self):
        tree = {"core/media/a.h": "#pragma once\n\n// Reads; internal to this module.\n",
                "core/media/a.cpp": '#include "core/media/a.h"', "core/draft/b.cpp": '#include "core/media/a.h"'}
        self.assertEqual(found(rules.internal_headers, tree), [("core/draft/b.cpp", 1)])

    def test_banned_words(self):
        rule = rules.banned_words
        self.assertEqual(found(rule, {"ui/a.cpp": "QCoreApplication::instance()->quit();\n"
                                                  "#include <libavutil/imgutils.h>"}), [])
        for line in ("Store::instance().read();", "static Store& instance();", "class ShotManager final",
                     "namespace stringutils {", '#include "core/base/utils.h"'):
            self.assertEqual(found(rule, {"ui/a.cpp": "\n" + line}), [("ui/a.cpp", 2)], line)
        self.assertTrue(found(rule, {"core/base/utils.h": ""}))
        self.assertTrue(found(rule, {"core/base/a.cpp": 'return tr("Shot");'}))

    def test_file_names(self):
        self.assertEqual(found(rules.file_names, {"README.md": "", "core/CMakeLists.txt": "", "core/a.h": ""}), [])
        self.assertEqual(found(rules.file_names, {"core/base/Clock.h": ""}), [("core/base/Clock.h", 1)])

    def test_no_foreign_marks(self):
        for text in ("// SP" "DX-License-Identifier: X", 'open("/wo' 'rk/x")', "/ro" "ot/x", "/tm" "p/x"):
            self.assertEqual(found(rules.no_foreign_marks, {"dev": "\n" + text}), [("dev", 2)], text)

    def test_pragma_once(self):
        self.assertEqual(found(rules.pragma_once, {"core/a.h": HEADER}), [])
        self.assertEqual(found(rules.pragma_once, {"core/a.h": "#ifndef A\n"}), [("core/a.h", 1)])

    def test_main_type_commented(self):
        rule = rules.main_type_commented
        self.assertEqual(found(rule, {"core/base/thing.h": HEADER}), [])
        bare = "#pragma once\n\nclass Other;\n\nclass Thing final\n{\n};\n"
        self.assertEqual(found(rule, {"core/base/thing.h": bare}), [("core/base/thing.h", 5)])
        self.assertTrue(found(rule, {"core/base/things.h": "#pragma once\n\nvoid act();\n"}))

    def test_listed_sources(self):
        rule = rules.listed_sources
        tree = {"core/a/CMakeLists.txt": "raskadr_library(core_a SOURCES a.cpp part/b.cpp)",
                "core/a/a.cpp": "", "core/a/part/b.cpp": ""}
        self.assertEqual(found(rule, tree), [])
        self.assertEqual(found(rule, tree | {"core/a/forgotten.cpp": ""}), [("core/a/forgotten.cpp", 1)])
        self.assertTrue(found(rule, {"core/a/CMakeLists.txt": "file(GLOB sources *.cpp)"}))

    def test_top_folders(self):
        whole = {f"{folder}/x": "" for folder in rules.TOP_FOLDERS}
        self.assertEqual(found(rules.top_folders, whole), [])
        del whole["ui/x"]
        self.assertEqual(found(rules.top_folders, whole), [("ui", 1)])

    def test_every_rule_is_tested(self):
        for rule in rules.RULES:
            self.assertTrue(hasattr(self, f"test_{rule.__name__}"), rule.__name__)


if __name__ == "__main__":
    unittest.main()
