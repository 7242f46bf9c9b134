#include "core/base/error.h"

#include <array>
#include <utility>

namespace raskadr {

namespace {

constexpr std::array kindNames = std::to_array<std::pair<ErrorKind, const char*>>({
    {ErrorKind::Cancelled, "cancelled"},
    {ErrorKind::NotFound, "notFound"},
    {ErrorKind::InvalidInput, "invalidInput"},
    {ErrorKind::AlreadyExists, "alreadyExists"},
    {ErrorKind::WrongPassword, "wrongPassword"},
    {ErrorKind::Unauthorized, "unauthorized"},
    {ErrorKind::AccountLocked, "accountLocked"},
    {ErrorKind::FileMissing, "fileMissing"},
    {ErrorKind::FileUnreadable, "fileUnreadable"},
    {ErrorKind::FileEmpty, "fileEmpty"},
    {ErrorKind::FileDamaged, "fileDamaged"},
    {ErrorKind::FormatUnsupported, "formatUnsupported"},
    {ErrorKind::PlaylistRefused, "playlistRefused"},
    {ErrorKind::SvgRefused, "svgRefused"},
    {ErrorKind::HeicRefused, "heicRefused"},
    {ErrorKind::PictureTooLarge, "pictureTooLarge"},
    {ErrorKind::VideoTooLong, "videoTooLong"},
    {ErrorKind::NotAFile, "notAFile"},
    {ErrorKind::InputDamaged, "inputDamaged"},
    {ErrorKind::NotClean, "notClean"},
    {ErrorKind::DiskFull, "diskFull"},
    {ErrorKind::NewerVersion, "newerVersion"},
    {ErrorKind::LibraryMissing, "libraryMissing"},
    {ErrorKind::LibraryDamaged, "libraryDamaged"},
    {ErrorKind::LibraryOpenElsewhere, "libraryOpenElsewhere"},
    {ErrorKind::LibraryReadOnly, "libraryReadOnly"},
    {ErrorKind::Storage, "storage"},
    {ErrorKind::QuotaExceeded, "quotaExceeded"},
    {ErrorKind::RateLimited, "rateLimited"},
    {ErrorKind::ContentRejected, "contentRejected"},
    {ErrorKind::Network, "network"},
    {ErrorKind::Timeout, "timeout"},
    {ErrorKind::BadResponse, "badResponse"},
    {ErrorKind::ModelGone, "modelGone"},
    {ErrorKind::Internal, "internal"},
});

} // namespace

QString errorKindName(ErrorKind kind)
{
    for (const auto& [candidate, name] : kindNames) {
        if (candidate == kind) {
            return QString::fromLatin1(name);
        }
    }
    return QStringLiteral("internal");
}

ErrorKind errorKindFromName(const QString& name)
{
    for (const auto& [kind, candidate] : kindNames) {
        if (name == QLatin1String(candidate)) {
            return kind;
        }
    }
    return ErrorKind::Internal;
}

} // namespace raskadr
