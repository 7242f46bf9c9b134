#pragma once

#include "ui/common/dialog.h"
#include "ui/settings/jsonplaces.h"
#include "ui/settings/manifestreading.h"
#include "ui/settings/providerline.h"

#include <QTimer>

namespace raskadr::ui {

class JsonEdit;
class ModelPreviewPane;
class NoticeBar;

// The manifest of a model as JSON: read while it is typed, with the place and the reason of a
// fault, and its form at the side. It stays until the manifest is kept, and asks before it throws
// changes away. Values in, wishes out; what reads the text is outside (readingWanted, showReading).
class ModelEditor final : public Dialog
{
    Q_OBJECT

public:
    // `text` is what is kept, or a template that may go without a question.
    ModelEditor(QWidget* anywhere, const QString& title, const QByteArray& text);

    // What the service can be asked for; nothing of it while the text differs from what is kept.
    void setOffers(bool refresh, bool check);
    QByteArray text() const;
    // From a file, or from the service; `stored`: it is what is kept now.
    void setText(const QByteArray& text, bool stored);
    void showReading(const ManifestReading& reading);
    // Of the last wish to keep it.
    void showSaved(const Result<>& saved);
    void showCheck(const CheckLine& check);
    void showMessage(StatusGlyph glyph, const QString& sentence);

    void accept() override;
    bool hasUnsaved() const override { return isModified(); }

Q_SIGNALS:
    void readingWanted(const QByteArray& text);
    void saveRequested(const QByteArray& text, bool check);
    void importRequested();
    void exportRequested(const QByteArray& text);
    void refreshRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* buildTools();
    QWidget* buildFoot();
    void changed();
    void save(bool check);
    void showState();
    void jump();
    bool isModified() const;
    QString sentenceOf(const ManifestProblem& problem);

    JsonEdit* m_edit;
    ModelPreviewPane* m_preview;
    Button* m_import;
    Button* m_export;
    Button* m_refresh;
    NoticeBar* m_notice;
    Button* m_place;
    Button* m_saveAndCheck;
    Button* m_save;
    QTimer m_debounce;
    QString m_kept; // the text as it is stored
    std::optional<ManifestProblem> m_problem;
    JsonPlaces::Range m_range;
    bool m_read = false; // the text as it stands now was read
    bool m_saving = false;
    bool m_checking = false; // to be checked once it is kept
    bool m_refreshOffered = false;
    bool m_checkOffered = false;
};

} // namespace raskadr::ui
