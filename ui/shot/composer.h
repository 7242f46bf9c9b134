#pragma once

#include "core/model/asset.h"
#include "core/model/draft.h"
#include "ui/common/parameterform.h"
#include "ui/shot/slotrow.h"

#include <QTimer>
#include <QWidget>
#include <functional>

class QSpinBox;

namespace raskadr::ui {

class Button;
class ElidedLabel;
class TextArea;
class WrapLabel;

// What a request will probably cost, in a few words and in a sentence.
struct ComposerPrice
{
    QString text;
    QString detail;
};

// A model as the composer offers it.
struct ComposerModel
{
    QString id;
    QString name;
    QString providerName;
    AssetKind produces = AssetKind::Image;
    QString promptParameter; // empty: the model takes no prompt
    bool promptRequired = false;
    QList<FormField> fields;
    FieldsBeside beside; // none: no value depends on another
    QList<ComposerSlot> inputs;
    bool free = false;
    // Of so many results with these parameters; none: nobody knows.
    std::function<ComposerPrice(const QByteArray& parameters, int results)> price;
    int maxVariants = 8;
};

// Where a generation is put together: model, pictures, prompt, parameters, variants. Everything
// typed is told within a second, so that it can be kept. Values in, wishes out.
class Composer final : public QWidget
{
    Q_OBJECT

public:
    explicit Composer(ThumbnailCache& thumbnails, QWidget* parent = nullptr);

    // What stands in the composer stays, as far as the models allow.
    void setModels(const QList<ComposerModel>& models);
    const QList<ComposerModel>& models() const { return m_models; }
    const ComposerModel* model() const;
    const ComposerModel* firstModel(AssetKind produces, bool takesPicture) const;

    // Shows what stood here, for this shot and model.
    void setDraft(const ComposerDraft& draft);
    ComposerDraft draft() const;
    void setInput(const QString& slot, const AssetId& asset, const QString& sha256);
    void setSeed(quint64 seed);
    QString firstSlot() const; // empty: the model takes no picture
    QString promptText() const;
    void focusPrompt();
    // Tells pending changes now.
    void flush();
    // Generates, or says what is missing.
    void submit();
    // Words about what happened here, with a way back to what stood here before; an edit ends both.
    void offerBack(const QString& words, const ComposerDraft& before);
    // Whether its main button is the one of the screen.
    void setLeading(bool on);
    // An empty sentence takes the error away.
    void setError(const QString& parameter, const QString& sentence);
    QString error() const { return m_errorText; }
    QString price() const;

Q_SIGNALS:
    void modelChosen(const QString& modelId);
    void connectionRequested(); // of another provider
    void draftChanged(const raskadr::ComposerDraft& draft);
    void generateRequested(const raskadr::ComposerDraft& draft);
    void slotFilled(const QString& slot, const raskadr::AssetId& asset);
    void slotPressed(const QString& slot);
    void mediaDropped(const QString& slot, const QMimeData* data);
    void left(); // Esc: the keyboard goes back to the feed

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void chooseModel();
    void showModel();
    void showPrice();
    void touch();
    void liftToasts();
    void tell(const QString& note);
    QString missing() const;

    QList<ComposerModel> m_models;
    QString m_modelId;
    ShotId m_shotId;
    bool m_filling = false;
    bool m_unsaved = false;
    QTimer m_save;

    Button* m_modelButton;
    ElidedLabel* m_kind;
    ElidedLabel* m_state;
    Button* m_back;
    ComposerDraft m_before;
    WrapLabel* m_error;
    QString m_errorText;
    WrapLabel* m_note; // on values that had to move
    SlotRow* m_slots;
    TextArea* m_prompt;
    ParameterForm* m_form;
    QSpinBox* m_variants;
    ElidedLabel* m_price;
    Button* m_generate;
};

} // namespace raskadr::ui
