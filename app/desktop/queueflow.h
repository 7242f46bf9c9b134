#pragma once

#include "app/desktop/libraryservices.h"
#include "app/desktop/modeloffer.h"
#include "core/model/budget.h"
#include "ui/common/jobacts.h"
#include "ui/queue/queuemodel.h"

#include <QObject>
#include <QTimer>

namespace raskadr::ui {
class QueuePage;
class TopBar;
} // namespace raskadr::ui

namespace raskadr::desktop {

// What «Очередь» shows and what is done with its lines, and the number beside it in the top bar.
// The lines are read in a thread of their own. Main thread.
class QueueFlow final : public QObject
{
    Q_OBJECT

public:
    QueueFlow(ui::QueuePage& page, ui::TopBar& topBar, LibraryServices& services,
              const ModelOffer& models, const AccountId& account, QObject* parent = nullptr);
    ~QueueFlow() override;

    // Reads the lines; when the page comes up.
    void refresh();
    // What its lines ask for that happens elsewhere.
    ui::JobActs& acts() { return *m_acts; }

Q_SIGNALS:
    void failed(const raskadr::Error& error);

private:
    struct Reading
    {
        QList<QueueRow> rows;
        QHash<GenerationId, BudgetStop> stops;
        ExchangeRates rates;
        MoneySum month;
        std::optional<BudgetUse> use;
    };
    static Result<Reading> read(const Store& store, const AccountId& account, qint64 nowMs);

    void show(const Reading& reading);
    ui::QueueLine lineOf(const QueueRow& row, const Reading& reading) const;
    void showSpending(const Reading& reading);
    void showCount();

    ui::QueuePage& m_page;
    ui::TopBar& m_topBar;
    LibraryServices& m_services;
    const ModelOffer& m_models;
    const AccountId m_account;
    ui::JobActs* m_acts; // the page's
    QTimer m_reread;
    QThreadPool m_reader; // one thread
    AsyncHandle m_reading;
    bool m_again = false; // something changed while it was read
    bool m_busy = false;
};

} // namespace raskadr::desktop
