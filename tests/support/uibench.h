#pragma once

#include "core/edit/commandstack.h"
#include "core/media/cachefolder.h"
#include "core/media/mediafolder.h"
#include "core/passport/outgoingfiles.h"
#include "tests/support/handclock.h"
#include "tests/support/rows.h"
#include "ui/common/thumbnailcache.h"

#include <QTemporaryDir>
#include <QThreadPool>

namespace raskadr::test {

// What a page needs to stand on: a real library in a temporary folder, with one account and one
// project that is empty.
class UiBench
{
public:
    CommandStack& commands() { return m_commands; }
    Store& store() { return *m_store; }
    MediaFolder& media() { return m_media; }
    HandClock& clock() { return m_clock; }
    const AccountId& account() const { return m_account; }
    const ProjectId& project() const { return m_project; }
    QString filePath(const QString& name) const { return m_folder.filePath(name); }

    // Everything asked for so far is committed and has been told to the views.
    void settle();

    template <class Fn>
    void write(Fn fn)
    {
        const auto written = rows::write(*m_store, m_account, std::move(fn));
        Q_ASSERT(written.has_value());
        settle();
    }

protected:
    UiBench();
    ~UiBench() = default;

    template <class Fn>
    auto read(Fn fn) const
    {
        return *m_store->read(m_account, fn);
    }
    // The newest asset of its shot.
    AssetId insert(const Media& media, Asset asset);

    QTemporaryDir m_folder;
    HandClock m_clock;
    QThreadPool m_pool;
    AccountId m_account;
    ProjectId m_project;
    std::unique_ptr<Store> m_store;
    MediaFolder m_media;
    CacheFolder m_cache;
    ui::ThumbnailCache m_thumbnails;
    OutgoingFiles m_outgoing;
    CommandStack m_commands;

private:
    qint64 m_assetTime = 100;
};

} // namespace raskadr::test
