#include "workplace.h"

#include "tests/support/rows.h"
#include "tests/support/samples.h"

#include <QDir>
#include <QFileInfo>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

Workplace::Workplace()
{
    Library::OpenOptions options;
    options.create = true;
    auto opened = Library::open(m_folder.filePath(u"library"_s), options);
    Q_ASSERT(opened);
    library = std::move(*opened);
    const Account vera = rows::account(u"vera"_s);
    account = vera.id;
    const Project film = rows::project(account, u"The Last Lighthouse"_s);
    project = film.id;
    const auto written = rows::write(library->store(), account, [&](Repositories& r) {
        r.accounts.insert(vera);
        r.projects.insert(film);
    });
    Q_ASSERT(written);
    commands = std::make_unique<CommandStack>(library->store(), account, clock);
    importer = std::make_unique<Importer>(library->store(), library->media(), clock,
                                          library->scratchPath());
    QDir().mkpath(filesFolder());
}

QString Workplace::picture(const QString& name, int seed) const
{
    const QString path = file(name);
    QDir().mkpath(QFileInfo(path).path());
    const bool saved = samples::save(path, samples::picture(64 + seed, 36, seed),
                                     name.endsWith(u".jpg") ? "JPG" : "PNG");
    Q_ASSERT(saved);
    return saved ? path : QString();
}

QList<Shot> Workplace::shots() const
{
    return library->store()
        .read(account, [this](const Repositories& r) { return r.shots.ofProject(project); })
        .value();
}

QList<Asset> Workplace::assets(const ShotId& shot) const
{
    return library->store()
        .read(account, [shot](const Repositories& r) { return r.assets.ofShot(shot); })
        .value();
}

int Workplace::projects() const
{
    return static_cast<int>(
        library->store()
            .read(account, [](const Repositories& r) { return r.projects.all(); })
            .value()
            .size());
}

} // namespace raskadr
