#include "sharetest.h"
#include "samples.h"

#include "ui/common/button.h"
#include "ui/common/fields.h"
#include "ui/common/serverlogin.h"
#include "ui/common/switch.h"
#include "ui/common/thumbnailcache.h"
#include "ui/sharing/notestrip.h"
#include "ui/sharing/qrview.h"
#include "ui/sharing/sharedialog.h"
#include "ui/sharing/sharelinkbox.h"
#include "ui/sharing/shareprogressbox.h"
#include "ui/sharing/sharesettings.h"
#include "ui/sharing/sharewaybox.h"
#include "ui/sharing/sharewords.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QDateEdit>
#include <QGuiApplication>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace raskadr;
using namespace raskadr::test;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(raskadr::ui::ShareWish)

namespace {

struct Bench
{
    Bench()
        : thumbnails([](const QString&, int) { return QString(); })
    {
        window.resize(1280, 800);
        window.show();
        dialog = new ShareDialog(&window, thumbnails);
    }
    void show(const QList<ShareLine>& lines, const ShareGround& ground = aGround())
    {
        dialog->setGround(ground);
        dialog->setLines(lines);
        dialog->choose(lines.isEmpty() ? ShareId() : lines.last().share.id);
        dialog->open();
    }
    Button* button(const QString& text) const
    {
        for (Button* found : dialog->findChildren<Button*>()) {
            if (found->text() == text && found->isVisible()) {
                return found;
            }
        }
        return nullptr;
    }
    TextField* field(const QString& label) const
    {
        for (TextField* found : dialog->findChildren<TextField*>()) {
            if (found->label() == label) {
                return found;
            }
        }
        return nullptr;
    }
    template <class T>
    T* named(const QString& name) const
    {
        for (T* found : dialog->findChildren<T*>()) {
            if (found->accessibleName() == name || found->property("text").toString() == name) {
                return found;
            }
        }
        return nullptr;
    }

    QWidget window;
    ThumbnailCache thumbnails;
    ShareDialog* dialog;
};

} // namespace

void ShareTest::aNewLinkAsksForWhatItNeeds()
{
    Bench bench;
    bench.show({});
    QSignalSpy wishes(bench.dialog, &ShareDialog::publishRequested);
    QCOMPARE(bench.field(u"Name of the link"_s)->text(), u"Client"_s);
    QCOMPARE(bench.field(u"Title on the page"_s)->text(), u"The Last Lighthouse"_s);
    bench.field(u"Title on the page"_s)->setText({});
    bench.button(u"Publish"_s)->click();
    QCOMPARE(wishes.size(), 0);
    QVERIFY(!bench.field(u"Title on the page"_s)->error().isEmpty());
    bench.field(u"Title on the page"_s)->setText(u"Rough cut"_s);
    bench.named<Switch>(u"Password"_s)->click();
    bench.button(u"Publish"_s)->click();
    QCOMPARE(wishes.size(), 0);
    bench.named<PasswordEdit>(u"Password"_s)->setText(u"mayak-2211"_s);
    bench.button(u"Publish"_s)->click();
    QCOMPARE(wishes.size(), 1);
}

void ShareTest::whatWasTypedIsNotLostByAKey()
{
    Bench bench;
    bench.show({});
    QVERIFY(!bench.dialog->hasUnsaved());
    auto* greeting = bench.named<TextArea>(u"Greeting"_s);
    greeting->setText(u"Hello"_s);
    QVERIFY(bench.dialog->hasUnsaved());
    bench.dialog->reject();
    QVERIFY(Dialog::topmost(&bench.window) != bench.dialog);
    Dialog::topmost(&bench.window)->reject();
    QCOMPARE(greeting->text(), u"Hello"_s);
    // On its way it is nobody's to lose.
    bench.dialog->setBusy(true);
    QVERIFY(!bench.dialog->hasUnsaved());
    bench.dialog->reject();
    QCOMPARE(Dialog::topmost(&bench.window), nullptr);
}

