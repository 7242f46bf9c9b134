#include "ui/shot/inspector.h"

#include "ui/common/button.h"
#include "ui/common/fields.h"
#include "ui/common/format.h"
#include "ui/common/labels.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/player/pictureview.h"
#include "ui/player/videoview.h"
#include "ui/shot/factgrid.h"
#include "ui/shot/inspectoracts.h"

#include <QClipboard>
#include <QDateTime>
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

QString costText(const Generation& generation, const Job* job)
{
    if (job && job->costCharged) {
        return *job->costCharged > 0 ? moneyText(*job->costCharged, generation.costUnit)
                                     : Inspector::tr("free");
    }
    if (generation.costEstimated) {
        return *generation.costEstimated > 0
            ? u"≈ "_s + moneyText(*generation.costEstimated, generation.costUnit)
            : Inspector::tr("free");
    }
    return Inspector::tr("unknown");
}

} // namespace

Inspector::Inspector(QWidget* parent)
    : QWidget(parent)
    , m_stage(new QStackedWidget)
    , m_picture(new PictureView)
    , m_video(new VideoView(m_player))
    , m_wordsPage(new QWidget)
    , m_words(new WrapLabel({}, TextStyle::Body, TextRole::Secondary))
    , m_acts(new InspectorActs)
    , m_body(new QWidget)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    m_stage->addWidget(m_picture);
    m_stage->addWidget(m_video);
    auto* words = new QVBoxLayout(m_wordsPage);
    words->setContentsMargins(32, edge, 32, edge);
    m_words->setAlignment(Qt::AlignCenter);
    words->addStretch(1);
    words->addWidget(m_words);
    words->addStretch(1);
    m_stage->addWidget(m_wordsPage);
    column->addWidget(m_stage);
    column->addWidget(m_acts);
    column->addWidget(buildFacts(), 1);
    connect(&m_player, &VideoPlayer::failed, this, [this] {
        showWords(tr("This video cannot be played: its file is missing or damaged"), true);
    });
    connect(m_picture, &PictureView::failed, this, [this] {
        showWords(tr("This picture cannot be shown: its file is missing or damaged"), true);
    });
    showNothing();
}

QWidget* Inspector::buildFacts()
{
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(m_body);
    column->setContentsMargins(edge, 12, edge, edge);
    column->setSpacing(8);
    m_facts = new FactGrid;
    column->addWidget(m_facts);

    m_parentBox = new QWidget;
    auto* parentRow = new QHBoxLayout(m_parentBox);
    parentRow->setContentsMargins(0, 0, 0, 0);
    m_parent = new Button({}, Button::Kind::Quiet);
    m_parent->setExtent(Button::Extent::Small);
    m_parent->setAccentText(true);
    auto* source = new ElidedLabel(tr("Source"), TextStyle::Body, TextRole::Secondary);
    source->setFixedWidth(92);
    parentRow->addWidget(source);
    parentRow->addWidget(m_parent);
    parentRow->addStretch(1);
    column->addWidget(m_parentBox);
    column->addWidget(buildPrompt());

    m_provenance = new Button(u"edit"_s, tr("Enter data…"), Button::Kind::Ordinary);
    column->addWidget(m_provenance, 0, Qt::AlignLeft);

    m_noteBox = new QWidget;
    auto* noteColumn = new QVBoxLayout(m_noteBox);
    noteColumn->setContentsMargins(0, 4, 0, 0);
    noteColumn->setSpacing(8);
    noteColumn->addWidget(new ElidedLabel(tr("Note"), TextStyle::BodyBold));
    m_note = new TextArea;
    m_note->setLines(2, 6);
    m_note->setPlaceholderText(tr("For yourself: what is good here, what to change"));
    m_note->setAccessibleName(tr("Note"));
    m_note->installEventFilter(this);
    noteColumn->addWidget(m_note);
    column->addWidget(m_noteBox);
    column->addStretch(1);
    scroll->setWidget(m_body);
    m_body->setAutoFillBackground(false);

    connect(m_provenance, &Button::clicked, this, &Inspector::provenanceRequested);
    connect(m_parent, &Button::clicked, this, [this] { Q_EMIT parentRequested(m_asset.parentId); });
    return scroll;
}

QWidget* Inspector::buildPrompt()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_promptBox = new QWidget;
    auto* promptColumn = new QVBoxLayout(m_promptBox);
    promptColumn->setContentsMargins(0, 8, 0, 0);
    promptColumn->setSpacing(4);
    auto* head = new QHBoxLayout;
    m_promptTitle = new ElidedLabel(tr("Prompt"), TextStyle::BodyBold);
    m_copyPrompt = new Button(u"copy"_s, tr("Copy prompt"), Button::Kind::Quiet);
    m_copyPrompt->setExtent(Button::Extent::Small);
    head->addWidget(m_promptTitle, 1);
    head->addWidget(m_copyPrompt);
    promptColumn->addLayout(head);
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
    connect(m_copyPrompt, &Button::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_prompt->toPlainText());
        m_copyPrompt->setText(tr("Copied"));
    });
    return box;
}

