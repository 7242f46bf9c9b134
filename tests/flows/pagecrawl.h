#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace raskadr::flows {

// What one address answered: every header and the body, as files below a folder.
struct CrawledPage
{
    QString url;
    int status = 0;
    QByteArray headers;
    QByteArray body;
    QString type;
};

// Everything that a guest can load, beginning with these addresses: follows every address of the
// same server that stands in what comes back, and keeps each answer as two files in `folder`.
QList<CrawledPage> crawl(const QString& server, const QStringList& from, const QString& folder);

} // namespace raskadr::flows