void ShareTest::whatIsTypedIsWhatIsWished()
{
    Bench bench;
    ShareGround ground = aGround();
    ground.selected = {ShotId::create(), ShotId::create()};
    bench.show({}, ground);
    QSignalSpy wishes(bench.dialog, &ShareDialog::publishRequested);
    bench.field(u"Name of the link"_s)->setText(u"  Producer  two "_s);
    bench.named<TextArea>(u"Greeting"_s)->setText(u"Hello!\nLook at 17."_s);
    bench.named<QRadioButton>(u"Selected"_s)->click();
    bench.named<Switch>(u"Allow downloads"_s)->click();
    bench.named<Switch>(u"Open until"_s)->click();
    const QDate last = QDate::currentDate().addDays(3);
    bench.dialog->findChild<QDateEdit*>()->setDate(last);
    bench.field(u"Readable end of the address"_s)->setText(u"Last-Lighthouse"_s);
    // Guests know the producer as the account does, until something else is typed.
    QCOMPARE(bench.field(u"Your name for guests"_s)->text(), u"Vera Kim"_s);
    bench.field(u"Your name for guests"_s)->setText(u" Vera "_s);
    bench.button(u"Publish"_s)->click();
    QCOMPARE(wishes.size(), 1);
    const auto wish = wishes.first().first().value<ShareWish>();
    QCOMPARE(wish.way, ShareWay::Server);
    QCOMPARE(wish.serverId, ground.servers.first().server.id);
    QCOMPARE(wish.name, u"Producer two"_s);
    QCOMPARE(wish.options.greeting, u"Hello!\nLook at 17."_s);
    QCOMPARE(wish.options.scope, ShareScope::Selected);
    QCOMPARE(wish.options.selected, ground.selected);
    QVERIFY(wish.options.canComment);
    QVERIFY(wish.options.canDownload);
    QCOMPARE(wish.options.tail, u"last-lighthouse"_s);
    QCOMPARE(wish.options.producer, u"Vera"_s);
    QCOMPARE(wish.lastDay, last);
    QVERIFY(!wish.password);
    // It waits for what comes of it.
    QVERIFY(!bench.button(u"Publish"_s)->isEnabled());
}

void ShareTest::withoutASignInNothingIsPublished()
{
    Bench bench;
    ShareGround ground = aGround();
    ground.servers.clear();
    bench.show({}, ground);
    QSignalSpy wishes(bench.dialog, &ShareDialog::publishRequested);
    bench.button(u"Publish"_s)->click();
    QCOMPARE(wishes.size(), 0);
    QVERIFY(bench.dialog->login().isVisible());
    // Signed in.
    bench.dialog->setGround(aGround());
    QVERIFY(!bench.dialog->login().isVisible());
    bench.button(u"Publish"_s)->click();
    QCOMPARE(wishes.size(), 1);
}

void ShareTest::aFolderHasNoGuests()
{
    Bench bench;
    bench.show({});
    QSignalSpy wishes(bench.dialog, &ShareDialog::publishRequested);
    QSignalSpy folders(bench.dialog, &ShareDialog::folderRequested);
    bench.named<QRadioButton>(u"Folder"_s)->click();
    QVERIFY(!bench.named<Switch>(u"Allow comments and decisions"_s)->isVisible());
    bench.button(u"Publish"_s)->click();
    QCOMPARE(wishes.size(), 0);
    bench.button(u"Choose…"_s)->click();
    QCOMPARE(folders.size(), 1);
    QCOMPARE(folders.first().at(1).toString(), u"The Last Lighthouse"_s);
    bench.dialog->setFolder(u"/home/vera/page"_s);
    bench.button(u"Publish"_s)->click();
    QCOMPARE(wishes.size(), 1);
    const auto wish = wishes.first().first().value<ShareWish>();
    QCOMPARE(wish.folder, u"/home/vera/page"_s);
    QVERIFY(!wish.options.canComment);
}

void ShareTest::aStalePageOffersItsUpdate()
{
    Bench bench;
    ShareLine line = aLink(u"Client"_s);
    line.stale = 5;
    bench.show({line});
    QVERIFY(bench.dialog->findChild<NoteStrip*>()->sentence().contains(u'5'));
    QSignalSpy updates(bench.dialog, &ShareDialog::updateRequested);
    bench.button(u"Update"_s)->click();
    QCOMPARE(updates.size(), 1);
    line.stale = 0;
    bench.dialog->setLines({line});
    QVERIFY(!bench.button(u"Update"_s));
    QVERIFY(!bench.dialog->findChild<NoteStrip*>()->isVisible());
}

void ShareTest::changedSettingsAreSaved()
{
    Bench bench;
    const ShareLine line = aLink(u"Client"_s);
    bench.show({line});
    QVERIFY(bench.named<QRadioButton>(u"Only with a headliner"_s)->isChecked());
    QVERIFY(!bench.button(u"Save"_s));
    QSignalSpy changes(bench.dialog, &ShareDialog::changeRequested);
    bench.named<Switch>(u"Allow comments and decisions"_s)->click();
    bench.button(u"Save"_s)->click();
    QCOMPARE(changes.size(), 1);
    QVERIFY(!changes.first().at(1).value<ShareWish>().options.canComment);
    QCOMPARE(changes.first().at(2).toBool(), false);
    // Other shots are a new revision.
    bench.dialog->setBusy(false);
    bench.named<QRadioButton>(u"All"_s)->click();
    bench.button(u"Save"_s)->click();
    QCOMPARE(changes.last().at(2).toBool(), true);
}

