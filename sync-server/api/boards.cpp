#include "sync-server/api/boards.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace raskadr::server {

namespace {

constexpr size_t mostPages = 256;
constexpr size_t mostLinks = 4096;
constexpr size_t mostRevisions = 64;

// The link's card says nothing about a shot: which one has it changes with the first one.
std::map<wire::MediaRole, std::string> looksOf(const wire::SnapshotShot& shot)
{
    std::map<wire::MediaRole, std::string> looks;
    for (const auto& [role, medium] : shot.media) {
        if (role != wire::MediaRole::Card) {
            looks.emplace(role, medium.sha256);
        }
    }
    return looks;
}

bool looksTheSame(const wire::SnapshotShot& one, const wire::SnapshotShot& other)
{
    return one.kind == other.kind && looksOf(one) == looksOf(other);
}

std::map<std::string, std::int64_t> readSince(const std::string& text)
{
    std::map<std::string, std::int64_t> since;
    const auto document = nlohmann::json::parse(text, nullptr, false);
    if (document.is_object()) {
        for (const auto& [shot, number] : document.items()) {
            since[shot] = number.is_number_integer() ? number.get<std::int64_t>() : 1;
        }
    }
    return since;
}

std::string fileName(const wire::SnapshotShot& shot, wire::MediaRole role)
{
    const std::string_view ending = wire::extensionOf(wire::mimeOf(shot.kind, role));
    return shot.media.at(role).id + "." + std::string(ending);
}

std::unordered_map<std::string, ShownMedium> mediaOf(const wire::Snapshot& snapshot)
{
    std::unordered_map<std::string, ShownMedium> media;
    for (const wire::SnapshotShot& shot : snapshot.shots) {
        for (const auto& [role, medium] : shot.media) {
            media[medium.id] = {medium.sha256, wire::mimeOf(shot.kind, role), fileName(shot, role)};
        }
    }
    return media;
}

wire::BoardShot boardShot(const wire::SnapshotShot& shot, const std::string& base)
{
    wire::BoardShot box;
    box.id = shot.id;
    box.number = shot.number;
    box.title = shot.title;
    box.kind = shot.kind;
    box.width = shot.width;
    box.height = shot.height;
    box.durationMs = shot.durationMs;
    for (const auto& [role, medium] : shot.media) {
        box.media[role] = base + "/m/" + fileName(shot, role);
    }
    return box;
}

template <class Kept>
void keepIn(std::unordered_map<std::string, Kept>& all, size_t most, const std::string& key,
            Kept kept, bool isFresh)
{
    if (!isFresh) {
        return;
    }
    if (all.size() >= most) {
        all.clear();
    }
    all[key] = std::move(kept);
}

template <class Kept>
std::optional<Kept> keptIn(const std::unordered_map<std::string, Kept>& all, const std::string& key,
                           Millis now)
{
    const auto found = all.find(key);
    if (found == all.end() || (found->second.expiresAt && *found->second.expiresAt <= now)) {
        return std::nullopt;
    }
    return found->second;
}

} // namespace

const wire::SnapshotShot* ShownRevision::shot(const std::string& id) const
{
    const auto found = std::find_if(snapshot.shots.begin(), snapshot.shots.end(),
                                    [&](const wire::SnapshotShot& shot) { return shot.id == id; });
    return found == snapshot.shots.end() ? nullptr : &*found;
}

Boards::Boards(Store& store)
    : m_store(store)
{
}

StoreResult<std::shared_ptr<const ShownRevision>> Boards::revision(const Share& share)
{
    if (!share.currentRevision) {
        return std::shared_ptr<const ShownRevision>();
    }
    {
        const std::lock_guard lock(m_mutex);
        const auto kept = m_revisions.find(share.id);
        if (kept != m_revisions.end() && kept->second->number == *share.currentRevision) {
            return kept->second;
        }
    }
    const auto stored = m_store.currentRevision(share.id);
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    if (!*stored) {
        return std::shared_ptr<const ShownRevision>();
    }
    auto snapshot = wire::parseSnapshot((*stored)->snapshot);
    if (!snapshot) {
        return tl::unexpected(StoreError{StoreError::Kind::Failed, "a stored snapshot is damaged"});
    }
    auto shown = std::make_shared<ShownRevision>();
    shown->number = (*stored)->number;
    shown->publishedAt = (*stored)->createdAt;
    shown->since = readSince((*stored)->since);
    shown->media = mediaOf(*snapshot);
    shown->snapshot = std::move(*snapshot);
    const std::lock_guard lock(m_mutex);
    if (m_revisions.size() >= mostRevisions) {
        m_revisions.clear();
    }
    m_revisions[share.id] = shown;
    return std::shared_ptr<const ShownRevision>(shown);
}

