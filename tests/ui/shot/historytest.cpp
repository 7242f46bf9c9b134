#include "historytest.h"

#include "shotbench.h"
#include "tests/support/rows.h"
#include "ui/common/button.h"
#include "ui/common/dialog.h"
#include "ui/common/fields.h"
#include "ui/common/textlabels.h"
#include "ui/shot/assetfacts.h"
#include "ui/shot/feedpanel.h"
#include "ui/shot/history.h"
#include "ui/shot/historyrow.h"
#include "ui/shot/inspector.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString infotext = u"a lighthouse\nNegative prompt: fog\nSteps: 28, Sampler: Euler, Seed: "
                         "18446744073709551615, Model: juggernaut, Version: v1.10.1"_s;

// The page of a shot, and what its inspector shows of the card with the focus.
struct HistoryScreen
{
    HistoryScreen()
        : page(bench.page())
    {
        page.resize(1280, 900);
        page.show();
        page.open(bench.shot());
        bench.settle();
        inspector = page.findChild<Inspector*>();
        history = page.findChild<History*>();
    }
    void select(const AssetId& asset)
    {
        bench.settle();
        page.reveal(asset);
        bench.settle();
    }
    AssetId current() const { return page.findChild<FeedPanel*>()->view().currentAsset(); }
    QStringList steps() const
    {
        QStringList words;
        for (const HistoryStep& step : history->steps()) {
            words.append(stepText(step));
        }
        return words;
    }
    QList<HistoryLine*> lines() const
    {
        QList<HistoryLine*> shown;
        for (HistoryLine* line : history->findChildren<HistoryLine*>()) {
            if (line->isVisible()) {
                shown.append(line);
            }
        }
        return shown;
    }
    Button* button(const QString& text, const QWidget* in = nullptr) const
    {
        for (Button* button : (in ? in : inspector)->findChildren<Button*>()) {
            if ((button->text() == text || button->accessibleName() == text)
                && button->isVisible()) {
                return button;
            }
        }
        return nullptr;
    }
    QStringList facts() const
    {
        QStringList texts;
        for (const FactGrid* grid : inspector->findChildren<FactGrid*>()) {
            for (const Fact& fact : grid->isVisible() ? grid->facts() : QList<Fact>()) {
                texts.append(u"%1: %2 %3"_s.arg(fact.name, fact.value, fact.remark).trimmed());
            }
        }
        return texts;
    }
    QString prompt() const
    {
        for (const SelectableText* text : inspector->findChildren<SelectableText*>()) {
            if (text->accessibleName() == u"Prompt"_s && text->isVisible()) {
                return text->toPlainText();
            }
        }
        return {};
    }
    // A generated picture whose parent is that of another generation.
    AssetId edited(const GenerationId& parent, const QString& prompt, const QString& request)
    {
        const AssetId asset = bench.addPicture(++m_count + 100);
        Generation generation = rows::generation(bench.shot(), prompt);
        generation.providerId = u"test"_s;
        generation.modelId = u"test.image"_s;
        generation.parameters = "{}";
        generation.editRequest = request;
        generation.parentId = parent;
        bench.write([&](Repositories& r) {
            r.generations.insert(generation);
            Asset row = *r.assets.find(asset);
            row.generationId = generation.id;
            row.origin = AssetOrigin::Generated;
            r.assets.update(row);
        });
        return asset;
    }
    GenerationId generationOf(const AssetId& asset) const
    {
        return bench.asset(asset).generationId;
    }
    // A picture that came in with texts inside of it, by an import of today or one of long ago.
    AssetId imported(const QString& text, bool readAtImport)
    {
        const AssetId asset = bench.addPicture(++m_count + 200, u"file.png"_s);
        const QString embedded = QString::fromUtf8(
            QJsonDocument(QJsonObject{{u"png.parameters"_s, text}}).toJson(QJsonDocument::Compact));
        bench.write([&](Repositories& r) {
            Asset row = *r.assets.find(asset);
            // Rows of media are written once: the same facts under another name.
            Media media = *r.media.find(row.sha256);
            media.sha256 = QString::number(m_count).rightJustified(64, u'0');
            media.embedded = embedded;
            r.media.insert(media);
            row.id = AssetId::create();
            row.sha256 = media.sha256;
            if (readAtImport) {
                row.provenance = fileProvenance(embedded, row.sourceName).fields;
            }
            r.assets.insert(row);
            m_imported = row.id;
        });
        return m_imported;
    }

