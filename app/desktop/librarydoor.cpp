#include "app/desktop/librarydoor.h"

#include "core/base/logging.h"
#include "ui/common/errortext.h"
#include "ui/common/format.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/noticepage.h"

#include <QDir>
#include <QFileDialog>
#include <QTimer>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

LibraryDoor::LibraryDoor(ui::MainWindow& window, QObject* parent)
    : QObject(parent)
    , m_window(window)
{
}

void LibraryDoor::open(const QString& folder, bool create)
{
    m_folder = folder;
    m_create = create;
    Library::OpenOptions options;
    options.create = create;
    finish(Library::open(folder, options));
}

void LibraryDoor::openReadOnly()
{
    Library::OpenOptions options;
    options.mode = Library::Mode::ReadOnly;
    finish(Library::open(m_folder, options));
}

void LibraryDoor::openDamaged()
{
    auto* page = new ui::NoticePage(tr("Looking into the library"),
                                    tr("The damaged database is put aside untouched. What can still be "
                                       "read of it opens in a moment."));
    page->setPlace(QDir::toNativeSeparators(m_folder));
    m_window.showEntry(page);
    // The page is on the screen before the copying begins.
    QTimer::singleShot(0, this, [this] { finish(Library::openDamagedReadOnly(m_folder)); });
}

void LibraryDoor::finish(Result<std::unique_ptr<Library>> library)
{
    if (!library) {
        qCWarning(logLibrary) << "not opened:" << errorKindName(library.error().kind)
                              << library.error().detail;
        refuse(library.error());
        return;
    }
    m_library = std::move(*library);
    Q_EMIT opened();
}

void LibraryDoor::refuse(const Error& error)
{
    if (error.kind == ErrorKind::LibraryOpenElsewhere && !std::exchange(m_askedElsewhere, true)) {
        Q_EMIT foundOpenElsewhere(m_folder);
    }
    m_askedElsewhere = false;
    QString title = tr("The library did not open");
    QString text = ui::errorText(error);
    const auto retry = [this](ui::NoticePage* page) {
        connect(page->addAct(tr("Try again")), &ui::Button::clicked, this,
                [this] { open(m_folder, m_create); });
    };
    const auto readOnly = [this](ui::NoticePage* page) {
        connect(page->addAct(tr("Open to look only")), &ui::Button::clicked, this,
                &LibraryDoor::openReadOnly);
    };
    ui::NoticePage* page = nullptr;
    switch (error.kind) {
    case ErrorKind::NewerVersion:
        page = new ui::NoticePage(tr("The library is newer than the program"), text);
        break;
    case ErrorKind::LibraryDamaged:
        page = new ui::NoticePage(
            tr("The library is damaged"),
            tr("The database cannot be trusted, so nothing was changed in it. The pictures and videos "
               "lie untouched in the folder “media”. What can still be read may be opened to look at; "
               "the damaged database is then kept aside."));
        connect(page->addAct(tr("Show what can be read")), &ui::Button::clicked, this,
                &LibraryDoor::openDamaged);
        break;
    case ErrorKind::LibraryOpenElsewhere:
        if (!error.subject.isEmpty() && error.amount > 0) {
            text = tr("The library is open on the computer “%1” since %2. Close it there, or look at it "
                      "here without changing anything.")
                       .arg(error.subject,
                            ui::dateTimeText(QDateTime::fromMSecsSinceEpoch(error.amount),
                                             QDateTime::currentDateTime()));
        }
        page = new ui::NoticePage(tr("The library is open elsewhere"), text);
        retry(page);
        readOnly(page);
        break;
    case ErrorKind::LibraryReadOnly:
        page = new ui::NoticePage(tr("Nothing can be written to the library"), text);
        if (Library::existsIn(m_folder)) {
            readOnly(page);
        }
        retry(page);
        break;
    case ErrorKind::LibraryMissing:
        page = new ui::NoticePage(tr("The library is not there"), text);
        retry(page);
        break;
    default:
        page = new ui::NoticePage(title, text);
        retry(page);
        break;
    }
    page->setPlace(QDir::toNativeSeparators(m_folder));
    addChoice(*page);
    m_window.showEntry(page);
}

void LibraryDoor::addChoice(ui::NoticePage& page)
{
    connect(page.addAct(tr("Choose another folder…")), &ui::Button::clicked, this, [this] {
        chooseFolder(m_folder, [this](const QString& folder) { open(folder, true); });
    });
    connect(page.addAct(tr("Quit")), &ui::Button::clicked, this, &LibraryDoor::quitRequested);
}

void LibraryDoor::chooseFolder(const QString& start, std::function<void(const QString&)> chosen)
{
    auto* dialog = new QFileDialog(&m_window, tr("Library folder"), start);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [chosen = std::move(chosen)](const QString& folder) {
        chosen(QDir::cleanPath(folder));
    });
    dialog->open();
}

} // namespace raskadr::desktop
