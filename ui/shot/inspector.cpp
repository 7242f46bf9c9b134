#include "ui/shot/inspector.h"

#include "ui/common/button.h"
#include "ui/common/fields.h"
#include "ui/common/format.h"
#include "ui/common/labels.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/player/pictureview.h"
#include "ui/player/videoview.h"
#include "ui/shot/assetfacts.h"
#include "ui/shot/history.h"
#include "ui/shot/inspectoracts.h"
#include "ui/shot/prompttexts.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int inspectorEdge = 16;

PromptTexts::Text textOf(const std::optional<ProvenanceField>& field)
{
    return field ? PromptTexts::Text{field->value, remarkOn(*field)} : PromptTexts::Text{};
}

} // namespace

Inspector::Inspector(ThumbnailCache& thumbnails, QWidget* parent)
    : QWidget(parent)
    , m_stage(new QStackedWidget)
    , m_picture(new PictureView)
    , m_video(new VideoView(m_player))
    , m_wordsPage(new QWidget)
    , m_words(new WrapLabel({}, TextStyle::Body, TextRole::Secondary))
    , m_acts(new InspectorActs)
    , m_body(new QWidget)
    , m_facts(new FactGrid)
    , m_prompts(new PromptTexts)
    , m_fileFacts(new FactGrid)
    , m_history(new History(thumbnails))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    m_stage->addWidget(m_picture);
    m_stage->addWidget(m_video);
    auto* words = new QVBoxLayout(m_wordsPage);
    words->setContentsMargins(32, inspectorEdge, 32, inspectorEdge);
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
    column->setContentsMargins(inspectorEdge, 12, inspectorEdge, inspectorEdge);
    column->setSpacing(8);
    column->addWidget(m_facts);
    column->addWidget(buildTakes());

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
    column->addWidget(m_prompts);
    column->addWidget(buildFileFacts());

    auto* data = new QHBoxLayout;
    data->setSpacing(8);
    m_provenance = new Button(u"edit"_s, tr("Enter data…"), Button::Kind::Ordinary);
    m_reread = new Button(u"import"_s, tr("Read from the file"), Button::Kind::Ordinary);
    data->addWidget(m_provenance);
    data->addWidget(m_reread);
    data->addStretch(1);
    column->addLayout(data);
    column->addWidget(m_history);

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
    connect(m_reread, &Button::clicked, this, &Inspector::rereadRequested);
    connect(m_history, &History::assetRequested, this, &Inspector::parentRequested);
    connect(m_parent, &Button::clicked, this, [this] { Q_EMIT parentRequested(m_asset.parentId); });
    return scroll;
}

// What of this asset the composer can begin with.
QWidget* Inspector::buildTakes()
{
    m_takes = new QWidget;
    auto* row = new QHBoxLayout(m_takes);
    row->setContentsMargins(0, 4, 0, 0);
    row->setSpacing(8);
    m_takeSettings = new Button(u"settings"_s, tr("Take settings"), Button::Kind::Ordinary);
    m_takeSeed = new Button(u"pin"_s, tr("Take seed"), Button::Kind::Ordinary);
    for (Button* button : {m_takeSettings, m_takeSeed}) {
        button->setExtent(Button::Extent::Small);
        row->addWidget(button);
    }
    row->addStretch(1);
    connect(m_takeSettings, &Button::clicked, this, &Inspector::settingsRequested);
    connect(m_takeSeed, &Button::clicked, this, &Inspector::seedRequested);
    return m_takes;
}

QWidget* Inspector::buildFileFacts()
{
    m_fileFactsBox = new QWidget;
    auto* column = new QVBoxLayout(m_fileFactsBox);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(6);
    column->addWidget(new ElidedLabel(tr("From the file"), TextStyle::BodyBold));
    column->addWidget(m_fileFacts);
    return m_fileFactsBox;
}

void Inspector::setReadOnly(bool on)
{
    m_readOnly = on;
    m_acts->setReadOnly(on);
    m_note->setReadOnly(on);
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
    m_facts->setFacts(factsOf(asset));
    const QList<Fact> fromFile = factsFromFile(asset);
    m_fileFacts->setFacts(fromFile);
    m_fileFactsBox->setVisible(!fromFile.isEmpty());
    m_history->setSteps(asset.history);
    showPrompt(asset);
    const bool hasSettings = !m_readOnly && asset.item.generation();
    const bool hasSeed = !m_readOnly && asset.item.takenSeed().has_value();
    m_takeSettings->setVisible(hasSettings);
    m_takeSeed->setVisible(hasSeed);
    m_takes->setVisible(hasSettings || hasSeed);
    m_parent->setText(asset.parentName);
    m_parentBox->setVisible(!asset.parentName.isEmpty());
    m_provenance->setVisible(!m_readOnly && asset.item.isAsset() && !asset.item.generation());
    m_reread->setVisible(!m_readOnly && asset.fileSaysMore);
    m_noteBox->setVisible(asset.item.isAsset()
                          && (!m_readOnly || !asset.item.asset->asset.note.isEmpty()));
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
        const JobStanding& standing = item.standing;
        const QString title =
            standing.errorTitle.isEmpty() ? statusText(item.job->job.state) : standing.errorTitle;
        const QString sentence = sentenceOf(standing);
        showWords(sentence.isEmpty() ? title : title + u"\n\n"_s + sentence,
                  !standing.errorTitle.isEmpty());
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

void Inspector::showPrompt(const InspectedAsset& shown)
{
    if (const Generation* generation = shown.item.generation()) {
        m_prompts->setTexts({generation->prompt, {}}, {generation->negativePrompt, {}});
    } else {
        const Provenance& known = shown.item.asset->asset.provenance;
        m_prompts->setTexts(textOf(known.prompt), textOf(known.negativePrompt));
    }
    m_prompts->show();
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
         {static_cast<QWidget*>(m_facts), m_takes, m_parentBox, static_cast<QWidget*>(m_prompts),
          m_fileFactsBox, static_cast<QWidget*>(m_history), m_noteBox,
          static_cast<QWidget*>(m_reread)}) {
        part->hide();
    }
    m_provenance->setVisible(canEnterData && !m_readOnly);
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
