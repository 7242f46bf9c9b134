#include "core/sharing/shareclient.h"

#include <QFile>

#include <algorithm>
#include <limits>

// Uploads by tus 1.0.0: creation-with-upload for what fits into one piece, else piece by piece from
// where the server says it is.

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 pieceBytes = 8 << 20;
constexpr int mostMisfits = 3; // in a row that the server and we disagree about the offset

const QByteArray pieceType = "application/offset+octet-stream";

qint64 offsetIn(const HttpAnswer& answer, qint64 size)
{
    const auto text = answer.header("Upload-Offset");
    bool isNumber = false;
    const qint64 offset = text ? text->toLongLong(&isNumber) : -1;
    return isNumber && offset >= 0 && offset <= size ? offset : -1;
}

// Where an upload goes on, below the address that we know the server by; whatever other address it
// says, the token is not sent there. Empty: it is no place of uploads.
QByteArray uploadPath(const QByteArray& location)
{
    static const QByteArray folder = "/api/v1/uploads/";
    const qsizetype at = location.indexOf(folder);
    const QByteArray name = at < 0 ? QByteArray() : location.mid(at + folder.size());
    const bool isName =
        !name.isEmpty() && name.size() <= 128 && std::all_of(name.begin(), name.end(), [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                || c == '-' || c == '_';
        });
    return isName ? folder + name : QByteArray();
}

ShareResult<QByteArray> nextPiece(QFile& file, qint64 offset)
{
    if (!file.seek(offset)) {
        return shareFailure(Error{ErrorKind::FileUnreadable, file.errorString(), {}, 0});
    }
    QByteArray piece = file.read(pieceBytes);
    if (piece.isEmpty()) {
        return shareFailure(Error{ErrorKind::FileUnreadable, u"the copy is cut off"_s, {}, 0});
    }
    return piece;
}

} // namespace

ShareResult<> ShareClient::upload(const UploadTask& task, const UploadProgress& begun,
                                  std::stop_token stop) const
{
    QFile file(task.path);
    if (!file.open(QIODevice::ReadOnly) || file.size() != task.size) {
        return shareFailure(
            Error{ErrorKind::FileUnreadable, u"a copy is not as it was made"_s, {}, 0});
    }
    QByteArray location = task.location;
    qint64 offset = 0;
    if (!location.isEmpty()) {
        const auto known = offsetOf(location, stop);
        if (known && *known >= 0 && *known <= task.size) {
            offset = *known;
        } else if (!known && known.error().fault != ShareFault::LinkGone
                   && known.error().fault != ShareFault::BadAnswer) {
            return shareFailure(known.error());
        } else {
            location.clear(); // it has expired there
        }
    }
    if (location.isEmpty()) {
        const auto made = beginUpload(task, file, offset, stop);
        if (!made) {
            return shareFailure(made.error());
        }
        location = *made;
    }
    int misfits = 0;
    while (offset < task.size) {
        begun(location, offset);
        const auto piece = nextPiece(file, offset);
        if (!piece) {
            return shareFailure(piece.error());
        }
        const auto sent = sendPiece(location, offset, *piece, stop);
        if (sent && *sent > offset) {
            offset = *sent;
            misfits = 0;
            continue;
        }
        if (sent || sent.error().fault != ShareFault::Conflict || ++misfits > mostMisfits) {
            return sent ? shareFailure(ShareFault::BadAnswer, u"an upload does not move"_s)
                        : shareFailure(sent.error());
        }
        const auto known = offsetOf(location, stop);
        if (!known) {
            return shareFailure(known.error());
        }
        offset = *known;
    }
    begun(location, offset);
    return {};
}

ShareResult<QByteArray> ShareClient::beginUpload(const UploadTask& task, QFile& file,
                                                 qint64& offset, const std::stop_token& stop) const
{
    HttpRequest request = this->request("/api/v1/uploads", HttpMethod::Post);
    request.headers.append(HttpHeader{"Tus-Resumable", "1.0.0"});
    request.headers.append({"Upload-Length", QByteArray::number(task.size)});
    request.headers.append(
        {"Upload-Metadata",
         "sha256 " + task.sha256.toLatin1().toBase64() + ",filetype " + task.mime.toBase64()});
    request.timeouts.total = 30min;
    if (task.size <= pieceBytes) {
        const auto piece = nextPiece(file, 0);
        if (!piece) {
            return shareFailure(piece.error());
        }
        request.body = bytesBody(*piece, pieceType);
    }
    const auto answer = ask(std::move(request), stop);
    if (!answer) {
        return shareFailure(answer.error());
    }
    const QByteArray path = uploadPath(answer->header("Location").value_or(QByteArray()));
    if (path.isEmpty()) {
        return shareFailure(ShareFault::BadAnswer, u"an upload without a place"_s);
    }
    offset = qMax(qint64(0), offsetIn(*answer, task.size));
    return path;
}

ShareResult<qint64> ShareClient::offsetOf(const QByteArray& location,
                                          const std::stop_token& stop) const
{
    HttpRequest request = this->request(location, HttpMethod::Head);
    request.headers.append(HttpHeader{"Tus-Resumable", "1.0.0"});
    const auto answer = ask(std::move(request), stop);
    if (!answer) {
        return shareFailure(answer.error());
    }
    return offsetIn(*answer, std::numeric_limits<qint64>::max());
}

ShareResult<qint64> ShareClient::sendPiece(const QByteArray& location, qint64 offset,
                                           const QByteArray& bytes,
                                           const std::stop_token& stop) const
{
    HttpRequest request = this->request(location, HttpMethod::Patch);
    request.headers.append(HttpHeader{"Tus-Resumable", "1.0.0"});
    request.headers.append({"Upload-Offset", QByteArray::number(offset)});
    request.body = bytesBody(bytes, pieceType);
    request.timeouts.total = 30min;
    const auto answer = ask(std::move(request), stop);
    if (!answer) {
        return shareFailure(answer.error());
    }
    return offsetIn(*answer, std::numeric_limits<qint64>::max());
}

} // namespace raskadr
