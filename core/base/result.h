#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

namespace raskadr {

// A value or an Error. It may not be dropped; callers return early instead of chaining.
template <class T = void>
class [[nodiscard]] Result : public tl::expected<T, Error>
{
public:
    using tl::expected<T, Error>::expected;
};

inline tl::unexpected<Error> failure(ErrorKind kind, QString detail = {}, QString subject = {},
                                     qint64 amount = 0)
{
    return tl::unexpected<Error>(Error{kind, std::move(detail), std::move(subject), amount});
}

inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace raskadr
