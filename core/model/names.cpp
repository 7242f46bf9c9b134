#include "core/model/names.h"

#include <array>
#include <utility>

namespace raskadr {

namespace {

template <class Value>
struct Names;

template <>
struct Names<ShotStatus>
{
    static constexpr auto table = std::to_array<std::pair<ShotStatus, const char*>>({
        {ShotStatus::Waiting, "waiting"},
        {ShotStatus::InProgress, "in-progress"},
        {ShotStatus::Done, "done"},
    });
};

template <>
struct Names<ShotLabel>
{
    static constexpr auto table = std::to_array<std::pair<ShotLabel, const char*>>({
        {ShotLabel::None, "none"},
        {ShotLabel::Red, "red"},
        {ShotLabel::Orange, "orange"},
        {ShotLabel::Yellow, "yellow"},
        {ShotLabel::Green, "green"},
        {ShotLabel::Teal, "teal"},
        {ShotLabel::Blue, "blue"},
        {ShotLabel::Violet, "violet"},
    });
};

template <>
struct Names<MediaState>
{
    static constexpr auto table = std::to_array<std::pair<MediaState, const char*>>({
        {MediaState::Present, "present"},
        {MediaState::Missing, "missing"},
        {MediaState::Altered, "altered"},
    });
};

template <>
struct Names<AssetKind>
{
    static constexpr auto table = std::to_array<std::pair<AssetKind, const char*>>({
        {AssetKind::Image, "image"},
        {AssetKind::Video, "video"},
    });
};

template <>
struct Names<AssetOrigin>
{
    static constexpr auto table = std::to_array<std::pair<AssetOrigin, const char*>>({
        {AssetOrigin::Generated, "generated"},
        {AssetOrigin::Imported, "imported"},
        {AssetOrigin::Frame, "frame"},
    });
};

template <>
struct Names<FactSource>
{
    static constexpr auto table = std::to_array<std::pair<FactSource, const char*>>({
        {FactSource::File, "file"},
        {FactSource::Typed, "typed"},
    });
};

template <>
struct Names<JobState>
{
    static constexpr auto table = std::to_array<std::pair<JobState, const char*>>({
        {JobState::Queued, "queued"},
        {JobState::Uploading, "uploading"},
        {JobState::Submitting, "submitting"},
        {JobState::Running, "running"},
        {JobState::Downloading, "downloading"},
        {JobState::Importing, "importing"},
        {JobState::Done, "done"},
        {JobState::Failed, "failed"},
        {JobState::Canceled, "canceled"},
        {JobState::Unknown, "unknown"},
    });
};

template <>
struct Names<WaitReason>
{
    static constexpr auto table = std::to_array<std::pair<WaitReason, const char*>>({
        {WaitReason::None, "none"},
        {WaitReason::Retry, "retry"},
        {WaitReason::Concurrency, "concurrency"},
        {WaitReason::Offline, "offline"},
        {WaitReason::ProviderPaused, "providerPaused"},
        {WaitReason::Budget, "budget"},
        {WaitReason::Locked, "locked"},
    });
};

template <>
struct Names<OutputState>
{
    static constexpr auto table = std::to_array<std::pair<OutputState, const char*>>({
        {OutputState::Expected, "expected"},
        {OutputState::Available, "available"},
        {OutputState::Stored, "stored"},
        {OutputState::Failed, "failed"},
    });
};

template <>
struct Names<ImportGrouping>
{
    static constexpr auto table = std::to_array<std::pair<ImportGrouping, const char*>>({
        {ImportGrouping::File, "file"},
        {ImportGrouping::Folder, "folder"},
        {ImportGrouping::Number, "number"},
        {ImportGrouping::One, "one"},
    });
};

template <>
struct Names<ImportItemState>
{
    static constexpr auto table = std::to_array<std::pair<ImportItemState, const char*>>({
        {ImportItemState::Waiting, "waiting"},
        {ImportItemState::Stored, "stored"},
        {ImportItemState::Skipped, "skipped"},
        {ImportItemState::Refused, "refused"},
    });
};

template <>
struct Names<ShareWay>
{
    static constexpr auto table = std::to_array<std::pair<ShareWay, const char*>>({
        {ShareWay::Server, "server"},
        {ShareWay::Lan, "lan"},
        {ShareWay::Folder, "folder"},
    });
};

template <>
struct Names<ShareState>
{
    static constexpr auto table = std::to_array<std::pair<ShareState, const char*>>({
        {ShareState::Draft, "draft"},
        {ShareState::Published, "published"},
        {ShareState::Revoked, "revoked"},
    });
};

template <>
struct Names<ShareScope>
{
    static constexpr auto table = std::to_array<std::pair<ShareScope, const char*>>({
        {ShareScope::All, "all"},
        {ShareScope::Headliners, "headliners"},
        {ShareScope::Selected, "selected"},
    });
};

template <>
struct Names<Verdict>
{
    static constexpr auto table = std::to_array<std::pair<Verdict, const char*>>({
        {Verdict::None, "none"},
        {Verdict::Accepted, "accepted"},
        {Verdict::Changes, "changes"},
    });
};

template <>
struct Names<CommentKind>
{
    static constexpr auto table = std::to_array<std::pair<CommentKind, const char*>>({
        {CommentKind::Comment, "comment"},
        {CommentKind::Verdict, "verdict"},
    });
};

template <>
struct Names<CommentDelivery>
{
    static constexpr auto table = std::to_array<std::pair<CommentDelivery, const char*>>({
        {CommentDelivery::Sent, "sent"},
        {CommentDelivery::Waiting, "waiting"},
        {CommentDelivery::Refused, "refused"},
    });
};

template <class Value>
QString lookUpName(Value value)
{
    for (const auto& [candidate, name] : Names<Value>::table) {
        if (candidate == value) {
            return QString::fromLatin1(name);
        }
    }
    Q_UNREACHABLE();
}

template <class Value>
std::optional<Value> lookUpValue(const QString& text)
{
    for (const auto& [value, name] : Names<Value>::table) {
        if (text == QLatin1String(name)) {
            return value;
        }
    }
    return std::nullopt;
}

} // namespace

QString nameOf(ShotStatus status)
{
    return lookUpName(status);
}

QString nameOf(ShotLabel label)
{
    return lookUpName(label);
}

QString nameOf(MediaState state)
{
    return lookUpName(state);
}

QString nameOf(AssetKind kind)
{
    return lookUpName(kind);
}

QString nameOf(AssetOrigin origin)
{
    return lookUpName(origin);
}

QString nameOf(FactSource source)
{
    return lookUpName(source);
}

QString nameOf(JobState state)
{
    return lookUpName(state);
}

QString nameOf(WaitReason reason)
{
    return lookUpName(reason);
}

QString nameOf(OutputState state)
{
    return lookUpName(state);
}

QString nameOf(ImportGrouping grouping)
{
    return lookUpName(grouping);
}

QString nameOf(ImportItemState state)
{
    return lookUpName(state);
}

QString nameOf(ShareWay way)
{
    return lookUpName(way);
}

QString nameOf(ShareState state)
{
    return lookUpName(state);
}

QString nameOf(ShareScope scope)
{
    return lookUpName(scope);
}

QString nameOf(Verdict verdict)
{
    return lookUpName(verdict);
}

QString nameOf(CommentKind kind)
{
    return lookUpName(kind);
}

QString nameOf(CommentDelivery delivery)
{
    return lookUpName(delivery);
}

template <>
std::optional<ShotStatus> fromName(const QString& name)
{
    return lookUpValue<ShotStatus>(name);
}

template <>
std::optional<ShotLabel> fromName(const QString& name)
{
    return lookUpValue<ShotLabel>(name);
}

template <>
std::optional<MediaState> fromName(const QString& name)
{
    return lookUpValue<MediaState>(name);
}

template <>
std::optional<AssetKind> fromName(const QString& name)
{
    return lookUpValue<AssetKind>(name);
}

template <>
std::optional<AssetOrigin> fromName(const QString& name)
{
    return lookUpValue<AssetOrigin>(name);
}

template <>
std::optional<FactSource> fromName(const QString& name)
{
    return lookUpValue<FactSource>(name);
}

template <>
std::optional<JobState> fromName(const QString& name)
{
    return lookUpValue<JobState>(name);
}

template <>
std::optional<WaitReason> fromName(const QString& name)
{
    return lookUpValue<WaitReason>(name);
}

template <>
std::optional<OutputState> fromName(const QString& name)
{
    return lookUpValue<OutputState>(name);
}

template <>
std::optional<ImportGrouping> fromName(const QString& name)
{
    return lookUpValue<ImportGrouping>(name);
}

template <>
std::optional<ImportItemState> fromName(const QString& name)
{
    return lookUpValue<ImportItemState>(name);
}

template <>
std::optional<ShareWay> fromName(const QString& name)
{
    return lookUpValue<ShareWay>(name);
}

template <>
std::optional<ShareState> fromName(const QString& name)
{
    return lookUpValue<ShareState>(name);
}

template <>
std::optional<ShareScope> fromName(const QString& name)
{
    return lookUpValue<ShareScope>(name);
}

template <>
std::optional<Verdict> fromName(const QString& name)
{
    return lookUpValue<Verdict>(name);
}

template <>
std::optional<CommentKind> fromName(const QString& name)
{
    return lookUpValue<CommentKind>(name);
}

template <>
std::optional<CommentDelivery> fromName(const QString& name)
{
    return lookUpValue<CommentDelivery>(name);
}

QString nameOf(const Aspect& aspect)
{
    return QStringLiteral("%1:%2").arg(aspect.width).arg(aspect.height);
}

template <>
std::optional<Aspect> fromName(const QString& name)
{
    const QStringList parts = name.split(QLatin1Char(':'));
    if (parts.size() != 2) {
        return std::nullopt;
    }
    // 2.39:1 is how cinema writes it; the model keeps whole numbers.
    const double width = parts[0].toDouble();
    const double height = parts[1].toDouble();
    if (!(width > 0) || !(height > 0) || width > 10000 || height > 10000 || width / height > 10
        || height / width > 10) {
        return std::nullopt;
    }
    const bool whole = width == static_cast<int>(width) && height == static_cast<int>(height);
    const int factor = whole ? 1 : 100;
    return Aspect{qRound(width * factor), qRound(height * factor)};
}

} // namespace raskadr
