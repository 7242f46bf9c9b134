#pragma once

#include "app/desktop/libraryservices.h"
#include "core/library/providercheck.h"
#include "core/settings/setting.h"
#include "ui/settings/providerline.h"
#include "ui/settings/providerwish.h"

#include <QObject>
#include <map>

namespace raskadr::ui {
class MainWindow;
class SettingsPage;
} // namespace raskadr::ui

namespace raskadr::desktop {

class ManifestFlow;
class RemovalFlow;

// What «Провайдеры и модели» and «Сеть» show, and what their wishes do: keys, addresses, proxies,
// checks. No key is kept here. Main thread; what takes long runs in the pool.
class ProvidersFlow final : public QObject
{
    Q_OBJECT

public:
    // All outlive it.
    ProvidersFlow(ui::MainWindow& window, ui::SettingsPage& page, LibraryServices& services,
                  const AccountId& account, Language language, QObject* parent = nullptr);
    ~ProvidersFlow() override;

    // Reads everything anew; when the page comes up.
    void refresh();

Q_SIGNALS:
    void failed(const raskadr::Error& error);

private:
    void carryOut(const ui::EnterKeys& wish);
    void carryOut(const ui::RemoveKey& wish);
    void carryOut(const ui::EnterConnection& wish);
    void carryOut(const ui::ConfirmAddress& wish);
    void carryOut(const ui::CheckProvider& wish);
    void carryOut(const ui::ResumeProvider& wish);
    void carryOut(const ui::EditModel& wish);
    void carryOut(const ui::RefreshModel& wish);
    void carryOut(const ui::ImportManifest& wish);
    void carryOut(const ui::ExportManifest& wish);
    void carryOut(const ui::RemoveManifest& wish);
    void enterProxy(const QString& proxy);
    void noteKey(const QString& providerId, const QString& name, const Result<>& kept,
                 const std::shared_ptr<int>& left);
    void tell(const Result<>& done);
    void tellCheck(const QString& providerId, const ui::CheckLine& line);
    void checked(const QString& providerId,
                 const tl::expected<ProviderCheck, ServiceFailure>& result);
    QHash<QString, QString> pauses() const;
    void refreshIfSeen();
    void show(const QList<ui::ProviderLine>& lines);
    void tryKeychain();
    QString nameOf(const QString& providerId) const;

    ui::SettingsPage& m_page;
    LibraryServices& m_services;
    const AccountId m_account;
    const Language m_language;
    ManifestFlow* m_manifests;
    RemovalFlow* m_removals;
    QList<ui::ProviderLine> m_lines;
    std::map<QString, std::unique_ptr<QObject>> m_checks;
    AsyncHandle m_reading;
};

} // namespace raskadr::desktop
