#pragma once

#include "ui/common/painters.h"

#include <QWidget>

namespace raskadr::ui {

// A number in a pill; hidden at zero.
class Badge final : public QWidget
{
    Q_OBJECT

public:
    explicit Badge(int count, BadgeKind kind = BadgeKind::Counts, QWidget* parent = nullptr);

    int count() const { return m_count; }
    void setCount(int count);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_count;
    BadgeKind m_kind;
};

// The initials of a person in a circle of 28 px.
class Avatar final : public QWidget
{
    Q_OBJECT

public:
    explicit Avatar(const QString& name, QWidget* parent = nullptr);

    void setName(const QString& name);
    static QString initials(const QString& name);

    QSize sizeHint() const override { return {28, 28}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
};

// The bar of a shot's label, 4 × 12, and its word if asked for.
class LabelBar final : public QWidget
{
    Q_OBJECT

public:
    explicit LabelBar(ShotLabel label, bool withWord = false, QWidget* parent = nullptr);

    ShotLabel label() const { return m_label; }
    void setLabel(ShotLabel label);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ShotLabel m_label;
    bool m_withWord;
};

// A line of one pixel: across a column, or 20 px high between the items of a bar.
class Separator final : public QWidget
{
    Q_OBJECT

public:
    explicit Separator(Qt::Orientation orientation = Qt::Vertical, QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Qt::Orientation m_orientation;
};

} // namespace raskadr::ui