void ShareTest::anUntouchedPasswordStays()
{
    Bench bench;
    ShareLine line = aLink(u"Client"_s);
    line.share.options.hasPassword = true;
    bench.show({line});
    QSignalSpy changes(bench.dialog, &ShareDialog::changeRequested);
    bench.named<Switch>(u"Allow downloads"_s)->click();
    bench.button(u"Save"_s)->click();
    QVERIFY(!changes.last().at(1).value<ShareWish>().password);
    bench.dialog->setBusy(false);
    bench.named<Switch>(u"Password"_s)->click();
    bench.button(u"Save"_s)->click();
    QCOMPARE(changes.last().at(1).value<ShareWish>().password, QString());
    QVERIFY(changes.last().at(1).value<ShareWish>().password.has_value());
}

void ShareTest::anotherPasswordIsSavedOnce()
{
    Bench bench;
    ShareLine line = aLink(u"Client"_s);
    line.share.options.hasPassword = true;
    bench.show({line});
    auto* password = bench.named<PasswordEdit>(u"Password"_s);
    QTest::keyClicks(password, u"mayak-2212"_s);
    bench.button(u"Save"_s)->click();
    QVERIFY(!bench.button(u"Save"_s)->isEnabled());
    bench.dialog->showChanged(line.share);
    bench.dialog->setLines({line});
    QVERIFY(password->text().isEmpty());
    QVERIFY(!bench.button(u"Save"_s));
    QVERIFY(!bench.dialog->hasUnsaved());
}

void ShareTest::revokingIsAskedFor()
{
    Bench bench;
    const ShareLine line = aLink(u"Client"_s);
    bench.show({line});
    QSignalSpy revoked(bench.dialog, &ShareDialog::revokeRequested);
    bench.button(u"Revoke the link"_s)->click();
    QCOMPARE(revoked.size(), 0);
    Dialog* question = Dialog::topmost(&bench.window);
    QVERIFY(question && question != bench.dialog);
    question->accept();
    QCOMPARE(revoked.size(), 1);
}

void ShareTest::aCutPublicationGoesOn()
{
    Bench bench;
    ShareLine line = aLink(u"Client"_s);
    line.share.state = ShareState::Draft;
    line.share.revision = 0;
    line.cut = true;
    bench.show({line});
    QSignalSpy resumed(bench.dialog, &ShareDialog::resumeRequested);
    QSignalSpy removed(bench.dialog, &ShareDialog::removeRequested);
    bench.button(u"Go on"_s)->click();
    QCOMPARE(resumed.size(), 1);
    bench.button(u"Remove from the list"_s)->click();
    QCOMPARE(removed.size(), 1);
    QVERIFY(!bench.dialog->findChild<ShareLinkBox*>()->isVisible());
}

void ShareTest::progressIsToldShotByShot()
{
    Bench bench;
    const ShareLine line = aLink(u"Client"_s);
    bench.show({line});
    ShareProgress progress;
    progress.phase = ShareProgress::Phase::Uploading;
    progress.fraction = 0.64;
    progress.files = 56;
    progress.filesDone = 38;
    progress.bytes = 208'000'000;
    progress.bytesDone = 142'000'000;
    progress.shots = {{ShotId::create(), 37, u"Stairs"_s, {}, ShareShotLine::State::Done, 1},
                      {ShotId::create(), 38, u"Sky"_s, {}, ShareShotLine::State::Working, 0.72},
                      {ShotId::create(), 39, QString(), {}, ShareShotLine::State::Waiting, 0}};
    bench.dialog->setProgress(line.share.id, progress);
    auto* box = bench.dialog->findChild<ShareProgressBox*>();
    QVERIFY(box->isVisible());
    const QAbstractItemModel* shots = box->findChild<QAbstractItemView*>()->model();
    QCOMPARE(shots->rowCount(), 3);
    QVERIFY(shots->index(1, 0).data(Qt::AccessibleTextRole).toString().contains(u"72"_s));
    QSignalSpy stopped(bench.dialog, &ShareDialog::cancelRequested);
    QVERIFY(bench.button(u"Continue in the background"_s));
    QVERIFY(!bench.button(u"Revoke the link"_s));
    bench.button(u"Stop"_s)->click();
    QCOMPARE(stopped.size(), 1);
}

void ShareTest::whatIsTypedSurvivesNews()
{
    Bench bench;
    ShareLine line = aLink(u"Client"_s);
    bench.show({line});
    bench.field(u"Title on the page"_s)->setText(u"Half typed"_s);
    line.share.visits = 4;
    line.stale = 2;
    bench.dialog->setLines({line});
    QCOMPARE(bench.field(u"Title on the page"_s)->text(), u"Half typed"_s);
    // The link itself became another one, for example by the command line.
    line.share.options.title = u"Final cut"_s;
    bench.dialog->setLines({line});
    QCOMPARE(bench.field(u"Title on the page"_s)->text(), u"Final cut"_s);
}

