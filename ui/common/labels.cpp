#include "ui/common/labels.h"

#include <QCoreApplication>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

QString glyphIcon(StatusGlyph glyph)
{
    switch (glyph) {
    case StatusGlyph::Wait:
        return u"status-wait"_s;
    case StatusGlyph::Work:
        return u"status-work"_s;
    case StatusGlyph::Done:
        return u"status-done"_s;
    case StatusGlyph::Error:
        return u"status-error"_s;
    case StatusGlyph::Cancel:
        return u"status-cancel"_s;
    case StatusGlyph::Warn:
        return u"warning"_s;
    }
    Q_UNREACHABLE();
}

StatusGlyph glyphOf(ShotStatus status)
{
    switch (status) {
    case ShotStatus::Waiting:
        return StatusGlyph::Wait;
    case ShotStatus::InProgress:
        return StatusGlyph::Work;
    case ShotStatus::Done:
        return StatusGlyph::Done;
    }
    Q_UNREACHABLE();
}

StatusGlyph glyphOf(JobState state)
{
    switch (state) {
    case JobState::Queued:
        return StatusGlyph::Wait;
    case JobState::Uploading:
    case JobState::Submitting:
    case JobState::Running:
    case JobState::Downloading:
    case JobState::Importing:
        return StatusGlyph::Work;
    case JobState::Done:
        return StatusGlyph::Done;
    case JobState::Failed:
        return StatusGlyph::Error;
    case JobState::Canceled:
        return StatusGlyph::Cancel;
    case JobState::Unknown:
        return StatusGlyph::Warn;
    }
    Q_UNREACHABLE();
}

QString statusText(ShotStatus status)
{
    switch (status) {
    case ShotStatus::Waiting:
        return QCoreApplication::translate("Labels", "Waiting");
    case ShotStatus::InProgress:
        return QCoreApplication::translate("Labels", "In progress");
    case ShotStatus::Done:
        return QCoreApplication::translate("Labels", "Done");
    }
    Q_UNREACHABLE();
}

QString statusText(JobState state)
{
    switch (state) {
    case JobState::Queued:
        return QCoreApplication::translate("Labels", "Waiting");
    case JobState::Uploading:
    case JobState::Submitting:
    case JobState::Running:
        return QCoreApplication::translate("Labels", "In progress");
    case JobState::Downloading:
    case JobState::Importing:
        return QCoreApplication::translate("Labels", "In progress: saving");
    case JobState::Done:
        return QCoreApplication::translate("Labels", "Done");
    case JobState::Failed:
        return QCoreApplication::translate("Labels", "Failed");
    case JobState::Canceled:
        return QCoreApplication::translate("Labels", "Canceled");
    case JobState::Unknown:
        return QCoreApplication::translate("Labels", "Result unknown");
    }
    Q_UNREACHABLE();
}

QString waitReasonText(WaitReason reason)
{
    switch (reason) {
    case WaitReason::None:
        return {};
    case WaitReason::Retry:
        return QCoreApplication::translate("Labels", "Will be tried again by itself");
    case WaitReason::Concurrency:
        return QCoreApplication::translate("Labels", "Waits for its turn");
    case WaitReason::Offline:
        return QCoreApplication::translate("Labels", "Waits for the connection");
    case WaitReason::ProviderPaused:
        return QCoreApplication::translate("Labels", "The provider is paused");
    case WaitReason::Budget:
        return QCoreApplication::translate("Labels", "Waits because the budget is used up");
    case WaitReason::Locked:
        return QCoreApplication::translate("Labels", "Waits until you sign in");
    }
    Q_UNREACHABLE();
}

QString labelText(ShotLabel label)
{
    switch (label) {
    case ShotLabel::None:
        return {};
    case ShotLabel::Red:
        return QCoreApplication::translate("Labels", "Red");
    case ShotLabel::Orange:
        return QCoreApplication::translate("Labels", "Orange");
    case ShotLabel::Yellow:
        return QCoreApplication::translate("Labels", "Yellow");
    case ShotLabel::Green:
        return QCoreApplication::translate("Labels", "Green");
    case ShotLabel::Teal:
        return QCoreApplication::translate("Labels", "Teal");
    case ShotLabel::Blue:
        return QCoreApplication::translate("Labels", "Blue");
    case ShotLabel::Violet:
        return QCoreApplication::translate("Labels", "Violet");
    }
    Q_UNREACHABLE();
}

int labelIndex(ShotLabel label)
{
    return static_cast<int>(label) - 1;
}

QList<ShotLabel> allLabels()
{
    return {ShotLabel::Red,  ShotLabel::Orange, ShotLabel::Yellow, ShotLabel::Green,
            ShotLabel::Teal, ShotLabel::Blue,   ShotLabel::Violet};
}

QString kindText(AssetKind kind)
{
    return kind == AssetKind::Video ? QCoreApplication::translate("Labels", "Video")
                                    : QCoreApplication::translate("Labels", "Picture");
}

QString kindIcon(AssetKind kind)
{
    return kind == AssetKind::Video ? u"video"_s : u"image"_s;
}

QString originText(AssetOrigin origin)
{
    switch (origin) {
    case AssetOrigin::Generated:
        return QCoreApplication::translate("Labels", "Generation");
    case AssetOrigin::Imported:
        return QCoreApplication::translate("Labels", "Imported file");
    case AssetOrigin::Frame:
        return QCoreApplication::translate("Labels", "Extracted frame");
    }
    Q_UNREACHABLE();
}

QString sourceText(FactSource source)
{
    switch (source) {
    case FactSource::File:
        return QCoreApplication::translate("Labels", "from the file");
    case FactSource::Typed:
        return QCoreApplication::translate("Labels", "entered by hand");
    }
    Q_UNREACHABLE();
}

QString mediaStateText(MediaState state)
{
    switch (state) {
    case MediaState::Present:
        return {};
    case MediaState::Missing:
        return QCoreApplication::translate("Labels", "The file is missing from the library");
    case MediaState::Altered:
        return QCoreApplication::translate("Labels", "The file was changed from outside");
    }
    Q_UNREACHABLE();
}

QString verdictText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Accepted:
        return QCoreApplication::translate("Labels", "Accepted");
    case Verdict::Changes:
        return QCoreApplication::translate("Labels", "Changes wanted");
    case Verdict::None:
        return QCoreApplication::translate("Labels", "Decision taken back");
    }
    Q_UNREACHABLE();
}

} // namespace raskadr::ui
