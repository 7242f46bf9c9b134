#include "core/jobs/resultintake.h"

#include "core/base/failpoint.h"
#include "core/media/filehash.h"
#include "core/providers/errorclass.h"

#include <QDir>
#include <QFileInfo>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isOfDisk(const Error& error, const QString& path)
{
    switch (error.kind) {
    case ErrorKind::DiskFull:
    case ErrorKind::Storage:
    case ErrorKind::LibraryReadOnly:
    case ErrorKind::FileUnreadable:
        return true;
    case ErrorKind::FileMissing: // with its whole disk
        return !QFileInfo(path).dir().exists();
    default:
        return false;
    }
}

tl::unexpected<IntakeFailure> refused(const Error& error, const QString& path)
{
    const bool ofDisk = isOfDisk(error, path);
    const ErrorClass errorClass = error.kind == ErrorKind::DiskFull ? ErrorClass::DiskFull
        : ofDisk                                                    ? ErrorClass::Internal
                                                                    : ErrorClass::ResultInvalid;
    return tl::unexpected(IntakeFailure{
        {errorClassName(errorClass), errorKindName(error.kind) + u": "_s + error.detail}, ofDisk});
}

} // namespace

tl::expected<LookedAt, IntakeFailure> lookAtResult(const QString& path, MediaKind promised,
                                                   const std::stop_token& stop)
{
    const auto facts = probeMedia(path, stop);
    if (!facts) {
        return refused(facts.error(), path);
    }
    if (facts->kind != promised) {
        return refused({ErrorKind::BadResponse, u"a result of another kind"_s, {}, 0}, path);
    }
    if (const auto whole = verifyMedia(path, *facts, stop); !whole) {
        return refused(whole.error(), path);
    }
    const auto sha256 = hashOfFile(path, stop);
    if (!sha256) {
        return refused(sha256.error(), path);
    }
    return LookedAt{*facts, *sha256};
}

tl::expected<TakenIn, IntakeFailure> takeIntoLibrary(const MediaFolder& media, const QString& path,
                                                     const LookedAt& looked,
                                                     const std::stop_token& stop)
{
    const auto stored = media.adopt(path, stop);
    if (!stored) {
        return refused(stored.error(), path);
    }
    failpoint("generation-file-stored");
    return TakenIn{*stored, looked.facts};
}

} // namespace raskadr
