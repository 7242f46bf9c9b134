#pragma once

#include "ui/common/dialog.h"
#include "ui/common/parameterform.h"
#include "ui/storyboard/generaterows.h"

#include <functional>

class QComboBox;
class QSpinBox;
class QTableView;

namespace raskadr::ui {

class TextField;
class WrapLabel;

enum class BatchPurpose { Generate, Animate };

// A model as a batch offers it.
struct BatchModel
{
    QString id;
    QString name;
    QString providerName;
    QList<FormField> fields;
    FieldsBeside beside; // none: no value depends on another
    bool promptRequired = false;
    QString pictureSlot; // where the shot's picture goes; empty: it takes none
    int maxVariants = 8;
};

// What a batch costs in total, and what to know about it beforehand; either may be empty.
struct BatchPrice
{
    QString total;
    QString warning;
};

// What the user confirmed.
struct BatchRequest
{
    struct Item
    {
        ShotId shot;
        QString prompt;
        AssetId picture;

        bool operator==(const Item&) const = default;
    };

    QString modelId;
    QByteArray parameters;
    int variants = 1;
    QString pictureSlot;
    QList<Item> items;

    bool operator==(const BatchRequest&) const = default;
};

// «Сгенерировать…» and «Оживить хедлайнеры…» for many shots: the model, each shot's prompt, the
// count, the price in total, one confirmation. Values in, value out.
class GenerateSheet final : public Dialog
{
    Q_OBJECT

public:
    using Price = std::function<BatchPrice(const QString& modelId, const QByteArray& parameters,
                                           int results)>;

    // `leftOut` are the numbers of shots that cannot be animated.
    GenerateSheet(QWidget* anywhere, BatchPurpose purpose, const QList<BatchShot>& shots,
                  const QList<int>& leftOut, const QList<BatchModel>& models, Price price,
                  ThumbnailCache& thumbnails);

    BatchRequest request() const;
    int results() const;

    void accept() override;
    bool hasUnsaved() const override;

private:
    QWidget* buildModel();
    QWidget* buildPrompts();
    QWidget* buildTable();
    void chooseModel();
    void setModel(const QString& id);
    const BatchModel* model() const;
    void fillPrompts();
    void adapt();
    void tell(const QString& moved);

    const BatchPurpose m_purpose;
    const QList<BatchModel> m_models;
    const Price m_price;
    QString m_modelId;
    GenerateRows* m_rows;

    Button* m_modelButton;
    ParameterForm* m_form;
    QSpinBox* m_variants;
    QComboBox* m_source;
    TextField* m_common;
    QTableView* m_table;
    WrapLabel* m_moved; // on values that had to move
    WrapLabel* m_note;
    WrapLabel* m_warning;
    Button* m_accept;
};

} // namespace raskadr::ui
