#include "tests/support/process.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>

#include <grp.h>
#include <unistd.h>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr uid_t nobody = 65534;
constexpr int patienceMs = 120'000;
const QString childFlag = u"--as-child"_s;

int waitForEnd(QProcess& process)
{
    if (!process.waitForFinished(patienceMs)) {
        process.kill();
        process.waitForFinished(patienceMs);
        return -1;
    }
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

} // namespace

std::optional<int> childStatus(const QStringList& arguments, const ChildWork& work)
{
    if (arguments.value(1) != childFlag) {
        return std::nullopt;
    }
    return work(arguments.value(2), arguments.mid(3));
}

void startChild(QProcess& process, const QString& name, const QStringList& arguments,
                const QString& crashAt)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"RASKADR_CRASH_AT"_s, crashAt);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(),
                  QStringList{childFlag, name} + arguments);
}

int runChild(const QString& name, const QStringList& arguments, const QString& crashAt)
{
    QProcess process;
    startChild(process, name, arguments, crashAt);
    return waitForEnd(process);
}

int runChildAsNobody(const QString& name, const QStringList& arguments)
{
    QProcess process;
    if (::geteuid() == 0) {
        process.setChildProcessModifier([] {
            if (::setgroups(0, nullptr) != 0 || ::setgid(nobody) != 0 || ::setuid(nobody) != 0) {
                ::_exit(126);
            }
        });
    }
    startChild(process, name, arguments);
    return waitForEnd(process);
}

void giveToNobody(const QString& folder)
{
    if (::geteuid() != 0) {
        return;
    }
    const auto give = [](const QString& path) {
        [[maybe_unused]] const int given =
            ::lchown(QFile::encodeName(path).constData(), nobody, nobody);
    };
    give(folder);
    QDirIterator walk(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                      QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        give(walk.next());
    }
}

} // namespace raskadr
