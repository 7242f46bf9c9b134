#pragma once

#include "ui/player/videoplayer.h"
#include "ui/shot/inspectedasset.h"

#include <QWidget>

class QStackedWidget;

namespace raskadr::ui {

class Button;
class ElidedLabel;
class FactGrid;
class InspectorActs;
class PictureView;
class SelectableText;
class TextArea;
class VideoView;
class WrapLabel;

// The right side of a shot: player or picture, the acts, where it came from, the prompt, the note.
// Value in, wishes out.
class Inspector final : public QWidget
{
    Q_OBJECT

public:
    explicit Inspector(QWidget* parent = nullptr);

    // An asset, or a generation without a result.
    void show(const InspectedAsset& asset);
    // Several assets are selected; data can be entered for those that were not generated here.
    void showSeveral(int selected, bool canEnterData);
    void showNothing();

    InspectorActs& acts() { return *m_acts; }
    VideoPlayer& player() { return m_player; }
    // Space: plays or stops the film that is shown.
    void togglePlay();
    void flushNote();

Q_SIGNALS:
    void provenanceRequested();
    void parentRequested(const raskadr::AssetId& asset);
    void noteEdited(const raskadr::AssetId& asset, const QString& note);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildFacts();
    QWidget* buildPrompt();
    void showStage(const InspectedAsset& asset);
    void showWords(const QString& words, bool wrong);
    void showFacts(const InspectedAsset& asset);
    void showPrompt(const InspectedAsset& asset);
    void leaveAsset();

    VideoPlayer m_player;
    InspectedAsset m_asset;
    bool m_hasAsset = false;
    QStackedWidget* m_stage;
    PictureView* m_picture;
    VideoView* m_video;
    QWidget* m_wordsPage;
    WrapLabel* m_words;
    InspectorActs* m_acts;
    QWidget* m_body;
    FactGrid* m_facts = nullptr;
    QWidget* m_promptBox = nullptr;
    ElidedLabel* m_promptTitle = nullptr;
    SelectableText* m_prompt = nullptr;
    Button* m_copyPrompt = nullptr;
    QWidget* m_negativeBox = nullptr;
    SelectableText* m_negative = nullptr;
    QWidget* m_parentBox = nullptr;
    Button* m_parent = nullptr;
    Button* m_provenance = nullptr;
    QWidget* m_noteBox = nullptr;
    TextArea* m_note = nullptr;
};

} // namespace raskadr::ui
