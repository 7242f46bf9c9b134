#include "ui/shot/inspector.h"

#include "ui/common/button.h"
#include "ui/common/fields.h"
#include "ui/common/format.h"
#include "ui/common/labels.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/player/pictureview.h"
#include "ui/player/videoview.h"

#include <QClipboard>
#include <QDateTime>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int edge = 16;

QString factText(const std::optional<ProvenanceField>& field)
{
    return field ? u"%1  (%2)"_s.arg(field->value, sourceText(field->source)) : QString();
}

} // namespace

Inspector::Inspector(QWidget* parent)
    : QWidget(parent)
    , m_stage(new QStackedWidget)
    , m_picture(new PictureView)
    , m_video(new VideoView(m_player))
    , m_nothing(new ElidedLabel({}, TextStyle::Body, TextRole::Secondary))
    , m_body(new QWidget)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    m_stage->addWidget(m_picture);
    m_stage->addWidget(m_video);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_stage->addWidget(m_nothing);
    column->addWidget(m_stage);
    column->addWidget(buildActs());
    column->addWidget(buildFacts(), 1);
    showNothing(0);
}

QWidget* Inspector::buildActs()
{
    auto* acts = new QWidget;
    acts->setObjectName(u"inspectorActs"_s);
    m_headliner = new Button(u"star"_s, tr("Headliner"), Button::Kind::Ordinary);
    m_headliner->setKey(u"H"_s);
    m_headliner->setCheckable(true);
    m_animate = new Button(u"animate"_s, tr("Animate"), Button::Kind::Ordinary);
    m_animate->setKey(u"A"_s);
    m_favourite = new Button(u"heart"_s, tr("Favourite"), Button::Kind::Icon);
    m_favourite->setKey(u"F"_s);
    m_reject = new Button(u"eye-off"_s, tr("Reject"), Button::Kind::Icon);
    m_reject->setKey(u"X"_s);
    m_repeat = new Button(u"refresh"_s, tr("Repeat"), Button::Kind::Icon);
    m_newSeed = new Button(u"dice"_s, tr("With a new seed"), Button::Kind::Icon);
    m_newSeed->setKey(u"R"_s);
    auto* more = new Button(u"more"_s, tr("More"), Button::Kind::Icon);

    auto* row = new QHBoxLayout(acts);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(4);
    row->addWidget(m_headliner);
    row->addSpacing(4);
    row->addWidget(m_animate);
    row->addStretch(1);
    for (Button* button : {m_favourite, m_reject, m_repeat, m_newSeed, more}) {
        row->addWidget(button);
    }
    connect(m_headliner, &Button::clicked, this, &Inspector::headlinerRequested);
    connect(m_animate, &Button::clicked, this, &Inspector::animateRequested);
    connect(m_favourite, &Button::clicked, this, &Inspector::favouriteRequested);
    connect(m_reject, &Button::clicked, this, &Inspector::rejectRequested);
    connect(m_repeat, &Button::clicked, this, &Inspector::repeatRequested);
    connect(m_newSeed, &Button::clicked, this, &Inspector::newSeedRequested);
    connect(more, &Button::clicked, this, [this, more] {
        Q_EMIT menuRequested(more->mapToGlobal(QPoint(0, more->height())));
    });
    return acts;
}

