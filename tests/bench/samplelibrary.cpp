#include "tests/bench/samplelibrary.h"

#include "core/store/connection.h"
#include "core/store/migrations.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QImage>

namespace raskadr::bench {

using namespace Qt::Literals::StringLiterals;

namespace {

// Of what makeSampleLibrary() fills in; another one makes kept libraries anew.
constexpr int sampleVersion = 1;

QString contentName(int project, int shot, int asset)
{
    const QByteArray name = u"%1/%2/%3"_s.arg(project).arg(shot).arg(asset).toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex());
}

constexpr qint64 firstMs = 1'767'225'600'000; // 2026-01-01

// Some five hundred bytes, no two alike, as people write them.
QString promptOf(int shot, int asset)
{
    static const QStringList words =
        u"маяк на утёсе в тумане перед рассветом камера 35 мм медленный "
        "наезд плёнка зерно холодный свет над морем волны чайки берег "
        "силуэт мокрый песок фонарь крупный план вечер"_s.split(u' ');
    QString prompt;
    prompt.reserve(400);
    quint64 state = quint64(shot) * 0x9e3779b97f4a7c15U + quint64(asset) + 1;
    for (int i = 0; i < 40; ++i) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        prompt += words.at(int(state >> 33) % int(words.size())) + u' ';
    }
    return prompt.trimmed();
}

