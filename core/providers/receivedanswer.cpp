#include "core/providers/receivedanswer.h"

#include "core/providers/servicehttp.h"

#include <QFile>
#include <QFileInfo>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

using Failure = tl::unexpected<ServiceFailure>;

Failure notRead(const Error& error, const HeldAnswer& whole, const SendOptions& options,
                const ServiceRequest& request)
{
    ServiceFailure failed;
    failed.step = request.step;
    failed.status = whole.status;
    failed.message = error.detail;
    failed.errorClass = error.kind == ErrorKind::DiskFull ? ErrorClass::DiskFull
        : error.kind == ErrorKind::BadResponse            ? ErrorClass::ResultInvalid
                                                          : ErrorClass::Internal;
    const bool isOfAnswer =
        error.kind == ErrorKind::BadResponse || error.kind == ErrorKind::Cancelled;
    failed.isOfDisk = !isOfAnswer;
    if (options.holdsAnswer && !isOfAnswer) {
        failed.held = whole;
    } else {
        QFile::remove(whole.path);
    }
    return Failure(failed);
}

SendResult takenApart(const HeldAnswer& whole, const SendOptions& options,
                      const QList<Secret>& secrets, const ServiceRequest& request,
                      const std::stop_token& stop)
{
    ReceivedAnswer received;
    received.answer.status = whole.status;
    received.answer.headers = whole.headers;
    const QString& path = whole.path;
    const bool isEmpty = QFileInfo(path).size() == 0;
    const auto split = isEmpty ? Result<SplitAnswer>() : splitAnswer(path, path + u".blob"_s, stop);
    if (!split) {
        return notRead(split.error(), whole, options, request);
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
    }
    if (options.holdsAnswer) {
        received.whole = whole;
    }
    if (options.holdsAnswer || !received.bodyPath.isEmpty()) {
        files.append(path);
    } else {
        QFile::remove(path);
    }
    received.files = std::make_shared<AnswerFiles>(files);
    const QByteArray& text =
        split->form == ServiceAnswer::Form::Json ? split->text : split->excerpt;
    received.record = recordOf(whole.status, text, secrets);
    return received;
}

} // namespace

AnswerFiles::~AnswerFiles()
{
    for (const QString& path : m_paths) {
        QFile::remove(path);
    }
}

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
    if (options.stream || !options.downloadTo.isEmpty()) {
        received.answer.status = http.status;
        received.answer.headers = headerPairs(http.headers);
        received.bodyPath = options.downloadTo;
        return received;
    }
    return takenApart({path, http.status, headerPairs(http.headers)}, options, secrets, request,
                      stop);
}

SendResult readAnswer(const HeldAnswer& held, const SendOptions& options,
                      const QList<Secret>& secrets, const ServiceRequest& request,
                      const std::stop_token& stop)
{
    if (QFileInfo(held.path).isFile()) {
        return takenApart(held, options, secrets, request, stop);
    }
    ServiceFailure gone;
    gone.step = request.step;
    gone.errorClass = ErrorClass::SubmitUnknown;
    gone.message = u"the answer that was kept is not there any more"_s;
    return Failure(gone);
}

} // namespace raskadr
