#pragma once

#include "app/desktop/libraryservices.h"
#include "app/desktop/passportexport.h"

#include <QObject>

namespace raskadr::ui {
class MainWindow;
}

namespace raskadr::desktop {

// «Паспорт» from the dialog to «Показать файл»: asks what and where, writes in the pool, tells how
// far it is. One is written at a time. Main thread.
class PassportFlow final : public QObject
{
    Q_OBJECT

public:
    PassportFlow(ui::MainWindow& window, LibraryServices& services, const AccountId& account,
                 QObject* parent = nullptr);

    // `selected`: the shots that are selected on the desk.
    void ask(const ProjectId& project, const QList<ShotId>& selected);
    // «Хедлайнеры в папку» of these shots; none: of all.
    void askHeadliners(const ProjectId& project, const QList<ShotId>& shots);

private:
    void askPlace(const Project& project, const ui::PassportChoice& choice,
                  const QList<ShotId>& shots);
    void run(PassportTask task);
    // Says so if one is being written: one at a time.
    bool refuseSecond();
    void sayWriting(const QString& text);
    void tellProgress(int percent);
    void tellOutcome(const PassportTask& task, const PassportOutcome& outcome);
    std::optional<Project> find(const ProjectId& project) const;

    ui::MainWindow& m_window;
    LibraryServices& m_services;
    const AccountId m_account;
    ui::PassportChoice m_last;
    QString m_lastFolder;
    AsyncHandle m_writing;
    bool m_isWriting = false;
};

} // namespace raskadr::desktop
