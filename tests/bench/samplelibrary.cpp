#include "tests/bench/samplelibrary.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QImage>

namespace raskadr::bench {

using namespace Qt::Literals::StringLiterals;

namespace {

// Large enough to be quick, small enough for the store's slices.
constexpr int shotsOfWrite = 250;

QString contentName(int project, int shot, int asset)
{
    const QByteArray name = u"%1/%2/%3"_s.arg(project).arg(shot).arg(asset).toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex());
}

QString promptOf(int shot, int asset)
{
    static const QStringList words = u"маяк на утёсе в тумане перед рассветом камера 35 мм медленный "
                                     "наезд плёнка зерно холодный свет над морем волны чайки берег"_s
                                         .split(u' ');
    QString prompt;
    for (int i = 0; i < 40; ++i) {
        prompt += words.at((shot * 7 + asset * 13 + i * i) % words.size()) + u' ';
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
        generation.prompt = promptOf(index, a);
        generation.parameters = R"({"aspect":"16:9","height":720})";
        generation.seedSent = quint64(index * 31 + a);
        generation.createdMs = index * 100 + a + 1;
        repositories.generations.insert(generation);

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

} // namespace

SampleLibrary makeSampleLibrary(const QString& path, const SampleSize& size,
                                const QStringList& thumbnailSources)
{
    SampleLibrary sample;
    auto library = Library::open(path, {.create = true});
    if (!library) {
        return sample;
    }
    Store& store = (*library)->store();
    Account account;
    account.id = AccountId::create();
    account.login = u"bench"_s;
    account.name = account.login;
    account.passwordHash = u"-"_s;
    account.keyByPassword = "-";
    account.keyByRecoveryCode = "-";
    bool written = store
                       .write(account.id,
                              [account](Repositories& repositories) -> Result<> {
                                  repositories.accounts.insert(account);
                                  return {};
                              })
                       .wait()
                       .has_value();
    for (int p = 0; p < size.projects && written; ++p) {
        Project project;
        project.id = ProjectId::create();
        project.accountId = account.id;
        project.title = u"Проект %1"_s.arg(p + 1);
        project.createdMs = p + 1;
        project.changedMs = p + 1;
        sample.projects << project.id;
        for (int first = 0; first < size.shots && written; first += shotsOfWrite) {
            const int last = std::min(size.shots, first + shotsOfWrite);
            const auto fill = [project, p, first, last, size](Repositories& repositories) -> Result<> {
                if (first == 0) {
                    repositories.projects.insert(project);
                }
                for (int s = first; s < last; ++s) {
                    insertShot(repositories, project.id, p, s, size.assets);
                }
                return {};
            };
            written = store.write(account.id, fill).wait().has_value();
        }
    }
    if (!written) {
        return sample;
    }
    if (!thumbnailSources.isEmpty()) {
        writeThumbnails((*library)->cache(), size, thumbnailSources);
    }
    sample.account = account.id;
    sample.library = std::move(*library);
    return sample;
}

} // namespace raskadr::bench
