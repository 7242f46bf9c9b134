#include "smartedittest.h"

#include "core/net/curlclient.h"
#include "shotbench.h"
#include "ui/common/button.h"
#include "ui/common/diffview.h"
#include "ui/common/fields.h"
#include "ui/common/switch.h"
#include "ui/common/textlabels.h"
#include "ui/shot/smarteditcontroller.h"
#include "ui/shot/smarteditlink.h"
#include "ui/shot/smarteditpanel.h"

#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

const char* const agentProvider = R"({"id":"draft","name":"Draft","local":true,"free":true})";
const char* const agentModel =
    R"({"id":"draft.agent","provider":"draft","name":"Draft agent","produces":"text",
  "flow":"builtin","free":true,"seed":null,"params":{"type":"object","properties":{"prompt":{"type":"string","x-widget":"prompt"}}}})";

// Of a service that nobody answers for: what is sent to it fails.
const char* const talkerProvider =
    R"({"id":"talker","name":"Talker","baseUrl":"https://127.0.0.1:1",
  "auth":{"kind":"header","name":"Authorization","value":"Bearer {secret.key}","secrets":["key"]}})";
const char* const talkerModel =
    R"({"id":"talker.words","provider":"talker","name":"Talker","produces":"text","flow":"sync","seed":null,
  "params":{"type":"object","required":["prompt"],"properties":{"prompt":{"type":"string","x-widget":"prompt"}}},
  "steps":{"submit":{"method":"POST","url":"{base}/chat","retrySafe":false,
    "body":{"type":"json","value":{"user":{"$param":"prompt"}}}}},
  "price":{"unit":"rub","estimate":[{"amount":0.01,"per":"token"}]},
  "outputs":[{"from":"submit","value":"/text","as":"text"}]})";

class OpenConnections final : public Connections
{
public:
    Result<ProviderAccess> access(const AccountId&, const QString&) const override
    {
        return ProviderAccess();
    }
};

class IdleEngine final : public BuiltinEngine
{
public:
    Result<BuiltinResult> run(const BuiltinRequest&, const std::function<void(double)>&,
                              std::stop_token) override
    {
        return failure(ErrorKind::ModelGone);
    }
};

// The page of a shot with «Правка» and the offline agent. What it sends stays in the queue of the
// bench.
class Desk
{
public:
    Desk()
        : sender(client, bench.clock(), pool,
                 [this] { return bench.filePath(u"part%1"_s.arg(++m_files)); })
        , jobs(bench.store(), bench.media(), bench.clock(), pool, engine)
    {
        bench.write([](Repositories& r) {
            r.catalog.putProvider({u"draft"_s, {}, {}, 1, agentProvider});
            r.catalog.putModel({u"draft.agent"_s, u"draft"_s, {}, 1, agentModel});
        });
        controller = std::make_unique<SmartEditController>(
            bench.store(), bench.account(), bench.media(), jobs, sender, connections);
        page().enableSmartEdit(*controller);
        page().resize(1280, 900);
        page().show();
    }
    ~Desk()
    {
        page().hide();
        pool.waitForDone();
    }

