#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace raskadr::flows {

// What a call of raskadr-cli ended with.
struct CliResult
{
    int status = -1; // of the program; -1: a signal ended it, or it never ended
    QByteArray out;
    QByteArray err;

    QJsonObject object() const { return QJsonDocument::fromJson(out).object(); }
    QJsonArray array() const { return QJsonDocument::fromJson(out).array(); }
    QString text() const { return QString::fromUtf8(out); }
    QString said() const { return QString::fromUtf8(err); }
    // For messages of tests.
    QByteArray report() const;
};

// The real program on one library, as a user's shell would call it.
class Cli
{
public:
    explicit Cli(QString library, QString password = QStringLiteral("correct horse"));

    CliResult operator()(const QStringList& arguments) const;
    // The same with --json.
    CliResult json(const QStringList& arguments) const;
    // Starts it and does not wait.
    void start(QProcess& process, const QStringList& arguments) const;
    static CliResult waitFor(QProcess& process);

    void setEnvironment(const QString& name, const QString& value) { m_extra.insert(name, value); }
    // What stands on the standard input; nothing unless it is said.
    void setInput(const QByteArray& input) { m_input = input; }
    // Runs as the user nobody if the test is run by root.
    void setAsNobody() { m_asNobody = true; }
    const QString& library() const { return m_library; }

private:
    QString m_library;
    QString m_password;
    QMap<QString, QString> m_extra;
    QByteArray m_input;
    bool m_asNobody = false;
};

// Whether a text has Russian letters.
bool isRussian(const QString& text);
QString idOf(const QJsonObject& object);
// Copies a closed library, to begin a case from the same state.
bool copyFolder(const QString& from, const QString& to);
QStringList column(const QJsonArray& objects, const QString& key);

} // namespace raskadr::flows

// The call has to end with this status; else the test fails with what the program said.
#define EXPECT_STATUS(call, expected)                                                              \
    do {                                                                                           \
        const raskadr::flows::CliResult& called = (call);                                          \
        QVERIFY2(called.status == (expected), called.report().constData());                        \
    } while (false)
