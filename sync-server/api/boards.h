#pragma once

#include "core/wire/board.h"
#include "core/wire/snapshot.h"
#include "sync-server/storage/store.h"

#include <memory>
#include <mutex>
#include <unordered_map>

namespace raskadr::server {

// A file of a revision, as it is served.
struct ShownMedium
{
    std::string sha256;
    std::string_view mime;
    std::string name; // "ID.webp"
};

// A revision as guests see it, read from its JSON once.
struct ShownRevision
{
    std::int64_t number = 0;
    Millis publishedAt = 0;
    wire::Snapshot snapshot;
    std::map<std::string, std::int64_t> since; // by shot
    std::unordered_map<std::string, ShownMedium> media; // by id

    const wire::SnapshotShot* shot(const std::string& id) const;
};

// A page without marks of changes, as it goes to everybody but for the name of a guest.
struct ReadyPage
{
    std::string shareId;
    std::shared_ptr<const std::string> html; // without a name
    std::shared_ptr<const std::string> gzip; // the same
    std::optional<size_t> nameAt; // where a guest's name belongs
    std::int64_t revision = 0;
    std::optional<Millis> expiresAt; // of the share
};

// What an open link without a password shows.
struct OpenLink
{
    std::string shareId;
    std::shared_ptr<const ShownRevision> shown;
    std::optional<Millis> expiresAt;
};

// The boards of shares, and what was made of them lately. What is kept is forgotten with every
// change of the share, in the thread that made it, before it is announced. Used from any thread.
class Boards final
{
public:
    explicit Boards(Store& store);

    // None: nothing was published yet.
    StoreResult<std::shared_ptr<const ShownRevision>> revision(const Share& share);
    // `changedSince`: the revision that this guest saw last; `base`: the address under which media
    // are.
    StoreResult<wire::Board> board(const Share& share, const std::string& base,
                                   std::int64_t changedSince);

    void forget(const std::string& shareId);

    // Ready pages and open links by keys that tell nothing of a link's token. What `forget` said
    // between `begin` and `keep` makes the thing not be kept.
    std::uint64_t begin() const;
    void keep(const std::string& key, ReadyPage page, std::uint64_t begun);
    void keep(const std::string& key, OpenLink link, std::uint64_t begun);
    std::optional<ReadyPage> page(const std::string& key, Millis now) const;
    std::optional<OpenLink> link(const std::string& key, Millis now) const;

private:
    Store& m_store;
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, std::shared_ptr<const ShownRevision>> m_revisions; // by share
    std::unordered_map<std::string, ReadyPage> m_pages;
    std::unordered_map<std::string, OpenLink> m_links;
    std::uint64_t m_changes = 0;
};

// For each shot of a snapshot the revision in which it last got another picture or film, as JSON.
std::string sinceOf(const wire::Snapshot& snapshot, std::int64_t number,
                    const ShownRevision* before);

} // namespace raskadr::server
