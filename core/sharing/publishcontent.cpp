#include "core/sharing/publishcontent.h"

#include "core/media/mediafolder.h"
#include "core/media/publishcard.h"
#include "core/sharing/wireids.h"

#include <atomic>
#include <thread>
#include <vector>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int copyThreads = 2; // each encoder has threads of its own

bool endsAll(ErrorKind kind)
{
    return kind == ErrorKind::Cancelled || kind == ErrorKind::DiskFull
        || kind == ErrorKind::Storage;
}

ShareFault faultOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::FileMissing:
    case ErrorKind::FileUnreadable:
    case ErrorKind::FileDamaged:
    case ErrorKind::FileEmpty:
        return ShareFault::MediaMissing;
    default:
        return ShareFault::NotClean;
    }
}

// What the page shows large, whose size counts as the shot's.
const PublishedFile* mainFile(const QList<PublishedFile>& files)
{
    for (const PublishedFile& file : files) {
        if (file.role == wire::MediaRole::Full) {
            return &file;
        }
    }
    return nullptr;
}

wire::ShotKind kindOf(const PublishedFile* file)
{
    return file == nullptr                   ? wire::ShotKind::None
        : file->mime.startsWith(u"video/"_s) ? wire::ShotKind::Video
                                             : wire::ShotKind::Image;
}

} // namespace

void inParallel(int threads, qsizetype count, const std::function<bool(qsizetype)>& work)
{
    std::atomic<qsizetype> next = 0;
    std::atomic<bool> goesOn = true;
    std::vector<std::jthread> workers;
    for (int i = 0; i < threads && i < count; ++i) {
        workers.emplace_back([&] {
            while (goesOn) {
                const qsizetype index = next.fetch_add(1);
                if (index >= count) {
                    return;
                }
                if (!work(index)) {
                    goesOn = false;
                }
            }
        });
    }
}

namespace {

// A link without a card is a link nevertheless.
ShareResult<> addCard(PublishContent& content, const CacheFolder& cache,
                      const std::stop_token& stop)
{
    const auto first = std::find_if(content.shots.begin(), content.shots.end(),
                                    [](const ShotContent& shot) { return !shot.files.isEmpty(); });
    if (first == content.shots.end()) {
        return {};
    }
    const auto card = publishCard(first->shot.sha256, first->files, cache, stop);
    if (!card) {
        return endsAll(card.error().kind) ? shareFailure(card.error()) : ShareResult<>();
    }
    if (*card) {
        first->files.append(**card);
    }
    return {};
}

} // namespace

ShareResult<PublishContent> makeContent(const QList<ShareShot>& shots, const MediaFolder& media,
                                        const CacheFolder& cache, bool hasCard, ProgressBook& book,
                                        const std::stop_token& stop)
{
    PublishContent content;
    for (const ShareShot& shot : shots) {
        content.shots.append({shot, {}});
    }
    ShotContent* const contents = content.shots.data();
    std::mutex mutex;
    std::optional<Error> end;
    inParallel(copyThreads, shots.size(), [&](qsizetype index) {
        ShotContent& shot = contents[index];
        if (shot.shot.sha256.isEmpty()) {
            book.setShot(index, 1, ShotProgressState::Done);
            return true;
        }
        book.setShot(index, 0, ShotProgressState::Working);
        auto copies = publishCopies(
            {media.path(shot.shot.sha256), shot.shot.sha256}, cache,
            [&](double fraction) { book.setShot(index, fraction, ShotProgressState::Working); },
            stop);
        if (copies && mainFile(*copies) != nullptr) {
            shot.files = *copies;
            book.setShot(index, 1, ShotProgressState::Done);
            return true;
        }
        const Error error =
            copies ? Error{ErrorKind::NotClean, u"no copy to show"_s, {}, 0} : copies.error();
        const std::scoped_lock lock(mutex);
        if (endsAll(error.kind)) {
            end = end.value_or(error);
            return false;
        }
        content.refused.append(
            {shot.shot.shotId, shot.shot.number, shot.shot.title, faultOf(error.kind), error});
        shot.shot.sha256.clear();
        book.setShot(index, 1, ShotProgressState::Refused);
        return true;
    });
    if (end) {
        return shareFailure(*end);
    }
    if (stop.stop_requested()) {
        return shareFailure(ShareFault::Cancelled);
    }
    if (hasCard) {
        if (const auto added = addCard(content, cache, stop); !added) {
            return shareFailure(added.error());
        }
    }
    std::sort(content.refused.begin(), content.refused.end(),
              [](const RefusedShot& a, const RefusedShot& b) { return a.number < b.number; });
    return content;
}

wire::Snapshot snapshotOf(const PublishContent& content, const QHash<ShotId, QString>& shotNames,
                          int aspectWidth, int aspectHeight)
{
    wire::Snapshot snapshot;
    snapshot.aspectWidth = aspectWidth;
    snapshot.aspectHeight = aspectHeight;
    for (const ShotContent& from : content.shots) {
        wire::SnapshotShot shot;
        shot.id = shotNames.value(from.shot.shotId).toStdString();
        shot.number = from.shot.number;
        shot.title = from.shot.title.toStdString();
        const PublishedFile* file = mainFile(from.files);
        shot.kind = kindOf(file);
        shot.durationMs = from.shot.plannedDurationMs;
        if (file != nullptr) {
            shot.width = file->width;
            shot.height = file->height;
            if (shot.kind == wire::ShotKind::Video) {
                shot.durationMs = file->durationMs;
            }
        }
        for (const PublishedFile& copy : from.files) {
            shot.media.insert(
                {copy.role, {randomWireId().toStdString(), copy.sha256.toStdString(), copy.size}});
        }
        snapshot.shots.push_back(std::move(shot));
    }
    return snapshot;
}

FolderContent folderContentOf(const PublishContent& content, const wire::Snapshot& snapshot)
{
    FolderContent folder;
    folder.board.aspectWidth = snapshot.aspectWidth;
    folder.board.aspectHeight = snapshot.aspectHeight;
    for (qsizetype i = 0; i < content.shots.size(); ++i) {
        const wire::SnapshotShot& from = snapshot.shots[std::size_t(i)];
        wire::BoardShot shot;
        shot.id = from.id;
        shot.number = from.number;
        shot.title = from.title;
        shot.kind = from.kind;
        shot.width = from.width;
        shot.height = from.height;
        shot.durationMs = from.durationMs;
        for (const PublishedFile& copy : content.shots[i].files) {
            const std::string path = "m/" + from.media.at(copy.role).id + '.'
                + std::string(wire::extensionOf(copy.mime.toStdString()));
            shot.media.insert({copy.role, path});
            folder.files.append({copy.path, QString::fromStdString(path)});
        }
        folder.board.shots.push_back(std::move(shot));
    }
    return folder;
}

} // namespace raskadr
