#include "app/desktop/providersflow.h"

#include "app/desktop/checkwords.h"
#include "app/desktop/manifestflow.h"
#include "app/desktop/removalflow.h"
#include "core/library/manifestremoval.h"
#include "ui/common/joberrortext.h"
#include "ui/settings/networksection.h"
#include "ui/settings/providerlines.h"
#include "ui/settings/providerssection.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/mainwindow.h"

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

// Nothing is kept under it: only whether the keychain answers.
const QString keychainProbe = u"raskadr/probe"_s;

} // namespace

ProvidersFlow::ProvidersFlow(ui::MainWindow& window, ui::SettingsPage& page,
                             LibraryServices& services, const AccountId& account, Language language,
                             QObject* parent)
    : QObject(parent)
    , m_page(page)
    , m_services(services)
    , m_account(account)
    , m_language(language)
    , m_manifests(new ManifestFlow(window, services, account, language, this))
    , m_removals(new RemovalFlow(window, services, account, this))
{
    connect(page.providers(), &ui::ProvidersSection::wished, this,
            [this](const ui::ProviderWish& wish) {
                std::visit([this](const auto& wanted) { carryOut(wanted); }, wish);
            });
    connect(page.network(), &ui::NetworkSection::proxyEntered, this, &ProvidersFlow::enterProxy);
    connect(m_manifests, &ManifestFlow::failed, this, &ProvidersFlow::failed);
    connect(m_removals, &RemovalFlow::failed, this, &ProvidersFlow::failed);
    connect(m_manifests, &ManifestFlow::checkRequested, this,
            [this](const QString& providerId) { carryOut(ui::CheckProvider{providerId}); });
    connect(m_manifests, &ManifestFlow::kept, &page, &ui::SettingsPage::showProvider);
    connect(&services.store(), &Store::changed, this, [this](const ChangeSet& changes) {
        if (changes.catalog || !changes.connections.isEmpty()) {
            refreshIfSeen();
        }
    });
    connect(&services.jobs(), &JobQueue::pausesChanged, this, &ProvidersFlow::refreshIfSeen);
    connect(&services.connections(), &ProviderConnections::unlocked, this,
            &ProvidersFlow::refreshIfSeen);
    tryKeychain();
}

ProvidersFlow::~ProvidersFlow() = default;

void ProvidersFlow::refresh()
{
    m_reading = runAsync(
        m_services.pool(), this,
        [&store = m_services.store(), &connections = m_services.connections(), account = m_account,
         pauses = pauses(),
         language = m_language](const std::stop_token&) -> Result<QList<ui::ProviderLine>> {
            const auto read = store.read(account, [](const Repositories& r) {
                return std::pair(Catalog::ofAll(r.catalog.providers(), r.catalog.models()),
                                 ownManifests(r));
            });
            const auto states = connections.states(account);
            if (!read || !states) {
                return tl::unexpected(!read ? read.error() : states.error());
            }
            const auto& [all, own] = *read;
            return ui::providerLines(all, *states, pauses, language, own);
        },
        [this](const Result<QList<ui::ProviderLine>>& lines) {
            if (lines) {
                show(*lines);
            } else {
                Q_EMIT failed(lines.error());
            }
        });
    if (const auto proxy = m_services.connections().globalProxyText(m_account)) {
        m_page.network()->setProxy(*proxy);
    } else {
        Q_EMIT failed(proxy.error());
    }
}

void ProvidersFlow::refreshIfSeen()
{
    if (m_page.isVisible()) {
        refresh();
    }
}

void ProvidersFlow::show(const QList<ui::ProviderLine>& lines)
{
    m_lines = lines;
    m_page.providers()->setProviders(lines);
    m_manifests->setProviders(lines);
}

QHash<QString, QString> ProvidersFlow::pauses() const
{
    QHash<QString, QString> sentences;
    for (const PausedProvider& paused : m_services.jobs().pausedProviders(m_account)) {
        Job job;
        job.state = JobState::Failed;
        job.errorClass = paused.errorClass;
        sentences.insert(paused.providerId, ui::jobErrorText(job, nameOf(paused.providerId)));
    }
    return sentences;
}

QString ProvidersFlow::nameOf(const QString& providerId) const
{
    for (const ui::ProviderLine& line : m_lines) {
        if (line.id == providerId) {
            return line.name;
        }
    }
    return {};
}

void ProvidersFlow::tryKeychain()
{
    Keychain* keychain = m_services.keychain();
    if (!keychain) {
        return;
    }
    keychain->read(keychainProbe, this, [this](const Result<SecretBytes>& answer) {
        // That it has no such secret is an answer, too.
        m_page.providers()->setKeychainOffered(answer
                                               || answer.error().kind == ErrorKind::NotFound);
    });
}

