#pragma once

#include "core/library/library.h"

#include <QObject>

namespace raskadr::ui {
class MainWindow;
class NoticePage;
}

namespace raskadr::desktop {

// Opens the library of a folder or says on a full page why it cannot, with what can be done about it.
// Main thread.
class LibraryDoor final : public QObject
{
    Q_OBJECT

public:
    explicit LibraryDoor(ui::MainWindow& window, QObject* parent = nullptr);

    // `create`: there may be none yet.
    void open(const QString& folder, bool create);
    // The library that was opened; to be taken once after `opened`.
    std::unique_ptr<Library> take() { return std::move(m_library); }

    // A folder dialog; `chosen` is called with what was picked.
    void chooseFolder(const QString& start, std::function<void(const QString&)> chosen);

Q_SIGNALS:
    void opened();
    // Another process has it open; perhaps it is ours and can be called to the front.
    void foundOpenElsewhere(const QString& folder);
    // The user gives up.
    void quitRequested();

private:
    void openReadOnly();
    void openDamaged();
    void refuse(const Error& error);
    void addChoice(ui::NoticePage& page);
    void finish(Result<std::unique_ptr<Library>> library);

    ui::MainWindow& m_window;
    QString m_folder;
    bool m_create = false;
    bool m_askedElsewhere = false;
    std::unique_ptr<Library> m_library;
};

} // namespace raskadr::desktop
