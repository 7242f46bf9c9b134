#pragma once

#include "core/base/id.h"

#include <QByteArray>
#include <QString>
#include <optional>

namespace raskadr {

// Somebody who works in this library. Every project belongs to exactly one account. The password
// hash carries its own Argon2id parameters; the vault key is kept only in wrapped form.
struct Account
{
    AccountId id;
    QString login;
    QString name;
    QString passwordHash;
    QByteArray keyByPassword;
    QByteArray keyByRecoveryCode;
    int failedLogins = 0;
    qint64 nextLoginMs = 0; // no attempt is judged before this moment
    QString currency = QStringLiteral("RUB");
    std::optional<double> budget;
    qint64 createdMs = 0;

    bool operator==(const Account&) const = default;
};

} // namespace raskadr
