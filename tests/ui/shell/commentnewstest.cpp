#include "app/desktop/commentnews.h"

#include <QSignalSpy>
#include <QTest>

using namespace raskadr::desktop;
using namespace Qt::Literals::StringLiterals;

class CommentNewsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyCommentsAreOneNotice()
    {
        CommentNews news;
        QSignalSpy notices(&news, &CommentNews::noticeDue);
        news.setWatched(false);
        for (int i = 0; i < 40; ++i) {
            news.add({{u"Guest %1"_s.arg(i % 5), u"12 · Bridge"_s, u"text"_s}});
        }
        news.flush();
        QCOMPARE(notices.size(), 1);
        QVERIFY(notices.first().first().toString().contains(u"40"_s));
    }

    void oneCommentIsToldWithItsWords()
    {
        CommentNews news;
        QSignalSpy notices(&news, &CommentNews::noticeDue);
        news.setWatched(false);
        news.add({{u"Ann"_s, u"12 · Bridge"_s, u"Too dark\nfor me"_s}});
        news.flush();
        QCOMPARE(notices.first().at(0).toString(), u"Ann: 12 · Bridge"_s);
        QCOMPARE(notices.first().at(1).toString(), u"Too dark for me"_s);
    }

    void behindALockOnlyTheNumberIsTold()
    {
        CommentNews news;
        QSignalSpy notices(&news, &CommentNews::noticeDue);
        news.setWatched(false);
        news.setDiscreet(true);
        news.add({{u"Ann"_s, u"12 · Bridge"_s, u"Too dark for me"_s}});
        news.flush();
        QCOMPARE(notices.size(), 1);
        const QString told = notices.first().at(0).toString() + notices.first().at(1).toString();
        QVERIFY(told.contains(u'1'));
        for (const QString& secret : {u"Ann"_s, u"Bridge"_s, u"dark"_s}) {
            QVERIFY(!told.contains(secret));
        }
    }

    void theDesktopReadsNoMarkupInIt()
    {
        CommentNews news;
        QSignalSpy notices(&news, &CommentNews::noticeDue);
        news.setWatched(false);
        news.add(
            {{u"Ann"_s, u"12"_s, u"<img src=\"file:///etc/passwd\"><a href=\"http://x\">x</a>"_s}});
        news.flush();
        news.add({{u"<b>Bob</b>"_s, u"12"_s, u"x"_s}});
        news.flush();
        for (const QList<QVariant>& notice : notices) {
            QVERIFY(!notice.at(1).toString().contains(u'<'));
        }
    }

    void whoLooksIsToldNothing()
    {
        CommentNews news;
        QSignalSpy notices(&news, &CommentNews::noticeDue);
        news.add({{u"Ann"_s, u"12"_s, u"x"_s}});
        news.flush();
        news.setWatched(false);
        news.add({{u"Ann"_s, u"12"_s, u"x"_s}});
        news.setWatched(true);
        news.flush();
        QCOMPARE(notices.size(), 0);
    }
};

QTEST_GUILESS_MAIN(CommentNewsTest)
#include "commentnewstest.moc"