    ShotPage& page() { return bench.page(); }
    SmartEditPanel* panel() { return page().findChild<SmartEditPanel*>(); }
    TextArea* words() { return panel()->findChild<TextArea*>(); }
    DiffView* diff() { return panel()->findChild<DiffView*>(); }
    Button* button(const QString& text)
    {
        for (Button* button : panel()->findChildren<Button*>()) {
            if (button->text().startsWith(text)) {
                return button;
            }
        }
        return nullptr;
    }
    bool says(const QString& text)
    {
        for (WrapLabel* label : panel()->findChildren<WrapLabel*>()) {
            if (label->isVisible() && label->text().contains(text)) {
                return true;
            }
        }
        return false;
    }
    void openWith(const QString& prompt)
    {
        bench.generated(prompt);
        page().open(bench.shot());
        bench.settle();
    }
    void rewrite(const QString& text)
    {
        words()->setFocus();
        words()->setText(text);
        QTest::keyClick(words(), Qt::Key_Return);
    }
    bool awaitProposal()
    {
        return QTest::qWaitFor([this] { return diff()->isVisible(); }, 20'000);
    }
    std::optional<Generation> newest()
    {
        const QList<Generation> all = bench.generations();
        return all.isEmpty() ? std::nullopt : std::optional(all.first());
    }
    bool awaitGenerations(int count)
    {
        return QTest::qWaitFor([&] { return bench.generations().size() == count; }, 20'000);
    }

    ShotBench bench;
    QThreadPool pool;
    CurlClient client;
    ServiceSender sender;
    IdleEngine engine;
    OpenConnections connections;
    JobQueue jobs;
    std::unique_ptr<SmartEditController> controller;

private:
    int m_files = 0;
};

} // namespace

void SmartEditTest::showsWhatChangesAndSendsIt()
{
    Desk desk;
    desk.openWith(u"Маяк, день"_s);
    const Generation parent = *desk.newest();
    desk.rewrite(u"замени день на вечер"_s);
    QVERIFY(desk.awaitProposal());
    QCOMPARE(desk.diff()->after(), u"Маяк, вечер"_s);
    QCOMPARE(desk.bench.generations().size(), 1); // nothing runs by itself
    desk.button(u"Generate"_s)->click();
    QVERIFY(desk.awaitGenerations(2));
    const Generation edited = *desk.newest();
    QCOMPARE(edited.prompt, u"Маяк, вечер"_s);
    QCOMPARE(edited.parentId, parent.id);
    QCOMPARE(edited.editRequest, u"замени день на вечер"_s);
    QCOMPARE(edited.agentModel, u"draft.agent"_s);
    QCOMPARE(edited.seedSent, parent.seedSent);
    QTRY_COMPARE(desk.words()->text(), QString());
}

void SmartEditTest::sendsWhatWasChangedByHand()
{
    Desk desk;
    desk.openWith(u"Маяк, день"_s);
    desk.rewrite(u"замени день на вечер"_s);
    QVERIFY(desk.awaitProposal());
    desk.button(u"Change"_s)->click();
    QVERIFY(desk.diff()->isEditing());
    QCOMPARE(desk.diff()->toPlainText(), u"Маяк, вечер"_s);
    QTest::keyClicks(desk.diff(), u", fog"_s);
    QCOMPARE(desk.diff()->after(), u"Маяк, вечер, fog"_s);
    QTest::keyClick(desk.diff(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(desk.awaitGenerations(2));
    QCOMPARE(desk.newest()->prompt, u"Маяк, вечер, fog"_s);
}

void SmartEditTest::rewritesAndGeneratesAtOnce()
{
    Desk desk;
    desk.openWith(u"Маяк, день"_s);
    desk.words()->setText(u"замени день на вечер"_s);
    QTest::keyClick(desk.words(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(desk.awaitGenerations(2));
    QCOMPARE(desk.newest()->prompt, u"Маяк, вечер"_s);
}

void SmartEditTest::keepsTheWordsThatWereNotUnderstood()
{
    Desk desk;
    desk.openWith(u"Маяк, день"_s);
    desk.rewrite(u"сделай грустнее"_s);
    QTRY_VERIFY(desk.says(u"сделай грустнее"_s));
    QCOMPARE(desk.words()->text(), u"сделай грустнее"_s);
    // Half of a request is shown and not sent unseen.
    desk.words()->setText(u"вечер, сделай грустнее"_s);
    QTest::keyClick(desk.words(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(desk.awaitProposal());
    QVERIFY(desk.says(u"сделай грустнее"_s));
    QCOMPARE(desk.bench.generations().size(), 1);
}

void SmartEditTest::saysWhichLimitForbidsToAsk()
{
    Desk desk;
    desk.bench.write([&](Repositories& r) {
        r.catalog.putProvider({u"talker"_s, {}, {}, 1, talkerProvider});
        r.catalog.putModel({u"talker.words"_s, u"talker"_s, {}, 1, talkerModel});
        r.secrets.put({u"talker"_s, u"key"_s, "sealed", 1});
        Project film = *r.projects.find(desk.bench.project());
        film.budget = 0.05;
        r.projects.update(film);
    });
    AgentChoice choice;
    choice.modelId = u"talker.words"_s;
    desk.controller->choose(choice);
    QCOMPARE(desk.controller->agent()->model.id, choice.modelId);
    desk.openWith(u"Маяк, день"_s);
    desk.rewrite(u"замени день на вечер"_s);
    QTRY_VERIFY(desk.says(u"The limit of the project"_s));
    QCOMPARE(desk.words()->text(), u"замени день на вечер"_s);
}

void SmartEditTest::bringsTypedWordsBack()
{
    Desk desk;
    desk.openWith(u"Маяк, день"_s);
    const AssetId asset = desk.bench.feed().first().asset.id;
    desk.words()->setText(u"вечер и ту"_s);
    desk.panel()->flush();
    desk.bench.settle();
    // As another window of the same library would find them.
    SmartEditController later(desk.bench.store(), desk.bench.account(), desk.bench.media(),
                              desk.jobs, desk.sender, desk.connections);
    QCOMPARE(later.words(asset), u"вечер и ту"_s);
    desk.openWith(u"Лес"_s);
    desk.page().reveal(desk.bench.feed().first().asset.id);
    desk.bench.settle();
    QCOMPARE(desk.words()->text(), QString());
    desk.page().reveal(asset);
    desk.bench.settle();
    QCOMPARE(desk.words()->text(), u"вечер и ту"_s);
}

void SmartEditTest::goesBackToTheWordsWhenDiscarded()
{
    Desk desk;
    desk.openWith(u"Маяк, день"_s);
    desk.rewrite(u"вечер"_s);
    QVERIFY(desk.awaitProposal());
    desk.button(u"Discard"_s)->click();
    QVERIFY(!desk.diff()->isVisible());
    QCOMPARE(desk.words()->text(), u"вечер"_s);
    QCOMPARE(desk.bench.generations().size(), 1);
}

void SmartEditTest::drawsANewSeedIfTheSeedIsNotKept()
{
    Desk desk;
    desk.openWith(u"Маяк, день"_s);
    const Generation parent = *desk.newest();
    desk.panel()->findChild<Switch*>()->click();
    desk.rewrite(u"вечер"_s);
    QVERIFY(desk.awaitProposal());
    desk.button(u"Generate"_s)->click();
    QVERIFY(desk.awaitGenerations(2));
    QVERIFY(desk.newest()->seedSent.has_value());
    QVERIFY(desk.newest()->seedSent != parent.seedSent);
}

void SmartEditTest::asksForAModelWhenTheOldOneIsGone()
{
    Desk desk;
    desk.bench.generated(u"Маяк, день"_s);
    Generation gone = *desk.newest();
    gone.id = GenerationId::create();
    gone.modelId = u"test.gone"_s;
    const AssetId picture = desk.bench.addPicture(3);
    desk.bench.write([&](Repositories& r) {
        r.generations.insert(gone);
        Job job;
        job.generationId = gone.id;
        job.state = JobState::Done;
        r.jobs.insert(job);
        auto asset = *r.assets.find(picture);
        asset.generationId = gone.id;
        asset.origin = AssetOrigin::Generated;
        r.assets.update(asset);
    });
    desk.page().open(desk.bench.shot());
    desk.page().reveal(picture);
    desk.bench.settle();
    QVERIFY(desk.says(u"cannot be called any more"_s));
    desk.words()->setText(u"вечер"_s);
    QVERIFY(!desk.button(u"Rewrite"_s)->isEnabled());
}

void SmartEditTest::saysThatAFileHasNoPrompt()
{
    Desk desk;
    desk.bench.addPicture();
    desk.page().open(desk.bench.shot());
    desk.bench.settle();
    QVERIFY(desk.panel()->isVisible());
    QVERIFY(desk.says(u"The file has no prompt"_s));
    QVERIFY(desk.button(u"Describe…"_s)->isVisible());
    QVERIFY(!desk.words()->isVisible());
}

void SmartEditTest::isReachedByItsKey()
{
    Desk desk;
    desk.openWith(u"Маяк, день"_s);
    desk.page().activateWindow();
    QTest::keyClick(&desk.page(), Qt::Key_E);
    QTRY_COMPARE(QApplication::focusWidget(), desk.words());
}

void SmartEditTest::keepsTheShapeOfAJsonPromptThatIsChangedByHand()
{
    Desk desk;
    desk.openWith(u"{\"scene\": \"Маяк, день\"}"_s);
    desk.rewrite(u"замени день на вечер"_s);
    QVERIFY(desk.awaitProposal());
    QCOMPARE(desk.diff()->after(), u"{\"scene\": \"Маяк, вечер\"}"_s);
    desk.button(u"Change"_s)->click();
    desk.diff()->moveCursor(QTextCursor::End);
    QTest::keyClick(desk.diff(), Qt::Key_Backspace);
    QVERIFY(desk.says(u"JSON"_s));
    QVERIFY(!desk.button(u"Generate"_s)->isEnabled());
    QTest::keyClicks(desk.diff(), u"}"_s);
    QVERIFY(desk.button(u"Generate"_s)->isEnabled());
}