StoreResult<wire::Board> Boards::board(const Share& share, const std::string& base,
                                       std::int64_t changedSince)
{
    const auto shown = revision(share);
    if (!shown) {
        return tl::unexpected(shown.error());
    }
    const auto state = m_store.boardState(share.id);
    if (!state) {
        return tl::unexpected(state.error());
    }
    wire::Board board;
    board.title = share.title;
    board.greeting = share.greeting;
    board.canComment = share.canComment;
    board.canDownload = share.canDownload;
    board.expiresAt = share.expiresAt;
    board.seq = state->seq;
    if (!*shown) {
        return board;
    }
    const ShownRevision& now = **shown;
    board.revision = now.number;
    board.publishedAt = now.publishedAt;
    board.aspectWidth = now.snapshot.aspectWidth;
    board.aspectHeight = now.snapshot.aspectHeight;
    std::map<std::string, wire::Verdict> verdicts;
    for (const VerdictRow& row : state->verdicts) {
        verdicts[row.shotId] = wire::verdict(row.state).value_or(wire::Verdict::None);
    }
    for (const wire::SnapshotShot& shot : now.snapshot.shots) {
        wire::BoardShot box = boardShot(shot, base);
        const auto since = now.since.find(shot.id);
        box.since = since == now.since.end() ? now.number : since->second;
        box.changed = box.since > changedSince;
        const auto comments = state->comments.find(shot.id);
        box.comments = comments == state->comments.end() ? 0 : static_cast<int>(comments->second);
        const auto verdict = verdicts.find(shot.id);
        box.verdict = verdict == verdicts.end() ? wire::Verdict::None : verdict->second;
        board.shots.push_back(std::move(box));
    }
    return board;
}

void Boards::forget(const std::string& shareId)
{
    const std::lock_guard lock(m_mutex);
    ++m_changes;
    const auto isOfShare = [&](const auto& kept) { return kept.second.shareId == shareId; };
    std::erase_if(m_pages, isOfShare);
    std::erase_if(m_links, isOfShare);
}

std::uint64_t Boards::begin() const
{
    const std::lock_guard lock(m_mutex);
    return m_changes;
}

void Boards::keep(const std::string& key, ReadyPage page, std::uint64_t begun)
{
    const std::lock_guard lock(m_mutex);
    keepIn(m_pages, mostPages, key, std::move(page), begun == m_changes);
}

void Boards::keep(const std::string& key, OpenLink link, std::uint64_t begun)
{
    const std::lock_guard lock(m_mutex);
    keepIn(m_links, mostLinks, key, std::move(link), begun == m_changes);
}

std::optional<ReadyPage> Boards::page(const std::string& key, Millis now) const
{
    const std::lock_guard lock(m_mutex);
    return keptIn(m_pages, key, now);
}

std::optional<OpenLink> Boards::link(const std::string& key, Millis now) const
{
    const std::lock_guard lock(m_mutex);
    return keptIn(m_links, key, now);
}

std::string sinceOf(const wire::Snapshot& snapshot, std::int64_t number,
                    const ShownRevision* before)
{
    nlohmann::json since = nlohmann::json::object();
    for (const wire::SnapshotShot& shot : snapshot.shots) {
        const wire::SnapshotShot* earlier = before ? before->shot(shot.id) : nullptr;
        const auto known = before ? before->since.find(shot.id)
                                  : std::map<std::string, std::int64_t>::const_iterator();
        since[shot.id] = earlier && known != before->since.end() && looksTheSame(*earlier, shot)
            ? known->second
            : number;
    }
    return since.dump();
}

} // namespace raskadr::server
