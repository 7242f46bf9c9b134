#include "app/desktop/logfile.h"

#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using raskadr::desktop::LogFile;

Q_LOGGING_CATEGORY(logTest, "raskadr.test")

namespace {

QString read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class LogFileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasWarnedOf()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"state/raskadr/raskadr.log"_s);
        {
            const LogFile log(path);
            QVERIFY(QFileInfo::exists(path)); // something to look at from the start
            qCWarning(logTest) << "first\nline";
        }
        {
            const LogFile log(path);
            qCWarning(logTest) << "second";
        }
        qCWarning(logTest) << "nobody keeps this";
        const QStringList lines = read(path).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 2);
        const QRegularExpression first(
            u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z warning raskadr\\.test: first"_s);
        QVERIFY2(first.match(lines.first()).hasMatch(), qPrintable(lines.first()));
        QVERIFY(lines.last().endsWith(u"second"_s));
        // It is nobody else's.
        const auto others =
            QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QCOMPARE(QFile::permissions(path) & others, QFile::Permissions());
    }

    void aLargeOneIsPutAside()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"raskadr.log"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(5 << 20));
        file.close();
        {
            const LogFile log(path);
            qCWarning(logTest) << "fresh";
        }
        QVERIFY(QFileInfo(path).size() < 1000);
        QCOMPARE(QFileInfo(path + u".1"_s).size(), qint64(5 << 20));
    }

    void aPlaceThatCannotBeWrittenIsDoneWithout()
    {
        QTemporaryDir folder;
        const QString taken = folder.filePath(u"file"_s);
        QFile file(taken);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const LogFile log(taken + u"/raskadr.log"_s);
        qCWarning(logTest) << "goes to the console";
    }

    void liesInTheStateFolder()
    {
        qputenv("XDG_STATE_HOME", "/somewhere");
        QCOMPARE(LogFile::usualPath(), u"/somewhere/raskadr/raskadr.log"_s);
        qputenv("XDG_STATE_HOME", "not absolute");
        QVERIFY(LogFile::usualPath().endsWith(u"/.local/state/raskadr/raskadr.log"_s));
    }
};

QTEST_GUILESS_MAIN(LogFileTest)
#include "logfiletest.moc"
