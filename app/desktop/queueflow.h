#pragma once

#include "app/desktop/libraryservices.h"
#include "app/desktop/modeloffer.h"
#include "core/model/budget.h"
#include "ui/queue/queuedelegate.h"
#include "ui/queue/queuemodel.h"
#include "ui/shot/shotcontroller.h"

#include <QObject>
#include <QTimer>

namespace raskadr::ui {
class QueuePage;
class TopBar;
}

namespace raskadr::desktop {

// What «Очередь» shows and what is done with its lines, and the number beside it in the top bar. The
// lines are read in a thread of their own. Main thread.
class QueueFlow final : public QObject
{
    Q_OBJECT

public:
    QueueFlow(ui::QueuePage& page, ui::TopBar& topBar, LibraryServices& services,
              ui::ShotController& controller, const ModelOffer& models, const AccountId& account,
              QObject* parent = nullptr);
    ~QueueFlow() override;

    // Reads the lines; when the page comes up.
    void refresh();

Q_SIGNALS:
    void shotWanted(const raskadr::ShotId& shot, const raskadr::ProjectId& project);
    // Its request is to be changed: in its shot, as the composer has it.
    void requestWanted(const raskadr::QueueRow& row);
    void providerWanted(const QString& providerId);
    void moneyWanted();
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
    QString pausedText(const QString& providerId) const;
    void showSpending(const Reading& reading);
    void act(const ui::QueueLine& line, ui::QueueAct act);
    void help(const ui::QueueLine& line);
    void showCount();

    ui::QueuePage& m_page;
    ui::TopBar& m_topBar;
    LibraryServices& m_services;
    ui::ShotController& m_controller;
    const ModelOffer& m_models;
    const AccountId m_account;
    QTimer m_reread;
    QThreadPool m_reader; // one thread
    AsyncHandle m_reading;
    bool m_again = false; // something changed while it was read
    bool m_busy = false;
};

} // namespace raskadr::desktop