void insertShot(Repositories& repositories, const ProjectId& project, int projectIndex, int index,
                int assets)
{
    Shot shot;
    shot.id = ShotId::create();
    shot.projectId = project;
    shot.position = index;
    shot.title = u"Шот %1"_s.arg(index + 1);
    shot.script = u"Вера выходит на берег. Ветер рвёт пальто, маяк не горит."_s;
    shot.status = ShotStatus(index % 3);
    shot.createdMs = index + 1;
    repositories.shots.insert(shot);
    for (int a = 0; a < assets; ++a) {
        Media media;
        media.sha256 = contentName(projectIndex, index, a);
        media.size = 2'800'000;
        media.mimeType = u"image/png"_s;
        media.width = 1280;
        media.height = 720;
        media.palette = u"c0a080:0.412,604030:0.3,101018:0.203"_s;
        repositories.media.insert(media);

        Generation generation;
        generation.id = GenerationId::create();
        generation.shotId = shot.id;
        generation.providerId = u"draft"_s;
        generation.modelId = u"draft.image"_s;
        generation.prompt = promptOf(projectIndex * 100'000 + index, a);
        generation.parameters = R"({"aspect":"16:9","height":720})";
        generation.seedSent = quint64(index * 31 + a);
        generation.createdMs = firstMs + index * 100'000 + a * 1000;
        repositories.generations.insert(generation);

        Job job;
        job.generationId = generation.id;
        job.state = JobState::Done;
        job.seedReturned = generation.seedSent;
        job.queuedMs = generation.createdMs;
        job.finishedMs = generation.createdMs;
        repositories.jobs.insert(job);

        Asset asset;
        asset.id = AssetId::create();
        asset.shotId = shot.id;
        asset.sha256 = media.sha256;
        asset.origin = AssetOrigin::Generated;
        asset.generationId = generation.id;
        asset.createdMs = generation.createdMs;
        repositories.assets.insert(asset);
        shot.headlinerId = asset.id;
    }
    repositories.shots.update(shot);
}

void writeThumbnails(const CacheFolder& cache, const SampleSize& size, const QStringList& sources)
{
    QList<QList<QImage>> pictures;
    for (const QString& source : sources) {
        const QImage picture(source);
        QList<QImage> levels;
        for (const int level : CacheFolder::importLevels()) {
            levels << picture.scaled(level, level, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        }
        pictures << levels;
    }
    for (int shot = 0; shot < size.shots; ++shot) {
        const QString sha256 = contentName(0, shot, size.assets - 1);
        const QList<int> levels = CacheFolder::importLevels();
        for (qsizetype i = 0; i < levels.size(); ++i) {
            const QString path = cache.thumbnailPath(sha256, levels.at(i));
            QDir().mkpath(QFileInfo(path).path());
            pictures.at(shot % pictures.size()).at(i).save(path, "JPG", 80);
        }
    }
}

bool openIn(const QString& path, SampleLibrary& sample)
{
    auto library = Library::open(path, {});
    if (!library) {
        return false;
    }
    const Store& store = (*library)->store();
    const auto accounts =
        store.read(AccountId(), [](const Repositories& r) { return r.accounts.all(); });
    if (!accounts || accounts->isEmpty()) {
        return false;
    }
    sample.account = accounts->first().id;
    const auto projects =
        store.read(sample.account, [](const Repositories& r) { return r.projects.all(); });
    for (const Project& project : projects.value_or(QList<Project>())) {
        sample.projects.prepend(project.id); // from the last changed one
    }
    sample.library = std::move(*library);
    return true;
}

// Past the store and its slices: in one transaction that nothing has to survive.
bool fill(const QString& path, const SampleSize& size)
{
    if (auto library = Library::open(path, {.create = true}); !library) {
        return false;
    }
    // No records are to be written of what never was a film.
    if (QFile accounts(path + u"/records/accounts.json"_s); !accounts.open(QIODevice::WriteOnly)) {
        return false;
    }
    Connection connection(path + u"/library.db"_s, Connection::Mode::ReadWrite);
    connection.execute("PRAGMA journal_mode = OFF");
    connection.execute("PRAGMA synchronous = OFF");
    connection.execute("PRAGMA foreign_keys = OFF");
    connection.execute("PRAGMA cache_size = -1000000");
    connection.execute("BEGIN EXCLUSIVE");
    Account account;
    account.id = AccountId::create();
    account.login = u"bench"_s;
    account.name = account.login;
    account.passwordHash = u"-"_s;
    account.keyByPassword = "-";
    account.keyByRecoveryCode = "-";
    for (int p = 0; p < size.projects; ++p) {
        Project project;
        project.id = ProjectId::create();
        project.accountId = account.id;
        project.title = u"Проект %1"_s.arg(p + 1);
        project.createdMs = firstMs + p;
        project.changedMs = firstMs + p;
        ChangeSet changes;
        Repositories repositories(RepositoryContext{connection, account.id, changes});
        if (p == 0) {
            repositories.accounts.insert(account);
        }
        repositories.projects.insert(project);
        for (int s = 0; s < size.shots; ++s) {
            insertShot(repositories, project.id, p, s, size.assets);
        }
    }
    connection.execute("COMMIT");
    connection.execute("PRAGMA journal_mode = WAL");
    return true;
}

} // namespace

SampleLibrary makeSampleLibrary(const QString& path, const SampleSize& size,
                                const QStringList& thumbnailSources)
{
    SampleLibrary sample;
    if (fill(path, size) && openIn(path, sample) && !thumbnailSources.isEmpty()) {
        writeThumbnails(sample.library->cache(), size, thumbnailSources);
    }
    return sample;
}

SampleLibrary keptSampleLibrary(const SampleSize& size)
{
    const QDir kept(QCoreApplication::applicationDirPath() + u"/../bench-libraries"_s);
    const QString name = u"%1x%2x%3-v%4.%5"_s.arg(size.projects)
                             .arg(size.shots)
                             .arg(size.assets)
                             .arg(currentSchemaVersion())
                             .arg(sampleVersion);
    const QString path = kept.filePath(name);
    SampleLibrary sample;
    if (QFileInfo::exists(path)) {
        openIn(path, sample);
        return sample;
    }
    const QString part = path + u".part"_s;
    QDir(part).removeRecursively();
    if (kept.mkpath(u"."_s) && fill(part, size) && QDir().rename(part, path)) {
        openIn(path, sample);
    }
    return sample;
}

} // namespace raskadr::bench
