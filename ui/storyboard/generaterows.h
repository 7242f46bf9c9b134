#pragma once

#include "core/model/asset.h"
#include "core/model/shot.h"

#include <QAbstractTableModel>
#include <QList>

namespace raskadr::ui {

class ThumbnailCache;

// A shot of a batch: what its prompt can be made from, and the picture that goes into the model.
struct BatchShot
{
    ShotId id;
    int number = 0;
    QString title;
    QString script;
    QString lastPrompt; // of its last generation
    AssetId picture;
    QString pictureSha256;

    bool operator==(const BatchShot&) const = default;
};

// What a prompt is made from, as long as nobody has typed it.
enum class PromptSource { LastPrompt, Script, Title, TitleAndScript };

QString promptOf(const BatchShot& shot, PromptSource source);

// The shots of a batch with their prompts, each to be ticked and edited. Main thread.
class GenerateRows final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { ShotColumn, PromptColumn, ColumnCount };

    GenerateRows(const QList<BatchShot>& shots, ThumbnailCache& thumbnails,
                 QObject* parent = nullptr);

    // Prompts that were typed stay.
    void setPrompts(PromptSource source, const QString& common);
    // Without it an empty prompt is no reason to leave a shot out.
    void setPromptRequired(bool required);

    const BatchShot& shot(int row) const { return m_shots.at(row); }
    QString prompt(int row) const { return m_rows.at(row).prompt; }
    bool isTicked(int row) const { return m_rows.at(row).ticked; }
    // Ticked, and nothing is missing.
    bool goesIn(int row) const;
    int count() const; // of those that go in
    int withoutPrompt() const; // ticked, and left out for that
    bool hasTyped() const; // a prompt that somebody typed
    // How many have a prompt from this source.
    int filledBy(PromptSource source) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row
    {
        QString prompt;
        bool typed = false;
        bool ticked = true;
    };

    QList<BatchShot> m_shots;
    QList<Row> m_rows;
    ThumbnailCache& m_thumbnails;
    bool m_promptRequired = true;
};

} // namespace raskadr::ui
