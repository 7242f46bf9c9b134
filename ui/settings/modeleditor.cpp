#include "ui/settings/modeleditor.h"

#include "ui/common/errortext.h"
#include "ui/common/manifestproblemtext.h"
#include "ui/common/textlabels.h"
#include "ui/settings/jsonedit.h"
#include "ui/settings/modelpreview.h"
#include "ui/settings/noticebar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QTextBlock>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int readAfterMs = 250;
constexpr int panelWidth = 1360;
constexpr int panelHeight = 980;
constexpr int previewWidth = 348;

} // namespace

ModelEditor::ModelEditor(QWidget* anywhere, const QString& title, const QByteArray& text)
    : Dialog(anywhere, title)
    , m_edit(new JsonEdit)
    , m_preview(new ModelPreviewPane)
    , m_import(new Button(u"import"_s, tr("Import…"), Button::Kind::Quiet))
    , m_export(new Button(u"export"_s, tr("Export…"), Button::Kind::Quiet))
    , m_refresh(new Button(u"refresh"_s, tr("Update the schema"), Button::Kind::Quiet))
    , m_notice(new NoticeBar(StatusGlyph::Done))
    , m_place(nullptr)
{
    setFlush(true);
    setPanelWidth(panelWidth);
    setPanelHeight(panelHeight);

    auto* body = new QWidget;
    auto* row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* left = new QVBoxLayout;
    left->setContentsMargins(20, 12, 20, 14);
    left->setSpacing(10);
    left->addWidget(buildTools());
    m_edit->setAccessibleName(tr("Description of the model, JSON"));
    m_edit->setMinimumHeight(160);
    left->addWidget(m_edit, 1);
    left->addWidget(buildFoot());
    row->addLayout(left, 1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFixedWidth(previewWidth);
    scroll->setWidget(m_preview);
    scroll->viewport()->setAutoFillBackground(false);
    m_preview->setAutoFillBackground(false);
    row->addWidget(scroll);
    content()->addWidget(body, 1);

    setLossText(tr("What you changed in the description will be lost."));
    addReject();
    m_saveAndCheck = addButton(tr("Save and check"));
    m_save = addButton(tr("Save"), Button::Kind::Main);
    m_save->setKey(u"Ctrl+S"_s);
    setInitialFocus(m_edit);

    m_debounce.setSingleShot(true);
    connect(&m_debounce, &QTimer::timeout, this, [this] { Q_EMIT readingWanted(this->text()); });
    connect(m_edit, &JsonEdit::textChanged, this, &ModelEditor::changed);
    connect(m_import, &Button::clicked, this, &ModelEditor::importRequested);
    connect(m_export, &Button::clicked, this, [this] { Q_EMIT exportRequested(this->text()); });
    connect(m_refresh, &Button::clicked, this, &ModelEditor::refreshRequested);
    connect(m_place, &Button::clicked, this, &ModelEditor::jump);
    connect(m_save, &Button::clicked, this, [this] { save(false); });
    connect(m_saveAndCheck, &Button::clicked, this, [this] { save(true); });

    setText(text, true);
}

QWidget* ModelEditor::buildTools()
{
    auto* tools = new QWidget;
    auto* row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_import);
    row->addWidget(m_export);
    row->addWidget(m_refresh);
    row->addStretch(1);
    row->addWidget(new ElidedLabel(tr("Tab indents, Ctrl+Tab goes on"), TextStyle::Small,
                                   TextRole::Secondary));
    m_refresh->setHint(tr("Ask the service what the model takes now, and what it costs"));
    return tools;
}

QWidget* ModelEditor::buildFoot()
{
    m_place = m_notice->addButton(u"fit"_s, tr("Show the place"));
    m_place->setKey(u"F8"_s);
    return m_notice;
}

void ModelEditor::setOffers(bool refresh, bool check)
{
    m_refreshOffered = refresh;
    m_checkOffered = check;
    showState();
}

QByteArray ModelEditor::text() const
{
    return m_edit->toPlainText().toUtf8();
}

void ModelEditor::setText(const QByteArray& text, bool stored)
{
    const QString shown = QString::fromUtf8(text);
    if (m_edit->document()->isEmpty()) {
        m_edit->setPlainText(shown);
    } else {
        m_edit->replaceText(shown);
    }
    if (stored) {
        m_kept = m_edit->toPlainText();
    }
    m_read = false;
    m_debounce.start(0);
    showState();
}

bool ModelEditor::isModified() const
{
    return m_edit->toPlainText() != m_kept;
}

