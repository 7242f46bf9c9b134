#include "catalogue.h"
#include "findings.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

// How the Russian is written: as it is printed, and with one word for one thing.
class RussianTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void russianIsWrittenInCyrillic();
    void russianIsTypeset();
    void russianKeepsItsYo();
    void oneWordForOneThing();

private:
    QList<Message> m_russian;
};

namespace {

// Texts that read the same in both languages.
const QSet<QString> sameInRussian{u"Esc"_s,  u"Enter"_s, u"Del"_s,   u"JSON"_s,
                                  u"XLSX"_s, u"CSV"_s,   u"d MMM"_s, u"d MMM yyyy"_s,
                                  u"ID"_s,   u"VAE"_s,   u"LoRA"_s,  u"CLIP skip"_s};

} // namespace

void RussianTest::initTestCase()
{
    m_russian = readCatalogue(cataloguePath(u"ru"_s));
    QVERIFY(!m_russian.isEmpty());
}

void RussianTest::russianIsWrittenInCyrillic()
{
    static const QRegularExpression marks(u"%(?:L?\\d{1,2}|L?n)|<[^>]*>"_s);
    static const QRegularExpression letter(u"\\p{L}"_s);
    static const QRegularExpression cyrillic(u"\\p{Cyrillic}"_s);
    static const QRegularExpression mixed(u"\\p{Latin}\\p{Cyrillic}|\\p{Cyrillic}\\p{Latin}"_s);
    Findings findings;
    for (const Message& message : m_russian) {
        for (const QString& translation : message.translations) {
            const QString bare = QString(translation).remove(marks);
            if (bare.contains(letter) && !bare.contains(cyrillic)
                && !sameInRussian.contains(translation)) {
                findings.add(message, u"no Russian in it"_s);
            }
            if (translation.contains(mixed)) {
                findings.add(message, u"a word mixes Latin and Cyrillic letters"_s);
            }
        }
    }
    QVERIFY(findings.areNone());
}

void RussianTest::russianIsTypeset()
{
    struct Rule
    {
        QRegularExpression wrong;
        QString why;
    };
    const QList<Rule> rules{
        {QRegularExpression(u"[\"“”„‟]|(?<!\\p{Latin})'"_s), u"quotes are «ёлочки»"_s},
        {QRegularExpression(u"\\.\\.\\."_s), u"the ellipsis is one character"_s},
        {QRegularExpression(u"\\s[-–]\\s|--(?![a-z])"_s), u"the dash is —"_s},
        {QRegularExpression(u"[^\u00A0\\n]—"_s), u"a dash does not begin a line"_s},
        {QRegularExpression(u"  |\\s[,;:!?…»]|\\s\\.(?!\\w)|«\\s"_s), u"a space too many"_s},
        {QRegularExpression(u"%(?:L?n|n) "_s), u"a number and its noun stay together"_s},
        {QRegularExpression(
             u"\\d %(?!\\d)|\\d (?:с|мин|ч|КБ|МБ|ГБ|ТБ|Мп|Гп|к/с|px|₽|\\$|€)(?![\\p{L}])"_s),
         u"a number and its unit stay together"_s},
        {QRegularExpression(u"\\d\\.\\d(?!\\d*:1)"_s),
         u"the decimal comma"_s}, // but --aspect 2.39:1
        {QRegularExpression(u"\\d[%]"_s), u"a space before the percent sign"_s},
    };
    Findings findings;
    for (const Message& message : m_russian) {
        for (const QString& translation : message.translations) {
            for (const Rule& rule : rules) {
                if (translation.contains(rule.wrong)) {
                    findings.add(message, rule.why);
                }
            }
            if (translation.count(u'«') != translation.count(u'»')) {
                findings.add(message, u"unpaired quotes"_s);
            }
        }
    }
    QVERIFY(findings.areNone());
}

