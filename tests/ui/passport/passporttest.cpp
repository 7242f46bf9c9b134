#include "ui/common/switch.h"
#include "ui/common/theme.h"
#include "ui/passport/passportdialog.h"

#include <QApplication>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

QRadioButton* radio(const QWidget& dialog, const QString& text)
{
    for (QRadioButton* button : dialog.findChildren<QRadioButton*>()) {
        if (button->text().startsWith(text)) {
            return button;
        }
    }
    return nullptr;
}

} // namespace

class PassportTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lastChoiceComesBack_data()
    {
        QTest::addColumn<PassportFormat>("format");
        QTest::addColumn<PassportScope>("scope");
        QTest::addColumn<bool>("withFiles");
        QTest::newRow("workbook") << PassportFormat::Xlsx << PassportScope::All << true;
        QTest::newRow("Excel") << PassportFormat::CsvExcel << PassportScope::Headliners << false;
        QTest::newRow("RFC") << PassportFormat::CsvRfc4180 << PassportScope::Selected << true;
        QTest::newRow("JSON") << PassportFormat::Json << PassportScope::All << false;
    }

    void lastChoiceComesBack()
    {
        QFETCH(PassportFormat, format);
        QFETCH(PassportScope, scope);
        QFETCH(bool, withFiles);
        const PassportChoice last{format, scope, withFiles};
        QWidget window;
        auto* dialog = new PassportDialog(&window, u"Film"_s, last, 3);
        QCOMPARE(dialog->choice(), last);
    }

    void selectionIsOnlyOfferedWhereThereIsOne()
    {
        QWidget window;
        const PassportChoice last{PassportFormat::Xlsx, PassportScope::Selected, false};
        auto* dialog = new PassportDialog(&window, u"Film"_s, last, 0);
        QVERIFY(!radio(*dialog, u"Selected"_s));
        QCOMPARE(dialog->choice().scope, PassportScope::All);
    }

    void everyChoiceIsAnswered()
    {
        QWidget window;
        auto* dialog = new PassportDialog(&window, u"Film"_s, {}, 2);
        radio(*dialog, u"CSV, RFC"_s)->click();
        radio(*dialog, u"Headliners only"_s)->click();
        dialog->findChild<Switch*>()->click();
        QCOMPARE(dialog->choice(),
                 (PassportChoice{PassportFormat::CsvRfc4180, PassportScope::Headliners, true}));
        radio(*dialog, u"Selected"_s)->click();
        QCOMPARE(dialog->choice().scope, PassportScope::Selected);
    }

    void folderOfHeadlinersNeedsNoScopeAndNoFilesBeside()
    {
        QWidget window;
        auto* dialog = new PassportDialog(&window, u"Film"_s,
                                          {PassportFormat::Xlsx, PassportScope::All, true}, 0);
        QVERIFY(radio(*dialog, u"All assets"_s)->isEnabled());
        radio(*dialog, u"Headliners into"_s)->click();
        QCOMPARE(dialog->choice().format, PassportFormat::HeadlinersFolder);
        QVERIFY(!dialog->choice().withFiles);
        QVERIFY(!radio(*dialog, u"All assets"_s)->isEnabled());
        radio(*dialog, u"JSON"_s)->click();
        QVERIFY(dialog->choice().withFiles);
    }

    void enterSavesAndEscapeDoesNot()
    {
        QWidget window;
        window.resize(900, 800);
        window.show();
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Escape}) {
            auto* dialog = new PassportDialog(&window, u"Film"_s, {}, 0);
            QSignalSpy accepted(dialog, &Dialog::accepted);
            QSignalSpy rejected(dialog, &Dialog::rejected);
            dialog->open();
            QTest::keyClick(dialog, key);
            QCOMPARE(accepted.count(), key == Qt::Key_Return ? 1 : 0);
            QCOMPARE(rejected.count(), key == Qt::Key_Return ? 0 : 1);
        }
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyTheme(application, true, true);
    PassportTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "passporttest.moc"
