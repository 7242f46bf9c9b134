#include "commentstest.h"
#include "samples.h"

#include "ui/common/button.h"
#include "ui/common/chip.h"
#include "ui/common/dialog.h"
#include "ui/common/emptystate.h"
#include "ui/common/fields.h"
#include "ui/common/textlabels.h"
#include "ui/common/thumbnailcache.h"
#include "ui/sharing/answerdrafts.h"
#include "ui/sharing/commentmessage.h"
#include "ui/sharing/commentmodel.h"
#include "ui/sharing/commentspage.h"
#include "ui/sharing/commentthread.h"
#include "ui/sharing/commentwords.h"
#include "ui/sharing/shotcomments.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace raskadr;
using namespace raskadr::test;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList texts(const CommentModel& model)
{
    QStringList shown;
    for (int i = 0; i < model.rowCount(); ++i) {
        shown.append(model.row(i).comment.text);
    }
    return shown;
}

Button* button(const QWidget& in, const QString& text)
{
    for (Button* found : in.findChildren<Button*>()) {
        if (found->text() == text && found->isVisibleTo(&in)) {
            return found;
        }
    }
    return nullptr;
}

// The page on a screen, with these rows.
struct Screen
{
    explicit Screen(const QList<CommentRow>& rows)
        : thumbnails([](const QString&, int) { return QString(); })
        , page(thumbnails, [](const QString&) { return std::nullopt; })
    {
        page.resize(1120, 652);
        page.open();
        page.setRows(rows);
        page.show();
        page.activateWindow();
        list = page.findChild<QListView*>();
        thread = page.findChild<CommentThread*>();
    }
    QString shownThread() const
    {
        QStringList shown;
        for (const CommentMessage* message : thread->findChildren<CommentMessage*>()) {
            shown.append(message->row().comment.text);
        }
        return shown.join(u" | "_s);
    }

    ThumbnailCache thumbnails;
    CommentsPage page;
    QListView* list;
    CommentThread* thread;
};

} // namespace

void CommentsTest::unreadStandFirstAndKeepTheirPlaceWhileTheyAreRead()
{
    const Room room;
    const ShotId shot = ShotId::create();
    QList<CommentRow> rows{aComment(room, shot, u"Ann"_s, u"old and new"_s, 1),
                           aComment(room, shot, u"Ann"_s, u"read"_s, 2),
                           aComment(room, shot, u"Ann"_s, u"newest, read"_s, 3)};
    rows[1].comment.read = true;
    rows[2].comment.read = true;
    CommentModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRows(rows);
    QCOMPARE(texts(model), QStringList({u"old and new"_s, u"newest, read"_s, u"read"_s}));
    rows[0].comment.read = true;
    model.setRows(rows);
    QCOMPARE(texts(model).first(), u"old and new"_s);
    model.beginVisit();
    QCOMPARE(texts(model), QStringList({u"newest, read"_s, u"read"_s, u"old and new"_s}));
}

void CommentsTest::answersStandInTheThreadAndNotInTheList()
{
    const Room room;
    const Room other{ShareId::create(), u"Director"_s};
    const ShotId shot = ShotId::create();
    const CommentRow first = aComment(room, shot, u"Ann"_s, u"first"_s, 1);
    const CommentRow second = aComment(room, shot, u"Bob"_s, u"second"_s, 2);
    const CommentRow answer = anAnswer(first, u"answer"_s, 3);
    const CommentRow elsewhere = aComment(other, shot, u"Zoe"_s, u"over another link"_s, 4);
    CommentModel model;
    model.setRows({elsewhere, answer, second, first});
    QCOMPARE(model.rowCount(), 3);
    QStringList talk;
    for (const CommentRow& row : model.thread(second)) {
        talk.append(row.comment.text);
    }
    QCOMPARE(talk, QStringList({u"first"_s, u"answer"_s, u"second"_s}));
}

