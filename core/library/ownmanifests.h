#pragma once

#include "core/store/store.h"

#include <QStringList>

namespace raskadr {

struct AddedManifest
{
    QString providerId;
    QStringList modelIds;
};

// Takes a manifest file into the account's own catalogue: an imported file, or what an editor
// saves. Each record that differs from the one in force becomes its next revision. The address of a
// provider that is local or takes no key is confirmed by that. Errors: InvalidInput with the place
// as subject and the reason as detail (manifestProblem() has both as values); Unauthorized with
// addresses as subject, one a line, if the provider is known already and its keys would go to these
// as well: call again with them as `agreed` if that is what the user wants. Any thread.
Pending<AddedManifest> putManifest(Store& store, const AccountId& account, const QByteArray& bytes,
                                   const QStringList& agreed = {});

// The manifest of one model as a file, which putManifest() takes again: with its provider, as both
// are in force. NotFound.
Result<QByteArray> exportedManifest(const Repositories& r, const QString& modelId);

} // namespace raskadr
