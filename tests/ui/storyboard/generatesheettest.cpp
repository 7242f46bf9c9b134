#include "ui/storyboard/generatesheet.h"
#include "ui/common/fields.h"
#include "ui/common/theme.h"
#include "ui/common/thumbnailcache.h"
#include "ui/storyboard/editsheet.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

BatchShot shot(int number, const QString& title, const QString& script, const QString& last = {})
{
    return {ShotId::create(), number, title, script, last, AssetId::create(), {}};
}

BatchModel model(const QString& id, bool promptRequired = true)
{
    BatchModel model;
    model.id = id;
    model.name = id;
    model.promptRequired = promptRequired;
    model.pictureSlot = u"first"_s;
    return model;
}

struct Sheet
{
    explicit Sheet(const QList<BatchShot>& batch, const QList<BatchModel>& models,
                   BatchPurpose purpose = BatchPurpose::Generate)
        : shots(batch)
        , thumbnails([](const QString&, int) { return QString(); })
    {
        window.resize(1280, 800);
        sheet = new GenerateSheet(
            &window, purpose, shots, {}, models,
            [this](const QString&, const QByteArray&, int results) {
                asked.append(results);
                return BatchPrice{QString::number(results), {}};
            },
            thumbnails);
        table = sheet->findChild<QTableView*>();
        source = nullptr;
        for (QComboBox* combo : sheet->findChildren<QComboBox*>()) {
            if (combo->count() == 4) {
                source = combo;
            }
        }
    }
    void choose(PromptSource wanted)
    {
        source->setCurrentIndex(source->findData(static_cast<int>(wanted)));
    }
    QString prompt(int row) const
    {
        return table->model()->index(row, GenerateRows::PromptColumn).data(Qt::EditRole).toString();
    }
    void type(int row, const QString& text)
    {
        table->model()->setData(table->model()->index(row, GenerateRows::PromptColumn), text,
                                Qt::EditRole);
    }
    void tick(int row, bool on)
    {
        table->model()->setData(table->model()->index(row, GenerateRows::ShotColumn),
                                on ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
    }

    QList<BatchShot> shots;
    QWidget window;
    ThumbnailCache thumbnails;
    QList<int> asked;
    GenerateSheet* sheet;
    QTableView* table;
    QComboBox* source;
};

} // namespace

class GenerateSheetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void promptsComeFromWhatTheShotHas();
    void typedPromptsStayWhenTheTemplateChanges();
    void rowsWithoutAPromptAreLeftOut();
    void theRequestIsWhatWasConfirmed();
    void onlyWhatWasTypedCanBeLost();
    void theTotalFollowsRowsAndVariants();
    void noModelsNoConfirmation();
    void aThousandShotsFit();
};

void GenerateSheetTest::promptsComeFromWhatTheShotHas()
{
    const BatchShot both = shot(1, u"Bridge."_s, u"  A train\ncomes. "_s, u"a bridge, night"_s);
    QCOMPARE(promptOf(both, PromptSource::LastPrompt), u"a bridge, night"_s);
    QCOMPARE(promptOf(both, PromptSource::Script), u"A train comes."_s);
    QCOMPARE(promptOf(both, PromptSource::Title), u"Bridge."_s);
    QCOMPARE(promptOf(both, PromptSource::TitleAndScript), u"Bridge. A train comes."_s);
    QCOMPARE(promptOf(shot(2, {}, u"Sea"_s), PromptSource::TitleAndScript), u"Sea"_s);
    // What most shots have is offered first.
    Sheet scripts({shot(1, {}, u"a"_s), shot(2, {}, u"b"_s, u"c"_s)}, {model(u"m"_s)});
    QCOMPARE(scripts.source->currentData().toInt(), static_cast<int>(PromptSource::Script));
    QCOMPARE(scripts.prompt(0), u"a"_s);
}

void GenerateSheetTest::typedPromptsStayWhenTheTemplateChanges()
{
    Sheet sheet({shot(1, u"A"_s, u"one"_s), shot(2, u"B"_s, u"two."_s)}, {model(u"m"_s)});
    sheet.choose(PromptSource::Script);
    sheet.type(0, u"typed"_s);
    sheet.choose(PromptSource::Title);
    QCOMPARE(sheet.prompt(0), u"typed"_s);
    QCOMPARE(sheet.prompt(1), u"B"_s);
    sheet.choose(PromptSource::Script);
    for (TextField* field : sheet.sheet->findChildren<TextField*>()) {
        field->setText(u"35 mm film"_s);
        Q_EMIT field->textEdited(u"35 mm film"_s);
    }
    QCOMPARE(sheet.prompt(0), u"typed"_s);
    QCOMPARE(sheet.prompt(1), u"two, 35 mm film"_s);
}

