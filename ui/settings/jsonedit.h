#pragma once

#include "ui/settings/jsonplaces.h"

#include <QPlainTextEdit>

namespace raskadr::ui {

// A field for JSON: one width for all letters, numbers of lines, indentation that follows the
// brackets. Tab indents; Ctrl+Tab leaves.
class JsonEdit final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit JsonEdit(QWidget* parent = nullptr);

    // Underlines what is wrong; without a range nothing is.
    void mark(std::optional<JsonPlaces::Range> range);
    // The caret goes there and is seen.
    void jumpTo(const JsonPlaces::Range& range);
    // Replaces all text in a way that can be undone.
    void replaceText(const QString& text);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void placeNumbers();
    void paintNumbers(QPainter& painter, const QRect& dirty);
    void indent(bool further);
    void breakLine();

    QWidget* m_numbers;
    std::optional<JsonPlaces::Range> m_marked;
};

} // namespace raskadr::ui
