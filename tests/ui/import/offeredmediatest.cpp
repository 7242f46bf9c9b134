#include "offeredmediatest.h"

#include "tests/support/samples.h"
#include "ui/import/offeredmedia.h"

#include <QMimeData>
#include <QSet>
#include <QTest>
#include <QUrl>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

using Data = std::shared_ptr<QMimeData>;
using Parts = QList<std::pair<QString, QByteArray>>;

Data offering(const Parts& parts)
{
    auto data = std::make_shared<QMimeData>();
    for (const auto& [type, bytes] : parts) {
        data->setData(type, bytes);
    }
    return data;
}

Data withImage(Data data)
{
    data->setImageData(samples::picture(20, 10));
    return data;
}

QByteArray png()
{
    return samples::encoded(samples::picture(20, 10), "PNG");
}

QByteArray jpeg()
{
    return samples::encoded(samples::picture(20, 10), "JPG");
}

// How a test row says what should come out.
struct Expected
{
    QStringList paths;
    QString name; // of the picture
    bool raw = false; // not encoded yet
    std::optional<OfferProblem> problem;
};

Expected paths(const QStringList& paths)
{
    return {paths, {}, false, {}};
}

Expected picture(const QString& name, bool raw = false)
{
    return {{}, name, raw, {}};
}

Expected nothing(OfferProblem problem)
{
    return {{}, {}, false, problem};
}

} // namespace

Q_DECLARE_METATYPE(Data)
Q_DECLARE_METATYPE(Expected)

void OfferedMediaTest::readsWhatProgramsOffer_data()
{
    QTest::addColumn<Data>("data");
    QTest::addColumn<Expected>("expected");
    const auto uris = u"text/uri-list"_s;

    QTest::newRow("files") << offering({{uris, "file:///films/a.png\r\nfile:///films/b.mp4\r\n"}})
                           << paths({u"/films/a.png"_s, u"/films/b.mp4"_s});
    QTest::newRow("a folder with spaces and letters")
        << offering({{uris, "file:///home/%D0%9C%D0%B0%D1%8F%D0%BA/shots%20new\r\n"}})
        << paths({u"/home/Маяк/shots new"_s});
    QTest::newRow("the same file twice")
        << offering({{uris, "file:///a.png\r\nfile:///a.png\r\n"}}) << paths({u"/a.png"_s});
    QTest::newRow("files beside addresses")
        << offering({{uris, "https://a.example/x.png\r\nfile:///a.png\r\n"}})
        << paths({u"/a.png"_s});
    QTest::newRow("files copied in a file manager")
        << offering({{u"x-special/gnome-copied-files"_s, "copy\nfile:///a%20b.png\nfile:///c.png"}})
        << paths({u"/a b.png"_s, u"/c.png"_s});
    QTest::newRow("a path as text")
        << offering({{u"text/plain"_s, "file:///films/a.png"}}) << paths({u"/films/a.png"_s});
    QTest::newRow("files win over their preview")
        << withImage(offering({{uris, "file:///a.png"}})) << paths({u"/a.png"_s});

    QTest::newRow("a picture from a browser")
        << offering({{uris, "https://a.example/pic/bridge.png?w=2"},
                     {u"text/html"_s, "<img src=x>"},
                     {u"image/png"_s, png()}})
        << picture(u"bridge.png"_s);
    QTest::newRow("a browser's own file")
        << offering({{uris, "https://a.example/1"},
                     {u"application/octet-stream;name=\"old bridge.jpg\""_s, jpeg()},
                     {u"image/png"_s, png()}})
        << picture(u"old bridge.jpg"_s);
    QTest::newRow("JPEG bytes") << offering({{u"image/jpeg"_s, jpeg()}})
                                << picture(u"Picture.jpg"_s);
    QTest::newRow("a type that lies about its format")
        << offering({{u"image/png"_s, jpeg()}}) << picture(u"Picture.jpg"_s);
    QTest::newRow("a picture in the address")
        << offering({{uris, "data:image/png;base64," + png().toBase64()}})
        << picture(u"Picture.png"_s);
    QTest::newRow("a picture without an encoding")
        << withImage(offering({})) << picture(u"Picture.png"_s, true);
    QTest::newRow("empty bytes, then another form")
        << offering({{u"image/png"_s, ""}, {u"image/jpeg"_s, jpeg()}}) << picture(u"Picture.jpg"_s);
    QTest::newRow("a web page that says it is a picture, then a picture")
        << withImage(offering({{u"image/webp"_s, "<html><body>403</body></html>"}}))
        << picture(u"Picture.png"_s, true);

    QTest::newRow("an address only")
        << offering({{uris, "https://a.example/bridge.png"}}) << nothing(OfferProblem::OnlyAddress);
    QTest::newRow("an address as text") << offering({{u"text/plain"_s, "https://a.example/b.png"}})
                                        << nothing(OfferProblem::OnlyAddress);
    QTest::newRow("an address with an empty picture")
        << offering({{uris, "https://a.example/b.png"}, {u"image/png"_s, ""}})
        << nothing(OfferProblem::OnlyAddress);
    QTest::newRow("an empty picture")
        << offering({{u"image/png"_s, ""}}) << nothing(OfferProblem::Empty);
    QTest::newRow("a program that says it is a picture")
        << offering({{u"image/png"_s,
                      QByteArray("\x7f"
                                 "ELF")
                          + QByteArray(5000, 'x')}})
        << nothing(OfferProblem::NotAPicture);
    QTest::newRow("a vector drawing")
        << offering({{u"image/png"_s, "<svg xmlns='http://www.w3.org/2000/svg'/>"}})
        << nothing(OfferProblem::NotAPicture);
    QTest::newRow("a damaged picture in the address")
        << offering({{uris, "data:image/png;base64,@@@@"}}) << nothing(OfferProblem::Empty);
    QTest::newRow("text") << offering({{u"text/plain"_s, "a lighthouse at dusk"}})
                          << nothing(OfferProblem::Nothing);
    QTest::newRow("nothing at all") << offering({}) << nothing(OfferProblem::Nothing);
    QTest::newRow("addresses without a scheme")
        << offering({{uris, "a.png\r\n#comment\r\n\r\n"}}) << nothing(OfferProblem::Nothing);
}

