#pragma once

#include "app/desktop/libraryservices.h"
#include "core/library/schemarefresh.h"
#include "core/settings/setting.h"
#include "ui/settings/providerline.h"

#include <QObject>
#include <QPointer>

namespace raskadr::ui {
class MainWindow;
class ModelEditor;
struct ManifestReading;
} // namespace raskadr::ui

namespace raskadr::desktop {

// The model editor and what goes into files and comes from them: manifests as texts. What comes
// from a file is shown before it is kept. Main thread; texts are read in the pool.
class ManifestFlow final : public QObject
{
    Q_OBJECT

public:
    // All outlive it.
    ManifestFlow(ui::MainWindow& window, LibraryServices& services, const AccountId& account,
                 Language language, QObject* parent = nullptr);
    ~ManifestFlow() override;

    void setProviders(const QList<ui::ProviderLine>& providers) { m_providers = providers; }
    // Without a model a new one is begun, without a provider a new one of both.
    void edit(const QString& providerId, const QString& modelId);
    void askForFile();
    // Of one model, or of all that the provider has.
    void exportToFile(const QString& providerId, const QString& modelId);
    // Asks the service what the model takes now.
    void refreshSchema(const QString& modelId);
    QString nameOfModel(const QString& modelId) const;
    // For the editor, if it waits for this provider.
    void showCheck(const QString& providerId, const ui::CheckLine& check);

Q_SIGNALS:
    // Something of this provider was kept, and the editor is closed.
    void kept(const QString& providerId);
    void checkRequested(const QString& providerId);
    void failed(const raskadr::Error& error);

private:
    Result<QByteArray> document(const QString& providerId, const QString& modelId) const;
    void open(const QString& title, const QByteArray& text);
    void read(const QByteArray& text);
    void save(const QByteArray& text, bool check, const QStringList& agreed);
    void askForAddresses(const QByteArray& text, bool check, const QStringList& addresses);
    void bringIn(const QString& path);
    void writeTo(const QByteArray& text, const QString& name);
    void offer();
    void tellRefreshed(const QString& modelId,
                       const tl::expected<SchemaRefresh, ServiceFailure>& refreshed);
    QString nameOfOwner(const QString& modelId) const;
    const ui::ModelLine* model(const QString& modelId) const;
    const ui::ProviderLine* provider(const QString& providerId) const;

    ui::MainWindow& m_window;
    LibraryServices& m_services;
    const AccountId m_account;
    const Language m_language;
    QList<ui::ProviderLine> m_providers;
    QPointer<ui::ModelEditor> m_editor;
    QString m_providerId; // of what the editor shows; empty: not kept yet
    QString m_modelId;
    QString m_lastFolder;
    AsyncHandle m_reading;
    std::unique_ptr<QObject> m_refreshing;
};

} // namespace raskadr::desktop
