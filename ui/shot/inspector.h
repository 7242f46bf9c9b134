#pragma once

#include "ui/player/videoplayer.h"
#include "ui/shot/feeditem.h"

#include <QWidget>

class QGridLayout;
class QStackedWidget;
class QVBoxLayout;

namespace raskadr::ui {

class Button;
class ElidedLabel;
class PictureView;
class SelectableText;
class TextArea;
class VideoView;

// What is needed to show one asset: the card's values and where its files lie.
struct InspectedAsset
{
    FeedItem item;
    QString path;
    QImage preview;
    QString providerName;
    QString modelName;
    QString parentName; // "вариант 6" or a file's name; empty: none
    AssetId parentId;
    QList<std::pair<QString, QString>> parameters; // label and value, prompt and seed left out
};

// The right side of a shot: player or picture, the acts, where it came from, the prompt, the note.
// Value in, wishes out.
class Inspector final : public QWidget
{
    Q_OBJECT

public:
    explicit Inspector(QWidget* parent = nullptr);

    void show(const InspectedAsset& asset);
    // Several assets are selected, or none.
    void showNothing(int selected);

    VideoPlayer& player() { return m_player; }
    bool isPlayerFocused() const;
    // Space: plays or stops the film that is shown.
    void togglePlay();
    void flushNote();

Q_SIGNALS:
    void headlinerRequested();
    void animateRequested();
    void favouriteRequested();
    void rejectRequested();
    void repeatRequested();
    void newSeedRequested();
    void provenanceRequested();
    void menuRequested(const QPoint& globalPosition);
    void parentRequested(const raskadr::AssetId& asset);
    void noteEdited(const raskadr::AssetId& asset, const QString& note);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildActs();
    QWidget* buildFacts();
    void addFact(const QString& key, const QString& value);
    void fillFacts(const InspectedAsset& asset);

    VideoPlayer m_player;
    InspectedAsset m_asset;
    QStackedWidget* m_stage;
    PictureView* m_picture;
    VideoView* m_video;
    ElidedLabel* m_nothing;
    QWidget* m_body;
    Button* m_headliner;
    Button* m_animate;
    Button* m_favourite;
    Button* m_reject;
    Button* m_repeat;
    Button* m_newSeed;
    QGridLayout* m_facts;
    int m_factCount = 0;
    QWidget* m_promptBox;
    ElidedLabel* m_promptTitle;
    SelectableText* m_prompt;
    Button* m_copyPrompt;
    QWidget* m_negativeBox;
    SelectableText* m_negative;
    QWidget* m_parentBox;
    Button* m_parent;
    Button* m_provenance;
    TextArea* m_note;
};

} // namespace raskadr::ui
