#pragma once

#include <QString>

class QWidget;

namespace raskadr::ui {

// «Подробности»: the sentence once more, and below it what was said in so many words, to be copied.
// Opens over the window that holds `anywhere`.
void showDetails(QWidget* anywhere, const QString& title, const QString& sentence,
                 const QString& raw);

} // namespace raskadr::ui
