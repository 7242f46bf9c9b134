#include "catalogue.h"
#include "findings.h"

#include <QFile>
#include <QHash>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

// The catalogues and the sources: nothing forgotten, nothing broken on the way.
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
    void sourceTextsAreEnglish();
    void wordsOnTheScreenAreTranslatable();
    void everyTextOfTheCodeIsInTheCatalogue();
    void coreHasNoWords();

private:
    QList<Message> m_russian;
    QList<Message> m_english;
};

namespace {

const QChar noBreakSpace(0x00A0);

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
    QVERIFY(findings.areNone());
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
    QVERIFY(findings.areNone());
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
    QVERIFY(findings.areNone());
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
    QVERIFY(findings.areNone());
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
    QVERIFY(findings.areNone());
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
    QVERIFY(findings.areNone());
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
    QVERIFY(findings.areNone());
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
    QVERIFY(findings.areNone());
}

// lupdate passes over calls that it cannot read, for example with a cast as the number.
void CatalogueTest::everyTextOfTheCodeIsInTheCatalogue()
{
    static const QRegularExpression call(
        uR"re(\btranslate\(\s*"(\w+)",\s*((?:"(?:\\.|[^"\\\n])*"\s*)+))re"_s);
    static const QRegularExpression piece(uR"re("((?:\\.|[^"\\\n])*)")re"_s);
    QSet<std::pair<QString, QString>> known;
    for (const Message& message : m_russian) {
        known.insert({message.context, message.source});
    }
    Findings findings;
    int calls = 0;
    for (const QString& file : sourceFiles(u"ui"_s) + sourceFiles(u"app"_s)) {
        const QString code = withoutComments(readText(file));
        for (auto matches = call.globalMatch(code); matches.hasNext(); ++calls) {
            const QRegularExpressionMatch match = matches.next();
            QString text;
            for (auto pieces = piece.globalMatch(match.captured(2)); pieces.hasNext();) {
                text += pieces.next().captured(1);
            }
            text.replace(u"\\n"_s, u"\n"_s).replace(u"\\\""_s, u"\""_s);
            if (!known.contains({match.captured(1), text})) {
                findings.add(u"%1: \"%2\" of %3 is not in the catalogue"_s.arg(file, text,
                                                                               match.captured(1)));
            }
        }
    }
    QVERIFY(calls > 0);
    QVERIFY(findings.areNone());
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
    QVERIFY(findings.areNone());
}

QTEST_GUILESS_MAIN(CatalogueTest)
#include "cataloguetest.moc"
