#include "translations/translations.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

// Q_INIT_RESOURCE declares a function, which has to live outside every namespace.
static void registerCatalogues()
{
    Q_INIT_RESOURCE(raskadr_catalogues);
}

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

static void installCatalogue(QCoreApplication& application, const QString& name)
{
    auto* translator = new QTranslator(&application);
    const bool loaded = translator->load(u":/i18n/"_s + name);
    Q_ASSERT(loaded);
    if (loaded) {
        QCoreApplication::installTranslator(translator);
    }
}

void installTranslations(QCoreApplication& application, Language language)
{
    registerCatalogues();
    switch (language) {
    case Language::Russian:
        QLocale::setDefault(QLocale(QLocale::Russian, QLocale::Russia));
        installCatalogue(application, u"qtbase_ru.qm"_s);
        installCatalogue(application, u"raskadr_ru.qm"_s);
        break;
    case Language::English:
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        installCatalogue(application, u"raskadr_en.qm"_s);
        break;
    }
}

} // namespace raskadr
