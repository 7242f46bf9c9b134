#pragma once

#include "ui/storyboard/board/boardcard.h"

#include <QWidget>

namespace raskadr::ui {

// Edits the text of one box where it stands. Enter (Ctrl+Enter in the script) and leaving it keep
// the text, Esc drops it; then it closes and deletes itself.
class InPlaceEditor final : public QWidget
{
    Q_OBJECT

public:
    // `place` is where the text stands in the parent; the editor may need more room.
    InPlaceEditor(const ShotId& shot, BoardField field, const QString& text, const QRect& place,
                  QWidget* parent);

    const ShotId& shot() const { return m_shot; }
    BoardField field() const { return m_field; }
    void finish(bool keep);

Q_SIGNALS:
    // Also when the text is as it was.
    void closed();
    void edited(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QString text() const;

    ShotId m_shot;
    BoardField m_field;
    QString m_before;
    QWidget* m_input;
    bool m_finished = false;
};

} // namespace raskadr::ui
