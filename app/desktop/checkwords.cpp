#include "app/desktop/checkwords.h"

#include "ui/common/joberrortext.h"
#include "ui/common/moneytext.h"

#include <QCoreApplication>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ProviderCheckWords
{
    Q_DECLARE_TR_FUNCTIONS(ProviderCheck)
};

QString missingText(const QString& name, const ui::ProviderLine& provider)
{
    for (const ui::KeyLine& key : provider.keys) {
        if (key.name == name) {
            return ProviderCheckWords::tr("First enter “%1”.").arg(key.title);
        }
    }
    for (const ui::EnteredLine& setting : provider.settings) {
        if (setting.name == name) {
            return ProviderCheckWords::tr("First enter “%1”.").arg(setting.title);
        }
    }
    return provider.confirmed ? ProviderCheckWords::tr("First enter the key.")
                              : ProviderCheckWords::tr("First allow Raskadr to call the address.");
}

QString goodText(const ProviderCheck& check, const ui::ProviderLine& provider)
{
    if (!check.asked) {
        return ProviderCheckWords::tr(
            "Kept. This service has nothing that could be asked for free: the first "
            "generation will show whether the key fits.");
    }
    if (check.balance) {
        return ProviderCheckWords::tr("The key fits. On the account: %1.")
            .arg(ui::amountText(check.balance->micros, check.balance->unit));
    }
    const bool withKey = std::any_of(provider.keys.begin(), provider.keys.end(),
                                     [](const ui::KeyLine& key) { return key.isThere(); });
    if (check.models) {
        return withKey
            ? ProviderCheckWords::tr("The key fits; the service offers %n model(s).", nullptr,
                                     *check.models)
            : ProviderCheckWords::tr("%1 answers and has %n model(s).", nullptr, *check.models)
                  .arg(provider.name);
    }
    return withKey ? ProviderCheckWords::tr("The key fits.")
                   : ProviderCheckWords::tr("%1 answers.").arg(provider.name);
}

} // namespace

QString failureText(const ServiceFailure& failure, const QString& providerName)
{
    if (failure.errorClass == ErrorClass::ModelGone) {
        return ProviderCheckWords::tr("Something else answers at this address. Check the address.");
    }
    if (failure.errorClass == ErrorClass::AuthInvalid) {
        return ProviderCheckWords::tr("The key does not fit. Copy it from the provider once more.");
    }
    if (failure.errorClass == ErrorClass::InsufficientFunds) {
        return ProviderCheckWords::tr("The key fits, but the funds at the provider are used up.");
    }
    Job job;
    job.state = JobState::Failed;
    job.errorClass = errorClassName(failure.errorClass);
    if (failure.errorClass == ErrorClass::Tls) {
        job.errorParameter = failure.parameter; // the certificate that was entered is none
    }
    return ui::jobErrorText(job, providerName);
}

QString failureDetails(const ServiceFailure& failure)
{
    QStringList parts;
    if (failure.status > 0) {
        parts.append(u"HTTP %1"_s.arg(failure.status));
    }
    for (const QString& part : {failure.code, failure.message, failure.requestId}) {
        if (!part.isEmpty()) {
            parts.append(part);
        }
    }
    return parts.join(u'\n');
}

ui::CheckLine checkLine(const tl::expected<ProviderCheck, ServiceFailure>& result,
                        const ui::ProviderLine& provider)
{
    using Kind = ui::CheckLine::Kind;
    if (result) {
        return {Kind::Good, goodText(*result, provider), {}};
    }
    const ServiceFailure& failure = result.error();
    if (!failure.missing.isEmpty()) {
        return {Kind::Bad, missingText(failure.missing, provider), {}};
    }
    return {Kind::Bad, failureText(failure, provider.name), failureDetails(failure)};
}

} // namespace raskadr::desktop
