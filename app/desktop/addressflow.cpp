#include "app/desktop/addressflow.h"

#include "core/base/logging.h"
#include "ui/common/toast.h"
#include "ui/import/addresstext.h"
#include "ui/import/importprogresscard.h"
#include "ui/shell/mainwindow.h"

#include <QFileInfo>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

// Of one paste or drag.
constexpr int mostAddresses = 50;

} // namespace

AddressFlow::AddressFlow(ui::MainWindow& window, LibraryServices& services, HttpClient& client,
                         ui::ImportFlow& imports, const AccountId& account, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_services(services)
    , m_client(client)
    , m_imports(imports)
    , m_account(account)
    , m_card(new ui::ImportProgressCard(&window))
    , m_relay(makeRelay(thread()))
{
    m_pool.setMaxThreadCount(1);
    connect(m_card, &ui::ImportProgressCard::cancelRequested, this, &AddressFlow::cancel);
    connect(&m_imports, &ui::ImportFlow::imported, this, &AddressFlow::noteLinks);
    m_imports.setAddressTaker([this](const QStringList& addresses, const ui::ImportTarget& target) {
        take(addresses, target);
    });
}

AddressFlow::~AddressFlow()
{
    m_imports.setAddressTaker({});
    m_fetching = {};
    m_pool.waitForDone();
    delete m_card;
}

void AddressFlow::take(const QStringList& addresses, const ui::ImportTarget& target)
{
    m_wishes.append({addresses.mid(0, mostAddresses), target, {}});
    if (m_wishes.size() == 1) {
        fetchNext();
    }
}

void AddressFlow::fetchNext()
{
    while (!m_wishes.isEmpty() && m_wishes.first().left.isEmpty()) {
        const Wish done = m_wishes.takeFirst();
        if (done.files.isEmpty()) {
            m_imports.giveUp(done.target);
        } else {
            m_imports.offer(done.files, done.target);
        }
    }
    if (m_wishes.isEmpty()) {
        m_card->reset();
        return;
    }
    AddressRequest request;
    request.address = m_wishes.first().left.takeFirst();
    request.scratchFolder = m_services.library().scratchPath();
    const auto proxy = m_services.connections().globalProxy(m_account);
    if (!proxy) {
        // Nothing goes around a proxy that cannot be used now.
        m_window.toasts().showError(proxy.error());
        fetchNext();
        return;
    }
    if (*proxy) {
        request.proxyUse = ProxyUse::Own;
        request.proxy = **proxy;
    }
    const auto url = HttpUrl::parse(request.address.trimmed());
    m_name = url ? nameOfAddress(*url) : QString();
    m_card->setFetching(m_name, 0, -1);
    const auto progress = [relay = m_relay,
                           guard = QPointer<AddressFlow>(this)](const HttpProgress& now) {
        QMetaObject::invokeMethod(
            relay.get(),
            [guard, now] {
                if (guard) {
                    guard->tellProgress(now);
                }
            },
            Qt::QueuedConnection);
    };
    m_fetching = runAsync(
        m_pool, this,
        [client = &m_client, request, progress](const std::stop_token& stop) {
            return fetchMedia(*client, request, stop, progress);
        },
        [this](const auto& media) { fetched(media); });
}

void AddressFlow::fetched(const tl::expected<FetchedMedia, AddressRefusal>& media)
{
    if (media) {
        m_links.insert(media->path, media->link);
        m_wishes.first().files.append(media->path);
    } else {
        qCWarning(logLibrary) << "an address gave nothing:" << media.error().detail;
        m_window.toasts().show(ui::ToastKind::Error, ui::addressFaultText(media.error().fault));
    }
    fetchNext();
}

void AddressFlow::tellProgress(const HttpProgress& progress)
{
    if (!m_wishes.isEmpty()) {
        m_card->setFetching(m_name, progress.received, progress.receiveTotal.value_or(-1));
    }
}

void AddressFlow::cancel()
{
    m_fetching = {};
    if (!m_wishes.isEmpty()) {
        m_wishes.first().left.clear();
    }
    fetchNext();
}

void AddressFlow::noteLinks(const ImportReport& report)
{
    QHash<QString, QString> linkOfName;
    for (const QString& path : report.run.paths) {
        if (const QString link = m_links.take(path); !link.isEmpty()) {
            linkOfName.insert(QFileInfo(path).fileName(), link);
        }
    }
    if (linkOfName.isEmpty()) {
        return;
    }
    m_services.store()
        .write(m_account,
               [linkOfName, assets = report.assets](Repositories& r) -> Result<> {
                   for (const AssetId& id : assets) {
                       auto asset = r.assets.find(id);
                       const QString link = asset ? linkOfName.value(asset->sourceName) : QString();
                       if (!link.isEmpty() && !asset->provenance.link) {
                           asset->provenance.link = ProvenanceField{link, FactSource::Typed, 1};
                           r.assets.update(*asset);
                       }
                   }
                   return {};
               })
        .then(this, [this](const Result<>& written) {
            if (!written) {
                m_window.toasts().showError(written.error());
            }
        });
}

} // namespace raskadr::desktop
