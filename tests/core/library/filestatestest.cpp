#include "core/library/filestates.h"
#include "tests/support/rows.h"
#include "tests/support/samples.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

class FileStatesTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    void notesWhatWentAndWhatCameBack()
    {
        const MediaFolder folder(m_folder.path());
        auto opened = Store::open(m_folder.filePath(u"library.db"_s), Store::Mode::ReadWrite);
        QVERIFY(opened);
        Store& store = **opened;
        QStringList names;
        QList<QByteArray> contents;
        for (int i = 0; i < 3; ++i) {
            contents.append(samples::encoded(samples::picture(32, 18, i), "png"));
            const QString path = m_folder.filePath(u"picture.png"_s);
            QVERIFY(samples::write(path, contents.last()));
            const Media medium = rows::mediaOfFile(folder, path);
            names.append(medium.sha256);
            QVERIFY(rows::write(store, {}, [&](Repositories& r) { r.media.insert(medium); }));
        }
        const auto states = [&] {
            return *store.read({}, [&](const Repositories& r) {
                QList<MediaState> found;
                for (const QString& name : names) {
                    found.append(r.media.find(name)->state);
                }
                return found;
            });
        };
        QCOMPARE(*noteFileStates(store, folder, names + QStringList{u"0"_s.repeated(64)}), 0);

        QVERIFY(QFile::remove(folder.path(names[0])));
        QVERIFY(QFile::remove(folder.path(names[1])));
        QVERIFY(samples::write(folder.path(names[1]), contents[1].left(20)));
        QCOMPARE(*noteFileStates(store, folder, names), 2);
        QCOMPARE(
            states(),
            (QList<MediaState>{MediaState::Missing, MediaState::Altered, MediaState::Present}));
        QCOMPARE(*noteFileStates(store, folder, names), 0);

        // A file of the right size may still have other contents: that is for a check to find out.
        QVERIFY(samples::write(folder.path(names[0]), contents[0]));
        QVERIFY(QFile::remove(folder.path(names[1])));
        QVERIFY(samples::write(folder.path(names[1]), contents[1]));
        QCOMPARE(*noteFileStates(store, folder, names), 1);
        QCOMPARE(
            states(),
            (QList<MediaState>{MediaState::Present, MediaState::Altered, MediaState::Present}));
    }
};

QTEST_GUILESS_MAIN(FileStatesTest)
#include "filestatestest.moc"
