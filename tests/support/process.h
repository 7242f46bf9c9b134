#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStringList>
#include <functional>
#include <optional>

namespace raskadr {

// Other processes for tests of kills, locks and permissions. A test program that wants them uses
// RASKADR_TEST_MAIN_WITH_CHILDREN; the same program then runs again as a child that does one thing.

// What a child does: by its name, with the arguments; the answer is the exit status.
using ChildWork = std::function<int(const QString& name, const QStringList& arguments)>;

// Whether this process is to be a child, and its exit status if so.
std::optional<int> childStatus(const QStringList& arguments, const ChildWork& work);

// Starts this program as a child; with `crashAt`, it ends at that failpoint as if killed.
void startChild(QProcess& process, const QString& name, const QStringList& arguments,
                const QString& crashAt = {});
// The same until it has ended; -1 if it did not end by itself.
int runChild(const QString& name, const QStringList& arguments, const QString& crashAt = {});
// The same as the user nobody, for whom permissions hold; as the user who runs the test if that is
// not root.
int runChildAsNobody(const QString& name, const QStringList& arguments);

// What a child ends with when a failpoint ended it.
inline constexpr int killedStatus = 137;

// Gives a folder and everything in it to the user nobody, if the test runs as root.
void giveToNobody(const QString& folder);

} // namespace raskadr

// The main of a test program with children: QTEST_GUILESS_MAIN otherwise.
#define RASKADR_TEST_MAIN_WITH_CHILDREN(TestClass, work)                                           \
    int main(int argc, char** argv)                                                                \
    {                                                                                              \
        QCoreApplication application(argc, argv);                                                  \
        if (const auto status = raskadr::childStatus(application.arguments(), work)) {             \
            return *status;                                                                        \
        }                                                                                          \
        TestClass test;                                                                            \
        return QTest::qExec(&test, argc, argv);                                                    \
    }
