#include "filmtest.h"

#include "tests/support/rows.h"

#include <QCoreApplication>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

Shot named(const QString& title)
{
    Shot shot;
    shot.title = title;
    return shot;
}

void FilmTest::init()
{
    m_clock.now = 1'000'000;
    m_film = {};
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = Store::open(m_folder->filePath(u"library.db"_s), Store::Mode::ReadWrite);
    QVERIFY(opened);
    m_store = std::move(*opened);
    const Account vera = rows::account(u"vera"_s);
    m_film.account = vera.id;
    m_film.id = ProjectId::create();
    m_film.other = ProjectId::create();
    const auto filled = write([&](Repositories& r) -> Result<> {
        r.accounts.insert(vera);
        Media media;
        media.sha256 = m_film.sha256;
        media.mimeType = u"image/png"_s;
        media.embedded =
            uR"({"png.parameters":"мост\nSteps: 20, Sampler: Euler, Seed: 42, Model: sdxl"})"_s;
        r.media.insert(media);
        for (const ProjectId& id : {m_film.id, m_film.other}) {
            Project project;
            project.id = id;
            project.title = u"Фильм"_s;
            project.archived = id == m_film.other;
            project.trashedMs = id == m_film.other ? 77 : 0;
            r.projects.insert(project);
        }
        const auto insertShot = [&](const ProjectId& project, int position, qint64 trashed) {
            Shot s;
            s.id = ShotId::create();
            s.projectId = project;
            s.position = position;
            s.title = u"Шот %1"_s.arg(position);
            s.trashedMs = trashed;
            r.shots.insert(s);
            return s;
        };
        for (int i = 0; i < 6; ++i) {
            Shot s = insertShot(m_film.id, i, 0);
            m_film.shots.append(s.id);
            QList<AssetId> assets;
            for (int n = 0; n < 3; ++n) {
                Asset a;
                a.id = AssetId::create();
                a.shotId = s.id;
                a.sha256 = m_film.sha256;
                a.createdMs = 10 + n;
                a.favourite = i == 3;
                a.rejected = i == 4;
                a.parentId = n > 0 ? assets.first() : AssetId();
                a.provenance.seed = ProvenanceField{u"42"_s, FactSource::File, 0.5};
                r.assets.insert(a);
                assets.append(a.id);
            }
            m_film.assets.append(assets);
            if (i % 2 == 1) {
                s.headlinerId = assets[1];
                r.shots.update(s);
            }
        }
        Asset gone = *r.assets.find(m_film.assets[1][0]);
        gone.id = m_film.trashedAsset = AssetId::create();
        gone.trashedMs = 50;
        r.assets.insert(gone);
        m_film.trashed = {insertShot(m_film.id, 9, 60).id, insertShot(m_film.id, 2, 61).id};
        m_film.otherShots = {insertShot(m_film.other, 0, 0).id};
        return {};
    });
    QVERIFY(filled);
}

void FilmTest::cleanup()
{
    m_store.reset();
    QCoreApplication::processEvents();
}

Result<> FilmTest::write(std::function<Result<>(Repositories&)> fn)
{
    return m_store->write(m_film.account, std::move(fn)).wait();
}

Dump FilmTest::dump() const
{
    return read([](const Repositories& r) { return dumpOf(r); });
}

QList<ShotId> FilmTest::order() const
{
    return read([this](const Repositories& r) { return r.shots.order(m_film.id); });
}

Shot FilmTest::shot(const ShotId& id) const
{
    return *read([&](const Repositories& r) { return r.shots.find(id); });
}

Asset FilmTest::asset(const AssetId& id) const
{
    return *read([&](const Repositories& r) { return r.assets.find(id); });
}

void FilmTest::mustApply(Command& command)
{
    const auto done = write([&](Repositories& r) -> Result<> {
        const auto effect = command.apply(r, m_clock.now);
        return effect ? Result<>() : Result<>(failure(effect.error()));
    });
    QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
}

void FilmTest::mustRevert(Command& command)
{
    const auto done = write([&](Repositories& r) { return command.revert(r, m_clock.now); });
    QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
}