void RussianTest::russianKeepsItsYo()
{
    // Words that are never right without ё; «все», «счета» and the like can be, and are left to
    // eyes.
    static const QRegularExpression wrong(
        u"(?<!\\p{L})(?:еще|ее|мое|твое|свое|моем|твоем|своем|нем|чье|идет|придет|придется|"
        u"найдется|"
        "пойдет|вернется|остается|создается|дает|берет|ждет|живет|войдет|выйдет|сохранен|удален|"
        "поврежден|отклонен|завершен|включен|выключен|изменен|перемещен|запрещен|разрешен|пришел|"
        "нашел|произошел|ушел|счет|отсчет|учетн\\p{L}+|зелен\\p{L}+|желт\\p{L}+|черн\\p{L}+|объем|"
        "прием|"
        "подъем|надежн\\p{L}+|легк\\p{L}+|дешев\\p{L}+|трех|четырех)(?!\\p{L})"_s,
        QRegularExpression::CaseInsensitiveOption);
    Findings findings;
    for (const Message& message : m_russian) {
        for (const QString& translation : message.translations) {
            if (const auto match = wrong.match(translation); match.hasMatch()) {
                findings.add(message, match.captured());
            }
        }
    }
    QVERIFY(findings.areNone());
}

void RussianTest::oneWordForOneThing()
{
    struct Term
    {
        QString english; // whole words of the source
        QString russian; // what the translation then has
    };
    const QList<Term> terms{
        {u"shots?"_s, u"шот"_s},
        {u"assets?"_s, u"ассет"_s},
        {u"headliners?"_s, u"хедлайнер"_s},
        {u"seeds?"_s, u"сид"_s},
        {u"prompts?"_s, u"промт"_s},
        {u"providers?"_s, u"провайдер"_s},
        {u"models?"_s, u"модел"_s},
        {u"storyboard"_s, u"сценарн"_s},
        {u"trash"_s, u"корзин"_s},
        {u"queue"_s, u"очеред"_s},
        {u"passport"_s, u"паспорт"_s},
        {u"generations?"_s, u"генераци"_s},
        {u"generates?|generating|generated"_s, u"генерир"_s},
        {u"animates?|animated"_s, u"ожив"_s},
        {u"drafts?"_s, u"чернов"_s},
        {u"colou?r strip"_s, u"цветов\\p{L}+ лент"_s},
        {u"librar(?:y|ies)"_s, u"библиотек"_s},
        {u"projects?"_s, u"проект"_s},
        {u"comments?"_s, u"комментари"_s},
    };
    // A shot size is the scale of a frame; an error of a provider is worded as the table of
    // provider errors has it, which does not always name the provider.
    const QSet<QString> wordedOtherwise{
        u"What is in the frame: who, where, light, shot size, lens"_s,
        u"The provider gets too many requests. We will try again by ourselves."_s,
        u"The provider gets too many requests. We will try again in %1."_s,
        u"The provider gets too many requests. Repeat a little later."_s,
        u"The provider's content filter rejected the request. Change the description or the "
        "picture."_s,
        u"Skip empty shots"_s};
    // What is typed on the command line is no word of a sentence.
    const QRegularExpression typed(
        u"raskadr-cli [^.]*|--[a-z-]+|\\b[A-Z]{3,}\\b|\\bdraft\\.[a-z]+"_s);
    const QRegularExpression unwanted(
        u"промпт|хэдлайнер|аккаунт|(?<!\\p{L})(?:бокс|клип|ролик|тейк|дубль|фавори|стейтс|рендер)"_s,
        QRegularExpression::CaseInsensitiveOption);
    Findings findings;
    for (const Message& message : m_russian) {
        for (const QString& translation : message.translations) {
            if (translation.contains(unwanted)) {
                findings.add(message, u"a word that the program does not use"_s);
            }
            if (wordedOtherwise.contains(message.source)) {
                continue;
            }
            const QString source = QString(message.source).remove(typed);
            for (const Term& term : terms) {
                const QRegularExpression english(
                    u"(?<![\\p{L}-])(?:%1)(?![\\p{L}-])"_s.arg(term.english),
                    QRegularExpression::CaseInsensitiveOption);
                const QRegularExpression russian(term.russian,
                                                 QRegularExpression::CaseInsensitiveOption);
                if (source.contains(english) && !translation.contains(russian)) {
                    findings.add(message, u"lacks “%1…”"_s.arg(term.russian));
                }
            }
        }
    }
    QVERIFY(findings.areNone());
}

QTEST_GUILESS_MAIN(RussianTest)
#include "russiantest.moc"
