#include "core/draft/scenewords.h"

#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

class WordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understandsBothLanguages_data();
    void understandsBothLanguages();
    void knowsEveryForm_data();
    void knowsEveryForm();
    void isNotMisledByOtherWords_data();
    void isNotMisledByOtherWords();
    void otherWordsOnlyStir();
    void readsTheLens_data();
    void readsTheLens();
    void leavesOutWhatIsNotThere();
    void keepsWhatWasSaidFirst();
    void survivesAnyText_data();
    void survivesAnyText();
};

namespace {

SceneDescription sceneOf(const QString& prompt)
{
    return ScenePrompt::read(prompt).scene;
}

} // namespace

void WordsTest::understandsBothLanguages_data()
{
    QTest::addColumn<QString>("russian");
    QTest::addColumn<QString>("english");
    QTest::addColumn<int>("place");
    QTest::addColumn<int>("time");
    const auto row = [](const char* name, const QString& russian, const QString& english,
                        ScenePlace place, SceneTime time) {
        QTest::newRow(name) << russian << english << int(place) << int(time);
    };
    row("lighthouse", u"Маяк на утёсе ночью, общий план"_s,
        u"Lighthouse on a cliff at night, wide shot"_s, ScenePlace::Sea, SceneTime::Night);
    row("forest", u"Лес в тумане на рассвете"_s, u"A forest in fog at dawn"_s, ScenePlace::Forest,
        SceneTime::Dawn);
    row("street", u"Дождливая улица вечером, человек с зонтом"_s,
        u"Rainy street in the evening, a man with an umbrella"_s, ScenePlace::Street,
        SceneTime::Evening);
    row("mountains", u"Горы под снегом днём"_s, u"Mountains under snow by day"_s,
        ScenePlace::Mountains, SceneTime::Day);
    row("room", u"Женщина в комнате, тёплый свет"_s, u"A woman in a room, warm light"_s,
        ScenePlace::Room, SceneTime::Unsaid);
    row("profile", u"Крупный план, девушка в профиль, закат, 85 мм"_s,
        u"Close-up, a woman in profile, sunset, 85mm"_s, ScenePlace::Unsaid, SceneTime::Sunset);
    row("city", u"Холодный город в сумерках, средний план"_s, u"Cold city at dusk, medium shot"_s,
        ScenePlace::City, SceneTime::Dusk);
    row("field", u"Дорога через поле, дерево, птицы"_s, u"A road through a field, a tree, birds"_s,
        ScenePlace::Field, SceneTime::Unsaid);
    row("harbour", u"Лодка у причала, шторм"_s, u"A boat at the pier, storm"_s, ScenePlace::Sea,
        SceneTime::Unsaid);
}

void WordsTest::understandsBothLanguages()
{
    QFETCH(QString, russian);
    QFETCH(QString, english);
    QFETCH(int, place);
    QFETCH(int, time);
    const SceneDescription scene = sceneOf(russian);
    QCOMPARE(int(scene.place), place);
    QCOMPARE(int(scene.time), time);
    QVERIFY(scene == sceneOf(english));
    QVERIFY(scene == sceneOf(russian.toUpper()));
}

void WordsTest::knowsEveryForm_data()
{
    QTest::addColumn<QString>("plain");
    QTest::addColumn<QStringList>("forms");
    QTest::newRow("forest")
        << u"лес"_s
        << u"леса лесу лесом лесе лесов лесах лесной лесная лесного лесные"_s.split(u' ');
    QTest::newRow("sea") << u"море"_s
                         << u"моря морю морем морей морская морского океан берега"_s.split(u' ');
    QTest::newRow("city") << u"город"_s
                          << u"города городу городом городе городов городской"_s.split(u' ');
    QTest::newRow("mountains") << u"горы"_s << u"гора горе горами горах горная"_s.split(u' ');
    QTest::newRow("room") << u"комната"_s
                          << u"комнаты комнате комнату комнатой комнат комнатах"_s.split(u' ');
    QTest::newRow("night") << u"ночь"_s
                           << u"ночи ночью ночей ночная ночного ночном полночь"_s.split(u' ');
    QTest::newRow("day") << u"день"_s << u"дня днём дни полдень солнечный"_s.split(u' ');
    QTest::newRow("evening") << u"вечер"_s << u"вечера вечером вечерний вечернее"_s.split(u' ');
    QTest::newRow("dawn") << u"рассвет"_s
                          << u"рассвета рассвете рассветный заря зари утро утром"_s.split(u' ');
    QTest::newRow("sunset") << u"закат"_s
                            << u"заката закате закатом закатный закатное"_s.split(u' ');
    QTest::newRow("dusk") << u"сумерки"_s << u"сумерках сумерек сумеречный"_s.split(u' ');
    QTest::newRow("rain") << u"дождь"_s << u"дождя дождём дожде дождливый ливень"_s.split(u' ');
    QTest::newRow("fog") << u"туман"_s
                         << u"тумана тумане туманом туманный туманное дымка"_s.split(u' ');
    QTest::newRow("snow") << u"снег"_s
                          << u"снега снегом снегу снежный снежная зимой зимний"_s.split(u' ');
    QTest::newRow("warm") << u"тёплый"_s << u"теплый тёплая тёплого тепло"_s.split(u' ');
    QTest::newRow("cold") << u"холодный"_s << u"холодная холодного холодно"_s.split(u' ');
}

