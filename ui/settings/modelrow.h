#pragma once

#include "ui/settings/providerline.h"

#include <QAbstractButton>

namespace raskadr::ui {

// The line of a model in its provider's list: name, task, price, which version of its description,
// and an arrow that opens its parameters.
class ModelRow final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ModelRow(const ModelLine& line, QWidget* parent = nullptr);

    const QString& modelId() const { return m_line.id; }

    QSize sizeHint() const override { return {480, 44}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ModelLine m_line;
};

// What a model takes, as a table.
class ParameterTable final : public QWidget
{
    Q_OBJECT

public:
    explicit ParameterTable(const QList<ParameterLine>& lines, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<QWidget*> m_firstCells; // of each row below the header
};

} // namespace raskadr::ui
