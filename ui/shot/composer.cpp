#include "ui/shot/composer.h"

#include "ui/common/button.h"
#include "ui/common/fields.h"
#include "ui/common/popupmenu.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/common/toast.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QSpinBox>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

// A typed prompt is stored at most a second after the last key.
constexpr int saveAfterMs = 600;
// Messages lie above the composer while it is seen, and above the status bar otherwise.
constexpr int toastGap = 16;
constexpr int toastMargin = 48;

} // namespace

Composer::Composer(ThumbnailCache& thumbnails, QWidget* parent)
    : QWidget(parent)
    , m_modelButton(new Button(u"image"_s, QString(), Button::Kind::Ordinary))
    , m_kind(new ElidedLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_state(new ElidedLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_back(new Button(u"undo"_s, tr("Take back"), Button::Kind::Quiet))
    , m_error(new WrapLabel({}, TextStyle::Small, TextRole::Error))
    , m_note(new WrapLabel({}, TextStyle::Small, TextRole::Warn))
    , m_slots(new SlotRow(thumbnails))
    , m_prompt(new TextArea)
    , m_form(new ParameterForm)
    , m_variants(new QSpinBox)
    , m_price(new ElidedLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_generate(new Button(u"generate"_s, tr("Generate"), Button::Kind::Main))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 12, 20, 14);
    column->setSpacing(10);

    auto* top = new QHBoxLayout;
    top->setSpacing(12);
    m_modelButton->setMinimumWidth(220);
    m_modelButton->setTextAlignment(Qt::AlignLeft);
    m_modelButton->setArrow(true);
    top->addWidget(m_modelButton);
    top->addWidget(m_kind);
    top->addStretch(1);
    top->addWidget(m_state);
    m_back->setExtent(Button::Extent::Small);
    m_back->hide();
    top->addWidget(m_back);
    column->addLayout(top);

    auto* middle = new QHBoxLayout;
    middle->setSpacing(12);
    middle->addWidget(m_slots, 0, Qt::AlignTop);
    m_prompt->setLines(3, 8);
    m_prompt->setPlaceholderText(tr("What is in the frame: who, where, light, shot size, lens"));
    m_prompt->setAccessibleName(tr("Prompt"));
    m_prompt->setToolTip(tr("To the prompt: P"));
    m_prompt->installEventFilter(this);
    middle->addWidget(m_prompt, 1, Qt::AlignTop);
    column->addLayout(middle);

    m_error->hide();
    column->addWidget(m_error);
    m_note->hide();
    column->addWidget(m_note);

    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(12);
    bottom->addWidget(m_form, 1);
    bottom->addWidget(new ElidedLabel(tr("Variants"), TextStyle::Small, TextRole::Secondary));
    m_variants->setRange(1, 8);
    m_variants->setAccessibleName(tr("Variants"));
    m_variants->setFixedWidth(72);
    bottom->addWidget(m_variants);
    bottom->addWidget(m_price);
    m_generate->setExtent(Button::Extent::Composer);
    m_generate->setKey(u"Ctrl+Enter"_s);
    bottom->addWidget(m_generate);
    column->addLayout(bottom);

    m_save.setSingleShot(true);
    m_save.setInterval(saveAfterMs);
    connect(&m_save, &QTimer::timeout, this, &Composer::flush);
    connect(m_modelButton, &Button::clicked, this, &Composer::chooseModel);
    connect(m_prompt, &TextArea::textChanged, this, &Composer::touch);
    connect(m_form, &ParameterForm::changed, this, &Composer::touch);
    connect(m_form, &ParameterForm::moved, this, &Composer::tell);
    connect(m_variants, &QSpinBox::valueChanged, this, &Composer::touch);
    connect(m_slots, &SlotRow::changed, this, &Composer::touch);
    connect(m_slots, &SlotRow::filled, this, &Composer::slotFilled);
    connect(m_slots, &SlotRow::pressed, this, &Composer::slotPressed);
    connect(m_slots, &SlotRow::mediaDropped, this, &Composer::mediaDropped);
    connect(m_generate, &Button::clicked, this, &Composer::submit);
    connect(m_back, &Button::clicked, this, [this] {
        const ComposerDraft before = m_before;
        setDraft(before);
        Q_EMIT draftChanged(before);
    });
}

void Composer::setModels(const QList<ComposerModel>& models)
{
    flush();
    const ComposerDraft standing = draft();
    m_models = models;
    if (!model() && !m_models.isEmpty()) {
        m_modelId = m_models.first().id;
    }
    showModel();
    if (!standing.shotId.isNull()) {
        setDraft(standing);
    }
}

const ComposerModel* Composer::model() const
{
    for (const ComposerModel& candidate : m_models) {
        if (candidate.id == m_modelId) {
            return &candidate;
        }
    }
    return nullptr;
}

const ComposerModel* Composer::firstModel(AssetKind produces, bool takesPicture) const
{
    for (const ComposerModel& candidate : m_models) {
        if (candidate.produces == produces && candidate.inputs.isEmpty() != takesPicture) {
            return &candidate;
        }
    }
    return nullptr;
}

void Composer::setDraft(const ComposerDraft& draft)
{
    flush();
    m_filling = true;
    m_shotId = draft.shotId;
    if (m_modelId != draft.modelId
        && std::any_of(m_models.begin(), m_models.end(),
                       [&](const auto& m) { return m.id == draft.modelId; })) {
        m_modelId = draft.modelId;
    }
    showModel();
    if (m_prompt->text() != draft.prompt) {
        m_prompt->setText(draft.prompt);
    }
    tell({});
    m_form->setValues(QJsonDocument::fromJson(draft.parameters).object());
    m_variants->setValue(draft.variants);
    m_slots->setInputs(draft.inputs);
    m_state->setText({});
    m_back->hide();
    setError({}, {});
    m_filling = false;
    showPrice();
}

ComposerDraft Composer::draft() const
{
    ComposerDraft draft;
    draft.shotId = m_shotId;
    draft.modelId = m_modelId;
    draft.prompt = m_prompt->text();
    draft.parameters = QJsonDocument(m_form->values()).toJson(QJsonDocument::Compact);
    draft.variants = m_variants->value();
    draft.inputs = m_slots->inputs();
    return draft;
}

void Composer::setInput(const QString& slot, const AssetId& asset, const QString& sha256)
{
    m_slots->setInputs({{slot, asset, sha256}});
    touch();
}

void Composer::setSeed(quint64 seed)
{
    m_form->setSeed(seed);
}

QString Composer::firstSlot() const
{
    return m_slots->first();
}

QString Composer::promptText() const
{
    return m_prompt->text();
}

void Composer::focusPrompt()
{
    m_prompt->setFocus(Qt::ShortcutFocusReason);
}

void Composer::flush()
{
    m_save.stop();
    if (std::exchange(m_unsaved, false)) {
        Q_EMIT draftChanged(draft());
        m_state->setText(tr("Saved"));
    }
}

void Composer::offerBack(const QString& words, const ComposerDraft& before)
{
    m_before = before;
    m_state->setText(words);
    m_back->show();
}

void Composer::setError(const QString& parameter, const QString& sentence)
{
    m_form->setError(parameter, sentence);
    m_errorText = sentence;
    m_error->setText(sentence);
    m_error->setVisible(!sentence.isEmpty());
}

void Composer::tell(const QString& note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    if (!note.isEmpty()) {
        QAccessibleEvent alert(m_note, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void Composer::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(QRect(0, 0, width(), 1), theme.line);
}

bool Composer::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_prompt && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && (key->modifiers() & Qt::ControlModifier)) {
            if (!key->isAutoRepeat()) {
                submit();
            }
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            Q_EMIT left();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void Composer::setLeading(bool on)
{
    m_generate->setKind(on ? Button::Kind::Main : Button::Kind::Ordinary);
}

void Composer::liftToasts()
{
    if (ToastStack* toasts = ToastStack::of(this)) {
        toasts->setBottomMargin(isVisible() ? height() + toastGap : toastMargin);
    }
}

void Composer::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (isVisible()) {
        liftToasts();
    }
}

void Composer::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    liftToasts();
}

void Composer::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    liftToasts();
}