void Inspector::show(const InspectedAsset& asset)
{
    const bool sameCard = m_hasAsset && m_asset.item.assetId() == asset.item.assetId()
        && m_asset.item.generationId() == asset.item.generationId();
    if (!sameCard) {
        flushNote();
    }
    const bool sameStage = sameCard && m_asset.path == asset.path
        && m_asset.fileMissing == asset.fileMissing && asset.item.isAsset();
    m_asset = asset;
    m_hasAsset = true;
    if (!sameStage) {
        showStage(asset);
    } else if (m_stage->currentWidget() == m_picture) {
        const Media& media = asset.item.asset->media;
        m_picture->setPicture(asset.path, QSize(media.width, media.height), asset.preview);
    } else if (m_stage->currentWidget() == m_video) {
        m_video->setPoster(asset.preview);
    }
    m_acts->show(asset.item);
    showFacts(asset);
    showPrompt(asset);
    m_parent->setText(asset.parentName);
    m_parentBox->setVisible(!asset.parentName.isEmpty());
    m_provenance->setVisible(asset.item.isAsset() && !asset.item.generation());
    m_noteBox->setVisible(asset.item.isAsset());
    if (asset.item.isAsset() && (!m_note->hasFocus() || !sameCard)) {
        m_note->setText(asset.item.asset->asset.note);
    }
    m_facts->show();
    m_body->show();
}

void Inspector::showStage(const InspectedAsset& asset)
{
    const FeedItem& item = asset.item;
    if (!item.isAsset()) {
        showWords(item.errorTitle.isEmpty() ? statusText(item.job->job.state)
                                            : item.errorTitle + u"\n\n"_s + item.errorText,
                  !item.errorTitle.isEmpty());
    } else if (asset.fileMissing) {
        showWords(
            tr("The file of this asset is not in the library any more. What is known about it is "
               "kept."),
            true);
    } else if (item.isVideo()) {
        m_picture->clear();
        m_video->setPoster(asset.preview);
        m_stage->setCurrentWidget(m_video);
        m_player.open(asset.path, !item.asset->media.audioCodec.isEmpty());
        m_player.setLooping(true);
    } else {
        m_player.close();
        m_picture->setPicture(asset.path, QSize(item.asset->media.width, item.asset->media.height),
                              asset.preview);
        m_stage->setCurrentWidget(m_picture);
    }
}

void Inspector::showWords(const QString& words, bool wrong)
{
    m_player.close();
    m_picture->clear();
    m_words->setRole(wrong ? TextRole::Error : TextRole::Secondary);
    m_words->setText(words);
    m_stage->setCurrentWidget(m_wordsPage);
}

void Inspector::showFacts(const InspectedAsset& shown)
{
    QList<std::pair<QString, QString>> facts;
    const FeedItem& item = shown.item;
    const QDateTime now = QDateTime::currentDateTime();
    const QString created = dateTimeText(QDateTime::fromMSecsSinceEpoch(item.createdMs()), now);
    if (const Generation* generation = item.generation()) {
        const Job* job = item.job ? &item.job->job : item.asset->job ? &*item.asset->job : nullptr;
        facts = {{tr("Model"), shown.modelName},
                 {tr("Created"), created},
                 {tr("Provider"), shown.providerName},
                 {tr("Cost"), costText(*generation, job)},
                 {tr("Seed"), item.seed() ? QString::number(*item.seed()) : QString()}};
        if (job && job->startedMs > 0 && job->finishedMs > job->startedMs) {
            facts.append({tr("Took"), secondsText(job->finishedMs - job->startedMs)});
        }
        facts += shown.parameters;
    } else {
        const Asset& asset = item.asset->asset;
        facts = {{tr("File"), asset.sourceName},
                 {tr("Added"), created},
                 {tr("Model"), factText(asset.provenance.model)},
                 {tr("Seed"), factText(asset.provenance.seed)},
                 {tr("Service"), factText(asset.provenance.service)},
                 {tr("Link"), factText(asset.provenance.link)}};
    }
    if (item.isAsset()) {
        const Media& media = item.asset->media;
        facts.append({tr("Size"), sizeText(media.width, media.height)});
        if (media.durationMs > 0) {
            facts.append(
                {tr("Length"),
                 tr("%1, %2 fps").arg(secondsText(media.durationMs), decimalText(media.fps, 2))});
        }
        facts.append({tr("File size"), bytesText(media.size)});
    }
    m_facts->setFacts(facts);
}

void Inspector::showPrompt(const InspectedAsset& shown)
{
    QString prompt;
    QString negative;
    QString title = tr("Prompt");
    if (const Generation* generation = shown.item.generation()) {
        prompt = generation->prompt;
        negative = generation->negativePrompt;
    } else {
        const Provenance& known = shown.item.asset->asset.provenance;
        if (known.prompt) {
            prompt = known.prompt->value;
            title = tr("Prompt (%1)").arg(sourceText(known.prompt->source));
        }
        negative = known.negativePrompt ? known.negativePrompt->value : QString();
    }
    m_promptTitle->setText(title);
    m_copyPrompt->setText(tr("Copy prompt"));
    m_prompt->setText(prompt);
    m_promptBox->setVisible(!prompt.isEmpty());
    m_negative->setText(negative);
    m_negativeBox->setVisible(!negative.isEmpty());
}

void Inspector::leaveAsset()
{
    flushNote();
    m_asset = {};
    m_hasAsset = false;
}

void Inspector::showSeveral(int selected, bool canEnterData)
{
    leaveAsset();
    showWords(tr("Selected: %1").arg(assetCountText(selected)), false);
    m_acts->showSeveral();
    for (QWidget* part :
         {static_cast<QWidget*>(m_facts), m_parentBox, m_promptBox, m_negativeBox, m_noteBox}) {
        part->hide();
    }
    m_provenance->setVisible(canEnterData);
    m_body->show();
}

void Inspector::showNothing()
{
    leaveAsset();
    showWords(tr("Choose an asset to see where it came from"), false);
    m_acts->showNothing();
    m_body->hide();
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