void GenerateSheetTest::rowsWithoutAPromptAreLeftOut()
{
    const QList<BatchShot> shots{shot(1, {}, u"one"_s), shot(2, {}, {}), shot(3, {}, u"three"_s)};
    Sheet sheet(shots, {model(u"m"_s)});
    sheet.choose(PromptSource::Script);
    QCOMPARE(sheet.sheet->results(), 2);
    sheet.tick(0, false);
    QCOMPARE(sheet.sheet->results(), 1);
    QCOMPARE(sheet.sheet->request().items.size(), 1);
    QCOMPARE(sheet.sheet->request().items.first().shot, shots[2].id);
    // A model that needs no words takes all.
    Sheet wordless(shots, {model(u"m"_s, false)}, BatchPurpose::Animate);
    QCOMPARE(wordless.sheet->results(), 3);
}

void GenerateSheetTest::theRequestIsWhatWasConfirmed()
{
    const QList<BatchShot> shots{shot(1, {}, u"one"_s), shot(2, {}, u"two"_s)};
    Sheet sheet(shots, {model(u"m"_s)}, BatchPurpose::Animate);
    sheet.choose(PromptSource::Script);
    sheet.type(1, u"other words"_s);
    QSignalSpy accepted(sheet.sheet, &Dialog::accepted);
    const BatchRequest request = sheet.sheet->request();
    sheet.sheet->accept();
    QCOMPARE(accepted.count(), 1);
    QCOMPARE(request.modelId, u"m"_s);
    QCOMPARE(request.pictureSlot, u"first"_s);
    QCOMPARE(request.items,
             (QList<BatchRequest::Item>{{shots[0].id, u"one"_s, shots[0].picture},
                                        {shots[1].id, u"other words"_s, shots[1].picture}}));
    // Words alone: no picture goes along.
    Sheet words(shots, {model(u"m"_s)});
    QVERIFY(words.sheet->request().pictureSlot.isEmpty());
    QVERIFY(words.sheet->request().items.first().picture.isNull());
}

void GenerateSheetTest::theTotalFollowsRowsAndVariants()
{
    Sheet sheet({shot(1, {}, u"one"_s), shot(2, {}, u"two"_s)}, {model(u"m"_s)});
    sheet.choose(PromptSource::Script);
    sheet.sheet->findChild<QSpinBox*>()->setValue(3);
    QCOMPARE(sheet.asked.last(), 6);
    sheet.tick(1, false);
    QCOMPARE(sheet.asked.last(), 3);
    QCOMPARE(sheet.sheet->request().variants, 3);
}

void GenerateSheetTest::noModelsNoConfirmation()
{
    Sheet sheet({shot(1, {}, u"one"_s)}, {});
    QSignalSpy accepted(sheet.sheet, &Dialog::accepted);
    QVERIFY(sheet.sheet->request().items.isEmpty());
    for (Button* button : sheet.sheet->findChildren<Button*>()) {
        if (button->text().startsWith(u"Generate"_s)) {
            QVERIFY(!button->isEnabled());
        }
    }
    QCOMPARE(accepted.count(), 0);
}

void GenerateSheetTest::onlyWhatWasTypedCanBeLost()
{
    Sheet typed({shot(1, u"Bridge"_s, u"A train"_s)}, {model(u"one"_s)});
    QVERIFY(!typed.sheet->hasUnsaved());
    typed.choose(PromptSource::Title);
    QVERIFY(!typed.sheet->hasUnsaved());
    typed.type(0, u"a bridge at night"_s);
    QVERIFY(typed.sheet->hasUnsaved());

    Sheet common({shot(1, u"Bridge"_s, u"A train"_s)}, {model(u"one"_s)});
    common.sheet->findChild<TextField*>()->setText(u"35 mm"_s);
    QVERIFY(common.sheet->hasUnsaved());

    QWidget window;
    const AssetId asset = AssetId::create();
    EditSheet edit(&window, {{asset, u"1 · Bridge"_s, u"a bridge"_s}}, {}, u"Agent"_s);
    QVERIFY(!edit.hasUnsaved());
    edit.setProposal(asset, u"a bridge, evening"_s, {});
    QVERIFY(edit.hasUnsaved());
}

void GenerateSheetTest::aThousandShotsFit()
{
    QList<BatchShot> shots;
    for (int i = 1; i <= 1000; ++i) {
        shots.append(shot(i, u"Shot"_s, u"words %1"_s.arg(i)));
    }
    ThumbnailCache thumbnails([](const QString&, int) { return QString(); });
    GenerateRows rows(shots, thumbnails);
    QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy changed(&rows, &QAbstractItemModel::dataChanged);
    rows.setPrompts(PromptSource::Script, u"film"_s);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(rows.count(), 1000);
    QCOMPARE(rows.prompt(999), u"words 1000, film"_s);
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyTheme(application, true, true);
    GenerateSheetTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "generatesheettest.moc"