QWidget* Inspector::buildFacts()
{
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    m_body->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(m_body);
    column->setContentsMargins(edge, 12, edge, edge);
    column->setSpacing(8);

    auto* facts = new QWidget;
    m_facts = new QGridLayout(facts);
    m_facts->setContentsMargins(0, 0, 0, 0);
    m_facts->setHorizontalSpacing(12);
    m_facts->setVerticalSpacing(5);
    column->addWidget(facts);

    m_parentBox = new QWidget;
    auto* parentRow = new QHBoxLayout(m_parentBox);
    parentRow->setContentsMargins(0, 0, 0, 0);
    m_parent = new Button({}, Button::Kind::Quiet);
    m_parent->setExtent(Button::Extent::Small);
    m_parent->setAccentText(true);
    parentRow->addWidget(new ElidedLabel(tr("Source"), TextStyle::Body, TextRole::Secondary));
    parentRow->addWidget(m_parent);
    parentRow->addStretch(1);
    column->addWidget(m_parentBox);

    m_promptBox = new QWidget;
    auto* promptColumn = new QVBoxLayout(m_promptBox);
    promptColumn->setContentsMargins(0, 8, 0, 0);
    promptColumn->setSpacing(4);
    auto* promptHead = new QHBoxLayout;
    m_promptTitle = new ElidedLabel(tr("Prompt"), TextStyle::BodyBold);
    m_copyPrompt = new Button(u"copy"_s, tr("Copy prompt"), Button::Kind::Quiet);
    m_copyPrompt->setExtent(Button::Extent::Small);
    promptHead->addWidget(m_promptTitle, 1);
    promptHead->addWidget(m_copyPrompt);
    promptColumn->addLayout(promptHead);
    m_prompt = new SelectableText({}, TextStyle::Prompt);
    m_prompt->setAccessibleName(tr("Prompt"));
    promptColumn->addWidget(m_prompt);
    column->addWidget(m_promptBox);

    m_negativeBox = new QWidget;
    auto* negativeColumn = new QVBoxLayout(m_negativeBox);
    negativeColumn->setContentsMargins(0, 4, 0, 0);
    negativeColumn->setSpacing(4);
    negativeColumn->addWidget(new ElidedLabel(tr("Negative prompt"), TextStyle::BodyBold));
    m_negative = new SelectableText({}, TextStyle::Prompt);
    m_negative->setAccessibleName(tr("Negative prompt"));
    negativeColumn->addWidget(m_negative);
    column->addWidget(m_negativeBox);

    m_provenance = new Button(u"edit"_s, tr("Enter data…"), Button::Kind::Ordinary);
    column->addWidget(m_provenance, 0, Qt::AlignLeft);

    column->addSpacing(4);
    column->addWidget(new ElidedLabel(tr("Note"), TextStyle::BodyBold));
    m_note = new TextArea;
    m_note->setLines(2, 6);
    m_note->setPlaceholderText(tr("For yourself: what is good here, what to change"));
    m_note->setAccessibleName(tr("Note"));
    m_note->installEventFilter(this);
    column->addWidget(m_note);
    column->addStretch(1);
    scroll->setWidget(m_body);

    connect(m_copyPrompt, &Button::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_prompt->toPlainText());
        m_copyPrompt->setText(tr("Copied"));
    });
    connect(m_provenance, &Button::clicked, this, &Inspector::provenanceRequested);
    connect(m_parent, &Button::clicked, this, [this] { Q_EMIT parentRequested(m_asset.parentId); });
    return scroll;
}

void Inspector::addFact(const QString& key, const QString& value)
{
    if (value.isEmpty()) {
        return;
    }
    // Two columns of pairs, filled row by row.
    const int row = m_factCount / 2;
    const int column = m_factCount % 2 * 2;
    auto* name = new ElidedLabel(key, TextStyle::Body, TextRole::Secondary);
    name->setFixedWidth(92);
    auto* text = new ElidedLabel(value, TextStyle::Body);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setAccessibleName(u"%1: %2"_s.arg(key, value));
    m_facts->addWidget(name, row, column);
    m_facts->addWidget(text, row, column + 1);
    m_facts->setColumnStretch(column + 1, 1);
    ++m_factCount;
}