void ProvidersFlow::carryOut(const ui::EnterKeys& wish)
{
    // A check of the key that was there says nothing any more.
    m_checks.erase(wish.providerId);
    tellCheck(wish.providerId, {});
    const auto left = std::make_shared<int>(int(wish.keys.size()));
    for (auto key = wish.keys.begin(); key != wish.keys.end(); ++key) {
        const SecretBytes bytes(key.value().reveal());
        const auto kept = [this, id = wish.providerId, name = key.key(),
                           left](const Result<>& result) { noteKey(id, name, result, left); };
        if (wish.place == ui::KeyPlace::Keychain) {
            m_services.connections().putIntoKeychain(m_account, wish.providerId, key.key(), bytes,
                                                     this, kept);
        } else {
            m_services.connections()
                .sealKey(m_account, wish.providerId, key.key(), bytes)
                .then(this, kept);
        }
    }
}

void ProvidersFlow::noteKey(const QString& providerId, const QString& name, const Result<>& kept,
                            const std::shared_ptr<int>& left)
{
    m_page.providers()->showKeyOutcome(providerId, name, kept);
    if (!kept) {
        *left = -1; // nothing is checked with half of the keys
        return;
    }
    if (*left > 0 && --*left == 0) {
        carryOut(ui::CheckProvider{providerId});
    }
}

void ProvidersFlow::carryOut(const ui::RemoveKey& wish)
{
    m_checks.erase(wish.providerId);
    tellCheck(wish.providerId, {});
    m_services.connections()
        .removeKey(m_account, wish.providerId, wish.name)
        .then(this, [this](const Result<>& removed) { tell(removed); });
}

void ProvidersFlow::carryOut(const ui::EnterConnection& wish)
{
    m_services.connections()
        .enter(m_account, wish.providerId, wish.entered)
        .then(this, [this, wish](const Result<>& outcome) {
            m_page.providers()->showConnectionOutcome(wish.providerId, wish.entered, outcome);
            if (!outcome && outcome.error().kind != ErrorKind::InvalidInput) {
                tell(outcome);
            }
        });
}

void ProvidersFlow::carryOut(const ui::ConfirmAddress& wish)
{
    m_services.connections()
        .confirmAddress(m_account, wish.providerId)
        .then(this, [this, id = wish.providerId](const Result<>& confirmed) {
            tell(confirmed);
            if (confirmed) {
                carryOut(ui::CheckProvider{id});
            }
        });
}

void ProvidersFlow::carryOut(const ui::CheckProvider& wish)
{
    tellCheck(wish.providerId, {ui::CheckLine::Kind::Running, {}, {}});
    m_checks[wish.providerId] = checkProvider(
        m_services.sender(), m_services.connections(), m_account, wish.providerId, this,
        [this, id = wish.providerId](const tl::expected<ProviderCheck, ServiceFailure>& result) {
            checked(id, result);
        });
}

void ProvidersFlow::checked(const QString& providerId,
                            const tl::expected<ProviderCheck, ServiceFailure>& result)
{
    const auto line =
        std::find_if(m_lines.begin(), m_lines.end(),
                     [&](const ui::ProviderLine& known) { return known.id == providerId; });
    tellCheck(providerId, checkLine(result, line == m_lines.end() ? ui::ProviderLine() : *line));
}

void ProvidersFlow::tellCheck(const QString& providerId, const ui::CheckLine& line)
{
    m_page.providers()->setCheck(providerId, line);
    m_manifests->showCheck(providerId, line);
}

void ProvidersFlow::carryOut(const ui::ResumeProvider& wish)
{
    m_services.jobs().resumeProvider(m_account, wish.providerId);
}

void ProvidersFlow::carryOut(const ui::EditModel& wish)
{
    m_manifests->edit(wish.providerId, wish.modelId);
}

void ProvidersFlow::carryOut(const ui::RefreshModel& wish)
{
    m_manifests->refreshSchema(wish.modelId);
}

void ProvidersFlow::carryOut(const ui::ImportManifest&)
{
    m_manifests->askForFile();
}

void ProvidersFlow::carryOut(const ui::ExportManifest& wish)
{
    m_manifests->exportToFile(wish.providerId, wish.modelId);
}

void ProvidersFlow::carryOut(const ui::RemoveManifest& wish)
{
    m_removals->ask(wish, nameOf(wish.providerId), m_manifests->nameOfModel(wish.modelId));
}

void ProvidersFlow::enterProxy(const QString& proxy)
{
    m_services.connections()
        .enterGlobalProxy(m_account, proxy)
        .then(this, [this, proxy](const Result<>& outcome) {
            m_page.network()->showOutcome(proxy, outcome);
        });
}

void ProvidersFlow::tell(const Result<>& done)
{
    if (!done) {
        Q_EMIT failed(done.error());
    }
}

} // namespace raskadr::desktop
