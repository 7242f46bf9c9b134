#include "core/passport/csvwriter.h"
#include "core/passport/jsonwriter.h"
#include "core/passport/readablename.h"
#include "core/passport/xlsxwriter.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

PassportLabels russianLabels()
{
    PassportLabels labels;
    labels.models.insert(u"draft.image"_s, u"Черновик: картинка"_s);
    labels.assetsSheet = u"Ассеты"_s;
    labels.shotsSheet = u"Шоты"_s;
    labels.commentsSheet = u"Комментарии"_s;
    labels.commentKinds = {{u"comment"_s, u"Комментарий"_s}};
    labels.longTextsSheet = u"Длинные тексты"_s;
    labels.prompt = u"Промт"_s;
    labels.seed = u"Сид"_s;
    labels.file = u"Файл"_s;
    labels.cost = u"Стоимость"_s;
    labels.yes = u"да"_s;
    labels.image = u"картинка"_s;
    labels.video = u"видео"_s;
    labels.continued = u" … %1"_s;
    labels.generatedHere = u"сгенерировано здесь"_s;
    labels.typedByHand = u"введено вручную"_s;
    labels.parameters = {{u"duration"_s, u"Длительность"_s}};
    return labels;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class PassportTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    AccountId m_account = AccountId::create();
    ProjectId m_project = ProjectId::create();
    QList<ShotId> m_shots;
    QString m_longPrompt;
    QStringList m_contents;

    QString inFolder(const QString& name) const { return m_folder->filePath(name); }
    QString mediaPath(const QString& sha256) const { return inFolder(u"media-"_s + sha256); }

    Media addMedia(Repositories& r, const QByteArray& content)
    {
        Media media;
        media.sha256 = QString::fromLatin1(
            QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
        media.size = content.size();
        media.mimeType = u"image/png"_s;
        media.width = 16;
        media.height = 9;
        QFile file(mediaPath(media.sha256));
        if (file.open(QIODevice::WriteOnly)) {
            file.write(content);
        }
        r.media.insert(media);
        return media;
    }

    Result<> write(const PassportRequest& request,
                   const std::function<Result<>(const Passport&)>& fn)
    {
        return withPassport(*m_store, request, fn);
    }
    PassportRequest request(PassportScope scope = PassportScope::All) const
    {
        return {m_account, m_project, scope, {}};
    }

    // Text of one part of a workbook.
    QString part(const QString& workbook, const QString& name) const
    {
        QProcess unzip;
        unzip.start(
            u"/usr/bin/python3"_s,
            {u"-c"_s,
             u"import sys,zipfile;sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))"_s,
             workbook, name});
        unzip.waitForFinished();
        return QString::fromUtf8(unzip.readAllStandardOutput());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_shots = {ShotId::create(), ShotId::create()};
        m_longPrompt = u"=Начало 😀 "_s + QString(50'000, u'ж') + u" конец"_s;
        m_store = std::move(*Store::open(inFolder(u"library.db"_s), Store::Mode::ReadWrite));
        const auto filled = m_store->write(m_account, [&](Repositories& r) -> Result<> {
            Account account;
            account.id = m_account;
            account.login = u"vera"_s;
            account.keyByPassword = "a";
            account.keyByRecoveryCode = "a";
            r.accounts.insert(account);
            Project project;
            project.id = m_project;
            project.title = u"Последний маяк"_s;
            r.projects.insert(project);
            for (int i = 0; i < 2; ++i) {
                Shot shot;
                shot.id = m_shots[i];
                shot.projectId = m_project;
                shot.position = i;
                shot.title = i == 0 ? u"Мост / ночь"_s : u""_s;
                r.shots.insert(shot);
            }
            const Media first = addMedia(r, "one");
            const Media second = addMedia(r, "two");
            Generation generation;
            generation.id = GenerationId::create();
            generation.shotId = m_shots[0];
            generation.providerId = u"draft"_s;
            generation.modelId = u"draft.image"_s;
            generation.prompt = m_longPrompt;
            generation.parameters =
                R"({"prompt":"x","duration":4,"size":"1280x720","deep":{"a":1}})";
            generation.seedSent = 18446744073709551615ULL;
            r.generations.insert(generation);
            Job job;
            job.generationId = generation.id;
            job.state = JobState::Done;
            job.costCharged = 0.5;
            r.jobs.insert(job);
            Asset generated;
            generated.id = AssetId::create();
            generated.shotId = m_shots[0];
            generated.sha256 = first.sha256;
            generated.origin = AssetOrigin::Generated;
            generated.generationId = generation.id;
            generated.createdMs = 10;
            r.assets.insert(generated);
            Asset imported;
            imported.id = AssetId::create();
            imported.shotId = m_shots[1];
            imported.sha256 = second.sha256;
            imported.parentId = generated.id;
            imported.note = u"-заметка; с \"кавычками\""_s;
            imported.provenance.prompt = ProvenanceField{u"+промт"_s, FactSource::Typed, 1};
            imported.createdMs = 20;
            r.assets.insert(imported);
            Shot shot = *r.shots.find(m_shots[0]);
            shot.headlinerId = generated.id;
            r.shots.update(shot);
            return {};
        });
        QVERIFY(filled.wait());
    }

    void cleanup()
    {
        m_store.reset();
        m_folder.reset();
    }

    void writesAWorkbookOfTextsWithoutFormulas()
    {
        const QString path = inFolder(u"паспорт.xlsx"_s);
        QVERIFY(write(request(), [&](const Passport& passport) {
            return writePassportXlsx(passport, russianLabels(), {}, path);
        }));
        const QString book = part(path, u"xl/workbook.xml"_s);
        for (const QString& sheet :
             {u"Ассеты"_s, u"Шоты"_s, u"Комментарии"_s, u"Длинные тексты"_s}) {
            QVERIFY2(book.contains(sheet), qPrintable(sheet));
        }
        const QString assets = part(path, u"xl/worksheets/sheet1.xml"_s);
        QVERIFY(!assets.contains(u"<f>"_s));
        QVERIFY(assets.contains(u"+промт"_s));
        QVERIFY(assets.contains(u">18446744073709551615<"_s));
        QVERIFY(assets.contains(u"autoFilter"_s));
        QVERIFY(assets.contains(u"frozen"_s));
        QVERIFY(assets.contains(u"<v>0.5</v>"_s));
    }

    void continuesLongTextsOnASheetOfTheirOwn()
    {
        const QString path = inFolder(u"p.xlsx"_s);
        QVERIFY(write(request(), [&](const Passport& passport) {
            return writePassportXlsx(passport, russianLabels(), {}, path);
        }));
        const QString sheet = part(path, u"xl/worksheets/sheet4.xml"_s);
        QString joined;
        static const QRegularExpression thirdColumn(
            u"<c r=\"C\\d+\" t=\"inlineStr\"><is><t[^>]*>([^<]*)</t>"_s);
        for (auto it = thirdColumn.globalMatch(sheet); it.hasNext();) {
            joined += it.next().captured(1);
        }
        QVERIFY(joined.endsWith(m_longPrompt));
    }

    void tellsWhatWasSaidAboutShots()
    {
        Share share;
        share.id = ShareId::create();
        share.projectId = m_project;
        share.name = u"Клиент"_s;
        Comment comment;
        comment.id = CommentId::create();
        comment.shareId = share.id;
        comment.shotId = m_shots[1];
        comment.remoteId = u"0123456789abcdef0123456789abcdef"_s;
        comment.author = u"Мария"_s;
        comment.text = u"=2+2 теплее"_s;
        comment.atMs = 1'500;
        comment.createdMs = 1'700'000'000'000;
        const auto said = m_store->write(m_account, [&](Repositories& r) -> Result<> {
            r.shares.insert(share);
            r.comments.insert(comment);
            return {};
        });
        QVERIFY(said.wait());
        const QString path = inFolder(u"p.xlsx"_s);
        QVERIFY(write(request(), [&](const Passport& passport) {
            return writePassportXlsx(passport, russianLabels(), {}, path);
        }));
        const QString sheet = part(path, u"xl/worksheets/sheet3.xml"_s);
        for (const QString& text :
             {u"=2+2 теплее"_s, u"Мария"_s, u"Клиент"_s, u"Комментарий"_s, u"<v>1.5</v>"_s}) {
            QVERIFY2(sheet.contains(text), qPrintable(text));
        }
        QVERIFY(!sheet.contains(u"<f>"_s));

        const QString json = inFolder(u"p.json"_s);
        PassportRequest second = request(PassportScope::Selected);
        second.shots = {m_shots[1]};
        QVERIFY(write(second,
                      [&](const Passport& passport) { return writePassportJson(passport, json); }));
        const QJsonArray comments =
            QJsonDocument::fromJson(contentOf(json)).object()[u"comments"_s].toArray();
        QCOMPARE(comments.size(), 1);
        QCOMPARE(comments[0][u"text"_s].toString(), comment.text);
        QCOMPARE(comments[0][u"number"_s].toInt(), 2);
        second.shots = {m_shots[0]};
        qsizetype others = -1;
        QVERIFY(write(second, [&](const Passport& passport) {
            others = passport.comments().size();
            return Result<>();
        }));
        QCOMPARE(others, 0);
    }

    void writesCsvThatRussianExcelOpensSafely()
    {
        const QString path = inFolder(u"p.csv"_s);
        QVERIFY(write(request(), [&](const Passport& passport) {
            return writePassportCsv(passport, russianLabels(), CsvFlavour::Excel, path);
        }));
        const QByteArray csv = contentOf(path);
        QVERIFY(csv.startsWith("\xEF\xBB\xBF"));
        QVERIFY(csv.contains(";'+промт;"));
        QVERIFY(csv.contains("\"'-заметка; с \"\"кавычками\"\"\""));
        QVERIFY(csv.contains(";0,5;"));
    }

    void writesRfcCsvByteForByte()
    {
        const QString path = inFolder(u"p.csv"_s);
        QVERIFY(write(request(), [&](const Passport& passport) {
            return writePassportCsv(passport, russianLabels(), CsvFlavour::Rfc4180, path);
        }));
        const QByteArray csv = contentOf(path);
        QVERIFY(!csv.startsWith("\xEF\xBB\xBF"));
        QVERIFY(csv.contains(",+промт,"));
        QVERIFY(csv.contains("Черновик: картинка"));
        QVERIFY(csv.contains(m_longPrompt.toUtf8()));
        QCOMPARE(csv.count("\r\n"), 3);
    }

    void writesCompleteJson()
    {
        const QString path = inFolder(u"p.json"_s);
        QVERIFY(write(request(),
                      [&](const Passport& passport) { return writePassportJson(passport, path); }));
        QJsonParseError error;
        const QJsonObject root = QJsonDocument::fromJson(contentOf(path), &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(root[u"shots"_s].toArray().size(), 2);
        const QJsonArray assets = root[u"assets"_s].toArray();
        QCOMPARE(assets.size(), 2);
        const QJsonObject generation = assets[0][u"generation"_s].toObject();
        QCOMPARE(generation[u"prompt"_s].toString(), m_longPrompt);
        QCOMPARE(generation[u"seedSent"_s].toString(), u"18446744073709551615"_s);
        QCOMPARE(generation[u"parameters"_s][u"deep"_s][u"a"_s].toInt(), 1);
        QCOMPARE(assets[1][u"provenance"_s][u"prompt"_s][u"source"_s].toString(), u"typed"_s);
    }

    void limitsTheScope()
    {
        const auto rows = [&](PassportScope scope, const QList<ShotId>& shots = {}) {
            int count = 0;
            PassportRequest narrowed = request(scope);
            narrowed.shots = shots;
            const auto done = write(narrowed, [&](const Passport& passport) -> Result<> {
                count = passport.rowCount();
                return {};
            });
            return done ? count : -1;
        };
        QCOMPARE(rows(PassportScope::All), 2);
        QCOMPARE(rows(PassportScope::Headliners), 1);
        QCOMPARE(rows(PassportScope::Headliners, {m_shots.value(0)}), 1);
        QCOMPARE(rows(PassportScope::Headliners, {m_shots.value(1)}), 0);
        QCOMPARE(rows(PassportScope::Selected, {m_shots.value(1)}), 1);
    }

    void showsNothingToAnotherAccount()
    {
        PassportRequest foreign = request();
        foreign.accountId = AccountId::create();
        const auto result = write(foreign, [](const Passport&) -> Result<> { return {}; });
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::NotFound);
    }

    void makesHarmlessFileNames_data()
    {
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"Мост"_s << u"014_мост_03.png"_s;
        QTest::newRow("path") << u"../../etc/passwd"_s << u"014_etc_passwd_03.png"_s;
        QTest::newRow("empty") << u""_s << u"014_03.png"_s;
        QTest::newRow("direction") << u"\u202eгнп.exe"_s << u"014_гнп_exe_03.png"_s;
        QTest::newRow("slashes") << u"a/b\\c:d*?"_s << u"014_a_b_c_d_03.png"_s;
    }
    void makesHarmlessFileNames()
    {
        QFETCH(QString, title);
        QFETCH(QString, name);
        QCOMPARE(readableFileName(14, title, 3, u"png"_s), name);
    }

    void cutsLongTitles()
    {
        const QString name = readableFileName(1, QString(500, u'ж'), 1, u"png"_s);
        QVERIFY(name.toUtf8().size() <= 120);
        QVERIFY(name.endsWith(u"_01.png"_s));
    }
};

QTEST_GUILESS_MAIN(PassportTest)
#include "passporttest.moc"
