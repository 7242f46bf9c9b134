#pragma once

#include <QWidget>

namespace raskadr::ui {

// «О программе»: version, and on what conditions the libraries that it is made of are used.
class AboutSection final : public QWidget
{
    Q_OBJECT

public:
    explicit AboutSection(QWidget* parent = nullptr);
};

} // namespace raskadr::ui
