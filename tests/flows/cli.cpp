#include "tests/flows/cli.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <grp.h>
#include <unistd.h>

namespace raskadr::flows {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr uid_t nobody = 65534;
constexpr int patienceMs = 120'000;

} // namespace

QByteArray CliResult::report() const
{
    return "status " + QByteArray::number(status) + "\n" + err + out.left(4000);
}

Cli::Cli(QString library, QString password)
    : m_library(std::move(library))
    , m_password(std::move(password))
{
}

void Cli::start(QProcess& process, const QStringList& arguments) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"RASKADR_PASSWORD"_s);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"no such platform"_s); // it chooses its own
    if (!m_password.isEmpty()) {
        environment.insert(u"RASKADR_PASSWORD"_s, m_password);
    }
    for (auto extra = m_extra.begin(); extra != m_extra.end(); ++extra) {
        environment.insert(extra.key(), extra.value());
    }
    process.setProcessEnvironment(environment);
    if (m_input.isEmpty()) {
        process.setStandardInputFile(QProcess::nullDevice());
    }
    process.setChildProcessModifier([asNobody = m_asNobody && ::geteuid() == 0] {
        ::setsid(); // no terminal to ask at
        if (asNobody
            && (::setgroups(0, nullptr) != 0 || ::setgid(nobody) != 0 || ::setuid(nobody) != 0)) {
            ::_exit(126);
        }
    });
    QStringList all;
    if (!m_library.isEmpty()) {
        all = {u"--library"_s, m_library};
    }
    process.start(qEnvironmentVariable("RASKADR_BIN") + u"/raskadr-cli"_s, all + arguments);
    if (!m_input.isEmpty()) {
        process.write(m_input);
        process.closeWriteChannel();
    }
}

CliResult Cli::waitFor(QProcess& process)
{
    CliResult result;
    if (process.waitForFinished(patienceMs) && process.exitStatus() == QProcess::NormalExit) {
        result.status = process.exitCode();
    }
    process.kill();
    process.waitForFinished(patienceMs);
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    return result;
}

CliResult Cli::operator()(const QStringList& arguments) const
{
    QProcess process;
    start(process, arguments);
    return waitFor(process);
}

CliResult Cli::json(const QStringList& arguments) const
{
    return (*this)(QStringList{u"--json"_s} + arguments);
}

bool isRussian(const QString& text)
{
    static const QRegularExpression letters(u"[а-яё]{2}"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return letters.match(text).hasMatch();
}

QString idOf(const QJsonObject& object)
{
    return object[u"id"_s].toString();
}

bool copyFolder(const QString& from, const QString& to)
{
    if (!QDir().mkpath(to)) {
        return false;
    }
    QDirIterator walk(from, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                      QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        walk.next();
        const QString target = to + walk.filePath().mid(from.size());
        const bool done = walk.fileInfo().isDir()
            ? QDir().mkpath(target)
            : QDir().mkpath(QFileInfo(target).path()) && QFile::copy(walk.filePath(), target);
        if (!done) {
            return false;
        }
    }
    return true;
}

QStringList column(const QJsonArray& objects, const QString& key)
{
    QStringList values;
    for (const QJsonValue& value : objects) {
        values.append(value.toObject()[key].toString());
    }
    return values;
}

} // namespace raskadr::flows
