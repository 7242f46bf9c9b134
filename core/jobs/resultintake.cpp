#include "core/jobs/resultintake.h"

#include "core/base/failpoint.h"
#include "core/providers/errorclass.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

tl::unexpected<RunFailure> badResult(const Error& error)
{
    const bool diskFull = error.kind == ErrorKind::DiskFull;
    return tl::unexpected(
        RunFailure{errorClassName(diskFull ? ErrorClass::DiskFull : ErrorClass::ResultInvalid),
                   errorKindName(error.kind) + u": "_s + error.detail,
                   {}});
}

} // namespace

tl::expected<TakenIn, RunFailure> takeIntoLibrary(const MediaFolder& media, const QString& path,
                                                  MediaKind promised, const std::stop_token& stop)
{
    const auto facts = probeMedia(path, stop);
    if (!facts) {
        return badResult(facts.error());
    }
    if (facts->kind != promised) {
        return badResult({ErrorKind::BadResponse, u"a result of another kind"_s, {}, 0});
    }
    if (const auto whole = verifyMedia(path, *facts, stop); !whole) {
        return badResult(whole.error());
    }
    const auto stored = media.adopt(path, stop);
    if (!stored) {
        return badResult(stored.error());
    }
    failpoint("generation-file-stored");
    return TakenIn{*stored, *facts};
}

} // namespace raskadr
