#include "app/cli/services.h"

#include "app/words/localname.h"
#include "core/jobs/servicepictures.h"
#include "ui/common/joberrortext.h"

#include <QEventLoop>

#include <algorithm>

namespace raskadr::cli {

Services::Services(Context& context)
    : m_sender(m_client, context.clock(), m_pool,
               [media = context.library().media()] { return media.temporaryPath(); })
{
    m_sender.writePicturesWith(servicePictures());
}

bool waitForKeys(Context& context, const QString& providerId, Interrupt& interrupt)
{
    const auto isWaiting = [&] {
        const auto access = context.connections().access(context.account(), providerId);
        return !access && access.error().kind == ErrorKind::AccountLocked;
    };
    QEventLoop loop;
    QObject::connect(&interrupt, &Interrupt::requested, &loop, &QEventLoop::quit);
    QObject::connect(&context.connections(), &ProviderConnections::unlocked, &loop,
                     &QEventLoop::quit);
    while (isWaiting() && !interrupt.isRequested()) {
        loop.exec();
    }
    return !interrupt.isRequested();
}

QString connectionText(const ConnectionState& state)
{
    const auto unreadable = std::find_if(state.keys.begin(), state.keys.end(), [](KeyState key) {
        return key == KeyState::Unreadable || key == KeyState::KeychainGone;
    });
    if (unreadable != state.keys.end()) {
        return Words::tr("the key “%1” does not open, enter it again").arg(unreadable.key());
    }
    if (!state.gaps.keys.isEmpty()) {
        return Words::tr("no key “%1”").arg(state.gaps.keys.first());
    }
    if (!state.gaps.settings.isEmpty()) {
        return Words::tr("nothing is set for “%1”").arg(state.gaps.settings.first());
    }
    return state.gaps.confirmation ? Words::tr("the address is not confirmed")
                                   : Words::tr("connected");
}

int tellServiceFailure(Context& context, const QString& providerId, const ServiceFailure& failure)
{
    const auto state = context.connections().state(context.account(), providerId);
    if (!state) {
        return context.fail(state.error());
    }
    const QString name = shownName(state->provider.name);
    if (!state->isConnected()) {
        return context.fail(Words::tr("The provider “%1” cannot be called yet: %2.")
                                .arg(name, connectionText(*state)));
    }
    if (failure.errorClass == ErrorClass::ModelGone) {
        return context.fail(Words::tr("Something else answers at the address of “%1”. Check the "
                                      "address: raskadr-cli provider base %2 URL")
                                .arg(name, providerId));
    }
    Job job;
    job.state = JobState::Failed;
    job.errorClass = errorClassName(failure.errorClass);
    return context.fail(ui::jobErrorText(job, name));
}

} // namespace raskadr::cli
