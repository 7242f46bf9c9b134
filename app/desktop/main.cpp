#include "app/desktop/application.h"
#include "app/desktop/logfile.h"
#include "app/desktop/options.h"
#include "core/base/endsignals.h"
#include "core/base/hardening.h"
#include "core/draft/draftengine.h"
#include "core/settings/settings.h"
#include "translations/translations.h"
#include "ui/common/keyfilter.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QIcon>
#include <QImageReader>
#include <QStandardPaths>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace raskadr;

namespace {

constexpr int maxPictureMiB = 1024;

void nameProgram()
{
    QCoreApplication::setOrganizationName(u"raskadr"_s);
    QCoreApplication::setApplicationName(u"raskadr"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(RASKADR_VERSION));
    // As the desktop file and the icon are called, which packaging/linux installs.
    QGuiApplication::setDesktopFileName(u"app.raskadr.Raskadr"_s);
}

MachineSettings machineSettings()
{
    return MachineSettings(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
                           + u"/raskadr/raskadr.ini"_s);
}

// Answers --help and --version, and refuses what it does not understand, without a display.
std::optional<int> answerWithoutWindow(int argc, char** argv, desktop::Options& options)
{
    QCoreApplication application(argc, argv);
    installTranslations(application, machineSettings().value(settings::language));
    const desktop::ParsedOptions parsed = desktop::parseOptions(QCoreApplication::arguments());
    options = parsed.options;
    switch (parsed.outcome) {
    case desktop::ParsedOptions::Outcome::Start:
        return std::nullopt;
    case desktop::ParsedOptions::Outcome::PrintAndEnd:
        std::fputs(qUtf8Printable(parsed.text), stdout);
        return 0;
    case desktop::ParsedOptions::Outcome::Refused:
        std::fputs(qUtf8Printable(parsed.text), stderr);
        return 2;
    }
    return std::nullopt;
}

} // namespace

int main(int argc, char** argv)
{
    hardenProcess();
    nameProgram();
    desktop::Options options;
    if (const auto status = answerWithoutWindow(argc, argv, options)) {
        return *status;
    }
    const desktop::LogFile log(desktop::LogFile::usualPath());
    ui::prepareTextRendering();
    QImageReader::setAllocationLimit(maxPictureMiB);
    QApplication application(argc, argv);
    MachineSettings settings = machineSettings();
    installTranslations(application, settings.value(settings::language));
    QApplication::setApplicationDisplayName(QCoreApplication::translate("Application", "Raskadr"));
    QApplication::setWindowIcon(QIcon(u":/raskadr/appicon.svg"_s));
    QApplication::setQuitOnLastWindowClosed(false);
    ui::LayoutKeyFilter keys;
    application.installEventFilter(&keys);

    desktop::Parts parts;
    parts.makeEngine = [] { return std::make_unique<DraftEngine>(); };
    parts.keychain = std::make_unique<SystemKeychain>();
    desktop::Application desk(application, settings, options, std::move(parts));
    QObject::connect(&desk, &desktop::Application::quitRequested, &application,
                     &QCoreApplication::quit, Qt::QueuedConnection);
    const EndSignals endSignals;
    QObject::connect(&endSignals, &EndSignals::received, &desk, &desktop::Application::end);
    QObject::connect(&application, &QGuiApplication::commitDataRequest, &desk,
                     &desktop::Application::end, Qt::DirectConnection);
    desk.start();
    return QApplication::exec();
}
