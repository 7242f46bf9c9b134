#include "formtest.h"

#include "shotbench.h"
#include "ui/common/button.h"
#include "ui/common/fields.h"
#include "ui/common/parameterform.h"
#include "ui/shot/composer.h"
#include "ui/shot/inputslot.h"

#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

FormField field(FormField::Kind kind)
{
    FormField field;
    field.name = u"value"_s;
    field.title = u"Value"_s;
    field.kind = kind;
    field.initial = QJsonValue(QJsonValue::Undefined);
    return field;
}

ThumbnailCache& noThumbnails()
{
    static ThumbnailCache cache([](const QString&, int) { return QString(); });
    return cache;
}

void addKinds()
{
    QTest::addColumn<FormField>("field");
    QTest::addColumn<QJsonValue>("value");
    FormField choice = field(FormField::Kind::Choice);
    choice.choices = {{u"Wide"_s, u"16:9"_s}, {u"Tall"_s, u"9:16"_s}};
    QTest::newRow("choice") << choice << QJsonValue(u"9:16"_s);
    FormField number = field(FormField::Kind::Number);
    number.minimum = 0;
    number.maximum = 1;
    QTest::newRow("number") << number << QJsonValue(0.35);
    FormField whole = field(FormField::Kind::Integer);
    whole.minimum = 1;
    whole.maximum = 50;
    QTest::newRow("integer") << whole << QJsonValue(17);
    QTest::newRow("switch") << field(FormField::Kind::Switch) << QJsonValue(true);
    QTest::newRow("text") << field(FormField::Kind::Text) << QJsonValue(u"kodak"_s);
    QTest::newRow("negative prompt")
        << field(FormField::Kind::NegativePrompt) << QJsonValue(u"blur"_s);
    QTest::newRow("list") << field(FormField::Kind::List)
                          << QJsonValue(QJsonArray{u"grain"_s, u"haze"_s});
    QTest::newRow("seed") << field(FormField::Kind::Seed) << QJsonValue(4294967295LL);
}

} // namespace

Q_DECLARE_METATYPE(FormField)

void FormTest::everyKindOfFieldGivesBackWhatItWasGiven_data()
{
    addKinds();
}

void FormTest::everyKindOfFieldGivesBackWhatItWasGiven()
{
    QFETCH(FormField, field);
    QFETCH(QJsonValue, value);
    ParameterForm form;
    form.setFields({field});
    QSignalSpy changed(&form, &ParameterForm::changed);
    form.setValues({{u"value"_s, value}});
    QCOMPARE(form.values().value(u"value"_s), value);
    QVERIFY(changed.count() > 0);
    // What is not known goes back to "nothing".
    form.setValues({});
    QVERIFY(form.values().value(u"value"_s) != value);
}

void FormTest::everyKindOfFieldStartsWithItsDefault_data()
{
    addKinds();
}

void FormTest::everyKindOfFieldStartsWithItsDefault()
{
    QFETCH(FormField, field);
    QFETCH(QJsonValue, value);
    field.initial = value;
    ParameterForm form;
    form.setFields({field});
    QCOMPARE(form.values().value(u"value"_s), value);
    form.setValues({});
    if (field.kind == FormField::Kind::Seed) {
        return;
    }
    QCOMPARE(form.values().value(u"value"_s), value);
}

void FormTest::fieldThatMayBeLeftOutIsLeftOut()
{
    FormField choice = field(FormField::Kind::Choice);
    choice.choices = {{u"One"_s, 1}};
    FormField number = field(FormField::Kind::Number);
    number.minimum = 0;
    number.name = u"number"_s;
    ParameterForm form;
    form.setFields({choice, number});
    QVERIFY(form.values().isEmpty());
    form.setValues({{u"number"_s, 0}});
    QCOMPARE(form.values(), (QJsonObject{{u"number"_s, 0}}));
    number.required = true;
    form.setFields({number});
    QCOMPARE(form.values(), (QJsonObject{{u"number"_s, 0}}));
}