    ShotBench bench;
    ShotPage& page;
    Inspector* inspector;
    History* history;

private:
    int m_count = 0;
    AssetId m_imported;
};

} // namespace

void HistoryTest::chainBeginsWithTheFirstAncestor()
{
    HistoryScreen screen;
    const GenerationId first = screen.bench.generated(u"a bridge by day"_s);
    const AssetId second = screen.edited(first, u"a bridge by night"_s, u"make it night"_s);
    const AssetId third =
        screen.edited(screen.generationOf(second), u"a bridge by night, 35mm"_s, u"35mm, please"_s);
    screen.select(third);
    QCOMPARE(screen.steps(),
             (QStringList{u"Original prompt"_s, u"“make it night”"_s, u"“35mm, please”"_s}));
    QCOMPARE(screen.history->steps().at(1).prompt, u"a bridge by night"_s);
    QVERIFY(screen.history->isVisible());
    QCOMPARE(screen.lines().size(), 3);
    // What became of the prompt stands with the step that changed it.
    screen.select(second);
    QCOMPARE(screen.steps().size(), 2);
}

void HistoryTest::chainGoesThroughSourceAssets()
{
    HistoryScreen screen;
    const AssetId file = screen.bench.addPicture(1, u"harbour.jpg"_s);
    const AssetId frame = screen.bench.addPicture(2);
    const AssetId film = screen.edited({}, u"a slow pan"_s, {});
    screen.bench.write([&](Repositories& r) {
        Asset row = *r.assets.find(frame);
        row.origin = AssetOrigin::Frame;
        row.parentId = file;
        r.assets.update(row);
        row = *r.assets.find(film);
        row.kind = AssetKind::Video;
        row.parentId = frame;
        r.assets.update(row);
    });
    screen.select(frame);
    QCOMPARE(screen.steps(), (QStringList{u"harbour.jpg"_s, u"Frame of a video"_s}));
    // A step in the trash is still a step.
    screen.bench.controller().trash({file});
    screen.select(film);
    QCOMPARE(screen.steps(), (QStringList{u"harbour.jpg"_s, u"Frame of a video"_s, u"Animated"_s}));
    QVERIFY(screen.history->steps().first().inTrash);
}

void HistoryTest::chainInACircleEnds()
{
    HistoryScreen screen;
    const AssetId a = screen.bench.addPicture(1, u"a.png"_s);
    const AssetId b = screen.bench.addPicture(2, u"b.png"_s);
    screen.bench.write([&](Repositories& r) {
        for (const auto& [child, parent] : {std::pair{a, b}, std::pair{b, a}}) {
            Asset row = *r.assets.find(child);
            row.parentId = parent;
            r.assets.update(row);
        }
    });
    screen.select(a);
    QCOMPARE(screen.steps(), (QStringList{u"b.png"_s, u"a.png"_s}));
}

void HistoryTest::oneStepAloneIsNoHistory()
{
    HistoryScreen screen;
    screen.select(screen.bench.addPicture(1, u"a.png"_s));
    QVERIFY(screen.history->steps().isEmpty());
    QVERIFY(!screen.history->isVisible());
}

