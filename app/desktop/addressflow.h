#pragma once

#include "app/desktop/libraryservices.h"
#include "core/ingest/addressimport.h"
#include "ui/import/importflow.h"

#include <QHash>
#include <QObject>
#include <QPointer>

namespace raskadr::ui {
class ImportProgressCard;
class MainWindow;
} // namespace raskadr::ui

namespace raskadr::desktop {

// Addresses of pictures and films that were pasted or dragged: fetches them one after another,
// hands the files to the import, and writes their link to what comes in. Main thread.
class AddressFlow final : public QObject
{
    Q_OBJECT

public:
    // All outlive it; `client` is the way into the network.
    AddressFlow(ui::MainWindow& window, LibraryServices& services, HttpClient& client,
                ui::ImportFlow& imports, const AccountId& account, QObject* parent = nullptr);
    ~AddressFlow() override;

private:
    struct Wish
    {
        QStringList left;
        ui::ImportTarget target;
        QStringList files;
    };

    void take(const QStringList& addresses, const ui::ImportTarget& target);
    void fetchNext();
    void fetched(const tl::expected<FetchedMedia, AddressRefusal>& media);
    void tellProgress(const HttpProgress& progress);
    void cancel();
    void noteLinks(const ImportReport& report);

    ui::MainWindow& m_window;
    LibraryServices& m_services;
    HttpClient& m_client;
    ui::ImportFlow& m_imports;
    const AccountId m_account;
    QPointer<ui::ImportProgressCard> m_card; // the window's child
    QThreadPool m_pool; // one thread
    QList<Wish> m_wishes; // the first is being fetched
    QString m_name;
    QHash<QString, QString> m_links; // by the path of a file that was fetched
    std::shared_ptr<QObject> m_relay;
    AsyncHandle m_fetching;
};

} // namespace raskadr::desktop
