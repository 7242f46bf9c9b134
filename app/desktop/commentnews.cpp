#include "app/desktop/commentnews.h"

#include <algorithm>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int delayMs = 1200;
constexpr int mostText = 200;
constexpr int mostAuthors = 3;

} // namespace

CommentNews::CommentNews(QObject* parent)
    : QObject(parent)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(delayMs);
    connect(&m_delay, &QTimer::timeout, this, &CommentNews::flush);
}

void CommentNews::setWatched(bool watched)
{
    m_watched = watched;
    m_items.clear();
    m_delay.stop();
}

void CommentNews::add(const QList<Item>& items)
{
    if (m_watched || items.isEmpty()) {
        return;
    }
    m_items += items;
    if (!m_delay.isActive()) {
        m_delay.start();
    }
}

void CommentNews::flush()
{
    m_delay.stop();
    if (m_watched || m_items.isEmpty()) {
        return;
    }
    if (m_discreet) {
        Q_EMIT noticeDue(tr("%n new comment(s)", nullptr, static_cast<int>(m_items.size())), {});
        return;
    }
    if (m_items.size() == 1) {
        const Item& item = m_items.first();
        QString text = item.text.simplified();
        if (text.size() > mostText) {
            text = text.left(mostText) + u'…';
        }
        Q_EMIT noticeDue(tr("%1: %2").arg(item.author, item.about), text.toHtmlEscaped());
        return;
    }
    QStringList authors;
    for (auto item = m_items.crbegin(); item != m_items.crend(); ++item) {
        if (!authors.contains(item->author)) {
            authors.append(item->author);
        }
    }
    QString names = QStringList(authors.mid(0, mostAuthors)).join(u", "_s);
    if (authors.size() > mostAuthors) {
        names = tr("%1 and others").arg(names);
    }
    Q_EMIT noticeDue(tr("%n new comment(s)", nullptr, static_cast<int>(m_items.size())),
                     names.toHtmlEscaped());
}

} // namespace raskadr::desktop
