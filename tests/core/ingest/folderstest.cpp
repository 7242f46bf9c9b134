#include "core/ingest/importplan.h"
#include "core/media/filehash.h"
#include "tests/support/process.h"
#include "tests/support/rows.h"
#include "tests/support/samples.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

Walk walk(const QStringList& paths)
{
    const auto walked = walkPaths(paths);
    return walked ? *walked : Walk{};
}

QStringList namesOf(const QList<Candidate>& candidates)
{
    QStringList names;
    for (const Candidate& candidate : candidates) {
        names.append(candidate.folder.isEmpty() ? candidate.name()
                                                : candidate.folder + u'/' + candidate.name());
    }
    return names;
}

// Candidates as a walk through one folder gives them.
QList<Candidate> candidates(const QStringList& names, const QString& root = u"/films/film"_s)
{
    QList<Candidate> found;
    for (const QString& name : names) {
        found.append({root + u'/' + name, name.section(u'/', 0, -2), root, 1, 1});
    }
    return found;
}

// Groups as text: "a b | c".
QString grouped(const QList<Candidate>& files, ImportGrouping grouping)
{
    QStringList groups;
    for (const ImportGroup& group : groupCandidates(files, grouping)) {
        groups.append(namesOf(group.files).join(u' '));
    }
    return groups.join(u" | "_s);
}

// A walk by somebody who may not look into every folder: how many it names as unreadable.
int child(const QString&, const QStringList& arguments)
{
    const Walk walked = walk({arguments.first()});
    const bool named =
        std::all_of(walked.unreadable.begin(), walked.unreadable.end(), [](const Error& e) {
            return e.kind == ErrorKind::FileUnreadable && e.subject.endsWith(u"/closed"_s);
        });
    return named && walked.candidates.size() == 1 ? int(walked.unreadable.size()) : 99;
}

} // namespace

class FoldersTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    QString at(const QString& name) const { return m_folder->filePath(name); }
    bool touch(const QString& name, const QByteArray& bytes = "x") const
    {
        return QDir().mkpath(QFileInfo(at(name)).path()) && samples::write(at(name), bytes);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    // --- walking

    void findsFilesAtAnyDepthInNaturalOrder()
    {
        for (const char* name :
             {"film/10.png", "film/2.png", "film/1.png", "film/a/2/9.png", "film/a/10/1.png",
              "film/B.png", "film/a.png", "film/Шот 2.png", "film/шот 10.png"}) {
            QVERIFY(touch(QString::fromUtf8(name)));
        }
        const Walk found = walk({at(u"film"_s)});
        QCOMPARE(namesOf(found.candidates),
                 (QStringList{u"1.png"_s, u"2.png"_s, u"10.png"_s, u"a/2/9.png"_s, u"a/10/1.png"_s,
                              u"a.png"_s, u"B.png"_s, u"Шот 2.png"_s, u"шот 10.png"_s}));
        QCOMPARE(found.candidates.first().root, at(u"film"_s));
        QCOMPARE(found.candidates.first().size, 1);
        QVERIFY(found.candidates.first().modifiedMs > 0);
        QVERIFY(found.unreadable.isEmpty());
    }

    void textsThatTellOfAFileBesideThemAreNoFilesOfTheirOwn()
    {
        const QByteArray understood =
            "a fox\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 7, Size: 64x64";
        QVERIFY(touch(u"film/1.png"_s));
        QVERIFY(touch(u"film/1.txt"_s, understood));
        QVERIFY(touch(u"film/2.mp4"_s));
        QVERIFY(touch(u"film/2.swarm.json"_s,
                      R"({"sui_image_params":{"prompt":"a fox","seed":7,"model":"wan"}})"));
        // These tell nothing, or of nobody.
        QVERIFY(touch(u"film/3.png"_s));
        QVERIFY(touch(u"film/3.txt"_s, "bring milk"));
        QVERIFY(touch(u"film/alone.txt"_s, understood));
        QVERIFY(touch(u"film/notes/1.txt"_s, understood));
        const Walk found = walk({at(u"film"_s)});
        QCOMPARE(namesOf(found.candidates),
                 (QStringList{u"1.png"_s, u"2.mp4"_s, u"3.png"_s, u"3.txt"_s, u"alone.txt"_s,
                              u"notes/1.txt"_s}));
        QCOMPARE(found.sidecars, 2);
        // Files that are given one by one, too; a text that is given alone is meant.
        QCOMPARE(namesOf(walk({at(u"film/1.png"_s), at(u"film/1.txt"_s)}).candidates),
                 QStringList{u"1.png"_s});
        QCOMPARE(namesOf(walk({at(u"film/1.txt"_s)}).candidates), QStringList{u"1.txt"_s});
    }

    void countsWhatItLeavesOut()
    {
        QVERIFY(touch(u"film/1.png"_s));
        QVERIFY(touch(u"outside/secret.png"_s));
        QVERIFY(QFile::link(at(u"outside"_s), at(u"film/link to folder"_s)));
        QVERIFY(QFile::link(at(u"outside/secret.png"_s), at(u"film/link.png"_s)));
        QVERIFY(QFile::link(u"."_s, at(u"film/circle"_s)));
        QVERIFY(QFile::link(u"/nowhere"_s, at(u"film/broken.png"_s)));
        QCOMPARE(::mkfifo(at(u"film/pipe.png"_s).toUtf8().constData(), 0600), 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
        qstrncpy(address.sun_path, at(u"film/s"_s).toUtf8().constData(), sizeof address.sun_path);
        QCOMPARE(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        ::close(socket);
        for (const char* name : {"film/.hidden.png", "film/.git/x.png", "film/Thumbs.db",
                                 "film/desktop.ini", "film/__MACOSX/1.png", "film/~$draft.docx"}) {
            QVERIFY(touch(QString::fromUtf8(name)));
        }
        const Walk found = walk({at(u"film"_s)});
        QCOMPARE(namesOf(found.candidates), QStringList{u"1.png"_s});
        QCOMPARE(found.links, 4);
        QCOMPARE(found.specials, 2);
        QCOMPARE(found.hidden, 6);
        QVERIFY(found.unreadable.isEmpty());
    }

    void countsADeviceThatIsGivenByItself()
    {
        const Walk found = walk({u"/dev/null"_s, u"/dev/zero"_s});
        QVERIFY(found.candidates.isEmpty());
        QCOMPARE(found.specials, 2);
    }

    void followsALinkThatWasGivenByItself()
    {
        QVERIFY(touch(u"real/1.png"_s));
        QVERIFY(QFile::link(at(u"real"_s), at(u"given"_s)));
        QVERIFY(QFile::link(at(u"real/1.png"_s), at(u"one.png"_s)));
        QCOMPARE(namesOf(walk({at(u"given"_s)}).candidates), QStringList{u"1.png"_s});
        QCOMPARE(namesOf(walk({at(u"one.png"_s)}).candidates), QStringList{u"one.png"_s});
    }

    void listsAFileOnceHoweverOftenItIsGiven()
    {
        QVERIFY(touch(u"film/a/1.png"_s));
        QVERIFY(touch(u"film/2.png"_s));
        const Walk found = walk({at(u"film"_s), at(u"film/a"_s), at(u"film/a/1.png"_s),
                                 at(u"film/../film"_s), at(u"film/a/../2.png"_s)});
        QCOMPARE(found.candidates.size(), 2);
    }

    void namesWhatIsNotThere()
    {
        const Walk found = walk({at(u"gone.png"_s)});
        QCOMPARE(found.unreadable.size(), 1);
        QCOMPARE(found.unreadable.first().kind, ErrorKind::FileMissing);
        QCOMPARE(found.unreadable.first().subject, at(u"gone.png"_s));
    }

    void namesFoldersThatCannotBeRead()
    {
        QVERIFY(touch(u"film/1.png"_s));
        QVERIFY(touch(u"film/closed/2.png"_s));
        giveToNobody(m_folder->path());
        QFile::setPermissions(at(u"film/closed"_s), {});
        const int unreadable = runChildAsNobody(u"walk"_s, {at(u"film"_s)});
        QFile::setPermissions(at(u"film/closed"_s),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QCOMPARE(unreadable, 1);
    }

    void takesHostileNamesAsTheyAre()
    {
        const QStringList names{u"a\nb.png"_s,
                                u"-rf.png"_s,
                                u"$(reboot).png"_s,
                                u"'\"; DROP TABLE shot;--.png"_s,
                                u"\u202egnp.exe.png"_s,
                                u"👩‍👩‍👧.png"_s,
                                u"e\u0301.png"_s,
                                u"\u00e9.png"_s,
                                QString(80, u'я') + u".png"_s,
                                u"CON.png"_s,
                                u"..png"_s.prepend(u'x'),
                                u"%s%n.png"_s};
        for (const QString& name : names) {
            QVERIFY(touch(u"film/"_s + name));
        }
        // No text at all: a name that is not UTF-8.
        const QByteArray odd = QFile::encodeName(at(u"film/"_s)) + "\xcf\xf0\xe8.png";
        std::fclose(std::fopen(odd.constData(), "w"));
        const Walk found = walk({at(u"film"_s)});
        const QStringList listed = namesOf(found.candidates);
        for (const QString& name : names) {
            QVERIFY2(listed.contains(name), qPrintable(name));
        }
        // It is offered, and refused by name when it cannot be opened, but never lost in silence.
        QCOMPARE(listed.size(), names.size() + 1);
        for (const Candidate& candidate : found.candidates) {
            QVERIFY(candidate.path.startsWith(at(u"film/"_s)));
        }
    }

    void walksDeepTreesWithoutUsingUpTheStack()
    {
        // Deeper than any path that a single call could open, made step by step.
        QDir deep(m_folder->path());
        for (int i = 0; i < 200; ++i) {
            QVERIFY(deep.mkpath(u"d%1"_s.arg(i)));
            QVERIFY(deep.cd(u"d%1"_s.arg(i)));
        }
        QVERIFY(samples::write(deep.filePath(u"1.png"_s), "x"));
        QCOMPARE(walk({m_folder->path()}).candidates.size(), 1);
    }

    void stopsWhenAsked()
    {
        for (int i = 0; i < 600; ++i) {
            QVERIFY(touch(u"film/%1.png"_s.arg(i)));
        }
        std::stop_source stop;
        stop.request_stop();
        const auto walked = walkPaths({at(u"film"_s)}, stop.get_token());
        QVERIFY(!walked);
        QCOMPARE(walked.error().kind, ErrorKind::Cancelled);
    }

    void ordersNamesByTheValueOfTheirNumbers_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::newRow("value") << u"2"_s << u"10"_s;
        QTest::newRow("zeros") << u"002"_s << u"10"_s;
        QTest::newRow("inside") << u"a2b"_s << u"a10a"_s;
        QTest::newRow("case") << u"A1"_s << u"a2"_s;
        QTest::newRow("Cyrillic case") << u"шот 2"_s << u"ШОТ 10"_s;
        QTest::newRow("beyond 64 bits") << u"9"_s.repeated(25) << u"1"_s + u"0"_s.repeated(25);
        QTest::newRow("prefix") << u"a"_s << u"a1"_s;
    }
    void ordersNamesByTheValueOfTheirNumbers()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QVERIFY(naturalKey(first) < naturalKey(second));
    }

    // --- grouping

    void readsTheNumberOfAShot_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("number");
        const auto row = [](const char* name, const char* number) {
            QTest::newRow(name) << QString::fromUtf8(name) << QString::fromUtf8(number);
        };
        row("sh010_v3", "10");
        row("010b", "10");
        row("SHOT_010-take2.png", "10");
        row("010.png", "10");
        row("shot10 (2).png", "10");
        row("кадр 12 — копия.png", "12");
        row("сцена 3 кадр 12.png", "3/12");
        row("sc03_sh012_v007.mov", "3/12");
        row("Scene 5.png", "s5");
        row("план №7.jpg", "7");
        row("sh010_1920x1080.png", "10");
        row("sh010_4k_24fps.mp4", "10");
        row("2024-05-12 sh020.png", "20");
        row("maya012.png", "12");
        row("sh010_seed123.png", "10");
        row("шот 10 дубль 3.png", "10");
        row("ep01_sh003.png", "1/3");
        row("0.png", "0");
        // No numbers of shots.
        row("lighthouse.png", "");
        row("IMG_20240512_123456.png", "");
        row("render_1920x1080.png", "");
        row("final v2.png", "");
        row("1747052391842.png", "");
    }
    void readsTheNumberOfAShot()
    {
        QFETCH(QString, name);
        QFETCH(QString, number);
        QCOMPARE(shotNumber(name).value_or(QString()), number);
    }

    void groupsByNumberWithTrickyNames()
    {
        QCOMPARE(grouped(candidates({u"sh010_v1.png"_s, u"sh010_v3.png"_s, u"SH 010b.mp4"_s,
                                     u"sh020.png"_s, u"notes.png"_s, u"sky.png"_s}),
                         ImportGrouping::Number),
                 u"sh010_v1.png sh010_v3.png SH 010b.mp4 | sh020.png | notes.png | sky.png"_s);
        QCOMPARE(grouped(candidates({u"шот 10/1.png"_s, u"шот 10/2.png"_s, u"шот 20/1.png"_s}),
                         ImportGrouping::Number),
                 u"шот 10/1.png шот 10/2.png | шот 20/1.png"_s);
        QCOMPARE(grouped(candidates({u"сцена 1/кадр 1.png"_s, u"сцена 2/кадр 1.png"_s,
                                     u"сцена 2/кадр 1 v2.png"_s}),
                         ImportGrouping::Number),
                 u"сцена 1/кадр 1.png | сцена 2/кадр 1.png сцена 2/кадр 1 v2.png"_s);
    }

    void groupsByFileFolderAndAllInOne()
    {
        const auto files =
            candidates({u"0.png"_s, u"a/1.png"_s, u"a/2.png"_s, u"a/b/3.png"_s, u"c/4.png"_s});
        QCOMPARE(grouped(files, ImportGrouping::File),
                 u"0.png | a/1.png | a/2.png | a/b/3.png | c/4.png"_s);
        QCOMPARE(grouped(files, ImportGrouping::Folder),
                 u"0.png | a/1.png a/2.png | a/b/3.png | c/4.png"_s);
        QCOMPARE(grouped(files, ImportGrouping::One), u"0.png a/1.png a/2.png a/b/3.png c/4.png"_s);
        const auto two = candidates({u"1.png"_s, u"2.png"_s}, u"/films/a"_s)
            + candidates({u"1.png"_s}, u"/films/b"_s);
        QCOMPARE(grouped(two, ImportGrouping::Folder), u"1.png 2.png | 1.png"_s);
        QVERIFY(groupCandidates({}, ImportGrouping::One).isEmpty());
    }

    void suggestsWhatFoldersAndNamesSpeakFor_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<ImportGrouping>("grouping");
        QTest::newRow("loose files")
            << QStringList{u"1.png"_s, u"2.png"_s, u"3.png"_s} << ImportGrouping::File;
        QTest::newRow("versions") << QStringList{u"sh010_v1.png"_s, u"sh010_v2.png"_s,
                                                 u"sh020_v1.png"_s, u"sh020_v2.png"_s}
                                  << ImportGrouping::Number;
        QTest::newRow("a folder for each shot")
            << QStringList{u"sh010/a.png"_s, u"sh010/b.png"_s, u"sh020/a.png"_s, u"sh020/b.png"_s}
            << ImportGrouping::Folder;
        QTest::newRow("pictures and videos apart")
            << QStringList{u"картинки/sh010.png"_s, u"картинки/sh020.png"_s,
                           u"картинки/sh030.png"_s, u"видео/sh010.mp4"_s,
                           u"видео/sh020.mp4"_s,    u"видео/sh030.mp4"_s}
            << ImportGrouping::Number;
        QTest::newRow("one file") << QStringList{u"sh010.png"_s} << ImportGrouping::File;
    }
    void suggestsWhatFoldersAndNamesSpeakFor()
    {
        QFETCH(QStringList, names);
        QFETCH(ImportGrouping, grouping);
        QCOMPARE(suggestGrouping(candidates(names)), grouping);
    }

    // --- planning

    void plansTheImportInNumbers()
    {
        auto store = std::move(*Store::open(at(u"library.db"_s), Store::Mode::ReadWrite));
        const MediaFolder media(m_folder->path());
        const Account vera = rows::account(u"vera"_s);
        const Project film = rows::project(vera.id);
        const Shot shot = rows::shot(film.id, 0);
        const QByteArray known = samples::encoded(samples::picture(32, 18, 1), "png");
        const QByteArray fresh = samples::encoded(samples::picture(32, 18, 2), "png");
        QVERIFY(touch(u"in/sh010_v1.png"_s, known));
        QVERIFY(touch(u"in/sh010_v2.png"_s, fresh));
        QVERIFY(touch(u"in/sh010_v2 copy.png"_s, fresh));
        QVERIFY(touch(u"in/sh020.png"_s, samples::encoded(samples::picture(40, 20, 3), "jpeg")));
        QVERIFY(touch(u"in/script.txt"_s, "EXT. LIGHTHOUSE"));
        QVERIFY(touch(u"in/list.mp4"_s, "#EXTM3U\nhttp://127.0.0.1/x"));
        QVERIFY(touch(u"in/empty.png"_s, {}));
        QVERIFY(samples::film(at(u"in/sh030.mp4"_s), 6).isEmpty());
        const Media before = rows::mediaOfFile(media, at(u"in/sh010_v1.png"_s));
        QVERIFY(rows::write(*store, vera.id, [&](Repositories& r) {
            r.accounts.insert(vera);
            r.projects.insert(film);
            r.shots.insert(shot);
            r.media.insert(before);
            r.assets.insert(rows::asset(shot.id, before.sha256));
        }));

        const auto plan = planImport(*store, vera.id, film.id, {at(u"in"_s), at(u"gone"_s)});
        QVERIFY(plan);
        QCOMPARE(plan->pictures, 2);
        QCOMPARE(plan->videos, 1);
        QCOMPARE(plan->files(), 3);
        QCOMPARE(plan->duplicates, 2);
        QMap<QString, ErrorKind> refused;
        for (const Error& error : plan->refused) {
            refused.insert(error.subject.section(u'/', -1), error.kind);
        }
        QCOMPARE(refused,
                 (QMap<QString, ErrorKind>{{u"script.txt"_s, ErrorKind::FormatUnsupported},
                                           {u"list.mp4"_s, ErrorKind::PlaylistRefused},
                                           {u"empty.png"_s, ErrorKind::FileEmpty}}));
        QCOMPARE(plan->walk.unreadable.size(), 1);
        QCOMPARE(plan->shots[ImportGrouping::File], 3);
        QCOMPARE(plan->shots[ImportGrouping::Number], 3);
        QCOMPARE(plan->shotsAgain[ImportGrouping::File], 5);
        QCOMPARE(plan->shotsAgain[ImportGrouping::Number], 3);
        QCOMPARE(plan->shots[ImportGrouping::One], 1);
        qint64 bytes = fresh.size();
        for (const QString& name : {u"in/sh020.png"_s, u"in/sh030.mp4"_s}) {
            bytes += QFileInfo(at(name)).size();
        }
        QCOMPARE(plan->bytes, bytes);
        QCOMPARE(plan->bytesAgain, bytes + fresh.size() + known.size());
        QCOMPARE(plan->samples.size(), 3);
        QCOMPARE(plan->toJson()[u"duplicates"_s].toInt(), 2);

        const auto nobody = planImport(*store, AccountId::create(), film.id, {at(u"in"_s)});
        QVERIFY(!nobody);
        QCOMPARE(nobody.error().kind, ErrorKind::NotFound);
    }

    void findsDamagedFilesOfAPlan()
    {
        auto store = std::move(*Store::open(at(u"library.db"_s), Store::Mode::ReadWrite));
        const QByteArray png = samples::encoded(samples::picture(64, 36, 1), "png");
        QByteArray flipped = samples::encoded(samples::picture(64, 36, 2), "png");
        flipped[flipped.indexOf("IDAT") + 20] ^= 1;
        QVERIFY(touch(u"in/sh010_v1.png"_s, png));
        QVERIFY(touch(u"in/sh010_v2.png"_s, png));
        QVERIFY(touch(u"in/sh010_v3.png"_s, png.left(png.size() / 2)));
        QVERIFY(touch(u"in/sh020.png"_s, flipped));
        QVERIFY(touch(u"in/notes.txt"_s, "notes"));
        QVERIFY(samples::film(at(u"in/sh030.mp4"_s), 6).isEmpty());
        const auto plan = planImport(*store, AccountId::create(), ProjectId(), {at(u"in"_s)});
        QVERIFY(plan);
        QCOMPARE(plan->files(), 4);

        QList<ImportPlan> revisions;
        const auto note = [&](const ImportPlan& revision) { revisions.append(revision); };
        examinePlan(*plan, 0, {}, note);
        QCOMPARE(revisions.size(), 2);
        const ImportPlan& last = revisions.last();
        QMap<QString, ErrorKind> refused;
        for (const Error& error : last.refused) {
            refused.insert(error.subject, error.kind);
        }
        QCOMPARE(refused,
                 (QMap<QString, ErrorKind>{{at(u"in/notes.txt"_s), ErrorKind::FormatUnsupported},
                                           {at(u"in/sh010_v3.png"_s), ErrorKind::FileDamaged},
                                           {at(u"in/sh020.png"_s), ErrorKind::FileDamaged}}));
        QCOMPARE(last.pictures, 1);
        QCOMPARE(last.videos, 1);
        QCOMPARE(last.duplicates, 1);
        QCOMPARE(last.bytes, png.size() + QFileInfo(at(u"in/sh030.mp4"_s)).size());
        QCOMPARE(last.shots[ImportGrouping::File], 2);
        QCOMPARE(last.shotsAgain[ImportGrouping::File], 3);
        QCOMPARE(last.samples, plan->samples); // each keeps its place
        QCOMPARE(last.walk.candidates, plan->walk.candidates);

        // Told together if there is time; nothing when there is nothing new, or when it was
        // stopped.
        revisions.clear();
        examinePlan(*plan, 3'600'000, {}, note);
        QCOMPARE(revisions.size(), 1);
        examinePlan(revisions.first(), 0, {}, note);
        QCOMPARE(revisions.size(), 1);
        std::stop_source stop;
        stop.request_stop();
        examinePlan(*plan, 0, stop.get_token(), note);
        QCOMPARE(revisions.size(), 1);
    }

    void hashesAsAnyToolDoes()
    {
        const QByteArray bytes(3'000'000, 'a');
        QVERIFY(touch(u"big"_s, bytes));
        QCOMPARE(*hashOfFile(at(u"big"_s)),
                 QString::fromLatin1(
                     QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()));
        QCOMPARE(hashOfFile(at(u"gone"_s)).error().kind, ErrorKind::FileMissing);
    }
};

RASKADR_TEST_MAIN_WITH_CHILDREN(FoldersTest, child)
#include "folderstest.moc"