void HistoryTest::pressOnAStepGoesThere()
{
    HistoryScreen screen;
    const AssetId far = screen.bench.addPicture(3, u"far.png"_s, true);
    const AssetId near = screen.bench.addPicture(1, u"near.png"_s);
    const AssetId last = screen.bench.addPicture(2, u"last.png"_s);
    screen.bench.write([&](Repositories& r) {
        for (const auto& [child, parent] : {std::pair{last, near}, std::pair{near, far}}) {
            Asset row = *r.assets.find(child);
            row.parentId = parent;
            r.assets.update(row);
        }
    });
    screen.select(last);
    QCOMPARE(screen.lines().size(), 3);
    QTest::mouseClick(screen.lines().at(1), Qt::LeftButton);
    screen.bench.settle();
    QCOMPARE(screen.current(), near);
    // An ancestor in another shot is asked for.
    ShotId wanted;
    QObject::connect(&screen.page, &ShotPage::assetRequested, &screen.page,
                     [&wanted](const ShotId& shot) { wanted = shot; });
    screen.select(last);
    QTest::mouseClick(screen.lines().first(), Qt::LeftButton);
    QCOMPARE(wanted, screen.bench.otherShot());
    // The step that is shown leads nowhere.
    QVERIFY(!screen.lines().last()->isEnabled());
}

void HistoryTest::fileTellsPromptSeedAndFacts()
{
    HistoryScreen screen;
    screen.select(screen.imported(infotext, true));
    QCOMPARE(screen.prompt(), u"a lighthouse"_s);
    const QStringList facts = screen.facts();
    QVERIFY(facts.contains(u"Seed: 18446744073709551615 from the file"_s));
    QVERIFY(facts.contains(u"Model: juggernaut from the file"_s));
    QVERIFY(facts.contains(u"Steps: 28"_s));
    QVERIFY(facts.contains(u"Sampler: Euler"_s));
    QVERIFY(!screen.button(u"Read from the file"_s));
}

void HistoryTest::typedValuesWinAndAreTakenBack()
{
    HistoryScreen screen;
    const AssetId asset = screen.imported(infotext, true);
    screen.select(asset);
    const auto model = [&] { return *screen.bench.asset(asset).provenance.model; };
    const auto withDialog = [&](const auto& act) {
        QTest::mouseClick(screen.button(u"Enter data…"_s), Qt::LeftButton);
        Dialog* dialog = Dialog::topmost(&screen.page);
        for (TextField* field : dialog->findChildren<TextField*>()) {
            if (field->label() == u"Model"_s) {
                act(*dialog, *field);
            }
        }
        dialog->accept();
        screen.bench.settle();
    };
    withDialog([&](const Dialog& dialog, TextField& field) {
        QCOMPARE(field.text(), u"juggernaut"_s);
        QVERIFY(!screen.button(u"As in the file"_s, &dialog));
        field.setText(u"my own merge"_s);
    });
    QCOMPARE(model().value, u"my own merge"_s);
    QCOMPARE(model().source, FactSource::Typed);
    QVERIFY(screen.facts().contains(u"Model: my own merge entered by hand"_s));
    // Reading the file once more leaves what was typed.
    screen.bench.controller().readFromFile({asset});
    screen.bench.settle();
    QCOMPARE(model().value, u"my own merge"_s);
    withDialog([&](const Dialog& dialog, TextField& field) {
        QTest::mouseClick(screen.button(u"As in the file"_s, &dialog), Qt::LeftButton);
        QCOMPARE(field.text(), u"juggernaut"_s);
    });
    QCOMPARE(model().source, FactSource::File);
    QCOMPARE(model().value, u"juggernaut"_s);
    screen.bench.commands().undo();
    screen.bench.settle();
    QCOMPARE(model().value, u"my own merge"_s);
}

void HistoryTest::fileThatSaysMoreIsReadAgain()
{
    HistoryScreen screen;
    const AssetId asset = screen.imported(infotext, false);
    screen.select(asset);
    QVERIFY(screen.prompt().isEmpty());
    Button* read = screen.button(u"Read from the file"_s);
    QVERIFY(read);
    QTest::mouseClick(read, Qt::LeftButton);
    screen.bench.settle();
    QCOMPARE(screen.prompt(), u"a lighthouse"_s);
    QCOMPARE(screen.bench.asset(asset).provenance.seed->source, FactSource::File);
    QVERIFY(!screen.button(u"Read from the file"_s));
    screen.bench.commands().undo();
    screen.bench.settle();
    QVERIFY(screen.bench.asset(asset).provenance.isEmpty());
}