void FormTest::valuesThatOthersLeaveNoRoomForMoveToTheNearest()
{
    FormField size = field(FormField::Kind::Choice);
    size.name = u"size"_s;
    size.choices = {{u"720p"_s, u"720p"_s}, {u"1080p"_s, u"1080p"_s}, {u"4K"_s, u"4K"_s}};
    size.initial = u"720p"_s;
    FormField length = field(FormField::Kind::Choice);
    length.name = u"length"_s;
    length.title = u"Length"_s;
    length.choices = {{u"5 s"_s, 5}, {u"8 s"_s, 8}, {u"10 s"_s, 10}};
    length.initial = 5;
    FormField strength = field(FormField::Kind::Integer);
    strength.name = u"strength"_s;
    strength.title = u"Strength"_s;
    strength.minimum = 0;
    strength.maximum = 100;
    strength.initial = 20;
    const QList<FormField> fields{size, length, strength};
    ParameterForm form;
    // 1080p leaves up to 8 seconds, 4K five; ten seconds leave half of the strength.
    form.setFields(fields, [fields](const QJsonObject& values) {
        QList<FormField> left = fields;
        if (values.value(u"size"_s) == u"1080p"_s) {
            left[1].choices.removeLast();
        } else if (values.value(u"size"_s) == u"4K"_s) {
            left[1].choices.resize(1);
        }
        if (values.value(u"length"_s) == 10) {
            left[2].maximum = 50;
        }
        return left;
    });
    QStringList told;
    connect(&form, &ParameterForm::moved, this, [&](const QString& words) { told.append(words); });
    QSignalSpy changed(&form, &ParameterForm::changed);
    const auto choose = [&form](const QString& title, int index) {
        for (QComboBox* combo : form.findChildren<QComboBox*>()) {
            if (combo->accessibleName() == title) {
                combo->setCurrentIndex(index);
                return combo->count();
            }
        }
        return 0;
    };
    form.setValues({{u"size"_s, u"720p"_s}, {u"length"_s, 8}, {u"strength"_s, 80}});
    QVERIFY(told.isEmpty());
    QCOMPARE(choose(u"Length"_s, 2), 3);
    QCOMPARE(told.size(), 1);
    QVERIFY2(told.last().contains(u"Strength"_s) && told.last().contains(u"50"_s),
             qPrintable(told.last()));
    QCOMPARE(form.values(),
             (QJsonObject{{u"size"_s, u"720p"_s}, {u"length"_s, 10}, {u"strength"_s, 50}}));

    changed.clear();
    choose(u"Value"_s, 1);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(form.values().value(u"length"_s), QJsonValue(8));
    QVERIFY2(told.last().contains(u"8 s"_s) && told.last().contains(u"10 s"_s),
             qPrintable(told.last()));
    choose(u"Value"_s, 2);
    QCOMPARE(form.values().value(u"length"_s), QJsonValue(5));
    // What fits again stays where it is, and can be chosen as before.
    const auto moves = told.size();
    choose(u"Value"_s, 0);
    QCOMPARE(told.size(), moves);
    QCOMPARE(form.values().value(u"length"_s), QJsonValue(5));
    QCOMPARE(choose(u"Length"_s, 1), 3);
    // Values from elsewhere are held to it, too.
    form.setValues({{u"size"_s, u"4K"_s}, {u"length"_s, 10}});
    QCOMPARE(form.values().value(u"length"_s), QJsonValue(5));
    QCOMPARE(told.size(), moves + 1);
}

void FormTest::wrongParameterIsMarkedAndSaid()
{
    Composer composer(noThumbnails());
    composer.setModels(ShotBench::models());
    composer.setDraft({ShotId::create(), u"test.image"_s, u"a bridge"_s, "{}", {}, 1, 0});
    composer.setError(u"steps"_s, u"Seven is no multiple of five."_s);
    int marked = 0;
    for (const QWidget* widget : composer.findChildren<QWidget*>()) {
        if (widget->property("invalid").toBool()) {
            ++marked;
            QCOMPARE(widget->accessibleName(), u"Steps"_s);
            QCOMPARE(widget->toolTip(), u"Seven is no multiple of five."_s);
        }
    }
    QCOMPARE(marked, 1);
    QCOMPARE(composer.error(), u"Seven is no multiple of five."_s);
    // An edit takes the mark and the sentence away.
    composer.findChild<TextArea*>()->insertPlainText(u"x"_s);
    QVERIFY(composer.error().isEmpty());
    for (const QWidget* widget : composer.findChildren<QWidget*>()) {
        QVERIFY(!widget->property("invalid").toBool());
    }
}

