#pragma once

#include "core/library/providercheck.h"
#include "ui/settings/providerline.h"

namespace raskadr::desktop {

// How a check of a provider went, as one sentence.
ui::CheckLine checkLine(const tl::expected<ProviderCheck, ServiceFailure>& result,
                        const ui::ProviderLine& provider);
// Why a service did not do what it was asked for, outside of any generation.
QString failureText(const ServiceFailure& failure, const QString& providerName);
// What the service itself said; empty if it said nothing.
QString failureDetails(const ServiceFailure& failure);

} // namespace raskadr::desktop
