#pragma once

#include "ui/player/videoplayer.h"
#include "ui/shot/inspectedasset.h"

#include <QWidget>

class QStackedWidget;

namespace raskadr::ui {

class Button;
class FactGrid;
class History;
class InspectorActs;
class PictureView;
class PromptTexts;
class TextArea;
class ThumbnailCache;
class VideoView;
class WrapLabel;

// The right side of a shot: player or picture, the acts, where it came from, the prompt, the steps
// that led to it, the note.
// Value in, wishes out.
class Inspector final : public QWidget
{
    Q_OBJECT

public:
    explicit Inspector(ThumbnailCache& thumbnails, QWidget* parent = nullptr);

    // An asset, or a generation without a result.
    void show(const InspectedAsset& asset);
    // Several assets are selected; data can be entered for those that were not generated here.
    void showSeveral(int selected, bool canEnterData);
    void showNothing();
    // Nothing can be changed: what would is away.
    void setReadOnly(bool on);

    InspectorActs& acts() { return *m_acts; }
    VideoPlayer& player() { return m_player; }
    // Space: plays or stops the film that is shown.
    void togglePlay();
    void flushNote();

Q_SIGNALS:
    void provenanceRequested();
    void rereadRequested();
    void settingsRequested();
    void seedRequested();
    void parentRequested(const raskadr::AssetId& asset);
    void noteEdited(const raskadr::AssetId& asset, const QString& note);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildFacts();
    QWidget* buildTakes();
    QWidget* buildFileFacts();
    void showStage(const InspectedAsset& asset);
    void showWords(const QString& words, bool wrong);
    void showPrompt(const InspectedAsset& asset);
    void leaveAsset();

    VideoPlayer m_player;
    InspectedAsset m_asset;
    bool m_hasAsset = false;
    bool m_readOnly = false;
    QStackedWidget* m_stage;
    PictureView* m_picture;
    VideoView* m_video;
    QWidget* m_wordsPage;
    WrapLabel* m_words;
    InspectorActs* m_acts;
    QWidget* m_body;
    FactGrid* m_facts;
    PromptTexts* m_prompts;
    FactGrid* m_fileFacts;
    History* m_history;
    QWidget* m_fileFactsBox = nullptr;
    QWidget* m_takes = nullptr;
    Button* m_takeSettings = nullptr;
    Button* m_takeSeed = nullptr;
    Button* m_reread = nullptr;
    QWidget* m_parentBox = nullptr;
    Button* m_parent = nullptr;
    Button* m_provenance = nullptr;
    QWidget* m_noteBox = nullptr;
    TextArea* m_note = nullptr;
};

} // namespace raskadr::ui
