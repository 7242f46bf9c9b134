#include "ui/sharing/answerdrafts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostDrafts = 300;

} // namespace

QString AnswerDrafts::words(const CommentId& comment) const
{
    for (const auto& [id, words] : m_drafts) {
        if (id == comment.toString()) {
            return words;
        }
    }
    return {};
}

void AnswerDrafts::keep(const CommentId& comment, const QString& words)
{
    const QString kept = words.trimmed().isEmpty() ? QString() : words;
    if (comment.isNull() || this->words(comment) == kept) {
        return;
    }
    const QString key = comment.toString();
    m_drafts.removeIf([&](const auto& draft) { return draft.first == key; });
    if (!kept.isEmpty()) {
        m_drafts.append({key, kept});
    }
    while (m_drafts.size() > mostDrafts) {
        m_drafts.removeFirst();
    }
    Q_EMIT changed(comment);
}

QString AnswerDrafts::text() const
{
    QJsonArray kept;
    for (const auto& [id, words] : m_drafts) {
        kept.append(QJsonObject{{u"comment"_s, id}, {u"words"_s, words}});
    }
    return kept.isEmpty() ? QString()
                          : QString::fromUtf8(QJsonDocument(kept).toJson(QJsonDocument::Compact));
}

void AnswerDrafts::setText(const QString& text)
{
    m_drafts.clear();
    const QJsonArray kept = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const QJsonValue& draft : kept) {
        m_drafts.append({draft[u"comment"_s].toString(), draft[u"words"_s].toString()});
    }
}

} // namespace raskadr::ui
