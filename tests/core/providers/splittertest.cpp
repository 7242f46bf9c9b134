#include "core/providers/answersplitter.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

QByteArray noise(qsizetype size, quint32 seed = 1)
{
    QRandomGenerator random(seed);
    QByteArray bytes(size, Qt::Uninitialized);
    for (char& byte : bytes) {
        byte = static_cast<char>(random.generate());
    }
    return bytes;
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class SplitterTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    Result<SplitAnswer> split(const QByteArray& answer)
    {
        const QString path = m_folder->filePath(u"answer"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(answer) != answer.size()) {
            return failure(ErrorKind::Internal);
        }
        file.close();
        return splitAnswer(path, m_folder->filePath(u"blob"_s));
    }
    QStringList blobs() const
    {
        return QDir(m_folder->path()).entryList({u"blob*"_s}, QDir::Files);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void shortAnswerStaysAsItIs()
    {
        const auto answer =
            split(" {\"a\":[\"b\",{\"c\":\"d\\\"\\\\\\u00e9\"}],\"n\":18446744073709551615} ");
        QVERIFY(answer);
        QCOMPARE(answer->form, ServiceAnswer::Form::Json);
        QVERIFY(
            answer->body
            == json::parse("{\"a\":[\"b\",{\"c\":\"d\\\"\\\\é\"}],\"n\":18446744073709551615}"));
        QCOMPARE(answer->blobs.size(), 0);
    }

    void longTextBecomesAFile_data()
    {
        QTest::addColumn<QByteArray>("text"); // as it stands in the answer
        QTest::addColumn<QByteArray>("wanted");
        QTest::addColumn<bool>("isDecoded");
        QTest::addColumn<QString>("mime");
        const QByteArray bytes = noise(200'001);
        const QByteArray plain = bytes.toBase64();
        QTest::newRow("base64") << plain << bytes << true << QString();
        QTest::newRow("without padding")
            << bytes.toBase64(QByteArray::OmitTrailingEquals) << bytes << true << QString();
        QTest::newRow("for addresses")
            << bytes.toBase64(QByteArray::Base64UrlEncoding) << bytes << true << QString();
        QTest::newRow("escaped slashes")
            << QByteArray(plain).replace("/", "\\/") << bytes << true << QString();
        QTest::newRow("escaped letters")
            << QByteArray(plain).replace("A", "\\u0041") << bytes << true << QString();
        QByteArray lines;
        for (qsizetype i = 0; i < plain.size(); i += 76) {
            lines += plain.mid(i, 76) + "\\r\\n";
        }
        QTest::newRow("in lines") << lines << bytes << true << QString();
        QTest::newRow("data URI") << "data:image/png;base64," + plain << bytes << true
                                  << u"image/png"_s;
        QTest::newRow("data URI without a type")
            << "data:;base64," + plain << bytes << true << QString();
        const QByteArray words = QByteArray("Маяк «ночью», 1/2.\n").repeated(5000);
        QTest::newRow("words") << QByteArray(words).replace("\n", "\\n") << words << false
                               << QString();
        QTest::newRow("pairs of code units")
            << QByteArray("\\ud83d\\ude00 ").repeated(9000)
            << QByteArray("\xf0\x9f\x98\x80 ").repeated(9000) << false << QString();
        QTest::newRow("half a pair")
            << QByteArray("\\ude00!").repeated(12000) << QByteArray("\xef\xbf\xbd!").repeated(12000)
            << false << QString();
    }

    void longTextBecomesAFile()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, wanted);
        QFETCH(bool, isDecoded);
        QFETCH(QString, mime);
        const auto answer =
            split("{\"before\":1,\"data\":[{\"b64\":\"" + text + "\"}],\"after\":\"x\"}");
        QVERIFY(answer);
        QCOMPARE(answer->form, ServiceAnswer::Form::Json);
        QVERIFY(
            answer->body
            == json::parse("{\"before\":1,\"data\":[{\"b64\":{\"$blob\":0}}],\"after\":\"x\"}"));
        QCOMPARE(answer->blobs.size(), 1);
        const AnswerBlob& blob = answer->blobs.first();
        QCOMPARE(blob.isDecoded, isDecoded);
        QVERIFY(!blob.isDamaged);
        QCOMPARE(blob.mime, mime);
        QCOMPARE(blob.size, wanted.size());
        QCOMPARE(read(blob.path), wanted);
    }

    void everyLengthIsWhole()
    {
        for (qsizetype size = 60'000; size < 60'010; ++size) {
            const QByteArray bytes = noise(size, quint32(size));
            const auto answer =
                split("[\"" + bytes.toBase64() + "\",\"" + bytes.toBase64() + "\"]");
            QVERIFY(answer);
            QCOMPARE(answer->blobs.size(), 2);
            QCOMPARE(read(answer->blobs.last().path), bytes);
            for (const AnswerBlob& blob : answer->blobs) {
                QFile::remove(blob.path);
            }
        }
    }

    void brokenBase64IsMarked_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray plain = noise(90'000).toBase64();
        QTest::newRow("a stranger in it") << plain.left(80'000) + "%" + plain.mid(80'001);
        QTest::newRow("padding in the middle") << plain.left(80'000) + "=" + plain.mid(80'001);
        QTest::newRow("one letter too many") << plain + "A";
        QTest::newRow("padding too many") << plain + "=";
    }

    void brokenBase64IsMarked()
    {
        QFETCH(QByteArray, text);
        const auto answer = split("{\"a\":\"" + text + "\"}");
        QVERIFY(answer);
        QVERIFY(answer->blobs.first().isDamaged);
    }

    void whatIsNoJsonLeavesNothingBehind_data()
    {
        QTest::addColumn<QByteArray>("answer");
        const QByteArray longText = QByteArray(100'000, 'A');
        QTest::newRow("picture") << QByteArray("\x89PNG\r\n\x1a\n") + noise(1000);
        QTest::newRow("page") << QByteArray("<html>Busy</html>");
        QTest::newRow("cut off in a long text") << "{\"a\":\"" + longText;
        QTest::newRow("cut off behind it") << "{\"a\":\"" + longText + "\"";
        QTest::newRow("long name") << "{\"" + longText + "\":1}";
        QTest::newRow("two documents") << QByteArray("{}{}");
        QTest::newRow("zero byte") << QByteArray("{\"a\":\0}", 7);
        QTest::newRow("deep") << QByteArray(1000, '[') + QByteArray(1000, ']');
        QTest::newRow("name twice") << QByteArray("{\"a\":1,\"a\":2}");
        QTest::newRow("broken UTF-8") << QByteArray("{\"a\":\"\xff\xfe\"}");
    }

    void whatIsNoJsonLeavesNothingBehind()
    {
        QFETCH(QByteArray, answer);
        const auto found = split(answer);
        QVERIFY(found);
        QCOMPARE(found->form, ServiceAnswer::Form::Other);
        QCOMPARE(found->excerpt, answer.left(4096));
        QCOMPARE(blobs(), QStringList());
    }

    void emptyAnswerIsEmpty()
    {
        QCOMPARE(split(" \r\n ")->form, ServiceAnswer::Form::Empty);
        QCOMPARE(split("")->form, ServiceAnswer::Form::Empty);
        QCOMPARE(split("\xef\xbb\xbf{\"a\":1}")->form, ServiceAnswer::Form::Json);
    }

    void tooMuchIsRefusedAndRemoved()
    {
        QByteArray many = "[";
        for (int i = 0; i < 300; ++i) {
            many += '"' + QByteArray(70'000, 'A') + "\",";
        }
        const auto texts = split(many + "1]");
        QVERIFY(!texts);
        QCOMPARE(texts.error().kind, ErrorKind::BadResponse);
        QCOMPARE(blobs(), QStringList());
        const auto large = split('[' + QByteArray("\"0123456789\",").repeated(500'000) + "1]");
        QVERIFY(!large);
        QCOMPARE(large.error().kind, ErrorKind::BadResponse);
    }

    void forgedBlobIsOnlyAValue()
    {
        const auto answer = split("{\"a\":{\"$blob\":0}}");
        QVERIFY(answer);
        QCOMPARE(answer->blobs.size(), 0); // so that the engine does not believe it
    }

    void stoppingEndsIt()
    {
        const QString path = m_folder->filePath(u"answer"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"a\":\"" + QByteArray(1'000'000, 'A') + "\"}");
        file.close();
        std::stop_source source;
        source.request_stop();
        const auto answer = splitAnswer(path, m_folder->filePath(u"blob"_s), source.get_token());
        QCOMPARE(answer.error().kind, ErrorKind::Cancelled);
        QCOMPARE(blobs(), QStringList());
    }

    void decodesInOneGo()
    {
        const QString path = m_folder->filePath(u"out"_s);
        QVERIFY(writeDecoded("data:image/gif;base64,R0lGODdh", path));
        QCOMPARE(read(path), QByteArray("GIF87a"));
        QVERIFY(QFile::remove(path));
        QVERIFY(writeDecoded("R0lGODdh", path));
        QVERIFY(QFile::remove(path));
        for (const QByteArray& text : {QByteArray(""), QByteArray("no base64!"), QByteArray("A"),
                                       QByteArray("data:image/png;base64,")}) {
            QVERIFY(!writeDecoded(text, path));
            QVERIFY(!QFile::exists(path));
        }
    }
};

QTEST_GUILESS_MAIN(SplitterTest)
#include "splittertest.moc"
