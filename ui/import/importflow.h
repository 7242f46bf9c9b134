#pragma once

#include "ui/import/importcontroller.h"

#include <QHash>
#include <QPointer>
#include <functional>

namespace raskadr::ui {

class ImportPlanner;
class ImportProgressCard;
class ImportSheet;
class Toast;

// Everything that a user sees of an import, over the window that holds `window`: the sheet, how far
// it is, what it came to. Screens hand in what was dropped or pasted. Main thread.
class ImportFlow final : public QObject
{
    Q_OBJECT

public:
    // All outlive it. The window has a ToastStack.
    ImportFlow(QWidget* window, Importer& importer, Store& store, CommandStack& commands,
               const Clock& clock, const AccountId& account, QObject* parent = nullptr);
    ~ImportFlow() override;

    // From a drag or the clipboard. Nothing to import: the user is told why.
    void offer(const QMimeData& data, const ImportTarget& target);
    // Who takes addresses of things in the net; without one the user is told to save them as files.
    using AddressTaker =
        std::function<void(const QStringList& addresses, const ImportTarget& target)>;
    void setAddressTaker(AddressTaker taker) { m_addressTaker = std::move(taker); }
    // Nothing came of what was offered for this target.
    void giveUp(const ImportTarget& target);
    // From a file dialog or a drop zone.
    void offer(const QStringList& paths, const ImportTarget& target);
    // To be called once after login.
    void resumeUnfinished();

    ImportController& controller() { return m_controller; }

Q_SIGNALS:
    // The sheet made a project for what was dropped; the import into it is on its way.
    void projectCreated(const raskadr::ProjectId& project);
    // Something came in, also if not everything did.
    void imported(const raskadr::ImportReport& report);
    // What an import came to, be it nothing; also told when what was offered cannot be imported,
    // then with the shot that it was meant for alone.
    void ended(const raskadr::ImportReport& report);

private:
    void take(const OfferedMedia& media, ImportTarget target);
    void openSheet(const QStringList& paths, const ImportTarget& target);
    void showOutcome(const ImportReport& report);
    void dropStalled(const ImportRunId& run);
    void showReport(const ImportReport& report);

    QWidget* m_window;
    AddressTaker m_addressTaker;
    ImportController m_controller;
    const AccountId m_account;
    ImportPlanner* m_planner;
    QPointer<ImportProgressCard> m_card; // the window's child
    QPointer<ImportSheet> m_sheet;
    ImportRunId m_shownRun; // whose progress the card shows
    QHash<ImportRunId, Toast*> m_stalled; // what told that they stopped, as long as it is shown
};

} // namespace raskadr::ui
