#pragma once

#include <QAbstractButton>

class QMenu;

namespace raskadr::ui {

// A filter that is on or off, with how many things it would show. With a menu it opens that instead
// of toggling, and carries an arrow.
class Chip final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Chip(const QString& text, QWidget* parent = nullptr);
    Chip(const QString& iconName, const QString& text, QWidget* parent = nullptr);

    void setCount(int count); // negative: none is shown
    int count() const { return m_count; }
    void setIconName(const QString& name);
    void setMenu(QMenu* menu); // not owned

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QString label() const;
    void openMenu();

    QString m_iconName;
    int m_count = -1;
    QMenu* m_menu = nullptr;
};

} // namespace raskadr::ui
