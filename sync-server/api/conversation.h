#pragma once

#include "core/wire/comment.h"
#include "sync-server/http/message.h"
#include "sync-server/storage/store.h"

namespace raskadr::server {

// Lines of a conversation in the words of the wire. `reader`: the guest who asks, whose own lines
// are marked; empty for the producer.

wire::Comment lineOf(const CommentRow& row, const std::string& reader);
wire::Comment lineOf(const VerdictRow& row, const std::string& reader);

// What a request of a conversation asks for: ?after=SEQ&limit=N&wait=SECONDS.
struct Asked
{
    std::int64_t after = 0;
    int limit = 0;
    std::chrono::milliseconds wait{0};
};
std::optional<Asked> parseAsked(const Request& request);

// The answer to it, or a wait for the share's next change.
Response conversation(Store& store, const Request& request, const Asked& asked,
                      const std::string& shareId, const std::string& reader);

} // namespace raskadr::server
