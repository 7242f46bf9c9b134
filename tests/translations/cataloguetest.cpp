#include "catalogue.h"

#include <QFile>
#include <QHash>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

// The texts themselves: nothing forgotten, nothing broken on the way, one word for one thing, and
// Russian as it is printed.
class CatalogueTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void updatingFromTheSourcesChangesNothing_data();
    void updatingFromTheSourcesChangesNothing();
    void everyTextIsTranslated();
    void everyPluralHasItsForms();
    void placeholdersAndTagsSurvive();
    void mnemonicsSurvive();
    void sentencesEndAlike();
    void russianIsWrittenInCyrillic();
    void russianIsTypeset();
    void russianKeepsItsYo();
    void oneWordForOneThing();
    void sourceTextsAreEnglish();
    void wordsOnTheScreenAreTranslatable();
    void coreHasNoWords();

private:
    QList<Message> m_russian;
    QList<Message> m_english;
};

namespace {

const QChar noBreakSpace(0x00A0);

// Texts that read the same in both languages.
const QSet<QString> sameInRussian{u"Esc"_s, u"Enter"_s, u"Del"_s,        u"JSON"_s, u"XLSX"_s,
                                  u"CSV"_s, u"d MMM"_s, u"d MMM yyyy"_s, u"ID"_s};

// What a test found wrong, one line each; empty means right.
class Findings
{
public:
    void add(const Message& message, const QString& why)
    {
        m_lines.append(
            u"%1 → “%2”: %3"_s.arg(message.where(), message.translations.join(u" | "_s), why));
    }
    void add(const QString& line) { m_lines.append(line); }

    // Says them; Qt Test would cut off a long message.
    bool report() const
    {
        for (const QString& line : m_lines) {
            qWarning("%s", line.toUtf8().constData());
        }
        return m_lines.isEmpty();
    }

private:
    QStringList m_lines;
};

QString readText(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList allMatches(const QRegularExpression& pattern, const QString& text)
{
    QStringList found;
    for (auto matches = pattern.globalMatch(text); matches.hasNext();) {
        found.append(matches.next().captured());
    }
    found.sort();
    return found;
}

QStringList placeholders(const QString& text)
{
    static const QRegularExpression pattern(u"%(?:L?\\d{1,2}|L?n)|</?[a-z][^>]*>"_s);
    return allMatches(pattern, text);
}

} // namespace

void CatalogueTest::initTestCase()
{
    m_russian = readCatalogue(cataloguePath(u"ru"_s));
    m_english = readCatalogue(cataloguePath(u"en"_s));
    QVERIFY(!m_russian.isEmpty());
    QVERIFY(!m_english.isEmpty());
}

void CatalogueTest::updatingFromTheSourcesChangesNothing_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("Russian") << u"ru"_s << QStringList();
    QTest::newRow("English") << u"en"_s << QStringList{u"-pluralonly"_s};
}

