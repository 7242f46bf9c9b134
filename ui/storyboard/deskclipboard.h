#pragma once

#include "core/model/shot.h"
#include "core/passport/outgoingfiles.h"
#include "core/store/store.h"

#include <QList>
#include <memory>

class QMimeData;

namespace raskadr::ui {

// The headliners of these shots as real files under readable names. A file that cannot be given is
// left out. Main thread.
std::unique_ptr<QMimeData> headlinerFiles(const Store& store, const AccountId& account,
                                          const OutgoingFiles& outgoing,
                                          const QList<ShotId>& shots);

// A script as it lies in the clipboard: every line that is not empty is a shot, a short one its
// title, a longer one its script. Nothing if there are files, pictures or an address in it.
QList<Shot> shotsOfLines(const QMimeData& data);

} // namespace raskadr::ui
