#include "ui/settings/librarysection.h"

#include "ui/common/button.h"
#include "ui/common/errortext.h"
#include "ui/common/format.h"
#include "ui/common/progressbar.h"
#include "ui/common/statuschip.h"
#include "ui/common/textlabels.h"
#include "ui/common/toast.h"
#include "ui/settings/checktext.h"
#include "ui/settings/settingscard.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QGuiApplication>
#include <QUrl>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

WrapLabel* hint()
{
    return new WrapLabel({}, TextStyle::Small, TextRole::Secondary);
}

} // namespace

LibrarySection::LibrarySection(QWidget* parent)
    : QWidget(parent)
    , m_folder(hint())
    , m_size(hint())
    , m_lastCheck(hint())
    , m_check(new Button(u"check"_s, tr("Check the library")))
    , m_progressBox(new QWidget)
    , m_progress(new ProgressBar)
    , m_progressText(new ElidedLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_resultBox(new QWidget)
    , m_resultMark(new StatusChip(StatusGlyph::Done, {}, StatusChip::Shape::Plain))
    , m_summary(new WrapLabel)
    , m_details(new SelectableText({}, TextStyle::Body))
    , m_cache(hint())
    , m_clear(new Button(tr("Clear the cache")))
{
    auto* open = new Button(u"folder"_s, tr("Open the folder"));
    auto* cancel = new Button(tr("Cancel"));
    cancel->setExtent(Button::Extent::Small);
    auto* copy = new Button(u"copy"_s, tr("Copy"));
    copy->setExtent(Button::Extent::Small);

    auto* progress = new QHBoxLayout(m_progressBox);
    progress->setContentsMargins(0, 0, 0, 0);
    progress->setSpacing(16);
    m_progress->setAccessibleName(tr("Check of the library"));
    progress->addWidget(m_progress, 1);
    progress->addWidget(m_progressText);
    progress->addWidget(cancel);
    m_progressBox->hide();

    auto* result = new QVBoxLayout(m_resultBox);
    result->setContentsMargins(0, 0, 0, 0);
    result->setSpacing(8);
    auto* resultHead = new QHBoxLayout;
    resultHead->setSpacing(8);
    resultHead->addWidget(m_resultMark);
    resultHead->addWidget(m_summary, 1);
    resultHead->addWidget(copy);
    result->addLayout(resultHead);
    result->addWidget(m_details);
    m_resultBox->hide();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* card = new SettingsCard;
    card->addRow(tr("Folder"), m_folder, open);
    card->addRow(tr("Size"), m_size, nullptr);
    card->addRow(tr("Soundness"), m_lastCheck, m_check);
    card->addBelow(m_progressBox);
    card->addBelow(m_resultBox);
    card->addRow(tr("Cache"), m_cache, m_clear);
    column->addWidget(card);

    connect(open, &Button::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_state.libraryFolder)); });
    connect(m_check, &Button::clicked, this, [this] {
        setChecking(true);
        Q_EMIT checkRequested();
    });
    connect(cancel, &Button::clicked, this, &LibrarySection::cancelRequested);
    connect(copy, &Button::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(checkText()); });
    connect(m_clear, &Button::clicked, this, [this] {
        m_clear->setEnabled(false);
        Q_EMIT clearCacheRequested();
    });
}

void LibrarySection::setState(const SettingsState& state)
{
    m_state = state;
    m_folder->setText(QDir::toNativeSeparators(state.libraryFolder));
    const QString size = state.libraryBytes >= 0 ? bytesText(state.libraryBytes) : tr("Measuring…");
    m_size->setText(state.freeBytes < 0
                        ? size
                        : tr("%1, free on the disk: %2").arg(size, bytesText(state.freeBytes)));
    const QString purpose = tr("Thumbnails and moving previews; made again when they are needed");
    m_cache->setText(state.cacheBytes < 0 ? purpose
                                          : bytesText(state.cacheBytes) + u" · "_s + purpose);
    m_lastCheck->setText(lastCheckText());
}

void LibrarySection::showProgress(const CheckProgress& progress)
{
    setChecking(true);
    m_progress->setShare(
        progress.bytesTotal > 0 ? double(progress.bytesDone) / double(progress.bytesTotal) : 0);
    m_progressText->setText(
        tr("%1 of %2").arg(bytesText(progress.bytesDone), bytesText(progress.bytesTotal)));
}

void LibrarySection::showCheck(const Result<LibraryCheck>& check)
{
    setChecking(false);
    if (!check) {
        if (check.error().kind != ErrorKind::Cancelled) {
            m_resultMark->setStatus(StatusGlyph::Error, {});
            m_summary->setText(errorText(check.error()));
            m_details->hide();
            m_resultBox->show();
        }
        return;
    }
    m_resultMark->setStatus(check->report.ok() ? StatusGlyph::Done : StatusGlyph::Error, {});
    m_summary->setText(checkSummaryText(*check));
    m_details->setText(checkDetailTexts(*check).join(u'\n'));
    m_details->setVisible(!m_details->toPlainText().isEmpty());
    m_resultBox->show();
}

void LibrarySection::showCleared()
{
    m_clear->setEnabled(true);
    if (ToastStack* toasts = ToastStack::of(this)) {
        toasts->show(ToastKind::Done, tr("The cache is empty."));
    }
}

QString LibrarySection::checkText() const
{
    const QString details = m_details->toPlainText();
    return details.isEmpty() ? m_summary->text() : m_summary->text() + u'\n' + details;
}

void LibrarySection::setChecking(bool on)
{
    if (m_checking == on) {
        return;
    }
    m_checking = on;
    m_check->setEnabled(!on);
    m_progressBox->setVisible(on);
    if (on) {
        m_progress->setShare(0);
        m_progressText->setText({});
        m_resultBox->hide();
    }
}

QString LibrarySection::lastCheckText() const
{
    if (m_state.lastCheckMs == 0) {
        return tr("Reads every file and compares it with what was imported");
    }
    const QString when = dateTimeText(QDateTime::fromMSecsSinceEpoch(m_state.lastCheckMs),
                                      QDateTime::currentDateTime());
    return m_state.lastCheckFaults == 0
        ? tr("Last check: %1. Everything was in order.").arg(when)
        : tr("Last check: %1. Faults: %2.").arg(when).arg(m_state.lastCheckFaults);
}

} // namespace raskadr::ui
