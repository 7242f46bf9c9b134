#include "app/desktop/librarydoor.h"

#include "core/base/logging.h"
#include "ui/common/errortext.h"
#include "ui/common/format.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/noticepage.h"

#include <QDir>
#include <QFileDialog>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int momentMs = 400; // before a page says that one has to wait

} // namespace

LibraryDoor::LibraryDoor(ui::MainWindow& window, QObject* parent)
    : QObject(parent)
    , m_window(window)
{
    m_pool.setMaxThreadCount(1);
    m_patience.setSingleShot(true);
    m_patience.setInterval(momentMs);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        auto* page = new ui::NoticePage(m_waitingTitle, m_waitingText);
        page->setPlace(QDir::toNativeSeparators(m_folder));
        connect(page->addQuietAct(tr("Quit")), &ui::Button::clicked, this,
                &LibraryDoor::quitRequested);
        show(page);
    });
}

LibraryDoor::~LibraryDoor()
{
    m_work.stop();
    m_pool.waitForDone();
}

void LibraryDoor::open(const QString& folder, bool create)
{
    if (m_opening) {
        return;
    }
    m_folder = folder;
    m_create = create;
    Library::OpenOptions options;
    options.create = create;
    begin([folder,
           options](const std::stop_token& stop) { return Library::open(folder, options, stop); },
          tr("Opening the library"),
          tr("Its database is looked through first. A large one takes a little while."));
}

void LibraryDoor::openReadOnly()
{
    Library::OpenOptions options;
    options.mode = Library::Mode::ReadOnly;
    begin([folder = m_folder,
           options](const std::stop_token& stop) { return Library::open(folder, options, stop); },
          tr("Opening the library"),
          tr("Its database is looked through first. A large one takes a little while."));
}

void LibraryDoor::openDamaged()
{
    m_salvaging = true;
    begin([folder = m_folder](
              const std::stop_token& stop) { return Library::openDamagedReadOnly(folder, stop); },
          tr("Looking into the library"),
          tr("The damaged database is put aside untouched. What can still be read of it opens in a "
             "moment."));
}

void LibraryDoor::begin(Opening opening, const QString& title, const QString& text)
{
    m_opening = true;
    m_waitingTitle = title;
    m_waitingText = text;
    if (m_page) {
        m_page->setEnabled(false);
    }
    m_patience.start();
    m_work = runAsync(
        m_pool, this,
        [opening = std::move(opening), home = thread()](const std::stop_token& stop) {
            auto library = opening(stop);
            if (library && stop.stop_requested()) {
                // Nobody waits for it any more: it is closed where it was opened.
                library = failure(ErrorKind::Cancelled);
            }
            if (library) {
                (*library)->moveToThread(home);
            }
            return library;
        },
        [this](Result<std::unique_ptr<Library>> library) { finish(std::move(library)); });
}

void LibraryDoor::finish(Result<std::unique_ptr<Library>> library)
{
    m_opening = false;
    m_patience.stop();
    if (!library) {
        qCWarning(logLibrary) << "not opened:" << errorKindName(library.error().kind)
                              << library.error().detail;
        refuse(library.error());
        m_salvaging = false;
        return;
    }
    m_salvaging = false;
    m_library = std::move(*library);
    Q_EMIT opened();
}

void LibraryDoor::refuse(const Error& error)
{
    if (error.kind == ErrorKind::LibraryOpenElsewhere && !std::exchange(m_askedElsewhere, true)) {
        Q_EMIT foundOpenElsewhere(m_folder);
    }
    m_askedElsewhere = false;
    ui::NoticePage* page = pageAbout(error);
    page->setPlace(QDir::toNativeSeparators(m_folder));
    addChoice(*page);
    show(page);
}

ui::NoticePage* LibraryDoor::pageAbout(const Error& error)
{
    const QString text = ui::errorText(error);
    switch (error.kind) {
    case ErrorKind::NewerVersion:
        return new ui::NoticePage(tr("The library is newer than the program"), text);
    case ErrorKind::LibraryDamaged: {
        if (m_salvaging) {
            return new ui::NoticePage(
                tr("Nothing could be read"),
                tr("Not even who works in this library can be read from its database. It was not "
                   "changed, and a copy of it lies in the folder “backups”. The pictures and "
                   "videos "
                   "lie untouched in the folder “media”."));
        }
        auto* page = new ui::NoticePage(tr("The library is damaged"),
                                        tr("The database cannot be trusted, so nothing was changed "
                                           "in it. The pictures and videos "
                                           "lie untouched in the folder “media”. What can still be "
                                           "read may be opened to look at; "
                                           "the damaged database is then kept aside."));
        connect(page->addAct(tr("Show what can be read")), &ui::Button::clicked, this,
                &LibraryDoor::openDamaged);
        return page;
    }
    case ErrorKind::LibraryOpenElsewhere: {
        const bool isKnown = !error.subject.isEmpty() && error.amount > 0;
        auto* page = new ui::NoticePage(
            tr("The library is open elsewhere"),
            !isKnown ? text
                     : tr("The library is open on the computer “%1”. It was opened: %2. Close it "
                          "there, or look at it here without changing anything.")
                           .arg(error.subject,
                                ui::dateTimeText(QDateTime::fromMSecsSinceEpoch(error.amount),
                                                 QDateTime::currentDateTime())));
        addRetry(*page);
        addReadOnly(*page);
        return page;
    }
    case ErrorKind::LibraryReadOnly: {
        auto* page = new ui::NoticePage(tr("Nothing can be written to the library"), text);
        if (Library::existsIn(m_folder)) {
            addReadOnly(*page);
        }
        addRetry(*page);
        return page;
    }
    default: {
        auto* page = new ui::NoticePage(error.kind == ErrorKind::LibraryMissing
                                            ? tr("The library is not there")
                                            : tr("The library did not open"),
                                        text);
        addRetry(*page);
        return page;
    }
    }
}

void LibraryDoor::addRetry(ui::NoticePage& page)
{
    connect(page.addAct(tr("Try again")), &ui::Button::clicked, this,
            [this] { open(m_folder, m_create); });
}

void LibraryDoor::addReadOnly(ui::NoticePage& page)
{
    connect(page.addAct(tr("Open to look only")), &ui::Button::clicked, this,
            &LibraryDoor::openReadOnly);
}

void LibraryDoor::addChoice(ui::NoticePage& page)
{
    connect(page.addAct(tr("Choose another folder…")), &ui::Button::clicked, this, [this] {
        chooseFolder(m_folder, [this](const QString& folder) { open(folder, true); });
    });
    connect(page.addAct(tr("Quit")), &ui::Button::clicked, this, &LibraryDoor::quitRequested);
}

void LibraryDoor::show(ui::NoticePage* page)
{
    m_page = page;
    m_window.showEntry(page);
    Q_EMIT shown();
}

void LibraryDoor::chooseFolder(const QString& start, std::function<void(const QString&)> chosen)
{
    auto* dialog = new QFileDialog(&m_window, tr("Library folder"), start);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(
        dialog, &QFileDialog::fileSelected, this,
        [chosen = std::move(chosen)](const QString& folder) { chosen(QDir::cleanPath(folder)); });
    dialog->open();
}

} // namespace raskadr::desktop