void ModelEditor::changed()
{
    m_read = false;
    m_edit->mark({});
    m_debounce.start(readAfterMs);
    showState();
}

void ModelEditor::showReading(const ManifestReading& reading)
{
    m_read = true;
    m_problem = reading.problem;
    if (m_problem) {
        const QString sentence = sentenceOf(*m_problem);
        m_edit->mark(m_range);
        m_preview->setOutdated(true);
        showMessage(StatusGlyph::Error, sentence);
    } else {
        m_edit->mark({});
        m_preview->setOutdated(false);
        m_preview->setModels(reading.models);
        showMessage(StatusGlyph::Done, tr("The description is without faults."));
    }
    showState();
}

QString ModelEditor::sentenceOf(const ManifestProblem& problem)
{
    const JsonPlaces places = JsonPlaces::of(m_edit->toPlainText());
    ManifestProblem told = problem;
    if (problem.fault == ManifestFault::NotJson && places.stop()) {
        const JsonPlaces::Stop& stop = *places.stop();
        m_range = {stop.at, 1};
        told.fault = stop.fault == JsonPlaces::Fault::Twice ? ManifestFault::Twice
            : stop.fault == JsonPlaces::Fault::TooDeep      ? ManifestFault::TooDeep
                                                            : ManifestFault::NotJson;
    } else {
        m_range = places.at(problem.place);
    }
    const QTextBlock block = m_edit->document()->findBlock(m_range.start);
    const QString reason = manifestProblemSentence(told);
    const int line = block.blockNumber() + 1;
    return problem.place.isEmpty()
        ? tr("Line %1: %2").arg(QString::number(line), reason)
        : tr("Line %1, %2: %3").arg(QString::number(line), problem.place, reason);
}

void ModelEditor::showMessage(StatusGlyph glyph, const QString& sentence)
{
    m_notice->setGlyph(glyph);
    m_notice->setText(sentence);
    m_place->setVisible(m_read && m_problem.has_value());
}

void ModelEditor::showState()
{
    const bool modified = isModified();
    const bool good = m_read && !m_problem;
    m_save->setEnabled(good && !m_saving);
    m_saveAndCheck->setVisible(m_checkOffered);
    m_saveAndCheck->setEnabled(good && !m_saving);
    m_refresh->setVisible(m_refreshOffered);
    m_refresh->setEnabled(!modified && !m_saving);
    m_edit->setReadOnly(m_saving);
    m_import->setEnabled(!m_saving);
    m_place->setVisible(m_read && m_problem.has_value());
}

void ModelEditor::save(bool check)
{
    if (!m_read || m_problem || m_saving) {
        return;
    }
    m_saving = true;
    m_checking = check;
    showMessage(StatusGlyph::Work, tr("Saving…"));
    showState();
    Q_EMIT saveRequested(text(), check);
}

void ModelEditor::showSaved(const Result<>& saved)
{
    m_saving = false;
    if (!saved) {
        // Cancelled: the user took a question back, and knows.
        showMessage(saved.error().kind == ErrorKind::Cancelled ? StatusGlyph::Wait
                                                               : StatusGlyph::Error,
                    saved.error().kind == ErrorKind::Cancelled ? tr("Not saved.")
                                                               : errorText(saved.error()));
        showState();
        return;
    }
    m_kept = m_edit->toPlainText();
    if (!m_checking) {
        Dialog::accept();
        return;
    }
    showMessage(StatusGlyph::Work, tr("Saved. Checking…"));
    showState();
}

void ModelEditor::showCheck(const CheckLine& check)
{
    switch (check.kind) {
    case CheckLine::Kind::None:
        return;
    case CheckLine::Kind::Running:
        showMessage(StatusGlyph::Work, tr("Saved. Checking…"));
        return;
    case CheckLine::Kind::Good:
        showMessage(StatusGlyph::Done, check.text);
        return;
    case CheckLine::Kind::Bad:
        showMessage(StatusGlyph::Error, check.text);
        return;
    }
}

void ModelEditor::accept()
{
    save(false);
}

void ModelEditor::jump()
{
    if (m_read && m_problem) {
        m_edit->jumpTo(m_range);
    }
}

void ModelEditor::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_F8) {
        jump();
        event->accept();
    } else if (event->key() == Qt::Key_S && event->modifiers() == Qt::ControlModifier) {
        save(false);
        event->accept();
    } else {
        Dialog::keyPressEvent(event);
    }
}

} // namespace raskadr::ui
