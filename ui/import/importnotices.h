#pragma once

#include "core/base/error.h"

#include <QWidget>

namespace raskadr::ui {

class Button;
class SelectableText;
class WrapLabel;

// Files that cannot go in, each with its reason, and what was left out on purpose. Long lists open
// on demand; everything can be copied.
class ImportNotices final : public QWidget
{
    Q_OBJECT

public:
    explicit ImportNotices(QWidget* parent = nullptr);

    // Subjects of the errors are paths or names. `skipped` may be empty.
    void setNotices(const QList<Error>& refused, const QString& skipped);
    QString text() const; // as it is shown

private:
    void fill();

    QList<Error> m_refused;
    bool m_open = false;
    QWidget* m_refusedBox;
    WrapLabel* m_heading;
    SelectableText* m_list;
    Button* m_more;
    WrapLabel* m_skipped;
};

} // namespace raskadr::ui
