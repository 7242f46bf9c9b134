#pragma once

#include "core/base/id.h"

#include <QByteArray>
#include <QString>

namespace raskadr {

// A manifest as the library keeps it. A record without an account is common to the library.
struct ManifestRecord
{
    QString id;
    QString providerId; // empty for the record of a provider itself
    AccountId accountId;
    int revision = 1;
    QByteArray manifest;

    bool operator==(const ManifestRecord&) const = default;
};

} // namespace raskadr