void WordsTest::knowsEveryForm()
{
    QFETCH(QString, plain);
    QFETCH(QStringList, forms);
    const SceneDescription expected = sceneOf(plain);
    QVERIFY(!(expected == SceneDescription{}));
    for (const QString& form : forms) {
        QVERIFY2(sceneOf(form) == expected, qPrintable(form));
    }
}

void WordsTest::isNotMisledByOtherWords_data()
{
    QTest::addColumn<QString>("word");
    for (const QString& word :
         u"лестница лесть мороз мораль гореть горизонт дневник полка полы "
         u"обобщение средство крупа daybook seal fielding snowdon"_s.split(u' ')) {
        QTest::newRow(qPrintable(word)) << word;
    }
}

void WordsTest::isNotMisledByOtherWords()
{
    QFETCH(QString, word);
    QVERIFY(sceneOf(word) == SceneDescription{});
}

void WordsTest::otherWordsOnlyStir()
{
    const ScenePrompt plain = ScenePrompt::read(u"Маяк ночью"_s);
    const ScenePrompt other = ScenePrompt::read(u"Загадочный маяк ночью"_s);
    QVERIFY(plain.scene == other.scene);
    QVERIFY(plain.stir != other.stir);
    QCOMPARE(ScenePrompt::read(u"  МАЯК, ночью!"_s).stir, plain.stir);
}

void WordsTest::readsTheLens_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<int>("lens");
    QTest::newRow("russian") << u"город, 35 мм"_s << 35;
    QTest::newRow("together") << u"50мм портрет"_s << 50;
    QTest::newRow("english") << u"shot on 85mm lens"_s << 85;
    QTest::newRow("another number") << u"35 человек"_s << 0;
    QTest::newRow("impossible") << u"3 мм"_s << 0;
    QTest::newRow("huge") << u"99999999999999 мм"_s << 0;
}

void WordsTest::readsTheLens()
{
    QFETCH(QString, prompt);
    QFETCH(int, lens);
    QCOMPARE(sceneOf(prompt).lensMm, lens);
}

void WordsTest::leavesOutWhatIsNotThere()
{
    QCOMPARE(int(sceneOf(u"улица без людей"_s).figure), int(SceneFigure::None));
    QCOMPARE(int(sceneOf(u"a street without any people"_s).figure), int(SceneFigure::None));
    QCOMPARE(int(sceneOf(u"город без дождя"_s).weather), int(SceneWeather::Clear));
    QCOMPARE(int(sceneOf(u"город без дождя"_s).place), int(ScenePlace::City));
}

void WordsTest::keepsWhatWasSaidFirst()
{
    QCOMPARE(int(sceneOf(u"лес у моря"_s).place), int(ScenePlace::Forest));
    QCOMPARE(int(sceneOf(u"ночь перед рассветом"_s).time), int(SceneTime::Night));
    QCOMPARE(int(sceneOf(u"мужчина и женщина"_s).figure), int(SceneFigure::Couple));
}

void WordsTest::survivesAnyText_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::newRow("empty") << QString();
    QTest::newRow("signs") << u"*** ,.;:!? \n\t"_s;
    QTest::newRow("half a pair") << QString(QChar(0xd83c));
    QTest::newRow("long") << QString(200000, u'я');
    QTest::newRow("negation at the end") << u"лес без"_s;
    QTest::newRow("shot at the end") << u"крупный"_s;
}

void WordsTest::survivesAnyText()
{
    QFETCH(QString, prompt);
    const ScenePrompt read = ScenePrompt::read(prompt);
    QCOMPARE(read.scene.lensMm, 0);
    QCOMPARE(ScenePrompt::read(prompt).stir, read.stir);
}

QTEST_GUILESS_MAIN(WordsTest)
#include "wordstest.moc"