void CatalogueTest::updatingFromTheSourcesChangesNothing()
{
    QFETCH(QString, language);
    QFETCH(QStringList, options);
    const QTemporaryDir folder;
    const QString copy = folder.filePath(u"raskadr_%1.ts"_s.arg(language));
    QVERIFY(QFile::copy(cataloguePath(language), copy));

    QProcess lupdate;
    lupdate.setWorkingDirectory(sourceFolder());
    lupdate.setProcessChannelMode(QProcess::MergedChannels);
    lupdate.start(QStringLiteral(RASKADR_LUPDATE),
                  QStringLiteral(RASKADR_LUPDATE_OPTIONS).split(u' ') + options
                      + QStringList{u"-target-language"_s, language, u"-ts"_s, copy});
    QVERIFY(lupdate.waitForFinished(120'000));
    const QByteArray said = lupdate.readAll();
    QVERIFY2(lupdate.exitCode() == 0 && said.isEmpty(), said.constData());

    QHash<QString, int> difference;
    for (const Message& message : readCatalogue(copy)) {
        ++difference[message.where()];
    }
    for (const Message& message : readCatalogue(cataloguePath(language))) {
        --difference[message.where()];
    }
    Findings findings;
    for (auto it = difference.cbegin(); it != difference.cend(); ++it) {
        if (it.value() != 0) {
            findings.add((it.value() > 0 ? u"new: "_s : u"gone: "_s) + it.key());
        }
    }
    QVERIFY(findings.report());
    QCOMPARE(readText(copy), readText(cataloguePath(language)));
}

void CatalogueTest::everyTextIsTranslated()
{
    Findings findings;
    for (const Message& message : m_russian + m_english) {
        if (!message.state.isEmpty()) {
            findings.add(message, message.state);
        } else if (message.translations.isEmpty() || message.translations.contains(QString())) {
            findings.add(message, u"empty"_s);
        }
    }
    QVERIFY(findings.report());
}

void CatalogueTest::everyPluralHasItsForms()
{
    Findings findings;
    for (const Message& message : m_russian) {
        if (message.translations.size() != (message.plural ? 3 : 1)) {
            findings.add(message, u"Russian has three plural forms"_s);
        }
    }
    QSet<QString> plurals;
    for (const Message& message : m_english) {
        plurals.insert(message.where());
        if (!message.plural || message.translations.size() != 2) {
            findings.add(message, u"English has two plural forms"_s);
        }
    }
    for (const Message& message : m_russian) {
        if (message.plural && !plurals.contains(message.where())) {
            findings.add(message, u"missing in the English catalogue"_s);
        }
    }
    QVERIFY(findings.report());
}

void CatalogueTest::placeholdersAndTagsSurvive()
{
    Findings findings;
    for (const Message& message : m_russian + m_english) {
        for (const QString& translation : message.translations) {
            if (placeholders(message.source) != placeholders(translation)) {
                findings.add(message, u"placeholders or tags differ"_s);
            }
        }
    }
    QVERIFY(findings.report());
}

void CatalogueTest::mnemonicsSurvive()
{
    static const QRegularExpression mnemonic(u"&(?=[\\p{L}\\d])"_s);
    Findings findings;
    for (const Message& message : m_russian) {
        for (const QString& translation : message.translations) {
            if (allMatches(mnemonic, message.source) != allMatches(mnemonic, translation)) {
                findings.add(message, u"mnemonics differ"_s);
            }
        }
    }
    QVERIFY(findings.report());
}

void CatalogueTest::sentencesEndAlike()
{
    static const QRegularExpression ending(u"[.…:,\\s]*$"_s);
    const auto endingOf = [](const QString& text) {
        return ending.match(text).captured().replace(noBreakSpace, u' ');
    };
    const auto startOf = [](const QString& text) { return !text.isEmpty() && text[0].isSpace(); };
    Findings findings;
    for (const Message& message : m_russian) {
        for (const QString& translation : message.translations) {
            const bool otherMark = translation.endsWith(u'?') || translation.endsWith(u'№');
            if ((!otherMark && endingOf(message.source) != endingOf(translation))
                || startOf(message.source) != startOf(translation)) {
                findings.add(message, u"begins or ends otherwise than its source"_s);
            }
        }
    }
    QVERIFY(findings.report());
}

void CatalogueTest::russianIsWrittenInCyrillic()
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
    QVERIFY(findings.report());
}

void CatalogueTest::russianIsTypeset()
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
    QVERIFY(findings.report());
}

void CatalogueTest::russianKeepsItsYo()
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
    QVERIFY(findings.report());
}

void CatalogueTest::oneWordForOneThing()
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
    const QRegularExpression typed(u"raskadr-cli [^.]*|--[a-z-]+|\\b[A-Z]{3,}\\b"_s);
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
    QVERIFY(findings.report());
}

void CatalogueTest::sourceTextsAreEnglish()
{
    static const QRegularExpression foreign(u"\\p{Cyrillic}|[«»]|\\.\\.\\.|\""_s);
    Findings findings;
    for (const Message& message : m_russian) {
        if (message.source.contains(foreign)) {
            findings.add(message, u"the source is no typeset English"_s);
        }
    }
    QVERIFY(findings.report());
}

void CatalogueTest::wordsOnTheScreenAreTranslatable()
{
    static const QRegularExpression literal(u"\"(?:\\\\.|[^\"\\\\\\n])*\""_s);
    static const QRegularExpression cyrillic(u"\\p{Cyrillic}"_s);
    static const QRegularExpression shown(
        u"\\b(?:setText|setToolTip|setHint|setAccessibleName|setAccessibleDescription|setTitle|"
        "setPlaceholderText|setWindowTitle|setSuffix|setPrefix|setStatusTip)\\(\\s*u?\"([^\"]*)\""_s);
    static const QRegularExpression word(u"\\p{L}{2,}"_s);
    Findings findings;
    for (const QString& file : sourceFiles(u"ui"_s) + sourceFiles(u"app"_s)) {
        const QString code = withoutComments(readText(file));
        for (auto matches = literal.globalMatch(code); matches.hasNext();) {
            const QString text = matches.next().captured();
            // A language is called by its own name; the demo film is content.
            const bool own = text == u"\"Русский\""_s || file.contains(u"/app/demo/"_s);
            if (text.contains(cyrillic) && !own) {
                findings.add(u"%1: %2 belongs into the catalogue"_s.arg(file, text));
            }
        }
        for (auto matches = shown.globalMatch(code); matches.hasNext();) {
            const QRegularExpressionMatch match = matches.next();
            if (match.captured(1).contains(word)) {
                findings.add(u"%1: %2 is not translated"_s.arg(file, match.captured()));
            }
        }
    }
    QVERIFY(findings.report());
}

void CatalogueTest::coreHasNoWords()
{
    static const QRegularExpression call(u"\\btr\\(|\\btranslate\\(\\s*\""_s);
    Findings findings;
    for (const QString& file : sourceFiles(u"core"_s)) {
        if (withoutComments(readText(file)).contains(call)) {
            findings.add(file);
        }
    }
    QVERIFY(findings.report());
}

QTEST_GUILESS_MAIN(CatalogueTest)
#include "cataloguetest.moc"
