#include "tests/flows/cli.h"
#include "tests/support/files.h"
#include "tests/support/samples.h"
#include "tests/support/taggedfiles.h"

#include <QDir>
#include <QTest>

using namespace raskadr;
using namespace raskadr::flows;
using namespace Qt::Literals::StringLiterals;

// Files of other programs come in, tell how they were made, and say so in the passport.
class ProvenanceFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesTellHowTheyWereMade()
    {
        QTemporaryDir folder;
        const QString picture = folder.filePath(u"маяк.png"_s);
        QVERIFY(samples::write(
            picture,
            tagged::png(
                {{u"parameters"_s,
                  u"маяк на скале\nNegative prompt: туман\nSteps: 28, Sampler: Euler a, Seed: "
                  "18446744073709551615, Model: juggernautXL, Version: v1.10.1"_s}})));
        const QString film = folder.filePath(u"волны.mp4"_s);
        QCOMPARE(
            tagged::film(
                film,
                {{u"prompt"_s,
                  uR"({"1":{"class_type":"KSampler","inputs":{"seed":901,"steps":30,"model":["2",0],)"
                  uR"("positive":["3",0]}},"2":{"class_type":"UNETLoader","inputs":{"unet_name":"wan.safetensors"}},)"
                  uR"("3":{"class_type":"CLIPTextEncode","inputs":{"text":"волны бьют о скалы"}},)"
                  uR"("4":{"class_type":"SaveVideo","inputs":{"video":["1",0]}}})"_s}}),
            QString());
        const Cli cli(folder.filePath(u"library"_s));
        EXPECT_STATUS(cli({u"library"_s, u"init"_s}), 0);
        EXPECT_STATUS(cli({u"account"_s, u"create"_s, u"anna"_s}), 0);
        const QString project = idOf(cli.json({u"project"_s, u"create"_s, u"Маяк"_s}).object());
        EXPECT_STATUS(cli({u"import"_s, project, picture, film}), 0);

        const auto assetOf = [&](const QString& shot) {
            return cli.json({u"asset"_s, u"list"_s, project + u'#' + shot})
                .array()
                .first()
                .toObject()
                .value(u"id"_s)
                .toString();
        };
        const auto valueOf = [](const QJsonObject& shown, const QString& field) {
            return shown.value(u"provenance"_s)
                .toObject()
                .value(field)
                .toObject()
                .value(u"value"_s)
                .toString();
        };
        const CliResult first = cli.json({u"asset"_s, u"show"_s, assetOf(u"1"_s)});
        EXPECT_STATUS(first, 0);
        const CliResult second = cli.json({u"asset"_s, u"show"_s, assetOf(u"2"_s)});
        EXPECT_STATUS(second, 0);
        const bool pictureFirst = first.object().value(u"kind"_s).toString() == u"image"_s;
        const QJsonObject still = (pictureFirst ? first : second).object();
        const QJsonObject clip = (pictureFirst ? second : first).object();
        QCOMPARE(valueOf(still, u"prompt"_s), u"маяк на скале"_s);
        QCOMPARE(valueOf(still, u"seed"_s), u"18446744073709551615"_s);
        QCOMPARE(valueOf(still, u"model"_s), u"juggernautXL"_s);
        QCOMPARE(still.value(u"provenance"_s)[u"seed"_s][u"source"_s].toString(), u"file"_s);
        QCOMPARE(still.value(u"fileFacts"_s)[u"steps"_s].toString(), u"28"_s);
        QVERIFY(still.value(u"embedded"_s).toObject().contains(u"png.parameters"_s));
        QCOMPARE(valueOf(clip, u"prompt"_s), u"волны бьют о скалы"_s);
        QCOMPARE(valueOf(clip, u"seed"_s), u"901"_s);
        QCOMPARE(valueOf(clip, u"model"_s), u"wan.safetensors"_s);

        const CliResult words = cli({u"asset"_s, u"show"_s, still.value(u"id"_s).toString()});
        QVERIFY2(words.text().contains(u"маяк на скале (из файла)"_s), words.report().constData());

        const QString passport = folder.filePath(u"паспорт.csv"_s);
        EXPECT_STATUS(cli({u"passport"_s, project, passport}), 0);
        const QString table = QString::fromUtf8(contentsOf(passport));
        QVERIFY(table.contains(u"маяк на скале"_s));
        QVERIFY(table.contains(u"18446744073709551615"_s));
        QCOMPARE(table.count(u"из файла"_s), 2);

        // Read again, it says the same; what says nothing is no fault.
        const CliResult again =
            cli.json({u"asset"_s, u"reread"_s, still.value(u"id"_s).toString()});
        EXPECT_STATUS(again, 0);
        QCOMPARE(again.object().value(u"provenance"_s), still.value(u"provenance"_s));
        EXPECT_STATUS(cli({u"asset"_s, u"reread"_s, u"00000000"_s}), 1);
    }
};

QTEST_GUILESS_MAIN(ProvenanceFlow)
#include "provenancetest.moc"