void CommentsTest::filtersAndSearchCountWhatTheyShow()
{
    const Room room;
    const ShotId shot = ShotId::create();
    QList<CommentRow> rows{aComment(room, shot, u"Ann"_s, u"the umbrella"_s, 1),
                           aComment(room, shot, u"Bob"_s, u"the sea"_s, 2),
                           aComment(room, shot, u"Bob"_s, QString(), 3)};
    rows[0].comment.resolved = true;
    rows[0].comment.read = true;
    rows[2].comment.kind = CommentKind::Verdict;
    rows[2].comment.verdict = Verdict::Accepted;
    CommentModel model;
    model.setRows(rows);
    QCOMPARE(model.countOf(CommentFilter::All), 3);
    QCOMPARE(model.countOf(CommentFilter::Unread), 2);
    QCOMPARE(model.countOf(CommentFilter::Open), 1);
    QCOMPARE(model.countOf(CommentFilter::Resolved), 1);
    model.setFilter(CommentFilter::Open);
    QCOMPARE(texts(model), QStringList(u"the sea"_s));
    model.setFilter(CommentFilter::All);
    model.setSearch(u"UMBR"_s);
    QCOMPARE(texts(model), QStringList(u"the umbrella"_s));
    model.setSearch(u"bob"_s);
    QCOMPARE(model.rowCount(), 2);
}

void CommentsTest::rowsComeAndGoInAnyOrder()
{
    const Room room;
    const ShotId shot = ShotId::create();
    QRandomGenerator random(7);
    QList<CommentRow> all;
    for (int i = 0; i < 40; ++i) {
        all.append(aComment(room, shot, u"Ann"_s, QString::number(i), random.bounded(1000)));
        all.last().comment.read = random.bounded(2) == 0;
    }
    CommentModel model;
    const QAbstractItemModelTester tester(&model);
    for (int round = 0; round < 60; ++round) {
        QList<CommentRow> some;
        for (CommentRow& row : all) {
            if (random.bounded(3) == 0) {
                row.comment.resolved = !row.comment.resolved;
            }
            if (random.bounded(4) != 0) {
                some.append(row);
            }
        }
        model.setRows(some);
        if (round % 5 == 0) {
            model.setFilter(static_cast<CommentFilter>(random.bounded(4)));
        }
        for (int i = 1; i < model.rowCount(); ++i) {
            QVERIFY(model.row(i).comment.id != model.row(i - 1).comment.id);
        }
    }
    model.setFilter(CommentFilter::All);
    model.setRows(all);
    QCOMPARE(model.rowCount(), 40);
}

void CommentsTest::whatTheGuestSawIsNamedBesideWhatIsThere()
{
    CommentRow row = aComment({}, ShotId::create(), u"Ann"_s, u"text"_s, 1);
    QCOMPARE(commentVersionText(row), QString());
    row.comment.seenNumber = 12;
    row.number = 14;
    row.isCurrent = false;
    QCOMPARE(commentVersionText(row), u"shot 12 on the page, now 14"_s); // there was no picture
    row.seenSha256 = u"abc"_s;
    row.seenPublishedMs = QDate(2026, 5, 12).startOfDay().toMSecsSinceEpoch();
    QCOMPARE(commentVersionText(row), u"shot 12 on the page, now 14 · on the version of 12.05"_s);
    row.number = 0;
    QCOMPARE(commentVersionText(row), u"the shot is not in the film any more"_s);
    QCOMPARE(commentShotText(row), u"12 · Flare"_s);
}

void CommentsTest::anAnswerLeavesWithItsCommentAndTheFieldIsEmpty()
{
    const Room room;
    const ShotId shot = ShotId::create();
    const CommentRow row = aComment(room, shot, u"Ann"_s, u"the umbrella"_s, 1);
    Screen screen({row});
    QSignalSpy answers(&screen.page, &CommentsPage::answered);
    auto* field = screen.thread->findChild<TextArea*>();
    QTest::keyClicks(field, u"Done, look again"_s);
    QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(answers.size(), 1);
    QCOMPARE(answers.first().at(0).value<CommentId>(), row.comment.id);
    QCOMPARE(answers.first().at(1).toString(), u"Done, look again"_s);
    QVERIFY(field->text().isEmpty());
    // An empty one is none.
    QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(answers.size(), 1);
}

