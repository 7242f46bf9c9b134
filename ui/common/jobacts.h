#pragma once

#include "core/jobs/jobqueue.h"
#include "core/store/jobrepository.h"
#include "ui/common/jobstanding.h"

#include <QObject>

class QWidget;

namespace raskadr::ui {

// The class of the error that a provider is paused for; empty: it is not.
QString pausedFor(const JobQueue& jobs, const AccountId& account, const QString& providerId);

// Does what can be done with a generation of an account, wherever it is shown, and asks where it
// may cost money twice. What needs another page goes out in signals. Main thread; what it is given
// outlives it.
class JobActs final : public QObject
{
    Q_OBJECT

public:
    // Dialogs open over `page`, which owns it.
    JobActs(const Store& store, JobQueue& jobs, const AccountId& account, QWidget* page);

    // Any act but More.
    void run(const QueueRow& row, const JobStanding& standing, JobAct act);

Q_SIGNALS:
    void shotWanted(const raskadr::QueueRow& row);
    // Its request is to be changed, as the composer has it.
    void requestWanted(const raskadr::QueueRow& row);
    void providerWanted(const QString& providerId);
    void moneyWanted();
    // Room is to be made where the library is.
    void folderWanted();
    // A page of the provider is to be opened in the browser.
    void addressWanted(const QString& address);
    void failed(const raskadr::Error& error);

private:
    void retry(const QueueRow& row);
    void tryNow(const GenerationId& generation);
    void changeRequest(const QueueRow& row);
    void help(const QueueRow& row, const JobStanding& standing);
    void showDetails(const QueueRow& row, const JobStanding& standing);
    template <class T>
    void follow(const Pending<T>& pending);

    const Store& m_store;
    JobQueue& m_jobs;
    const AccountId m_account;
    QWidget* m_page;
};

} // namespace raskadr::ui
