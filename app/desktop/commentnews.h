#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

namespace raskadr::desktop {

// Turns comments that come in while nobody looks into one notice that grows, instead of one for
// each; looking at the window begins anew. The texts are strangers': they leave here as plain text,
// and with a desktop that reads markup in notices in mind. Main thread.
class CommentNews final : public QObject
{
    Q_OBJECT

public:
    struct Item
    {
        QString author;
        QString about; // «42 · Сигнальная ракета»
        QString text;
    };

    explicit CommentNews(QObject* parent = nullptr);

    void setWatched(bool watched); // somebody looks at the window
    // The window is locked: a number is told, and no names and words.
    void setDiscreet(bool on) { m_discreet = on; }
    void add(const QList<Item>& items);
    // What is due is told now; for tests.
    void flush();

Q_SIGNALS:
    // `text` has what a notice would read as markup escaped.
    void noticeDue(const QString& title, const QString& text);

private:
    QTimer m_delay; // several pages of one conversation are one notice
    bool m_watched = true;
    bool m_discreet = false;
    QList<Item> m_items;
};

} // namespace raskadr::desktop