void CommentsTest::aTypedAnswerStaysWithItsComment()
{
    const Room room;
    const CommentRow one = aComment(room, ShotId::create(), u"Ann"_s, u"one"_s, 1);
    const CommentRow two = aComment(room, ShotId::create(), u"Bob"_s, u"two"_s, 2);
    Screen screen({one, two});
    auto* field = screen.thread->findChild<TextArea*>();
    screen.page.reveal(one.comment.id, true);
    QTest::keyClicks(field, u"half a sentence"_s);
    screen.page.reveal(two.comment.id, true);
    QVERIFY(field->text().isEmpty());
    screen.page.setRows({one, two, aComment(room, ShotId::create(), u"Zoe"_s, u"three"_s, 3)});
    screen.page.reveal(one.comment.id, true);
    QCOMPARE(field->text(), u"half a sentence"_s);
}

void CommentsTest::anAnswerBegunInOnePlaceGoesOnInTheOther()
{
    const Room room;
    const CommentRow row = aComment(room, ShotId::create(), u"Ann"_s, u"one"_s, 1);
    AnswerDrafts drafts;
    drafts.keep(row.comment.id, u"from yesterday"_s);
    Screen screen({row});
    screen.page.setDrafts(drafts);
    screen.page.reveal(row.comment.id, true);
    auto* field = screen.thread->findChild<TextArea*>();
    QCOMPARE(field->text(), u"from yesterday"_s);
    ShotComments inShot;
    inShot.setDrafts(drafts);
    inShot.setRows(row.comment.shotId, {row}, {});
    auto* other = inShot.findChild<TextArea*>();
    QCOMPARE(other->text(), u"from yesterday"_s);
    other->setText(u"from today"_s);
    QCOMPARE(field->text(), u"from today"_s);
    QCOMPARE(drafts.words(row.comment.id), u"from today"_s);
    QSignalSpy answered(&screen.page, &CommentsPage::answered);
    QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(answered.size(), 1);
    QVERIFY(other->text().isEmpty());
    QVERIFY(drafts.text().isEmpty());
}

void CommentsTest::draftsAreOneText()
{
    AnswerDrafts drafts;
    QSignalSpy changed(&drafts, &AnswerDrafts::changed);
    const CommentId one = CommentId::create();
    const CommentId two = CommentId::create();
    drafts.keep(one, u"yes,\n\"soon\""_s);
    drafts.keep(two, u"  "_s);
    drafts.keep(one, u"yes,\n\"soon\""_s);
    QCOMPARE(changed.size(), 1);
    AnswerDrafts later;
    later.setText(drafts.text());
    QCOMPARE(later.words(one), u"yes,\n\"soon\""_s);
    QVERIFY(later.words(two).isEmpty());
    later.setText(u"no JSON"_s);
    QVERIFY(later.words(one).isEmpty());
    for (int i = 0; i < 400; ++i) {
        later.keep(CommentId::create(), u"words"_s);
    }
    later.keep(two, u"newest"_s);
    QCOMPARE(later.words(two), u"newest"_s);
    QVERIFY(later.text().size() < 400 * 60);
}

void CommentsTest::overARevokedLinkNothingIsAnswered()
{
    const Room room;
    const CommentRow row = aComment(room, ShotId::create(), u"Ann"_s, u"one"_s, 1);
    Screen screen({row});
    QVERIFY(button(screen.page, u"Answer"_s));
    screen.page.setClosed({{room.id, u"The link was revoked."_s}});
    QVERIFY(!button(screen.page, u"Answer"_s));
    QVERIFY(!button(screen.page, u"Resolve"_s));
    QVERIFY(!screen.thread->findChild<TextArea*>()->isVisibleTo(&screen.page));
}

void CommentsTest::resolvingGoesByButtonAndByKey()
{
    const Room room;
    const CommentRow row = aComment(room, ShotId::create(), u"Ann"_s, u"one"_s, 1);
    Screen screen({row});
    QSignalSpy resolved(&screen.page, &CommentsPage::resolved);
    button(screen.page, u"Resolve"_s)->click();
    QTest::keyClick(screen.list, Qt::Key_R);
    QCOMPARE(resolved.size(), 2);
    QCOMPARE(resolved.first().at(1).toBool(), true);
}