void Composer::chooseModel()
{
    auto* menu = new PopupMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QString provider;
    for (const ComposerModel& candidate : std::as_const(m_models)) {
        if (candidate.providerName != provider) {
            provider = candidate.providerName;
            menu->addHeading(provider);
        }
        connect(menu->addItem(candidate.produces == AssetKind::Video ? u"video"_s : u"image"_s,
                              candidate.name),
                &QAction::triggered, this, [this, id = candidate.id] {
                    flush();
                    Q_EMIT modelChosen(id);
                });
    }
    menu->addSeparator();
    connect(menu->addItem(u"key"_s, tr("Connect a provider…")), &QAction::triggered, this,
            &Composer::connectionRequested);
    menu->popup(m_modelButton->mapToGlobal(QPoint(0, m_modelButton->height())));
}

void Composer::showModel()
{
    const ComposerModel* current = model();
    m_generate->setEnabled(current != nullptr);
    if (!current) {
        return;
    }
    const bool wasFilling = std::exchange(m_filling, true);
    m_modelButton->setText(current->name);
    m_modelButton->setIconName(current->produces == AssetKind::Video ? u"video"_s : u"image"_s);
    m_modelButton->setAccessibleName(tr("Model: %1").arg(current->name));
    const bool takesPicture = !current->inputs.isEmpty();
    m_kind->setText(current->produces == AssetKind::Video
                        ? (takesPicture ? tr("Video from a picture") : tr("Video from words"))
                        : (takesPicture ? tr("Picture from a picture") : tr("Picture from words")));
    m_slots->setSlots(current->inputs);
    m_form->setFields(current->fields, current->beside);
    m_variants->setMaximum(current->maxVariants);
    m_filling = wasFilling;
    showPrice();
}

void Composer::showPrice()
{
    const ComposerModel* current = model();
    if (!current || m_filling) {
        return;
    }
    ComposerPrice price{current->free ? tr("free") : tr("price unknown"), {}};
    if (current->price) {
        price = current->price(QJsonDocument(m_form->values()).toJson(QJsonDocument::Compact),
                               m_variants->value());
    }
    m_price->setText(price.text);
    m_price->setToolTip(price.detail);
    m_generate->setAccessibleDescription(price.text);
}

QString Composer::price() const
{
    return m_price->text();
}

void Composer::touch()
{
    if (m_filling || m_shotId.isNull()) {
        return;
    }
    m_state->setText({});
    m_back->hide();
    tell({});
    if (!m_errorText.isEmpty()) {
        setError({}, {});
    }
    m_unsaved = true;
    m_save.start();
    showPrice();
}

QString Composer::missing() const
{
    const ComposerModel* current = model();
    if (current && current->promptRequired && m_prompt->text().trimmed().isEmpty()) {
        return tr("Describe the frame in words");
    }
    return m_slots->lacksPicture() ? tr("A picture is needed: drag one into the frame on the left")
                                   : QString();
}

void Composer::submit()
{
    if (!m_generate->isEnabled() || !model()) {
        return;
    }
    if (const QString sentence = missing(); !sentence.isEmpty()) {
        setError({}, sentence);
        m_prompt->setFocus(Qt::OtherFocusReason);
        return;
    }
    flush();
    Q_EMIT generateRequested(draft());
}

} // namespace raskadr::ui