void ShareTest::tellsWhenALinkWasLastOpened()
{
    Share share = aLink(u"Client"_s).share;
    const QDateTime now(QDate(2026, 5, 14), QTime(15, 0));
    const QString never = visitsText(share, now);
    share.visits = 4;
    const QString unknown = visitsText(share, now);
    QVERIFY(unknown != never && unknown.contains(u'4'));
    share.lastVisitMs = QDateTime(QDate(2026, 5, 14), QTime(14, 2)).toMSecsSinceEpoch();
    const QString today = visitsText(share, now);
    QVERIFY2(today.contains(u'4') && today.contains(u"14:02"_s), qPrintable(today));
    share.way = ShareWay::Folder;
    QVERIFY(visitsText(share, now).isEmpty());
}

void ShareTest::aLoopbackAddressHasNoCode()
{
    ShareLinkBox box;
    box.show();
    ShareLine line = aLink(u"Client"_s);
    box.setLine(line);
    QVERIFY(box.findChild<QrView*>()->isVisible());
    for (const QString& url : {u"http://127.0.0.1:8787/s/abc"_s, u"http://localhost:8787/s/abc"_s,
                               u"http://[::1]:8787/s/abc"_s}) {
        line.share.url = url;
        box.setLine(line);
        QVERIFY2(!box.findChild<QrView*>()->isVisible(), qPrintable(url));
        bool said = false;
        for (const QLabel* label : box.findChildren<QLabel*>()) {
            said = said || label->text().contains(u"this computer only"_s);
        }
        QVERIFY(said);
    }
    box.findChild<Button*>()->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), line.share.url);
}

void ShareTest::theCodeIsCrispAndCanBeRead()
{
    QrView view;
    view.setText(u"https://share.example.com/s/f7Qk2nVtR3aBcDeF"_s);
    view.show();
    const QImage image = view.grab().toImage().convertToFormat(QImage::Format_RGB32);
    // Inside of the rounded edge there is black and white and nothing between.
    const QRect inner = image.rect().adjusted(8, 8, -8, -8);
    int dark = 0;
    for (int y = inner.top(); y <= inner.bottom(); ++y) {
        for (int x = inner.left(); x <= inner.right(); ++x) {
            const QRgb pixel = image.pixel(x, y);
            QVERIFY(pixel == qRgb(0, 0, 0) || pixel == qRgb(255, 255, 255));
            dark += pixel == qRgb(0, 0, 0) ? 1 : 0;
        }
    }
    QVERIFY(dark > inner.width() * inner.height() / 5);
    view.setText(QString(8000, u'x'));
    QVERIFY(!view.isVisible());
}

void ShareTest::standingsHaveOneWordEach()
{
    const QDate today(2026, 11, 29);
    ShareLine line = aLink(u"Client"_s);
    QCOMPARE(shareStanding(line, today).words, u"Published"_s);
    line.stale = 3;
    QVERIFY(shareStanding(line, today).waits);
    line.share.expiresMs = QDate(2026, 11, 29).startOfDay().toMSecsSinceEpoch();
    QCOMPARE(shareStanding(line, today).words, u"Expired"_s);
    QCOMPARE(lastDayOf(line.share), QDate(2026, 11, 28));
    line.share.state = ShareState::Revoked;
    QCOMPARE(shareStanding(line, today).words, u"Revoked"_s);
    QCOMPARE(nextLinkName({aLink(u"Client"_s)}), u"Director"_s);
    QCOMPARE(nextLinkName({aLink(u"Client"_s), aLink(u"Director"_s)}), u"Link 3"_s);
}

void ShareTest::theSignInSaysWhatIsMissing()
{
    ServerLogin login;
    login.show();
    QSignalSpy entered(&login, &ServerLogin::entered);
    auto* check = login.findChild<Button*>();
    for (Button* found : login.findChildren<Button*>()) {
        if (found->text() == u"Check"_s) {
            check = found;
        }
    }
    check->click();
    QCOMPARE(entered.size(), 0);
    const QList<TextField*> fields = login.findChildren<TextField*>();
    fields.at(0)->setText(u"share.example.com"_s);
    fields.at(1)->setText(u"vera"_s);
    fields.at(2)->setText(u"secret"_s);
    check->click();
    QCOMPARE(entered.size(), 1);
    QVERIFY(!check->isEnabled());
    login.showFailure(u"Wrong login or password"_s, ServerLogin::Place::Password);
    QCOMPARE(fields.at(2)->error(), u"Wrong login or password"_s);
    QVERIFY(check->isEnabled());
    login.showEntered();
    QVERIFY(fields.at(2)->text().isEmpty());
}
