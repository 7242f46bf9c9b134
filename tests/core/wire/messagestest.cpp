#include "core/wire/comment.h"
#include "core/wire/fields.h"
#include "core/wire/limits.h"
#include "core/wire/share.h"
#include "core/wire/snapshot.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace raskadr::wire;
using namespace Qt::Literals::StringLiterals;

namespace {

const std::string shotId(32, 'a');
const std::string hash(64, '0');

SnapshotMedium medium(char digit)
{
    return {std::string(32, digit), hash, 4'096};
}

Snapshot sample()
{
    Snapshot snapshot;
    snapshot.shots.push_back({shotId,
                              7,
                              "Мост",
                              ShotKind::Video,
                              1280,
                              720,
                              3'000,
                              {{MediaRole::Thumb, medium('1')}, {MediaRole::Full, medium('2')}}});
    snapshot.shots.push_back({std::string(32, 'b'), 8, {}, ShotKind::None, 0, 0, 0, {}});
    return snapshot;
}

nlohmann::json sampleJson()
{
    return nlohmann::json::parse(toJson(sample()));
}

std::string nested(int depth)
{
    return std::string(std::size_t(depth), '[') + std::string(std::size_t(depth), ']');
}

QString placeOf(const Refusal& refusal)
{
    return QString::fromStdString(refusal.place);
}

} // namespace

class MessagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void snapshotSurvivesTheWay()
    {
        const auto back = parseSnapshot(toJson(sample()));
        QVERIFY2(back, back ? "" : back.error().reason.c_str());
        QVERIFY(*back == sample());
    }

    void snapshotIsRefusedWithItsPlace_data()
    {
        QTest::addColumn<QString>("pointer"); // where the document is changed
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("place"); // where the refusal points
        QTest::newRow("a prompt") << "/shots/0/prompt"
                                  << "\"Маяк\""
                                  << "/shots/0";
        QTest::newRow("a field at the top") << "/model"
                                            << "\"x\""
                                            << "";
        QTest::newRow("a file's name") << "/shots/0/media/thumb/name"
                                       << "\"a.png\""
                                       << "/shots/0/media/thumb";
        QTest::newRow("a role of the other kind")
            << "/shots/0/media/fullJpeg" << sampleMedium('3') << "/shots/0/media";
        QTest::newRow("an unknown role")
            << "/shots/0/media/raw" << sampleMedium('3') << "/shots/0/media";
        QTest::newRow("a medium of nothing")
            << "/shots/1/media/thumb" << sampleMedium('3') << "/shots/1/media";
        QTest::newRow("an id twice")
            << "/shots/1/id" << u"\"%1\""_s.arg(QString::fromStdString(shotId)) << "/shots/1/id";
        QTest::newRow("a medium's id twice")
            << "/shots/0/media/thumb/id" << u"\"%1\""_s.arg(QString(32, u'2')) << "/shots/0/media";
        QTest::newRow("an id in capitals")
            << "/shots/0/id" << u"\"%1\""_s.arg(QString(32, u'A')) << "/shots/0/id";
        QTest::newRow("a number of none") << "/shots/0/number"
                                          << "0"
                                          << "/shots/0/number";
        QTest::newRow("a number with a point") << "/shots/0/number"
                                               << "1.5"
                                               << "/shots/0/number";
        QTest::newRow("a number over 64 bits") << "/shots/0/durationMs"
                                               << "18446744073709551615"
                                               << "/shots/0/durationMs";
        QTest::newRow("a size of none") << "/shots/0/media/thumb/size"
                                        << "0"
                                        << "/shots/0/media/thumb/size";
        QTest::newRow("a title of two lines") << "/shots/0/title"
                                              << "\"а\\nб\""
                                              << "/shots/0/title";
        QTest::newRow("a title that turns around") << "/shots/0/title"
                                                   << "\"\\u202egnp.exe\""
                                                   << "/shots/0/title";
        QTest::newRow("a title too long")
            << "/shots/0/title" << u'"' + QString(201, QChar(0x0439)) + u'"' << "/shots/0/title";
        QTest::newRow("shots that are no list") << "/shots"
                                                << "{}"
                                                << "/shots";
    }

    void snapshotIsRefusedWithItsPlace()
    {
        QFETCH(QString, pointer);
        QFETCH(QString, value);
        QFETCH(QString, place);
        nlohmann::json document = sampleJson();
        document[nlohmann::json::json_pointer(pointer.toStdString())] =
            nlohmann::json::parse(value.toStdString());
        const auto refused = parseSnapshot(document.dump());
        QVERIFY(!refused);
        QCOMPARE(placeOf(refused.error()), place);
    }

