#include "tests/flows/pagecrawl.h"

#include "core/net/curlclient.h"
#include "tests/support/samples.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>

namespace raskadr::flows {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxPages = 5000;

// Addresses in HTML, CSS, JSON and scripts: what begins with one of the server's own paths.
QStringList addressesIn(const QByteArray& body)
{
    static const QRegularExpression address(
        u"[\"'(=\\s,](?:http://127\\.0\\.0\\.1:[0-9]+)?(/(?:s|page)/[A-Za-z0-9_.?=&;/%-]+)"_s);
    QStringList found;
    const QString text = u' ' + QString::fromUtf8(body);
    for (auto matches = address.globalMatch(text); matches.hasNext();) {
        found += matches.next().captured(1).replace(u"&amp;"_s, u"&"_s);
    }
    return found;
}

CrawledPage load(CurlClient& client, const QString& url)
{
    CrawledPage page;
    page.url = url;
    const auto address = HttpUrl::parse(url);
    if (!address) {
        return page;
    }
    HttpRequest request(*address, HttpMethod::Get);
    request.localHost = address->host();
    request.proxyUse = ProxyUse::Direct;
    const auto answer = sendAndWait(client, std::move(request));
    if (!answer) {
        return page;
    }
    page.status = answer->status;
    page.body = answer->body;
    for (const HttpHeader& header : answer->headers) {
        page.headers += header.name + ": " + header.value + '\n';
    }
    page.type = QString::fromLatin1(answer->header("content-type").value_or(QByteArray()));
    return page;
}

} // namespace

QList<CrawledPage> crawl(const QString& server, const QStringList& from, const QString& folder)
{
    QDir().mkpath(folder);
    CurlClient client;
    QStringList waiting = from;
    QSet<QString> known(from.begin(), from.end());
    QList<CrawledPage> pages;
    while (!waiting.isEmpty() && pages.size() < maxPages) {
        CrawledPage page = load(client, waiting.takeFirst());
        const QString name = folder + u'/' + QString::number(pages.size());
        samples::write(name + u".headers"_s, page.headers + page.url.toUtf8());
        samples::write(name + u".body"_s, page.body);
        if (!page.type.startsWith(u"image/"_s) && !page.type.startsWith(u"video/"_s)) {
            for (const QString& address : addressesIn(page.body)) {
                const QString url = server + address;
                if (!known.contains(url)) {
                    known.insert(url);
                    waiting += url;
                }
            }
        }
        pages += page;
    }
    return pages;
}

} // namespace raskadr::flows
