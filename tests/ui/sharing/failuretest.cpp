#include "failuretest.h"
#include "samples.h"

#include "ui/common/button.h"
#include "ui/common/sharetext.h"
#include "ui/common/textlabels.h"
#include "ui/common/thumbnailcache.h"
#include "ui/sharing/notestrip.h"
#include "ui/sharing/sharedialog.h"

#include <QTest>

using namespace raskadr;
using namespace raskadr::test;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

void FailureTest::whatWasAnsweredIsOneClickDeeper_data()
{
    QTest::addColumn<bool>("inTheLine");
    QTest::newRow("of the last publication") << true;
    QTest::newRow("of what was asked for") << false;
}

void FailureTest::whatWasAnsweredIsOneClickDeeper()
{
    QFETCH(bool, inTheLine);
    ThumbnailCache thumbnails([](const QString&, int) { return QString(); });
    QWidget window;
    window.resize(1280, 800);
    window.show();
    auto* dialog = new ShareDialog(&window, thumbnails);
    const ShareFailure refused{ShareFault::Refused, u"403 policy/quota"_s, {}, 0, {}};
    ShareLine line = aLink(u"Client"_s);
    if (inTheLine) {
        line.failure = shareFailureText(refused);
        line.failureDetail = shareFailureDetail(refused);
    }
    dialog->setGround(aGround());
    dialog->setLines({line});
    dialog->choose(line.share.id);
    dialog->open();
    if (!inTheLine) {
        dialog->showFailure(shareFailureText(refused), shareFailureDetail(refused));
    }
    auto* strip = dialog->findChild<NoteStrip*>();
    QCOMPARE(strip->sentence(), shareFailureText(refused));
    QVERIFY(!strip->sentence().contains(u"403"_s));
    auto* button = strip->findChild<Button*>();
    QVERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    const Dialog* details = Dialog::topmost(&window);
    QVERIFY(details != dialog);
    QCOMPARE(details->findChild<SelectableText*>()->toPlainText(), u"403 policy/quota"_s);
    // Where the sentence says it all there is nothing behind it.
    const ShareFailure offline{ShareFault::Offline, u"could not resolve"_s, {}, 0, {}};
    QVERIFY(shareFailureDetail(offline).isEmpty());
    dialog->showFailure(shareFailureText(offline), shareFailureDetail(offline));
    QVERIFY(!button->isVisible());
}