void OfferedMediaTest::readsWhatProgramsOffer()
{
    QFETCH(const Data, data);
    QFETCH(const Expected, expected);
    const auto media = OfferedMedia::fromMimeData(*data);
    if (expected.problem) {
        QVERIFY(!media);
        QCOMPARE(media.error(), *expected.problem);
        return;
    }
    QVERIFY(media);
    QVERIFY(OfferedMedia::isOffered(*data) || data->hasText());
    QCOMPARE(media->paths, expected.paths);
    QCOMPARE(media->isPicture(), expected.paths.isEmpty());
    QCOMPARE(media->name, expected.name);
    QCOMPARE(!media->picture.isNull(), expected.raw);
    QCOMPARE(!media->encoded.isEmpty(), media->isPicture() && !expected.raw);
}

void OfferedMediaTest::keepsBytesAsTheyCame()
{
    const QByteArray bytes = png() + "trailing bytes of somebody";
    const auto media = OfferedMedia::fromMimeData(*offering({{u"image/png"_s, bytes}}));
    QVERIFY(media);
    QCOMPARE(media->encoded, bytes);
}

void OfferedMediaTest::cutsHostileNames()
{
    const auto named = [](const QByteArray& name) {
        const auto media = OfferedMedia::fromMimeData(
            *offering({{u"application/octet-stream;name="_s + QString::fromUtf8(name), png()}}));
        return media ? media->name : QString();
    };
    QCOMPARE(named("\"../../../etc/passwd\""), u"passwd.png"_s);
    QCOMPARE(named("C:\\films\\a.exe"), u"a.png"_s);
    QCOMPARE(named("\"\""), u"Picture.png"_s);
    QCOMPARE(named("/"), u"Picture.png"_s);
    QVERIFY(named(QByteArray(5000, 'a')).size() < 200);
}

void OfferedMediaTest::refusesHugePictures()
{
    QMimeData data;
    data.setImageData(QImage(20'001, 10'000, QImage::Format_Mono));
    const auto media = OfferedMedia::fromMimeData(data);
    QVERIFY(!media);
    QCOMPARE(media.error(), OfferProblem::TooLarge);
}

void OfferedMediaTest::everyProblemHasItsOwnSentence()
{
    QSet<QString> sentences;
    for (const OfferProblem problem :
         {OfferProblem::Nothing, OfferProblem::OnlyAddress, OfferProblem::Empty,
          OfferProblem::NotAPicture, OfferProblem::TooLarge}) {
        const QString sentence = offerProblemText(problem);
        QVERIFY(sentence.endsWith(u'.'));
        sentences.insert(sentence);
    }
    QCOMPARE(sentences.size(), 5);
}
