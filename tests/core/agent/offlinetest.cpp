#include "core/agent/jsonprompt.h"
#include "core/agent/offlineagent.h"
#include "core/draft/scenewords.h"

#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

QString rewritten(const QString& prompt, const QString& words)
{
    const OfflineEdit edit = OfflineEdit::of(prompt, {}, false, words);
    return edit.notUnderstood.isEmpty() ? edit.prompt
                                        : u"не понял: "_s + edit.notUnderstood.join(u" | "_s);
}

} // namespace

class OfflineTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesJustTheWordsThatWereMeant_data()
    {
        QTest::addColumn<QString>("prompt");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const QString& prompt, const QString& words,
                            const QString& expected) {
            QTest::newRow(name) << prompt << words << expected;
        };
        // time of day
        row("day to evening", u"Маяк на скале, день, море"_s, u"замени день на вечер"_s,
            u"Маяк на скале, вечер, море"_s);
        row("an adverb", u"Днём девушка идёт по берегу"_s, u"замени день на вечер"_s,
            u"Вечером девушка идёт по берегу"_s);
        row("an adjective", u"дневной свет, дневная улица"_s, u"пусть будет ночь"_s,
            u"ночной свет, ночная улица"_s);
        row("in the dative", u"ближе к вечеру, город"_s, u"сделай утро"_s,
            u"ближе к утру, город"_s);
        row("what contradicts goes", u"Солнечный день на берегу"_s, u"замени день на вечер"_s,
            u"Вечер на берегу"_s);
        row("what agrees follows", u"ясный день, лес"_s, u"сделай ночь"_s, u"ясная ночь, лес"_s);
        row("on the sunset", u"лодка на закате, чайки"_s, u"вечер"_s, u"лодка вечером, чайки"_s);
        row("to the dusk", u"город ночью."_s, u"замени ночь на сумерки"_s, u"город в сумерках."_s);
        row("the light of the sunset", u"закатный свет сзади"_s, u"замени закат на сумерки"_s,
            u"сумеречный свет сзади"_s);
        row("said nowhere", u"маяк на скале."_s, u"вечер"_s, u"маяк на скале, вечер."_s);
        row("said by another word", u"рассвет над морем"_s, u"замени день на вечер"_s,
            u"вечер над морем"_s);
        row("english", u"A sunny day at sea, at noon."_s, u"make it evening"_s,
            u"An evening at sea, in the evening."_s);
        row("russian words, english prompt", u"a street at night, rain"_s,
            u"замени ночь на рассвет"_s, u"a street at dawn, rain"_s);
        // lens
        row("glued", u"Маяк, камера 24 мм, зерно"_s, u"Сделай камеру 35мм"_s,
            u"Маяк, камера 35 мм, зерно"_s);
        row("glued in the prompt", u"24mm lens, lighthouse"_s, u"камера 85 мм"_s,
            u"85mm lens, lighthouse"_s);
        row("no lens yet", u"Маяк"_s, u"сделай камеру 35мм"_s, u"Маяк, камера 35 мм"_s);
        row("the film stays", u"плёнка 35 мм, объектив 24 мм"_s, u"объектив 50"_s,
            u"плёнка 35 мм, объектив 50 мм"_s);
        row("no lens yet, english", u"Lighthouse"_s, u"set the lens to 50mm"_s,
            u"Lighthouse, 50mm lens"_s);
        // shot size
        row("closer up", u"Общий план, маяк"_s, u"крупный план"_s, u"Крупный план, маяк"_s);
        row("in the instrumental", u"снято общим планом"_s, u"сделай крупнее"_s,
            u"снято средним планом"_s);
        row("farther", u"крупный план девушки"_s, u"отдали камеру"_s, u"средний план девушки"_s);
        row("close friend", u"close friend, wide shot"_s, u"make it a close-up"_s,
            u"close friend, close-up"_s);
        row("a size said nowhere", u"маяк"_s, u"общий план"_s, u"маяк, общий план"_s);
        // warmth
        row("colder", u"тёплый контровой контур, море"_s, u"холоднее"_s,
            u"холодный контровой контур, море"_s);
        row("warmer", u"маяк"_s, u"сделай картинку теплее"_s, u"маяк, тёплый свет"_s);
        row("warmer still", u"тёплый свет"_s, u"теплее"_s, u"очень тёплый свет"_s);
        row("cold wind", u"холодный ветер, холодный свет"_s, u"теплее"_s,
            u"холодный ветер, тёплый свет"_s);
        row("colder, english", u"warm light, sea"_s, u"make it colder"_s, u"cold light, sea"_s);
        // weather
        row("rain to snow", u"улица под дождём, фонари"_s, u"замени дождь на снег"_s,
            u"улица под снегом, фонари"_s);
        row("add fog", u"лес, утро"_s, u"добавь туман"_s, u"лес, утро, туман"_s);
        row("without rain", u"улица, дождь, фонари"_s, u"убери дождь"_s, u"улица, фонари"_s);
        row("clear", u"улица, сильный дождь"_s, u"ясно"_s, u"улица, ясная погода"_s);
        // A for B
        row("boat to ship", u"У причала стоит старая лодка"_s, u"замени лодку на корабль"_s,
            u"У причала стоит старый корабль"_s);
        row("in its case", u"девушка с зонтом у окна"_s, u"замени зонт на фонарь"_s,
            u"девушка с фонарём у окна"_s);
        row("with an adjective", u"женщина в красном платье"_s,
            u"замени красное платье на синее пальто"_s, u"женщина в синем пальто"_s);
        row("an adjective alone", u"красная машина, красный дом"_s, u"замени красный на синий"_s,
            u"синяя машина, синий дом"_s);
        row("beings", u"на берегу стоит женщина"_s, u"замени женщину на рыбака"_s,
            u"на берегу стоит рыбак"_s);
        row("instead", u"маяк и лодка"_s, u"вместо лодки поставь корабль"_s, u"маяк и корабль"_s);
        row("replace, english", u"A boat near the lighthouse"_s, u"replace the boat with a ship"_s,
            u"A ship near the lighthouse"_s);
        row("where it stands", u"лодка на берегу"_s, u"замени лодку на берегу на дом"_s, u"дом"_s);
        // away and in
        row("remove with company", u"Девушка с красным зонтом идёт по берегу"_s, u"убери зонт"_s,
            u"Девушка идёт по берегу"_s);
        row("remove a part", u"маяк, старая лодка, море"_s, u"убери лодку"_s, u"маяк, море"_s);
        row("remove the last", u"маяк, море и лодка."_s, u"убери лодку"_s, u"маяк, море."_s);
        row("what is not there", u"пустой берег"_s, u"убери людей"_s, u"пустой берег, без людей"_s);
        row("add", u"берег."_s, u"добавь красную лодку у воды"_s,
            u"берег, красная лодка у воды."_s);
        row("add more", u"берег"_s, u"добавь больше света"_s, u"берег, больше света"_s);
        // several
        row("two wishes", u"маяк, закат, камера 35 мм"_s,
            u"Сделай камеру 50 мм и замени закат на сумерки"_s, u"маяк, сумерки, камера 50 мм"_s);
        row("three wishes", u"общий план, день"_s, u"крупнее, теплее и ночь"_s,
            u"средний план, ночь, тёплый свет"_s);
        row("two to remove", u"лодка, люди, море"_s, u"убери людей и лодку"_s, u"море"_s);
        row("politely", u"день"_s, u"Пожалуйста, замени день на вечер!"_s, u"вечер"_s);
        // what it is no master of
        row("sadness", u"маяк"_s, u"сделай грустнее"_s, u"не понял: сделай грустнее"_s);
        row("half", u"маяк, день"_s, u"вечер и побольше драмы"_s, u"не понял: побольше драмы"_s);
        row("nobody there", u"маяк"_s, u"замени лошадь на корову"_s,
            u"не понял: замени лошадь на корову"_s);
        row("nothing", u"маяк"_s, u"  "_s, u"маяк"_s);
    }

    void changesJustTheWordsThatWereMeant()
    {
        QFETCH(const QString, prompt);
        QFETCH(const QString, words);
        QTEST(rewritten(prompt, words), "expected");
    }

    void saysWhatThePromptSaysAlready()
    {
        const OfflineEdit edit =
            OfflineEdit::of(u"маяк, вечер, 35 мм"_s, {}, false, u"вечер, камера 35 мм"_s);
        QCOMPARE(edit.prompt, u"маяк, вечер, 35 мм"_s);
        QCOMPARE(edit.alreadySo, (QStringList{u"вечер"_s, u"камера 35 мм"_s}));
        QVERIFY(edit.notUnderstood.isEmpty());
    }

    void putsWhatIsToBeAwayIntoTheNegativePrompt()
    {
        const OfflineEdit edit = OfflineEdit::of(u"берег"_s, u"blur"_s, true, u"убери людей"_s);
        QCOMPARE(edit.prompt, u"берег"_s);
        QCOMPARE(edit.negativePrompt, u"blur, люди"_s);
    }

    void doesTheUnderstoodPartAndNamesTheRest()
    {
        const OfflineEdit edit =
            OfflineEdit::of(u"маяк, день"_s, {}, false,
                            u"замени день на вечер, добавь грусти в кадр, сделай красиво"_s);
        QVERIFY(edit.prompt.startsWith(u"маяк, вечер"_s));
        QVERIFY(edit.notUnderstood.contains(u"сделай красиво"_s));
    }

    void keepsAJsonPromptValidAndTheRestOfItToTheLetter()
    {
        const QString prompt =
            u"{ \"scene\": \"Маяк, день\",\n  \"camera\": {\"lens_mm\": 24, \"shot\":\"общий план\"}, \"seedless\": true }"_s;
        const OfflineEdit edit = OfflineEdit::of(
            prompt, {}, false, u"замени день на вечер, камера 35 мм, крупный план"_s);
        QCOMPARE(
            edit.prompt,
            u"{ \"scene\": \"Маяк, вечер\",\n  \"camera\": {\"lens_mm\": 35, \"shot\":\"крупный план\"}, \"seedless\": true }"_s);
        const OfflineEdit added = OfflineEdit::of(prompt, {}, false, u"добавь туман"_s);
        QVERIFY(JsonPrompt::read(added.prompt));
        QVERIFY(JsonPrompt::read(added.prompt)->hasShapeOf(*JsonPrompt::read(prompt)));
        QVERIFY(added.prompt.contains(u"туман"_s));
    }

    void meansToTheDraftEngineWhatItSays()
    {
        const auto time = [](const QString& prompt) {
            return ScenePrompt::read(prompt).scene.time;
        };
        for (const QString& prompt :
             {u"Маяк на скале, солнечный день, море"_s, u"Дневной город"_s, u"Полдень в лесу"_s,
              u"маяк"_s, u"утром на берегу"_s, u"a sunny day in the city"_s}) {
            const QString evening = rewritten(prompt, u"замени день на вечер"_s);
            QVERIFY2(time(evening) == SceneTime::Evening, qPrintable(evening));
            QCOMPARE(ScenePrompt::read(evening).scene.place, ScenePrompt::read(prompt).scene.place);
        }
        QCOMPARE(ScenePrompt::read(rewritten(u"маяк, 24 мм"_s, u"камера 85мм"_s)).scene.lensMm, 85);
        QCOMPARE(ScenePrompt::read(rewritten(u"маяк"_s, u"крупнее"_s)).scene.shotSize,
                 ShotSize::Close);
        QCOMPARE(ScenePrompt::read(rewritten(u"улица"_s, u"убери людей"_s)).scene.figure,
                 SceneFigure::None);
    }

    void survivesAnyWords()
    {
        const QStringList pieces{
            u"замени"_s, u"на"_s,    u"убери"_s, u"день"_s,   u"35"_s, u"мм"_s, u","_s,
            u"и"_s,      u"\""_s,    u"{"_s,     u"\\"_s,     u"А"_s,  u"ё"_s,  u"👩‍🚀"_s,
            u"\n"_s,     u"close"_s, u"up"_s,    u"вместо"_s, u"-"_s};
        quint32 state = 1;
        for (int run = 0; run < 3000; ++run) {
            QString words;
            QString prompt = run % 2 == 0 ? u"{\"a\":\""_s : QString();
            for (int i = 0; i < 9; ++i) {
                state = state * 1664525u + 1013904223u;
                words += pieces.at(int((state >> 16) % quint32(pieces.size()))) + u' ';
                state = state * 1664525u + 1013904223u;
                const QString piece = pieces.at(int((state >> 16) % quint32(pieces.size())));
                prompt += (run % 2 == 0 && (piece == u"\"" || piece == u"\\" || piece == u"\n")
                               ? QString()
                               : piece)
                    + u' ';
            }
            prompt += run % 2 == 0 ? u"\", \"n\": 7}"_s : QString();
            const OfflineEdit edit = OfflineEdit::of(prompt, {}, run % 3 == 0, words);
            if (run % 2 == 0) {
                const auto before = JsonPrompt::read(prompt);
                const auto after = JsonPrompt::read(edit.prompt);
                QVERIFY(before && after && after->hasShapeOf(*before));
            }
        }
    }
};

QTEST_GUILESS_MAIN(OfflineTest)
#include "offlinetest.moc"