    void messagesOfStrangersAreLimited_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("as deep as may be") << nested(limits::depth) << true;
        QTest::newRow("one deeper") << nested(limits::depth + 1) << false;
        QTest::newRow("a hundred thousand deep") << std::string(100'000, '[') << false;
        QTest::newRow("a key twice") << std::string(R"({"a":1,"b":{"a":2},"a":3})") << false;
        QTest::newRow("one key in two objects") << std::string(R"([{"a":1},{"a":2}])") << true;
        QTest::newRow("not UTF-8") << std::string("\"\xff\"") << false;
        QTest::newRow("an end of its own") << std::string("{} {}") << false;
        QTest::newRow("nothing") << std::string() << false;
        QTest::newRow("too long") << '"' + std::string(limits::messageBytes, 'a') + '"' << false;
    }

    void messagesOfStrangersAreLimited()
    {
        QFETCH(std::string, text);
        QFETCH(bool, accepted);
        QCOMPARE(bool(parseMessage(text, limits::messageBytes)), accepted);
    }

    void commentsSurviveTheWay()
    {
        CommentPage page;
        Comment comment;
        comment.id = std::string(32, 'c');
        comment.seq = 41;
        comment.shotId = shotId;
        comment.revision = 3;
        comment.author = "Анна";
        comment.text = "Темнее.\nИ теплее.";
        comment.atMs = 1'500;
        comment.createdAt = 1'700'000'000'000;
        page.items.push_back(comment);
        Comment judged = comment;
        judged.kind = CommentKind::Verdict;
        judged.verdict = Verdict::Changes;
        judged.text.clear();
        judged.seq = 42;
        page.items.push_back(judged);
        page.next = 42;
        page.more = true;

        const auto back = parseCommentPage(toJson(page));
        QVERIFY(back);
        QCOMPARE(back->items.size(), std::size_t(2));
        QVERIFY(back->items[0] == comment);
        QVERIFY(back->items[1] == judged);
        QCOMPARE(back->next, 42);
        QVERIFY(back->more);
    }

    void serversCommentsAreNoMoreTrusted()
    {
        CommentPage page;
        Comment comment;
        comment.id = std::string(32, 'c');
        comment.seq = 1;
        comment.shotId = shotId;
        comment.author = "Анна";
        comment.text = std::string(limits::comment + 1, 'a');
        page.items.push_back(comment);
        const auto refused = parseCommentPage(toJson(page));
        QVERIFY(!refused);
        QCOMPARE(placeOf(refused.error()), u"/items/0/text"_s);
    }

    void optionsTellAbsentFromRemoved()
    {
        const auto absent = parseShareOptions(R"({"name":"Клиент"})");
        QVERIFY(absent && absent->name == "Клиент" && !absent->password && !absent->expiresAt);
        const auto removed = parseShareOptions(R"({"password":null,"expiresAt":null})");
        QVERIFY(removed && removed->password && !*removed->password && removed->expiresAt
                && !*removed->expiresAt);
        QCOMPARE(QString::fromStdString(toJson(*removed)),
                 uR"({"expiresAt":null,"password":null})"_s);
        const auto named = parseShareOptions(R"({"producer":"Анна Ким"})");
        QVERIFY(named && named->producer == "Анна Ким" && !named->name);
        QVERIFY(!parseShareOptions(R"({"tail":"../x"})"));
        QVERIFY(!parseShareOptions(R"({"statuses":true})"));
    }

    void plainTextIsUtf8WithoutControls_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<bool>("plain");
        QTest::newRow("letters") << std::string("Ёж, é, 漢, 🎬") << true;
        QTest::newRow("a line end") << std::string("a\nb") << false;
        QTest::newRow("NUL") << std::string("a\0b", 3) << false;
        QTest::newRow("C1") << std::string("\xc2\x85") << false;
        QTest::newRow("an overlong slash") << std::string("\xc0\xaf") << false;
        QTest::newRow("half a surrogate pair") << std::string("\xed\xa0\x80") << false;
        QTest::newRow("beyond Unicode") << std::string("\xf4\x90\x80\x80") << false;
        QTest::newRow("cut in the middle") << std::string("\xe2\x82") << false;
    }

    void plainTextIsUtf8WithoutControls()
    {
        QFETCH(std::string, text);
        QFETCH(bool, plain);
        QCOMPARE(isPlainText(text, 100, Lines::One), plain);
    }

private:
    static QString sampleMedium(char digit)
    {
        return uR"({"id":"%1","sha256":"%2","size":1})"_s.arg(QString(32, QLatin1Char(digit)),
                                                              QString(64, u'0'));
    }
};

QTEST_APPLESS_MAIN(MessagesTest)
#include "messagestest.moc"
