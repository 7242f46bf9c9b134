#include "core/providers/receivedanswer.h"

#include "core/providers/servicehttp.h"

#include <QFile>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

class TemporaryFiles
{
public:
    explicit TemporaryFiles(QStringList paths)
        : m_paths(std::move(paths))
    {
    }
    TemporaryFiles(const TemporaryFiles&) = delete;
    TemporaryFiles& operator=(const TemporaryFiles&) = delete;
    ~TemporaryFiles()
    {
        for (const QString& path : m_paths) {
            QFile::remove(path);
        }
    }

private:
    const QStringList m_paths;
};

} // namespace

// Of everything but downloads and streams the answer lies in a file.
SendResult readAnswer(HttpAnswer&& http, const SendOptions& options, const QString& path,
                      const QList<Secret>& secrets, const ServiceRequest& request,
                      const std::stop_token& stop)
{
    ReceivedAnswer received;
    if (!http.isSuccess()) {
        received.answer = ServiceAnswer::of(http.status, headerPairs(http.headers), http.body);
        received.record = recordOf(http.status, http.body, secrets);
        return received;
    }
    received.answer.status = http.status;
    received.answer.headers = headerPairs(http.headers);
    if (options.stream || !options.downloadTo.isEmpty()) {
        received.bodyPath = options.downloadTo;
        return received;
    }
    const auto split =
        http.size > 0 ? splitAnswer(path, path + u".blob"_s, stop) : Result<SplitAnswer>();
    if (!split) {
        QFile::remove(path);
        ServiceFailure failed;
        failed.step = request.step;
        failed.status = http.status;
        failed.errorClass = split.error().kind == ErrorKind::DiskFull ? ErrorClass::DiskFull
            : split.error().kind == ErrorKind::BadResponse            ? ErrorClass::ResultInvalid
                                                                      : ErrorClass::Internal;
        failed.message = split.error().detail;
        return tl::unexpected(failed);
    }
    received.answer.form = split->form;
    received.answer.body = split->body;
    received.answer.excerpt = split->excerpt;
    received.answer.blobs = static_cast<int>(split->blobs.size());
    received.blobs = split->blobs;
    QStringList files;
    for (const AnswerBlob& blob : split->blobs) {
        files.append(blob.path);
    }
    if (split->form == ServiceAnswer::Form::Other) {
        received.bodyPath = path;
        files.append(path);
    } else {
        QFile::remove(path);
    }
    received.files = std::make_shared<TemporaryFiles>(files);
    const QByteArray& text =
        split->form == ServiceAnswer::Form::Json ? split->text : split->excerpt;
    received.record = recordOf(http.status, text, secrets);
    return received;
}

} // namespace raskadr
