#include "app/desktop/logfile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMutex>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 largeBytes = 4 << 20;

struct Target
{
    QMutex mutex;
    QFile file;
    QtMessageHandler before = nullptr;
};

// A message handler is a plain function, so what it writes into is told to it here.
Target& target()
{
    static Target target;
    return target;
}

QByteArray nameOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "critical";
    case QtFatalMsg:
        return "fatal";
    }
    return {};
}

void note(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    Target& log = target();
    {
        const QMutexLocker locker(&log.mutex);
        const QByteArray time =
            QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1();
        QString line = message;
        line.replace(u'\n', u' ');
        log.file.write(time + ' ' + nameOf(type) + ' ' + QByteArray(context.category) + ": "
                       + line.toUtf8() + '\n');
        log.file.flush();
    }
    if (log.before) {
        log.before(type, context, message);
    }
}

} // namespace

QString LogFile::usualPath()
{
    const QString state = qEnvironmentVariable("XDG_STATE_HOME");
    return (QDir::isAbsolutePath(state) ? state : QDir::homePath() + u"/.local/state"_s)
        + u"/raskadr/raskadr.log"_s;
}

LogFile::LogFile(const QString& path)
{
    QDir().mkpath(QFileInfo(path).path());
    if (QFileInfo(path).size() > largeBytes) {
        const QString before = path + u".1"_s;
        QFile::remove(before);
        QFile::rename(path, before);
    }
    Target& log = target();
    log.file.setFileName(path);
    if (log.file.open(QIODevice::WriteOnly | QIODevice::Append)) {
        log.file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        log.before = qInstallMessageHandler(note);
    }
}

LogFile::~LogFile()
{
    Target& log = target();
    if (log.file.isOpen()) {
        qInstallMessageHandler(log.before);
        const QMutexLocker locker(&log.mutex);
        log.file.close();
    }
}

} // namespace raskadr::desktop
