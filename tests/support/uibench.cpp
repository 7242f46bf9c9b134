#include "tests/support/uibench.h"

#include <QCoreApplication>

namespace raskadr::test {

using namespace Qt::Literals::StringLiterals;

namespace {

std::unique_ptr<Store> newStore(const QString& path)
{
    auto opened = Store::open(path, Store::Mode::ReadWrite);
    Q_ASSERT(opened.has_value());
    return std::move(*opened);
}

} // namespace

UiBench::UiBench()
    : m_account(AccountId::create())
    , m_store(newStore(filePath(u"library.db"_s)))
    , m_media(m_folder.path())
    , m_cache(filePath(u"cache"_s))
    , m_thumbnails(
          [this](const QString& sha256, int level) { return m_cache.thumbnailPath(sha256, level); })
    , m_outgoing(filePath(u"outgoing"_s),
                 [this](const QString& sha256) { return m_media.path(sha256); })
    , m_commands(*m_store, m_account, m_clock)
{
    Account account = rows::account(u"vera"_s);
    account.id = m_account;
    const Project project = rows::project(m_account);
    m_project = project.id;
    write([&](Repositories& repositories) {
        repositories.accounts.insert(account);
        repositories.projects.insert(project);
    });
}

void UiBench::settle()
{
    // A step of the stack may queue the next one when its answer arrives.
    for (int i = 0; i < 3; ++i) {
        m_store->flush();
        QCoreApplication::processEvents();
    }
}

AssetId UiBench::insert(const Media& media, Asset asset)
{
    Q_ASSERT(!media.sha256.isEmpty());
    asset.createdMs = ++m_assetTime;
    write([&](Repositories& repositories) {
        repositories.media.insert(media);
        repositories.assets.insert(asset);
    });
    return asset.id;
}

} // namespace raskadr::test
