#include "tests/support/rows.h"

#include "core/media/probe.h"

namespace raskadr::rows {

using namespace Qt::Literals::StringLiterals;

Account account(const QString& login)
{
    Account account;
    account.id = AccountId::create();
    account.login = login;
    account.name = login;
    account.passwordHash = u"hash"_s;
    account.keyByPassword = "a";
    account.keyByRecoveryCode = "b";
    account.createdMs = 1;
    return account;
}

Project project(const AccountId& account, const QString& title)
{
    Project project;
    project.id = ProjectId::create();
    project.accountId = account;
    project.title = title;
    project.createdMs = 1;
    project.changedMs = 1;
    return project;
}

Shot shot(const ProjectId& project, int position, const QString& title)
{
    Shot shot;
    shot.id = ShotId::create();
    shot.projectId = project;
    shot.position = position;
    shot.title = title;
    shot.createdMs = 1;
    return shot;
}

Media media(const QString& digit)
{
    Media media;
    media.sha256 = digit.repeated(64);
    media.size = 10;
    media.mimeType = u"image/png"_s;
    media.width = 16;
    media.height = 9;
    media.createdMs = 1;
    return media;
}

Asset asset(const ShotId& shot, const QString& sha256)
{
    Asset asset;
    asset.id = AssetId::create();
    asset.shotId = shot;
    asset.sha256 = sha256;
    asset.createdMs = 5;
    return asset;
}

Generation generation(const ShotId& shot, const QString& prompt)
{
    Generation generation;
    generation.id = GenerationId::create();
    generation.shotId = shot;
    generation.providerId = u"draft"_s;
    generation.modelId = u"draft.image"_s;
    generation.prompt = prompt;
    generation.parameters = "{}";
    generation.createdMs = 5;
    return generation;
}

Media mediaOfFile(const MediaFolder& folder, const QString& path)
{
    Media media;
    const auto facts = probeMedia(path);
    const auto stored = folder.ingest(path);
    if (facts && stored) {
        media.sha256 = stored->sha256;
        media.size = stored->size;
        media.mimeType = facts->mimeType;
        media.width = facts->width;
        media.height = facts->height;
        media.durationMs = facts->durationMs;
        media.fps = facts->fps;
        media.videoCodec = facts->videoCodec;
        media.createdMs = 1;
    }
    return media;
}

} // namespace raskadr::rows
