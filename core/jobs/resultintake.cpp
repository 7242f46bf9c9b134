#include "core/jobs/resultintake.h"

#include "core/base/failpoint.h"
#include "core/media/filehash.h"
#include "core/providers/errorclass.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

tl::unexpected<RunFailure> badResult(const Error& error)
{
    const bool diskFull = error.kind == ErrorKind::DiskFull;
    return tl::unexpected(
        RunFailure{errorClassName(diskFull ? ErrorClass::DiskFull : ErrorClass::ResultInvalid),
                   errorKindName(error.kind) + u": "_s + error.detail});
}

} // namespace

tl::expected<LookedAt, RunFailure> lookAtResult(const QString& path, MediaKind promised,
                                                const std::stop_token& stop)
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
    const auto sha256 = hashOfFile(path, stop);
    if (!sha256) {
        return badResult(sha256.error());
    }
    return LookedAt{*facts, *sha256};
}

tl::expected<TakenIn, RunFailure> takeIntoLibrary(const MediaFolder& media, const QString& path,
                                                  const LookedAt& looked,
                                                  const std::stop_token& stop)
{
    const auto stored = media.adopt(path, stop);
    if (!stored) {
        return badResult(stored.error());
    }
    failpoint("generation-file-stored");
    return TakenIn{*stored, looked.facts};
}

} // namespace raskadr
