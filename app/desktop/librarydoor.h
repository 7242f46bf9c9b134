#pragma once

#include "core/base/runasync.h"
#include "core/library/library.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

namespace raskadr::ui {
class MainWindow;
class NoticePage;
} // namespace raskadr::ui

namespace raskadr::desktop {

// Opens the library of a folder or says on a full page why it cannot, with what can be done about
// it. The opening runs in a thread of its own; a page says so if it takes more than a moment. Main
// thread; destroying it breaks off what is under way.
class LibraryDoor final : public QObject
{
    Q_OBJECT

public:
    explicit LibraryDoor(ui::MainWindow& window, QObject* parent = nullptr);
    ~LibraryDoor() override;

    // `create`: there may be none yet. While another one is being opened nothing happens.
    void open(const QString& folder, bool create);
    // The library that was opened; to be taken once after `opened`.
    std::unique_ptr<Library> take() { return std::move(m_library); }

    // Says why the library of this folder cannot be worked in, as for one that did not open.
    void refuse(const Error& error);

    // A folder dialog; `chosen` is called with what was picked.
    void chooseFolder(const QString& start, std::function<void(const QString&)> chosen);

Q_SIGNALS:
    void opened();
    // There is something to see: that one has to wait, or why it did not open.
    void shown();
    // Another process has it open; perhaps it is ours and can be called to the front.
    void foundOpenElsewhere(const QString& folder);
    // The user gives up.
    void quitRequested();

private:
    using Opening = std::function<Result<std::unique_ptr<Library>>(const std::stop_token&)>;

    void openReadOnly();
    void openDamaged();
    void begin(Opening opening, const QString& title, const QString& text);
    void finish(Result<std::unique_ptr<Library>> library);
    ui::NoticePage* pageAbout(const Error& error);
    void addRetry(ui::NoticePage& page);
    void addReadOnly(ui::NoticePage& page);
    void addChoice(ui::NoticePage& page);
    void show(ui::NoticePage* page);

    ui::MainWindow& m_window;
    QString m_folder;
    bool m_create = false;
    bool m_opening = false;
    bool m_salvaging = false;
    bool m_askedElsewhere = false;
    std::unique_ptr<Library> m_library;
    QPointer<ui::NoticePage> m_page;
    QTimer m_patience;
    QString m_waitingTitle;
    QString m_waitingText;
    QThreadPool m_pool;
    AsyncHandle m_work;
};

} // namespace raskadr::desktop
