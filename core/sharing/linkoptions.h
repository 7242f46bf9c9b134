#pragma once

// Links as the server knows them; internal to this module.

#include "core/sharing/shareclient.h"
#include "core/sharing/shareservers.h"

namespace raskadr {

// Everything but the password.
wire::ShareOptions linkOptions(const Share& share);
// Where guests find it; empty if the server gave no address that a browser opens.
QString linkAddress(const ShareAccess& access, const Share& share, const wire::ShareInfo& made);
// The password of a link lies sealed until the server has made the link.
inline const QString linkPasswordName = QStringLiteral("password");
Result<> keepLinkPassword(Repositories& r, ShareServers& servers, const AccountId& account,
                          const ShareId& share, const std::optional<Secret>& password);
// The address with another readable end.
QString withTail(const QString& url, const QString& before, const QString& now);
// The server of this link does not take our token any more.
void noteRefusedToken(const Store& store, ShareServers& servers, const AccountId& account,
                      const ShareId& share);

} // namespace raskadr