void Inspector::fillFacts(const InspectedAsset& asset)
{
    while (QLayoutItem* item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_factCount = 0;
    const AssetRow& row = *asset.item.asset;
    const QDateTime created = QDateTime::fromMSecsSinceEpoch(row.asset.createdMs);
    if (row.generation) {
        addFact(tr("Model"), asset.modelName);
        addFact(tr("Created"), dateTimeText(created, QDateTime::currentDateTime()));
        addFact(tr("Provider"), asset.providerName);
        const double cost = row.job && row.job->costCharged ? *row.job->costCharged : 0;
        addFact(tr("Cost"), cost > 0 ? moneyText(cost, row.generation->costUnit) : tr("free"));
        QString seed;
        if (row.job && row.job->seedReturned) {
            seed = QString::number(*row.job->seedReturned);
        } else if (row.generation->seedSent) {
            seed = QString::number(*row.generation->seedSent);
        }
        addFact(tr("Seed"), seed);
        if (row.job && row.job->finishedMs > row.job->startedMs && row.job->startedMs > 0) {
            addFact(tr("Took"), secondsText(row.job->finishedMs - row.job->startedMs));
        }
        for (const auto& [name, value] : asset.parameters) {
            addFact(name, value);
        }
    } else {
        addFact(tr("File"), row.asset.sourceName);
        addFact(tr("Added"), dateTimeText(created, QDateTime::currentDateTime()));
        addFact(tr("Model"), factText(row.asset.provenance.model));
        addFact(tr("Seed"), factText(row.asset.provenance.seed));
        addFact(tr("Service"), factText(row.asset.provenance.service));
        addFact(tr("Link"), factText(row.asset.provenance.link));
    }
    addFact(tr("Size"), sizeText(row.media.width, row.media.height));
    if (row.media.durationMs > 0) {
        addFact(tr("Length"), tr("%1, %2 fps").arg(secondsText(row.media.durationMs),
                                                   decimalText(row.media.fps, 2)));
    }
    addFact(tr("File size"), bytesText(row.media.size));
}

void Inspector::show(const InspectedAsset& asset)
{
    const bool same = m_asset.item.assetId() == asset.item.assetId() && m_asset.path == asset.path
        && m_stage->currentWidget() != m_nothing;
    if (!same) {
        flushNote();
    }
    m_asset = asset;
    const AssetRow& row = *asset.item.asset;
    const bool video = asset.item.isVideo();
    if (!same) {
        if (video) {
            m_picture->clear();
            m_video->setPoster(asset.preview);
            m_player.open(asset.path, !row.media.audioCodec.isEmpty());
            m_player.setLooping(true);
            m_stage->setCurrentWidget(m_video);
        } else {
            m_player.close();
            m_picture->setPicture(asset.path, QSize(row.media.width, row.media.height), asset.preview);
            m_stage->setCurrentWidget(m_picture);
        }
    } else if (!video) {
        m_picture->setPicture(asset.path, QSize(row.media.width, row.media.height), asset.preview);
    } else {
        m_video->setPoster(asset.preview);
    }

    m_headliner->setEnabled(true);
    m_headliner->setChecked(asset.item.isHeadliner);
    m_headliner->setIconName(asset.item.isHeadliner ? u"star-filled"_s : u"star"_s);
    m_headliner->setIconColor(asset.item.isHeadliner ? themeOf(this).accentLine : QColor());
    m_animate->setEnabled(!video);
    m_favourite->setEnabled(true);
    m_favourite->setIconName(row.asset.favourite ? u"heart-filled"_s : u"heart"_s);
    m_favourite->setIconColor(row.asset.favourite ? themeOf(this).accentLine : QColor());
    m_reject->setEnabled(true);
    m_reject->setIconName(row.asset.rejected ? u"eye"_s : u"eye-off"_s);
    m_reject->setHint(row.asset.rejected ? tr("Take back into the feed") : tr("Reject"));
    m_repeat->setEnabled(row.generation.has_value());
    m_newSeed->setEnabled(row.generation.has_value());

    fillFacts(asset);
    const QString prompt = row.generation ? row.generation->prompt
        : row.asset.provenance.prompt     ? row.asset.provenance.prompt->value
                                          : QString();
    const QString negative = row.generation     ? row.generation->negativePrompt
        : row.asset.provenance.negativePrompt ? row.asset.provenance.negativePrompt->value
                                              : QString();
    m_promptTitle->setText(!row.generation && row.asset.provenance.prompt
                               ? tr("Prompt (%1)").arg(sourceText(row.asset.provenance.prompt->source))
                               : tr("Prompt"));
    m_copyPrompt->setText(tr("Copy prompt"));
    m_prompt->setText(prompt);
    m_promptBox->setVisible(!prompt.isEmpty());
    m_negative->setText(negative);
    m_negativeBox->setVisible(!negative.isEmpty());
    m_parent->setText(asset.parentName);
    m_parentBox->setVisible(!asset.parentName.isEmpty());
    m_provenance->setVisible(!row.generation);
    if (!m_note->hasFocus()) {
        m_note->setText(row.asset.note);
    }
    m_body->show();
}

void Inspector::showNothing(int selected)
{
    flushNote();
    m_asset = {};
    m_player.close();
    m_picture->clear();
    m_nothing->setText(selected > 1 ? tr("Selected: %1").arg(assetCountText(selected))
                                    : tr("Choose an asset to see where it came from"));
    m_stage->setCurrentWidget(m_nothing);
    for (Button* button : {m_headliner, m_animate, m_favourite, m_reject, m_repeat, m_newSeed}) {
        button->setEnabled(false);
    }
    m_body->hide();
}

bool Inspector::isPlayerFocused() const
{
    return m_video->hasFocus();
}

void Inspector::togglePlay()
{
    if (m_stage->currentWidget() == m_video) {
        m_player.toggle();
    }
}

void Inspector::flushNote()
{
    if (m_asset.item.isAsset() && m_note->text() != m_asset.item.asset->asset.note) {
        const QString note = m_note->text();
        m_asset.item.asset->asset.note = note;
        Q_EMIT noteEdited(m_asset.item.assetId(), note);
    }
}

void Inspector::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(QRect(0, 0, 1, height()), theme.line);
}

bool Inspector::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_note && event->type() == QEvent::FocusOut) {
        flushNote();
    }
    return QWidget::eventFilter(watched, event);
}

void Inspector::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_stage->setFixedHeight(std::min(width() * 9 / 16, height() / 2));
}

} // namespace raskadr::ui
