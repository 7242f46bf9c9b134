#include "catalogue.h"
#include "findings.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

// The manuals tell what the command line does: every command and every option, in both languages.
class ManualTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsEveryCommandAndOption_data();
    void tellsEveryCommandAndOption();
};

namespace {

QString helpOf(const QStringList& command)
{
    QProcess process;
    process.start(qEnvironmentVariable("RASKADR_BIN") + u"/raskadr-cli"_s,
                  command + QStringList{u"--help"_s, u"--lang"_s, u"en"_s});
    return process.waitForFinished() && process.exitCode() == 0
        ? QString::fromUtf8(process.readAllStandardOutput())
        : QString();
}

// What stands first in the lines of a part of the help.
QStringList firstWords(const QString& help, const QString& heading, const QString& word)
{
    const QRegularExpression part(u"^%1\\n((?:  .*\\n)+)"_s.arg(heading),
                                  QRegularExpression::MultilineOption);
    const QRegularExpression line(u"^  (%1)"_s.arg(word), QRegularExpression::MultilineOption);
    QStringList words;
    for (auto lines = line.globalMatch(part.match(help).captured(1)); lines.hasNext();) {
        words.append(lines.next().captured(1));
    }
    return words;
}

QStringList optionsOf(const QString& help)
{
    return firstWords(help, u"Options:"_s, u"--[a-z-]+"_s);
}

// The lines of a manual that begin with a word, and those that go on with them.
QString passagesOf(const QString& manual, const QString& word)
{
    const QRegularExpression passage(u"^%1\\b.*\\n(?: .*\\n)*"_s.arg(word),
                                     QRegularExpression::MultilineOption);
    QString text;
    for (auto passages = passage.globalMatch(manual); passages.hasNext();) {
        text += passages.next().captured();
    }
    return text;
}

} // namespace

void ManualTest::tellsEveryCommandAndOption_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("English") << u"packaging/linux/raskadr-cli.1"_s;
    QTest::newRow("Russian") << u"packaging/linux/ru/raskadr-cli.1"_s;
}

void ManualTest::tellsEveryCommandAndOption()
{
    QFETCH(QString, path);
    QFile file(sourceFolder() + u'/' + path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString manual = QString::fromUtf8(file.readAll()).replace(u"\\-"_s, u"-"_s);
    const QString help = helpOf({});
    const QStringList commands = firstWords(help, u"Commands:"_s, u"[a-z]+(?: [a-z]+)?"_s);
    QVERIFY(commands.size() > 20);

    Findings findings;
    for (const QString& option : optionsOf(help)) {
        if (!manual.contains(option) && option != u"--version"_s) {
            findings.add(option);
        }
    }
    for (const QString& command : commands) {
        const QStringList words = command.split(u' ');
        const QString passages = passagesOf(manual, words.first());
        const QRegularExpression last(u"\\b%1\\b"_s.arg(words.last()));
        if (!passages.contains(last)) {
            findings.add(command);
        }
        for (const QString& option : optionsOf(helpOf(words))) {
            if (!passages.contains(option)) {
                findings.add(command + u' ' + option);
            }
        }
    }
    QVERIFY(findings.areNone());
}

QTEST_GUILESS_MAIN(ManualTest)
#include "manualtest.moc"
