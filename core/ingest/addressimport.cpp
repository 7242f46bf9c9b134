#include "core/ingest/addressimport.h"

#include "core/media/sniff.h"

#include <QDir>
#include <QFile>
#include <QUrl>
#include <QUuid>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxNameLength = 100;
constexpr qsizetype maxAddressLength = 16 << 10;

AddressFault faultOf(HttpFault fault)
{
    switch (fault) {
    case HttpFault::RequestInvalid:
        return AddressFault::NotAnAddress;
    case HttpFault::NotEncrypted:
        return AddressFault::NotEncrypted;
    case HttpFault::AddressRefused:
        return AddressFault::Inside;
    case HttpFault::NameUnknown:
    case HttpFault::Unreachable:
    case HttpFault::ConnectionRefused:
    case HttpFault::ProxyFailed:
    case HttpFault::ConnectTimeout:
        return AddressFault::Unreachable;
    case HttpFault::TlsFailed:
        return AddressFault::Unsafe;
    case HttpFault::AnswerTimeout:
    case HttpFault::Stalled:
    case HttpFault::TotalTimeout:
        return AddressFault::TooSlow;
    case HttpFault::ConnectionLost:
    case HttpFault::BadAnswer:
    case HttpFault::HeadersTooLarge:
    case HttpFault::MessageTooLarge:
        return AddressFault::Broken;
    case HttpFault::TooLarge:
        return AddressFault::TooLarge;
    case HttpFault::RedirectRefused:
        return AddressFault::TooManyRedirects;
    case HttpFault::DiskFull:
        return AddressFault::DiskFull;
    case HttpFault::Cancelled:
        return AddressFault::Cancelled;
    case HttpFault::SecretRefused:
    case HttpFault::FileUnreadable:
    case HttpFault::FileFailed:
    case HttpFault::Internal:
        break;
    }
    return AddressFault::Failed;
}

AddressFault faultOfStatus(int status)
{
    if (status == 401 || status == 403 || status == 451) {
        return AddressFault::Forbidden;
    }
    return status == 429 || status >= 500 ? AddressFault::Busy : AddressFault::NotFound;
}

// The file in a folder of its own, gone with it unless it is kept.
class Scratch
{
public:
    explicit Scratch(const QString& parent)
        : m_folder(parent + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces))
        , m_made(QDir().mkpath(m_folder))
    {
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch()
    {
        if (m_made && !m_kept) {
            QDir(m_folder).removeRecursively();
        }
    }

    bool isMade() const { return m_made; }
    QString path(const QString& name) const { return m_folder + u'/' + name; }
    void keep() { m_kept = true; }

private:
    const QString m_folder;
    const bool m_made;
    bool m_kept = false;
};

} // namespace

QString nameOfAddress(const HttpUrl& url)
{
    const QUrl plain = QUrl::fromEncoded(url.toEncoded());
    const QString last =
        plain.path(QUrl::FullyDecoded).section(u'/', -1, -1, QString::SectionSkipEmpty);
    QString name;
    for (const QChar c : last) {
        const bool harmless = c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u' '
            || c == u'.' || c == u'(' || c == u')';
        name += harmless ? c : QChar(u'_');
    }
    // The ending is told by the content.
    if (const qsizetype dot = name.lastIndexOf(u'.'); dot >= 0 && name.size() - dot <= 6) {
        name.truncate(dot);
    }
    name = name.left(maxNameLength);
    while (name.startsWith(u'.') || name.startsWith(u' ')) {
        name.remove(0, 1);
    }
    return name.trimmed().isEmpty() ? QString::fromLatin1(url.host()) : name.trimmed();
}

tl::expected<FetchedMedia, AddressRefusal>
fetchMedia(HttpClient& client, const AddressRequest& request, std::stop_token stop,
           std::function<void(const HttpProgress&)> progress)
{
    const auto refused = [&](AddressFault fault, const QString& detail = {}) {
        return tl::unexpected(AddressRefusal{fault, request.address, detail});
    };
    if (request.address.size() > maxAddressLength) {
        return refused(AddressFault::NotAnAddress, u"longer than any address"_s);
    }
    const auto url = HttpUrl::parse(request.address.trimmed());
    if (!url) {
        return refused(AddressFault::NotAnAddress, url.error().detail);
    }
    if (!url->isEncrypted()) {
        return refused(AddressFault::NotEncrypted);
    }
    Scratch scratch(request.scratchFolder);
    if (!scratch.isMade()) {
        return refused(AddressFault::Failed, u"the scratch folder cannot be made"_s);
    }
    HttpRequest get(*url);
    get.headers = {{"Accept", "image/png,image/jpeg,image/webp,image/*,video/*;q=0.9,*/*;q=0.5"}};
    const QString part = scratch.path(u"part"_s);
    get.target = ToFile{part, request.limit};
    get.maxRedirects = maxAddressRedirects;
    get.proxyUse = request.proxyUse;
    get.proxy = request.proxy;
    get.timeouts.total = std::chrono::hours(2);
    HttpEvents events;
    events.progress = std::move(progress);
    const HttpResult answer = sendAndWait(client, std::move(get), stop, std::move(events));
    if (!answer) {
        return refused(faultOf(answer.error().fault), answer.error().detail);
    }
    if (!answer->isSuccess()) {
        return refused(faultOfStatus(answer->status), u"status %1"_s.arg(answer->status));
    }
    const auto format = sniffMedia(part);
    if (!format) {
        return refused(AddressFault::NotMedia, format.error().detail);
    }
    const QString path = scratch.path(nameOfAddress(*url) + u'.' + extensionOf(*format));
    if (!QFile::rename(part, path)) {
        return refused(AddressFault::Failed, u"the file cannot be renamed"_s);
    }
    scratch.keep();
    return FetchedMedia{path, QString::fromUtf8(url->toEncoded())};
}

} // namespace raskadr