void HistoryTest::seedOfAFileGoesIntoTheComposer()
{
    HistoryScreen screen;
    screen.select(
        screen.imported(u"a fox\nSteps: 20, Sampler: Euler, Seed: 2784105561, Model: x"_s, true));
    QTest::mouseClick(screen.button(u"Take seed"_s), Qt::LeftButton);
    screen.bench.settle();
    const auto* composer = screen.page.findChild<Composer*>();
    const QJsonObject parameters = QJsonDocument::fromJson(composer->draft().parameters).object();
    QCOMPARE(parameters.value(u"seed"_s).toInteger(), 2784105561);
    QVERIFY(!screen.button(u"Take settings"_s));
}

void HistoryTest::fourVerbsStandInTheInspector()
{
    HistoryScreen screen;
    screen.bench.generated(u"a bridge"_s);
    screen.select(screen.bench.feed().first().asset.id);
    const auto* composer = screen.page.findChild<Composer*>();
    QTest::mouseClick(screen.button(u"Take seed"_s), Qt::LeftButton);
    const auto parameters = [&] {
        return QJsonDocument::fromJson(composer->draft().parameters).object();
    };
    QCOMPARE(parameters().value(u"seed"_s).toInteger(), 41);
    QTest::mouseClick(screen.button(u"Take settings"_s), Qt::LeftButton);
    QCOMPARE(composer->promptText(), u"a bridge"_s);
    QTest::mouseClick(screen.button(u"Repeat"_s), Qt::LeftButton);
    screen.bench.finishJobs();
    QTest::mouseClick(screen.button(u"With a new seed"_s), Qt::LeftButton);
    screen.bench.finishJobs();
    const QList<Generation> all = screen.bench.generations();
    QCOMPARE(all.size(), 3);
    QCOMPARE(all.at(1).seedSent, std::optional<quint64>(41));
    QCOMPARE(all.at(0).prompt, u"a bridge"_s);
    QVERIFY(all.at(0).seedSent && *all.at(0).seedSent != 41);
}

void HistoryTest::costIsTold_data()
{
    QTest::addColumn<double>("estimated");
    QTest::addColumn<double>("charged");
    QTest::addColumn<QString>("told");
    constexpr double unknown = -1;
    QTest::newRow("charged") << 0.05 << 0.04 << u"Cost: 0.04\u00A0$"_s;
    QTest::newRow("estimated") << 0.05 << unknown << u"Cost: ≈\u00A00.05\u00A0$"_s;
    QTest::newRow("unknown") << unknown << unknown << u"Cost: price unknown"_s;
    QTest::newRow("free") << 0.0 << unknown << u"Cost: free"_s;
}

void HistoryTest::costIsTold()
{
    QFETCH(double, estimated);
    QFETCH(double, charged);
    InspectedAsset shown;
    QueueRow row;
    row.generation.costUnit = u"USD"_s;
    row.job.state = JobState::Done;
    row.job.startedMs = 1'000;
    row.job.finishedMs = 43'000;
    if (estimated >= 0) {
        row.generation.costEstimated = estimated;
    }
    if (charged >= 0) {
        row.job.costCharged = charged;
    }
    shown.item.job = row;
    QStringList facts;
    for (const Fact& fact : factsOf(shown)) {
        facts.append(fact.name + u": "_s + fact.value);
    }
    QFETCH(QString, told);
    QVERIFY2(facts.contains(told), qPrintable(facts.join(u'\n')));
    QVERIFY(facts.contains(u"Took: 42.0 s"_s) || facts.contains(u"Took: 42.0\u00A0s"_s));
}