void CommentsTest::whatIsLookedAtIsMarkedAsRead()
{
    const Room room;
    const ShotId shot = ShotId::create();
    const CommentRow one = aComment(room, shot, u"Ann"_s, u"one"_s, 1);
    const CommentRow two = aComment(room, shot, u"Ann"_s, u"two"_s, 2);
    const CommentRow other = aComment(room, ShotId::create(), u"Ann"_s, u"elsewhere"_s, 3);
    Screen screen({one, two, other});
    QVERIFY(QTest::qWaitForWindowActive(&screen.page));
    QSignalSpy read(&screen.page, &CommentsPage::readMarked);
    screen.page.reveal(one.comment.id, false);
    QTRY_COMPARE(read.size(), 1);
    // The whole talk about the shot is on the screen, and nothing else.
    const auto ids = read.first().first().value<QList<CommentId>>();
    QCOMPARE(QSet<CommentId>(ids.begin(), ids.end()),
             QSet<CommentId>({one.comment.id, two.comment.id}));
}

void CommentsTest::noTextIsReadAsMarkup_data()
{
    QTest::addColumn<QString>("text");
    const QStringList payloads{u"<img src=\"file:///etc/passwd\">"_s,
                               u"<b>bold</b>"_s,
                               u"<a href=\"http://127.0.0.1:1/\">click</a>"_s,
                               u"<html><body bgcolor=red>red</body></html>"_s,
                               u"<table border=9><tr><td>x</td></tr></table>"_s,
                               u"<?xml version=\"1.0\"?><svg onload=\"x()\"/>"_s,
                               u"&lt;b&gt;&amp;"_s,
                               u"\u202Eright to left\u200B"_s,
                               u"<font size=72>large</font>"_s,
                               u"<meta http-equiv=refresh content=0>"_s};
    // As they are, and in everything that makes a guesser of formats change its mind.
    const QStringList around{u"%1"_s,
                             u"text %1 text"_s,
                             u"%1\n%1"_s,
                             u"<html>%1"_s,
                             u"<!DOCTYPE html>%1"_s,
                             u"<p>%1</p>"_s,
                             u"<qt>%1</qt>"_s,
                             u"\n\n%1"_s,
                             u"<pre>%1</pre>"_s,
                             u"&lt;%1&gt;"_s,
                             u"<span style=\"font-size:90px\">%1</span>"_s,
                             u"<ul><li>%1</ul>"_s,
                             u"<h1>%1</h1>"_s,
                             u"<?xml version=\"1.0\"?>%1"_s,
                             u"<center>%1"_s,
                             u"<hr>%1"_s,
                             u"<br>%1<br>"_s,
                             u"<u>%1</u>"_s,
                             u"<img src=qrc:/x>%1"_s,
                             u"<body>%1"_s};
    int number = 0;
    for (const QString& payload : payloads) {
        for (const QString& words : around) {
            QTest::newRow(qPrintable(QString::number(++number))) << words.arg(payload);
        }
    }
}

void CommentsTest::noTextIsReadAsMarkup()
{
    QFETCH(QString, text);
    const Room room{ShareId::create(), text};
    CommentRow row = aComment(room, ShotId::create(), text, text, 1);
    row.title = text;
    row.comment.seenTitle = text;
    Screen screen({row});
    // Every label shows plain text, and what it shows is what was written.
    bool found = false;
    for (const QLabel* label : screen.page.findChildren<QLabel*>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        found = found || label->text() == text;
    }
    QVERIFY(found);
    for (const QTextEdit* edit : screen.page.findChildren<QTextEdit*>()) {
        QVERIFY(!edit->acceptRichText() || edit->toPlainText().isEmpty());
    }
    // As high as plain text is: a tag that worked would change that.
    const CommentMessage* message = screen.thread->findChild<CommentMessage*>();
    QVERIFY(message);
    QVERIFY(message->sizeHint().height() < 300);
}

void CommentsTest::linksOfGuestsOpenAfterAQuestion()
{
    QCOMPARE(
        addressesIn(u"see https://a.example/x, (http://b.example) and ftp://c file:///etc/passwd "
                    "javascript:alert(1)"_s),
        QList<QUrl>({QUrl(u"https://a.example/x"_s), QUrl(u"http://b.example"_s)}));
    QWidget window;
    window.show();
    askToOpen(&window, QUrl(u"https://a.example/x"_s));
    Dialog* question = Dialog::topmost(&window);
    QVERIFY(question);
    bool named = false;
    for (const QLabel* label : question->findChildren<QLabel*>()) {
        named = named || label->text().contains(u"https://a.example/x"_s);
    }
    QVERIFY(named);
    question->reject();
}