void FormTest::whatDoesNotFitFoldsAway()
{
    QList<FormField> fields;
    for (int i = 0; i < 6; ++i) {
        fields.append(field(FormField::Kind::Text));
        fields.last().name = u"text%1"_s.arg(i);
    }
    ParameterForm form;
    form.setFields(fields);
    form.resize(2400, 40);
    form.show();
    const auto shown = [&form] {
        int count = 0;
        for (const QLineEdit* line : form.findChildren<QLineEdit*>()) {
            count += line->isVisible() ? 1 : 0;
        }
        return count;
    };
    auto* more = form.findChild<Button*>();
    QCOMPARE(shown(), 6);
    QVERIFY(!more->isVisible());
    form.resize(500, 40);
    QVERIFY(shown() > 0 && shown() < 6);
    QVERIFY(more->isVisible());
    // Hidden ones count as well.
    QJsonObject values;
    for (const FormField& each : fields) {
        values.insert(each.name, each.name);
    }
    form.setValues(values);
    QCOMPARE(form.values(), values);
}

void FormTest::largestSeedIsKept()
{
    ParameterForm form;
    form.setFields({field(FormField::Kind::Seed)});
    form.setSeed(std::numeric_limits<quint64>::max());
    QCOMPARE(form.values().value(u"value"_s).toString(), u"18446744073709551615"_s);
    form.setSeed(7);
    QCOMPARE(form.values().value(u"value"_s).toInteger(), 7);
}

void FormTest::composerSaysWhatIsMissing()
{
    Composer composer(noThumbnails());
    composer.setModels(ShotBench::models());
    QSignalSpy wanted(&composer, &Composer::generateRequested);
    composer.setDraft({ShotId::create(), u"test.image"_s, u"  "_s, "{}", {}, 1, 0});
    composer.submit();
    QCOMPARE(wanted.count(), 0);
    const QString noPrompt = composer.error();
    QVERIFY(!noPrompt.isEmpty());
    composer.setDraft({ShotId::create(), u"test.video"_s, u"slow"_s, "{}", {}, 1, 0});
    QVERIFY(composer.error().isEmpty());
    composer.submit();
    QCOMPARE(wanted.count(), 0);
    QVERIFY(!composer.error().isEmpty());
    QVERIFY(composer.error() != noPrompt);
    composer.setInput(u"start"_s, AssetId::create(), u"a"_s);
    composer.submit();
    QCOMPARE(wanted.count(), 1);
    const auto draft = wanted.first().first().value<ComposerDraft>();
    QCOMPARE(draft.inputs.size(), 1);
    QCOMPARE(draft.prompt, u"slow"_s);
}

void FormTest::typedPromptIsToldWithinASecond()
{
    Composer composer(noThumbnails());
    composer.setModels(ShotBench::models());
    const ShotId shot = ShotId::create();
    composer.setDraft({shot, u"test.image"_s, {}, "{}", {}, 1, 0});
    QSignalSpy told(&composer, &Composer::draftChanged);
    composer.findChild<TextArea*>()->insertPlainText(u"a bridge"_s);
    QCOMPARE(told.count(), 0);
    QTRY_COMPARE(told.count(), 1);
    const auto draft = told.first().first().value<ComposerDraft>();
    QCOMPARE(draft.shotId, shot);
    QCOMPARE(draft.prompt, u"a bridge"_s);
    // What stands there already is not told again.
    composer.setDraft(draft);
    composer.flush();
    QCOMPARE(told.count(), 1);
}

void FormTest::newListOfModelsKeepsWhatStands()
{
    Composer composer(noThumbnails());
    composer.setModels(ShotBench::models());
    const AssetId asset = AssetId::create();
    composer.setDraft({ShotId::create(),
                       u"test.video"_s,
                       u"slow"_s,
                       R"({"seed":5})",
                       {{u"start"_s, asset, u"a"_s}},
                       2,
                       0});
    const ComposerDraft before = composer.draft();
    composer.setModels(ShotBench::models());
    QCOMPARE(composer.draft(), before);
    QCOMPARE(composer.findChild<InputSlot*>()->asset(), asset);
}
