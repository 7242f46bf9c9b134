#pragma once

#include "core/agent/promptdiff.h"
#include "ui/common/theme.h"

#include <QTextEdit>

namespace raskadr::ui {

// What became of a text, word by word: removed words struck out, added ones tinted; in a JSON
// document value by value. It can be changed by hand: then it is plain text with the added words
// still tinted. As high as its lines, up to a limit.
class DiffView final : public QTextEdit
{
    Q_OBJECT

public:
    explicit DiffView(QWidget* parent = nullptr);

    void setTexts(const QString& before, const QString& after);
    // The text as it will be.
    const QString& after() const { return m_after; }
    void setEditing(bool on);
    bool isEditing() const { return m_editing; }
    // Beyond so many lines it scrolls; 0: never.
    void setMaximumLines(int lines);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;

private:
    struct Tint
    {
        int from = 0;
        int to = 0;
        DiffKind kind = DiffKind::Added;
    };

    void fill();
    void append(QTextCursor& cursor, const QList<DiffPart>& parts);
    void tintEdited();
    void noteEdit();
    void adaptHeight();

    QString m_before;
    QString m_after;
    QList<Tint> m_tints;
    bool m_editing = false;
    bool m_filling = false;
    int m_maximumLines = 0;
};

} // namespace raskadr::ui
