#include "app/words/localname.h"

#include <QLocale>

namespace raskadr {

QString shownName(const LocalName& name)
{
    const bool russian = QLocale().language() == QLocale::Russian;
    return russian && !name.ru.isEmpty() ? name.ru : name.en;
}

} // namespace raskadr
