#pragma once

#include "ui/sharing/shareline.h"

#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace raskadr::ui {

class Button;
class ShareEntry;

// The links of a project below each other, one of them chosen, and «Новая ссылка» at the end.
// Values in, choice out.
class ShareList final : public QWidget
{
    Q_OBJECT

public:
    explicit ShareList(QWidget* parent = nullptr);

    void setLines(const QList<ShareLine>& lines);
    // Null: the new one.
    void choose(const ShareId& share);
    void setReadOnly(bool on);

Q_SIGNALS:
    void chosen(const raskadr::ShareId& share);

private:
    QVBoxLayout* m_column;
    QButtonGroup* m_group;
    QList<ShareEntry*> m_entries;
    Button* m_new;
};

} // namespace raskadr::ui