void CommentsTest::aRefusedAnswerComesBackIntoTheField()
{
    const Room room;
    const CommentRow row = aComment(room, ShotId::create(), u"Ann"_s, u"one"_s, 1);
    CommentRow answer = anAnswer(row, u"my answer"_s, 2);
    answer.delivery = CommentDelivery::Refused;
    answer.refusal = u"The link is gone."_s;
    Screen screen({row, answer});
    screen.page.reveal(row.comment.id, false);
    QSignalSpy dismissed(&screen.page, &CommentsPage::dismissed);
    button(*screen.thread, u"Back into the field"_s)->click();
    QCOMPARE(dismissed.size(), 1);
    QCOMPARE(dismissed.first().first().value<CommentId>(), answer.comment.id);
    QCOMPARE(screen.thread->findChild<TextArea*>()->text(), u"my answer"_s);
}

void CommentsTest::whatIsBeingTypedStaysWhenARefusedAnswerComesBack()
{
    const Room room;
    const CommentRow row = aComment(room, ShotId::create(), u"Ann"_s, u"one"_s, 1);
    CommentRow answer = anAnswer(row, u"my answer"_s, 2);
    answer.delivery = CommentDelivery::Refused;
    Screen screen({row, answer});
    screen.page.reveal(row.comment.id, true);
    auto* field = screen.thread->findChild<TextArea*>();
    QTest::keyClicks(field, u"half a sentence"_s);
    button(*screen.thread, u"Back into the field"_s)->click();
    QCOMPARE(field->text(), u"half a sentence\n\nmy answer"_s);
}

void CommentsTest::anEmptyPageSaysWhatToDo()
{
    Screen screen({});
    QVERIFY(screen.page.findChild<EmptyState*>()->isVisible());
    screen.page.setSharable(true);
    QSignalSpy share(&screen.page, &CommentsPage::shareRequested);
    button(screen.page, u"Share"_s)->click();
    QCOMPARE(share.size(), 1);
}

void CommentsTest::everyControlHasAName()
{
    const Room room;
    const ShotId shot = ShotId::create();
    const CommentRow row = aComment(room, shot, u"Ann"_s, u"one"_s, 1);
    Screen screen({row, anAnswer(row, u"answer"_s, 2)});
    for (const QAbstractButton* control : screen.page.findChildren<QAbstractButton*>()) {
        if (control->isVisible()) {
            QVERIFY2(!control->text().isEmpty() || !control->accessibleName().isEmpty(),
                     control->metaObject()->className());
        }
    }
    const QModelIndex index = screen.list->model()->index(0, 0);
    const QString spoken = index.data(Qt::AccessibleTextRole).toString();
    for (const QString& part : {u"Ann"_s, u"one"_s, u"42 · Flare"_s, u"New"_s, u"Client"_s}) {
        QVERIFY2(spoken.contains(part), qPrintable(spoken));
    }
}

void CommentsTest::insideTheShotTheSameTalkIsShown()
{
    const Room room;
    const ShotId shot = ShotId::create();
    const CommentRow row = aComment(room, shot, u"Ann"_s, u"one"_s, 1);
    QWidget window;
    auto* panel = new ShotComments(&window);
    panel->toggle()->setParent(&window);
    panel->setRows(shot, {}, {});
    QVERIFY(!panel->isVisibleTo(&window));
    QVERIFY(panel->toggle()->isHidden());
    // Something unread waits: it opens by itself, with the next shot that has some.
    panel->setRows(ShotId::create(), {row}, {});
    QVERIFY(panel->isVisibleTo(&window));
    QCOMPARE(panel->toggle()->count(), 1);
    QSignalSpy resolved(panel, &ShotComments::resolved);
    button(*panel, u"Resolve"_s)->click();
    QCOMPARE(resolved.size(), 1);
    CommentRow read = row;
    read.comment.read = true;
    panel->setRows(ShotId::create(), {read}, {});
    QVERIFY(!panel->isVisibleTo(&window));
    QVERIFY(!panel->toggle()->isHidden());
}
