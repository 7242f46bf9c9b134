#include "core/providers/resultfetch.h"

#include "core/base/storageerror.h"
#include "core/providers/receivedanswer.h"

#include <QFile>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using Source = ResultItem::Source;

namespace {

using Fetched = tl::expected<void, ServiceFailure>;

tl::unexpected<ServiceFailure> failed(ErrorClass errorClass, const QString& message)
{
    ServiceFailure failure;
    failure.errorClass = errorClass;
    failure.message = message;
    return tl::unexpected(failure);
}

// For a reason of the disk: the answer is still good, and held where the service gives it once.
Fetched notKept(const Error& error, const ReceivedAnswer& received)
{
    ServiceFailure failure;
    failure.errorClass =
        error.kind == ErrorKind::DiskFull ? ErrorClass::DiskFull : ErrorClass::Internal;
    failure.message = error.detail;
    failure.isOfDisk = true;
    if (received.whole && QFile::exists(received.whole->path)) {
        received.files->spare(received.whole->path);
        failure.held = received.whole;
    }
    return tl::unexpected(failure);
}

Fetched decodedTo(const QString& text, const QString& path, const ReceivedAnswer& received)
{
    const auto written = writeDecoded(text.toUtf8(), path);
    if (written) {
        return {};
    }
    return written.error().kind == ErrorKind::BadResponse
        ? Fetched(failed(ErrorClass::ResultInvalid, written.error().detail))
        : notKept(written.error(), received);
}

Fetched movedTo(const QString& from, const QString& path, const ReceivedAnswer& received)
{
    QFile file(from);
    if (from.isEmpty() || !file.exists()) {
        return failed(ErrorClass::Internal, u"the result is not where it was put"_s);
    }
    return file.rename(path) ? Fetched() : notKept(storageError(file), received);
}

// In the pool: what the answer itself holds.
Fetched taken(const ResultItem& item, const ReceivedAnswer& received, const QString& path)
{
    switch (item.source) {
    case Source::Base64:
    case Source::DataUri:
        return decodedTo(item.text, path, received);
    case Source::Blob: {
        if (item.blob < 0 || item.blob >= received.blobs.size()) {
            return failed(ErrorClass::ResultInvalid, u"a result that is not in the answer"_s);
        }
        const AnswerBlob& blob = received.blobs.at(item.blob);
        return blob.isDecoded && !blob.isDamaged && blob.size > 0
            ? movedTo(blob.path, path, received)
            : Fetched(failed(ErrorClass::ResultInvalid, u"no base64"_s));
    }
    case Source::Body:
        return movedTo(received.bodyPath, path, received);
    case Source::Text:
    case Source::Download:
        break;
    }
    return failed(ErrorClass::ResultInvalid, u"no file"_s);
}

// What an address says instead of giving the file.
Fetched judged(const ServiceRequest& request, const ReceivedAnswer& received)
{
    const ServiceAnswer& answer = received.answer;
    if (answer.isSuccess()) {
        return {};
    }
    ServiceFailure failure;
    failure.step = request.step;
    failure.status = answer.status;
    failure.message = QString::fromUtf8(received.record.left(2000));
    switch (answer.status) {
    case 0:
        failure.errorClass = answer.transport == ServiceAnswer::Transport::Tls ? ErrorClass::Tls
            : answer.transport == ServiceAnswer::Transport::Timeout            ? ErrorClass::Timeout
                                                                    : ErrorClass::Offline;
        break;
    case 401:
    case 403:
    case 404:
    case 410:
        failure.errorClass = ErrorClass::ResultExpired;
        break;
    case 429:
        failure.errorClass = ErrorClass::RateLimited;
        break;
    default:
        failure.errorClass = answer.status >= 500 ? ErrorClass::Busy : ErrorClass::ResultInvalid;
    }
    return tl::unexpected(failure);
}

json savedText(const SecretText& text)
{
    json pieces = json::array();
    for (const SecretText::Piece& piece : text.pieces) {
        pieces.push_back({int(piece.kind), piece.text.toStdString()});
    }
    return {{"pieces", pieces}, {"base64From", qint64(text.base64From)}};
}

std::optional<SecretText> restoredText(const json& saved)
{
    SecretText text;
    text.base64From = saved.at("base64From").get<qsizetype>();
    for (const json& piece : saved.at("pieces")) {
        const int kind = piece.at(0).get<int>();
        if (kind < 0 || kind > int(SecretText::Kind::Credential)) {
            return std::nullopt;
        }
        text.pieces.append({static_cast<SecretText::Kind>(kind),
                            QString::fromStdString(piece.at(1).get<std::string>())});
    }
    return text;
}

} // namespace

AsyncHandle fetchItem(ServiceSender& sender, const ServiceRoute& route, const ResultItem& item,
                      const ReceivedAnswer& received, const QString& path, QObject* context,
                      ItemFetched fetched)
{
    if (item.source != Source::Download) {
        return runAsync(
            sender.pool(), context,
            [item, received, path](const std::stop_token&) { return taken(item, received, path); },
            std::move(fetched), 1);
    }
    SendOptions options;
    options.downloadTo = path;
    return sender.send(
        route, item.download, options, context,
        [request = item.download, fetched = std::move(fetched)](const SendResult& result) {
            fetched(result ? judged(request, *result) : Fetched(tl::unexpected(result.error())));
        });
}

json savedItem(const ResultItem& item)
{
    if (item.source != Source::Download || !item.download.body.isEmpty()) {
        return {};
    }
    json headers = json::array();
    for (const RequestHeader& header : item.download.headers) {
        headers.push_back(
            {{"name", header.name.toStdString()}, {"value", savedText(header.value)}});
    }
    json saved{{"url", item.download.url.toStdString()},
               {"step", item.download.step.toStdString()},
               {"method", item.download.method.toStdString()},
               {"timeoutMs", item.download.timeoutMs},
               {"headers", headers},
               {"mime", item.mime.toStdString()}};
    if (item.seed) {
        saved["seed"] = *item.seed;
    }
    return saved;
}

std::optional<ResultItem> restoredItem(const json& saved)
{
    try {
        ResultItem item;
        item.download.url = QString::fromStdString(saved.at("url").get<std::string>());
        item.download.step = QString::fromStdString(saved.at("step").get<std::string>());
        item.download.method = QByteArray::fromStdString(saved.at("method").get<std::string>());
        item.download.timeoutMs = saved.at("timeoutMs").get<qint64>();
        for (const json& header : saved.at("headers")) {
            const auto value = restoredText(header.at("value"));
            if (!value) {
                return std::nullopt;
            }
            item.download.headers.append(
                {QByteArray::fromStdString(header.at("name").get<std::string>()), *value});
        }
        item.mime = QString::fromStdString(saved.at("mime").get<std::string>());
        if (saved.contains("seed")) {
            item.seed = saved.at("seed").get<quint64>();
        }
        return item;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

} // namespace raskadr
