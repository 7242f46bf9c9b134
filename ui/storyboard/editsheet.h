#pragma once

#include "core/base/id.h"
#include "ui/common/dialog.h"

#include <QHash>

class QCheckBox;

namespace raskadr::ui {

class DiffView;
class ElidedLabel;
class Switch;
class TextArea;
class WrapLabel;

// «Правка…» for many shots: the words once, what an agent makes of them for each shot as a diff
// that is accepted or not, the count and the price in total, one confirmation. Values in, wishes
// out.
class EditSheet final : public Dialog
{
    Q_OBJECT

public:
    struct Row
    {
        AssetId asset;
        QString title; // «12 · Маяк»
        QString prompt;
    };

    // `leftOut` are the numbers of shots that have nothing to rewrite.
    EditSheet(QWidget* anywhere, const QList<Row>& rows, const QList<int>& leftOut,
              const QString& agentName);

    // Of one row: it is with the agent, it has a proposal, or there is none and why.
    void setThinking(const AssetId& asset);
    void setProposal(const AssetId& asset, const QString& after, const QString& summary);
    void setFailure(const AssetId& asset, const QString& sentence);
    QList<AssetId> accepted() const;
    // Whether the new ones have the seeds of the old.
    bool keepsSeed() const;
    // What the accepted ones cost in total.
    void setPrice(const QString& total);

    void accept() override;
    bool hasUnsaved() const override;

Q_SIGNALS:
    void rewriteRequested(const QString& words);
    void choiceChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Line
    {
        Row row;
        QCheckBox* accepted = nullptr;
        ElidedLabel* summary = nullptr;
        DiffView* diff = nullptr;
        WrapLabel* failure = nullptr;
        bool hasProposal = false;
    };

    QWidget* buildLine(const Row& row);
    void rewrite();
    void adapt();
    Line* line(const AssetId& asset);

    QList<Line> m_lines;
    TextArea* m_words;
    Button* m_rewrite;
    Switch* m_seed;
    Button* m_accept;
};

} // namespace raskadr::ui
