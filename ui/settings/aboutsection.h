#pragma once

#include <QWidget>

namespace raskadr::ui {

// «О программе»: version, log, and on what conditions the libraries that it is made of are used.
// Wishes out.
class AboutSection final : public QWidget
{
    Q_OBJECT

public:
    explicit AboutSection(QWidget* parent = nullptr);

Q_SIGNALS:
    void logRequested(); // its file, in its folder
};

} // namespace raskadr::ui
