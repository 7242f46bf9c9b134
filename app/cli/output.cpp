#include "app/cli/output.h"

#include "app/cli/commandline.h"
#include "ui/common/errortext.h"
#include "ui/common/format.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>
#include <unistd.h>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int onTerminalMs = 100;
constexpr int inLogMs = 5'000;

void put(std::FILE* file, const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), file);
}

QByteArray documentOf(const QJsonValue& value)
{
    return value.isArray() ? QJsonDocument(value.toArray()).toJson()
                           : QJsonDocument(value.toObject()).toJson();
}

int statusOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::WrongPassword:
    case ErrorKind::AccountLocked:
        return NotLoggedIn;
    case ErrorKind::LibraryOpenElsewhere:
        return LibraryInUse;
    default:
        return Failed;
    }
}

} // namespace

Output::Output(bool json)
    : m_json(json)
    , m_terminal(::isatty(STDERR_FILENO) == 1)
{
}

Output::~Output()
{
    endProgress();
}

void Output::result(const QJsonValue& json, const QString& text)
{
    endProgress();
    if (m_json) {
        put(stdout, QString::fromUtf8(documentOf(json)));
    } else if (!text.isEmpty()) {
        put(stdout, text.endsWith(u'\n') ? text : text + u'\n');
    }
}

void Output::note(const QString& sentence)
{
    endProgress();
    std::fflush(stdout); // so that both keep their order where they meet
    put(stderr, sentence + u'\n');
}

int Output::fail(const Error& error)
{
    if (error.kind == ErrorKind::LibraryOpenElsewhere) {
        return fail(Words::tr("The library is open in the program."), LibraryInUse);
    }
    if (error.kind == ErrorKind::Cancelled) {
        return fail(Words::tr("Stopped. What was done stays."));
    }
    return fail(ui::errorText(error), statusOf(error.kind));
}

int Output::fail(const QString& sentence, int status)
{
    note(sentence);
    return status;
}

void Output::progress(const QString& what, double fraction)
{
    if (m_lastProgress.isValid()
        && m_lastProgress.elapsed() < (m_terminal ? onTerminalMs : inLogMs)) {
        return;
    }
    const bool first = !m_lastProgress.isValid();
    m_lastProgress.start();
    if (!m_terminal && first) {
        return; // what is over soon needs no line
    }
    const QString text = u"%1 %2"_s.arg(what, ui::percentText(qRound(fraction * 100)));
    put(stderr, m_terminal ? u"\r\033[K"_s + text : text + u'\n');
    std::fflush(stderr);
    m_progressShown = m_terminal;
}

bool Output::flush()
{
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
}

void Output::endProgress()
{
    if (m_progressShown) {
        put(stderr, u"\r\033[K"_s);
        m_progressShown = false;
    }
}

} // namespace raskadr::cli
