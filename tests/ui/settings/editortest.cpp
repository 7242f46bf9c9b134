#include "core/providers/catalog.h"
#include "tests/ui/settings/page.h"
#include "ui/common/dialog.h"
#include "ui/common/theme.h"
#include "ui/settings/jsonedit.h"
#include "ui/settings/jsonplaces.h"
#include "ui/settings/manifestdocument.h"
#include "ui/settings/modeleditor.h"
#include "ui/settings/modelpreview.h"

#include <QSignalSpy>
#include <QTextBlock>

using namespace raskadr;
using namespace raskadr::ui;
using raskadr::test::Page;
using namespace Qt::Literals::StringLiterals;

namespace {

// The editor in a window, with a reader as the program gives it.
class Desk
{
public:
    explicit Desk(const QByteArray& text)
        : page(new QWidget)
        , editor(new ModelEditor(&page.window, u"Model"_s, text))
    {
        QObject::connect(editor, &ModelEditor::readingWanted, editor,
                         [this](const QByteArray& bytes) {
                             ManifestReading reading;
                             reading.problem = manifestProblem(bytes);
                             if (const auto manifest = parseManifest(bytes)) {
                                 for (const ModelManifest& model : manifest->models) {
                                     ModelPreview preview;
                                     preview.name = model.name.en;
                                     for (const ParameterField& field : model.parameters.fields()) {
                                         FormField form;
                                         form.name = form.title = field.name;
                                         preview.fields.append(form);
                                     }
                                     for (const InputSlotDescription& input : model.inputs) {
                                         preview.inputs.append(input.title.en);
                                     }
                                     reading.models.append(preview);
                                 }
                             }
                             ++readings;
                             editor->showReading(reading);
                         });
        editor->open();
    }

    JsonEdit* edit() const { return editor->findChild<JsonEdit*>(); }
    bool isRead() const { return page.button(u"Save"_s)->isEnabled(); }
    // Puts the caret behind the first occurrence of some text.
    void caretBehind(const QString& text) const
    {
        QTextCursor cursor = edit()->textCursor();
        cursor.setPosition(int(edit()->toPlainText().indexOf(text) + text.size()));
        edit()->setTextCursor(cursor);
    }

    Page page;
    ModelEditor* editor;
    int readings = 0;
};

QString wordAt(const QString& text, const QString& pointer)
{
    const auto range = JsonPlaces::of(text).at(pointer);
    return text.mid(range.start, range.length);
}

} // namespace

class EditorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsPlacesInAText()
    {
        const QString text = u"{\"a\": [1, {\"b/c\": \"x\"}], \"d~e\": {}}"_s;
        QVERIFY(!JsonPlaces::of(text).stop());
        QCOMPARE(wordAt(text, u"/a"_s), u"\"a\""_s);
        QCOMPARE(wordAt(text, u"/a/0"_s), u"1"_s);
        QCOMPARE(wordAt(text, u"/a/1/b~1c"_s), u"\"b/c\""_s);
        QCOMPARE(wordAt(text, u"/d~0e"_s), u"\"d~e\""_s);
        // What is not there stands where it is missing.
        QCOMPARE(wordAt(text, u"/d~0e/missing"_s), u"\"d~e\""_s);
        QCOMPARE(wordAt(text, u""_s), u"{"_s);
    }

    void tellsWhereATextStopsBeingJson_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("at");
        QTest::addColumn<JsonPlaces::Fault>("fault");
        using Fault = JsonPlaces::Fault;
        QTest::newRow("a comma too many") << u"{\"a\": 1,}"_s << 8 << Fault::NotJson;
        QTest::newRow("a comma that is missing") << u"[1 2]"_s << 3 << Fault::NotJson;
        QTest::newRow("no colon") << u"{\"a\" 1}"_s << 5 << Fault::NotJson;
        QTest::newRow("an open text") << u"{\"a\": \"x"_s << 6 << Fault::NotJson;
        QTest::newRow("something behind") << u"{} {}"_s << 3 << Fault::NotJson;
        QTest::newRow("nothing") << QString() << 0 << Fault::NotJson;
        QTest::newRow("a word") << u"{\"a\": yes}"_s << 6 << Fault::NotJson;
        QTest::newRow("an escape") << u"[\"\\q\"]"_s << 2 << Fault::NotJson;
        QTest::newRow("a key twice") << u"{\"a\": 1, \"a\": 2}"_s << 9 << Fault::Twice;
        QTest::newRow("too deep") << QString(100, u'[') << 64 << Fault::TooDeep;
    }

    void tellsWhereATextStopsBeingJson()
    {
        QFETCH(const QString, text);
        QFETCH(const int, at);
        QFETCH(const JsonPlaces::Fault, fault);
        const auto stop = JsonPlaces::of(text).stop();
        QVERIFY(stop);
        QCOMPARE(stop->at, at);
        QCOMPARE(stop->fault, fault);
        QVERIFY(manifestProblem(text.toUtf8()));
    }

    void beginsWithDocumentsThatAreInOrder()
    {
        QVERIFY(!manifestProblem(newProviderDocument()));
        for (const QByteArray& seed : seedManifests()) {
            const auto pieces = splitManifest(seed);
            QVERIFY(pieces);
            QList<QByteArray> models;
            for (const ManifestPiece& piece : pieces->sliced(1)) {
                models.append(piece.json);
            }
            const QByteArray whole = manifestDocument(pieces->first().json, models);
            QVERIFY2(!manifestProblem(whole), whole.constData());
            // What was written down again says the same.
            const auto again = splitManifest(whole);
            QVERIFY(again);
            QCOMPARE(again->size(), pieces->size());
            for (qsizetype i = 0; i < again->size(); ++i) {
                QCOMPARE(again->at(i).json, pieces->at(i).json);
            }
            if (!parseProvider(pieces->first().json)->isBuiltin()) {
                QVERIFY(!manifestProblem(newModelDocument(pieces->first().json)));
            }
        }
        QVERIFY(manifestDocument("no json", {}).isEmpty());
    }

    void readsWhileItIsTyped()
    {
        Desk desk(newProviderDocument());
        QTRY_VERIFY(desk.isRead());
        QVERIFY(desk.page.shows(u"without faults"_s));
        QVERIFY(desk.page.shows(u"New model"_s));

        desk.caretBehind(u"\"flow\": \"sy"_s);
        QTest::keyClicks(desk.edit(), u"x"_s);
        QVERIFY(!desk.page.button(u"Save"_s)->isEnabled());
        QTRY_VERIFY(desk.page.shows(u"/model/flow"_s));
        QVERIFY(desk.page.shows(u"Only one of these fits here"_s));
        QVERIFY(!desk.page.button(u"Save"_s)->isEnabled());
        QVERIFY(desk.page.shows(u"The last version without faults is shown."_s));
        QCOMPARE(desk.edit()->extraSelections().size(), 1);
        QCOMPARE(desk.edit()->extraSelections().first().cursor.selectedText(), u"\"flow\""_s);

        // The caret goes to the place.
        QTextCursor cursor = desk.edit()->textCursor();
        cursor.setPosition(0);
        desk.edit()->setTextCursor(cursor);
        QTest::keyClick(desk.edit(), Qt::Key_F8);
        QCOMPARE(desk.edit()->textCursor().block().text().trimmed().left(6), u"\"flow\""_s);

        QTest::keyClicks(desk.edit(), u" "_s);
        desk.edit()->undo();
        desk.edit()->undo();
        QTRY_VERIFY(desk.isRead());
        QVERIFY(desk.edit()->extraSelections().isEmpty());
    }

    void saysWhereTheTextIsNoJson()
    {
        Desk desk(newProviderDocument());
        QTRY_VERIFY(desk.isRead());
        desk.caretBehind(u"{"_s);
        QTest::keyClicks(desk.edit(), u","_s);
        QTRY_VERIFY(desk.page.shows(u"Line 1: This is not JSON"_s));
        desk.editor->setText("{\n  \"a\": 1,\n  \"a\": 2\n}", false);
        QTRY_VERIFY(desk.page.shows(u"Line 3: There is one of this name already."_s));
    }

    void hidesNothingOfAHostileText()
    {
        Desk desk(QByteArray(200, '['));
        QTRY_VERIFY(desk.page.shows(u"nested too deep"_s));
        QVERIFY(!desk.page.button(u"Save"_s)->isEnabled());
        desk.editor->setText("\xff\xfe{}", false);
        QTRY_VERIFY(desk.page.shows(u"This is not JSON"_s));
    }

    void savesWhatIsWithoutFaults()
    {
        Desk desk(newProviderDocument());
        QTRY_VERIFY(desk.isRead());
        QSignalSpy save(desk.editor, &ModelEditor::saveRequested);
        QSignalSpy closed(desk.editor, &Dialog::closed);
        QTest::keyClick(desk.edit(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(save.size(), 1);
        QCOMPARE(save.first().first().toByteArray(), desk.editor->text());
        QVERIFY(!desk.page.button(u"Save"_s)->isEnabled());
        desk.editor->showSaved(failure(ErrorKind::DiskFull, u"full"_s));
        QCOMPARE(closed.size(), 0);
        QVERIFY(desk.page.shows(u"The disk is full"_s));
        QTest::keyClick(desk.edit(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(save.size(), 2);
        desk.editor->showSaved({});
        QCOMPARE(closed.size(), 1);
    }

    void staysToShowACheck()
    {
        Desk desk(newProviderDocument());
        QVERIFY(!desk.page.button(u"Save and check"_s));
        desk.editor->setOffers(true, true);
        QTRY_VERIFY(desk.isRead());
        QSignalSpy save(desk.editor, &ModelEditor::saveRequested);
        QSignalSpy closed(desk.editor, &Dialog::closed);
        desk.page.button(u"Save and check"_s)->click();
        QVERIFY(save.first().at(1).toBool());
        desk.editor->showSaved({});
        QVERIFY(desk.page.shows(u"Checking…"_s));
        desk.editor->showCheck({CheckLine::Kind::Bad, u"The key does not fit."_s, {}});
        QVERIFY(desk.page.shows(u"The key does not fit."_s));
        QCOMPARE(closed.size(), 0);
        QVERIFY(desk.page.button(u"Save"_s)->isEnabled());
    }

    void asksBeforeChangesAreLost()
    {
        Desk desk(newProviderDocument());
        QSignalSpy closed(desk.editor, &Dialog::closed);
        desk.caretBehind(u"My service"_s);
        QTest::keyClicks(desk.edit(), u" 2"_s);
        QTest::keyClick(desk.editor, Qt::Key_Escape);
        QCOMPARE(closed.size(), 0);
        Dialog* question = Dialog::topmost(&desk.page.window);
        QVERIFY(question != desk.editor);
        question->reject();
        QVERIFY(desk.editor->text().contains("My service 2"));
        QTest::keyClick(desk.editor, Qt::Key_Escape);
        desk.page.button(u"Close without saving"_s)->click();
        QCOMPARE(closed.size(), 1);
    }

    void closesWithoutAQuestionWhenNothingWasChanged()
    {
        Desk desk(newProviderDocument());
        QSignalSpy closed(desk.editor, &Dialog::closed);
        QTest::keyClick(desk.editor, Qt::Key_Escape);
        QCOMPARE(closed.size(), 1);
    }

    void updatesTheSchemaOfWhatIsStoredOnly()
    {
        Desk desk(newProviderDocument());
        QVERIFY(!desk.page.button(u"Update the schema"_s));
        desk.editor->setOffers(true, false);
        QSignalSpy refresh(desk.editor, &ModelEditor::refreshRequested);
        desk.page.button(u"Update the schema"_s)->click();
        QCOMPARE(refresh.size(), 1);
        QTest::keyClicks(desk.edit(), u" "_s);
        QVERIFY(!desk.page.button(u"Update the schema"_s)->isEnabled());
    }

    void indentsWithTabAndLeavesWithControlTab()
    {
        Desk desk("{}");
        QVERIFY(QTest::qWaitForWindowActive(&desk.page.window));
        JsonEdit* edit = desk.edit();
        QCOMPARE(QApplication::focusWidget(), edit);
        desk.caretBehind(u"{"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(edit->toPlainText(), u"{\n  \n}"_s);
        QTest::keyClicks(edit, u"\"a\": ["_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTest::keyClicks(edit, u"1"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTest::keyClicks(edit, u"]"_s);
        QCOMPARE(edit->toPlainText(), u"{\n  \"a\": [\n    1\n  ]\n}"_s);
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Tab);
        QVERIFY(edit->toPlainText().startsWith(u"  {\n    \"a\""_s));
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(edit->toPlainText(), u"{\n  \"a\": [\n    1\n  ]\n}"_s);
        QTest::keyClick(edit, Qt::Key_Tab, Qt::ControlModifier);
        QVERIFY(QApplication::focusWidget() != edit);
    }

    void showsEachModelOfAManifest()
    {
        ModelPreviewPane pane;
        pane.resize(340, 600);
        ModelPreview picture;
        picture.name = u"Picture"_s;
        picture.prompt = u"Prompt"_s;
        FormField size;
        size.name = u"size"_s;
        size.title = u"Size"_s;
        size.kind = FormField::Kind::Choice;
        size.choices = {{u"small"_s, u"s"_s}, {u"large"_s, u"l"_s}};
        size.initial = u"l"_s;
        picture.fields = {size};
        ModelPreview video;
        video.name = u"Video"_s;
        video.inputs = {u"Start frame"_s, u"End frame"_s};
        pane.setModels({picture, video});
        pane.show();
        auto* choice = pane.findChild<QComboBox*>();
        QCOMPARE(choice->count(), 2);
        QCOMPARE(pane.findChild<ParameterForm*>()->values().value(u"size"_s).toString(), u"l"_s);
        QVERIFY(pane.findChild<TextArea*>()->isVisible());
        choice->setCurrentIndex(1);
        QVERIFY(!pane.findChild<TextArea*>()->isVisible());
        QVERIFY(pane.findChild<ParameterForm*>()->values().isEmpty());
        // The choice stays when the text changes.
        pane.setModels({picture, video});
        QCOMPARE(choice->currentIndex(), 1);
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyTheme(application, true, true);
    EditorTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "editortest.moc"
