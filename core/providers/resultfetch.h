#pragma once

#include "core/providers/servicecall.h"

namespace raskadr {

using ItemFetched = std::function<void(const tl::expected<void, ServiceFailure>&)>;

// Brings one result of a call into a new file, from wherever it is. What it holds is not looked at.
// Failures: result_expired if its address does not hold any more, result_invalid for what is no
// file, those of the disk, which hold the answer where it may be held; those of a connection.
// `fetched` is called later, in the thread of the context, unless the handle or the context is gone
// by then; destroying the handle ends a download.
AsyncHandle fetchItem(ServiceSender& sender, const ServiceRoute& route, const ResultItem& item,
                      const ReceivedAnswer& received, const QString& path, QObject* context,
                      ItemFetched fetched);

// A download as it is kept from one process to the next; null for an item that lies elsewhere. The
// keys in it are only named.
nlohmann::json savedItem(const ResultItem& item);
std::optional<ResultItem> restoredItem(const nlohmann::json& saved);

} // namespace raskadr
