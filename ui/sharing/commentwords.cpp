#include "ui/sharing/commentwords.h"

#include "ui/common/dialog.h"
#include "ui/common/format.h"
#include "ui/common/labels.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDesktopServices>
#include <QRegularExpression>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

class CommentsWords
{
    Q_DECLARE_TR_FUNCTIONS(Comments)
};

constexpr int mostAddresses = 5;

QString numbered(int number, const QString& title)
{
    return title.isEmpty() ? CommentsWords::tr("Shot %1").arg(number)
                           : u"%1 · %2"_s.arg(number).arg(title);
}

} // namespace

QString verdictIcon(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Accepted:
        return u"check"_s;
    case Verdict::Changes:
        return u"edit"_s;
    case Verdict::None:
        break;
    }
    return u"undo"_s;
}

TextRole verdictRole(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Accepted:
        return TextRole::Done;
    case Verdict::Changes:
        return TextRole::Warn;
    case Verdict::None:
        break;
    }
    return TextRole::Secondary;
}

QString commentText(const Comment& comment)
{
    if (comment.deletedMs > 0) {
        return CommentsWords::tr("The comment was deleted by its author.");
    }
    return comment.kind == CommentKind::Verdict ? verdictText(comment.verdict) : comment.text;
}

QString commentShotText(const CommentRow& row)
{
    return row.number > 0 ? numbered(row.number, row.title)
                          : numbered(row.comment.seenNumber, row.comment.seenTitle);
}

QString commentVersionText(const CommentRow& row)
{
    QStringList parts;
    if (row.number == 0) {
        parts.append(CommentsWords::tr("the shot is not in the film any more"));
    } else if (row.number != row.comment.seenNumber && row.comment.seenNumber > 0) {
        parts.append(CommentsWords::tr("shot %1 on the page, now %2")
                         .arg(row.comment.seenNumber)
                         .arg(row.number));
    }
    const bool older = !row.isCurrent && !row.seenSha256.isEmpty();
    if (older && row.number > 0 && row.seenPublishedMs > 0) {
        const QDate day = QDateTime::fromMSecsSinceEpoch(row.seenPublishedMs).date();
        parts.append(CommentsWords::tr("on the version of %1").arg(day.toString(u"dd.MM"_s)));
    }
    return parts.join(u" · "_s);
}

QString commentSpokenText(const CommentRow& row)
{
    const Comment& comment = row.comment;
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(comment.createdMs);
    QStringList parts{
        u"%1, %2"_s.arg(comment.author, dateTimeText(when, QDateTime::currentDateTime()))};
    if (!comment.read && !comment.own) {
        parts.append(CommentsWords::tr("New"));
    }
    if (comment.resolved) {
        parts.append(CommentsWords::tr("Resolved"));
    }
    if (comment.atMs >= 0) {
        parts.append(timecodeText(comment.atMs));
    }
    parts.append(commentText(comment));
    parts.append(commentShotText(row));
    if (const QString version = commentVersionText(row); !version.isEmpty()) {
        parts.append(version);
    }
    parts.append(CommentsWords::tr("Link: %1").arg(row.shareName));
    return parts.join(u". "_s);
}

QList<QUrl> addressesIn(const QString& text)
{
    static const QRegularExpression pattern(u"https?://[^\\s<>\"«»]+"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    QList<QUrl> found;
    auto matches = pattern.globalMatch(text);
    while (matches.hasNext() && found.size() < mostAddresses) {
        QString address = matches.next().captured();
        while (!address.isEmpty() && QStringView(u".,;:!?)").contains(address.back())) {
            address.chop(1);
        }
        const QUrl url(address, QUrl::StrictMode);
        if (url.isValid() && !url.host().isEmpty() && !found.contains(url)) {
            found.append(url);
        }
    }
    return found;
}

void askToOpen(QWidget* anywhere, const QUrl& address)
{
    auto* question = Dialog::ask(
        anywhere, CommentsWords::tr("Open the link in the browser?"),
        CommentsWords::tr(
            "The link stands in a comment, and the program does not know what is behind it:\n%1")
            .arg(QString::fromLatin1(address.toEncoded())),
        CommentsWords::tr("Open"));
    QObject::connect(question, &Dialog::accepted, question,
                     [address] { QDesktopServices::openUrl(address); });
}

} // namespace raskadr::ui
